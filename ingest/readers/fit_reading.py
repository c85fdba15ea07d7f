"""A walked FIT file by its messages: the points as columns, the few other messages as fields."""

from __future__ import annotations

from dataclasses import dataclass, field

import numpy as np

from ingest.readers import fit_clock, fit_columns, fit_fields
from ingest.readers.fit_columns import Columns
from ingest.readers.fit_developer import described
from ingest.readers.fit_fields import Fields
from ingest.readers.fit_layout import (
    DEVELOPER_DATA_ID,
    FIELD_DESCRIPTION,
    RECORD,
    WANTED_FIELDS,
    Declined,
    Field,
    Layout,
)
from ingest.readers.fit_walk import Definition, Groups, Walk


@dataclass(frozen=True)
class Reading:
    """The wanted messages of one FIT file. Raises Declined where only fitparse reads it as fitparse does."""

    walk: Walk
    definitions: list[Definition]
    groups: Groups
    times: dict[int, int] = field(default_factory=dict)  # that headers tell, by position

    @classmethod
    def of(cls, walk: Walk) -> Reading:
        definitions = described(walk)
        groups = walk.groups if definitions is walk.definitions else walk.grouped(definitions)
        groups = [
            (layout, positions)
            for layout, positions in groups
            if layout.size and (walk.compressed or layout.number in WANTED_FIELDS)
        ]
        for layout, _ in groups:
            _check(layout)
        times = fit_clock.header_times(walk, groups) if walk.compressed else {}
        return cls(walk, definitions, groups, times)

    def records(self) -> Columns:
        """The points."""
        resets = [
            definition.at
            for definition in self.definitions
            if definition.layout.number == RECORD
            and any(field.number == fit_columns.SPEED_DISTANCE for field in definition.layout.fields)
        ]
        return fit_columns.records(self._of(RECORD), self.walk.data, self.times, resets)

    def others(self) -> dict[str, list[Fields]]:
        """All other messages that are wanted, by name, in the file's order."""
        rows: dict[str, list[tuple[int, Fields]]] = {}
        for layout, positions in self.groups:
            if layout.number in WANTED_FIELDS.keys() - {RECORD, FIELD_DESCRIPTION, DEVELOPER_DATA_ID}:
                rows.setdefault(layout.kind.name, []).extend(self._each(layout, positions))
        return {
            name: [fields for _, fields in sorted(some, key=lambda row: row[0])]
            for name, some in rows.items()
        }

    def _of(self, number: int) -> Groups:
        return [(layout, positions) for layout, positions in self.groups if layout.number == number]

    def _each(self, layout: Layout, positions: np.ndarray) -> list[tuple[int, Fields]]:
        data, times = self.walk.data, self.times
        return [(at, fit_fields.fields(layout, data, at, times.get(at))) for at in positions.tolist()]


def _check(layout: Layout) -> None:
    """Declines what fitparse fails on or loses its place at."""
    if layout.kind is not None and any(_is_odd(layout, one) for one in layout.fields):
        raise Declined("a field with components of an unusual type")
    for one, app in zip(layout.developer_fields, layout.apps, strict=False):
        if app is not None and one.size % app.base.size:
            raise Declined("an app's field whose size fits no value")


def _is_odd(layout: Layout, one: Field) -> bool:
    """Whether a field is of a type that cannot be taken apart, although the profile says that it can."""
    known = layout.kind.fields.get(one.number)
    parted = known and (known.components or any(sub.components for sub in known.subfields or ()))
    whole = one.base.name in fit_columns.NONE and one.size == one.base.size
    return bool(parted) and not whole and one.base.name != "byte"
