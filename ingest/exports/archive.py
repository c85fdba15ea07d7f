"""What comes out of an archive, whoever made it: members one by one, shoes, and what was odd."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from dataclasses import dataclass, field

from ingest.errors import IngestError
from ingest.exports.said import NOTHING, Said, Shoe


@dataclass(frozen=True)
class Member:
    """One file of an archive, or one run that it tells of without a file.

    Where it cannot be read, `data` is None and `refusal` says why. A run told beside a file that
    is there names that file in `stands_in_for`: where the file gave the run, nothing is lost by
    passing this one over (to import both is right too: they are twins).
    """

    name: str
    data: bytes | None
    said: Said = NOTHING
    refusal: IngestError | None = None
    stands_in_for: str | None = None


@dataclass(frozen=True)
class Archive:
    """An account's archive, a ZIP or a folder, looked through but not yet read.

    `members()` starts from the front each time and always in the same order; it holds one member in
    memory at a time and never raises for what the archive holds. `count` is how many it gives, and more
    only where files turn out to be damaged: behind those come their runs as the account tells them.
    `problems` are sentences for the runner; `skipped` counts files that are no activities.
    """

    kind: str  # strava, garmin, apple, folder or zip
    members: Callable[[], Iterator[Member]]
    count: int
    shoes: tuple[Shoe, ...] = ()
    problems: tuple[str, ...] = ()
    skipped: int = 0


@dataclass
class Findings:
    """What looking through an archive has brought so far."""

    problems: list[str] = field(default_factory=list)
    skipped: int = 0

    def problem(self, sentence: str) -> None:
        """Notes a sentence for the runner, once."""
        if sentence not in self.problems:
            self.problems.append(sentence)
