"""The smoothed profile of a run by distance, and its grade at each point."""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np

from ingest import motion
from ingest.climb.believable import believable, held, uncalibrated
from ingest.climb.neighbours import medians, triangular_mean, windows
from ingest.climb.sensor import Sensor
from ingest.columns import changes, places

GRID_M = 10.0
"""Spacing of the profile. [m]"""

WIDEST_HOLE_M = 200.0
"""Across a longer stretch without altitude no grade is told. [m], convention"""

LIKELY_GRADE = 0.35
SLOWEST_GRADED_M_S = 0.8
"""Grades are clipped to this, and undefined at lower speeds. [fraction], [m/s]"""


@dataclass(frozen=True)
class Profile:
    """Smoothed altitude on a grid of distance. [m] `known` marks nodes near recorded altitude."""

    distance_m: np.ndarray
    altitude_m: np.ndarray
    known: np.ndarray


def profile(
    distance_m: np.ndarray, altitude_m: np.ndarray, clock_s: np.ndarray, speed_m_s: np.ndarray, sensor: Sensor
) -> Profile | None:
    """The smoothed profile of a run, given by point; None where altitude tells too little."""
    kept = believable(altitude_m, clock_s) & ~np.isnan(distance_m)
    if np.count_nonzero(kept) < 2:
        return None
    kept = places(kept)
    along_m, height_m, moments_s = distance_m[kept], altitude_m[kept], clock_s[kept]
    step_m_s = motion.step_speed(speed_m_s[kept], along_m, moments_s)
    height_m = held(along_m, uncalibrated(height_m, moments_s), step_m_s)
    grid_m, raw_m = _on_grid(along_m, height_m)
    if grid_m.size < 2:
        return None
    nodes = round(sensor.window_m / GRID_M) | 1  # odd, so that it has a middle
    smooth_m = triangular_mean(medians(windows(raw_m, nodes)), nodes)
    return Profile(grid_m, smooth_m, _near_altitude(grid_m, along_m))


def grade_at(distance_m: np.ndarray, speed_m_s: np.ndarray, course: Profile, sensor: Sensor) -> np.ndarray:
    """Grade at each point: rise over run of the profile across the sensor's base. [fraction]

    Clipped to ±0.35; NaN where the runner hardly moves or no altitude is near.
    """
    first_m, last_m = course.distance_m[0], course.distance_m[-1]
    behind_m = (distance_m - sensor.base_m / 2).clip(first_m, last_m)
    ahead_m = (distance_m + sensor.base_m / 2).clip(first_m, last_m)
    rise_m = np.interp(ahead_m, course.distance_m, course.altitude_m)
    rise_m = rise_m - np.interp(behind_m, course.distance_m, course.altitude_m)
    run_m = ahead_m - behind_m
    grade = (rise_m / np.where(run_m > 0, run_m, np.nan)).clip(-LIKELY_GRADE, LIKELY_GRADE)
    graded = ~(speed_m_s < SLOWEST_GRADED_M_S)
    if not course.known.all():
        graded &= np.interp(distance_m, course.distance_m, course.known.astype(float)) >= 0.5
    return np.where(graded, grade, np.nan)


def _on_grid(distance_m: np.ndarray, altitude_m: np.ndarray) -> tuple[np.ndarray, np.ndarray]:
    """Means of altitude about each node of a 10 m grid, holes bridged by straight lines."""
    node = np.round(distance_m / GRID_M).astype(int)
    first = node.min()
    count = np.bincount(node - first)
    filled = np.flatnonzero(count)
    along_m = np.bincount(node - first, distance_m)[filled] / count[filled]
    height_m = np.bincount(node - first, altitude_m)[filled] / count[filled]
    grid_m = (np.arange(count.size) + first) * GRID_M
    return grid_m, np.interp(grid_m, along_m, height_m)


def _near_altitude(grid_m: np.ndarray, along_m: np.ndarray) -> np.ndarray:
    """Nodes that lie in no long hole between recorded altitudes."""
    if (changes(along_m) <= WIDEST_HOLE_M).all():
        return np.ones(grid_m.size, dtype=bool)
    after = np.clip(np.searchsorted(along_m, grid_m), 1, along_m.size - 1)
    return along_m[after] - along_m[after - 1] <= WIDEST_HOLE_M
