"""Courses and how often they are run, and the finding on weeks that knew but few (rule S5)."""

from __future__ import annotations

from datetime import date, timedelta

import numpy as np
import pandas as pd

from analysis import words
from analysis.days import up_to, worst_days
from analysis.findings import Evidence, Finding, Rule, Severity
from analysis.limits import Limit, Limits, at_least
from ingest.schema import Log

SAME_COURSE = Limit(
    "routes.same_course",
    0.80,
    "fraction",
    "Share of two weeks' runs on a course run more than once in them, more than",
    "expert opinion",
    0.0,
    1.0,
)
LEAST_RUNS = Limit(
    "routes.least_runs",
    5.0,
    "runs",
    "Running the same course counts only when two weeks hold at least",
    "expert opinion",
    2.0,
    50.0,
)

WINDOW_DAYS = 14
RECENT_DAYS = 28

DIRECTIONS = {"along": 1.0, "against": -1.0, "both_ways": 0.0}
"""What TERRAIN's route_direction means."""

ON_SAMENESS = Evidence(
    "convention",
    "expert opinion: popular articles that name the same course day after day",
    "No study has followed runners by how often they change their course.",
)


def runs_on_routes(log: Log, today: date) -> pd.DataFrame:
    """The runs up to `today` whose route is known: run_id, day, distance_m [m], route_id, route_direction."""
    terrain = log.terrain[["run_id", "route_id", "route_direction"]].dropna(subset="route_id")
    return up_to(log.runs, today)[["run_id", "day", "distance_m"]].merge(terrain, on="run_id")


def sameness(log: Log, today: date) -> pd.DataFrame:
    """How alike the courses of the last 14 days were, a row a day from the first run with a route on.

    Columns: runs: those with a route; again: those of them on a route that another of them is on, too.
    """
    runs = runs_on_routes(log, today).sort_values("day", kind="stable")
    if runs.empty:
        return pd.DataFrame({"runs": [], "again": []}, index=pd.DatetimeIndex([], name="day"))
    first, until = runs["day"].iloc[0], pd.Timestamp(today)
    places = pd.DataFrame({"from": (runs["day"] - first).dt.days, "route_id": runs["route_id"]})
    size = (until - first).days + 1
    counts = {
        "runs": _covered(places["from"], places["from"] + WINDOW_DAYS, size),
        "again": _again(places, size),
    }
    return pd.DataFrame(counts, index=pd.date_range(first, until, name="day", unit="us"))


def _again(places: pd.DataFrame, size: int) -> np.ndarray:
    """On each day, how many runs of its window share their route with another one of the window.

    A run stays in the window for 14 days. It has company until the run before it on its route has left, and
    from when the next one has come.
    """
    begin = places["from"]
    end = begin + WINDOW_DAYS
    by_route = begin.groupby(places["route_id"])
    left = (by_route.shift(1) + WINDOW_DAYS).fillna(begin).clip(lower=begin)
    came = by_route.shift(-1).fillna(end).clip(upper=end)
    return _covered(begin, left, size) + _covered(np.maximum(came, left), end, size)


def _covered(begin: pd.Series, end: pd.Series, size: int) -> np.ndarray:
    """How many of the spells [begin, end) cover each of so many days."""
    steps = np.zeros(size + 1)
    np.add.at(steps, begin.clip(upper=size).astype(int), 1.0)
    np.add.at(steps, end.clip(upper=size).astype(int), -1.0)
    return np.cumsum(steps)[:-1]


def same_courses(log: Log, today: date, limits: Limits) -> list[Finding]:
    """A finding for each spell in which more than SAME_COURSE of 14 days' runs shared their course.

    Runs without a known route, as those on a treadmill, do not count; fewer than LEAST_RUNS say nothing.
    """
    fortnight = sameness(log, today)
    enough = at_least(fortnight["runs"], limits[LEAST_RUNS])
    share = (fortnight["again"] / fortnight["runs"].where(enough)).astype("float64")
    days = worst_days(share, limits[SAME_COURSE])
    return [_same(one, limits) for one in fortnight.loc[days].itertuples()]


def _same(fortnight, limits: Limits) -> Finding:
    return Finding(
        rule="routes.same_course",
        severity=Severity.NOTE,
        day=fortnight.Index.date(),
        headline=f"{_of(fortnight.again, fortnight.runs)} runs in the 14 days to "
        f"{words.day(fortnight.Index)} were on courses that you ran at least twice.",
        measured=fortnight.again / fortnight.runs,
        limit=limits[SAME_COURSE],
        unit=SAME_COURSE.unit,
        why="The same course brings the same bends, slopes and ground each time. No study has tested whether "
        "that matters.",
        evidence=ON_SAMENESS,
        suggested="Coaches suggest changing it now and then.",
    )


def _of(some: float, all_of_them: float) -> str:
    return f"{'All' if some == all_of_them else f'{some:.0f}'} of your {all_of_them:.0f}"


def by_direction(log: Log, today: date) -> pd.DataFrame:
    """How often each route was run along its first run, against it and both ways: indexed by route_id,
    columns along, against, both_ways (counts)."""
    runs = runs_on_routes(log, today)
    ways = {name: runs["route_direction"] == way for name, way in DIRECTIONS.items()}
    return pd.DataFrame(ways).groupby(runs["route_id"]).sum().astype("int64")


def shares(log: Log, today: date) -> pd.Series:
    """Share of each route in all distance of the last 28 days, by route_id; routes not run in them are
    absent. [fraction]"""
    first = pd.Timestamp(today - timedelta(days=RECENT_DAYS - 1))
    all_m = log.runs.loc[log.runs["day"].between(first, pd.Timestamp(today)), "distance_m"].sum()
    runs = runs_on_routes(log, today)
    on_route_m = runs[runs["day"] >= first].groupby("route_id")["distance_m"].sum()
    return (on_route_m / all_m if all_m > 0 else on_route_m * np.nan).rename("share")


LIMITS = (SAME_COURSE, LEAST_RUNS)
RULES: tuple[Rule, ...] = (same_courses,)
