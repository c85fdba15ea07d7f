"""By how much the clocks of two devices differ, by what both recorded of one run."""

from __future__ import annotations

import numpy as np
import pandas as pd

from ingest.timer import seconds
from ingest.twins import course
from ingest.twins.find import SLIPPED_LENGTH, slip_of
from ingest.twins.search import best_s

SIGNALS = ("speed_m_s", "heart_rate_bpm", "cadence_spm", "altitude_m")
"""What rises and falls at the same moments on both devices."""

MOST_MOMENTS = 1000
FEWEST_MOMENTS = 60
ALIKE = 0.5
BETTER = 0.02
"""Signals this alike tell of the clocks, if one difference is this much better than none. [correlation]"""

SMALLEST = 1e-9
"""Below this a signal does not change at all."""

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
    pairs = [(_known(base, name, base), _known(other, name, base)) for name in SIGNALS]
    pairs = [pair for pair in pairs if min(line.shape[1] for line in pair) >= FEWEST_MOMENTS]

    def unlike(off_s: float) -> float:
        alike = np.array([_likeness(*pair, off_s) for pair in pairs])
        return 1.0 - alike[~np.isnan(alike)].mean() if not np.isnan(alike).all() else np.nan

    best = best_s(unlike, about_s)
    if np.isnan(best) or unlike(best) > 1.0 - ALIKE:
        return np.nan
    return np.nan if unlike(best) > unlike(about_s) - BETTER else best


def _likeness(here: np.ndarray, there: np.ndarray, off_s: float) -> float:
    """Correlation of a column, if the clock of `there` is ahead by `off_s` [s]; NaN where little is known."""
    moments_s, values = here[:, :: max(1, here.shape[1] // MOST_MOMENTS)]
    shifted = np.interp(moments_s + off_s, *there, left=np.nan, right=np.nan)
    known = ~np.isnan(shifted)
    if known.sum() < FEWEST_MOMENTS:
        return np.nan
    one, other = values[known] - values[known].mean(), shifted[known] - shifted[known].mean()
    spread = np.sqrt((one**2).sum() * (other**2).sum())
    return float((one * other).sum() / spread) if spread > SMALLEST else np.nan


def _known(track: pd.DataFrame, name: str, base: pd.DataFrame) -> np.ndarray:
    """Rows of seconds since the start of `base`, and values, where a column is known."""
    late_s = (track["time"].iloc[0] - base["time"].iloc[0]).total_seconds()
    line = np.vstack([seconds(track["time"]) + late_s, track[name]])
    return line[:, ~np.isnan(line).any(axis=0)]
