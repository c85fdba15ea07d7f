"""Files of a folder, read within the same bounds and by the same words as members of a ZIP."""

from __future__ import annotations

import os
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path

from ingest.errors import UnreadableFile
from ingest.exports import names
from ingest.exports.bounds import MOST_BYTES, ArchiveTooLarge, Budget
from ingest.exports.sources import CHUNK, OnDisk
from ingest.exports.zip import Zip


@dataclass(frozen=True, slots=True)
class Entry:
    """A file below the folder, by its name from there."""

    name: str
    path: Path


class Folder:
    """A folder with all below it. `entries` are its files by name; links to folders are not followed."""

    def __init__(self, path: Path):
        walk = os.walk(path, followlinks=False)
        below = (Path(folder, file) for folder, _, files in walk for file in files)
        entries = (Entry(names.shown(str(one.relative_to(path))), one) for one in below)
        self.entries = sorted((e for e in entries if not names.is_garbage(e.name)), key=lambda e: e.name)
        Budget().more_members(len(self.entries))

    def read(self, entry: Entry, most: int = MOST_BYTES) -> bytes:
        """A file's bytes. Raises UnreadableFile where it cannot be opened or holds more than `most`."""
        source = OnDisk(entry.path)
        if source.size > most:
            raise UnreadableFile(f"This file holds more than {most // 2**20} MB, too much for one run.")
        return source.at(0, source.size)

    def chunks(self, entry: Entry, most: int = MOST_BYTES) -> Iterator[bytes]:
        """The same piece by piece."""
        source = OnDisk(entry.path)
        for at in range(0, min(source.size, most), CHUNK):
            yield source.at(at, CHUNK)
        if source.size > most:
            raise UnreadableFile(f"This file holds more than {most // 2**20} MB.")

    def head(self, entry: Entry, size: int) -> bytes:
        """The first bytes of a file."""
        return OnDisk(entry.path).at(0, size)

    def inside(self, entry: Entry) -> Zip:
        """A file that is a ZIP. What it costs is its own affair: the folder's other files go on."""
        try:
            return Zip(OnDisk(entry.path))
        except ArchiveTooLarge as refusal:
            raise UnreadableFile(str(refusal)) from refusal
