"""Account archives, as a ZIP or an unpacked folder: translated into a stream of members.

`opened` looks an archive through (its tables and the first bytes of its files) and tells whose it
is; `Archive.members` then gives its runs one by one. Nothing is unpacked to disk.
"""

from __future__ import annotations

from pathlib import Path

from ingest.exports.accounts import archive
from ingest.exports.archive import Archive, Member
from ingest.exports.folder import Folder
from ingest.exports.leaves import Box
from ingest.exports.said import NOTHING, Said, Shoe
from ingest.exports.sources import Held, OnDisk
from ingest.exports.zip import Zip, recognises

__all__ = ["NOTHING", "Archive", "Member", "Said", "Shoe", "opened", "recognises"]


def opened(source: Path | bytes, name: str) -> Archive:
    """The archive in a ZIP (its path or its bytes) or a folder; `name` is what the runner calls it.

    Raises an IngestError where it cannot or must not be read at all: UnreadableFile, ArchiveTooLarge,
    or NotAnActivity for a document that is a ZIP too. What is wrong with single files comes with
    their members.
    """
    return archive(_box(source), name)


def _box(source: Path | bytes) -> Box:
    if isinstance(source, bytes):
        return Zip(Held(source))
    return Folder(source) if source.is_dir() else Zip(OnDisk(source))
