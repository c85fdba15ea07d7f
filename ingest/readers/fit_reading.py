"""A walked FIT file by its messages: the points as columns, the few other messages as fields."""

from __future__ import annotations

from dataclasses import dataclass, field

import numpy as np

from ingest.readers import fit_clock, fit_columns, fit_fields, fit_sources
from ingest.readers.fit_columns import Columns
from ingest.readers.fit_developer import described
from ingest.readers.fit_fields import Fields
from ingest.readers.fit_layout import (
    DEVELOPER_DATA_ID,
    FIELD_DESCRIPTION,
    RECORD,
    WANTED_FIELDS,
    Declined,
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
        groups = walk.groups if definitions is walk.definitions else walk.regrouped(definitions)
        wanted = None if walk.compressed else WANTED_FIELDS
        groups = [pair for pair in groups if pair[0].size and (wanted is None or pair[0].number in wanted)]
        odd = next(filter(None, (layout.odd for layout, _ in groups)), None)
        if odd:
            raise Declined(odd)
        times = fit_clock.header_times(walk, groups) if walk.compressed else {}
        return cls(walk, definitions, groups, times)

    def records(self) -> Columns:
        """The points."""
        resets = [
            definition.at
            for definition in self.definitions
            if definition.layout.number == RECORD
            and any(field.number == fit_sources.SPEED_DISTANCE for field in definition.layout.fields)
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
