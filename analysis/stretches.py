"""What each step of a run's way is: on which surface, how steep, or how fast, for its map.

A step ends at its row of a WAY and takes that row's word; the first row begins none. What is not
known has the word "unknown".
"""

from __future__ import annotations

import numpy as np
import pandas as pd

from analysis.ground import UNKNOWN
from ingest.schema import GRADE_EDGES, MAP_SURFACES

GENTLE, STEEP = GRADE_EDGES[:2]
"""From these grades on a step is uphill or downhill, and steeply so. [fraction]"""

GRADES = ("steep_down", "down", "level", "up", "steep_up")
PACES = ("slower", "usual", "faster")

USUAL_SPEED = 0.05
"""Within this of the run's median speed is its usual pace. [fraction] Own convention."""

SMOOTHED_NODES = 11
"""Speed is the median of so many nodes, 110 m: a watch's own wavers by the second. Own convention."""

WHOLE = ("run", "route", "file")
"""Sources of `ground.laid` that speak of a whole run."""


def by_surface(way: pd.DataFrame, ground: pd.DataFrame) -> pd.Series:
    """The surface of each step of a WAY: one of SURFACES or "unknown".

    `ground` are the rows of `ground.laid` of this run. Who speaks of the whole run goes before the map,
    and the file's kind of run fills what the map leaves open.
    """
    whole, rest = next(iter(said_by_run(ground).values()), (None, UNKNOWN))
    if whole is not None:
        return pd.Series(whole, index=way.index, dtype="str")
    names = dict(enumerate(MAP_SURFACES))
    return way["surface_code"].map(names).fillna(rest).astype("str")


def said_by_run(ground: pd.DataFrame) -> dict[str, tuple[str | None, str]]:
    """By run_id the surface that somebody says the whole run was on, or None; and what fills the map's holes.

    Takes rows of `ground.laid`.
    """
    rows = zip(ground["run_id"], ground["surface"], ground["source"], strict=True)
    said: dict[str, tuple[str | None, str]] = {}
    for run_id, surface, source in rows:
        whole, rest = said.get(run_id, (None, UNKNOWN))
        said[run_id] = (surface if source in WHOLE else whole, surface if source == "kind" else rest)
    return said


def by_grade(way: pd.DataFrame) -> pd.Series:
    """How steep each step of a WAY is: one of GRADES or "unknown". An edge belongs to the steeper."""
    grade = way["grade"]
    level = len(GRADES) // 2
    steepness = np.searchsorted((GENTLE, STEEP), grade.abs().to_numpy(), side="right")
    place = (np.sign(grade.fillna(0.0)) * steepness + level).astype("int64")
    return _named(place, GRADES, grade.isna())


def by_pace(way: pd.DataFrame) -> pd.Series:
    """How fast each step of a WAY is beside the run's median: one of PACES or "unknown"."""
    speed = smooth_speed(way)
    slow, fast = usual_speeds(way)
    place = (speed >= slow).astype("int64") + (speed > fast)
    return _named(place, PACES, speed.isna() | np.isnan(slow))


def smooth_speed(way: pd.DataFrame) -> pd.Series:
    """The speed over about 110 m around each node. [m/s]"""
    return way["speed_m_s"].rolling(SMOOTHED_NODES, center=True, min_periods=1).median()


def usual_speeds(way: pd.DataFrame) -> tuple[float, float]:
    """The slowest and the fastest speed that are the run's usual. [m/s]; NaN where none is known."""
    median = smooth_speed(way).where(lambda speed: speed > 0).median()
    return median * (1 - USUAL_SPEED), median * (1 + USUAL_SPEED)


def _named(place: pd.Series, names: tuple[str, ...], unknown: pd.Series) -> pd.Series:
    return place.map(dict(enumerate(names))).mask(unknown, UNKNOWN).astype("str")


def metres(way: pd.DataFrame, kinds: pd.Series) -> pd.Series:
    """How far each kind of step leads where positions are known, indexed by kind. [m]"""
    found = located_steps_m(way).groupby(kinds).sum()
    return found[found > 0]


def located_steps_m(way: pd.DataFrame) -> pd.Series:
    """The length of the step that ends at each row; 0 where one of its ends has no position. [m]"""
    located = way["latitude_deg"].notna()
    return way["distance_m"].diff().where(located & located.shift(1, fill_value=False), 0.0)
