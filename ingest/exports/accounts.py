"""Whose archive it is: account exports are found wherever they lie, alone or several side by side."""

from __future__ import annotations

from ingest.errors import NotAnActivity
from ingest.exports import apple, garmin, names, strava
from ingest.exports.archive import Archive
from ingest.exports.folder import Folder
from ingest.exports.leaves import Box, Share
from ingest.exports.plain import plain
from ingest.exports.zip import Zip

# Documents and programs that are ZIPs as well, by a file that each of them holds.
OTHER_ZIPS = {
    "[Content_Types].xml": "an office document",
    "mimetype": "a document or a book",
    "META-INF/MANIFEST.MF": "a program",
    "doc.kml": "a KMZ map",
}

ACCOUNTS = (strava, garmin, apple)
"""Each says in which folders of a box it lies (`homes`) and looks one through (`opened`)."""


def archive(box: Box, name: str) -> Archive:
    """What a box called `name` holds: one account, or whatever there is.

    Raises NotAnActivity for a document that is a ZIP too, and ArchiveTooLarge.
    """
    if isinstance(box, Zip):
        _refuse_documents(box)
    if names.file_name(name).startswith(garmin.PART):  # a part by itself, or unpacked
        return garmin.opened(box, name, "")
    homes = {home: account for account in reversed(ACCOUNTS) for home in account.homes(box)}
    shares = _shares(box, homes)
    rest = shares.pop(None)
    found = [homes[home].opened(Share(box, share), name, home) for home, share in shares.items()]
    if found:  # pictures and tables beside an account are its own
        rest = [entry for entry in rest if names.is_track(entry.name) or names.is_zip(entry.name)]
    if len(found) == 1 and not rest:
        return found[0]
    return plain(found, Share(box, rest), name, "folder" if isinstance(box, Folder) else "zip", archive)


def _refuse_documents(box: Zip) -> None:
    what = next((OTHER_ZIPS[entry.name] for entry in box.entries if entry.name in OTHER_ZIPS), None)
    if what is not None:
        raise NotAnActivity(f"This is {what}, not an archive of activities.")


def _shares(box: Box, homes: dict) -> dict[str | None, list]:
    """The entries that lie in each home, or in none."""
    shares: dict[str | None, list] = {None: [], **{home: [] for home in sorted(homes)}}
    for entry in box.entries:
        shares[_home(entry.name, homes)].append(entry)
    return shares


def _home(name: str, homes: dict) -> str | None:
    """The innermost home that a file lies in; an archive lies in none unless it is a part of an account."""
    if names.is_zip(name) and not garmin.is_part(name) and not garmin.is_inside(name):
        return None
    at = len(name)
    while (at := name.rfind("/", 0, at)) >= 0:
        if name[: at + 1] in homes:
            return name[: at + 1]
    return "" if "" in homes else None
