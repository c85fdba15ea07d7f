"""What a FIT definition says of the data messages that follow it, worked out once for each definition.

Names, scales and sub-fields are those of fitparse's profile; fields that are newer than it go
by their number, as `unknown_193` does.
"""

from __future__ import annotations

from dataclasses import dataclass
from functools import cached_property, lru_cache
from typing import NamedTuple

from fitparse.profile import MESSAGE_TYPES
from fitparse.records import BASE_TYPE_BYTE, BASE_TYPES, BaseType, MessageType

DEVELOPER = 0x20  # in a definition's header: fields of apps follow the fields of the profile
NO_FIELD = 0xFF
RECORD, FIELD_DESCRIPTION, DEVELOPER_DATA_ID = 20, 206, 207
MOST_REMEMBERED = 4096  # a watch writes some twenty definitions, the same ones in each file
LONGEST_REMEMBERED = 500  # bytes of a definition; the longest ones of real files take 402

# The messages that hiplog has a use for by global number, and the fields it takes from them.
WANTED_FIELDS: dict[int, frozenset[str]] = {
    0: frozenset({"type", "manufacturer", "garmin_product", "product_name", "time_created"}),
    3: frozenset({"weight"}),
    12: frozenset({"sport", "sub_sport"}),
    18: frozenset(
        {
            "start_time", "timestamp", "sport", "sub_sport", "total_distance", "total_timer_time",
            "total_elapsed_time", "total_ascent", "total_descent", "total_strides",
            "unknown_192", "unknown_193", "unknown_199", "unknown_200",
        }
    ),
    19: frozenset(
        {
            "start_time", "timestamp", "total_distance", "total_timer_time", "total_ascent", "total_descent",
            "avg_heart_rate", "avg_cadence", "avg_running_cadence", "avg_fractional_cadence",
        }
    ),
    RECORD: frozenset(
        {
            "timestamp", "position_lat", "position_long", "enhanced_altitude", "altitude", "distance",
            "enhanced_speed", "speed", "heart_rate", "cadence", "fractional_cadence", "temperature", "power",
            "stance_time", "stance_time_balance", "vertical_oscillation", "vertical_ratio", "step_length",
            "stance_time_of_app", "vertical_oscillation_of_app",
        }
    ),
    21: frozenset({"start_time", "timestamp", "event", "event_type"}),
    23: frozenset(
        {"device_index", "manufacturer", "garmin_product", "product_name", "device_type", "source_type"}
    ),
    26: frozenset({"wkt_name"}),
    34: frozenset({"timestamp", "local_timestamp"}),
    FIELD_DESCRIPTION: frozenset(
        {
            "developer_data_index", "field_definition_number", "fit_base_type_id", "field_name", "units",
            "native_field_num",
        }
    ),
    DEVELOPER_DATA_ID: frozenset({"developer_data_index"}),
}  # fmt: skip
INSTANTS = frozenset({"timestamp", "start_time", "local_timestamp", "time_created"})


class Declined(Exception):
    """A file holds what only fitparse reads as fitparse does: the fast way steps back for it."""


class Field(NamedTuple):
    """A field of the profile in a data message; `at` counts from behind the message's header byte."""

    number: int
    size: int
    base: BaseType
    at: int


class App(NamedTuple):
    """What an app said of one of its fields. `base` is fitparse's base type."""

    name: object
    base: BaseType
    units: object
    native: object


class DeveloperField(NamedTuple):
    """An app's field in a data message."""

    number: int
    size: int
    index: int
    at: int


# The value that stands for "none" in each of fitparse's base types that is a whole number.
NONE = {
    "enum": 0xFF, "sint8": 0x7F, "uint8": 0xFF, "sint16": 0x7FFF, "uint16": 0xFFFF, "sint32": 0x7FFFFFFF,
    "uint32": 0xFFFFFFFF, "uint8z": 0, "uint16z": 0, "uint32z": 0, "sint64": 0x7FFFFFFFFFFFFFFF,
    "uint64": 0xFFFFFFFFFFFFFFFF, "uint64z": 0,
}  # fmt: skip


@dataclass(frozen=True, eq=False)
class Layout:
    """A definition without its position: equal definitions are the same object, unless they are long.

    `number` is the global message number, `size` counts the bytes of a data message behind
    its header byte, `apps` says what each developer field is; None where nobody described it.
    """

    raw: bytes
    number: int
    size: int
    apps: tuple[App | None, ...] = ()

    @property
    def order(self) -> str:
        """The order of bytes, in struct's and numpy's letter."""
        return ">" if self.raw[2] else "<"

    @property
    def _native(self) -> bytes:
        return self.raw[6 : 6 + 3 * self.raw[5]]

    @property
    def _developer(self) -> bytes:
        return self.raw[7 + 3 * self.raw[5] :] if self.raw[0] & DEVELOPER else b""

    @property
    def kind(self) -> MessageType | None:
        """The message's type in the profile; None for a number that the profile does not know."""
        return MESSAGE_TYPES.get(self.number)

    @cached_property
    def fields(self) -> tuple[Field, ...]:
        """The fields of the profile that have bytes; one whose size fits no value has no number."""
        found, at = [], 0
        for number, size, base_number in triples(self._native):
            base = BASE_TYPES.get(base_number, BASE_TYPE_BYTE)
            if size:
                fits = size % base.size == 0
                found.append(Field(number if fits else NO_FIELD, size, base if fits else BASE_TYPE_BYTE, at))
            at += size
        return tuple(found)

    @cached_property
    def developer_fields(self) -> tuple[DeveloperField, ...]:
        """The fields of apps that have bytes."""
        found, at = [], sum(self._native[1::3])
        for number, size, index in triples(self._developer):
            if size:
                found.append(DeveloperField(number, size, index, at))
            at += size
        return tuple(found)

    @cached_property
    def sound(self) -> bytes:
        """The definition as fitparse can read it: no empty fields, plain bytes where a size fits no type."""
        native = [(field.number, field.size, _identifier(field.base)) for field in self.fields]
        apps = [(field.number, field.size, field.index) for field in self.developer_fields]
        after = bytes([len(apps)]) + _joined(apps) if self.raw[0] & DEVELOPER else b""
        return self.raw[:5] + bytes([len(native)]) + _joined(native) + after

    @cached_property
    def odd(self) -> str:
        """What there is in it that fitparse fails on, or loses its place at; empty if nothing."""
        if self.kind is not None and any(map(self._cannot_be_parted, self.fields)):
            return "a field with components of an unusual type"
        for field, app in zip(self.developer_fields, self.apps, strict=False):
            if app is not None and field.size % app.base.size:
                return "an app's field whose size fits no value"
        return ""

    def _cannot_be_parted(self, field: Field) -> bool:
        known = self.kind.fields.get(field.number)
        if not known or not (known.components or any(sub.components for sub in known.subfields or ())):
            return False
        whole = field.base.name in NONE and field.size == field.base.size
        return not whole and field.base.name != "byte"

    @cached_property
    def work(self) -> int:
        """What one message costs in fields that fitparse looks at.

        In all messages but records, it holds each field against every other.
        """
        fields = self.raw[5] + len(self._developer) // 3
        return fields if self.number == RECORD else fields + fields * fields // 8


def layout(raw: bytes, apps: tuple[App | None, ...] = ()) -> Layout:
    """The layout of a whole definition message; the same one for the same bytes, unless they are many."""
    return _remembered(raw, apps) if len(raw) <= LONGEST_REMEMBERED else _layout(raw, apps)


def _layout(raw: bytes, apps: tuple[App | None, ...]) -> Layout:
    behind = 6 + 3 * raw[5]
    size = sum(raw[7:behind:3]) + (sum(raw[behind + 2 :: 3]) if raw[0] & DEVELOPER else 0)
    return Layout(raw, int.from_bytes(raw[3:5], "big" if raw[2] else "little"), size, apps)


_remembered = lru_cache(MOST_REMEMBERED)(_layout)


def triples(data: bytes) -> list[tuple[int, int, int]]:
    """Bytes by threes, as definitions list their fields."""
    return list(zip(data[0::3], data[1::3], data[2::3], strict=True))


def _identifier(base: BaseType) -> int:
    return base.identifier


def _joined(rows: list[tuple[int, int, int]]) -> bytes:
    return bytes(number for row in rows for number in row)
