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

# Global message numbers: file_id, user_profile, sport, session, lap, record, event, device_info,
# workout, activity; and what explains developer fields: field_description, developer_data_id.
WANTED = frozenset({0, 3, 12, 18, 19, 20, 21, 23, 26, 34, 206, 207})
BASE_BYTES = {number: base.size for number, base in BASE_TYPES.items()}
BYTE = 0x0D
NO_FIELD = 0xFF

COMPRESSED, DEFINITION, DEVELOPER = 0x80, 0x40, 0x20

UNCLOSED = "The watch did not close this file; everything in it that is whole is kept."
BROKEN = "The file breaks off or is damaged after {share:.0%} of it; everything before that is kept."
CHECKSUM = "The file's checksum is wrong, so some values may be damaged."


@dataclass(frozen=True)
class Part:
    """One sound FIT file, and what was wrong with the bytes it came from."""

    data: bytes
    warnings: tuple[str, ...] = ()


@dataclass
class _Walk:
    """A walk along messages: what is kept of them, and how far it came."""

    position: int
    kept: list[bytes] = field(default_factory=list)
    kept_bytes: int = 0
    walked: int = 0
    compressed: bool = False  # whether any message tells its time in five bits


def parts(data: bytes) -> Iterator[Part]:
    """The FIT files that stand one behind the other in `data`, each made sound.

    Raises UnreadableFile for more parts, messages or bytes than an activity can have.
    """
    position, count = 0, 0
    while data[position + 8 : position + HEADER_BYTES] == MAGIC:
        count += 1
        if count > MOST_PARTS:
            raise UnreadableFile(f"This FIT file is made of more than {MOST_PARTS} files.")
        part, position = _part(data, position)
        yield part


def _part(data: bytes, start: int) -> tuple[Part, int]:
    """The part that starts here, and where the next one would."""
    first = start + max(data[start], HEADER_BYTES)
    size = struct.unpack_from("<I", data, start + 4)[0]
    whole = size > 0 and first + size + CRC_BYTES <= len(data)
    end = first + size if whole else len(data)
    walk = _walk(data, first, end, WANTED)
    if walk.compressed:  # such times build on those of all messages before, wanted or not
        walk = _walk(data, first, end, None)
    if size == 0:
        warnings = (UNCLOSED,)
    elif walk.position < first + size:
        warnings = (BROKEN.format(share=(walk.position - start) / (first + size - start)),)
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


def _walk(data: bytes, position: int, end: int, wanted: frozenset[int] | None) -> _Walk:
    """Along the messages to `end`, or to the first one that is not whole or follows no definition."""
    walk, layouts = _Walk(position), {}  # local number -> (bytes of a data message, whether to keep it)
    while walk.position < end:
        header = data[walk.position]
        walk.compressed = walk.compressed or header >= COMPRESSED
        if header < COMPRESSED and header & DEFINITION:
            message, after, layout = _definition(data, walk.position, wanted)
            layouts[header & 0x0F] = layout
        else:
            local = (header >> 5) & 0x03 if header >= COMPRESSED else header & 0x0F
            size, keep = layouts.get(local, (end, False))
            after = walk.position + 1 + size
            message = data[walk.position : after] if keep else b""
        if after > end:
            break
        walk.position = after
        _keep(walk, message)
    return walk


def _keep(walk: _Walk, message: bytes) -> None:
    walk.walked += 1
    if message:
        walk.kept.append(message)
        walk.kept_bytes += len(message)
    if walk.walked > MOST_WALKED or len(walk.kept) > MOST_KEPT or walk.kept_bytes > MOST_KEPT_BYTES:
        raise UnreadableFile("This FIT file holds more messages than the longest run could have.")


def _definition(
    data: bytes, start: int, wanted: frozenset[int] | None
) -> tuple[bytes, int, tuple[int, bool]]:
    """A definition as fitparse can read it (empty if unwanted), where it ends, and its layout."""
    head = data[start : start + 6]
    fields_at = start + 6
    developer_at = fields_at + 3 * (head[5] if len(head) == 6 else 0)
    after = developer_at
    if len(head) == 6 and head[0] & DEVELOPER:
        after += 1 + 3 * (data[developer_at] if developer_at < len(data) else 0)
    if len(head) < 6 or after > len(data):
        return b"", len(data) + 1, (0, False)
    fields, developer = _triples(data[fields_at:developer_at]), _triples(data[developer_at + 1 : after])
    size = sum(triple[1] for triple in fields + developer)
    number = int.from_bytes(head[3:5], "big" if head[2] else "little")
    keep = size > 0 and (wanted is None or number in wanted)
    return _rewritten(head, fields, developer) if keep else b"", after, (size, keep)


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
