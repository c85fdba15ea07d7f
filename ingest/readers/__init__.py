"""One module a format; which one reads a file is decided by the file's content."""

from __future__ import annotations

import zlib

from ingest.errors import UnreadableFile
from ingest.readers import fit, gpx, manual, tcx
from ingest.readers.foreign import refusal
from ingest.recording import Recording

READERS = (fit, gpx, tcx, manual)

GZIP_MAGIC = b"\x1f\x8b"
GZIP = 31  # zlib's word for: with gzip's header and checksum
MOST_BYTES = 256 * 2**20  # unpacked; the longest ultra is a few megabytes
MOST_MEMBERS = 1000  # packed pieces one behind the other
HEAD_BYTES = 4096


def read(data: bytes) -> tuple[Recording, ...]:
    """The recordings in a file's bytes, packed with gzip or not.

    Raises NotAnActivity and UnreadableFile with a sentence for the runner, and nothing else.
    """
    data = unpacked(data)
    head = data[:HEAD_BYTES]
    if not head.strip(b"\0 \t\r\n"):
        raise UnreadableFile("This file is empty." if not data else "This file holds nothing but blanks.")
    for reader in READERS:
        if reader.recognises(head):
            return reader.read(data)
    raise refusal(head)


def unpacked(data: bytes) -> bytes:
    """The bytes, unpacked where they are gzip.

    Raises UnreadableFile where the packing is damaged or the content larger than MOST_BYTES.
    """
    content = _gunzipped(data) if data.startswith(GZIP_MAGIC) else data
    if len(content) > MOST_BYTES:
        raise UnreadableFile(f"This file holds more than {MOST_BYTES // 2**20} MB, too much for one run.")
    return content


def _gunzipped(data: bytes) -> bytes:
    """What is packed, but never more than one byte beyond MOST_BYTES."""
    content = b""
    try:
        for _ in range(MOST_MEMBERS):
            unpacker = zlib.decompressobj(GZIP)
            content += unpacker.decompress(data, MOST_BYTES + 1 - len(content))
            if not unpacker.eof and len(content) <= MOST_BYTES:
                raise UnreadableFile("This packed file (.gz) breaks off; download it once more.")
            data = unpacker.unused_data
            if not data.startswith(GZIP_MAGIC) or len(content) > MOST_BYTES:
                break
    except zlib.error as trouble:
        raise UnreadableFile("This packed file (.gz) is damaged; download it once more.") from trouble
    return content
