"""Which red flags stand: those raised and not cleared since."""

from __future__ import annotations

from datetime import date

from analysis.findings import Finding, Severity
from analysis.flags import bone_stress
from analysis.flags.clearings import USUAL
from analysis.flags.flag import Flag, parts_of
from analysis.flags.lives import lives
from analysis.limits import Limits
from ingest.schema import SIGNS, Log, listed


def standing(log: Log, today: date) -> list[Flag]:
    """The flags that stand on a day, most urgent first, then newest; empty where none does."""
    return sorted((life.flag for life in lives(log, today) if life.last is None), key=_place)


def _place(flag: Flag) -> tuple:
    return -flag.level, -flag.day.toordinal(), list(USUAL).index(flag.name)


def flags(log: Log, today: date, limits: Limits) -> list[Finding]:
    """P6 and P7: the standing flags as findings, one a name: its most urgent, newest day."""
    return [_finding(same[0], today) for same in by_name(standing(log, today)).values()]


def by_name(found: list[Flag]) -> dict[str, list[Flag]]:
    """The flags of each name, in the order given."""
    names = dict.fromkeys(flag.name for flag in found)
    return {name: [flag for flag in found if flag.name == name] for name in names}


def in_words(keys: str) -> list[str]:
    """What keys of flags stand for, each once: `["it woke me at night", "I limp"]`."""
    said = SIGNS | {bone_stress.NAME: bone_stress.IN_WORDS}
    names = [parts_of(key)[1] for key in listed(keys)]
    return list(dict.fromkeys(said[name] for name in names if name in said))


def _finding(flag: Flag, today: date) -> Finding:
    return Finding(
        rule=f"flags.{flag.name}",
        severity=Severity.STOP,
        day=min(flag.day, today),
        headline=f"{flag.headline} Do not run. {flag.whom}",
        measured=1.0,
        limit=1.0,
        unit="signs",
        why=flag.why,
        evidence=flag.evidence,
    )
