"""The ground in cells of 25 m, each named by one whole number, so that ways can be laid over each other."""

from __future__ import annotations

import numpy as np

from ingest.distance import EARTH_RADIUS_M

CELL_M = 25.0
"""Side of a cell. [m], EVIDENCE 3"""

ROW_DEG = float(np.degrees(CELL_M / EARTH_RADIUS_M))
HALF, BITS = 1 << 20, 21
"""Rows and columns are counted from the equator and Greenwich; both fit into so many bits."""

COARSER = 3
"""Blocks of so many doublings hold 8 by 8 cells: 200 m."""

LARGEST_LATITUDE_DEG = 89.5
AROUND = tuple((down, right) for down in (-1, 0, 1) for right in (-1, 0, 1))
CORNERS = [0, 2, 6, 8]
"""The cells around a cell, itself in the middle; and which of the nine are its corners."""


def cells(latitude_deg: np.ndarray, longitude_deg: np.ndarray) -> np.ndarray:
    """The cell in which each position lies. Takes no NaN."""
    row = np.floor(latitude_deg / ROW_DEG).astype(np.int64)
    column = np.floor(longitude_deg / _column_deg(row)).astype(np.int64)
    return _named(row, column)


def neighbours(named: np.ndarray) -> np.ndarray:
    """Each cell and the eight around it: nine rows, a column a cell."""
    row, column = (named >> BITS) - HALF, (named & ((1 << BITS) - 1)) - HALF
    if np.ptp(_band(np.array([row.min() - 1, row.max() + 1]))) == 0:  # all stand in line
        return named + np.array([[(down << BITS) + right] for down, right in AROUND])
    east_deg = (column + 0.5) * _column_deg(row)
    return np.stack([_named(row + down, _column_at(row + down, east_deg) + right) for down, right in AROUND])


def blocks(named: np.ndarray) -> np.ndarray:
    """The block in which each cell lies."""
    row, column = named >> BITS, named & ((1 << BITS) - 1)
    return (row >> COARSER << BITS) | (column >> COARSER)


def _named(row: np.ndarray, column: np.ndarray) -> np.ndarray:
    return ((row + HALF) << BITS) | (column + HALF)


def _column_at(row: np.ndarray, longitude_deg: np.ndarray) -> np.ndarray:
    return np.floor(longitude_deg / _column_deg(row)).astype(np.int64)


def _column_deg(row: np.ndarray) -> np.ndarray:
    """Width of the cells of a row. [°] The same for all within a degree of latitude, so that rows stand
    in line; where two such bands meet they do not, and neighbours are found by their longitude."""
    middle_deg = np.clip(_band(row) + 0.5, -LARGEST_LATITUDE_DEG, LARGEST_LATITUDE_DEG)
    return ROW_DEG / np.cos(np.radians(middle_deg))


def _band(row: np.ndarray) -> np.ndarray:
    """The degree of latitude in which the middle of a row lies."""
    return np.floor((row + 0.5) * ROW_DEG)
