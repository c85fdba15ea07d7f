"""Files of a folder, read within the same bounds and by the same words as members of a ZIP."""

from __future__ import annotations

import os
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path

from ingest.errors import UnreadableFile
from ingest.exports import names
from ingest.exports.bounds import MOST_BYTES, Budget
from ingest.exports.sources import CHUNK, OnDisk
from ingest.exports.zip import Zip

NO_FILE = "This is not a file but a device, a socket or a pipe."
CLOSED = "The file cannot be opened: {why}."


@dataclass(frozen=True, slots=True)
class Entry:
    """A file below the folder, by its name from there."""

    name: str
    path: Path


class Folder:
    """A folder with all below it. `entries` are its files by name; links to folders are not followed."""

    def __init__(self, path: Path, budget: Budget | None = None):
        self._budget = budget or Budget()
        walk = os.walk(path, followlinks=False)
        below = (Path(folder, file) for folder, _, files in walk for file in files)
        entries = (Entry(names.shown(str(one.relative_to(path))), one) for one in below)
        self.entries = sorted((e for e in entries if not names.is_garbage(e.name)), key=lambda e: e.name)
        self._budget.more_members(len(self.entries))

    def read(self, entry: Entry, most: int = MOST_BYTES) -> bytes:
        """A file's bytes. Raises UnreadableFile where it cannot be opened or holds more than `most`."""
        source = _opened(entry.path)
        if source.size > most:
            raise UnreadableFile(f"This file holds more than {most // 2**20} MB, too much for one run.")
        return source.at(0, source.size)

    def chunks(self, entry: Entry, most: int = MOST_BYTES) -> Iterator[bytes]:
        """The same piece by piece."""
        source = _opened(entry.path)
        for at in range(0, min(source.size, most), CHUNK):
            yield source.at(at, CHUNK)
        if source.size > most:
            raise UnreadableFile(f"This file holds more than {most // 2**20} MB.")

    def head(self, entry: Entry, size: int) -> bytes:
        """The first bytes of a file."""
        return _opened(entry.path).at(0, size)

    def inside(self, entry: Entry) -> Zip:
        """A file that is a ZIP."""
        return Zip(_opened(entry.path), self._budget)


def _opened(path: Path) -> OnDisk:
    try:
        if not path.is_file():
            raise UnreadableFile(NO_FILE if path.exists() else CLOSED.format(why="it is gone"))
        return OnDisk(path)
    except OSError as trouble:
        raise UnreadableFile(CLOSED.format(why=trouble.strerror or trouble)) from trouble
