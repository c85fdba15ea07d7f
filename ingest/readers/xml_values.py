"""What stands between tags as numbers and instants: whole columns in one go, oddities one by one."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass

import numpy as np
import pandas as pd
import pyarrow as pa
import pyarrow.compute as pc

from ingest.readers.xml_points import Points
from ingest.readers.xml_shapes import Shape
from ingest.schema import TRACK

TIME_FORM = r"^\d{4}-\d\d-\d\dT\d\d:\d\d:\d\d(\.\d{1,6})?(Z|[+-]\d\d:?\d\d)?$"
ZONED = r"(Z|[+-]\d\d:?\d\d)$"
INSTANT = pa.timestamp("us")


@dataclass(frozen=True)
class Spans:
    """Where the texts of one column stand: at these points, from `begins` to before `ends`."""

    rows: np.ndarray
    begins: np.ndarray
    ends: np.ndarray

    def texts(self, found: Points) -> pa.Array:
        """The texts, trimmed."""
        bounds = np.column_stack([self.begins, self.ends]).astype(np.int32).ravel()
        buffers = [None, pa.py_buffer(bounds), pa.py_buffer(found.text)]
        pieces = pa.StringArray.from_buffers(bounds.size - 1, *buffers[1:])
        return pc.utf8_trim_whitespace(pieces.take(pa.array(np.arange(0, bounds.size, 2))))

    def spread(self, values: np.ndarray, size: int, absent: object) -> np.ndarray:
        """One value a point, `absent` where this column says nothing."""
        if self.rows.size == size:
            return values
        column = np.full(size, absent, dtype=values.dtype)
        column[self.rows] = values
        return column


def gathered(found: Points, columns_of: Callable[[Shape], dict[str, int] | None]) -> dict[str, Spans] | None:
    """Where each column's texts stand. `columns_of` tells by shape which tag, or which attribute
    counted from -1 downwards, holds which column; None where it does so for one of them.
    """
    parts: dict[str, list[tuple[np.ndarray, np.ndarray, np.ndarray]]] = {}
    for shape in found.shapes:
        columns = columns_of(shape)
        if columns is None:
            return None
        for name, tag in columns.items():
            span = found.texts(shape, tag) if tag >= 0 else found.attribute(shape, -1 - tag)
            parts.setdefault(name, []).append((shape.rows, *span))
    return {name: _in_order(part) for name, part in parts.items()}


def _in_order(parts: list[tuple[np.ndarray, np.ndarray, np.ndarray]]) -> Spans:
    if len(parts) == 1:
        return Spans(*parts[0])
    rows, begins, ends = (np.concatenate(pieces) for pieces in zip(*parts, strict=True))
    order = np.argsort(rows)
    return Spans(rows[order], begins[order], ends[order])


def numbers(span: Spans, found: Points) -> np.ndarray:
    """A column of numbers, one a point, NaN where there is none."""
    pieces = span.texts(found)
    try:
        told = pc.cast(pieces, pa.float64()).to_numpy()
    except pa.ArrowInvalid:
        told = np.array([number(piece) for piece in pieces.to_pylist()], dtype=float)
    return span.spread(told, found.first.size, np.nan)


def number(text: str | None) -> float:
    """A text as Python reads it, NaN where it is no number."""
    try:
        return float(text or "")
    except ValueError:
        return np.nan


def instants(span: Spans, found: Points) -> np.ndarray | None:
    """A column of ISO 8601 date-times as datetime64[us] in UTC, which they are where they name no zone.

    NaT where there is none; None where one is written otherwise, or is no time at all.
    """
    pieces = span.texts(found)
    if not pc.all(pc.match_substring_regex(pieces, TIME_FORM)).as_py():
        return None
    zoned = pc.match_substring_regex(pieces, ZONED)
    try:
        told = _in_utc(pieces) if pc.all(zoned).as_py() else _of_two_kinds(pieces, zoned)
    except pa.ArrowInvalid:
        return None
    return span.spread(told, found.first.size, "NaT")


def _in_utc(pieces: pa.Array) -> np.ndarray:
    return pc.cast(pieces, pa.timestamp("us", "UTC")).cast(INSTANT).to_numpy()


def _of_two_kinds(pieces: pa.Array, zoned: pa.Array) -> np.ndarray:
    both, has_zone = np.empty(len(pieces), dtype="datetime64[us]"), zoned.to_numpy(zero_copy_only=False)
    both[has_zone] = _in_utc(pc.filter(pieces, zoned))
    both[~has_zone] = pc.cast(pc.filter(pieces, pc.invert(zoned)), INSTANT).to_numpy()
    return both


def frame(values: dict[str, np.ndarray], size: int) -> pd.DataFrame:
    """A TRACK frame of what there is, put together without a copy."""
    absent = np.full(size, np.nan)
    columns = {name: values.get(name, absent) for name in TRACK.names}
    return pd.DataFrame(columns | {"time": pd.Series(values["time"]).dt.tz_localize("UTC")}, copy=False)
