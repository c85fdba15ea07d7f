"""Data messages of one layout as arrays: whole messages gathered, then one strided view a field."""

from __future__ import annotations

import numpy as np

from ingest.readers.fit_layout import Layout


def column(data: bytes, positions: np.ndarray, layout: Layout, at: int, kind: str) -> np.ndarray:
    """One field of these messages as the numbers that stand in the file."""
    return field_of(messages(data, positions, layout), layout, at, kind)


def messages(data: bytes, positions: np.ndarray, layout: Layout) -> np.ndarray:
    """The bytes of whole messages, one behind the other."""
    size = 1 + layout.size
    anywhere = np.ndarray((len(data) - size + 1,), f"V{size}", data, strides=(1,))
    return anywhere[positions]


def field_of(block: np.ndarray, layout: Layout, at: int, kind: str) -> np.ndarray:
    """One field of messages that stand one behind the other, without a copy."""
    return np.ndarray((len(block),), layout.order + kind, block, 1 + at, (1 + layout.size,))
