"""Where: the same course again, turning one way, and the road's slope beneath the sore side."""

from __future__ import annotations

import pandas as pd

from analysis import camber
from analysis.exposures import side
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
        "one of your usual runs on the other side of a quiet road",
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


def by_day(log: Log, laid: pd.DataFrame, grid: Grid) -> pd.DataFrame:
    """Columns same_course [m], and of either side turning [rounds] and camber [m], a row a day."""
    doses = pd.concat([same_course(log).rename("same_course"), lower_edge(log, laid)], axis=1)
    return grid.added(doses, log.runs["day"]).join(turning(log, grid))


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


def turning(log: Log, grid: Grid) -> pd.DataFrame:
    """Rounds towards either side less those away from it, of each day's runs together. [rounds]

    Turns of 360° are a round. Less than LEAST_ROUND, or more the other way, is 0, as is a treadmill; NaN
    where a run of the day has no positions.
    """
    runs = _with_terrain(log, "turned_deg")
    rounds = runs["turned_deg"].astype("float64") / 360
    rounds = rounds.mask(rounds.isna() & (runs["surface"] == "treadmill"), 0.0)
    doses = pd.DataFrame({side.of("turning", each): sign * rounds for each, sign in TOWARDS.items()})
    by_day = grid.added(doses, runs["day"])
    return by_day.where(at_least(by_day, LEAST_ROUND) | by_day.isna(), 0.0)


def lower_edge(log: Log, laid: pd.DataFrame) -> pd.DataFrame:
    """Road of each run on either side, where that side's foot lands lower, in the order of the runs. [m]

    By the runner's word alone. Road on now one, now the other side counts by half. NaN where of more than
    1 − KNOWN of the run nobody knows the side of the road, or whether it was road.
    """
    said = camber.sides(laid, log)
    metres = laid["distance_m"]
    either_m = BOTH * metres.where(said == "both", 0.0)
    lower_m = {side.of("camber", each): metres.where(said == each, 0.0) + either_m for each in TOWARDS}
    unsaid_m = metres.where((said == camber.UNSAID) | (said.isna() & (laid["surface"] == UNKNOWN)), 0.0)
    by_run = pd.DataFrame(lower_m | {"unsaid": unsaid_m}).groupby(laid["run_id"]).sum()
    by_run = by_run.reindex(log.runs["run_id"]).set_axis(log.runs.index)
    told = at_least((1 - limits_of(log)[KNOWN]) * log.runs["distance_m"], by_run.pop("unsaid"))
    return by_run.where(told, axis=0)


def _with_terrain(log: Log, name: str) -> pd.DataFrame:
    by_run = log.terrain[["run_id", name]].drop_duplicates("run_id").set_index("run_id")[name]
    runs = log.runs[["run_id", "day", "surface", "distance_m"]]
    return runs.assign(**{name: runs["run_id"].map(by_run)})
