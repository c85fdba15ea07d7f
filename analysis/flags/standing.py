"""Which red flags stand: those raised and not cleared since."""

from __future__ import annotations

from datetime import date, timedelta

import pandas as pd

from analysis.days import up_to
from analysis.findings import Finding, Severity
from analysis.flags import bone_stress, signs
from analysis.flags.by_day import around, by_day
from analysis.flags.flag import Flag, Level, parts_of
from analysis.limits import Limits
from ingest.schema import Log, listed

QUIET_DAYS = 14
"""How long a cleared sign that can wait a week or two stays quiet. [days] Own convention."""

WORSE = 2
"""Points by which pain has grown since the clearing, so that it does not stay quiet. [0–10]
Salaffi 2004, doi 10.1016/j.ejpain.2003.09.004: two points are a clear change."""

USUAL = signs.USUAL | {bone_stress.NAME: Level.PROMPT}


def standing(log: Log, today: date) -> list[Flag]:
    """The flags that stand on a day, most urgent first, then newest; empty where none does."""
    days = by_day(log, today)
    cleared = _cleared(up_to(log.clearances, today))
    since = max((day for day, name, _ in cleared if name == bone_stress.NAME), default=None)
    flags = [*signs.raised(days), *bone_stress.raised(days[since:])]
    return sorted((flag for flag in flags if not _quiet(flag, cleared, days)), key=_place)


def _place(flag: Flag) -> tuple:
    return -flag.level, -flag.day.toordinal(), list(USUAL).index(flag.name)


Cleared = list[tuple[pd.Timestamp, str, tuple[str, Level]]]
"""Day of the clearing, name of the flag, and which day of it at which level."""


def _cleared(clearances: pd.DataFrame) -> Cleared:
    rows = zip(clearances["day"], clearances["flags"], strict=True)
    keys = [(day, parts_of(key)) for day, flags in rows for key in listed(flags)]
    known = [(day, parts) for day, parts in keys if parts[1] in USUAL]
    return [(day, name, (of, level or USUAL[name])) for day, (of, name, level) in known]


def _quiet(flag: Flag, cleared: Cleared, days: pd.DataFrame) -> bool:
    """Whether a clearing covers this flag: by name and day, or for a while by name alone."""
    same = [(day, of, level) for day, name, (of, level) in cleared if name == flag.name]
    if any(of == flag.day.isoformat() and level >= flag.level for _, of, level in same):
        return True
    now = pd.Timestamp(flag.day)
    last = max((day for day, _, _ in same if day < now), default=None)
    if flag.level > Level.SOON or last is None or now - last > timedelta(days=QUIET_DAYS):
        return False
    return not _worse(days, last, now)


def _worse(days: pd.DataFrame, then: pd.Timestamp, now: pd.Timestamp) -> bool:
    """Whether it hurts, or may hurt, WORSE points more than when it was cleared."""
    before = around(days, then, QUIET_DAYS, 0)["pain"].dropna()
    return bool(days["pain"][now] - (before.iloc[-1] if len(before) else 0) >= WORSE)


def flags(log: Log, today: date, limits: Limits) -> list[Finding]:
    """The standing flags as findings, one a name: its most urgent, newest day."""
    first_of: dict[str, Flag] = {}
    for flag in standing(log, today):
        first_of.setdefault(flag.name, flag)
    return [_finding(flag) for flag in first_of.values()]


def _finding(flag: Flag) -> Finding:
    return Finding(
        rule=f"flags.{flag.name}",
        severity=Severity.STOP,
        day=flag.day,
        headline=f"{flag.headline} {flag.whom}",
        measured=1.0,
        limit=1.0,
        unit="signs",
        why=flag.why,
        evidence=flag.evidence,
    )
