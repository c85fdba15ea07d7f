"""What does not stop a run by itself, but should be shown to somebody within one to two weeks.

Pain on every day of two weeks is rule P5 (`analysis.pain_course.lasting`) and is not said again here.

References
----------
.. [1] EVIDENCE 5.4, referral levels "within 1–2 weeks"; zones of 5.3 after Silbernagel 2007
.. [2] popular articles on running with hip pain: who is seen for what
"""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date

import numpy as np
import pandas as pd

from analysis import pain_course, soreness, words
from analysis.findings import Evidence, Finding, Rule, Severity
from analysis.flags.bone_stress import Columns, columns, pattern
from analysis.flags.by_day import by_day
from analysis.flags.clearings import clearings, on_page, pages
from analysis.limits import Limit, Limits
from ingest.schema import Log

HARD = 5
"""Pain in a run above which the run is red. [0–10] [1]_ Not the runner's own limit of `pain.zone`, which
may be higher: to see somebody is advice that a setting should not put off."""

MORNING_RISE, MORNING_HIGH = 2, 4
"""On waking after a run: rise from which, and score from which, the run is red. [points], [0–10] [1]_"""

SETTLED_HOURS = 72
"""Hours by which a hip is back to where it was before a run; beyond them the run is red. [1]_"""

WEEK = 7
TWO_WEEKS = 14
"""More days than this, first and last counted, are more than two weeks. [days] [1]_"""

APART_DAYS = 14
"""Days logged at most this many days apart are one spell. [days] Own convention."""

LEAST_RUNS = 4
"""Runs that must have been scored before "after every run" is said. Own convention: two a week."""

JOINT = ("snapping", "clicking", "locking", "less_range")
"""Kinds of pain and signs that speak of the joint itself. [1]_"""

Spell = tuple[pd.Timestamp, pd.Timestamp]
"""First and last day."""

SPECIALISTS = {
    "front": "a sports doctor or an orthopaedic (bone and joint) doctor",
    "deep": "a sports doctor or an orthopaedic (bone and joint) doctor",
    "inner": "a sports doctor or a physiotherapist who works with runners",
    "outer": "a physiotherapist who works with runners",
    "back": "a physiotherapist who works with runners",
    "sit_bone": "a physiotherapist who works with runners",
    "low_back": "a doctor or a physiotherapist",
}
"""Whom to see for which place. [2]_"""

ANYBODY = "a doctor or a physiotherapist who works with runners"
SOON = "within one to two weeks"

LOAD_QUESTION = (
    "You logged pain in front or deep inside the hip. Does it get worse when you run and ease when you "
    "rest? Please tick what sets it off in today's entry. If it does, do not run before you have said so."
)
LOAD_WHY = (
    "Front or deep pain that comes with running is one to show to a doctor before the next run. What you "
    "logged so far does not say whether yours does."
)
PLACE_QUESTION = (
    "Your pain has changed, and hiplog does not know where it is. Is it in front, in the groin or deep "
    "inside? Please mark the place in today's entry."
)
GROIN_QUESTION = (
    "You logged pain at the inner thigh that comes with running, and it has changed. Does it reach up into "
    "the groin, in front or deep inside the hip? If it does, mark that place in today's entry before you run."
)
PLACE_WHY = "Pain in front or deep inside that comes with running is one to show to a doctor early."
WHY = (
    "Clinicians advise to have this looked at. It is a common convention, not a measured limit, and hiplog "
    "cannot see what is behind it."
)
FEET_WHY = (
    "Pain that stays after every run although it is cared for is worth a look at how you move: a "
    "physiotherapist for gait and strength, an orthopaedic doctor for the joint, a podiatrist (foot "
    "specialist) where shoes or feet come into it. That is common advice, not a measured limit."
)

CONVENTION = Evidence(
    "convention",
    "clinical convention; zones after Silbernagel 2007, doi 10.1177/0363546506298279",
    "Advice of clinicians; no study sets the numbers.",
)
BONE = Evidence(
    "convention",
    "Robertson & Wood 2017, doi 10.1055/s-0043-103946",
    "Clinicians agree on asking; what is behind it only an examination can tell.",
)


def referrals(log: Log, today: date, limits: Limits) -> list[Finding]:
    """Whom to see within one to two weeks and why, and what hiplog has to be told first."""
    days = by_day(log, today)[: pd.Timestamp(today)]
    if days.empty:
        return []
    days["told_place"] = days["place"].ffill()  # where it hurt last, as told by then
    found = list(_questions(on_page(columns(days), pages(clearings(log, today))[-1])))
    for part in (_hard_runs, _joint, _radiating):
        found += part(days)
    found += _red_weeks(days, _unsettled(log, today))
    return found + list(_every_run(days, pain_course.lasting(log, today, limits)))


def _questions(days: Columns) -> Iterator[Finding]:
    """P7 with a part unknown on the last day: asked for, so that no such pattern passes silently."""
    if not days["heard"].any():
        return
    met = {name: held[-1] for name, held in pattern(days).items()}
    last = pd.Timestamp(days["day"][days["heard"]][-1])
    if not (met["hurting"] and met["reason"]):
        return
    if met["bony"] and not met["load"] and not met["asked"]:
        yield _finding("under_load", last, LOAD_QUESTION, LOAD_WHY, BONE)
    if met["inner"] and not met["bony"] and met["load"]:
        yield _finding("groin", last, GROIN_QUESTION, PLACE_WHY, BONE)
    if not met["placed"] and (met["load"] or not met["asked"]):
        yield _finding("place", last, PLACE_QUESTION, PLACE_WHY, BONE)


def _hard_runs(days: pd.DataFrame) -> Iterator[Finding]:
    """Pain above 5 in two scored runs, one after the other."""
    scores = days["run_pain"].dropna()
    hard = scores.gt(HARD)
    for _, last in stretches(scores.index[hard & hard.shift(1, fill_value=False)]):
        said = f"Your hip hurt more than {HARD} of 10 in two runs in a row, the last on {words.day(last)}."
        yield _finding(
            "hard_runs", last, _see(said, days, last), WHY, measured=(scores[last], HARD, "points")
        )


def _red_weeks(days: pd.DataFrame, unsettled: list[date]) -> Iterator[Finding]:
    """A red run, and another in the seven days before the seven that end with it."""
    red = days.index[_red(days) | days.index.isin(pd.to_datetime(unsettled))]
    newest, oldest = red - pd.Timedelta(days=WEEK), red - pd.Timedelta(days=2 * WEEK - 1)
    again = red[red.searchsorted(newest, side="right") > red.searchsorted(oldest)]
    for _, last in stretches(again):
        said = f"In two weeks in a row your hip took a run badly, the last on {words.day(last)}."
        yield _finding("red_weeks", last, _see(said, days, last), WHY, measured=(2, 2, "weeks"))


def _red(days: pd.DataFrame) -> pd.Series:
    """Days with a run that hurt above HARD, or that the next morning had not got over. Reference: [1]_."""
    after = days["waking"].shift(-1)
    late = (after - days["waking"]).ge(MORNING_RISE) | after.ge(MORNING_HIGH)
    return days["run_pain"].gt(HARD) | (days["ran"] & late)


def _unsettled(log: Log, today: date) -> list[date]:
    """Days with a run that the hip had not got over SETTLED_HOURS later."""
    clocks = soreness.clocks(log, today)
    late = ([each.sorer and each.hours > SETTLED_HOURS for each in clock.readings] for clock in clocks)
    return [clock.day for clock, sore in zip(clocks, late, strict=True) if any(sore)]


def _joint(days: pd.DataFrame) -> Iterator[Finding]:
    """Clicking, snapping, locking or less movement over more than two weeks."""
    said = zip(days["quality"], days["signs"], strict=True)
    held = [not (quality | signs).isdisjoint(JOINT) for quality, signs in said]
    for first, last in stretches(days.index[held]):
        length = _length(first, last)
        if length > TWO_WEEKS:
            said = (
                "Your hip has clicked, snapped, locked or moved less far than usual for "
                f"{words.days(length)}, up to {words.day(last)}. See {SPECIALISTS['deep']} {SOON}."
            )
            yield _finding("joint", last, said, WHY, measured=(length, TWO_WEEKS, "days"))


def _radiating(days: pd.DataFrame) -> Iterator[Finding]:
    """Pain that runs down the leg, however long."""
    for _, last in stretches(days.index[["radiating" in signs for signs in days["signs"]]]):
        said = f"On {words.day(last)} pain ran down your leg. See {SPECIALISTS['low_back']} {SOON}."
        yield _finding("radiating", last, f"{said} If the leg turns numb or weak, log it at once.", WHY)


def _every_run(days: pd.DataFrame, lasting: list[Finding]) -> Iterator[Finding]:
    """Sore after every run for more than two weeks, whatever was done for it: ticked so, or scored so.

    Where P5 says already that it hurts day after day, scores alone do not say it again.
    """
    p5 = [pd.Timestamp(finding.day) for finding in lasting]
    found = list(stretches(days.index[["every_run" in timing for timing in days["timing"]]]))
    found += [spell for spell in _sore_runs(days) if not any(spell[0] <= day <= spell[1] for day in p5)]
    long = {last: first for first, last in found if _length(first, last) > TWO_WEEKS}
    for last, first in long.items():
        length = _length(first, last)
        said = f"Your hip was sore after every run for {words.days(length)}, up to {words.day(last)}."
        seen = _see(said, days, last)
        yield _finding("every_run", last, seen, FEET_WHY, measured=(length, TWO_WEEKS, "days"))


def _sore_runs(days: pd.DataFrame) -> Iterator[Spell]:
    """Stretches of LEAST_RUNS scored runs and more, of which each hurt on its day or the day after."""
    pain_after = np.fmax(days["pain"], days["pain"].shift(-1))[days["ran"]].dropna()
    sore = pain_after.ge(1)
    each = np.flatnonzero(sore)
    for spell in np.split(each, np.flatnonzero(np.diff(each) > 1) + 1):
        if len(spell) >= LEAST_RUNS:
            yield from stretches(sore.index[spell])


def stretches(days: pd.DatetimeIndex) -> Iterator[Spell]:
    """First and last of each stretch of days, in order, that lie APART_DAYS apart at most."""
    if len(days):
        gaps = np.flatnonzero(np.diff(days) > np.timedelta64(APART_DAYS, "D"))
        yield from zip(days[[0, *(gaps + 1)]], days[[*gaps, -1]], strict=True)


def _length(first: pd.Timestamp, last: pd.Timestamp) -> int:
    """Days from first to last, both counted."""
    return (last - first).days + 1


def _see(said: str, days: pd.DataFrame, last: pd.Timestamp) -> str:
    """The sentence, and whom to see for the place that hurt last."""
    return f"{said} See {SPECIALISTS.get(days.at[last, 'told_place'], ANYBODY)} {SOON}."


def _finding(
    name: str,
    day: pd.Timestamp,
    headline: str,
    why: str,
    evidence: Evidence = CONVENTION,
    measured: tuple[float, float, str] = (1, 1, "signs"),
) -> Finding:
    """`measured` is what was measured, its limit and the unit of both."""
    amount, limit, unit = measured
    rule, severity = f"referral.{name}", Severity.ACT
    return Finding(rule, severity, day.date(), headline, float(amount), float(limit), unit, why, evidence)


LIMITS: tuple[Limit, ...] = ()
"""None: whom to see is no matter of settings."""

RULES: tuple[Rule, ...] = (referrals,)
