"""How far to trust an altitude, by what recorded it, and what a barometer gives itself away by."""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np

from ingest.climb.believable import MEDIAN_POINTS
from ingest.columns import changes

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
