"""Altitude that can be believed: without spikes, without jumps of a sensor set anew, without drift."""

from __future__ import annotations

import numpy as np

from ingest import motion
from ingest.climb.neighbours import medians, windows
from ingest.columns import changes, places

FASTEST_CLIMB_M_S = 3.0
"""Altitude that changes faster is no running. [m/s]"""

FURTHEST_OFF_M = 30.0
MEDIAN_POINTS = 11
"""Altitude further than this from the running median of so many points is a spike. [m]"""

STEEPEST = 1.0
"""Altitude gained in a standstill beyond this grade is the sensor's drift. [fraction], convention"""


def believable(altitude_m: np.ndarray, clock_s: np.ndarray) -> np.ndarray:
    """Points whose altitude is no spike."""
    known = places(~np.isnan(altitude_m))
    believed = np.zeros(altitude_m.size, dtype=bool)
    height_m, steps_s = altitude_m[known], np.maximum(changes(clock_s[known]), 1.0)
    if not height_m.size:
        return believed
    steps_m = np.abs(changes(height_m))
    calm = np.concatenate([[True], steps_m <= FASTEST_CLIMB_M_S * steps_s])
    believed[known] = _near_median(height_m, steps_m) & calm
    return believed


def uncalibrated(altitude_m: np.ndarray, clock_s: np.ndarray) -> np.ndarray:
    """Altitude without the jumps of a sensor that is set anew in mid-run. [m]

    Only great jumps: smaller ones are often a lazy sensor that catches up with a true hill.
    """
    change_m = changes(altitude_m)
    least_m = np.maximum(FASTEST_CLIMB_M_S * changes(clock_s), FURTHEST_OFF_M)
    change_m = np.where(np.abs(change_m) > least_m, 0.0, change_m)
    return altitude_m[0] + np.concatenate([[0.0], np.cumsum(change_m)])


def held(distance_m: np.ndarray, altitude_m: np.ndarray, step_m_s: np.ndarray) -> np.ndarray:
    """Altitude without what a sensor drifts while its runner stands.

    What altitude changes in a standstill counts only as far as the ground covered can be that steep.
    """
    standing = step_m_s < motion.MOVING_M_S
    change_m = changes(altitude_m)
    if standing.any():
        spell = np.cumsum(np.concatenate([[True], standing[1:] != standing[:-1]]))
        drift_m = np.bincount(spell, np.where(standing, change_m, 0.0))[spell]
        room_m = STEEPEST * np.bincount(spell, changes(distance_m))[spell]
        share = np.clip(room_m / np.maximum(np.abs(drift_m), 1e-9), 0.0, 1.0)
        change_m = np.where(standing, change_m * share, change_m)
    return altitude_m[0] + np.concatenate([[0.0], np.cumsum(change_m)])


def _near_median(altitude_m: np.ndarray, steps_m: np.ndarray) -> np.ndarray:
    """Altitudes no further than FURTHEST_OFF_M from the running median.

    Where all steps between a point's neighbours are small it cannot be further from any of them; only
    the others need their median, which takes its time.
    """
    neighbours = MEDIAN_POINTS - 1
    leaps = ~(steps_m < 0.99 * FURTHEST_OFF_M / neighbours)
    near = np.ones(altitude_m.size, dtype=bool)
    if leaps.any():
        around = np.convolve(leaps, np.ones(neighbours))[neighbours // 2 - 1 :][: altitude_m.size]
        wide = np.flatnonzero(around)
        medians_m = medians(windows(altitude_m, MEDIAN_POINTS)[wide])
        near[wide] = np.abs(altitude_m[wide] - medians_m) <= FURTHEST_OFF_M
    return near
