"""Writes real FIT files, so that the sample year and the tests need nobody's recordings.

A file is a list of messages, each a name and its fields in the words and units of
fitparse's profile:

>>> len(encode([("file_id", {"type": "activity", "time_created": FIT_EPOCH})]))
34
"""

import struct
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from datetime import UTC, datetime
from functools import cache, partial
from typing import Any

from fitparse.profile import MESSAGE_TYPES
from fitparse.records import BASE_TYPES, BaseType

FIT_EPOCH = datetime(1989, 12, 31, tzinfo=UTC)
PROTOCOL_VERSION = 0x10
PROFILE_VERSION = 2008
LOCAL_NUMBERS = 16  # a data message has four bits to say which definition it follows
DEFINITION = 0x40
LITTLE_ENDIAN = 0

MESSAGES = {message.name: message for message in MESSAGE_TYPES.values()}
BASES = {base.name: base for base in BASE_TYPES.values()}


@dataclass(frozen=True)
class Column:
    """One field of one message: its number, its base type, and how a value becomes its integer."""

    number: int
    base: BaseType
    raw: Callable[[Any], Any]
    pack: Callable[[Any], bytes]

    def cell(self, value: Any) -> bytes:
        """The value as it stands in the file."""
        if value is None:
            return invalid(self.base)
        if isinstance(value, str) and self.base.name == "string":
            return value.encode() + b"\0"
        if isinstance(value, tuple | bytes):
            return b"".join(map(self.cell, value))
        return self.pack(self.raw(value))


def encode(messages: Iterable[tuple[str | int, Mapping]]) -> bytes:
    """A whole FIT file with its header and both CRCs; two in a row make a chained file.

    Fields by name take values in profile units (metres, seconds, aware datetimes; positions in
    semicircles), enumerated ones by word or number, arrays as tuples; None is written as
    "invalid". Fields that the profile does not know are keyed by number and base type,
    ``{(193, "uint8"): 30}``, and such messages by number. Raises KeyError for a name that the
    profile does not know and struct.error for a value too large for its type.
    """
    data = b"".join(_records(messages))
    head = struct.pack("<BBHI4s", 14, PROTOCOL_VERSION, PROFILE_VERSION, len(data), b".FIT")
    body = head + struct.pack("<H", crc(head)) + data
    return body + struct.pack("<H", crc(body))


def crc(data: bytes, value: int = 0) -> int:
    """The checksum of FIT files: CRC-16 with the reversed polynomial 0xA001."""
    for byte in data:
        value = (value >> 8) ^ CRC_TABLE[(value ^ byte) & 0xFF]
    return value


def invalid(base: BaseType) -> bytes:
    """What stands in the file where a field of this type has no value."""
    if base.name == "string" or base.name.endswith("z"):
        return bytes(base.size)
    last = b"\x7f" if base.name.startswith("sint") else b"\xff"
    return b"\xff" * (base.size - 1) + last


def _records(messages: Iterable[tuple[str | int, Mapping]]) -> Iterator[bytes]:
    layouts: list[tuple] = [()] * LOCAL_NUMBERS
    defined = 0
    for name, fields in messages:
        columns = _columns(name, tuple(fields))
        cells = [column.cell(value) for column, value in zip(columns, fields.values(), strict=True)]
        layout = (name, *fields, *map(len, cells))
        if layout not in layouts:
            layouts[defined % LOCAL_NUMBERS] = layout
            yield _definition(defined % LOCAL_NUMBERS, _number(name), columns, cells)
            defined += 1
        yield bytes((layouts.index(layout),)) + b"".join(cells)


def _definition(local: int, number: int, columns: Sequence[Column], cells: Sequence[bytes]) -> bytes:
    head = struct.pack("<BBBHB", DEFINITION | local, 0, LITTLE_ENDIAN, number, len(columns))
    sizes = zip(columns, map(len, cells), strict=True)
    return head + b"".join(bytes((column.number, size, column.base.identifier)) for column, size in sizes)


def _number(name: str | int) -> int:
    return MESSAGES[name].mesg_num if isinstance(name, str) else name


@cache
def _columns(message: str | int, keys: tuple) -> tuple[Column, ...]:
    return tuple(_column(message, key) for key in keys)


def _column(message: str | int, key: str | tuple[int, str]) -> Column:
    if isinstance(key, tuple):
        return Column(key[0], BASES[key[1]], _same, _packer(BASES[key[1]]))
    field = _fields(message)[key]
    return Column(field.def_num, field.base_type, _translation(field), _packer(field.base_type))


def _packer(base: BaseType) -> Callable[[Any], bytes]:
    return struct.Struct("<" + base.fmt).pack


@cache
def _fields(message: str) -> dict:
    """The message's fields by name, and under their own names what those stand for in running."""
    fields = MESSAGES[message].fields.values()
    subfields = {sub.name: sub for field in fields for sub in field.subfields or ()}
    return subfields | {field.name: field for field in fields}


def _translation(field: Any) -> Callable[[Any], Any]:
    if field.type.name == "date_time":
        return _instant
    if field.type.name == "local_date_time":
        return _wall_clock
    words = {} if field.is_base_type else field.type.values or {}
    return partial(_integer, {word: number for number, word in words.items()}, field.scale, field.offset or 0)


def _integer(words: Mapping[str, int], scale: float | None, offset: float, value: Any) -> Any:
    if isinstance(value, str):
        return words[value]
    return value if scale is None else round((value + offset) * scale)


def _same(value: Any) -> Any:
    return value


def _instant(value: datetime | int) -> int:
    return value if isinstance(value, int) else round((value - FIT_EPOCH).total_seconds())


def _wall_clock(value: datetime | int) -> int:
    """What the clock on the wall shows, written as though it were UTC."""
    return value if isinstance(value, int) else _instant(value.replace(tzinfo=UTC))


def _crc_of(byte: int) -> int:
    for _ in range(8):
        byte = (byte >> 1) ^ (0xA001 if byte & 1 else 0)
    return byte


CRC_TABLE = tuple(map(_crc_of, range(256)))
