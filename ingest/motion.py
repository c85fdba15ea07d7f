"""How fast, and whether at all: speed by point and by step, moving time."""

from __future__ import annotations

import numpy as np

from ingest.averages import LONGEST_WEIGHT_S
from ingest.columns import Columns, changes

MOVING_M_S = 0.5
"""Slower is standing still. [m/s]"""

SPAN_S = 10.0
"""Speed is distance over this much timer time around a point. [s]"""

LONG_STEP_S = 5.0
"""Across longer steps the ends' speeds say little of what lies between. [s]"""


def speed(recorded_m_s: np.ndarray, distance_m: np.ndarray, ran_s: np.ndarray) -> np.ndarray:
    """Speed by point: as recorded, else from distance over timer time. [m/s]

    `ran_s` is the timer time of the steps between points. NaN where neither tells.
    """
    if distance_m.size < 2:
        return recorded_m_s
    usable = _usable(recorded_m_s, distance_m)
    return recorded_m_s if usable.all() else np.where(usable, recorded_m_s, _derived(distance_m, ran_s))


def _derived(distance_m: np.ndarray, ran_s: np.ndarray) -> np.ndarray:
    """Speed by point from distance over timer time, NaN where the timer stood. [m/s]"""
    timer_s = np.concatenate([[0.0], np.cumsum(ran_s)])
    first_s = np.maximum(timer_s - SPAN_S / 2, 0.0)
    last_s = np.minimum(timer_s + SPAN_S / 2, timer_s[-1])
    gained_m = np.interp(last_s, timer_s, distance_m) - np.interp(first_s, timer_s, distance_m)
    span_s = last_s - first_s
    return gained_m / np.where(span_s > 0, span_s, np.nan)


def _usable(recorded_m_s: np.ndarray, distance_m: np.ndarray) -> np.ndarray:
    """Recorded speeds, unless all of them are zero while distance grows."""
    known = ~np.isnan(recorded_m_s)
    idle = known.any() and recorded_m_s[known].max() == 0 and distance_m[-1] > 0
    return known & (not idle)


def step_speed(speed_m_s: np.ndarray, distance_m: np.ndarray, clock_s: np.ndarray) -> np.ndarray:
    """Speed of the steps between points: the ends' mean, or distance over time in long steps. [m/s]"""
    steps_s = changes(clock_s)
    long = steps_s > LONG_STEP_S
    overall_m_s = changes(distance_m) / np.where(long, steps_s, 1.0)
    return np.where(long & ~np.isnan(overall_m_s), overall_m_s, (speed_m_s[1:] + speed_m_s[:-1]) / 2)


def moving_steps(columns: Columns, clock_s: np.ndarray) -> tuple[np.ndarray, np.ndarray]:
    """Speed of the steps between points of a TRACK [m/s], and how much of each was moved [s].

    That is 0 where the runner stood, where nobody knows, and in steps of more than LONGEST_WEIGHT_S.
    """
    steps_s = changes(clock_s)
    step_m_s = step_speed(columns["speed_m_s"], columns["distance_m"], clock_s)
    return step_m_s, np.where((step_m_s >= MOVING_M_S) & (steps_s <= LONGEST_WEIGHT_S), steps_s, 0.0)
