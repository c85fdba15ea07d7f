"""What stands between tags as numbers and instants: whole columns in one go, oddities one by one."""

from __future__ import annotations

import numpy as np
import pyarrow as pa
import pyarrow.compute as pc

TIME_FORM = r"^\d{4}-\d\d-\d\dT\d\d:\d\d:\d\d(\.\d{1,6})?(Z|[+-]\d\d:?\d\d)?$"
ZONED = r"(Z|[+-]\d\d:?\d\d)$"
INSTANT = pa.timestamp("us")


def texts(data: bytes, begins: np.ndarray, ends: np.ndarray) -> pa.Array:
    """The pieces of UTF-8 text from `begins` to before `ends`, which follow one another, trimmed."""
    bounds = np.column_stack([begins, ends]).astype(np.int32).ravel()
    buffers = [None, pa.py_buffer(bounds), pa.py_buffer(data)]
    pieces = pa.StringArray.from_buffers(max(bounds.size - 1, 0), *buffers[1:])
    return pc.utf8_trim_whitespace(pieces.take(pa.array(np.arange(0, bounds.size, 2))))


def referring(pieces: pa.Array) -> bool:
    """Whether an entity such as ``&#49;`` stands in one of them."""
    return bool(pc.any(pc.match_substring(pieces, "&"), min_count=0).as_py())


def numbers(pieces: pa.Array) -> np.ndarray:
    """The pieces as float64, NaN where one is no number to Python either."""
    try:
        return pc.cast(pieces, pa.float64()).to_numpy(zero_copy_only=False)
    except pa.ArrowInvalid:
        return np.array([number(piece) for piece in pieces.to_pylist()], dtype=float)


def number(text: str | None) -> float:
    """A text as Python reads it, NaN where it is no number."""
    try:
        return float(text or "")
    except ValueError:
        return np.nan


def instants(pieces: pa.Array) -> np.ndarray | None:
    """ISO 8601 date-times as datetime64[us] in UTC, which they are where they name no zone.

    None where one is written otherwise, or is no time at all.
    """
    if not pc.all(pc.match_substring_regex(pieces, TIME_FORM), min_count=0).as_py():
        return None
    zoned = pc.match_substring_regex(pieces, ZONED)
    try:
        if pc.all(zoned, min_count=0).as_py():
            return _in_utc(pieces)
        bare = pc.cast(pc.filter(pieces, pc.invert(zoned)), INSTANT).to_numpy()
        told = _in_utc(pc.filter(pieces, zoned))
        return _merged(told, bare, zoned.to_numpy(zero_copy_only=False))
    except pa.ArrowInvalid:
        return None


def _in_utc(pieces: pa.Array) -> np.ndarray:
    return pc.cast(pieces, pa.timestamp("us", "UTC")).cast(INSTANT).to_numpy()


def _merged(zoned: np.ndarray, bare: np.ndarray, is_zoned: np.ndarray) -> np.ndarray:
    both = np.empty(is_zoned.size, dtype="datetime64[us]")
    both[is_zoned], both[~is_zoned] = zoned, bare
    return both
