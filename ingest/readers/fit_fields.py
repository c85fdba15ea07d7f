"""The few messages of a FIT file that are no points, read one by one as fitparse reads them."""

from __future__ import annotations

from collections.abc import Iterator
from functools import lru_cache
from struct import Struct
from typing import Any, NamedTuple

from fitparse.records import BaseType

from ingest.readers.fit_layout import INSTANTS, MOST_REMEMBERED, WANTED_FIELDS, Layout
from ingest.readers.fit_walk import definition

Fields = dict[str, object]
HEAD_BYTES = 2048  # a definition has at most 1,537 bytes, and what tells the kind of file few more
AS_WRITTEN = INSTANTS | {"fit_base_type_id"}  # a number that is of more use than its word


class _Cell(NamedTuple):
    """Where a field's bytes are, and fitparse's way to make a value of them."""

    bytes: Struct
    at: int
    base: BaseType

    def raw(self, data: bytes, start: int) -> Any:
        """The value without scale; a tuple where there are several; None where invalid."""
        values = self.bytes.unpack_from(data, start + self.at)
        if self.base.name == "byte":
            return self.base.parse(values)
        parsed = tuple(map(self.base.parse, values))
        return parsed if len(parsed) > 1 else parsed[0]


class _Meaning(NamedTuple):
    """A name for a value and how it is counted. `profile` is fitparse's field or sub-field, None if new."""

    name: str
    profile: Any

    def value(self, raw: Any) -> Any:
        if self.profile is None or self.name in AS_WRITTEN:
            return raw
        return _scaled(self.profile, self.profile.render(raw))


class _Entry(NamedTuple):
    """A field, what it means, and what it means instead where other fields of the message say so."""

    cell: _Cell
    plain: _Meaning
    instead: tuple[tuple[_Cell, Any, _Meaning], ...]

    def meaning(self, data: bytes, start: int) -> _Meaning:
        for cell, wanted, meaning in self.instead:
            if wanted == cell.raw(data, start):
                return meaning
        return self.plain


def announced(data: bytes, first: int, end: int) -> object:
    """The kind of file by its first message; "activity" where that message does not tell."""
    head = data[first : min(end, first + HEAD_BYTES)]
    if head[:1] < b"\x80" and head[3:5] == b"\0\0":
        told, at = definition(head, 0)
        if told is not None and len(head) > at + told.layout.size and head[at] & ~0x30 == told.local:
            return fields(told.layout, head, at).get("type", "activity")
    return "activity"


def fields(layout: Layout, data: bytes, at: int, header_time: int | None = None) -> Fields:
    """The first value of each wanted name that is not null, in the message whose header stands here.

    What the file itself holds goes before the time that a message's header tells, and both
    before the fields of apps.
    """
    entries, apps = _plan(layout)
    found: Fields = {}
    for entry in entries:
        meaning = entry.meaning(data, at + 1)
        if meaning.name in WANTED_FIELDS[layout.number]:
            value = meaning.value(entry.cell.raw(data, at + 1))
            if value is not None:
                found.setdefault(meaning.name, value)
    if header_time is not None and "timestamp" in WANTED_FIELDS[layout.number]:
        found.setdefault("timestamp", header_time)
    for name, cell in apps:
        if (value := cell.raw(data, at + 1)) is not None:
            found.setdefault(name, value)
    return found


@lru_cache(MOST_REMEMBERED)
def _plan(layout: Layout) -> tuple[list[_Entry], list[tuple[str, _Cell]]]:
    """The fields that can be wanted ones, and those of apps that go by a wanted name."""
    wanted = WANTED_FIELDS[layout.number]
    entries = [
        entry
        for entry in _entries(layout)
        if entry.plain.name in wanted or any(meaning.name in wanted for *_, meaning in entry.instead)
    ]
    apps = [
        (app.name, _cell(layout, app.base, field.size, field.at))
        for app, field in zip(layout.apps, layout.developer_fields, strict=False)
        if app is not None and app.name in wanted - INSTANTS
    ]
    return entries, apps


def _entries(layout: Layout) -> Iterator[_Entry]:
    known = layout.kind.fields if layout.kind else {}
    for field in layout.fields:
        profile = known.get(field.number)
        plain = _Meaning(profile.name if profile else f"unknown_{field.number}", profile)
        cell = _cell(layout, field.base, field.size, field.at)
        yield _Entry(cell, plain, tuple(_instead(layout, profile)) if profile else ())


def _instead(layout: Layout, profile: Any) -> Iterator[tuple[_Cell, Any, _Meaning]]:
    """The sub-fields of a field, each with a field and the value of it that calls for the sub-field."""
    for sub in profile.subfields or ():
        for reference in sub.ref_fields:
            for field in layout.fields:
                if field.number == reference.def_num:
                    cell = _cell(layout, field.base, field.size, field.at)
                    yield cell, reference.raw_value, _Meaning(sub.name, sub)


def _cell(layout: Layout, base: BaseType, size: int, at: int) -> _Cell:
    return _Cell(Struct(f"{layout.order}{size // base.size}{base.fmt}"), at, base)


def _scaled(profile: Any, raw: Any) -> Any:
    """The value in the profile's unit, by the same operations in the same order as fitparse."""
    if isinstance(raw, tuple):
        return tuple(_scaled(profile, part) for part in raw)
    if isinstance(raw, int | float):
        if profile.scale:
            raw = float(raw) / profile.scale
        if profile.offset:
            raw = raw - profile.offset
    return raw
