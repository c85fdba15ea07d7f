"""What to do today, in a few words: the first thing that a runner with a sore hip reads.

It decides nothing of its own: the ceiling says whether the day is open, and this puts it into words.
"""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date, timedelta

import pandas as pd

from analysis import pain, words
from analysis.ceiling import Ceiling
from analysis.ceiling.day import FLAG, FREE, NOTHING, PAIN, PLAN
from analysis.findings import Severity

LATELY = timedelta(days=7)
"""How far back the diary speaks of "lately". Own convention."""

TOLD = 3
"""Scores that are told, the newest of them. Own convention."""


@dataclass(frozen=True)
class Advice:
    """How urgent it is, what to do, and what of the hip it rests on ("" where nothing is logged)."""

    severity: Severity
    headline: str
    because: str


def of(ceiling: Ceiling, diary: pd.DataFrame, today: date) -> Advice:
    """The advice of a day, from its ceiling and from the last scores of the diary."""
    return Advice(*_what(ceiling), lately(diary, today))


def _what(ceiling: Ceiling) -> tuple[Severity, str]:
    if ceiling.bound == FLAG:
        return Severity.STOP, "Do not run."
    if ceiling.closed and ceiling.bound == PAIN:
        return Severity.ACT, "Rest today."
    if ceiling.closed:
        return Severity.NOTE, f"No run today, by your plan{_then(ceiling)}."
    if ceiling.rest_day:
        urgent = Severity.NOTE if ceiling.hip == FREE else Severity.WATCH
        return urgent, f"No run planned today{_then(ceiling)}."
    if ceiling.hip != FREE:
        return Severity.WATCH, "Short, and flat." if ceiling.bound == NOTHING else "Shorter, and flat."
    if ceiling.bound == PLAN:
        return Severity.NOTE, "As your plan has it."
    return Severity.NOTE, "Begin short." if ceiling.bound == NOTHING else "No longer than this."


def _then(ceiling: Ceiling) -> str:
    return "" if ceiling.next_run is None else f": the next is on {words.day(ceiling.next_run)}"


def lately(diary: pd.DataFrame, today: date) -> str:
    """`Pain 4 on Fri 20 Nov, 5 on Sat 21 Nov: rising.`, of the last scores within LATELY; "" without any."""
    scores = pain.daily(diary, today).dropna()
    scores = scores[scores.index > pd.Timestamp(today - LATELY)].tail(TOLD)
    if scores.empty:
        return ""
    if (scores == 0).all():
        return f"No pain on {_days(len(scores))} you logged."
    told = ", ".join(f"{words.number(score)} on {words.day(day)}" for day, score in scores.items())
    return f"Pain {told}{_trend(scores)}."


def _days(count: int) -> str:
    return "the last day" if count == 1 else f"the last {words.days(count)}"


def _trend(scores: pd.Series) -> str:
    """Said only where each score goes the same way: a single day up or down says little."""
    steps = scores.diff().dropna()
    if len(steps) and (steps >= 0).all() and scores.iloc[-1] > scores.iloc[0]:
        return ": rising"
    return ": falling" if len(steps) and (steps <= 0).all() and scores.iloc[-1] < scores.iloc[0] else ""
