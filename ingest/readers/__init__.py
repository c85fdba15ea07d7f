"""One module a format; which one reads a file is decided by the file's content."""

from __future__ import annotations

import zlib

from ingest.errors import NotAnActivity, UnreadableFile
from ingest.readers import fit
from ingest.recording import Recording

READERS = (fit,)

GZIP_MAGIC = b"\x1f\x8b"
MOST_BYTES = 256 * 2**20  # unpacked; the longest ultra is a few megabytes
HEAD_BYTES = 4096


def read(data: bytes) -> tuple[Recording, ...]:
    """The recordings in a file's bytes, packed with gzip or not.

    Raises NotAnActivity and UnreadableFile with a sentence for the runner.
    """
    data = unpacked(data)
    if not data.strip(b"\0 \t\r\n"):
        raise UnreadableFile("This file is empty.")
    for reader in READERS:
        if reader.recognises(data[:HEAD_BYTES]):
            return reader.read(data)
    raise NotAnActivity("This is neither a FIT nor a GPX file.")


def unpacked(data: bytes) -> bytes:
    """The bytes, unpacked where they are gzip.

    Raises UnreadableFile where the packing is damaged or the content larger than MOST_BYTES.
    """
    if data.startswith(GZIP_MAGIC):
        data = _gunzipped(data)
    if len(data) > MOST_BYTES:
        raise UnreadableFile(f"This file holds more than {MOST_BYTES // 2**20} MB, too much for one run.")
    return data


def _gunzipped(data: bytes) -> bytes:
    unpacker = zlib.decompressobj(wbits=31)
    try:
        content = unpacker.decompress(data, MOST_BYTES + 1)
    except zlib.error as trouble:
        raise UnreadableFile("This packed file (.gz) is damaged; export it once more.") from trouble
    return content
