"""What a red flag is: which sign on which day, how soon somebody should look at it, and in which words."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date
from enum import IntEnum

from analysis import words
from analysis.findings import Evidence


class Urgency(IntEnum):
    """How soon a clinician should look at it. EVIDENCE 5.4."""

    SOON = 1
    """Within one to two weeks."""
    PROMPT = 2
    """The same day, or within 48 hours; no running."""
    EMERGENCY = 3
    """Now."""


@dataclass(frozen=True)
class Flag:
    """A red flag of one day. `key` names it, and holds its level where that was raised.

    `name` is a word of SIGNS or "bone_stress"; `headline` says what the runner logged, `whom` whom to
    see and how soon, `why` what is behind it. `entries` are the days whose entries raised it. `known` holds
    from which day on it was of which level: what is logged later can raise it.
    """

    key: str
    name: str
    level: Urgency
    day: date
    headline: str
    whom: str
    why: str
    evidence: Evidence
    entries: tuple[date, ...]
    known: tuple[tuple[date, Urgency], ...]


WHOM = {
    Urgency.SOON: "See a doctor or a physiotherapist within one to two weeks.",
    Urgency.PROMPT: "See a doctor today, or within 48 hours at most.",
    Urgency.EMERGENCY: "Call your emergency number or go to an emergency department now.",
}

LONG_AGO_DAYS = 300
"""From so many days ago on, a day is said with its year. [days] Own convention."""


def key_of(day: date, name: str, level: Urgency, usual: Urgency) -> str:
    """`2026-11-20:fever`, or `2026-11-20:fever:emergency` where the level is above the sign's usual one.

    So a day that turns out graver than it was when it was cleared is a flag of its own.
    """
    return ":".join([day.isoformat(), name, *([level.name.lower()] if level > usual else [])])


def parts_of(key: str) -> tuple[str, str, Urgency | None]:
    """Day, name and raised level (None: the sign's usual one) of a key."""
    day, _, rest = key.partition(":")
    name, _, level = rest.partition(":")
    return day, name, Urgency.__members__.get(level.upper())


def when(day: date, today: date) -> str:
    """`Fri 20 Nov`, with its year where that is long ago."""
    return words.day(day) + (f" {day.year}" if (today - day).days >= LONG_AGO_DAYS else "")
