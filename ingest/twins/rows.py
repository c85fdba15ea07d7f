"""The same run recorded twice, by watch and phone or in two exports: find it, choose the richer.

One runner cannot run in two places at once, so recordings that share most of their time
and began near each other are one run. Its miles count once.
"""

from __future__ import annotations

from collections.abc import Mapping

import numpy as np
import pandas as pd

from ingest.distance import EARTH_RADIUS_M
from ingest.schema import RUNS
from ingest.timer import duration_words

SHARED_TIME = 0.7
"""Least part of the shorter recording that the other must cover. [fraction]"""

NEAR_M = 2000.0
"""Furthest apart that two devices of one runner begin to record. [m]"""

PART = 0.7
"""A recording with less of the other's distance holds but a part of the run. [fraction], convention"""

STREAMS = {
    "start_latitude_deg": "positions",
    "avg_heart_rate_bpm": "heart rate",
    "avg_cadence_spm": "cadence",
    "avg_power_w": "power",
    "avg_stance_time_s": "stance time",
    "avg_stance_time_balance_pct": "stance-time balance",
    "avg_vertical_oscillation_m": "vertical oscillation",
    "avg_step_length_m": "step length",
    "ascent_m": "climb",
}


def twin(row: Mapping, runs: pd.DataFrame) -> dict | None:
    """The run among `runs` (a RUNS frame) that `row` records once more, or None.

    Where several overlap, the one that shares most time.
    """
    shared = shared_time(row, runs)
    same = (shared >= SHARED_TIME) & ~(apart_m(row, runs) > NEAR_M)
    if not same.any():
        return None
    return runs.loc[shared.where(same).idxmax(), RUNS.names].to_dict()


def shared_time(row: Mapping, runs: pd.DataFrame) -> pd.Series:
    """How much of the shorter recording both cover. [fraction], indexed as `runs`."""
    begin, length = row["started_at"], _known(row["elapsed_s"], 0.0)
    lengths = runs["elapsed_s"].fillna(0.0)
    offset = (runs["started_at"] - begin).dt.total_seconds()
    both = np.minimum(length, offset + lengths) - np.maximum(0.0, offset)
    shorter = np.minimum(length, lengths).clip(lower=1.0)
    return both.clip(lower=0.0) / shorter


def apart_m(row: Mapping, runs: pd.DataFrame) -> pd.Series:
    """Distance between the first positions. [m]; NaN where either has none."""
    latitude = _known(row["start_latitude_deg"], np.nan)
    longitude = _known(row["start_longitude_deg"], np.nan)
    north = np.radians(runs["start_latitude_deg"] - latitude)
    east = np.radians((runs["start_longitude_deg"] - longitude + 180.0) % 360.0 - 180.0)
    return EARTH_RADIUS_M * np.hypot(north, east * np.cos(np.radians(latitude)))


def gained(row: Mapping, other: Mapping) -> list[str]:
    """What `row` recorded that `other` did not, in words."""
    return [words for name, words in STREAMS.items() if pd.notna(row[name]) and pd.isna(other[name])]


def richer(row: Mapping, other: Mapping) -> bool:
    """Whether `row` is the one to show: the whole run before a part of it, else more of the streams."""
    name = _measure_of_part(row, other)
    if name is not None:
        return row[name] > other[name]
    return len(gained(row, other)) > len(gained(other, row))


def brought(row: Mapping, other: Mapping) -> str:
    """What a richer `row` brings, in words that follow "now shown"."""
    name = _measure_of_part(row, other)
    if name is None:
        return f"with more detail ({', '.join(gained(row, other))})"
    told = _kilometres if name == "distance_m" else duration_words
    return f"in full ({told(row[name])}, not {told(other[name])})"


def _measure_of_part(row: Mapping, other: Mapping) -> str | None:
    """The column by which one of two recordings is a part of the run; None where both are the run.

    Distance, or time where either has no distance.
    """
    known = (name for name in ("distance_m", "elapsed_s") if pd.notna(row[name]) and pd.notna(other[name]))
    name = next(known, None)
    if name is None or min(row[name], other[name]) >= PART * max(row[name], other[name]):
        return None
    return name


def _kilometres(distance_m: float) -> str:
    return f"{distance_m / 1000:.2f} km"


def _known(value: float | None, otherwise: float) -> float:
    return otherwise if pd.isna(value) else float(value)
