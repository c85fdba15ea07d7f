"""P6: signs that a hip is more than sore, how soon each asks to be looked at, and what makes it graver.

.. [1] EVIDENCE 5.4, referral levels; rule P6
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass

import pandas as pd

from analysis import words
from analysis.findings import Evidence
from analysis.flags.by_day import around
from analysis.flags.flag import WHOM, Flag, Level, key_of, when
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
    """Signs that are graver beside one of `others`, and the others beside them."""

    signs: tuple[str, ...]
    others: tuple[str, ...]
    level: Level


TOGETHER = (
    Together(("no_weight", "limp"), ("fall", "crack"), Level.EMERGENCY),
    Together(("no_weight",), ("fever",), Level.EMERGENCY),
    Together(("no_hop",), ("fall", "crack"), Level.PROMPT),
    Together(("weakness",), ("numbness",), Level.PROMPT),
)
"""The first is of [1]_; the others are our own, each graver than its signs alone."""

NEAR_DAYS = 3
"""Signs logged this many days apart still belong together. [days] Own convention."""

SEVERE = 7
"""Pain from which fever is an emergency. [0–10] [1]_ says "severe"; 7 to 10 is the usual reading."""

RESTLESS = ("night", "rest")
"""Signs that are graver where pain in front or deep inside comes with load. [1]_"""

LOOK_BACK_DAYS = 14
"""How long a place, or pain under load, once logged, is taken to hold. [days] EVIDENCE rule P7"""

BONY_UNDER_LOAD = "pain in front or deep inside, and pain when you run or put weight on the leg"

CONSENSUS = Evidence(
    "convention",
    "Robertson & Wood 2017, doi 10.1055/s-0043-103946; advice of clinicians",
    "Clinicians agree on having these signs looked at: only an examination can tell what is behind them.",
)
WHY = "hiplog cannot see what is behind a sign, and does not diagnose. Somebody who examines the hip can."


def raised(days: pd.DataFrame) -> list[Flag]:
    """A flag for each sign of USUAL on each day on which it was logged; days as `by_day` gives them."""
    logged = days.loc[[bool(signs) for signs in days["signs"]], "signs"]
    return [_flag(days, day, sign) for day, signs in logged.items() for sign in USUAL if sign in signs]


def _flag(days: pd.DataFrame, day: pd.Timestamp, sign: str) -> Flag:
    level, beside = max([(USUAL[sign], ""), *graver(days, day, sign)], key=lambda found: found[0])
    said = f"On {when(day.date(), days.index[-1].date())} you logged: {SIGNS[sign]}."
    return Flag(
        key=key_of(day.date(), sign, level, USUAL[sign]),
        name=sign,
        level=level,
        day=day.date(),
        headline=f"{said} Around that day also: {beside}." if beside else said,
        whom=WHOM[level],
        why=WHY,
        evidence=CONSENSUS,
        entries=(day.date(),),
    )


def graver(days: pd.DataFrame, day: pd.Timestamp, sign: str) -> Iterator[tuple[Level, str]]:
    """Levels to which what was logged around a day raises its sign, each with what that was."""
    near = around(days, day, NEAR_DAYS, NEAR_DAYS)
    yield from _beside(sign, frozenset().union(*near["signs"]))
    if sign == "fever" and near["pain"].ge(SEVERE).any():
        yield Level.EMERGENCY, f"pain of {words.number(near['pain'].max())} of 10"
    if sign in RESTLESS:
        known = around(days, day, LOOK_BACK_DAYS, NEAR_DAYS)
        if known["bony"].any() and known["load"].any():
            yield Level.PROMPT, BONY_UNDER_LOAD


def _beside(sign: str, near: frozenset[str]) -> Iterator[tuple[Level, str]]:
    for together in TOGETHER:
        for one, others in ((together.signs, together.others), (together.others, together.signs)):
            met = [SIGNS[other] for other in others if other in near]
            if sign in one and met:
                yield together.level, ", and ".join(met)
