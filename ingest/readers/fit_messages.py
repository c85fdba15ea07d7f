"""FIT bytes as plain messages: a name and the fields that hold something, native before developer.

Everything that is peculiar to fitparse stays in here: its process-wide developer types, its
own and its foreign exceptions, and its growing list of messages.
"""

from __future__ import annotations

import io
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from threading import Lock

import fitparse
from fitparse import records

WANTED = frozenset(
    {"file_id", "record", "session", "lap", "event", "activity", "device_info", "user_profile", "workout"}
)
INSTANTS = frozenset({"timestamp", "start_time", "local_timestamp", "time_created"})
MOST_MESSAGES = 1_000_000

_one_file_at_a_time = Lock()


@dataclass(frozen=True)
class Message:
    """One data message. Instants stay FIT's integers: seconds since 1989-12-31 UTC."""

    name: str
    fields: dict[str, object]


def messages(data: bytes) -> tuple[list[Message], Exception | None]:
    """The wanted messages of a FIT file, and what stopped the reading before its end, if anything."""
    found: list[Message] = []
    with _own_developer_types():
        try:
            for message in _raw_messages(data):
                if message.name in WANTED:
                    found.append(Message(message.name, _first_values(message)))
        except Exception as trouble:  # fitparse lets KeyError, TypeError, struct.error … through
            return found, trouble
    return found, None


def _raw_messages(data: bytes) -> Iterator[records.DataMessage]:
    fit = fitparse.FitFile(io.BytesIO(data), check_crc=False)
    for message in fit.get_messages():
        fit._messages.clear()  # fitparse keeps every message for a second walk that we never take
        yield message


@contextmanager
def _own_developer_types() -> Iterator[None]:
    """fitparse keeps developer types for the whole process: give each file its own."""
    with _one_file_at_a_time:
        before, records.DEV_TYPES = records.DEV_TYPES, {}
        try:
            yield
        finally:
            records.DEV_TYPES = before


def _first_values(message: records.DataMessage) -> dict[str, object]:
    """The first value of each name that is not null; developer fields only fill in."""
    native: dict[str, object] = {}
    developer: dict[str, object] = {}
    for field in message.fields:
        value = field.raw_value if field.name in INSTANTS else field.value
        if value is not None:
            side = developer if field.field_type == "devfield" else native
            side.setdefault(field.name, value)
    return developer | native
