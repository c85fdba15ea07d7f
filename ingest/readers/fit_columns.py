"""The record messages of a FIT file as columns, decoded all at once with numpy.

Each value comes from the file's integer by the same operations in the same order as in
fitparse, so that it is the same to the last bit.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from functools import lru_cache
from itertools import accumulate
from typing import Any, NamedTuple

import numpy as np
from fitparse.records import BaseType

from ingest.readers.fit_block import field_of, messages
from ingest.readers.fit_clock import NOTHING, accumulated
from ingest.readers.fit_developer import NATIVE_RECORD_FIELDS
from ingest.readers.fit_layout import (
    INSTANTS,
    MOST_REMEMBERED,
    NONE,
    RECORD,
    WANTED_FIELDS,
    App,
    Declined,
    DeveloperField,
    Field,
    Layout,
)

ALTITUDE, SPEED, SPEED_DISTANCE = 2, 6, 8  # fields of a record that tell of others
FLOATS = ("float32", "float64")
FEW = 8  # messages
WIDE = 8  # bytes of a whole number that float64 may round


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


class _Source(NamedTuple):
    """Where one name's number stands in a message, and how it is counted."""

    at: int
    kind: str  # numpy's letter
    none: int | None  # the number that stands for "none"; None where only NaN does
    several: int = 1
    scale: float | None = None
    offset: float | None = None
    factor: int = 1

    def values(self, block: np.ndarray, layout: Layout) -> np.ndarray:
        if self.several > 1:
            return self._firsts(block, layout)
        return self._counted(field_of(block, layout, self.at, self.kind))

    def _counted(self, raw: np.ndarray) -> np.ndarray:
        if len(raw) <= FEW:
            return np.array([self._one(number) for number in raw.tolist()], np.float64)
        values = raw.astype(np.float64)
        if self.scale:
            values /= self.scale
        if self.offset:
            values -= self.offset
        if self.factor != 1:
            values *= self.factor
        if self.none is not None:
            values[raw == self.none] = np.nan
        return values

    def _one(self, number: float) -> float:
        """The same for one message: numpy's overhead is larger than the work on a few."""
        value = float(number)
        if self.scale:
            value /= self.scale
        if self.offset:
            value -= self.offset
        return np.nan if number == self.none else value * self.factor

    def _firsts(self, block: np.ndarray, layout: Layout) -> np.ndarray:
        """Of several values in one message the first that is there."""
        width = np.dtype(self.kind).itemsize
        each = [
            self._counted(field_of(block, layout, self.at + width * place, self.kind))
            for place in range(self.several)
        ]
        values = each[-1]
        for earlier in each[-2::-1]:
            values = np.where(np.isnan(earlier), values, earlier)
        return values


class _Plan(NamedTuple):
    """The sources of each name: fields of the file itself; and others, which are of less weight."""

    told: dict[str, list[_Source]]
    others: dict[str, list[_Source]]
    speed_distance_at: int | None


def records(groups: list[tuple[Layout, np.ndarray]], data: bytes, times: dict[int, int],
            resets: list[int]) -> Columns:  # fmt: skip
    """The record messages of these groups.

    `times` are the times that headers tell, by position; `resets` are the positions at which
    the count of compressed distances starts anew.
    """
    blocks = [_block(layout, positions, data, times) for layout, positions in groups]
    _count_distance(groups, blocks, resets)
    columns = [_combined(_plan(layout), block) for (layout, _), block in zip(groups, blocks, strict=True)]
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
        at = _plan(layout).speed_distance_at
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


def _combined(plan: _Plan, block: _Block) -> dict[str, np.ndarray]:
    """The first source of each name that tells something, message by message."""
    made: dict[_Source, np.ndarray] = {}
    columns: dict[str, np.ndarray] = {}
    for name, sources in plan.told.items():
        columns[name] = _first_told([_values(source, block, made) for source in sources])
    for name, values in block.derived.items():
        columns[name] = _first_told([columns[name], values]) if name in columns else values
    for name, sources in plan.others.items():
        several = [_values(source, block, made) for source in sources]
        columns[name] = _first_told([columns[name], *several] if name in columns else several)
    return columns


def _values(source: _Source, block: _Block, made: dict[_Source, np.ndarray]) -> np.ndarray:
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


@lru_cache(MOST_REMEMBERED)
def _plan(layout: Layout) -> _Plan:
    """Where the wanted names of a record stand. Raises Declined for what only fitparse reads alike."""
    told: dict[str, list[_Source]] = {}
    others: dict[str, list[_Source]] = {}
    for field in layout.fields:
        known = layout.kind.fields.get(field.number)
        if known is not None and known.name in WANTED_FIELDS[RECORD]:
            told.setdefault(known.name, []).append(_source(field, known))
        if field.number in (ALTITUDE, SPEED):
            component = known.components[0]
            others.setdefault(component.name, []).append(_component(field, component))
    for field, app in zip(layout.developer_fields, layout.apps, strict=False):
        name, source = _of_app(field, app)
        if source is not None:
            others.setdefault(name, []).append(source)
    _refuse_lists(told, others)
    return _Plan(told, others, _speed_distance(layout))


def _source(field: Field, known: Any) -> _Source:
    return _typed(field.base, field.size, field.at)._replace(scale=known.scale, offset=known.offset)


def _typed(base: BaseType, size: int, at: int) -> _Source:
    if base.name not in NONE and base.name not in FLOATS:
        raise Declined(f"a number that is written as {base.name}")
    return _Source(at, base.fmt, NONE.get(base.name), size // base.size)


def _component(field: Field, component: Any) -> _Source:
    """What a plain field tells of its enhanced one: the same sixteen bits, counted in the same way."""
    if field.base.name != "uint16" or field.size != field.base.size:
        raise Declined("a field with components of an unusual type")
    return _source(field, component)


def _speed_distance(layout: Layout) -> int | None:
    packed = [field for field in layout.fields if field.number == SPEED_DISTANCE]
    if len(packed) > 1 or any(field.base.name != "byte" or field.size != 3 for field in packed):
        raise Declined("compressed speed and distance of an unusual size")
    return packed[0].at if packed else None


def _of_app(field: DeveloperField, app: App | None) -> tuple[str, _Source | None]:
    """An app's field under the native name that it stands for, in the native unit."""
    if app is None:
        return "", None
    native = NATIVE_RECORD_FIELDS.get(app.native)
    alone = field.size == app.base.size and app.base.name not in ("string", "byte")
    if native and alone:
        return native[0], _native(field, app, native[1])
    if app.name in WANTED_FIELDS[RECORD] - INSTANTS:
        return app.name, _typed(app.base, field.size, field.at)
    return "", None


def _native(field: DeveloperField, app: App, factors: dict[str, int]) -> _Source | None:
    factor = factors.get(str(app.units).casefold())
    if factor is None:
        return None
    if factor != 1 and field.size == WIDE and app.base.name not in FLOATS:
        raise Declined("a number too long to be counted in other units")
    return _typed(app.base, field.size, field.at)._replace(factor=factor)


def _refuse_lists(told: dict[str, list[_Source]], others: dict[str, list[_Source]]) -> None:
    """A list of values that are all "none" still goes before other sources: fitparse may sort that out."""
    for name in WANTED_FIELDS[RECORD]:
        sources = [*told.get(name, ()), *others.get(name, ())]
        if len(sources) > 1 and any(source.several > 1 for source in sources):
            raise Declined("a list beside a number of the same name")
