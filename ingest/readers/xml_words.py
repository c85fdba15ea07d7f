"""Bytes of a text compared at many places at once, eight by eight."""

from __future__ import annotations

import numpy as np

WORD = 8


def words_of(data: bytes) -> np.ndarray:
    """The eight bytes from each position on as one number."""
    return np.ndarray((len(data) - WORD + 1,), dtype="<u8", buffer=data, strides=(1,))


def starting(words: np.ndarray, begins: np.ndarray, tag: bytes) -> np.ndarray:
    """The numbers of the tags that begin so and whose name ends there."""
    found = np.flatnonzero(same_bytes(words, begins, tag[:WORD]))
    found = found[same_bytes(words, begins[found], tag)]
    behind = words_at(words, begins[found] + len(tag)) & np.uint64(0xFF)
    return found[np.isin(behind, list(b" \t\r\n/>"))]


def same_bytes(words: np.ndarray, at: np.ndarray, literal: bytes) -> np.ndarray:
    """Whether these bytes stand at each position."""
    same = np.ones(at.size, dtype=bool)
    for offset in range(0, len(literal), WORD):
        part = literal[offset : offset + WORD]
        here = words_at(words, at + offset)
        if len(part) < WORD:
            here = here & np.uint64((1 << 8 * len(part)) - 1)
        same &= here == np.uint64(int.from_bytes(part, "little"))
    return same


def words_at(words: np.ndarray, positions: np.ndarray) -> np.ndarray:
    """The words there; within the last bytes of a text, where no point can end, whatever is near."""
    return words[np.minimum(positions, words.size - 1)]
