"""Whether two tracks are one run by the ground they cover, second by second."""

from __future__ import annotations

import numpy as np
import pandas as pd

from ingest.distance import EARTH_RADIUS_M, haversine
from ingest.twins.search import best_s

MOST_MOMENTS = 600
"""Moments at which tracks are compared: one in six seconds of an hour. convention"""

WIDEST_GAP_S = 60.0
"""Between points further apart nobody knows where the runner was. [s], convention"""

WHOLE = 0.9
AGREED = 0.95
AGREE_M = 15.0
AGREE_SHARE = 1 / 200
"""Two recordings of one run cover most of each other's time, and for nearly all of it they stay so
close, closer on runs under 3 km. [fraction], [fraction], [m], [fraction of the course]; of 211 pairs
of real runs over one loop the closest was 18 m off on 2.3 km, half as much again (benchmarks/TWINS.md)"""


def confirmed(one: pd.DataFrame, other: pd.DataFrame, slip_s: float) -> bool:
    """Whether two TRACKs are one run, if the clock of `one` is ahead by about `slip_s`. [s]

    Two runs of one loop, however even, lose each other by seconds somewhere on the way; two
    recordings of one run do not. Without positions the answer is no.
    """
    off_s = offset_s(one, other, slip_s)
    if np.isnan(off_s):
        return False
    gaps_m, whole = gaps(one, other, off_s)
    limit_m = min(AGREE_M, AGREE_SHARE * min(_length_m(one), _length_m(other)))
    return bool(whole >= WHOLE and np.quantile(gaps_m, AGREED) <= limit_m)


def offset_s(one: pd.DataFrame, other: pd.DataFrame, about_s: float) -> float:
    """By how much the clock of `one` is ahead where the tracks agree best, about `about_s`. [s]

    In whole seconds beyond `about_s`; NaN where positions are not known at the same time.
    """
    here, there = _fixes(one), _fixes(other)
    if min(here.shape[1], there.shape[1]) < 2:
        return np.nan
    return best_s(lambda off_s: _typical(_gaps_m(here, there, off_s)), about_s)


def gaps(one: pd.DataFrame, other: pd.DataFrame, off_s: float) -> tuple[np.ndarray, float]:
    """Distances between two tracks at the same moments [m], and for which part of the longer one
    they are known [fraction], if the clock of `one` is ahead by `off_s`. [s]
    """
    here, there = _fixes(one), _fixes(other)
    known = [
        ~np.isnan(_gaps_m(*pair, off)) for pair, off in (((here, there), off_s), ((there, here), -off_s))
    ]
    gaps_m = _gaps_m(here, there, off_s)
    return gaps_m[~np.isnan(gaps_m)], float(min(part.mean() for part in known))


def _typical(gaps_m: np.ndarray) -> float:
    known = gaps_m[~np.isnan(gaps_m)]
    return float(known.mean()) if known.size > gaps_m.size / 2 else np.nan


def _gaps_m(here: np.ndarray, there: np.ndarray, off_s: float) -> np.ndarray:
    """How far apart both are at moments of `here`; NaN where `there` does not tell. [m]"""
    moments_s, *place = here[:, :: max(1, here.shape[1] // MOST_MOMENTS)]
    then_s, *course = there
    at_s = moments_s - off_s
    latitude, longitude = (np.interp(at_s, then_s, line, left=np.nan, right=np.nan) for line in course)
    after = np.clip(np.searchsorted(then_s, at_s), 1, then_s.size - 1)
    near = then_s[after] - then_s[after - 1] <= WIDEST_GAP_S
    north, east = latitude - place[0], (longitude - place[1] + 180.0) % 360.0 - 180.0
    metres = np.radians(np.hypot(north, east * np.cos(np.radians(place[0])))) * EARTH_RADIUS_M
    return np.where(near, metres, np.nan)


def _length_m(track: pd.DataFrame) -> float:
    """Length of a course through its compared moments. [m]"""
    fixes = _fixes(track)
    return float(haversine(*fixes[1:, :: max(1, fixes.shape[1] // MOST_MOMENTS)]).sum())


def _fixes(track: pd.DataFrame) -> np.ndarray:
    """Rows of time [s], latitude and longitude [°], where all are known and time goes on."""
    time_s = track["time"].to_numpy(dtype="datetime64[us]").astype("int64") / 1e6
    fixes = np.vstack([time_s, track["latitude_deg"], track["longitude_deg"]])
    fixes = fixes[:, ~np.isnan(fixes).any(axis=0)]
    fixes[2] = np.unwrap(fixes[2], period=360.0)  # across the date line there is a way between
    forward = np.concatenate([[True], np.diff(fixes[0]) > 0]) if fixes.size else np.empty(0, dtype=bool)
    return fixes[:, forward]
