"""Columns of one track filled from another by time: whole columns, nearest points, nothing invented."""

from __future__ import annotations

import numpy as np
import pandas as pd

from ingest.averages import LONGEST_WEIGHT_S
from ingest.recording import Recording
from ingest.timer import Spans

STREAMS = {
    "positions": ("latitude_deg", "longitude_deg"),
    "altitude": ("altitude_m",),
    "heart rate": ("heart_rate_bpm",),
    "cadence": ("cadence_spm",),
    "temperature": ("temperature_c",),
    "power": ("power_w",),
    "stance time": ("stance_time_s",),
    "stance-time balance": ("stance_time_balance_pct",),
    "vertical oscillation": ("vertical_oscillation_m",),
    "vertical ratio": ("vertical_ratio_pct",),
    "step length": ("step_length_m",),
}
"""What one device may bring to another's recording, in words, and the columns of TRACK that hold it.
Distance and speed are not among them: they and the time stay those of one device."""

HALF = 0.5
"""A stream counts as recorded from this share of the time on: less would pass for the whole run's.
[fraction], convention"""

NEAREST_S = 5.0
WIDEST_S = 10.0
"""A value speaks for moments this close to it, and not between points further apart. [s], convention"""

EDGE_S = 1.0
"""Devices stamp in whole seconds. [s]"""


def had(track: pd.DataFrame, duration_s: float) -> tuple[str, ...]:
    """Which streams a track knows for half of the time that the run took, or more."""
    weights_s = _weights_s(track["time"])
    shares = {
        words: _share(weights_s, values(track, columns), duration_s) for words, columns in STREAMS.items()
    }
    return tuple(words for words, share in shares.items() if share >= HALF)


def known(moments: pd.Series, rows: np.ndarray, duration_s: float) -> float:
    """For which part of the time all values of the rows are known, by the points beside them. [fraction]"""
    return _share(_weights_s(moments), rows, duration_s)


def values(track: pd.DataFrame, columns: tuple[str, ...]) -> np.ndarray:
    """Some columns of a track as rows of values."""
    return np.column_stack([track[name].to_numpy() for name in columns])


def _share(weights_s: np.ndarray, rows: np.ndarray, duration_s: float) -> float:
    return float(weights_s[~np.isnan(rows).any(axis=1)].sum() / duration_s) if duration_s > 0 else 0.0


def _weights_s(moments: pd.Series) -> np.ndarray:
    """How long each point speaks for. [s]"""
    halves_s = np.minimum(np.diff(unix_s(moments)), 2 * LONGEST_WEIGHT_S) / 2
    lone = np.zeros(min(len(moments), 1))
    return np.concatenate([halves_s, lone]) + np.concatenate([lone, halves_s])


def at_moments(
    moments: pd.Series, recording: Recording, columns: tuple[str, ...], ahead_s: float
) -> np.ndarray:
    """Rows of values for `moments` from a recording whose clock is ahead by `ahead_s`. [s]

    The nearest point that knows them, at most NEAREST_S away; NaN before the first and after the
    last, in gaps and while the recording's timer stood.
    """
    rows = values(recording.track, columns)
    fixed = ~np.isnan(rows).any(axis=1)
    then_s, rows = unix_s(recording.track["time"])[fixed], rows[fixed]
    if not then_s.size or not len(moments):
        return np.full((len(moments), len(columns)), np.nan)
    at_s = unix_s(moments) + ahead_s
    after = np.clip(np.searchsorted(then_s, at_s), 0, then_s.size - 1)
    before = np.maximum(after - 1, 0)
    nearest = np.where(at_s - then_s[before] <= then_s[after] - at_s, before, after)
    away_s = np.abs(then_s[nearest] - at_s)
    between = (at_s >= then_s[0]) & (at_s <= then_s[-1]) & (then_s[after] - then_s[before] <= WIDEST_S)
    told = (away_s <= EDGE_S) | (between & (away_s <= NEAREST_S) & _ran(at_s, recording.active))
    return np.where(told[:, None], rows[nearest], np.nan)


def unix_s(time: pd.Series) -> np.ndarray:
    """Instants in Unix time. [s]"""
    return time.to_numpy(dtype="datetime64[us]").astype("int64") / 1e6


def _ran(at_s: np.ndarray, active: Spans) -> np.ndarray:
    """Whether a timer ran at these moments; always where the file does not tell."""
    spans = [(begin.timestamp(), end.timestamp()) for begin, end in active]
    ran = [(at_s >= begin - EDGE_S) & (at_s <= end + EDGE_S) for begin, end in spans]
    return np.any(ran, axis=0) if ran else np.ones(at_s.size, dtype=bool)
