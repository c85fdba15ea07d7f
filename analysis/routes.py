"""Courses and how often they are run, and the finding on weeks that knew but few (rule S5)."""

from __future__ import annotations

from datetime import date, timedelta

import numpy as np
import pandas as pd

from analysis import ground, words
from analysis.days import up_to, worst_days
from analysis.findings import Evidence, Finding, Rule, Severity
from analysis.limits import Limit, Limits, at_least
from ingest.schema import HARD_SURFACES, Log

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

OFF_ROAD = 0.5
"""A course with this share of its known ground off the road has no side of the road to ask for. [fraction],
convention"""

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
        why="The same course brings the same bends, slopes and ground each time. Coaches suggest changing it "
        "now and then; no study has tested that.",
        evidence=ON_SAMENESS,
    )


def _of(some: float, all_of_them: float) -> str:
    return f"{'All' if some == all_of_them else f'{some:.0f}'} of your {all_of_them:.0f}"


def used(log: Log, today: date) -> pd.DataFrame:
    """The routes by use, the most run first.

    Columns: route_id, name (NaN where the runner gave none), called (the name, else how far and how often),
    runs (count), distance_m (median) [m], last_day, share_28d (its share of all distance of the last 28 days)
    [fraction], along, against, both_ways (counts of runs by direction), camber, surface (NaN = not said).
    """
    runs = runs_on_routes(log, today)
    table = _by_route(runs).join(_recent_share(log, runs, today)).reset_index()
    table = table.merge(log.routes, on="route_id", how="left")
    table["share_28d"] = table["share_28d"].fillna(0.0)
    fallback = [
        f"{words.distance(one.distance_m, log.profile.distance_unit)} course, run {_times(one.runs)}"
        for one in table.itertuples()
    ]
    table.insert(1, "called", table["name"].where(table["name"].notna(), pd.Series(fallback, dtype="str")))
    return table.sort_values(["runs", "last_day"], ascending=False, kind="stable", ignore_index=True)


def _by_route(runs: pd.DataFrame) -> pd.DataFrame:
    directions = {"along": 1, "against": -1, "both_ways": 0}
    counted = runs.assign(**{name: runs["route_direction"] == way for name, way in directions.items()})
    by_route = counted.groupby("route_id")
    table = by_route.agg(
        runs=("run_id", "size"), distance_m=("distance_m", "median"), last_day=("day", "max")
    )
    return table.join(by_route[list(directions)].sum())


def _recent_share(log: Log, runs: pd.DataFrame, today: date) -> pd.Series:
    first = pd.Timestamp(today - timedelta(days=RECENT_DAYS - 1))
    everywhere = up_to(log.runs, today)
    all_m = everywhere.loc[everywhere["day"] >= first, "distance_m"].sum()
    on_route_m = runs[runs["day"] >= first].groupby("route_id")["distance_m"].sum()
    return (on_route_m / all_m if all_m > 0 else on_route_m * np.nan).rename("share_28d")


def _times(count: int) -> str:
    return {1: "once", 2: "twice"}.get(count, f"{count:,} times")


def unasked(log: Log, today: date) -> pd.DataFrame:
    """Routes for which the side of the road was never said, as `used` gives them, the most run first.

    Those that lead mostly over ground without a road's slope, as trails and tracks, are left out.
    """
    table = used(log, today)
    return table[table["camber"].isna() & ~table["route_id"].isin(_off_road(log, today))].reset_index(
        drop=True
    )


def _off_road(log: Log, today: date) -> pd.Index:
    laid = ground.laid(log)
    laid = laid[laid["surface"] != ground.UNKNOWN].merge(runs_on_routes(log, today)[["run_id", "route_id"]])
    off_m = laid["distance_m"].where(~laid["surface"].isin(HARD_SURFACES), 0.0)
    off = off_m.groupby(laid["route_id"]).sum() / laid.groupby("route_id")["distance_m"].sum()
    return off.index[at_least(off, OFF_ROAD)]


LIMITS = (SAME_COURSE, LEAST_RUNS)
RULES: tuple[Rule, ...] = (same_courses,)
