"""Every rule in one tuple, their findings in order, and the few that stand out today."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import asdict, replace
from datetime import date
from math import isfinite

import pandas as pd

from analysis import (
    camber,
    ceiling,
    direction,
    downhill,
    episodes,
    flags,
    form,
    mileage,
    pain,
    pain_course,
    referral,
    rotation,
    routes,
    shoes,
    sides,
    soreness,
    surface,
    terrain,
    weekly_check,
)
from analysis.days import up_to
from analysis.findings import Finding, Rule, Severity
from analysis.flags.by_day import AHEAD
from analysis.limits import Limit, Limits
from ingest.schema import Log

HIP = (flags, referral, pain, pain_course, soreness, sides, weekly_check, episodes)
GROUND = (terrain, downhill, surface, direction, camber, routes)
MODULES = (*HIP, ceiling, mileage, *GROUND, shoes, rotation, form)

RULES: tuple[Rule, ...] = tuple(rule for module in MODULES for rule in module.RULES)
LIMITS: tuple[Limit, ...] = tuple(limit for module in MODULES for limit in module.LIMITS)

KINDS = (
    ("flags.",),
    ("referral.",),
    ("pain.", "episodes."),
    ("ceiling.",),
    ("mileage.session_spike",),
    ("mileage.", "terrain."),
)
"""What is said first among the equally urgent; the rest (surface, direction, shoes …) is measured context."""


def as_of(log: Log, today: date) -> Log:
    """The log as it stood on a day: nothing after it, nor a morning that it had yet to see.

    What red flags go by, entries and clearings, reaches a day further (`flags.by_day.AHEAD`); every other
    measure of the diary ends with the day by itself.
    """
    diary = up_to(log.diary, today + AHEAD)
    unseen = diary["day"] >= pd.Timestamp(today)
    return replace(
        log,
        runs=up_to(log.runs, today).reset_index(drop=True),
        diary=diary.assign(morning_pain=diary["morning_pain"].mask(unseen)).reset_index(drop=True),
        weekly=up_to(log.weekly, today).reset_index(drop=True),
        clearances=up_to(log.clearances, today + AHEAD).reset_index(drop=True),
    )


def review(log: Log, today: date, limits: Limits) -> list[Finding]:
    """All that the rules find in the log up to and including today, urgent first."""
    shown = as_of(log, today)
    return in_order(_unless_stopped([finding for rule in RULES for finding in rule(shown, today, limits)]))


ZONES = ("pain.zone", "pain.next_morning", "pain.soreness")
ZONES_OFF = (
    "While a red flag stands the pain zones do not hold, for they were never meant for what can be behind "
    "it. Have the hip looked at first."
)


COURSES = ("episodes.overdue",)
COURSES_OFF = (
    "While a red flag stands no usual course is said here, for it is that of mild overuse. Have the hip "
    "looked at first."
)


def _unless_stopped(findings: list[Finding]) -> list[Finding]:
    """Findings in which nothing speaks of running on with pain, or of waiting, while a red flag stands.

    Reference: EVIDENCE 5.3.
    """
    if not any(finding.severity == Severity.STOP for finding in findings):
        return findings
    said = dict.fromkeys(ZONES, ZONES_OFF) | dict.fromkeys(COURSES, COURSES_OFF)
    return [replace(each, why=said.get(each.rule, each.why)) for each in findings]


def in_order(findings: Iterable[Finding]) -> list[Finding]:
    """By severity, then pain before session spikes, other loads and context, then newest first."""
    return sorted(findings, key=_place)


def _place(finding: Finding) -> tuple:
    kind = next((n for n, starts in enumerate(KINDS) if finding.rule.startswith(starts)), len(KINDS))
    return -finding.severity, kind, -finding.day.toordinal(), finding.rule, finding.subject


def standing_out(findings: list[Finding], today: date, days: int = 7, most: int = 3) -> list[Finding]:
    """The most urgent findings of the last `days` days, today's among them; one a rule, `most` at most.

    One a rule, because three cards that say the same thing hide the other two.
    """
    first_of: dict[str, Finding] = {}
    for finding in in_order(findings):
        if 0 <= (today - finding.day).days < days:
            first_of.setdefault(finding.rule, finding)
    return list(first_of.values())[:most]


def few_a_week(findings: list[Finding], week_start: str, most: int = 3) -> list[Finding]:
    """The most urgent findings of each calendar week, `most` at most, in the order given.

    Reference: EVIDENCE 9, "Combining rules": at most three flags a week.
    """
    if not findings:
        return []
    ranked = pd.DataFrame({"day": pd.to_datetime([f.day for f in findings]), "place": map(_place, findings)})
    order = ranked.sort_values("place").groupby(mileage.week_of(ranked["day"], week_start)).cumcount()
    return [finding for finding, rank in zip(findings, order.sort_index(), strict=True) if rank < most]


def as_record(finding: Finding) -> dict:
    """A finding as JSON takes it: severity as a lower-case word, the day as ISO text, no NaN."""
    return asdict(finding) | {
        "severity": finding.severity.name.lower(),
        "day": finding.day.isoformat(),
        "measured": _number(finding.measured),
        "limit": _number(finding.limit),
    }


def _number(value: float) -> float | None:
    return float(value) if isfinite(value) else None
