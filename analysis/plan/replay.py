"""The return plan played through from its first day: week by week, which step, and how it went.

Nothing of a plan is kept but its row: the runs, the diary and the clearings say the rest, so an
import, a correction or a late entry changes the plan by itself.
"""

from __future__ import annotations

from collections.abc import Collection, Mapping
from dataclasses import dataclass, field, replace
from datetime import date, timedelta
from math import isnan

import pandas as pd

from analysis.days import since, up_to
from analysis.limits import above, limits_of
from analysis.mileage import LOOK_BACK_DAYS, SPIKE
from analysis.plan import outcome, steps
from analysis.plan.outcome import AMBER, GREEN, RED, Outcome
from analysis.stops import stops
from ingest.schema import Log

ONE_DAY = timedelta(days=1)
ONE_WEEK = timedelta(days=7)

OVER_BY = 0.05
"""How far a run may pass its length before it counts as over: watches err by about as much.
[fraction] Own convention."""

DAYS_BEFORE = timedelta(days=7)
"""How far before a plan the diary tells of its first runs: how the hip was on the day and morning before."""

EMPTY_WEEKS = 2
"""So many weeks in a row without a run go back a step: the 14 days of rule L10. Own convention."""

ADVANCED, REPEATED, BACK, STOPPED, OPEN = "advanced", "repeated", "back", "stopped", "open"


@dataclass(frozen=True)
class Target:
    """What a week asks for. `cap_m` is the longest run, `budget_m` all runs together or None. [m]"""

    step: int
    runs: int
    cap_m: float
    budget_m: float | None = None


@dataclass(frozen=True)
class Ran:
    """A day's running, its runs added up: NaN metres where none is known. `over`: past the week's target.

    `measured`: the length of every run of the day is known.
    """

    day: date
    distance_m: float
    over: bool
    outcome: Outcome
    measured: bool

    @property
    def verdict(self) -> str:
        """Green, amber, red, waiting or unrated; amber at best where it was over, or may have been."""
        doubtful = self.over or not self.measured
        return AMBER if doubtful and self.outcome.verdict != RED else self.outcome.verdict


@dataclass(frozen=True)
class Week:
    """Seven days of the plan.

    `late` holds the days of runs that had not settled after 72 hours, where those ended in this week;
    from `called_off` on it has no more runs. `verdict` is OPEN while it goes on.
    """

    number: int
    first: date
    target: Target
    ran: tuple[Ran, ...]
    late: tuple[date, ...]
    called_off: date | None
    verdict: str = OPEN

    @property
    def last(self) -> date:
        return self.first + ONE_WEEK - ONE_DAY

    @property
    def distance_m(self) -> float:
        return sum(ran.distance_m for ran in self.ran if not isnan(ran.distance_m))

    def cap_on(self, day: date) -> float:
        """The longest run of a day: no more than the runs before it have left of the week's sum. [m]"""
        if self.target.budget_m is None:
            return self.target.cap_m
        before_m = sum(ran.distance_m for ran in self.ran if ran.day < day and not isnan(ran.distance_m))
        return max(0.0, min(self.target.cap_m, self.target.budget_m - before_m))

    def count(self, verdict: str) -> int:
        """How many of its days with a run went like that."""
        return sum(ran.verdict == verdict for ran in self.ran)


@dataclass(frozen=True)
class Standing:
    """Where the runner stands between two weeks: the step, its green runs so far, weeks without a run,
    and what each later step may hold in a week. [m]
    """

    step: int = 1
    greens: int = 0
    empty: int = 0
    budgets: Mapping[int, float] = field(default_factory=dict)


@dataclass(frozen=True)
class Replay:
    """The weeks up to the one of the day asked for, or of the red flag that stopped the plan before."""

    weeks: tuple[Week, ...]
    standing: Standing
    stopped_on: date | None


def replay(log: Log, plan_row, today: date) -> Replay:
    """The weeks of a plan that has begun, the last one open; `standing` is where that one began.

    `plan_row` is a row of PLANS with attributes. Weeks are seven days from the plan's first day. After
    two green runs at a step and no amber one the next step follows, after an amber one or too few the
    same, after a red one the step before.
    """
    first = plan_row.started_on.date()
    stopped_on = _stop(log, first, today)
    until = stopped_on or today
    facts, standing = _facts(log, first, until), _began(log, plan_row)
    weeks = [_week(1, first, standing, facts)]
    while weeks[-1].last < until:
        standing, verdict = after(standing, weeks[-1])
        weeks[-1] = replace(weeks[-1], verdict=verdict)
        weeks.append(_week(len(weeks) + 1, weeks[-1].first + ONE_WEEK, standing, facts))
    if stopped_on:
        weeks[-1] = replace(weeks[-1], verdict=STOPPED)
    return Replay(tuple(weeks), standing, stopped_on)


def after(standing: Standing, week: Week) -> tuple[Standing, str]:
    """Where a week leads, and the word for it."""
    step, greens = standing.step, standing.greens + week.count(GREEN)
    if week.late or week.count(RED):
        return _back(standing), BACK if step > 1 else REPEATED
    if week.count(AMBER):
        return replace(standing, greens=0, empty=0), REPEATED
    if greens >= steps.GREENS:
        budgets = {**standing.budgets, step + 1: _grown(week)}
        return Standing(step + 1, budgets=budgets), ADVANCED
    if week.ran:
        return replace(standing, greens=greens, empty=0), REPEATED
    if standing.empty + 1 >= EMPTY_WEEKS:
        return _back(standing), BACK if step > 1 else REPEATED
    return replace(standing, empty=standing.empty + 1), REPEATED


def _back(standing: Standing, steps_back: int = 1) -> Standing:
    return Standing(max(1, standing.step - steps_back), budgets=standing.budgets)


def _grown(week: Week) -> float:
    """What the week after may hold. [m] Where its runs had no length, no more than this one might."""
    if week.distance_m > 0:
        return (1 + steps.GROWTH) * week.distance_m
    return week.target.budget_m or week.target.runs * week.target.cap_m


def _began(log: Log, plan_row) -> Standing:
    """Step 1, or where a plan goes on that a red flag had stopped: a step before.

    Every two weeks since the stop are one more step back, as weeks without a run are.
    """
    plans = log.plans
    earlier = plans[(plans["ended_on"] == plan_row.started_on) & (plans["started_on"] < plan_row.started_on)]
    if earlier.empty:
        return Standing()
    before = replay(log, next(earlier.itertuples()), plan_row.started_on.date())
    if before.stopped_on is None:
        return Standing()
    away = (plan_row.started_on.date() - before.stopped_on) // ONE_WEEK
    return _back(before.standing, 1 + away // EMPTY_WEEKS)


def _stop(log: Log, first: date, today: date) -> date | None:
    """The first day of the plan on which a red flag stood; one cleared on its first day was before it."""
    for stop in stops(log, today):
        if stop.first <= today and (stop.first >= first or stop.last is None or stop.last > first):
            return max(stop.first, first)
    return None


@dataclass(frozen=True)
class _Facts:
    """What was run since the plan began, by day [m], and how it went; `late` says when those
    that were not settled after 72 hours were known to be so. `unmeasured` are days with a run of
    unknown length."""

    distance_m: Mapping[date, float]
    unmeasured: Collection[date]
    longest_m: pd.Series
    outcomes: Mapping[date, Outcome]
    late: Mapping[date, date]
    spike: float


def _facts(log: Log, first: date, until: date) -> _Facts:
    limits = limits_of(log)
    log = since(log, first - DAYS_BEFORE)
    runs = up_to(log.runs, until)
    runs = runs[runs["day"] >= pd.Timestamp(first)]
    by_day = runs.groupby("day")["distance_m"]
    sums = {day.date(): metres for day, metres in by_day.sum(min_count=1).items()}
    judged = outcome.outcomes(log, until, limits)
    unmeasured = {day.date() for day in runs.loc[runs["distance_m"].isna(), "day"]}
    return _Facts(
        sums, unmeasured, by_day.max(), judged, outcome.unsettled(log, until, limits), limits[SPIKE]
    )


def _week(number: int, first: date, standing: Standing, facts: _Facts) -> Week:
    target = _target(first, standing, facts)
    days = [day for day in (first + n * ONE_DAY for n in range(7)) if day in facts.distance_m]
    late = {
        day: known_on
        for day, known_on in facts.late.items()
        if first <= known_on < first + ONE_WEEK and day in facts.distance_m
        if facts.outcomes[day].verdict != RED
    }
    reds = [facts.outcomes[day] for day in days if facts.outcomes[day].verdict == RED]
    ends = [max(red.known_on, red.day + ONE_DAY) for red in reds]
    called_off = min([*ends, *(known_on + ONE_DAY for known_on in late.values())], default=None)
    return Week(number, first, target, _ran(days, target, called_off, facts), tuple(late), called_off)


def _target(first: date, standing: Standing, facts: _Facts) -> Target:
    step, runs = standing.step, steps.runs_of(standing.step)
    if step <= steps.LAST_FIXED:
        return Target(step, runs, steps.CAPS_M[step])
    budget_m = standing.budgets[step]
    longest_m = facts.longest_m[
        pd.Timestamp(first - LOOK_BACK_DAYS * ONE_DAY) : pd.Timestamp(first - ONE_DAY)
    ].max()
    within = (1 + facts.spike) * longest_m if longest_m > 0 else budget_m / runs
    return Target(step, runs, min(within, budget_m), budget_m)


def _ran(days: list[date], target: Target, called_off: date | None, facts: _Facts) -> tuple[Ran, ...]:
    ran, total_m = [], 0.0
    for number, day in enumerate(days, 1):
        distance_m = facts.distance_m[day]
        total_m += 0.0 if isnan(distance_m) else distance_m
        over = above(distance_m, (1 + OVER_BY) * target.cap_m) or number > target.runs
        over = over or (target.budget_m is not None and above(total_m, (1 + OVER_BY) * target.budget_m))
        over = over or (called_off is not None and day >= called_off)
        ran.append(Ran(day, distance_m, bool(over), facts.outcomes[day], day not in facts.unmeasured))
    return tuple(ran)
