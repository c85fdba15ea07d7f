"""The side of the road, as the runner said it for each route, and the finding on one side alone (rule S4).

Never inferred: no receiver can tell one side of a road from the other.
"""

from __future__ import annotations

from datetime import date

import numpy as np
import pandas as pd

from analysis import ground, words
from analysis.days import up_to, worst_days
from analysis.findings import Evidence, Finding, Rule, Severity
from analysis.limits import Limit, Limits, at_least
from ingest.schema import HARD_SURFACES, Log

ONE_SIDE = Limit(
    "camber.one_side",
    0.80,
    "fraction",
    "One side's share of four weeks' road running, more than",
    "expert opinion",
    0.5,
    1.0,
)
LEAST_ROAD = Limit(
    "camber.least_road",
    20_000.0,
    "m",
    "The side of the road counts only when four weeks hold at least",
    "own rule: a run or two decide nothing",
    0.0,
    500_000.0,
)

WINDOW_DAYS = 28
SIDES = ("left", "right")
UNSAID = "unsaid"

ON_CAMBER = Evidence(
    "convention",
    "expert opinion: popular articles that name the slope of roads",
    "No study has followed runners by the side of the road.",
)


def road_metres(log: Log, today: date) -> pd.DataFrame:
    """Road run by the side that the runner said, a row a day with a run up to `today`. [m]

    Columns: left, right, both, crown, unsaid. Road is concrete, asphalt and other paved ground; where nobody
    knows the ground, what is run on a route whose side was said.
    """
    laid = up_to(ground.laid(log), today)
    side = sides(laid, log)
    metres = laid["distance_m"].groupby([laid["day"], side]).sum().unstack(fill_value=0.0)
    return metres.reindex(columns=[*SIDES, "both", "crown", UNSAID], fill_value=0.0)


def sides(laid: pd.DataFrame, log: Log) -> pd.Series:
    """On which side of the road each row of `ground.laid` was run: left, right, both, crown or unsaid.

    NaN for what is no road, as `road_metres` understands it.
    """
    runs = log.runs[["run_id"]].merge(log.terrain[["run_id", "route_id"]], on="run_id")
    said = runs.merge(log.routes[["route_id", "camber"]], on="route_id").set_index("run_id")["camber"]
    camber = laid["run_id"].map(said.dropna()).astype("str")
    unknown = (laid["surface"] == ground.UNKNOWN) & camber.notna()
    road = laid["surface"].isin(HARD_SURFACES) | unknown
    return camber.fillna(UNSAID).where(road).rename("side")


def side_shares(log: Log, today: date, least_m: float = 0.0) -> pd.DataFrame:
    """Share of each side in the road of the last 28 days, a row a day. [fraction] As `road_metres`.

    NaN where the 28 days hold less than `least_m` of road.
    """
    metres = road_metres(log, today)
    first, until = metres.index.min() if len(metres) else pd.NaT, pd.Timestamp(today)
    every_day = pd.date_range(until if pd.isna(first) else first, until, name="day", unit="us")
    window = metres.reindex(every_day, fill_value=0.0).rolling(WINDOW_DAYS, min_periods=1).sum()
    road_m = window.sum(axis=1)
    return window.div(road_m.where(at_least(road_m, max(least_m, 1.0))), axis=0)


def one_sided_roads(log: Log, today: date, limits: Limits) -> list[Finding]:
    """A finding for each spell in which more than ONE_SIDE of four weeks' road was on one side.

    By the runner's own word alone; road whose side was never said counts on neither.
    """
    if log.routes["camber"].isin(SIDES).sum() == 0:
        return []
    shares = side_shares(log, today, limits[LEAST_ROAD])[list(SIDES)]
    days = worst_days(shares.max(axis=1), limits[ONE_SIDE])
    return [_one_sided(day, shares.loc[day], limits) for day in days]


def _one_sided(day: pd.Timestamp, shares: pd.Series, limits: Limits) -> Finding:
    side = SIDES[int(np.argmax(shares.to_numpy()))]
    return Finding(
        rule="camber.one_side",
        severity=Severity.NOTE,
        day=day.date(),
        headline=f"{words.portion(shares[side])} of your road running in the 4 weeks to {words.day(day)} was "
        f"on the {side} side of the road, as you told it.",
        measured=float(shares[side]),
        limit=limits[ONE_SIDE],
        unit=ONE_SIDE.unit,
        why=f"On a road that falls off to its edge, your {side} foot lands lower than the other; hiplog "
        "cannot measure whether yours do. No study has tested whether that matters.",
        evidence=ON_CAMBER,
        suggested="Some coaches suggest changing sides where traffic allows it; that is opinion.",
    )


LIMITS = (ONE_SIDE, LEAST_ROAD)
RULES: tuple[Rule, ...] = (one_sided_roads,)
