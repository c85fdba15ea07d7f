"""FIT bytes as plain messages through fitparse: the reference, and what the fast way falls back on.

A message is a name and the fields that hold something, native before developer. Everything
that is peculiar to fitparse stays in here: its process-wide developer types, its own and its
foreign exceptions, and its growing list of messages.
"""

from __future__ import annotations

import io
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from threading import Lock

import fitparse
import numpy as np
from fitparse import records
from fitparse.profile import MESSAGE_TYPES

from ingest.readers.fit_columns import Columns
from ingest.readers.fit_developer import NO_NAMES, native
from ingest.readers.fit_fields import Fields
from ingest.readers.fit_layout import INSTANTS, RECORD, WANTED_FIELDS
from ingest.readers.fit_track import number

WANTED = {MESSAGE_TYPES[number].name: names for number, names in WANTED_FIELDS.items()}
MOST_TROUBLES = 20  # messages that fitparse fails on before we call the rest unreadable

_one_file_at_a_time = Lock()


@dataclass(frozen=True)
class Message:
    """One data message. Instants stay FIT's integers: seconds since 1989-12-31 UTC."""

    name: str
    fields: Fields


class _AsWritten:
    """Leaves values as the file has them: fitparse's own dates are slow, and some raise."""

    def run_type_processor(self, field_data: object) -> None: ...

    run_field_processor = run_unit_processor = run_message_processor = run_type_processor


class _DeveloperFields(dict):
    """Fields of one app; one that nobody described is bytes, for fitparse would stop at it."""

    def __contains__(self, number: object) -> bool:
        return True

    def __missing__(self, number: int) -> records.DevField:
        return records.DevField(def_num=number, type=records.BASE_TYPE_BYTE, name=f"undescribed_{number}")


class _DeveloperTypes(dict):
    """All apps of one file; one that did not introduce itself is an app nevertheless."""

    def __contains__(self, index: object) -> bool:
        return True

    def __missing__(self, index: int) -> dict:
        self[index] = {}
        return self[index]

    def __setitem__(self, index: int, app: dict) -> None:
        super().__setitem__(index, app | {"fields": _DeveloperFields()})


def messages(data: bytes) -> tuple[list[Message], list[Exception]]:
    """The wanted messages of one sound FIT file, and what fitparse failed on."""
    troubles: list[Exception] = []
    with _own_developer_types():
        found = [
            Message(message.name, _first_values(message))
            for message in _raw_messages(data, troubles)
            if message.name in WANTED
        ]
    return found, troubles


def columns(points: list[Fields]) -> Columns:
    """Record messages as the columns that the fast way makes of them."""
    names = WANTED_FIELDS[RECORD]
    return Columns(
        len(points),
        {name: np.array([number(fields.get(name)) for fields in points], np.float64) for name in names},
    )


def _raw_messages(data: bytes, troubles: list[Exception]) -> Iterator[records.DataMessage]:
    fit = fitparse.FitFile(io.BytesIO(data), check_crc=False, data_processor=_AsWritten())
    while len(troubles) < MOST_TROUBLES:
        try:
            for message in fit.get_messages():
                fit._messages.clear()  # fitparse keeps every message for a second walk that we never take
                yield message
            return
        except Exception as trouble:  # KeyError, TypeError, struct.error … come out of fitparse as well
            troubles.append(trouble)  # the message's own bytes are read: the next one can be


@contextmanager
def _own_developer_types() -> Iterator[None]:
    """fitparse keeps developer types for the whole process: give each file its own."""
    with _one_file_at_a_time:
        before, records.DEV_TYPES = records.DEV_TYPES, _DeveloperTypes()
        try:
            yield
        finally:
            records.DEV_TYPES = before


def _first_values(message: records.DataMessage) -> Fields:
    """The first value of each wanted name that is not null.

    What the file itself holds goes before what fitparse derives from another field or from a
    message's header, and both before developer fields.
    """
    told, derived, developer = {}, {}, {}
    for field in message.fields:
        if field.field_type == "devfield":
            for name, value in _developer_value(message.name, field):
                developer.setdefault(name, value)
            continue
        value = field.raw_value if field.name in INSTANTS else field.value
        if value is not None:
            (derived if field.field_def is None else told).setdefault(field.name, value)
    wanted = WANTED[message.name]
    return {name: value for name, value in (developer | derived | told).items() if name in wanted}


def _developer_value(message: str, field: records.FieldData) -> Iterator[tuple[str, object]]:
    """A developer field under the native name that it stands for, in the native unit."""
    meant = native(field.field.native_field_num, field.name) if message == "record" else None
    if meant and isinstance(field.value, int | float):
        name, factors = meant
        if (factor := factors.get(str(field.units).casefold())) is not None:
            yield name, field.value * factor
    elif field.value is not None and field.name not in INSTANTS | NO_NAMES:
        yield field.name, field.value
