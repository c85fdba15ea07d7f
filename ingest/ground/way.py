"""A run on a grid of distance, a node every 10 m: so every metre counts alike, fast or slow."""

from __future__ import annotations

import numpy as np
import pandas as pd

from ingest.columns import Columns, changes, columns_of
from ingest.distance import haversine
from ingest.schema import TRACK, WAY

GRID_M = 10.0
"""Spacing of the nodes. [m]"""

LONGEST_M = 1e6
"""A distance beyond this is a fault of the file, and its grid would fill the memory. [m], convention"""

WIDEST_HOLE_M = 100.0
"""Between positions further apart than this nobody knows the way. [m], convention"""

REACH_M = 10.0
"""A position is the mean of the way so far behind and ahead. [m], own simulation: with one pass of
`calmed` the error of a right angle stays under 6 m, and 5 m of noise goes down to 2 m"""

SPIKE_M = 30.0
"""A position that is so much further from both its neighbours than was run between is a spike. [m]"""

DEGREE_PLACES, METRE_PLACES, GRADE_PLACES = 6, 1, 4
"""Decimals kept: a tenth of a metre on the ground, a decimetre, a hundredth of a percent."""

TURN_DEG = 360.0


def way(track: pd.DataFrame) -> pd.DataFrame:
    """The WAY of a TRACK as hiplog keeps it (with distance, speed and grade).

    No rows where no distance is, or one that nobody runs.
    Altitude, grade and speed lie on the straight line between recorded points. `latitude_deg` and
    `longitude_deg` are smoothed for maps and matching: spikes are passed over, and each node is the mean of
    the way 10 m behind and ahead, then of itself (twice) and its two neighbours: a bell of 9 m [SD], which
    takes most of what GPS shakes, cuts a right angle short by 5 m and draws a running track 1 m too narrow.
    All are NaN in holes of more than WIDEST_HOLE_M. Longitudes are from -180 up to 180.
    """
    columns = columns_of(track, TRACK)
    known = np.isfinite(columns["distance_m"])
    columns = columns if known.all() else {name: values[known] for name, values in columns.items()}
    along_m = columns["distance_m"]
    if along_m.size < 2 or not GRID_M <= along_m[-1] <= LONGEST_M:
        return WAY.empty()
    grid_m = np.arange(0.0, along_m[-1] + GRID_M / 2, GRID_M)
    times_us = track["time"].to_numpy(dtype="datetime64[us]").view("int64")[known]
    latitude_deg, longitude_deg = _positions(grid_m, along_m, columns)
    return WAY.conform(
        pd.DataFrame(
            {
                "time": _moments(grid_m, along_m, times_us),
                "distance_m": grid_m,
                "latitude_deg": np.round(latitude_deg, DEGREE_PLACES),
                "longitude_deg": np.round(longitude_deg, DEGREE_PLACES),
                "altitude_m": np.round(_between(grid_m, along_m, columns["altitude_m"]), METRE_PLACES),
                "grade": np.round(_between(grid_m, along_m, columns["grade"]), GRADE_PLACES) + 0.0,
                "speed_m_s": np.round(_between(grid_m, along_m, columns["speed_m_s"]), 3),
                "surface_code": np.nan,
            }
        )
    )


def calmed(values: np.ndarray) -> np.ndarray:
    """Each value with its two neighbours, itself counted twice; ends, and edges of holes, as they are.

    Across the 10 m grid that is a bell of 7 m [SD].
    """
    mean = (values[:-2] + 2 * values[1:-1] + values[2:]) / 4
    return np.concatenate([values[:1], np.where(np.isnan(mean), values[1:-1], mean), values[1:][-1:]])


def _between(grid_m: np.ndarray, along_m: np.ndarray, values: np.ndarray) -> np.ndarray:
    """Values at the nodes, by the straight line between neighbours; NaN where holes are too wide."""
    known = ~np.isnan(values)
    if not known.any():
        return np.full(grid_m.size, np.nan)
    at_m = along_m[known]
    return np.where(_told(grid_m, at_m), np.interp(grid_m, at_m, values[known]), np.nan)


def _told(grid_m: np.ndarray, at_m: np.ndarray) -> np.ndarray:
    """Which nodes lie between points close enough to each other, or next to a point."""
    after = np.searchsorted(at_m, grid_m)
    behind_m = grid_m - at_m[np.maximum(after - 1, 0)]
    ahead_m = at_m[np.minimum(after, at_m.size - 1)] - grid_m
    inside = (after > 0) & (after < at_m.size) & (behind_m + ahead_m <= WIDEST_HOLE_M)
    return inside | (np.minimum(np.abs(behind_m), np.abs(ahead_m)) <= GRID_M)


def _moments(grid_m: np.ndarray, along_m: np.ndarray, times_us: np.ndarray) -> pd.DatetimeIndex:
    first_us = int(times_us[0])
    passed_us = np.interp(grid_m, along_m, (times_us - first_us).astype("float64"))
    whole_s = np.round(passed_us / 1e6).astype("int64") * 1_000_000 + first_us
    return pd.DatetimeIndex(whole_s.view("datetime64[us]"), tz="UTC")


def _positions(grid_m: np.ndarray, along_m: np.ndarray, columns: Columns) -> tuple[np.ndarray, np.ndarray]:
    """Latitude and longitude at the nodes, smoothed. [°]"""
    known = ~np.isnan(columns["latitude_deg"]) & ~np.isnan(columns["longitude_deg"])
    known = _without_spikes(np.flatnonzero(known), along_m, columns)
    if not known.size:
        return np.full(grid_m.size, np.nan), np.full(grid_m.size, np.nan)
    at_m, latitude_deg = along_m[known], columns["latitude_deg"][known]
    longitude_deg = np.unwrap(columns["longitude_deg"][known], period=TURN_DEG)
    told = _told(grid_m, at_m)
    latitude_deg, longitude_deg = (
        calmed(np.where(told, _means(grid_m, at_m, values), np.nan))
        for values in (latitude_deg, longitude_deg)
    )
    return latitude_deg, (longitude_deg + TURN_DEG / 2) % TURN_DEG - TURN_DEG / 2


def _without_spikes(fixes: np.ndarray, along_m: np.ndarray, columns: Columns) -> np.ndarray:
    """Places of the positions that are not far off both their neighbours."""
    steps_m = haversine(columns["latitude_deg"][fixes], columns["longitude_deg"][fixes])
    far = steps_m > changes(along_m[fixes]) + SPIKE_M
    return fixes[~(np.concatenate([[False], far]) & np.concatenate([far, [False]]))] if far.any() else fixes


def _means(grid_m: np.ndarray, at_m: np.ndarray, values: np.ndarray) -> np.ndarray:
    """The mean, by metres, of the line through the values over REACH_M to both sides; less at its ends."""
    reach_m = np.minimum(REACH_M, np.minimum(grid_m - at_m[0], at_m[-1] - grid_m))
    inside = reach_m > 1.0  # else there is nothing to take the mean of
    means, middle_m, reach_m = np.interp(grid_m, at_m, values), grid_m[inside], reach_m[inside]
    areas = np.concatenate([[0.0], np.cumsum((values[1:] + values[:-1]) / 2 * changes(at_m))])
    ends = [_area(middle_m + side * reach_m, at_m, values, areas) for side in (-1, 1)]
    means[inside] = (ends[1] - ends[0]) / (2 * reach_m)
    return means


def _area(until_m: np.ndarray, at_m: np.ndarray, values: np.ndarray, areas: np.ndarray) -> np.ndarray:
    """The area under the line from its first point on."""
    before = np.clip(np.searchsorted(at_m, until_m) - 1, 0, at_m.size - 1)
    ends = np.interp(until_m, at_m, values)
    return areas[before] + (until_m - at_m[before]) * (values[before] + ends) / 2
