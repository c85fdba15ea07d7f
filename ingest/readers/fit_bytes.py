"""The frame of a FIT file, walked before fitparse sees it: parts, sizes, definitions.

A watch that dies leaves a file without an end; some makers write fields that fit no type;
a hostile file holds millions of empty messages. Here such files are cut, mended or refused,
and messages that hiplog has no use for are left out, so that fitparse gets sound bytes only.
"""

from __future__ import annotations

import struct
from collections.abc import Iterator
from dataclasses import dataclass, field

from fitparse.records import BASE_TYPES

from ingest.errors import UnreadableFile

MAGIC = b".FIT"
CRC_BYTES = 2
HEADER_BYTES = 12
MOST_PARTS = 200
MOST_WALKED = 3_000_000  # messages
MOST_KEPT = 250_000  # messages: almost three days at a point a second
MOST_KEPT_BYTES = 32 * 2**20
MOST_WORK = 8_000_000  # in fields that fitparse has to look at: about half a minute

# Global message numbers: file_id, user_profile, sport, session, lap, record, event, device_info,
# workout, activity; and what explains developer fields: field_description, developer_data_id.
RECORD = 20
WANTED = frozenset({0, 3, 12, 18, 19, 20, 21, 23, 26, 34, 206, 207})
BASE_BYTES = {number: base.size for number, base in BASE_TYPES.items()}
BYTE = 0x0D
NO_FIELD = 0xFF

COMPRESSED, DEFINITION, DEVELOPER = 0x80, 0x40, 0x20

UNCLOSED = "The watch did not close this file; everything in it that is whole is kept."
BROKEN = "The file breaks off or is damaged after {percent} % of it; everything before that is kept."
CHECKSUM = "The file's checksum is wrong, so some values may be damaged."


@dataclass(frozen=True)
class Part:
    """One sound FIT file, and what was wrong with the bytes it came from."""

    data: bytes
    warnings: tuple[str, ...] = ()


@dataclass
class _Spent:
    """What a whole file has cost so far; it is refused when it costs more than a run can."""

    walked: int = 0
    kept: int = 0
    kept_bytes: int = 0
    work: int = 0

    def on(self, message: bytes, work: int) -> None:
        self.walked += 1
        if message:
            self.kept += 1
            self.kept_bytes += len(message)
            self.work += work
        if (
            self.walked > MOST_WALKED
            or self.kept > MOST_KEPT
            or self.kept_bytes > MOST_KEPT_BYTES
            or self.work > MOST_WORK
        ):
            raise UnreadableFile("This FIT file holds more messages than the longest run could have.")


@dataclass(frozen=True)
class _Layout:
    """What a definition says of the data messages that follow it."""

    size: int  # bytes behind the header byte
    keep: bool
    work: int


@dataclass
class _Walk:
    """A walk along messages: what is kept of them, and how far it came."""

    position: int
    kept: list[bytes] = field(default_factory=list)
    compressed: bool = False  # whether any message tells its time in five bits


def parts(data: bytes) -> Iterator[Part]:
    """The FIT files that stand one behind the other in `data`, each made sound.

    Raises UnreadableFile for more parts, messages or bytes than an activity can have.
    """
    position, count, spent = 0, 0, _Spent()
    while data[position + 8 : position + HEADER_BYTES] == MAGIC:
        count += 1
        if count > MOST_PARTS:
            raise UnreadableFile(f"This FIT file is made of more than {MOST_PARTS} files.")
        part, position = _part(data, position, spent)
        yield part


def _part(data: bytes, start: int, spent: _Spent) -> tuple[Part, int]:
    """The part that starts here, and where the next one would."""
    first = start + max(data[start], HEADER_BYTES)
    size = struct.unpack_from("<I", data, start + 4)[0]
    whole = size > 0 and first + size + CRC_BYTES <= len(data)
    end = first + size if whole else len(data)
    walk = _walk(data, first, end, WANTED, spent)
    if walk.compressed:  # such times build on those of all messages before, wanted or not
        walk = _walk(data, first, end, None, spent)
    if size == 0:
        warnings = (UNCLOSED,)
    elif walk.position < first + size:
        warnings = (BROKEN.format(percent=100 * (walk.position - start) // (first + size - start)),)
    else:
        warnings = _checked(data, start, end)
    return Part(_framed(b"".join(walk.kept)), warnings), end + CRC_BYTES if whole else walk.position


def _checked(data: bytes, start: int, end: int) -> tuple[str, ...]:
    told = int.from_bytes(data[end : end + CRC_BYTES], "little")
    return () if crc(data[start:end]) == told else (CHECKSUM,)


def _framed(messages: bytes) -> bytes:
    """Messages with a header before them and two bytes for the checksum, which nobody checks again."""
    header = struct.pack("<BBHI4s", HEADER_BYTES, 0x20, 2132, len(messages), MAGIC)
    return header + messages + bytes(CRC_BYTES)


def _walk(data: bytes, position: int, end: int, wanted: frozenset[int] | None, spent: _Spent) -> _Walk:
    """Along the messages to `end`, or to the first one that is not whole or follows no definition."""
    walk, layouts, unknown = _Walk(position), {}, _Layout(end, False, 0)
    while walk.position < end:
        header = data[walk.position]
        walk.compressed = walk.compressed or header >= COMPRESSED
        if header < COMPRESSED and header & DEFINITION:
            message, after, layout = _definition(data, walk.position, wanted)
            layouts[header & 0x0F] = layout
        else:
            layout = layouts.get((header >> 5) & 0x03 if header >= COMPRESSED else header & 0x0F, unknown)
            after = walk.position + 1 + layout.size
            message = data[walk.position : after] if layout.keep else b""
        if after > end:
            break
        walk.position = after
        if message:
            walk.kept.append(message)
        spent.on(message, layout.work)
    return walk


def _definition(data: bytes, start: int, wanted: frozenset[int] | None) -> tuple[bytes, int, _Layout]:
    """A definition as fitparse can read it (empty if unwanted), where it ends, and its layout."""
    head = data[start : start + 6].ljust(6, b"\0")
    developer_at = start + 6 + 3 * head[5]
    after = developer_at
    if head[0] & DEVELOPER:
        after += 1 + 3 * int.from_bytes(data[developer_at : developer_at + 1])
    fields, developer = _triples(data[start + 6 : developer_at]), _triples(data[developer_at + 1 : after])
    if start + 6 > len(data) or after > len(data):
        return b"", len(data) + 1, _Layout(0, False, 0)
    size, number = sum(triple[1] for triple in fields + developer), _global_number(head)
    keep = size > 0 and (wanted is None or number in wanted)
    layout = _Layout(size, keep, _work(number, len(fields) + len(developer)))
    return _rewritten(head, fields, developer) if keep else b"", after, layout


def _global_number(head: bytes) -> int:
    return int.from_bytes(head[3:5], "big" if head[2] else "little")


def _work(number: int, fields: int) -> int:
    """In all messages but records, fitparse holds each field against every other."""
    return fields if number == RECORD else fields + fields * fields // 8


def _triples(data: bytes) -> list[bytes]:
    return [data[at : at + 3] for at in range(0, len(data), 3)]


def _rewritten(head: bytes, fields: list[bytes], developer: list[bytes]) -> bytes:
    """Fields without bytes left out, for fitparse stops at them; sizes that fit no type made plain bytes."""
    fields = [_fitting(*triple) for triple in fields if triple[1]]
    developer = [triple for triple in developer if triple[1]]
    definition = head[:5] + bytes([len(fields)]) + b"".join(fields)
    if head[0] & DEVELOPER:
        definition += bytes([len(developer)]) + b"".join(developer)
    return definition


def _fitting(number: int, size: int, base: int) -> bytes:
    fits = size % BASE_BYTES.get(base, 1) == 0
    return bytes([number, size, base]) if fits else bytes([NO_FIELD, size, BYTE])


def crc(data: bytes) -> int:
    """FIT's checksum: CRC-16 with the reversed polynomial 0xA001."""
    value = 0
    for byte in data:
        value = (value >> 8) ^ _CRC_OF_BYTE[(value ^ byte) & 0xFF]
    return value


def _crc_of_byte(value: int) -> int:
    for _ in range(8):
        value = (value >> 1) ^ (0xA001 if value & 1 else 0)
    return value


_CRC_OF_BYTE = tuple(_crc_of_byte(value) for value in range(256))
