"""A run on a grid of distance, a node every 10 m: so every metre counts alike, fast or slow."""

from __future__ import annotations

import numpy as np
import pandas as pd

from ingest.columns import Columns, columns_of
from ingest.schema import TRACK, WAY

GRID_M = 10.0
"""Spacing of the nodes. [m]"""

WIDEST_HOLE_M = 100.0
"""Between positions further apart than this nobody knows the way. [m], convention"""

DEGREE_PLACES, METRE_PLACES, GRADE_PLACES = 6, 1, 4
"""Decimals kept: a tenth of a metre on the ground, a decimetre, a hundredth of a percent."""


def way(track: pd.DataFrame) -> pd.DataFrame:
    """The WAY of a TRACK as hiplog keeps it (with distance, speed and grade). No rows where no distance is.

    Positions between recorded ones lie on the straight line; NaN in holes of more than WIDEST_HOLE_M.
    """
    columns = columns_of(track, TRACK)
    known = ~np.isnan(columns["distance_m"])
    along_m = columns["distance_m"][known]
    if along_m.size < 2 or along_m[-1] < GRID_M:
        return WAY.empty()
    grid_m = np.arange(0.0, along_m[-1] + GRID_M / 2, GRID_M)
    times = track["time"].to_numpy(dtype="datetime64[us]").view("int64")[known]
    rows = {name: _between(grid_m, along_m, columns[name][known]) for name in ("grade", "speed_m_s")}
    rows |= _positions(grid_m, along_m, {name: values[known] for name, values in columns.items()})
    return WAY.conform(
        pd.DataFrame(
            {
                "time": _moments(grid_m, along_m, times),
                "distance_m": grid_m,
                "altitude_m": np.round(_between(grid_m, along_m, columns["altitude_m"][known]), METRE_PLACES),
                "grade": np.round(rows["grade"], GRADE_PLACES) + 0.0,
                "speed_m_s": np.round(rows["speed_m_s"], 3),
                "latitude_deg": np.round(rows["latitude_deg"], DEGREE_PLACES),
                "longitude_deg": np.round(rows["longitude_deg"], DEGREE_PLACES),
                "surface_code": np.nan,
            }
        )
    )


def _between(grid_m: np.ndarray, along_m: np.ndarray, values: np.ndarray) -> np.ndarray:
    """Values at the nodes, by the straight line between neighbours; NaN where holes are too wide."""
    known = ~np.isnan(values)
    if not known.any():
        return np.full(grid_m.size, np.nan)
    at_m = along_m[known]
    after = np.clip(np.searchsorted(at_m, grid_m), 1, max(at_m.size - 1, 1))
    near = np.minimum(
        np.abs(grid_m - at_m[after - 1]), np.abs(at_m[np.minimum(after, at_m.size - 1)] - grid_m)
    )
    return np.where(near <= WIDEST_HOLE_M / 2, np.interp(grid_m, at_m, values[known]), np.nan)


def _moments(grid_m: np.ndarray, along_m: np.ndarray, times_us: np.ndarray) -> pd.DatetimeIndex:
    first_us = int(times_us[0])
    passed_us = np.interp(grid_m, along_m, (times_us - first_us).astype("float64"))
    whole_s = np.round(passed_us / 1e6).astype("int64") * 1_000_000 + first_us
    return pd.DatetimeIndex(whole_s.view("datetime64[us]"), tz="UTC")


def _positions(grid_m: np.ndarray, along_m: np.ndarray, columns: Columns) -> dict[str, np.ndarray]:
    return {name: _between(grid_m, along_m, columns[name]) for name in ("latitude_deg", "longitude_deg")}
