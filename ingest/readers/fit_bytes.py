"""The frame of a FIT file: its parts, whether they are whole, and what they may cost.

A watch that dies leaves a file without an end; some makers write fields that fit no type;
a hostile file holds millions of empty messages. Here such files are cut, mended or refused,
and files that say at once that they are no activity are left alone.
"""

from __future__ import annotations

import struct
from collections.abc import Iterator
from dataclasses import dataclass
from typing import NamedTuple

from ingest.errors import UnreadableFile
from ingest.readers import fit_fields
from ingest.readers.fit_crc import crc
from ingest.readers.fit_layout import WANTED_FIELDS, Layout
from ingest.readers.fit_walk import DEFINITION_COST, TOO_MANY, Walk, walk

MAGIC = b".FIT"
CRC_BYTES = 2
HEADER_BYTES = 12
MOST_PARTS = 200
MOST_WALKED = 3_000_000  # messages
MOST_KEPT = 250_000  # messages: almost three days at a point a second
MOST_KEPT_BYTES = 32 * 2**20
MOST_WORK = 8_000_000  # in fields that fitparse has to look at: about half a minute
MOST_DEFINED = 100_000  # fields in definitions that differ; watches write some twenty of twenty each

UNCLOSED = "The watch did not close this file; everything in it that is whole is kept."
BROKEN = "The file breaks off or is damaged after {percent} % of it; everything before that is kept."
CHECKSUM = "The file's checksum is wrong, so some values may be damaged."


@dataclass(frozen=True)
class Part:
    """One FIT file as far as it is sound, and what was wrong with its bytes.

    `kind` is another than "activity" where the first message says so; `walk` is None then.
    """

    walk: Walk | None
    warnings: tuple[str, ...] = ()
    kind: object = "activity"

    @property
    def sound(self) -> bytes:
        """The messages that hiplog has a use for, in a frame and form that fitparse can read.

        All messages where times are compressed, for those build on the times of all before them.
        Nothing of a file of another kind.
        """
        if self.walk is None:
            return repr(self.kind).encode()
        return _framed(b"".join(message for _, message in sorted(_kept(self.walk))))


@dataclass
class _Spent:
    """What a whole file has cost so far; it is refused when it costs more than a run can."""

    walked: int = 0
    kept: int = 0
    kept_bytes: int = 0
    work: int = 0
    defined: int = 0

    def on(self, taken: Walk) -> None:
        wanted = [one.layout for one in taken.definitions if _wanted(one.layout, taken)]
        self.walked += len(taken.positions) + DEFINITION_COST * len(taken.definitions)
        self.defined += sum(len(layout.raw) // 3 for layout in set(wanted))
        self._check()
        for layout in wanted:
            self._keep(1, layout)
        for layout, positions in taken.groups:
            if _wanted(layout, taken):
                self._keep(len(positions), layout)
        self._check()

    def _check(self) -> None:
        if (
            self.walked > MOST_WALKED
            or self.defined > MOST_DEFINED
            or self.kept > MOST_KEPT
            or self.kept_bytes > MOST_KEPT_BYTES
            or self.work > MOST_WORK
        ):
            raise UnreadableFile(TOO_MANY)

    def _keep(self, count: int, layout: Layout) -> None:
        self.kept += count
        self.kept_bytes += count * (1 + layout.size)
        self.work += count * layout.work


class _Frame(NamedTuple):
    """Where a part begins, its messages begin and end, and its own word on where they end."""

    start: int
    first: int
    end: int
    told: int

    @property
    def whole(self) -> bool:
        return self.first < self.told == self.end


def parts(data: bytes) -> Iterator[Part]:
    """The FIT files that stand one behind the other in `data`.

    Raises UnreadableFile for more parts, messages or bytes than an activity can have.
    """
    position, count, spent = 0, 0, _Spent()
    while data[position + 8 : position + HEADER_BYTES] == MAGIC:
        count += 1
        if count > MOST_PARTS:
            raise UnreadableFile(f"This FIT file is made of more than {MOST_PARTS} files.")
        part, position = _part(data, _frame(data, position), spent)
        yield part


def _frame(data: bytes, start: int) -> _Frame:
    first = start + max(data[start], HEADER_BYTES)
    told = first + struct.unpack_from("<I", data, start + 4)[0]
    whole = first < told <= len(data) - CRC_BYTES
    return _Frame(start, first, told if whole else len(data), told)


def _part(data: bytes, frame: _Frame, spent: _Spent) -> tuple[Part, int]:
    """The part in this frame, and where the next one would start."""
    kind = fit_fields.announced(data, frame.first)
    if frame.whole and kind != "activity":
        return Part(None, kind=kind), frame.end + CRC_BYTES
    taken = walk(data, frame.first, frame.end, MOST_WALKED - spent.walked)
    spent.on(taken)
    after = frame.end + CRC_BYTES if frame.whole else taken.end
    return Part(taken, _warnings(data, frame, taken.end)), after


def _warnings(data: bytes, frame: _Frame, reached: int) -> tuple[str, ...]:
    if frame.told == frame.first:
        return (UNCLOSED,)
    if reached < frame.told:
        percent = 100 * (reached - frame.start) // (frame.told - frame.start)
        return (BROKEN.format(percent=percent),)
    told = int.from_bytes(data[frame.end : frame.end + CRC_BYTES], "little")
    return () if crc(data[frame.start : frame.end]) == told else (CHECKSUM,)


def _wanted(layout: Layout, taken: Walk) -> bool:
    return layout.size > 0 and (taken.compressed or layout.number in WANTED_FIELDS)


def _kept(taken: Walk) -> Iterator[tuple[int, bytes]]:
    """Definitions and data messages that are wanted, each with its position."""
    for definition in taken.definitions:
        if _wanted(definition.layout, taken):
            yield definition.at, definition.layout.sound
    for layout, positions in taken.groups:
        if _wanted(layout, taken):
            for at in positions.tolist():
                yield at, taken.data[at : at + 1 + layout.size]


def _framed(messages: bytes) -> bytes:
    """Messages with a header before them and two bytes for the checksum, which nobody checks again."""
    header = struct.pack("<BBHI4s", HEADER_BYTES, 0x20, 2132, len(messages), MAGIC)
    return header + messages + bytes(CRC_BYTES)
