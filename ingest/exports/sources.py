"""Bytes by their place: of a file, of a stretch of it, or of a packed stretch unpacked on the way.

A ZIP is read from its end backwards. Where one lies packed inside another, nothing is unpacked
to disk or into memory: its bytes are made anew from the nearest place that was remembered.
"""

from __future__ import annotations

import zlib
from pathlib import Path
from typing import Protocol

from ingest.errors import UnreadableFile
from ingest.exports.bounds import MOST_UNPACKED, Budget, Meter

CHUNK = 256 * 1024
RAW = -15  # zlib's word for: deflate without a header
BETWEEN_PLACES = 16 * 2**20  # a remembered place is 50 kB
NO_FILE = "This is not a file but a device, a socket or a pipe."
CLOSED = "The file cannot be opened: {why}."
CUT = "This archive breaks off or is damaged here; download it once more."


class Source(Protocol):
    """Bytes of a known number, by their place. `at` gives fewer only at the end."""

    size: int

    def at(self, offset: int, size: int) -> bytes: ...


class Held:
    """Bytes in memory."""

    def __init__(self, data: bytes):
        self._data, self.size = data, len(data)

    def at(self, offset: int, size: int) -> bytes:
        return self._data[offset : offset + size]


class OnDisk:
    """A file. It is open only while it is read, for a folder may hold thousands of archives.

    Raises UnreadableFile where it cannot be read.
    """

    def __init__(self, path: Path):
        self._path = path
        try:
            if path.exists() and not path.is_file():
                raise UnreadableFile(NO_FILE)
            self.size = path.stat().st_size
        except OSError as trouble:
            raise UnreadableFile(CLOSED.format(why=trouble.strerror or trouble)) from trouble

    def at(self, offset: int, size: int) -> bytes:
        try:
            with self._path.open("rb") as file:
                file.seek(offset)
                return file.read(size)
        except OSError as trouble:
            raise UnreadableFile(CLOSED.format(why=trouble.strerror or trouble)) from trouble


class Stretch:
    """A part of another source, as if it were a file of its own."""

    def __init__(self, source: Source, start: int, size: int):
        self._source, self._start = source, start
        self.size = max(0, min(size, source.size - start))

    def at(self, offset: int, size: int) -> bytes:
        return self._source.at(self._start + offset, max(0, min(size, self.size - offset)))


class Inflated:
    """A deflated source, unpacked; quick from front to back, and never more than a chunk in memory.

    Raises UnreadableFile, when made, for a source that is damaged or unpacks to too much.
    """

    def __init__(self, source: Source, budget: Budget):
        self._source = source
        self._places = [(0, 0, zlib.decompressobj(RAW))]  # unpacked and packed bytes so far, how to go on
        self._return_to(self._places[0])
        meter = Meter(budget, most=MOST_UNPACKED)
        while not self._unpacker.eof:
            packed = self._packed_at
            self._advance()
            meter.on(self._packed_at - packed, len(self._chunk))
            self._remember()
        self.size = self._at + len(self._chunk)

    def at(self, offset: int, size: int) -> bytes:
        pieces, end = [], min(offset + size, self.size)
        while offset < end:
            self._reach(offset)
            pieces.append(self._chunk[offset - self._at : end - self._at])
            offset += len(pieces[-1])
        return b"".join(pieces)

    def _reach(self, offset: int) -> None:
        """Goes on, back or ahead until the chunk in hand holds this place."""
        place = next(place for place in reversed(self._places) if place[0] <= offset)
        if offset < self._at or place[0] > self._at + len(self._chunk):
            self._return_to(place)
        while offset >= self._at + len(self._chunk):
            self._advance()

    def _return_to(self, place: tuple) -> None:
        self._at, self._packed_at, unpacker = place
        self._unpacker, self._chunk, self._tail = unpacker.copy(), b"", b""

    def _remember(self) -> None:
        unpacked = self._at + len(self._chunk)
        if unpacked - self._places[-1][0] >= BETWEEN_PLACES:
            self._places.append((unpacked, self._packed_at, self._unpacker.copy()))

    def _advance(self) -> None:
        """The next chunk in hand; an empty one only where the packed bytes end with it."""
        self._at += len(self._chunk)
        packed = self._tail or self._source.at(self._packed_at, CHUNK)
        try:
            self._chunk = self._unpacker.decompress(packed, CHUNK)
        except zlib.error as trouble:
            raise UnreadableFile(CUT) from trouble
        self._tail = self._unpacker.unconsumed_tail
        self._packed_at += len(packed) - len(self._tail) - len(self._unpacker.unused_data)
        if not packed and not self._chunk and not self._unpacker.eof:
            raise UnreadableFile(CUT)
