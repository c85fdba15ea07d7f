"""When a self-test may begin, and what stops one that goes on."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date, timedelta

import pandas as pd

from analysis import pain, plan, self_test, words
from analysis.ceiling import Ceiling
from analysis.ceiling.hip import FREE
from analysis.findings import Finding, Severity
from analysis.flags.lives import Life
from ingest.schema import Log

LATELY, RATED_OF_LATELY = 14, 10
"""Days up to the start, and how many of them must have a score, for it lives on scores. [days] Own
convention."""

STOPPING = ("pain.zone", "pain.next_morning", "pain.soreness", "pain.drift")
"""Rules that tell of pain that rises. Where they ask to act on it, a self-test is over; pain that merely
lasts, low as it was, does not end it."""

RED_FLAG = "No self-test while a red flag stands. Have the hip looked at first."
CALMER = "A self-test waits for a calmer hip: today it asks you to run less than usual, or not at all."
WITH_PLAN = "While your return plan goes on, its weeks say how much to run. A self-test can come after it."
PLAN_BEGAN = "A return plan began, and its weeks say how much to run."
SCORES = (
    "A self-test lives on a pain score every day, zeros too. You logged {rated} of the last {lately} days; "
    "it can begin from {least} on."
)
NONE_OF_IT = "You had none of it in the last four weeks, so there is nothing to have less of."

USUAL_DAYS = 28
"""Days before a self-test that make the usual dose. [days] Own convention, as elsewhere in hiplog."""


@dataclass(frozen=True)
class Stop:
    """The day on which a self-test stopped itself, and why, in the words of the rule or the flag."""

    day: date
    why: str


def waits(log: Log, today: date, flagged: bool, allowed: Ceiling) -> str:
    """Why nothing is to be tried out on a day, in a sentence on the self-test; "" where it may.

    `flagged`: a red flag stands. `allowed` is the day's ceiling, which knows what the hip says.
    """
    if flagged:
        return RED_FLAG
    if allowed.hip != FREE:
        return CALMER
    return "" if plan.current(log, today) is None else WITH_PLAN


def hindrance(log: Log, today: date, flagged: bool, allowed: Ceiling) -> str:
    """Why no self-test may begin on a day, in a sentence; "" where one may. Arguments as of `waits`."""
    return waits(log, today, flagged, allowed) or _too_few_scores(log, today)


def _too_few_scores(log: Log, today: date) -> str:
    since = pd.Timestamp(today - timedelta(days=LATELY))
    scores = pain.daily(log.diary, today).dropna()
    rated = int((scores.index > since).sum())
    least = words.days(RATED_OF_LATELY)
    return "" if rated >= RATED_OF_LATELY else SCORES.format(rated=rated, lately=LATELY, least=least)


def usual_dose(dose: pd.Series, today: date) -> float:
    """The mean dose a day over the four weeks up to a day; NaN where fewer than half of them are known."""
    days = pd.date_range(end=pd.Timestamp(today), periods=USUAL_DAYS, unit="us")
    known = dose.reindex(days).dropna()
    return float(known.mean()) if len(known) >= USUAL_DAYS / 2 else float("nan")


def stopped(
    row, findings: Iterable[Finding], lives: Iterable[Life], plans: pd.DataFrame, today: date
) -> Stop | None:
    """What stopped a self-test, the first of it; None where nothing did.

    A red flag on any of its days, cleared since or not, pain that the rules STOPPING ask to act on, or a
    return plan, for then its weeks say how much to run.
    """
    planned = self_test.weeks(row)
    first, last = planned[0].first, min(planned[-1].last, today)
    found = [_by_flag(life, first) for life in lives if _stood(life, first, last)]
    risen = [each for each in findings if _rises(each) and first <= each.day <= last]
    found += [Stop(each.day, each.headline) for each in risen]
    found += [Stop(day, PLAN_BEGAN) for day in plans["started_on"].dt.date if first <= day <= last]
    return min(found, key=lambda stop: stop.day, default=None)


def _stood(life: Life, first: date, last: date) -> bool:
    return life.first <= last and (life.last is None or life.last >= first)


def _by_flag(life: Life, first: date) -> Stop:
    return Stop(max(life.first, first), life.flag.headline)


def _rises(finding: Finding) -> bool:
    return finding.rule in STOPPING and finding.severity >= Severity.ACT
