"""How a run of the plan went: green, amber or red, by pain in it and on waking after it.

.. [1] EVIDENCE 5.3; Silbernagel 2007, doi 10.1177/0363546506298279 (zones: Thomeé 1997)
"""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date, timedelta
from math import isnan

from analysis import pain, soreness
from analysis.limits import Limits, above, at_least
from ingest.schema import Log

GREEN, AMBER, RED, WAITING, UNRATED = "green", "amber", "red", "waiting", "unrated"


@dataclass(frozen=True)
class Outcome:
    """How a day's running went. `known_on` is the day on which that was known; `why` says it in words."""

    day: date
    verdict: str
    known_on: date
    why: str


def outcomes(log: Log, today: date, limits: Limits) -> dict[date, Outcome]:
    """The outcome of each day with a run, up to and including `today`. Reference: [1]_.

    A run is judged by the pain in it, or by the day's worst where that was not asked, and by the
    waking score after it: its change, or the score itself where the morning before is not known.
    It waits until the next morning is logged, or is over; then the run itself decides. Without
    any score of the day it is unrated: no entry is not no pain.
    """
    days = pain.on_run_days(log, today).itertuples()
    return {row.day.date(): _outcome(row, today, limits) for row in days}


def _outcome(row, today: date, limits: Limits) -> Outcome:
    day = row.day.date()
    next_day = day + timedelta(days=1)
    in_run = row.worst_pain if isnan(row.run_pain) else row.run_pain
    by_run, by_morning = _of_run(in_run, limits), _of_morning(row, limits)
    if RED in (by_run, by_morning):
        return Outcome(day, RED, day if by_run == RED else next_day, _why(row, in_run, by_run == RED))
    if AMBER in (by_run, by_morning):
        return Outcome(day, AMBER, day if by_run == AMBER else next_day, _why(row, in_run, by_run == AMBER))
    if by_morning == WAITING and today <= next_day:
        return Outcome(day, WAITING, next_day, "the next morning is not logged yet")
    if by_run == UNRATED:
        return Outcome(day, UNRATED, next_day, "no pain score that day")
    return Outcome(day, GREEN, next_day, "")


def _of_run(score: float, limits: Limits) -> str:
    if isnan(score):
        return UNRATED
    if above(score, limits[pain.ZONE_ACT]):
        return RED
    return AMBER if at_least(score, limits[pain.ZONE_WATCH]) else GREEN


def _of_morning(row, limits: Limits) -> str:
    after, change = row.morning_after, row.morning_change
    if isnan(after):
        return WAITING
    if at_least(change, limits[pain.MORNING_ACT]) or at_least(after, limits[pain.MORNING_HIGH]):
        return RED
    unknown_rise = isnan(change) and at_least(after, limits[pain.ZONE_WATCH])
    return AMBER if unknown_rise or at_least(change, limits[pain.MORNING_WATCH]) else GREEN


def _why(row, in_run: float, of_run: bool) -> str:
    if of_run:
        return f"pain {in_run:.0f} of 10"
    rise = f", {row.morning_change:.0f} more than the morning before" if row.morning_change > 0 else ""
    return f"{row.morning_after:.0f} of 10 the next morning{rise}"


def unsettled(log: Log, today: date, limits: Limits) -> dict[date, date]:
    """Days with a run whose pain was not back after 72 hours (P3), with the day on which that was known."""
    found = {}
    for clock in soreness.clocks(log, today):
        late = [
            each for each in clock.readings if each.sorer and above(each.hours, limits[soreness.ACT_AFTER])
        ]
        if late:
            found[clock.day] = late[0].at.date()
    return found
