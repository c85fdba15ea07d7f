"""By how much the clocks of two devices differ, by what both recorded of one run."""

from __future__ import annotations

import numpy as np
import pandas as pd

from ingest.timer import seconds
from ingest.twins import course
from ingest.twins.find import SLIPPED_LENGTH, slip_of

SIGNALS = ("speed_m_s", "heart_rate_bpm", "cadence_spm", "altitude_m")
"""What rises and falls at the same moments on both devices."""

TRIED_S = np.array(sorted(np.arange(-120.0, 121.0), key=abs))
"""Differences that are tried, the least first. [s]"""

MOST_MOMENTS = 1000
FEWEST_MOMENTS = 60
ALIKE = 0.5
BETTER = 0.02
"""Signals this alike tell of the clocks, if one difference is this much better than none. [correlation]"""

LOST_M = 50.0
"""Positions further apart at their best say nothing. [m]"""


def ahead_s(other: pd.DataFrame, base: pd.DataFrame) -> float:
    """By how much the clock of `other` is ahead of that of `base`, two TRACKs of one run. [s]

    By positions, else by what rises and falls alike; 0 where nothing tells.
    """
    if not len(other) or not len(base):
        return 0.0
    told = (
        by(other, base, about_s) for by in (_by_positions, _by_signals) for about_s in _zones(other, base)
    )
    return next((off_s for off_s in told if not np.isnan(off_s)), 0.0)


def _zones(other: pd.DataFrame, base: pd.DataFrame) -> tuple[float, ...]:
    """What the clock of `other` may be ahead by its zone: another one only where lengths agree. [s]"""
    length_s, base_s = (seconds(track["time"])[-1] for track in (other, base))
    slip_s = slip_of((other["time"].iloc[0] - base["time"].iloc[0]).total_seconds())
    alike = abs(length_s - base_s) <= SLIPPED_LENGTH * max(length_s, base_s)
    return (slip_s, 0.0) if alike and not np.isnan(slip_s) else (0.0,)


def _by_positions(other: pd.DataFrame, base: pd.DataFrame, about_s: float) -> float:
    off_s = course.offset_s(other, base, about_s)
    if np.isnan(off_s):
        return np.nan
    return off_s if np.median(course.gaps(other, base, off_s)[0]) <= LOST_M else np.nan


def _by_signals(other: pd.DataFrame, base: pd.DataFrame, about_s: float) -> float:
    alike = np.array([_likeness(other, base, name, about_s) for name in SIGNALS])
    known = ~np.isnan(alike).all(axis=1)
    if not known.any():
        return np.nan
    mean = np.nan_to_num(alike[known], nan=-1.0).mean(axis=0)
    best = int(np.argmax(mean))
    return about_s + TRIED_S[best] if mean[best] >= ALIKE and mean[best] >= mean[0] + BETTER else np.nan


def _likeness(other: pd.DataFrame, base: pd.DataFrame, name: str, about_s: float) -> np.ndarray:
    """Correlation of one column by difference tried; NaN where too little is known or nothing changes."""
    here_s, here = _known(base, name, base["time"].iloc[0])
    there_s, there = _known(other, name, base["time"].iloc[0])
    if min(here.size, there.size) < FEWEST_MOMENTS:
        return np.full(TRIED_S.size, np.nan)
    thin = slice(None, None, max(1, here.size // MOST_MOMENTS))
    moments_s = here_s[thin][:, None] + about_s + TRIED_S
    shifted = np.interp(moments_s, there_s, there, left=np.nan, right=np.nan)
    return _correlation(here[thin], shifted)


def _known(track: pd.DataFrame, name: str, origin: pd.Timestamp) -> tuple[np.ndarray, np.ndarray]:
    """Seconds since `origin` and values where a column is known."""
    values = track[name].to_numpy()
    late_s = (track["time"].iloc[0] - origin).total_seconds()
    known = ~np.isnan(values)
    return seconds(track["time"])[known] + late_s, values[known]


def _correlation(values: np.ndarray, columns: np.ndarray) -> np.ndarray:
    """Correlation of `values` with each column, over rows that are known; NaN where those are few."""
    known = ~np.isnan(columns)
    count = np.where(known.sum(axis=0) >= FEWEST_MOMENTS, known.sum(axis=0), np.nan)
    here, there = np.where(known, values[:, None], 0.0), np.where(known, columns, 0.0)
    here = np.where(known, here - here.sum(axis=0) / count, 0.0)
    there = np.where(known, there - there.sum(axis=0) / count, 0.0)
    spread = np.sqrt((here**2).sum(axis=0) * (there**2).sum(axis=0))
    return (here * there).sum(axis=0) / np.where(spread > 1e-9, spread, np.nan)
