"""The few facts of a recording by which its twins are found: when, how long, how far, where, by what."""

from __future__ import annotations

import math
from collections.abc import Mapping
from typing import NamedTuple

import pandas as pd

from ingest.distance import EARTH_RADIUS_M

FACTS = {
    "elapsed_s": "elapsed_s",
    "duration_s": "duration_s",
    "distance_m": "distance_m",
    "start_latitude_deg": "latitude_deg",
    "start_longitude_deg": "longitude_deg",
}
"""Columns of RUNS, and what a Key calls them."""


class Key(NamedTuple):
    """One recording of a run. Plain floats, NaN where unknown: hundreds are compared for each file.

    `began_s` is the first moment in Unix time. [s] The position is the first one. [°] `run_id` is
    the run to which the recording belongs, empty for one that is new.
    """

    recording_id: str
    run_id: str
    began_s: float
    elapsed_s: float = math.nan
    duration_s: float = math.nan
    distance_m: float = math.nan
    latitude_deg: float = math.nan
    longitude_deg: float = math.nan
    device: str | None = None
    format: str | None = None

    @property
    def length_s(self) -> float:
        """Elapsed time, nothing where unknown. [s]"""
        return self.elapsed_s if self.elapsed_s > 0 else 0.0

    @property
    def ended_s(self) -> float:
        """The last moment in Unix time. [s]"""
        return self.began_s + self.length_s


def key(row: Mapping, recording_id: str = "", run_id: str = "") -> Key:
    """The key of a recording by its own row of RUNS, as `summarise` gives it: never a merged run's."""
    facts = {name: _number(row[column]) for column, name in FACTS.items()}
    said = {name: None if pd.isna(row[name]) else str(row[name]) for name in ("device", "format")}
    return Key(recording_id, run_id, row["started_at"].timestamp(), **facts, **said)


def apart_m(one: Key, other: Key) -> float:
    """Distance between the first positions. [m]; NaN where either has none."""
    north = math.radians(other.latitude_deg - one.latitude_deg)
    east = math.radians((other.longitude_deg - one.longitude_deg + 180.0) % 360.0 - 180.0)
    return EARTH_RADIUS_M * math.hypot(north, east * math.cos(math.radians(one.latitude_deg)))


def shared_s(one: Key, other: Key) -> float:
    """How long both ran by their clocks; negative by how far they are apart. [s]"""
    return min(one.ended_s, other.ended_s) - max(one.began_s, other.began_s)


def _number(value: float | None) -> float:
    return math.nan if value is None or pd.isna(value) else float(value)
