"""The record messages of a FIT file as columns, decoded all at once with numpy.

Each value comes from the file's integer by the same operations in the same order as in
fitparse, so that it is the same to the last bit.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from itertools import accumulate

import numpy as np

from ingest.readers.fit_block import field_of, messages
from ingest.readers.fit_clock import NOTHING, accumulated
from ingest.readers.fit_layout import Layout
from ingest.readers.fit_sources import Plan, Source, plan


@dataclass(frozen=True)
class Columns:
    """Record messages in the file's order: float64 by FIT's name, NaN where a message tells nothing."""

    length: int
    by_name: dict[str, np.ndarray]

    def column(self, *names: str) -> np.ndarray | None:
        """One column; later names fill in where the earlier ones hold nothing. None if no message tells."""
        found = [self.by_name[name] for name in names if name in self.by_name]
        return _first_told(found) if found else None

    def within(self, first: float, end: float) -> Columns:
        """The messages from `first` until before `end`. [s since 1989-12-31 UTC]"""
        times = self.by_name.get("timestamp", np.full(self.length, np.nan))
        inside = (first <= times) & (times < end)
        return Columns(int(inside.sum()), {name: values[inside] for name, values in self.by_name.items()})


def records(groups: list[tuple[Layout, np.ndarray]], data: bytes, times: dict[int, int],
            resets: list[int]) -> Columns:  # fmt: skip
    """The record messages of these groups.

    `times` are the times that headers tell, by position; `resets` are the positions at which
    the count of compressed distances starts anew.
    """
    blocks = [_block(layout, positions, data, times) for layout, positions in groups]
    _count_distance(groups, blocks, resets)
    columns = [_combined(plan(layout), block) for (layout, _), block in zip(groups, blocks, strict=True)]
    if len(groups) == 1:
        return Columns(len(groups[0][1]), columns[0])
    return _merged([positions for _, positions in groups], columns)


@dataclass
class _Block:
    """The messages of one layout, and what they tell in other ways than by a field of that name."""

    layout: Layout
    messages: np.ndarray
    derived: dict[str, np.ndarray]


def _block(layout: Layout, positions: np.ndarray, data: bytes, times: dict[int, int]) -> _Block:
    derived = {}
    if times:
        derived["timestamp"] = np.array([times.get(at, np.nan) for at in positions.tolist()], np.float64)
    return _Block(layout, messages(data, positions, layout), derived)


def _count_distance(groups: list[tuple[Layout, np.ndarray]], blocks: list[_Block], resets: list[int]) -> None:
    """Adds speed and distance where they stand in twelve bits each, the distance as a count of sixteenths."""
    rows = []  # positions, bits of the distance or NOTHING
    for (layout, positions), block in zip(groups, blocks, strict=True):
        at = plan(layout).speed_distance_at
        if at is not None:
            first, second, third = (
                field_of(block.messages, layout, at + place, "u1").astype(np.int64) for place in range(3)
            )
            known = (first & second & third) != 0xFF
            block.derived["speed"] = np.where(known, (first | (second & 0x0F) << 8) / 100, np.nan)
            rows.append((block, positions, known, second >> 4 | third << 4))
    if rows:
        _accumulate(rows, np.array(resets, np.int64))


def _accumulate(rows: list[tuple[_Block, np.ndarray, np.ndarray, np.ndarray]], resets: np.ndarray) -> None:
    told_at = np.concatenate([positions[known] for _, positions, known, _ in rows])
    low = np.concatenate([bits[known] for _, _, known, bits in rows])
    at = np.concatenate([resets, told_at])
    order = np.argsort(at)
    whole = np.concatenate([np.zeros_like(resets), np.full_like(told_at, NOTHING)])
    counts = accumulated(whole[order], np.concatenate([np.full_like(resets, NOTHING), low])[order], 12)
    for block, positions, known, _ in rows:
        values = np.full(len(positions), np.nan)
        values[known] = counts[np.searchsorted(at[order], positions[known])] / 16
        block.derived["distance"] = values


def _combined(plan: Plan, block: _Block) -> dict[str, np.ndarray]:
    """The first source of each name that tells something, message by message."""
    made: dict[Source, np.ndarray] = {}
    columns: dict[str, np.ndarray] = {}
    for name, sources in plan.told.items():
        columns[name] = _first_told([_values(source, block, made) for source in sources])
    for name, values in block.derived.items():
        columns[name] = _first_told([columns[name], values]) if name in columns else values
    for name, sources in plan.others.items():
        several = [_values(source, block, made) for source in sources]
        columns[name] = _first_told([columns[name], *several] if name in columns else several)
    return columns


def _values(source: Source, block: _Block, made: dict[Source, np.ndarray]) -> np.ndarray:
    """A source's values; what a plain field tells of its enhanced one is the same array."""
    if source not in made:
        made[source] = source.values(block.messages, block.layout)
    return made[source]


def _first_told(several: list[np.ndarray]) -> np.ndarray:
    values = several[0]
    for more in several[1:]:
        if more is not values:
            values = np.where(np.isnan(values), more, values)
    return values


def _merged(positions: list[np.ndarray], columns: list[dict[str, np.ndarray]]) -> Columns:
    """Columns of several layouts as one, in the file's order."""
    if not columns:
        return Columns(0, {})
    merged: dict[str, np.ndarray] = {}
    count = sum(map(len, positions))
    for some, own in zip(columns, _rows(positions), strict=True):
        for name, values in some.items():
            if name not in merged:
                merged[name] = np.full(count, np.nan)
            merged[name][own] = values
    return Columns(count, merged)


def _rows(positions: list[np.ndarray]) -> Iterator[np.ndarray | slice]:
    """The rows of each layout's messages among all; a slice, which is faster, where they adjoin."""
    rows = np.empty(sum(map(len, positions)), np.int64)
    rows[np.argsort(np.concatenate(positions))] = np.arange(len(rows))
    ends = accumulate(map(len, positions))
    for some, end in zip(positions, ends, strict=True):
        own = rows[end - len(some) : end]
        adjoin = own[-1] - own[0] == len(own) - 1
        yield slice(int(own[0]), int(own[-1]) + 1) if adjoin else own
