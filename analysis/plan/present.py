"""Where a return plan stands on a day: this week's days, the gate to the next week, what goes with it."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date, timedelta
from math import nan

import pandas as pd

from analysis import words
from analysis.days import up_to
from analysis.limits import above
from analysis.plan import steps, week
from analysis.plan.outcome import AMBER, GREEN, RED, UNRATED, WAITING
from analysis.plan.replay import ONE_DAY, OVER_BY, Ran, Replay, Week, replay
from analysis.plan.steps import Habit
from ingest.schema import Log, listed

AHEAD, GOING, PAUSED, ENDED = "ahead", "going", "paused", "ended"
DONE, OVER, MISSED, NEXT, PLANNED, REST = "done", "over", "missed", "next", "planned", "rest"

GENTLE_STEPS = 2
"""Steps without runs on two days in a row, where the runner's days allow it. Own convention."""


@dataclass(frozen=True)
class Session:
    """One day of the week. `cap_m` is the longest run [m]; `distance_m` what was run, NaN where nothing.

    `verdict` is that of the run, "" without one.
    """

    day: date
    state: str
    cap_m: float
    distance_m: float = nan
    verdict: str = ""


@dataclass(frozen=True)
class Kept:
    """How often a habit was kept in its week, or month, and how often it is wanted there."""

    habit: Habit
    done: int
    wanted: int


@dataclass(frozen=True)
class Progress:
    """`week` is the week of the day, `sessions` its seven days: none while the plan is paused or ended.

    `gate` says in words what leads to the next week, `history` holds the weeks before, `next_days` the
    days on which the week after would run. `stopped_on` is the day of the red flag that paused it.
    """

    state: str
    week: Week
    sessions: tuple[Session, ...]
    gate: str
    habits: tuple[Kept, ...]
    history: tuple[Week, ...]
    next_days: tuple[date, ...] = ()
    stopped_on: date | None = None

    @property
    def step(self) -> int:
        return self.week.target.step


def current(log: Log, today: date):
    """The row of the plan that goes on today, or that is yet to begin; None without one."""
    plans = log.plans[log.plans["ended_on"].isna() | (log.plans["ended_on"] > pd.Timestamp(today))]
    return None if plans.empty else next(plans.sort_values("started_on").iloc[-1:].itertuples())


def progress(log: Log, plan_row, today: date) -> Progress:
    """Where the plan of a row of PLANS stands on a day, by what the log held up to then."""
    ended = not pd.isna(plan_row.ended_on) and plan_row.ended_on <= pd.Timestamp(today)
    played = replay(log, plan_row, plan_row.ended_on.date() if ended else today)
    here = played.weeks[-1]
    state = _state(played, plan_row, today, ended)
    if state in (PAUSED, ENDED):
        return Progress(state, here, (), "", (), played.weeks, stopped_on=played.stopped_on)
    weekdays, days_run = listed(plan_row.weekdays), _days_run(log, here, today)
    return Progress(
        state,
        here,
        _sessions(here, weekdays, days_run, today),
        _gate(played, log.profile.distance_unit, today),
        _kept(log, here, today),
        played.weeks[:-1],
        tuple(week.laid(here.last + ONE_DAY, weekdays, here.target.runs, (), today, _gentle(here))),
    )


def _state(played: Replay, plan_row, today: date, ended: bool) -> str:
    if ended:
        return ENDED
    if played.stopped_on:
        return PAUSED
    return AHEAD if plan_row.started_on > pd.Timestamp(today) else GOING


def _gentle(here: Week) -> bool:
    return here.target.step <= GENTLE_STEPS


def _days_run(log: Log, here: Week, today: date) -> list[date]:
    """The week's days with a run; in a gentle week the day before it counts, for runs in a row."""
    since = here.first - ONE_DAY if _gentle(here) else here.first
    days = sorted({day.date() for day in up_to(log.runs, today)["day"]})
    return [day for day in days if since <= day <= here.last]


def _sessions(
    here: Week, weekdays: tuple[str, ...], days_run: list[date], today: date
) -> tuple[Session, ...]:
    ran = {each.day: each for each in here.ran}
    coming = _laid(here, weekdays, days_run, max(today, here.first))
    made = []
    for day in week.days_of(here.first):
        if day in ran:
            state = OVER if ran[day].over else DONE
            made.append(Session(day, state, here.target.cap_m, ran[day].distance_m, ran[day].verdict))
        elif day < today:
            planned = day in _laid(here, weekdays, [each for each in days_run if each < day], day)
            made.append(Session(day, MISSED if planned else REST, here.target.cap_m))
        else:
            state = NEXT if day in coming[:1] else PLANNED if day in coming else REST
            made.append(Session(day, state, here.target.cap_m))
    return tuple(made)


def _laid(here: Week, weekdays: tuple[str, ...], days_run: list[date], day: date) -> list[date]:
    days = week.laid(here.first, weekdays, here.target.runs, days_run, day, _gentle(here))
    return [each for each in days if here.called_off is None or each < here.called_off]


def _kept(log: Log, here: Week, today: date) -> tuple[Kept, ...]:
    diary = up_to(log.diary, today)
    done = [(day.date(), listed(cell)) for day, cell in zip(diary["day"], diary["done"], strict=True)]
    return tuple(
        _of(habit, {day for day, keys in done if habit.key in keys}, here, today)
        for habit in steps.habits_of(here.target.step)
    )


def _of(habit: Habit, days: set[date], here: Week, today: date) -> Kept:
    if habit.per == "run":
        return Kept(habit, len(days & {ran.day for ran in here.ran}), here.target.runs)
    if habit.per == "week":
        return Kept(habit, sum(here.first <= day <= here.last for day in days), steps.STRENGTH_A_WEEK)
    since = today - timedelta(days=steps.MASSAGE_DAYS)
    return Kept(habit, min(1, sum(since < day <= today for day in days)), 1)


def asked(target_step: int, unit: str) -> str:
    """What the week of a step asks for, in words: `3 runs of at most 2.4 km`."""
    if target_step <= steps.LAST_FIXED:
        cap = words.distance_within(steps.CAPS_M[target_step], unit)
        return f"{steps.runs_of(target_step)} runs of at most {cap}"
    more = words.percent(steps.GROWTH)
    return f"{steps.runs_of(target_step)} runs, together at most {more} more than this week"


def _gate(played: Replay, unit: str, today: date) -> str:
    """What leads from the open week to the next one, in the order red, amber, green, not yet."""
    here, step = played.weeks[-1], played.standing.step
    red = [_red(ran) for ran in here.ran if ran.verdict == RED]
    red += [
        f"72 hours after the run on {words.day(day)} your hip was not back to usual." for day in here.late
    ]
    if red:
        back = f"goes back to {asked(step - 1, unit)}" if step > 1 else "begins the first step again"
        return f"{red[0]} No more runs this week; next week {back}."
    amber = [_amber(ran, here, unit) for ran in here.ran if ran.verdict == AMBER]
    if amber:
        return f"{amber[0]} Next week repeats this one."
    greens, following = played.standing.greens + here.count(GREEN), asked(step + 1, unit)
    if greens >= steps.GREENS:
        return f"Two green runs are in. Next week: {following}, if the rest of this week stays green."
    so_far = "None so far." if greens == 0 else "One so far."
    return " ".join([f"Two green runs lead to the next step: {following}. {so_far}", *_open_questions(here)])


def _red(ran: Ran) -> str:
    return f"{words.day(ran.day)} was red: {ran.outcome.why}."


def _amber(ran: Ran, here: Week, unit: str) -> str:
    if ran.outcome.verdict == AMBER:
        return f"{words.day(ran.day)} was amber: {ran.outcome.why}."
    if not ran.measured and not ran.over:
        return f"The length of the run on {words.day(ran.day)} is not known: put it in on the Runs page."
    if above(ran.distance_m, (1 + OVER_BY) * here.target.cap_m):
        far, cap = words.distance(ran.distance_m, unit), words.distance_within(here.target.cap_m, unit)
        return f"{words.day(ran.day)} went past its length: {far} instead of {cap}."
    return f"{words.day(ran.day)} was more than this week had room for."


def _open_questions(here: Week) -> list[str]:
    waiting = [words.day(ran.day) for ran in here.ran if ran.verdict == WAITING]
    unrated = [words.day(ran.day) for ran in here.ran if ran.verdict == UNRATED]
    said = [f"{day} counts once its next morning is logged." for day in waiting]
    return said + [f"{day} has no pain score, so it cannot count as green." for day in unrated]
