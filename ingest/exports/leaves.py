"""The files of an archive at whatever depth, each as a leaf that can be read when its turn comes."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator
from dataclasses import dataclass
from typing import Protocol

from ingest.errors import IngestError, UnreadableFile
from ingest.exports.archive import Member
from ingest.exports.bounds import MOST_BYTES, ArchiveTooLarge
from ingest.exports.said import NOTHING, Said


class Named(Protocol):
    """An entry of a box: all that others know of it is its name."""

    name: str


class Box(Protocol):
    """A ZIP or a folder: entries by name, and their bytes on demand."""

    entries: list

    def read(self, entry: Named, most: int = MOST_BYTES) -> bytes: ...
    def chunks(self, entry: Named, most: int = MOST_BYTES) -> Iterator[bytes]: ...
    def head(self, entry: Named, size: int) -> bytes: ...
    def inside(self, entry: Named) -> Box: ...


@dataclass(frozen=True)
class Leaf:
    """A file in an archive; `name` is the way to it from the top, through archives inside too."""

    name: str
    box: Box
    entry: Named

    def read(self, most: int = MOST_BYTES) -> bytes:
        return self.box.read(self.entry, most)

    def chunks(self, most: int = MOST_BYTES) -> Iterator[bytes]:
        return self.box.chunks(self.entry, most)

    def head(self, size: int) -> bytes:
        return self.box.head(self.entry, size)

    def member(self, below: str, said: Said = NOTHING) -> Member:
        """The file as a member of the archive called `below`. Raises only ArchiveTooLarge."""
        name = f"{below}/{self.name}"
        try:
            return Member(name, self.read(), said)
        except ArchiveTooLarge:
            raise
        except IngestError as refusal:
            return Member(name, None, said, refusal)


@dataclass(frozen=True)
class Share:
    """Some of a box's entries, as if they were all."""

    box: Box
    entries: list

    def read(self, entry: Named, most: int = MOST_BYTES) -> bytes:
        return self.box.read(entry, most)

    def chunks(self, entry: Named, most: int = MOST_BYTES) -> Iterator[bytes]:
        return self.box.chunks(entry, most)

    def head(self, entry: Named, size: int) -> bytes:
        return self.box.head(entry, size)

    def inside(self, entry: Named) -> Box:
        return self.box.inside(entry)


@dataclass(frozen=True)
class Shut:
    """Stands where an archive inside cannot be opened, and says so to whoever wants to read it."""

    refusal: IngestError
    entries: tuple = ()

    def read(self, entry: Named, most: int = MOST_BYTES) -> bytes:
        raise self.refusal

    def chunks(self, entry: Named, most: int = MOST_BYTES) -> Iterator[bytes]:
        raise self.refusal

    def head(self, entry: Named, size: int) -> bytes:
        raise self.refusal

    def inside(self, entry: Named) -> Box:
        raise self.refusal


def leaves(box: Box, unpack: Callable[[str], bool] = lambda name: False, below: str = "") -> Iterator[Leaf]:
    """All files of a box in their order, with those of the archives inside whose name `unpack` approves.

    Raises ArchiveTooLarge where the whole is.
    """
    for entry in box.entries:
        leaf = Leaf(below + entry.name, box, entry)
        if not unpack(leaf.name):
            yield leaf
            continue
        try:
            inner = box.inside(entry)
        except UnreadableFile as refusal:
            yield Leaf(leaf.name, Shut(refusal), entry)
        else:
            yield from leaves(inner, unpack, leaf.name + "/")


def to_the_end(members: Iterable[Member], name: str) -> Iterator[Member]:
    """The members; where the archive becomes too much, that is the last thing it says."""
    try:
        yield from members
    except ArchiveTooLarge as refusal:
        yield Member(name, None, refusal=refusal)
