"""Members of a ZIP as bytes, one at a time, within bounds that no header can talk its way past."""

from __future__ import annotations

import struct
import zlib
from collections.abc import Iterator
from io import BytesIO

from ingest.errors import UnreadableFile
from ingest.exports import zip_directory
from ingest.exports.bounds import DEEPEST, MOST_BYTES, Budget, Meter
from ingest.exports.sources import CHUNK, RAW, Inflated, Source, Stretch
from ingest.exports.zip_directory import Entry

MARKS = (b"PK\3\4", b"PK\5\6", b"PK\7\x08PK\3\4")  # a file, an empty archive, one that was to be split
OWN_HEADER = struct.Struct("<4s5H3L2H")
OWN_MARK = b"PK\3\4"
STORED, DEFLATED = 0, 8
METHODS = {9: "Deflate64", 12: "bzip2", 14: "LZMA", 93: "Zstandard", 95: "XZ", 98: "PPMd", 99: "AES"}
HEAD_SLACK = 1024  # packed bytes that may be needed beyond the unpacked ones

ENCRYPTED = "This file is locked with a password. Unpack the archive with it, then import the folder."
UNKNOWN = "This file is packed with {method}, which hiplog does not read. Unpack it, then import the folder."
DAMAGED = "This file is damaged inside its archive; download the archive once more."
TOO_DEEP = f"This is an archive in an archive in an archive: more than {DEEPEST} deep, hiplog stops."


def recognises(head: bytes) -> bool:
    """Whether a file that begins so is a ZIP."""
    return head.startswith(MARKS)


class Zip:
    """A ZIP on any source. `entries` are its files in the order in which they lie.

    Raises UnreadableFile, when made, for an archive that cannot or must not be read.
    """

    def __init__(self, source: Source, budget: Budget | None = None, level: int = 1):
        if level > DEEPEST:
            raise UnreadableFile(TOO_DEEP)
        self._source, self._budget, self._level = source, budget or Budget(), level
        self.entries = zip_directory.entries(source)
        self._budget.more_members(len(self.entries))

    def read(self, entry: Entry, most: int = MOST_BYTES) -> bytes:
        """A member's bytes. Raises UnreadableFile where it is damaged, locked, or more than `most`."""
        whole = BytesIO()  # gives its bytes away without a second copy
        for chunk in self.chunks(entry, most):
            whole.write(chunk)
        return whole.getvalue()

    def chunks(self, entry: Entry, most: int = MOST_BYTES) -> Iterator[bytes]:
        """The same piece by piece; an error comes only when the iteration reaches it."""
        packed, checksum = self._packed(entry), 0
        meter = Meter(self._budget, most)
        for chunk in _stored(packed, meter) if entry.method == STORED else _inflated(packed, meter):
            checksum = zlib.crc32(chunk, checksum)
            yield chunk
        if checksum != entry.crc:
            raise UnreadableFile(DAMAGED)

    def head(self, entry: Entry, size: int) -> bytes:
        """The first bytes of a member, unchecked. Raises UnreadableFile where there is no beginning."""
        packed = self._packed(entry)
        head = packed.at(0, size if entry.method == STORED else size + HEAD_SLACK)
        if entry.method == DEFLATED:
            try:
                head = zlib.decompressobj(RAW).decompress(head, size)
            except zlib.error as trouble:
                raise UnreadableFile(DAMAGED) from trouble
        self._budget.on(size, len(head))
        return head

    def inside(self, entry: Entry) -> Zip:
        """A member that is a ZIP itself, unpacked neither to disk nor into memory."""
        packed = self._packed(entry)
        source = packed if entry.method == STORED else Inflated(packed, self._budget)
        return Zip(source, self._budget, self._level + 1)

    def _packed(self, entry: Entry) -> Source:
        """A member's packed bytes, when they lie where they may."""
        if entry.encrypted:
            raise UnreadableFile(ENCRYPTED)
        if entry.method not in (STORED, DEFLATED):
            raise UnreadableFile(UNKNOWN.format(method=METHODS.get(entry.method, f"method {entry.method}")))
        header = self._source.at(entry.start, OWN_HEADER.size)
        if len(header) < OWN_HEADER.size or not header.startswith(OWN_MARK):
            raise UnreadableFile(DAMAGED)
        start = entry.start + OWN_HEADER.size + sum(OWN_HEADER.unpack(header)[-2:])
        if start + entry.packed > entry.end:
            raise UnreadableFile(zip_directory.OVERLAPPING)
        return Stretch(self._source, start, entry.packed)


def _stored(packed: Source, meter: Meter) -> Iterator[bytes]:
    for at in range(0, packed.size, CHUNK):
        chunk = packed.at(at, CHUNK)
        meter.on(len(chunk), len(chunk))
        yield chunk


def _inflated(packed: Source, meter: Meter) -> Iterator[bytes]:
    unpacker, at, rest = zlib.decompressobj(RAW), 0, b""
    while not unpacker.eof:
        piece = rest or packed.at(at, CHUNK)
        at += 0 if rest else len(piece)
        try:
            chunk = unpacker.decompress(piece, CHUNK)
        except zlib.error as trouble:
            raise UnreadableFile(DAMAGED) from trouble
        rest = unpacker.unconsumed_tail
        if not piece and not chunk and not unpacker.eof:
            raise UnreadableFile(DAMAGED)
        meter.on(len(piece) - len(rest), len(chunk))
        yield chunk
