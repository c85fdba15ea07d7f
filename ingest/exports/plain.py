"""A ZIP or folder that no account made: every file is a member, archives inside are looked into."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from dataclasses import replace
from functools import partial

from ingest.errors import IngestError, NotAnActivity, UnreadableFile
from ingest.exports import names
from ingest.exports.archive import Archive, Member
from ingest.exports.bounds import ArchiveTooLarge
from ingest.exports.leaves import Box, Leaf, Shut, leaves, to_the_end

# What need not be unpacked to be told from an activity: ends of names, and what they are.
OTHER_KINDS = {
    "a picture": (".jpg", ".jpeg", ".png", ".gif", ".heic", ".webp", ".svg", ".tif", ".tiff", ".bmp"),
    "a video": (".mp4", ".mov", ".avi", ".mkv", ".m4v", ".insv"),
    "a sound": (".mp3", ".m4a", ".wav", ".flac"),
    "a document": (".pdf", ".doc", ".docx", ".odt", ".ppt", ".pptx", ".rtf"),
    "a spreadsheet": (".xls", ".xlsx", ".ods"),
    "a program": (".exe", ".dll", ".dmg", ".apk", ".msi", ".iso"),
}

Opened = Callable[[Box, str], Archive]
"""Tells whose archive a box is and looks it through."""


def plain(accounts: list[Archive], box: Box, name: str, kind: str, opened: Opened) -> Archive:
    """The archive `name` of some accounts and other files; archives in it are opened too."""
    parts = [*accounts, *(_part(leaf, name, opened) for leaf in leaves(box))]
    inner = [part for part in parts if isinstance(part, Archive)]
    return Archive(
        kind=kind,
        members=partial(_members, parts, name),
        count=sum(part.count if isinstance(part, Archive) else 1 for part in parts),
        shoes=tuple({shoe.name: shoe for part in inner for shoe in part.shoes}.values()),
        problems=tuple(dict.fromkeys(sentence for part in inner for sentence in part.problems)),
        skipped=sum(part.skipped for part in inner),
    )


def _part(leaf: Leaf, name: str, opened: Opened) -> Leaf | Archive:
    if not names.is_zip(leaf.name):
        return leaf
    try:
        archive = _inner(leaf, name, opened)
    except ArchiveTooLarge as refusal:  # for that one; the others go on
        return Leaf(leaf.name, Shut(UnreadableFile(str(refusal))), leaf.entry)
    except IngestError as refusal:
        return Leaf(leaf.name, Shut(refusal), leaf.entry)
    return replace(archive, members=lambda: _inner(leaf, name, opened).members())


def _inner(leaf: Leaf, name: str, opened: Opened) -> Archive:
    """The archive inside, opened anew each time: thousands held open would fill the memory."""
    return opened(leaf.box.inside(leaf.entry), f"{name}/{leaf.name}")


def _members(parts: list[Leaf | Archive], name: str) -> Iterator[Member]:
    each = (part.members() if isinstance(part, Archive) else [_member(part, name)] for part in parts)
    return to_the_end((member for members in each for member in members), name)


def _member(leaf: Leaf, name: str) -> Member:
    file = names.file_name(leaf.name)
    for what, ends in OTHER_KINDS.items():
        if file.endswith(ends):
            return Member(
                f"{name}/{leaf.name}", None, refusal=NotAnActivity(f"This is {what}, not an activity.")
            )
    return leaf.member(name)
