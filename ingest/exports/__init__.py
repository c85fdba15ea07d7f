"""Account archives, as a ZIP or an unpacked folder: translated into a stream of members.

`opened` looks an archive through (its tables and the first bytes of its files) and tells whose it
is; `Archive.members` then gives its runs one by one. Nothing is unpacked to disk.
"""

from __future__ import annotations

from pathlib import Path

from ingest.errors import UnreadableFile
from ingest.exports import apple, garmin, strava
from ingest.exports.archive import Archive, Member
from ingest.exports.folder import Folder
from ingest.exports.leaves import Box
from ingest.exports.plain import plain
from ingest.exports.said import NOTHING, Said, Shoe
from ingest.exports.sources import Held, OnDisk
from ingest.exports.zip import Zip, recognises

__all__ = ["NOTHING", "Archive", "Member", "Said", "Shoe", "opened", "recognises"]


def opened(source: Path | bytes, name: str) -> Archive:
    """The archive in a ZIP (its path or its bytes) or a folder; `name` is what the runner calls it.

    Raises UnreadableFile with a sentence where it cannot or must not be read at all; what is wrong
    with single files comes with their members.
    """
    try:
        return _account(_box(source), name)
    except OSError as trouble:
        raise UnreadableFile(f"The file cannot be opened: {trouble.strerror or trouble}.") from trouble


def _box(source: Path | bytes) -> Box:
    if isinstance(source, bytes):
        return Zip(Held(source))
    return Folder(source) if source.is_dir() else Zip(OnDisk(source))


def _account(box: Box, name: str) -> Archive:
    listed = [entry.name for entry in box.entries]
    if strava.recognises(listed):
        return strava.strava(box, name)
    if garmin.recognises(listed, name):
        return garmin.garmin(box, name)
    if apple.recognises(box):
        return apple.apple(box, name)
    return plain(box, name, "folder" if isinstance(box, Folder) else "zip", _account)
