"""P6: signs that a hip is more than sore, how soon each asks to be looked at, and which make it graver.

.. [1] EVIDENCE 5.4, referral levels; rule P6
"""

from __future__ import annotations

from dataclasses import dataclass

import pandas as pd

from analysis import words
from analysis.findings import Evidence
from analysis.flags.by_day import around
from analysis.flags.flag import WHOM, Flag, Level, key_of
from ingest.schema import SIGNS

USUAL = {
    "bladder": Level.EMERGENCY,
    "saddle": Level.EMERGENCY,
    "no_weight": Level.PROMPT,
    "limp": Level.PROMPT,
    "fever": Level.PROMPT,
    "fall": Level.SOON,
    "crack": Level.SOON,
    "no_hop": Level.SOON,
    "night": Level.SOON,
    "rest": Level.SOON,
    "weakness": Level.SOON,
    "numbness": Level.SOON,
    "locking": Level.SOON,
    "swelling": Level.SOON,
    "bruising": Level.SOON,
}
"""How soon each sign asks to be looked at by itself, the gravest first. [1]_"""


@dataclass(frozen=True)
class Together:
    """Signs that are graver beside one of `others`, logged within NEAR_DAYS of each other."""

    signs: frozenset[str]
    others: frozenset[str]
    level: Level


TOGETHER = (
    Together(frozenset({"no_weight", "limp"}), frozenset({"fall", "crack"}), Level.EMERGENCY),
    Together(frozenset({"no_weight"}), frozenset({"fever"}), Level.EMERGENCY),
    Together(frozenset({"no_hop"}), frozenset({"fall", "crack"}), Level.PROMPT),
    Together(frozenset({"weakness"}), frozenset({"numbness"}), Level.PROMPT),
)
"""The first is of [1]_; the others are our own, each graver than its signs alone."""

NEAR_DAYS = 3
"""Signs logged this many days apart still belong together. [days] Own convention."""

SEVERE = 7
"""Pain from which fever is an emergency. [0–10] [1]_ says "severe"; 7 to 10 is the usual reading."""

LOOK_BACK_DAYS = 14
"""How long a place, or pain under load, once logged, is taken to hold. [days] EVIDENCE rule P7"""

CONSENSUS = Evidence(
    "convention",
    "Robertson & Wood 2017, doi 10.1055/s-0043-103946; advice of clinicians",
    "What clinicians agree on. It is meant to miss nothing, so it often sounds when nothing grave is found.",
)
WHY = "hiplog cannot see what is behind this sign, and does not diagnose. A clinician can."


def raised(days: pd.DataFrame) -> list[Flag]:
    """A flag for each sign of USUAL on each day on which it was logged; days as `by_day` gives them."""
    logged = days.loc[[bool(signs) for signs in days["signs"]], "signs"]
    return [_flag(days, day, sign) for day, signs in logged.items() for sign in USUAL if sign in signs]


def _flag(days: pd.DataFrame, day: pd.Timestamp, sign: str) -> Flag:
    level = level_of(days, day, sign)
    return Flag(
        key=key_of(day.date(), sign, level, USUAL[sign]),
        name=sign,
        level=level,
        day=day.date(),
        headline=f"On {words.day(day)} you logged: {SIGNS[sign]}.",
        whom=WHOM[level],
        why=WHY,
        evidence=CONSENSUS,
    )


def level_of(days: pd.DataFrame, day: pd.Timestamp, sign: str) -> Level:
    """How soon a sign of a day asks to be looked at, beside what was logged around that day."""
    near = around(days, day, NEAR_DAYS, NEAR_DAYS)
    beside = frozenset().union(*near["signs"])
    levels = [USUAL[sign]]
    for together in TOGETHER:
        pair = together.signs, together.others
        levels += [together.level for one, other in (pair, pair[::-1]) if sign in one and beside & other]
    if sign == "fever" and near["pain"].ge(SEVERE).any():
        levels.append(Level.EMERGENCY)
    if sign in ("night", "rest") and _bony_under_load(days, day):
        levels.append(Level.PROMPT)
    return max(levels)


def _bony_under_load(days: pd.DataFrame, day: pd.Timestamp) -> bool:
    around_it = around(days, day, LOOK_BACK_DAYS, NEAR_DAYS)
    return bool(around_it["bony"].any() and around_it["load"].any())
