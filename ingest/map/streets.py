"""The streets about a place as lines, for the ground of a picture: no tiles, nothing from outside."""

from __future__ import annotations

from collections.abc import Mapping

import numpy as np
import pandas as pd

from ingest.map.gathered import PER_DEGREE
from ingest.map.index import M_PER_DEGREE, Index, key

MOST_POINTS = 4500
"""Lines of more points a phone draws slowly. PERFORMANCE 6: 1,500 a trace, three of them"""

APART = 1 / 400
"""Points closer together than this are not told apart. [fraction of the picture's height]"""


def streets(index: Index, bounds: Mapping[str, float], most_points: int = MOST_POINTS) -> pd.DataFrame:
    """Ways within bounds (south, west, north, east) [°]: latitude_deg, longitude_deg, NaN between two lines.

    Where they are more than `most_points` points, the larger streets stand and paths are left out.
    """
    lines = _lines(_within(index, bounds))
    kind = np.array([index.kind[index.way[line[0]]] for line in lines], int)
    apart_m = (bounds["north"] - bounds["south"]) * M_PER_DEGREE * APART
    chosen, left = [], most_points
    for number in np.argsort(kind, kind="stable"):
        points = _thinned(index, lines[number], apart_m)
        if len(points) + 1 > left:
            break
        chosen.append(points)
        left -= len(points) + 1
    columns = {"latitude_deg": index.latitude, "longitude_deg": index.longitude}
    return pd.DataFrame({name: _with_gaps(counts, chosen) for name, counts in columns.items()})


def _within(index: Index, bounds: Mapping[str, float]) -> np.ndarray:
    """Segments in the cells that the bounds touch, in the order of the ways."""
    tall, wide = index.cell_deg
    rows = np.arange(np.floor(bounds["south"] / tall), np.floor(bounds["north"] / tall) + 1).astype("int64")
    west, east = (
        np.floor(np.full(len(rows), bounds[side]) / wide).astype("int64") for side in ("west", "east")
    )
    first = np.searchsorted(index.cells, key(rows, west))
    last = np.searchsorted(index.cells, key(rows, east), side="right")
    found = [
        index.segments[index.cell_first[a] : index.cell_first[b]] for a, b in zip(first, last, strict=True)
    ]
    return np.unique(np.concatenate(found)) if found else np.zeros(0, "int32")


def _lines(segments: np.ndarray) -> list[np.ndarray]:
    """The points of each stretch of segments that follow one another."""
    if not len(segments):
        return []
    breaks = np.flatnonzero(np.diff(segments) != 1) + 1
    return [np.append(line, line[-1] + 1) for line in np.split(segments, breaks)]


def _thinned(index: Index, points: np.ndarray, apart_m: float) -> np.ndarray:
    """Without points too close to the one before; the last one stays."""
    step = np.floor(index.along[points] / max(apart_m, 1.0))
    stays = np.append(True, step[1:] != step[:-1])
    stays[-1] = True
    return points[stays]


def _with_gaps(counts: np.ndarray, lines: list[np.ndarray]) -> np.ndarray:
    """Degrees of all lines in a row, NaN between two."""
    parts = [np.append(counts[line] / PER_DEGREE, np.nan) for line in lines]
    return np.concatenate(parts)[:-1] if parts else np.zeros(0)
