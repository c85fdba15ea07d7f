"""Ways laid out so that those near a place are found at once: plain arrays on disk, opened by mapping them.

Points of all ways stand in a row; the segment `p` leads from point `p` to `p + 1` of the same way. Cells
of a grid name the segments that run through them.
"""

from __future__ import annotations

import hashlib
import json
from collections.abc import Iterator
from dataclasses import dataclass, fields
from pathlib import Path

import numpy as np

from ingest.map.gathered import PER_DEGREE, Ways
from ingest.map.tags import GROUND, KINDS

FORMAT = 1
"""Grows when the arrays mean something else: an index of an older format has to be built anew."""

CELL_M = 64.0
"""Size of a cell at the middle of the map. [m]"""

SAMPLE_M = 16.0
"""A segment belongs to the cells in which one of its points lies, taken this far apart. [m]"""

AROUND_M = 2000.0
"""Size of the coarse cells that tell whether a place lies on the map. [m]"""

M_PER_DEGREE = 111_195.0
NOWHERE = -(1 << 62)
"""Less than the number of any place on earth."""

SLICE = 500_000
"""So many segments are laid out at once: it bounds the memory."""


@dataclass(frozen=True)
class Index:
    """The arrays by name, each a file of its own.

    A point: latitude, longitude [1e-7 degrees], way, along (distance from the way's start) [m], node (which
    junction it is, −1 for none), before and after (the way's next points at junctions, −1 for none).
    A way: first (its first point), code, sure, sidewalk, kind.
    A cell: cells (its number), cell_first (where in `segments` its own begin).
    A ground: ground (its way), south, west, north, east [1e-7 degrees].
    A coarse cell: around (its number, where ways are).
    """

    latitude: np.ndarray
    longitude: np.ndarray
    way: np.ndarray
    along: np.ndarray
    node: np.ndarray
    before: np.ndarray
    after: np.ndarray
    first: np.ndarray
    code: np.ndarray
    sure: np.ndarray
    sidewalk: np.ndarray
    kind: np.ndarray
    cells: np.ndarray
    cell_first: np.ndarray
    segments: np.ndarray
    ground: np.ndarray
    south: np.ndarray
    west: np.ndarray
    north: np.ndarray
    east: np.ndarray
    around: np.ndarray
    cell_deg: tuple[float, float]
    """Height and width of a cell. [degrees]"""


ARRAYS = tuple(field.name for field in fields(Index))[:-1]


def covers(around: np.ndarray, latitude_deg: np.ndarray, longitude_deg: np.ndarray) -> np.ndarray:
    """Whether there are ways in the coarse cells of these places, or beside them; False for NaN."""
    row, column = _coarse(latitude_deg, longitude_deg)
    known = ~np.isnan(row)
    found = np.zeros(row.shape, bool)
    found[known] = np.isin(key(row[known].astype("int64"), column[known].astype("int64")), around)
    return found


def key(row: np.ndarray, column: np.ndarray) -> np.ndarray:
    return (row << 32) + column + (1 << 31)


def _coarse(latitude_deg: np.ndarray, longitude_deg: np.ndarray) -> tuple[np.ndarray, np.ndarray]:
    """Rows and columns of coarse cells, whose width in degrees is the same within a degree of latitude."""
    row = np.floor(latitude_deg * M_PER_DEGREE / AROUND_M)
    narrow = np.cos(np.radians(np.floor(latitude_deg) + 0.5)).clip(0.05)
    return row, np.floor(longitude_deg * narrow * M_PER_DEGREE / AROUND_M)


def build(ways: Ways, folder: Path, said: dict) -> dict:
    """Writes the index of some ways into a folder, and what is told of it (`said` and more) beside it."""
    cell_deg = _cell_deg(ways)
    digest = hashlib.sha256()
    for name, values in _arrays(ways, cell_deg):
        np.save(folder / f"{name}.npy", values)
        digest.update(name.encode() + np.ascontiguousarray(values).view("uint8").data)
    told = {**said, "bounds": bounds(ways), "ways": len(ways), "points": len(ways.latitude)}
    told |= {"format": FORMAT, "cell_deg": cell_deg, "map_id": digest.hexdigest()[:16]}
    (folder / "map.json").write_text(json.dumps(told), encoding="utf-8")
    return told


def opened(folder: Path) -> Index:
    """The index in a folder. Raises OSError, ValueError or KeyError where it is damaged."""
    told = json.loads((folder / "map.json").read_text(encoding="utf-8"))
    arrays = {name: _mapped(folder / f"{name}.npy") for name in ARRAYS}
    return Index(**arrays, cell_deg=tuple(told["cell_deg"]))


def _mapped(path: Path) -> np.ndarray:
    """As a plain array: numpy's own class for mapped ones costs time at every step."""
    return np.load(path, mmap_mode="r").view(np.ndarray)


def bounds(ways: Ways) -> dict[str, float]:
    """South, west, north and east edge. [degrees]"""
    north, south = (float(edge(ways.latitude)) / PER_DEGREE for edge in (np.max, np.min))
    east, west = (float(edge(ways.longitude)) / PER_DEGREE for edge in (np.max, np.min))
    return {"south": south, "west": west, "north": north, "east": east}


def _cell_deg(ways: Ways) -> tuple[float, float]:
    middle = (float(ways.latitude.min()) + float(ways.latitude.max())) / 2 / PER_DEGREE
    return CELL_M / M_PER_DEGREE, CELL_M / M_PER_DEGREE / max(np.cos(np.radians(middle)), 0.05)


def _arrays(ways: Ways, cell_deg: tuple[float, float]) -> Iterator[tuple[str, np.ndarray]]:
    """All arrays in turn: each is written before the next one is made."""
    for name in ("latitude", "longitude", "code", "sure", "sidewalk", "kind"):
        yield name, getattr(ways, name)
    yield "first", ways.first.astype("int32")
    way = np.repeat(np.arange(len(ways), dtype="int32"), np.diff(ways.first))
    yield "way", way
    yield "along", _along(ways, way)
    is_ground = ways.kind == KINDS.index(GROUND)
    yield from _junctions(ways, way, is_ground)
    yield from _cells(ways, way, is_ground, cell_deg)
    yield from _grounds(ways, is_ground)
    yield "around", around(ways)


def _steps_m(ways: Ways) -> np.ndarray:
    """From each point to the next. [m]"""
    narrow = np.cos(np.radians(ways.latitude[:-1] / PER_DEGREE))
    north = np.diff(ways.latitude.astype("int64"))
    east = np.diff(ways.longitude.astype("int64")) * narrow
    return np.hypot(north, east) * (M_PER_DEGREE / PER_DEGREE)


def _along(ways: Ways, way: np.ndarray) -> np.ndarray:
    total = np.concatenate([[0.0], np.cumsum(np.where(way[1:] == way[:-1], _steps_m(ways), 0.0))])
    return (total - total[ways.first[:-1]][way]).astype("float32")


def _junctions(ways: Ways, way: np.ndarray, is_ground: np.ndarray) -> Iterator[tuple[str, np.ndarray]]:
    """Points at which ways meet: where two have a point at the very same place."""
    places = (ways.latitude.astype("int64") << 32) + ways.longitude
    lone = is_ground[way]
    places[lone] = NOWHERE + np.arange(np.count_nonzero(lone))  # grounds meet nothing
    _, node, count = np.unique(places, return_inverse=True, return_counts=True)
    node = np.where(count[node] > 1, node, -1).astype("int32")
    yield "node", node
    points = np.arange(len(node))
    before = np.maximum.accumulate(np.where(node >= 0, points, -1))
    yield "before", np.where(before >= ways.first[:-1][way], before, -1).astype("int32")
    after = np.minimum.accumulate(np.where(node >= 0, points, len(node))[::-1])[::-1]
    after = np.append(after[1:], len(node))
    yield "after", np.where(after < ways.first[1:][way], after, -1).astype("int32")


def _cells(
    ways: Ways, way: np.ndarray, is_ground: np.ndarray, cell_deg: tuple[float, float]
) -> Iterator[tuple[str, np.ndarray]]:
    leads_on = (way[1:] == way[:-1]) & ~is_ground[way[:-1]]
    segments = np.flatnonzero(leads_on)
    found = [_through(ways, segments[at : at + SLICE], cell_deg) for at in range(0, len(segments), SLICE)]
    keys = np.concatenate([key for key, _ in found]) if found else np.zeros(0, "int64")
    segments = np.concatenate([segment for _, segment in found]) if found else np.zeros(0, "int32")
    order = np.argsort(keys, kind="stable")
    cells, first = np.unique(keys[order], return_index=True)
    yield "cells", cells
    yield "cell_first", np.append(first, len(keys)).astype("int32")
    yield "segments", segments[order]


def _through(
    ways: Ways, segments: np.ndarray, cell_deg: tuple[float, float]
) -> tuple[np.ndarray, np.ndarray]:
    """(cell, segment) of all cells that some segments run through."""
    lat, lon = ways.latitude / PER_DEGREE, ways.longitude / PER_DEGREE
    long_m = np.hypot(
        (lat[segments + 1] - lat[segments]) * M_PER_DEGREE,
        (lon[segments + 1] - lon[segments]) * M_PER_DEGREE * np.cos(np.radians(lat[segments])),
    )
    samples = np.ceil(long_m / SAMPLE_M).astype("int64") + 1
    which = np.repeat(np.arange(len(segments)), samples)
    share = (np.arange(len(which)) - np.repeat(np.cumsum(samples) - samples, samples)) / (
        samples[which] - 1
    ).clip(1)
    at = segments[which]
    row = np.floor((lat[at] + share * (lat[at + 1] - lat[at])) / cell_deg[0]).astype("int64")
    column = np.floor((lon[at] + share * (lon[at + 1] - lon[at])) / cell_deg[1]).astype("int64")
    cell = key(row, column)
    new = np.append(True, (cell[1:] != cell[:-1]) | (which[1:] != which[:-1]))
    return cell[new], at[new].astype("int32")


def _grounds(ways: Ways, is_ground: np.ndarray) -> Iterator[tuple[str, np.ndarray]]:
    """Grounds with their bounding boxes."""
    ground = np.flatnonzero(is_ground)
    yield "ground", ground.astype("int32")
    for name, edge, values in (
        ("south", np.minimum, ways.latitude),
        ("west", np.minimum, ways.longitude),
        ("north", np.maximum, ways.latitude),
        ("east", np.maximum, ways.longitude),
    ):
        yield name, edge.reduceat(values, ways.first[:-1])[ground]


def around(ways: Ways) -> np.ndarray:
    """Coarse cells with points in them, and those beside them."""
    rows, columns = _coarse(ways.latitude / PER_DEGREE, ways.longitude / PER_DEGREE)
    keys = np.unique(key(rows.astype("int64"), columns.astype("int64")))
    beside = [keys + (north << 32) + east for north in (-1, 0, 1) for east in (-1, 0, 1)]
    return np.unique(np.concatenate(beside))
