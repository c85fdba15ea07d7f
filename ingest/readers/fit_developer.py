"""What the apps in a FIT file said about their own fields, and the native fields that these stand for."""

from __future__ import annotations

from collections.abc import Iterator
from functools import lru_cache
from itertools import islice

from fitparse.records import BASE_TYPES

from ingest.errors import UnreadableFile
from ingest.readers import fit_fields
from ingest.readers.fit_layout import (
    DEVELOPER_DATA_ID,
    FIELD_DESCRIPTION,
    MOST_REMEMBERED,
    App,
    Declined,
    Layout,
    layout,
)
from ingest.readers.fit_walk import TOO_MANY, Definition, Walk

# What a developer field stands for when it names a native field of a record, and in which units. What a pod
# and a strap see differently keeps a name of its own: see fit_track.OF_ONE_SENSOR.
NATIVE_RECORD_FIELDS = {
    3: ("heart_rate", {"bpm": 1}),
    4: ("cadence", {"rpm": 1}),
    7: ("power", {"watts": 1, "w": 1}),
    39: ("vertical_oscillation_of_app", {"centimeters": 10, "cm": 10, "millimeters": 1, "mm": 1}),
    41: ("stance_time_of_app", {"milliseconds": 1, "ms": 1}),
}
BY_NAME = {"vertical_oscillation": NATIVE_RECORD_FIELDS[39], "stance_time": NATIVE_RECORD_FIELDS[41]}
"""What an app's field of a strap's name stands for where it names no native field: never for the strap's."""

NO_NAMES = frozenset((*BY_NAME, *(name for name, _ in BY_NAME.values())))
"""Not enough for a field to count: it must be one number, in a unit that we know."""

MOST_DESCRIPTIONS = 5_000  # an app has some ten fields
Apps = dict[int, dict[int, App]]  # by the app's index in the file, then by the field's number


def native(number: object, name: object) -> tuple[str, dict[str, int]] | None:
    """What an app's field of a record stands for, and its units; None where it is only what it is called."""
    return NATIVE_RECORD_FIELDS.get(number) or BY_NAME.get(name)


def described(walk: Walk) -> list[Definition]:
    """The file's definitions, those with fields of apps told what the apps had said by then."""
    said = sorted(islice(_descriptions(walk), MOST_DESCRIPTIONS + 1), key=lambda row: row[0], reverse=True)
    if not said and not any(definition.layout.developer_fields for definition in walk.definitions):
        return walk.definitions
    if len(said) > MOST_DESCRIPTIONS:
        raise UnreadableFile(TOO_MANY)
    apps: Apps = {}
    found = []
    for definition in walk.definitions:
        while said and said[-1][0] < definition.at:
            _learn(apps, *said.pop()[1:])
        found.append(_told(definition, apps))
    while said:  # nothing follows them, but they may be such that fitparse fails on them
        _learn(apps, *said.pop()[1:])
    return found


def _descriptions(walk: Walk) -> Iterator[tuple[int, Layout, fit_fields.Fields]]:
    for one, positions in walk.groups:
        if one.number in (FIELD_DESCRIPTION, DEVELOPER_DATA_ID):
            if one.developer_fields or len({field.number for field in one.fields}) < len(one.fields):
                raise Declined("a description that says a thing twice")
            for at in positions.tolist():
                yield at, one, _said(one, walk.data[at : at + 1 + one.size])


@lru_cache(MOST_REMEMBERED)
def _said(one: Layout, message: bytes) -> fit_fields.Fields:
    """An app says the same in each file that it writes to."""
    return fit_fields.fields(one, message, 0)


def _learn(apps: Apps, one: Layout, fields: fit_fields.Fields) -> None:
    """Adds what one message says; an app that introduces itself anew forgets its fields."""
    index = _number(fields, "developer_data_index")
    if one.number == DEVELOPER_DATA_ID:
        apps[index] = {}
        return
    base = BASE_TYPES.get(_number(fields, "fit_base_type_id"))
    if base is None:
        raise Declined("a field of a type that there is not")
    number = _number(fields, "field_definition_number")
    name = fields.get("field_name") or f"unnamed_dev_field_{number}"
    app = App(name, base, fields.get("units"), fields.get("native_field_num"))
    apps.setdefault(index, {})[number] = app


def _number(fields: fit_fields.Fields, name: str) -> int:
    value = fields.get(name)
    if not isinstance(value, int):
        raise Declined(f"a {name} that is no number")
    return value


def _told(definition: Definition, apps: Apps) -> Definition:
    one = definition.layout
    if not one.developer_fields:
        return definition
    said = tuple(apps.get(field.index, {}).get(field.number) for field in one.developer_fields)
    return definition._replace(layout=layout(one.raw, said))
