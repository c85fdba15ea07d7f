"""Courses in metres as the TRACK of a run, as far off as GPS is, with plain trigonometry on a sphere."""

import numpy as np
import pandas as pd

from ingest.schema import TRACK

METRE_DEG = 360 / 40_030_174  # a great circle of the mean radius, 6,371,009 m
SPEED_M_S = 3.0
HOME = (52.5, 13.4)


def line_of(corners, spacing_m=3.0):
    """Metres along a line, and metres east and north, at equal distances."""
    corners = np.asarray(corners, dtype=float)
    marks_m = np.concatenate([[0.0], np.cumsum(np.hypot(*np.diff(corners, axis=0).T))])
    along_m = np.arange(0.0, marks_m[-1] + 1e-6, spacing_m)
    return along_m, *(np.interp(along_m, marks_m, corners[:, axis]) for axis in (0, 1))


def track(corners, noise_m=0.0, slow_m=0.0, seed=1, home=HOME):
    """A run along corners (metres east and north of home), a point a second at 3 m/s.

    `noise_m` is the spread of errors that are new each second, `slow_m` of those that last about 20 s.
    """
    dice = np.random.default_rng(seed)
    along_m, east_m, north_m = line_of(corners, SPEED_M_S)
    east_m, north_m = (m + _error(dice, m.size, noise_m, slow_m) for m in (east_m, north_m))
    frame = pd.DataFrame(
        {
            "time": pd.Timestamp("2026-05-03 06:30", tz="UTC")
            + pd.to_timedelta(along_m / SPEED_M_S, unit="s"),
            "distance_m": along_m,
            "speed_m_s": SPEED_M_S,
            "latitude_deg": home[0] + north_m * METRE_DEG,
            "longitude_deg": home[1] + east_m * METRE_DEG / np.cos(np.radians(home[0])),
        }
    )
    return TRACK.conform(frame.reindex(columns=TRACK.names))


def _error(dice, count, noise_m, slow_m):
    kept = np.exp(-1 / 20)
    slow = np.empty(count)
    slow[0] = dice.normal(0, slow_m)
    for second, push in enumerate(dice.normal(0, slow_m * np.sqrt(1 - kept**2), count - 1), 1):
        slow[second] = kept * slow[second - 1] + push
    return dice.normal(0, noise_m, count) + slow


def rounds(count, lane=1, left=True, centre=(0.0, 0.0), rotated_deg=20.0):
    """Rounds of a 400 m track: two straights of 84.39 m, two bends of 36.5 m, run 30 cm from the kerb."""
    radius_m = 36.8 + 1.22 * (lane - 1)
    bend = np.linspace(-90, 90, 61)
    east = np.concatenate([42.195 + radius_m * _cos(bend), -42.195 - radius_m * _cos(bend), [42.195]])
    north = np.concatenate([radius_m * _sin(bend), -radius_m * _sin(bend), [-radius_m]])
    one = np.column_stack([east, north if left else -north])
    turn = np.array([[_cos(rotated_deg), _sin(rotated_deg)], [-_sin(rotated_deg), _cos(rotated_deg)]])
    return np.concatenate([one] * count) @ turn + centre


def _cos(degrees):
    return np.cos(np.radians(degrees))


def _sin(degrees):
    return np.sin(np.radians(degrees))
