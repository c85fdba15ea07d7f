"""Which red flags stand: those raised and not cleared since."""

from __future__ import annotations

from datetime import date, timedelta
from typing import NamedTuple

import pandas as pd

from analysis.days import up_to
from analysis.findings import Finding, Severity
from analysis.flags import bone_stress, signs
from analysis.flags.by_day import around, by_day
from analysis.flags.flag import Flag, Level, parts_of
from analysis.limits import Limits
from ingest.schema import SIGNS, Log, listed

QUIET_DAYS = 14
"""How long a cleared sign that can wait a week or two stays quiet. [days] Own convention."""

WORSE = 2
"""Points by which pain has grown since the clearing, so that it does not stay quiet. [0–10]
Salaffi 2004, doi 10.1016/j.ejpain.2003.09.004: two points are a clear change."""

USUAL = {bone_stress.NAME: Level.PROMPT} | signs.USUAL


class Cleared(NamedTuple):
    """One flag that was cleared: when, which sign, of which day (ISO text), and at which level."""

    on: pd.Timestamp
    name: str
    day: str
    level: Level


def standing(log: Log, today: date) -> list[Flag]:
    """The flags that stand on a day, most urgent first, then newest; empty where none does."""
    days, cleared = by_day(log, today), clearings(log, today)
    if days.empty:
        return []
    flags = [*signs.raised(days), *bone_stress.raised(new_page(days, cleared))]
    return sorted((flag for flag in flags if not _quiet(flag, cleared, days)), key=_place)


def _place(flag: Flag) -> tuple:
    return -flag.level, -flag.day.toordinal(), list(USUAL).index(flag.name)


def clearings(log: Log, today: date) -> list[Cleared]:
    """Every flag cleared up to a day."""
    rows = up_to(log.clearances, today)
    keys = [
        (on, *parts_of(key))
        for on, flags in zip(rows["day"], rows["flags"], strict=True)
        for key in listed(flags)
    ]
    return [Cleared(on, name, day, level or USUAL[name]) for on, day, name, level in keys if name in USUAL]


def new_page(days: pd.DataFrame, cleared: list[Cleared]) -> pd.DataFrame:
    """The days that count for P7: from its last clearing on."""
    return days[max((each.on for each in cleared if each.name == bone_stress.NAME), default=None) :]


def _quiet(flag: Flag, cleared: list[Cleared], days: pd.DataFrame) -> bool:
    """Whether a clearing covers this flag: by name and day, or for a while by name alone."""
    same = [each for each in cleared if each.name == flag.name]
    if any(each.day == flag.day.isoformat() and each.level >= flag.level for each in same):
        return True
    now = pd.Timestamp(flag.day)
    last = max((each.on for each in same if each.on < now), default=None)
    if flag.level > Level.SOON or last is None or now - last > timedelta(days=QUIET_DAYS):
        return False
    return not _worse(days, last, now)


def _worse(days: pd.DataFrame, then: pd.Timestamp, now: pd.Timestamp) -> bool:
    """Whether it hurts, or may hurt, WORSE points more than when it was cleared."""
    before = around(days, then, QUIET_DAYS, 0)["pain"].dropna()
    return bool(days["pain"][now] - (before.iloc[-1] if len(before) else 0) >= WORSE)


def flags(log: Log, today: date, limits: Limits) -> list[Finding]:
    """P6 and P7: the standing flags as findings, one a name: its most urgent, newest day."""
    return [_finding(same[0]) for same in by_name(standing(log, today)).values()]


def by_name(found: list[Flag]) -> dict[str, list[Flag]]:
    """The flags of each name, in the order given."""
    names = dict.fromkeys(flag.name for flag in found)
    return {name: [flag for flag in found if flag.name == name] for name in names}


def in_words(keys: str) -> list[str]:
    """What keys of flags stand for, each once: `["it woke me at night", "I limp"]`."""
    said = SIGNS | {bone_stress.NAME: bone_stress.IN_WORDS}
    names = [parts_of(key)[1] for key in listed(keys)]
    return list(dict.fromkeys(said[name] for name in names if name in said))


def _finding(flag: Flag) -> Finding:
    return Finding(
        rule=f"flags.{flag.name}",
        severity=Severity.STOP,
        day=flag.day,
        headline=f"{flag.headline} Do not run. {flag.whom}",
        measured=1.0,
        limit=1.0,
        unit="signs",
        why=flag.why,
        evidence=flag.evidence,
    )
