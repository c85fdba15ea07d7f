"""Today's ceiling: how long a run may be on a day, what bound it, and what is left of the week.

.. [1] Schuster Brandt Frandsen 2025, Br J Sports Med 59(17):1203–1210, doi 10.1136/bjsports-2024-109380
.. [2] EVIDENCE rule L2; Buist 2008, Am J Sports Med 36:33–39, doi 10.1177/0363546507307505
"""

from __future__ import annotations

from dataclasses import dataclass, replace
from datetime import date, timedelta
from math import isnan

import pandas as pd

from analysis import flags, plan, soreness, words
from analysis.ceiling.hip import FREE, HOLD, LESS, LOWERED_TO, REST, Diary, Hip, hip, silent
from analysis.days import daily, since, up_to
from analysis.limits import Limits
from analysis.load_rules import WEEK_JUMP, WEEK_JUMP_FROM
from analysis.mileage import LOOK_BACK_DAYS, SPIKE, week_of
from analysis.plan import present
from ingest.schema import Log

HISTORY, PAIN, PLAN, FLAG, NOTHING = "history", "pain", "plan", "flag", "nothing"
"""What bound the ceiling; NOTHING where there is nothing to go by."""

SHORTEST_M = 500.0
"""A run that had to be shorter than this is better left out. [m] Own convention."""

LATELY = timedelta(days=45)
"""As much of the log as today's hip and this week can rest on; the rest need not be read. [days]"""

USUAL_DAYS = 28
USUAL_LEAST_DAYS = 14
"""Days before this week that make the usual week, and how many must be known. Own convention."""


@dataclass(frozen=True)
class Ceiling:
    """How long a run may be today, and what that rests on. [m]

    `allowed_m` is None where the day is closed or there is nothing to go by; what was run today comes
    off it. `week_left_m` is None where no usual week is known. `reasons` are sentences, `week_said`
    says what the week's figure rests on, `hip` what the hip says: FREE, HOLD, LESS or REST. On a
    `rest_day` a return plan has no run; `next_run` is the day of its next one, None where none is known.
    """

    allowed_m: float | None = None
    ran_today_m: float = 0.0
    week_left_m: float | None = None
    bound: str = NOTHING
    closed: bool = False
    reasons: tuple[str, ...] = ()
    week_said: str = ""
    hip: int = FREE
    rest_day: bool = False
    next_run: date | None = None

    @property
    def left_m(self) -> float | None:
        return None if self.allowed_m is None else max(0.0, self.allowed_m - self.ran_today_m)


def for_day(log: Log, today: date, limits: Limits) -> Ceiling:
    """Today's ceiling: 10 % (or the runner's own limit) over the longest run of the 30 days before it.

    A return plan that goes on sets its own length instead. An amber hip leaves half of it, and less than
    where it began to hurt; a red one, a plan without a run and any red flag close the day. What is not
    logged lowers nothing, and the reasons say so. Reference: [1]_.
    """
    standing = flags.standing(log, today)
    if standing:
        return Ceiling(bound=FLAG, closed=True, reasons=(standing[0].headline, standing[0].whom))
    lately = since(log, today - LATELY)
    diary, ran = Diary.of(lately, today), run_by_day(lately, today)
    base = by_plan(log, today) or by_history(log, ran, today, limits)
    base = replace(base, ran_today_m=float(ran.get(pd.Timestamp(today), 0.0)))
    before = [clock for clock in soreness.clocks(lately, today) if clock.day < today]
    felt = hip(diary, today, limits, evening=True, clock=before[-1] if before else None)
    found = lowered(base, felt, limits)
    if found.closed:
        return found
    said = [SILENT] if silent(diary, today) and not felt.because else []
    if found.left_m is not None and found.week_left_m is not None and found.left_m > found.week_left_m:
        said.append(PAST_THE_WEEK)
    return replace(found, reasons=(*found.reasons, *said))


PAST_THE_WEEK = "That goes past your usual week; how far a week may grow is a habit, not a proven limit."
SILENT = "Neither today nor yesterday is logged, so this goes by your runs alone."


def run_by_day(log: Log, today: date) -> pd.Series:
    """Distance run on each day with a run of known distance, indexed by day. [m]"""
    return up_to(log.runs, today).groupby("day")["distance_m"].sum(min_count=1).dropna()


def lowered(base: Ceiling, felt: Hip, limits: Limits) -> Ceiling:
    """A ceiling as the hip leaves it."""
    base = replace(base, hip=felt.says)
    if felt.says == REST:
        rest = Ceiling(ran_today_m=base.ran_today_m, bound=PAIN, closed=True, hip=REST)
        return replace(rest, reasons=(felt.sentence,))
    if base.closed:
        return base
    found = _held(base, felt, limits)
    if found.allowed_m is None or felt.onset_m < found.allowed_m:
        found = _before_onset(found, felt.onset_m, limits.profile.distance_unit)
    if found.bound == PAIN and found.allowed_m < SHORTEST_M:
        return replace(
            found, allowed_m=None, week_left_m=None, closed=True, reasons=(*found.reasons, TOO_SHORT)
        )
    return found


TOO_SHORT = "That leaves too little for a run: rest today."


def _held(base: Ceiling, felt: Hip, limits: Limits) -> Ceiling:
    """A ceiling less the share that the hip takes; a plan's own length is not lengthened, so it holds."""
    if felt.says == FREE:
        return base
    reasons = (*base.reasons, felt.sentence)
    if base.allowed_m is None or (felt.says == HOLD and base.bound != HISTORY):
        return replace(base, reasons=reasons)
    share, name = (LOWERED_TO, HALF) if felt.says == LESS else (1 / (1 + limits[SPIKE]), NO_LONGER)
    return replace(base, allowed_m=share * base.allowed_m, bound=PAIN, reasons=(*reasons, name))


HALF = "So today only half of that: a convention, not a measured limit."
NO_LONGER = "So nothing longer than that run today: a convention, not a measured limit."


def _before_onset(base: Ceiling, onset_m: float, unit: str) -> Ceiling:
    if isnan(onset_m):
        return base
    said = f"In your last run it began to hurt after {words.distance(onset_m, unit)}: stay below that."
    return replace(base, allowed_m=onset_m, bound=PAIN, reasons=(*base.reasons, said))


def by_history(log: Log, ran: pd.Series, today: date, limits: Limits) -> Ceiling:
    """What the runner's own last weeks allow. References: [1]_, [2]_."""
    now = pd.Timestamp(today)
    runs = log.runs[log.runs["day"].between(now - pd.Timedelta(days=LOOK_BACK_DAYS), now, inclusive="left")]
    week_left_m, week_said = _week_left(log, ran, today, limits)
    if not runs["distance_m"].gt(0).any():
        none = "No run in the last 30 days, so there is nothing to go by. Begin short."
        return Ceiling(week_left_m=week_left_m, week_said=week_said, reasons=(none,))
    longest = runs.loc[runs["distance_m"].idxmax()]
    unit, more = limits.profile.distance_unit, words.percent(limits[SPIKE])
    far = words.distance(longest["distance_m"], unit)
    said = f"Your longest run of the last 30 days, {far} on {words.day(longest['day'])}, and {more} more."
    allowed_m = (1 + limits[SPIKE]) * float(longest["distance_m"])
    return Ceiling(allowed_m, 0.0, week_left_m, HISTORY, reasons=(said,), week_said=week_said)


def _week_left(log: Log, ran: pd.Series, today: date, limits: Limits) -> tuple[float | None, str]:
    """What is left of the usual week and a fifth (or the runner's own limit) more, and what that is. [m]

    The usual week is seven mean days of the four weeks before this one; None where that is less than the
    week from which L2 counts, for small weeks double easily. Reference: [2]_.
    """
    first = week_of(pd.Series([pd.Timestamp(today)]), log.profile.week_start).iloc[0]
    runs = up_to(log.runs, today)
    days = daily(runs["distance_m"], runs["day"], first.date() - timedelta(days=1), log.diary["day"])
    known = days.iloc[-USUAL_DAYS:].dropna()
    usual_m = 7 * float(known.mean()) if len(known) >= USUAL_LEAST_DAYS else 0.0
    if usual_m < limits[WEEK_JUMP_FROM]:
        return None, ""
    unit, more = limits.profile.distance_unit, words.percent(limits[WEEK_JUMP])
    said = f"Your usual week, {words.distance(usual_m, unit)}, and {more} more, less what you ran this week."
    return max(0.0, (1 + limits[WEEK_JUMP]) * usual_m - float(ran[first:].sum())), said


def by_plan(log: Log, today: date) -> Ceiling | None:
    """What a return plan that goes on allows; None without one."""
    row = plan.current(log, today)
    if row is None:
        return None
    now = plan.progress(log, row, today)
    if now.state == present.AHEAD:
        return _closed(f"Your return plan begins on {words.day(now.week.first)}.", _after(now, today))
    if now.state == present.PAUSED:
        return _closed("Your return plan is paused: the Plan page says what it takes to go on.")
    here, ran_today = now.week, any(ran.day == today for ran in now.week.ran)
    if here.called_off is not None and today >= here.called_off:
        return _closed("After a red run your return plan has no more runs this week.", _after(now, today))
    if len(here.ran) >= here.target.runs and not ran_today:
        return _closed("This week's runs of your return plan are done.", _after(now, today))
    if _third_in_a_row(log, now, today):
        return _closed(THIRD, _after(now, today))
    return _of_plan(now, today, log.profile.distance_unit)


THIRD = "You ran on the last two days: the first steps of your return plan have no third in a row."


def _closed(said: str, next_run: date | None = None) -> Ceiling:
    return Ceiling(bound=PLAN, closed=True, reasons=(said,), rest_day=True, next_run=next_run)


def _of_plan(now: plan.Progress, today: date, unit: str) -> Ceiling:
    here, target = now.week, now.week.target
    cap_m = here.cap_on(today)
    reasons = [f"Your return plan: a run of at most {words.distance_within(cap_m, unit)} this week."]
    coming = _coming(now)
    rest_day = today not in coming and not any(ran.day == today for ran in here.ran)
    if rest_day:
        reasons = [COUNTED.format(far=words.distance_within(cap_m, unit))]
    left_m = max(0, target.runs - len(here.ran)) * cap_m
    if target.budget_m is not None:
        left_m = max(0.0, target.budget_m - here.distance_m)
    said = f"What your return plan leaves of this week, step {target.step}."
    return Ceiling(
        cap_m,
        0.0,
        left_m,
        PLAN,
        reasons=tuple(reasons),
        week_said=said,
        rest_day=rest_day,
        next_run=_after(now, today) if rest_day else None,
    )


COUNTED = "Your return plan has no run today. One of at most {far} would count as one of this week's."


def _coming(now: plan.Progress) -> list[date]:
    return [each.day for each in now.sessions if each.state in (present.NEXT, present.PLANNED)]


def _after(now: plan.Progress, today: date) -> date | None:
    """The plan's next day with a run after today: of this week, else of the next one."""
    return next((day for day in (*_coming(now), *now.next_days) if day > today), None)


def _third_in_a_row(log: Log, now: plan.Progress, today: date) -> bool:
    """Whether a run today would be the third day in a row in one of the plan's first weeks."""
    days = {day.date() for day in up_to(log.runs, today)["day"]}
    before = {today - timedelta(days=1), today - timedelta(days=2)}
    return now.step <= present.GENTLE_STEPS and before <= days and today not in days
