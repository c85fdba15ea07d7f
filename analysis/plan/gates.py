"""What must hold before a return plan may begin, each with what is missing. EVIDENCE 5.6."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date, timedelta
from math import isnan

import pandas as pd

from analysis import flags, pain, words
from analysis.limits import Limits, at_least
from ingest.schema import Log, listed

QUIET_DAYS = 3
QUIET_PAIN = 2
"""So many days in a row with a worst pain of no more than this. [days] [0–10] EVIDENCE 5.6"""

WALK_MINUTES = 30
WALK_PAIN = 1
"""How long a walk, and how much it may hurt. [min] [0–10] EVIDENCE 5.6"""

BONE_STRESS = "bone_stress"


@dataclass(frozen=True)
class Gate:
    """One condition: `said` tells how it is met, or what is missing."""

    key: str
    name: str
    met: bool
    said: str


def gates(
    log: Log, today: date, limits: Limits, walked: bool, bone_stress: bool | None, cleared_by: str
) -> tuple[Gate, ...]:
    """The four gates as they are on a day.

    The runner says whether a walk of half an hour hurt no more than 1 of 10 (`walked`), whether there
    ever was a stress injury of the hip's bone (`bone_stress`, None: not said; the log may know of one as
    well), and who cleared it (`cleared_by`, "" for nobody).
    """
    hurt = True if had_bone_stress(log, today) else bone_stress
    return _walk(walked), _quiet(log, today, limits), _no_flag(log, today), _bone(hurt, cleared_by.strip())


def had_bone_stress(log: Log, today: date) -> bool:
    """Whether the pattern of a bone under stress stands in the log, cleared or not."""
    cleared = [key for keys in log.clearances["flags"] for key in listed(keys)]
    return any(BONE_STRESS in key.split(":") for key in cleared) or any(
        flag.name == BONE_STRESS for flag in flags.standing(log, today)
    )


def _walk(walked: bool) -> Gate:
    name = f"A walk of {WALK_MINUTES} minutes with pain of at most {WALK_PAIN} of 10"
    return Gate("walk", name, walked, "You say so." if walked else "Say so below once you have.")


def _no_flag(log: Log, today: date) -> Gate:
    standing = flags.standing(log, today)
    said = f"{standing[0].headline} {standing[0].whom}" if standing else "None stands."
    return Gate("flag", "No red flag", not standing, said)


def _bone(hurt: bool | None, cleared_by: str) -> Gate:
    name = "No stress injury of the bone, or cleared for running by a clinician"
    if hurt is None:
        return Gate("bone", name, False, "Answer the question below.")
    if not hurt:
        return Gate("bone", name, True, "You say there was none.")
    return Gate(
        "bone", name, bool(cleared_by), f"By {cleared_by}." if cleared_by else "Write below who cleared you."
    )


def _quiet(log: Log, today: date, limits: Limits) -> Gate:
    """Three days in a row up to today, or up to yesterday while today is not logged yet."""
    worst, waking = pain.daily(log.diary, today), pain.mornings(log.diary, today)
    logged_today = not isnan(_on(worst, today))
    last = today if logged_today else today - timedelta(days=1)
    days = [last - timedelta(days=back) for back in range(QUIET_DAYS - 1, -1, -1)]
    missing = [said for day in days if (said := _missing(day, worst, waking, limits))]
    name = f"{QUIET_DAYS} days in a row with pain of at most {QUIET_PAIN}, mornings not worse"
    if not missing:
        return Gate("quiet", name, True, f"{words.day(days[0])} to {words.day(last)}.")
    return Gate("quiet", name, False, f"{missing[-1]} {_earliest(days, worst, waking, limits)}")


def _on(scores: pd.Series, day: date) -> float:
    return float(scores.get(pd.Timestamp(day), float("nan")))


def _missing(day: date, worst: pd.Series, waking: pd.Series, limits: Limits) -> str:
    """What speaks against a day, "" for nothing. The worst of a day is the worst of its waking too."""
    score, now, before = _on(worst, day), _on(waking, day), _on(waking, day - timedelta(days=1))
    if isnan(score):
        return f"{words.day(day)} is not logged."
    if score > QUIET_PAIN:
        return f"{words.day(day)} was {words.number(score)} of 10."
    if now > QUIET_PAIN:
        return f"{words.day(day)} began with {words.number(now)} of 10."
    if at_least(now - before, limits[pain.MORNING_WATCH]):
        return f"On {words.day(day)} waking hurt more than the day before."
    return ""


def _earliest(days: list[date], worst: pd.Series, waking: pd.Series, limits: Limits) -> str:
    """How many days in a row are still missing, should the coming ones be quiet."""
    counted = 0
    for day in reversed(days):
        if _missing(day, worst, waking, limits):
            break
        counted += 1
    return f"{words.days(QUIET_DAYS - counted)} more to go."
