"""Where: the same course again, turning one way, and the road's slope beneath the sore side."""

from __future__ import annotations

import pandas as pd

from analysis import camber
from analysis.exposures.factor import Factor
from analysis.exposures.grid import Grid
from analysis.ground import UNKNOWN
from analysis.limits import at_least, limits_of
from analysis.routes import WINDOW_DAYS
from analysis.surface import KNOWN
from ingest.schema import Log

FACTORS = (
    Factor(
        "same_course",
        "m",
        "running on a course that you had just run",
        "long day on the same course",
        "one run of your usual length on another course",
        answers_pain=True,
    ),
    Factor(
        "turning",
        "rounds",
        "turning towards your sore side",
        "day of many rounds towards your sore side",
        "one of your usual runs the other way round",
        answers_pain=True,
    ),
    Factor(
        "camber",
        "m",
        "road running with your sore side on the lower edge",
        "long day with your sore side on the lower edge of the road",
        "one of your usual runs on the other side of the road, where traffic allows it",
        answers_pain=True,
    ),
)

TOWARDS = {"left": -1.0, "right": 1.0}
"""The sign of turning to each side, as `turned_deg` counts it."""

LEAST_ROUND = 0.5
"""Rounds one way less those the other from which they count: less is the error of a receiver and corners
that happen not to cancel. [rounds] Own convention."""

BOTH = 0.5
"""Share of road on "now left, now right" that counts for each side. [fraction] Own convention."""


def by_day(log: Log, laid: pd.DataFrame, grid: Grid, side: str | None) -> pd.DataFrame:
    """Columns same_course [m], turning [rounds], camber [m], a row a day.

    Without a sore side the last two are absent, and camber where no route is told to be on that side.
    """
    doses = same_course(log).to_frame("same_course")
    if side and log.routes["camber"].isin([side, "both"]).any():
        doses["camber"] = lower_edge(log, laid, side)
    frame = grid.added(doses, log.runs["day"])
    return frame.assign(turning=turning(log, side, grid)) if side else frame


def same_course(log: Log) -> pd.Series:
    """Distance of each run on a route that was run in the 14 days before, or earlier that day. [m]

    In the order of the runs, which is that of time. 0 for any other and for a treadmill; NaN where the route
    is not known.
    """
    runs = _with_terrain(log, "route_id")
    since = runs["day"].groupby(runs["route_id"]).diff().dt.days
    again = since <= WINDOW_DAYS
    known = runs["route_id"].notna() | (runs["surface"] == "treadmill")
    return runs["distance_m"].where(again, 0.0).where(known)


def turning(log: Log, side: str, grid: Grid) -> pd.Series:
    """Rounds towards a side less those away from it, of each day's runs together. [rounds]

    Turns of 360° are a round. Less than LEAST_ROUND, or more the other way, is 0, as is a treadmill; NaN
    where a run of the day has no positions.
    """
    runs = _with_terrain(log, "turned_deg")
    rounds = (TOWARDS[side] * runs["turned_deg"] / 360).rename("turning")
    rounds = rounds.mask(rounds.isna() & (runs["surface"] == "treadmill"), 0.0)
    by_day = grid.added(rounds.to_frame(), runs["day"])["turning"]
    return by_day.where(at_least(by_day, LEAST_ROUND) | by_day.isna(), 0.0)


def lower_edge(log: Log, laid: pd.DataFrame, side: str) -> pd.Series:
    """Road of each run on one side, where that side's foot lands lower, in the order of the runs. [m]

    By the runner's word alone. Road on now one, now the other side counts by half. NaN where of more than
    1 − KNOWN of the run nobody knows the side of the road, or whether it was road.
    """
    said = camber.sides(laid, log)
    metres = laid["distance_m"]
    lower_m = metres.where(said == side, 0.0) + BOTH * metres.where(said == "both", 0.0)
    unsaid_m = metres.where((said == camber.UNSAID) | (said.isna() & (laid["surface"] == UNKNOWN)), 0.0)
    by_run = pd.DataFrame({"lower": lower_m, "unsaid": unsaid_m}).groupby(laid["run_id"]).sum()
    by_run = by_run.reindex(log.runs["run_id"]).set_axis(log.runs.index)
    told = at_least((1 - limits_of(log)[KNOWN]) * log.runs["distance_m"], by_run["unsaid"])
    return by_run["lower"].where(told)


def _with_terrain(log: Log, name: str) -> pd.DataFrame:
    by_run = log.terrain[["run_id", name]].drop_duplicates("run_id").set_index("run_id")[name]
    runs = log.runs[["run_id", "day", "surface", "distance_m"]]
    return runs.assign(**{name: runs["run_id"].map(by_run)})
