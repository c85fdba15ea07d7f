"""The runner's routes by use: how often they were run, what was said of them, and what is still to ask."""

from __future__ import annotations

from datetime import date, timedelta

import pandas as pd

from analysis import camber, recent, routes
from analysis.days import up_to
from analysis.ground import UNKNOWN, laid
from ingest.schema import Log

OFF_ROAD = ("trail", "grass", "track", "treadmill")
"""A route that was mostly on these has no side of a road to ask for."""

LEAST_RUNS = 3
"""Runs of a route from which its ground and its side of the road are asked for. Own convention."""

ASKED_DAYS = 112
"""A route that was not run for so long is not asked about. Own convention: the span of the usual weeks."""


def by_use(log: Log, today: date) -> pd.DataFrame:
    """A row a route that was run, indexed by route_id, the most run first.

    Columns: name, camber, surface (as ROUTES), runs, newest (run_id), last (day), distance_m (median)
    [m], own (runs whose surface the runner told one by one), mostly (the ground of most metres, or
    "unknown"), unknown_m (metres of unknown ground in the last ASKED_DAYS) [m], along, against, both_ways
    (runs by direction), share (of all distance of the last 28 days) [fraction].
    """
    runs = up_to(log.runs, today).merge(log.terrain[["run_id", "route_id"]], on="run_id")
    runs = runs.dropna(subset="route_id").sort_values("started_at")
    by_route = runs.assign(own=runs["surface_source"] == "runner").groupby("route_id")
    table = by_route.agg(
        runs=("run_id", "size"),
        newest=("run_id", "last"),
        last=("day", "max"),
        distance_m=("distance_m", "median"),
        own=("own", "sum"),
    )
    table = table.join(log.routes.set_index("route_id")).join(_ground(log, runs, today))
    table = table.join(routes.by_direction(log, today)).join(routes.shares(log, today)).fillna({"share": 0.0})
    return table.sort_values(["runs", "last"], ascending=False, kind="stable")


def _ground(log: Log, runs: pd.DataFrame, today: date) -> pd.DataFrame:
    ground = laid(log).merge(runs[["run_id", "route_id"]], on="run_id")
    lately = ground["day"] > pd.Timestamp(today - timedelta(days=ASKED_DAYS))
    unknown_m = ground[lately & (ground["surface"] == UNKNOWN)].groupby("route_id")["distance_m"].sum()
    metres = ground.groupby(["route_id", "surface"])["distance_m"].sum().sort_values(kind="stable")
    mostly = metres.reset_index().groupby("route_id")["surface"].last()
    table = pd.DataFrame({"mostly": mostly, "unknown_m": unknown_m})
    return table.fillna({"mostly": UNKNOWN, "unknown_m": 0.0})


def ground_to_ask(table: pd.DataFrame) -> str | None:
    """Of `by_use`, the route whose answer would tell most of the ground lately; None where none is due."""
    due = table[(table["runs"] >= LEAST_RUNS) & (table["mostly"] == UNKNOWN) & (table["unknown_m"] > 0)]
    return None if due.empty else str(due["unknown_m"].idxmax())


def side_to_ask(table: pd.DataFrame, today: date) -> str | None:
    """Of `by_use`, the most run route lately whose side of the road was not told; None where none is due."""
    lately = table["last"] > pd.Timestamp(today - timedelta(days=ASKED_DAYS))
    due = table[lately & (table["runs"] >= LEAST_RUNS) & table["camber"].isna()]
    due = due[~due["mostly"].isin(OFF_ROAD)]
    return None if due.empty else str(due.index[0])


def side_not_said(log: Log, today: date) -> pd.Series:
    """How much of the road was run on a side that nobody told, as `now` and `usual` of `recent`. [fraction]

    NaN where no side was told at all.
    """
    first = today - timedelta(days=recent.DAYS - 1)
    before = first - timedelta(days=recent.USUAL_DAYS), first - timedelta(days=1)
    road = camber.road_metres(log, today).reset_index()
    spans = {"now": recent.within(road, first, today), "usual": recent.within(road, *before)}
    return pd.Series({name: _not_said(some.drop(columns="day").sum()) for name, some in spans.items()})


def _not_said(metres: pd.Series) -> float:
    told = metres[["left", "right", "both"]].sum() > 0
    return float(metres[camber.UNSAID] / metres.sum()) if told else float("nan")


def ways_round(route) -> str | None:
    """In which direction a route of `by_use` was run, in words; None for one that goes there and back."""
    one, other = sorted((route.along, route.against), reverse=True)
    if one + other < LEAST_RUNS:
        return None
    return "always the same way round" if other == 0 else f"{one:,} runs one way round, {other:,} the other"
