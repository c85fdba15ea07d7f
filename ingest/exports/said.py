"""What an account says about an activity and about shoes, beside the files themselves."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date


@dataclass(frozen=True)
class Said:
    """What an account says of one activity; None where it says nothing.

    `sport` and `sub_sport` are words of the FIT profile; `shoe` is the name of a pair in
    `Archive.shoes`.
    """

    title: str | None = None
    sport: str | None = None
    sub_sport: str | None = None
    shoe: str | None = None


@dataclass(frozen=True)
class Shoe:
    """A pair of shoes as an account keeps it; names are unique within an archive."""

    name: str
    kind: str = "road"  # one of ingest.schema.SHOE_KINDS
    replace_m: float | None = None
    retired_on: date | None = None
    first_used: date | None = None
    start_distance_m: float | None = None


NOTHING = Said()
