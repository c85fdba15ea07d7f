"""How much an archive may cost, counted in bytes that really came out of it.

What headers promise is never believed: a bomb of 42 kB promises nothing that it could not deny.
"""

from __future__ import annotations

from dataclasses import dataclass

from ingest.errors import IngestError, UnreadableFile

MOST_MEMBERS = 300_000
MOST_DIRECTORY = 64 * 2**20  # bytes of a ZIP's table of contents
MOST_BYTES = 256 * 2**20  # of one member, unpacked; the longest ultra is a few megabytes
MOST_UNPACKED = 20 * 2**30  # of a whole archive
DEEPEST = 3  # archives within archives

MOST_RATIO = 200
"""Bytes unpacked per byte packed. FIT, GPX and JSON stay below 30; a bomb is near 1,000."""

FREE_OF_RATIO = 4 * 2**20
FREE_OF_RATIO_IN_ALL = 64 * 2**20
"""Bytes unpacked before the ratio is looked at: of one member, and of all together."""

BOMB = "It unpacks to far more than an activity can be, so hiplog refuses it."
TOO_MANY = f"This archive holds more than {MOST_MEMBERS:,} files; no account has so many."
SPENT = (
    "This archive unpacks to far more than activities can be, so hiplog stopped here. "
    "If it is an account export, unpack it and import the folder."
)


class ArchiveTooLarge(IngestError):
    """The archive as a whole costs more than it may: nothing more is read from it.

    No UnreadableFile, so that who goes on after a bad member does not go on after this.
    """


@dataclass
class Budget:
    """What an archive has cost so far, with all archives inside it."""

    packed: int = 0
    unpacked: int = 0
    members: int = 0

    def on(self, packed: int, unpacked: int) -> None:
        """Counts bytes. Raises ArchiveTooLarge where they are too many."""
        self.packed += packed
        self.unpacked += unpacked
        allowed = FREE_OF_RATIO_IN_ALL + MOST_RATIO * self.packed
        if self.unpacked > min(MOST_UNPACKED, allowed):
            raise ArchiveTooLarge(SPENT)

    def more_members(self, count: int) -> None:
        """Counts members. Raises ArchiveTooLarge beyond MOST_MEMBERS."""
        self.members += count
        if self.members > MOST_MEMBERS:
            raise ArchiveTooLarge(TOO_MANY)


@dataclass
class Meter:
    """What one member has cost so far; what it costs, its archive pays."""

    budget: Budget
    most: int = MOST_BYTES
    packed: int = 0
    unpacked: int = 0

    def on(self, packed: int, unpacked: int) -> None:
        """Counts bytes. Raises UnreadableFile where a file of this size would unpack to less."""
        self.packed += packed
        self.unpacked += unpacked
        self.budget.on(packed, unpacked)
        if self.unpacked > self.most:
            raise UnreadableFile(f"This file holds more than {self.most // 2**20} MB, too much for one run.")
        if self.unpacked > FREE_OF_RATIO + MOST_RATIO * self.packed:
            raise UnreadableFile(BOMB)
