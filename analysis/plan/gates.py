"""What must hold before a return plan may begin, each with what is missing. EVIDENCE 5.6."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date, timedelta
from math import isnan

import pandas as pd

from analysis import flags, pain, words
from analysis.limits import Limits, at_least
from ingest.schema import Log, listed

ONE_DAY = timedelta(days=1)

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
    """Three days in a row up to today, or up to yesterday while today is not logged yet.

    The morning after each of them must be known as well, as far as it has been: no entry is not a good
    morning. That of today has been. A morning whose day before is not known is judged by itself.
    """
    worst, waking = pain.daily(log.diary, today), pain.mornings(log.diary, today)
    logged_today = not isnan(_on(worst, today))
    last = today if logged_today else today - ONE_DAY
    days = [last - back * ONE_DAY for back in range(QUIET_DAYS - 1, -1, -1)]
    missing = [said for day in days if (said := _missing(day, worst, waking, limits))]
    quiet = _quiet_at_the_end(days, worst, waking, limits)
    said = [f"{missing[-1]} {words.days(QUIET_DAYS - len(quiet))} more to go."] if missing else []
    mornings = [day + ONE_DAY for day in quiet if day < today]
    unlogged = [words.day(morning) for morning in mornings if isnan(_on(waking, morning))]
    said += [UNLOGGED.format(days=" and ".join(unlogged))] if unlogged else []
    return Gate("quiet", NAME, not said, " ".join(said) or f"{words.day(days[0])} to {words.day(last)}.")


NAME = f"{QUIET_DAYS} days in a row with pain of at most {QUIET_PAIN}, their mornings logged and not worse"
UNLOGGED = "Waking on {days} is not logged: the log of each day asks it under More, “Pain on waking”."


def _on(scores: pd.Series, day: date) -> float:
    return float(scores.get(pd.Timestamp(day), float("nan")))


def _missing(day: date, worst: pd.Series, waking: pd.Series, limits: Limits) -> str:
    """What speaks against a day, its waking or the next one; "" for nothing."""
    score = _on(worst, day)
    if isnan(score):
        return f"{words.day(day)} is not logged."
    if score > QUIET_PAIN:
        return f"{words.day(day)} was {words.number(score)} of 10."
    return _bad_morning(day, waking, limits) or _bad_morning(day + ONE_DAY, waking, limits)


def _bad_morning(day: date, waking: pd.Series, limits: Limits) -> str:
    now, before = _on(waking, day), _on(waking, day - ONE_DAY)
    if now > QUIET_PAIN:
        return f"{words.day(day)} began with {words.number(now)} of 10."
    if at_least(now - before, limits[pain.MORNING_WATCH]):
        return f"On {words.day(day)} waking hurt more than the day before."
    return ""


def _quiet_at_the_end(days: list[date], worst: pd.Series, waking: pd.Series, limits: Limits) -> list[date]:
    """The last of the days against which nothing speaks: should the coming ones be quiet, they count."""
    bad = [number for number, day in enumerate(days, 1) if _missing(day, worst, waking, limits)]
    return days[bad[-1] if bad else 0 :]
