"""Where the wanted names of a record message stand in its bytes, and how each number is counted."""

from __future__ import annotations

from functools import lru_cache
from typing import Any, NamedTuple

import numpy as np
from fitparse.records import BaseType

from ingest.readers.fit_block import field_of
from ingest.readers.fit_developer import NO_NAMES, native
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
PACKED = ("speed", "distance")
FLOATS = ("float32", "float64")
FEW = 8  # messages
WIDE = 8  # bytes of a whole number that float64 may round


class Source(NamedTuple):
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


class Plan(NamedTuple):
    """The sources of each name: fields of the file itself; and others, which are of less weight."""

    told: dict[str, list[Source]]
    others: dict[str, list[Source]]
    speed_distance_at: int | None


@lru_cache(MOST_REMEMBERED)
def plan(layout: Layout) -> Plan:
    """Where the wanted names of a record stand. Raises Declined for what only fitparse reads alike."""
    told: dict[str, list[Source]] = {}
    others: dict[str, list[Source]] = {}
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
    packed_at = _speed_distance(layout)
    _refuse_lists(told, others, packed=packed_at is not None)
    return Plan(told, others, packed_at)


def _source(field: Field, known: Any) -> Source:
    return _typed(field.base, field.size, field.at)._replace(scale=known.scale, offset=known.offset)


def _typed(base: BaseType, size: int, at: int) -> Source:
    if base.name not in NONE and base.name not in FLOATS:
        raise Declined(f"a number that is written as {base.name}")
    return Source(at, base.fmt, NONE.get(base.name), size // base.size)


def _component(field: Field, component: Any) -> Source:
    """What a plain field tells of its enhanced one: the same sixteen bits, counted in the same way."""
    if field.base.name != "uint16" or field.size != field.base.size:
        raise Declined("a field with components of an unusual type")
    return _source(field, component)


def _speed_distance(layout: Layout) -> int | None:
    packed = [field for field in layout.fields if field.number == SPEED_DISTANCE]
    if len(packed) > 1 or any(field.base.name != "byte" or field.size != 3 for field in packed):
        raise Declined("compressed speed and distance of an unusual size")
    return packed[0].at if packed else None


def _of_app(field: DeveloperField, app: App | None) -> tuple[str, Source | None]:
    """An app's field under the native name that it stands for, in the native unit."""
    if app is None:
        return "", None
    meant = native(app.native, app.name)
    alone = field.size == app.base.size and app.base.name not in ("string", "byte")
    if meant and alone:
        return meant[0], _native(field, app, meant[1])
    if app.name in WANTED_FIELDS[RECORD] - INSTANTS - NO_NAMES:
        return app.name, _typed(app.base, field.size, field.at)
    return "", None


def _native(field: DeveloperField, app: App, factors: dict[str, int]) -> Source | None:
    factor = factors.get(str(app.units).casefold())
    if factor is None:
        return None
    if factor != 1 and field.size == WIDE and app.base.name not in FLOATS:
        raise Declined("a number too long to be counted in other units")
    return _typed(app.base, field.size, field.at)._replace(factor=factor)


def _refuse_lists(told: dict[str, list[Source]], others: dict[str, list[Source]], packed: bool) -> None:
    """A list of values that are all "none" still goes before other sources: fitparse may sort that out."""
    for name in WANTED_FIELDS[RECORD]:
        sources = [*told.get(name, ()), *others.get(name, ())]
        alone = len(sources) == 1 and not (packed and name in PACKED)
        if not alone and any(source.several > 1 for source in sources):
            raise Declined("a list beside a number of the same name")
