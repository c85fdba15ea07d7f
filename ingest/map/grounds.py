"""What lies where a run is on no way: lawns, meadows, pitches, squares."""

from __future__ import annotations

import numpy as np

from ingest.map.gathered import PER_DEGREE
from ingest.map.index import Index
from ingest.map.tags import WRITTEN


def at(index: Index, latitude_deg: np.ndarray, longitude_deg: np.ndarray) -> tuple[np.ndarray, np.ndarray]:
    """(code, sure) of the smallest ground about each place; (NaN, 0) where there is none of known surface."""
    code, sure = np.full(len(latitude_deg), np.nan), np.zeros(len(latitude_deg))
    y, x = latitude_deg * PER_DEGREE, longitude_deg * PER_DEGREE
    for number in _about(index, y, x):
        way = index.ground[number]
        if index.code[way] >= 0:
            inside = _inside(*_ring(index, way), x, y)
            code[inside] = index.code[way]
            sure[inside] = index.sure[way] == WRITTEN
    return code, sure


def _about(index: Index, y: np.ndarray, x: np.ndarray) -> np.ndarray:
    """Grounds whose boxes touch that of the places, the largest first."""
    if not len(y):
        return np.zeros(0, "int64")
    touch = (index.south <= y.max()) & (index.north >= y.min())
    number = np.flatnonzero(touch & (index.west <= x.max()) & (index.east >= x.min()))
    size = (index.north[number].astype("float64") - index.south[number]) * (
        index.east[number].astype("float64") - index.west[number]
    )
    return number[np.argsort(-size)]


def _ring(index: Index, way: int) -> tuple[np.ndarray, np.ndarray]:
    points = slice(index.first[way], index.first[way + 1])
    return index.longitude[points].astype("float64"), index.latitude[points].astype("float64")


def _inside(ring_x: np.ndarray, ring_y: np.ndarray, x: np.ndarray, y: np.ndarray) -> np.ndarray:
    """Whether places lie within a closed ring: an odd number of its sides lies to their east."""
    inside = np.zeros(len(x), bool)
    boxed = (x >= ring_x.min()) & (x <= ring_x.max()) & (y >= ring_y.min()) & (y <= ring_y.max())
    if not boxed.any():
        return inside
    x, y = x[boxed, None], y[boxed, None]
    crosses = (ring_y[:-1] > y) != (ring_y[1:] > y)
    rise = np.where(ring_y[1:] == ring_y[:-1], 1.0, ring_y[1:] - ring_y[:-1])
    inside[boxed] = (crosses & (x < ring_x[:-1] + (y - ring_y[:-1]) / rise * np.diff(ring_x))).sum(
        axis=1
    ) % 2 == 1
    return inside
