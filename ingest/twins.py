"""The same run recorded twice, by watch and phone or in two exports: find it, choose the richer.

One runner cannot run in two places at once, so recordings that share most of their time
and began near each other are one run. Its miles count once.
"""

from __future__ import annotations

from collections.abc import Mapping

import numpy as np
import pandas as pd

from ingest.schema import RUNS

SHARED_TIME = 0.7
"""Least part of the shorter recording that the other must cover. [fraction]"""

NEAR_M = 2000.0
"""Furthest apart that two devices of one runner begin to record. [m]"""

EARTH_RADIUS_M = 6_371_000.0

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
    """Whether `row` holds more of the streams than `other`."""
    return len(gained(row, other)) > len(gained(other, row))


def _known(value: float | None, otherwise: float) -> float:
    return otherwise if pd.isna(value) else float(value)
