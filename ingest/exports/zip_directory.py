"""The table of contents at the end of a ZIP: what lies where, and whether that can be true.

Written anew, for `zipfile` makes an object of everything that a directory lists before anybody
can ask how much that is. Layout by the ZIP specification, APPNOTE.TXT 6.3.10, sections 4.3 and 4.5.
"""

from __future__ import annotations

import struct
from collections.abc import Iterator
from dataclasses import dataclass, replace

from ingest.errors import UnreadableFile
from ingest.exports import names
from ingest.exports.bounds import MOST_DIRECTORY, MOST_MEMBERS, TOO_MANY, ArchiveTooLarge
from ingest.exports.sources import Source

END = struct.Struct("<4s4H2LH")
END_64 = struct.Struct("<4sQ2H2L4Q")
LOCATOR_64 = struct.Struct("<4sLQL")
FILE = struct.Struct("<4s6H3L5H2L")
END_MARK, END_64_MARK, LOCATOR_64_MARK, FILE_MARK = b"PK\5\6", b"PK\6\6", b"PK\6\7", b"PK\1\2"
LONGEST_COMMENT = 0xFFFF
IN_64_BITS = 0xFFFFFFFF
LARGE = 0x0001  # the extra field that holds sizes beyond 32 bits
ENCRYPTED, UTF_8 = 0x0001, 0x0800
SHORTEST_FILE = 30  # bytes of a member's own header

CUT = "This ZIP archive breaks off: its table of contents is missing. Download it once more."
DAMAGED = "This ZIP archive's table of contents is damaged. Download it once more."
SPLIT = "This ZIP archive is one part of several. Put them together and import the whole."
OVERLAPPING = "The files in this ZIP archive overlap, as in no honest one, so hiplog refuses it."


@dataclass(frozen=True, slots=True)
class Entry:
    """A member as the directory tells of it. What it says of sizes is a claim, not a fact."""

    name: str
    method: int
    encrypted: bool
    crc: int
    packed: int  # bytes
    start: int  # where its own header begins
    end: int  # where whatever follows it begins


@dataclass(frozen=True)
class _Place:
    """Where the directory lies, how many members it claims, and what was put before the archive."""

    start: int
    size: int
    count: int
    before: int


def entries(source: Source) -> list[Entry]:
    """The files in a ZIP, in the order in which they lie; without folders and garbage.

    Raises UnreadableFile for an archive that is cut, damaged, split, or whose files overlap, and
    ArchiveTooLarge for one of too many.
    """
    place = _place(source)
    if place.size > MOST_DIRECTORY or place.count > MOST_MEMBERS:
        raise ArchiveTooLarge(TOO_MANY)
    directory = source.at(place.start, place.size)
    if directory.count(FILE_MARK) > MOST_MEMBERS:  # the count may lie
        raise ArchiveTooLarge(TOO_MANY)
    lying = _in_their_places(list(_listed(directory, place.before)), place.start)
    return [entry for entry in lying if entry.name and not names.is_garbage(entry.name)]


def _in_their_places(listed: list[Entry], directory_start: int) -> list[Entry]:
    """The members as they lie, each with the place where the next thing begins."""
    listed.sort(key=lambda entry: entry.start)
    starts = [entry.start for entry in listed] + [directory_start]
    placed = [replace(entry, end=end) for entry, end in zip(listed, starts[1:], strict=True)]
    if any(entry.start + SHORTEST_FILE + entry.packed > entry.end for entry in placed):
        raise UnreadableFile(OVERLAPPING)
    return placed


def _place(source: Source) -> _Place:
    start = max(0, source.size - END.size - LONGEST_COMMENT)
    tail = source.at(start, source.size - start)
    at = tail.rfind(END_MARK)
    if at < 0 or at + END.size > len(tail):
        raise UnreadableFile(CUT)
    _, disk, first_disk, _, count, size, offset, _ = END.unpack_from(tail, at)
    end = start + at
    large = _place_64(source, end) if IN_64_BITS in (size, offset) or count == 0xFFFF else None
    if large is not None:
        return large
    if disk or first_disk:
        raise UnreadableFile(SPLIT)
    return _checked(end - size, size, count, offset)


def _place_64(source: Source, end: int) -> _Place | None:
    """What the larger record before the end says; None where there is none."""
    if end < LOCATOR_64.size + END_64.size:
        return None
    mark, _, told, disks = LOCATOR_64.unpack(source.at(end - LOCATOR_64.size, LOCATOR_64.size))
    if mark != LOCATOR_64_MARK:
        return None
    if disks > 1:
        raise UnreadableFile(SPLIT)
    for at in (end - LOCATOR_64.size - END_64.size, told):
        record = source.at(at, END_64.size) if 0 <= at <= end - END_64.size else b""
        if record.startswith(END_64_MARK):
            count, size, offset = END_64.unpack(record)[7:]
            return _checked(at - size, size, count, offset)
    raise UnreadableFile(DAMAGED)


def _checked(start: int, size: int, count: int, offset: int) -> _Place:
    if start < 0 or offset > start:
        raise UnreadableFile(DAMAGED)
    return _Place(start, size, count, before=start - offset)


def _listed(directory: bytes, before: int) -> Iterator[Entry]:
    position = 0
    while position < len(directory):
        if len(directory) - position < FILE.size or not directory.startswith(FILE_MARK, position):
            raise UnreadableFile(DAMAGED)
        told = FILE.unpack_from(directory, position)
        name_bytes, extra_bytes, comment_bytes = told[10:13]
        position += FILE.size
        name = directory[position : position + name_bytes]
        extra = directory[position + name_bytes : position + name_bytes + extra_bytes]
        position += name_bytes + extra_bytes + comment_bytes
        yield _entry(told, name, extra, before)


def _entry(told: tuple, name: bytes, extra: bytes, before: int) -> Entry:
    flags, method, crc, packed, unpacked, offset = told[3], told[4], told[7], told[8], told[9], told[16]
    if IN_64_BITS in (packed, unpacked, offset):
        packed, offset = _large(extra, unpacked, packed, offset)
    raw = _decoded(name.partition(b"\0")[0], flags)
    return Entry(
        name="" if raw.endswith(("/", "\\")) else names.shown(raw),  # a folder's name ends with a slash
        method=method,
        encrypted=bool(flags & ENCRYPTED),
        crc=crc,
        packed=packed,
        start=offset + before,
        end=0,
    )


def _large(extra: bytes, unpacked: int, packed: int, offset: int) -> tuple[int, int]:
    """Packed size and offset beyond 32 bits; only what does not fit stands there, in this order."""
    while len(extra) >= 4:
        number, size = struct.unpack_from("<2H", extra)
        if number == LARGE:
            values = extra[4 : 4 + size // 8 * 8]
            wide = iter(struct.unpack(f"<{len(values) // 8}Q", values[: len(values) // 8 * 8]))
            told = [next(wide, n) if n == IN_64_BITS else n for n in (unpacked, packed, offset)]
            return told[1], told[2]
        extra = extra[4 + size :]
    return packed, offset


def _decoded(name: bytes, flags: int) -> str:
    """A name in whatever way it was written: with UTF-8 told, untold, or with none of it."""
    try:
        return name.decode("utf-8")
    except UnicodeDecodeError:
        return name.decode("utf-8", "replace") if flags & UTF_8 else name.decode("cp437")
