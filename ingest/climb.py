"""Ascent, descent and grade from noisy altitude; raw sums of altitude are fiction.

Altitude by distance, smoothed over a window, climbed by hysteresis. The windows were chosen by
simulation (EVIDENCE 2.2); tests/ingest/test_climb.py repeats it.
"""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np

from ingest import motion
from ingest.columns import changes, places

GRID_M = 10.0
"""Spacing of the profile. [m]"""

FASTEST_CLIMB_M_S = 3.0
"""Altitude that changes faster is no running. [m/s]"""

FURTHEST_OFF_M = 30.0
MEDIAN_POINTS = 11
"""Altitude further than this from the running median of so many points is a spike. [m]"""

STEEPEST = 1.0
"""Altitude gained in a standstill beyond this grade is the sensor's drift. [fraction], convention"""

WIDEST_HOLE_M = 200.0
"""Across a longer stretch without altitude no grade is told. [m], convention"""

LIKELY_GRADE = 0.35
SLOWEST_GRADED_M_S = 0.8
"""Grades are clipped to this, and undefined at lower speeds. [fraction], [m/s]"""

BAROMETER_RESIDUAL_M = 0.3
BAROMETER_STEP_M = 0.2
STEP_SLACK, STEP_ROUNDING = 0.02, 1e-5
FEWEST_PAIRS = 30
LEAST_BY_SECOND = 0.5
"""A barometer strays by less between seconds, in multiples of its step. [m] To judge by, so many pairs of
points are a second apart, and so large a share of all: a watch that writes a point only where something
changes leaves the calm seconds out, and those that are left tell nothing."""


@dataclass(frozen=True)
class Sensor:
    """How far to trust an altitude: the smoothing window, the least reversal, the grade's base. [m]"""

    name: str
    window_m: float
    reversal_m: float
    base_m: float


BAROMETER = Sensor("barometer", window_m=50.0, reversal_m=3.0, base_m=50.0)
GPS = Sensor("gps", window_m=150.0, reversal_m=8.0, base_m=100.0)


@dataclass(frozen=True)
class Profile:
    """Smoothed altitude on a grid of distance. [m] `known` marks nodes near recorded altitude."""

    distance_m: np.ndarray
    altitude_m: np.ndarray
    known: np.ndarray


def is_barometric(altitude_m: np.ndarray, clock_s: np.ndarray) -> bool:
    """Whether altitude behaves as a barometer's: calm from second to second, in steps of 0.2 m."""
    change_m, steps_s = changes(altitude_m), changes(clock_s)
    known = ~np.isnan(change_m) & (steps_s > 0)
    change_m = change_m[known & (steps_s == 1.0)]
    if change_m.size < max(FEWEST_PAIRS, LEAST_BY_SECOND * np.count_nonzero(known)):
        return False
    steps = change_m / BAROMETER_STEP_M
    if not (np.abs(steps - np.round(steps)) <= STEP_SLACK + STEP_ROUNDING * np.abs(np.round(steps))).all():
        return False
    residual_m = change_m - np.convolve(change_m, np.full(MEDIAN_POINTS, 1 / MEDIAN_POINTS), "same")
    return bool(_spread(residual_m) < BAROMETER_RESIDUAL_M)


def _spread(values: np.ndarray) -> float:
    """Standard deviation by the middle two thirds: one calibration must not hide a barometer."""
    in_order = np.sort(values)
    return (_quantile(in_order, 0.8413) - _quantile(in_order, 0.1587)) / 2


def _quantile(in_order: np.ndarray, share: float) -> float:
    """Between two neighbours by a straight line. np.percentile takes four times as long for its options."""
    place = (in_order.size - 1) * share
    below = int(place)
    low, high = in_order[below], in_order[min(below + 1, in_order.size - 1)]
    return low + (high - low) * (place - below)


def profile(
    distance_m: np.ndarray, altitude_m: np.ndarray, clock_s: np.ndarray, speed_m_s: np.ndarray, sensor: Sensor
) -> Profile | None:
    """The smoothed profile of a run, given by point; None where altitude tells too little."""
    kept = _believable(altitude_m, clock_s) & ~np.isnan(distance_m)
    if np.count_nonzero(kept) < 2:
        return None
    kept = places(kept)
    along_m, height_m, moments_s = distance_m[kept], altitude_m[kept], clock_s[kept]
    step_m_s = motion.step_speed(speed_m_s[kept], along_m, moments_s)
    height_m = _held(along_m, _uncalibrated(height_m, moments_s), step_m_s)
    grid_m, raw_m = _on_grid(along_m, height_m)
    if grid_m.size < 2:
        return None
    nodes = round(sensor.window_m / GRID_M) | 1  # odd, so that it has a middle
    smooth_m = _triangular_mean(_medians(_windows(raw_m, nodes)), nodes)
    return Profile(grid_m, smooth_m, _near_altitude(grid_m, along_m))


def ascent_descent(altitude_m: np.ndarray, reversal_m: float) -> tuple[float, float]:
    """Ascent and descent of a profile, both positive. [m]

    A turning point counts only once altitude has come back from it by `reversal_m`.
    """
    changes = np.diff(_turning_points(_extremes(altitude_m).tolist(), reversal_m))
    return float(changes[changes > 0].sum()), float(np.abs(changes[changes < 0]).sum())


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


def _believable(altitude_m: np.ndarray, clock_s: np.ndarray) -> np.ndarray:
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


def _uncalibrated(altitude_m: np.ndarray, clock_s: np.ndarray) -> np.ndarray:
    """Altitude without the jumps of a sensor that is set anew in mid-run. [m]

    Only great jumps: smaller ones are often a lazy sensor that catches up with a true hill.
    """
    change_m = changes(altitude_m)
    least_m = np.maximum(FASTEST_CLIMB_M_S * changes(clock_s), FURTHEST_OFF_M)
    change_m = np.where(np.abs(change_m) > least_m, 0.0, change_m)
    return altitude_m[0] + np.concatenate([[0.0], np.cumsum(change_m)])


def _held(distance_m: np.ndarray, altitude_m: np.ndarray, step_m_s: np.ndarray) -> np.ndarray:
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
        medians_m = _medians(_windows(altitude_m, MEDIAN_POINTS)[wide])
        near[wide] = np.abs(altitude_m[wide] - medians_m) <= FURTHEST_OFF_M
    return near


def _windows(values: np.ndarray, width: int) -> np.ndarray:
    """Each value between its neighbours, mirrored at the ends: a row of `width`, odd, for each."""
    padded = _mirrored(values, width // 2)
    return np.lib.stride_tricks.sliding_window_view(padded, width)


def _mirrored(values: np.ndarray, margin: int) -> np.ndarray:
    """The values with as many more at each end, mirrored. np.pad does the same in five times the time."""
    if values.size <= margin:
        return np.pad(values, margin, mode="symmetric")
    return np.concatenate([values[margin - 1 :: -1], values, values[: -margin - 1 : -1]])


def _medians(windows: np.ndarray) -> np.ndarray:
    """The medians of rows of odd length."""
    middle = windows.shape[1] // 2
    return np.partition(windows, middle, axis=1)[:, middle]


def _triangular_mean(values: np.ndarray, nodes: int) -> np.ndarray:
    half = nodes // 2 + 1
    weights = np.concatenate([np.arange(1, half + 1), np.arange(half - 1, 0, -1)]).astype(float)
    padded = _mirrored(values, half - 1)
    return np.convolve(padded, weights / weights.sum(), "valid")


def _near_altitude(grid_m: np.ndarray, along_m: np.ndarray) -> np.ndarray:
    """Nodes that lie in no long hole between recorded altitudes."""
    if (changes(along_m) <= WIDEST_HOLE_M).all():
        return np.ones(grid_m.size, dtype=bool)
    after = np.clip(np.searchsorted(along_m, grid_m), 1, along_m.size - 1)
    return along_m[after] - along_m[after - 1] <= WIDEST_HOLE_M


def _extremes(values: np.ndarray) -> np.ndarray:
    """The first and last value, and those from which the way on is not the way there.

    A profile turns nowhere else, and there are ten times fewer of them.
    """
    rises = np.sign(changes(values))
    return values[np.concatenate([[True], rises[1:] != rises[:-1], [True]])] if values.size > 1 else values


def _turning_points(altitude_m: list[float], reversal_m: float) -> list[float]:
    """Altitudes between which a profile rises and falls, by zigzag with hysteresis."""
    least = reversal_m - 1e-9  # a reversal of exactly h counts, whatever its last bit
    turns: list[float] = []
    low = high = altitude_m[0]
    rising: bool | None = None
    for height in altitude_m[1:]:
        low, high = min(low, height), max(high, height)
        if rising is not True and height - low >= least:
            turns.append(low)
            rising, high = True, height
        elif rising is not False and high - height >= least:
            turns.append(high)
            rising, low = False, height
    if rising is None:
        return []
    return [*turns, high if rising else low]
