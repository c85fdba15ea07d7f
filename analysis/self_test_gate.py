"""When a self-test may begin, and what stops one that goes on."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date, timedelta

import pandas as pd

from analysis import pain, plan, self_test, words
from analysis.findings import Finding, Severity
from analysis.flags.lives import Life
from analysis.limits import above
from ingest.schema import Log

LATELY, RATED_OF_LATELY = 14, 10
"""Days up to the start, and how many of them must have a score, for it lives on scores. [days] Own
convention."""

STOPPING = ("pain.zone", "pain.next_morning", "pain.soreness", "pain.drift")
"""Rules that tell of pain that rises. Where they ask to act on it, a self-test is over; pain that merely
lasts, low as it was, does not end it. A week as usual that hurts more than one with less is what is asked
about: a drift stops it only where it also goes CLEARLY beyond the last week of that kind."""

DRIFT = "pain.drift"
CLEARLY = 1.0
"""A drift beyond the last week of the same kind. [points] The smallest change that patients notice: Salaffi
2004, doi 10.1016/j.ejpain.2003.09.004"""

RED_FLAG = "No self-test while a red flag stands. Have the hip looked at first."
CALMER = "A self-test waits for a calmer hip. Look again once Today no longer holds you back."
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


def waits(log: Log, today: date, flagged: bool, free: bool) -> str:
    """Why nothing is to be tried out on a day, in a sentence on the self-test; "" where it may.

    `flagged`: a red flag stands. `free`: the hip has nothing to say against a run as usual.
    """
    if flagged:
        return RED_FLAG
    if not free:
        return CALMER
    return "" if plan.current(log, today) is None else WITH_PLAN


def hindrance(log: Log, today: date, flagged: bool, free: bool) -> str:
    """Why no self-test may begin on a day, in a sentence; "" where one may. Arguments as of `waits`."""
    return waits(log, today, flagged, free) or _too_few_scores(log, today)


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


def stopped(row, findings: Iterable[Finding], lives: Iterable[Life], log: Log, today: date) -> Stop | None:
    """What stopped a self-test, the first of it; None where nothing did, or where it has not begun.

    A red flag on any of its days, cleared since or not, pain that the rules STOPPING ask to act on, or a
    return plan, for then its weeks say how much to run. On its last day only a flag does: all weeks are in.
    """
    planned = self_test.weeks(row)
    first, last = planned[0].first, min(planned[-1].last, today)
    if last < first:
        return None
    found = [_by_flag(life, first) for life in lives if _stood(life, first, last)]
    early = min(last, planned[-1].last - timedelta(days=1))
    hurt = pain.daily(log.diary, today)
    risen = [each for each in findings if first <= each.day <= early and _rises(each, row, hurt)]
    found += [Stop(each.day, each.headline) for each in risen]
    found += [Stop(day, PLAN_BEGAN) for day in _planned(log.plans, first) if day <= early]
    return min(found, key=lambda stop: stop.day, default=None)


def _planned(plans: pd.DataFrame, first: date) -> list[date]:
    """From which days of a self-test on each return plan that goes on in it speaks."""
    still = plans[plans["ended_on"].isna() | (plans["ended_on"] > pd.Timestamp(first))]
    return [max(day, first) for day in still["started_on"].dt.date]


def _stood(life: Life, first: date, last: date) -> bool:
    return life.first <= last and (life.last is None or life.last >= first)


def _by_flag(life: Life, first: date) -> Stop:
    return Stop(max(life.first, first), life.flag.headline)


def _rises(finding: Finding, row, hurt: pd.Series) -> bool:
    if finding.rule not in STOPPING or finding.severity < Severity.ACT:
        return False
    return finding.rule != DRIFT or _beyond_its_kind(finding.day, row, hurt)


def _beyond_its_kind(day: date, row, hurt: pd.Series) -> bool:
    """Whether the seven days to a day hurt CLEARLY more than the last week of the same kind before, or, in
    the first of its kind, than the four weeks before the test; also where these have no score.
    """
    week = self_test.week_on(row, day)
    before = [each for each in self_test.weeks(row)[: week.number - 1] if each.kind == week.kind]
    since, until = (before[-1].first, before[-1].last) if before else _before_test(row)
    now = hurt[pd.Timestamp(day - timedelta(days=6)) : pd.Timestamp(day)].median()
    then = hurt[pd.Timestamp(since) : pd.Timestamp(until)].median()
    return not above(CLEARLY, now - then)


def _before_test(row) -> tuple[date, date]:
    first = row.started_on.date()
    return first - timedelta(days=USUAL_DAYS), first - timedelta(days=1)
