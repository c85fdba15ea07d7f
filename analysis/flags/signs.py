"""P6: signs that a hip is more than sore, how soon each asks to be looked at, and what makes it graver.

.. [1] EVIDENCE 5.4, referral levels; rule P6
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from datetime import date
from typing import NamedTuple

import pandas as pd

from analysis import words
from analysis.findings import Evidence
from analysis.flags.flag import WHOM, Flag, Urgency, key_of, when
from ingest.schema import SIGNS

USUAL = {
    "bladder": Urgency.EMERGENCY,
    "saddle": Urgency.EMERGENCY,
    "no_weight": Urgency.PROMPT,
    "limp": Urgency.PROMPT,
    "fever": Urgency.PROMPT,
    "fall": Urgency.SOON,
    "crack": Urgency.SOON,
    "no_hop": Urgency.SOON,
    "night": Urgency.SOON,
    "rest": Urgency.SOON,
    "weakness": Urgency.SOON,
    "numbness": Urgency.SOON,
    "locking": Urgency.SOON,
    "swelling": Urgency.SOON,
    "bruising": Urgency.SOON,
}
"""How soon each sign asks to be looked at by itself, the gravest first. [1]_"""


@dataclass(frozen=True)
class Together:
    """Signs that are graver beside one of `others`, and the others beside them."""

    signs: tuple[str, ...]
    others: tuple[str, ...]
    level: Urgency


TOGETHER = (
    Together(("no_weight", "limp"), ("fall", "crack"), Urgency.EMERGENCY),
    Together(("no_weight",), ("fever",), Urgency.EMERGENCY),
    Together(("no_hop",), ("fall", "crack"), Urgency.PROMPT),
    Together(("weakness",), ("numbness",), Urgency.PROMPT),
)
"""The first is of [1]_; the others are our own, each graver than its signs alone."""

NEAR_DAYS = 3
"""Signs logged this many days apart still belong together. [days] Own convention."""

EVENTS = ("fall", "crack")
"""Signs that happen, where the others last: each is a new one, so a clearing keeps none of them quiet."""

EVENT_DAYS = 14
"""How long what is logged after an event still belongs to it. [days] Own convention, on the generous side."""

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


Graver = tuple[date, Urgency, str]
"""From which day on a sign is of which level, and what was logged that makes it so."""


class _Days(NamedTuple):
    """The columns that signs are read from, day by day."""

    day: Sequence[date]
    signs: Sequence[frozenset[str]]
    pain: Sequence[float]
    bony: Sequence[bool]
    load: Sequence[bool]


def raised(days: pd.DataFrame) -> list[Flag]:
    """A flag for each sign of USUAL on each day on which it was logged; days as `by_day` gives them."""
    columns = (days[name].tolist() for name in ("signs", "pain", "bony", "load"))
    known = _Days(days.index.date, *columns)
    return [
        _flag(known, at, sign)
        for at, signs in enumerate(known.signs)
        if signs
        for sign in USUAL
        if sign in signs
    ]


def _flag(days: _Days, at: int, sign: str) -> Flag:
    day, made = days.day[at], list(_graver(days, at, sign))
    level, beside = max([(USUAL[sign], ""), *(each[1:] for each in made)], key=lambda found: found[0])
    said = f"On {when(day, days.day[-1])} you logged: {SIGNS[sign]}."
    return Flag(
        key=key_of(day, sign, level, USUAL[sign]),
        name=sign,
        level=level,
        day=day,
        headline=f"{said} Around that day also: {beside}." if beside else said,
        whom=WHOM[level],
        why=WHY,
        evidence=CONSENSUS,
        entries=(day,),
        known=_known(day, USUAL[sign], made),
    )


def _known(day: date, usual: Urgency, made: list[Graver]) -> tuple[tuple[date, Urgency], ...]:
    """From which day on the sign was of which level, each higher than the one before."""
    found = {day: usual}
    for since, level, _ in sorted(made):
        since = max(since, day)
        if level > max(found.values()):
            found[since] = level
    return tuple(found.items())


def _graver(days: _Days, at: int, sign: str) -> Iterator[Graver]:
    """Levels to which what was logged around a day raises its sign."""
    yield from _beside(days, at, sign)
    near = slice(max(0, at - NEAR_DAYS), at + NEAR_DAYS + 1)
    if sign == "fever":
        pain = days.pain[near]
        for since in _first(days, near, [score >= SEVERE for score in pain]):
            most = max(score for score in pain if score >= SEVERE)
            yield since, Urgency.EMERGENCY, f"pain of {words.number(most)} of 10"
    if sign in RESTLESS:
        lately = slice(max(0, at - LOOK_BACK_DAYS), near.stop)
        bony, load = _first(days, lately, days.bony[lately]), _first(days, lately, days.load[lately])
        for since in map(max, zip(bony, load, strict=False)):
            yield since, Urgency.PROMPT, BONY_UNDER_LOAD


def _first(days: _Days, span: slice, held: Sequence[bool]) -> list[date]:
    """The first day of a span on which it held, in a list; empty where it never did."""
    return [day for day, holds in zip(days.day[span], held, strict=True) if holds][:1]


def _beside(days: _Days, at: int, sign: str) -> Iterator[Graver]:
    for together in TOGETHER:
        for one, others in ((together.signs, together.others), (together.others, together.signs)):
            if sign not in one:
                continue
            met = {other: since for other in others for since in _logged(days, at, sign, other)}
            if met:
                beside = ", and ".join(SIGNS[other] for other in met)
                yield min(met.values()), together.level, beside


def _logged(days: _Days, at: int, sign: str, other: str) -> list[date]:
    """The first day near enough on which another sign was logged, in a list; empty where there is none."""
    before = EVENT_DAYS if other in EVENTS else NEAR_DAYS
    after = EVENT_DAYS if sign in EVENTS else NEAR_DAYS
    span = slice(max(0, at - before), at + after + 1)
    return _first(days, span, [other in signs for signs in days.signs[span]])
