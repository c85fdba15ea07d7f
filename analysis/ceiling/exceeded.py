"""The ceiling checked again once a run is in: did it go past what that morning allowed?"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date
from itertools import pairwise
from math import isnan

import pandas as pd

from analysis import soreness, words
from analysis.ceiling.day import FLAG, HISTORY, PAIN, PLAN, Ceiling, lowered
from analysis.ceiling.hip import Diary, Hip, hip
from analysis.days import up_to
from analysis.findings import Evidence, Finding, Rule, Severity
from analysis.flags.signs import CONSENSUS
from analysis.limits import Limits, above
from analysis.mileage import SPIKE, longest_before
from analysis.pain import ZONES
from analysis.plan import steps
from analysis.plan.replay import OVER_BY, replay
from analysis.soreness import Clock
from analysis.stops import Stop, stops
from ingest.schema import Log

KEY = "ceiling.exceeded"
EVIDENCE = {
    PAIN: Evidence(
        "convention",
        f"{ZONES}; own convention",
        "The zones were measured in Achilles and kneecap pain; halving the run is hiplog's own convention.",
    ),
    PLAN: steps.EVIDENCE,
    FLAG: CONSENSUS,
}
WHY = {
    PAIN: "That day's ceiling was lowered by what you had logged up to that morning. It is a way to give a "
    "sore hip less to do, not a limit that anybody measured.",
    PLAN: "Your return plan sets how long a run is each week. A longer one makes the week amber at best.",
    FLAG: "While a red flag stands nobody is to run: some of what can be behind it gets worse with running.",
}


def exceeded(log: Log, today: date, limits: Limits) -> list[Finding]:
    """A finding for each day whose running went past a ceiling that pain or a plan had set.

    Each day is judged by what was known on its morning: runs and entries of earlier days, and the
    waking. What only the longest run of 30 days bound is left to `mileage.session_spikes`. A run may be
    OVER_BY longer than its ceiling, as in the plan. All runs under a red flag are one finding.
    """
    runs = up_to(log.runs, today)
    known = _known(log, runs, today, limits)
    ids = runs.sort_values("distance_m").drop_duplicates("day", keep="last").set_index("day")["run_id"]
    ran_m = runs.groupby("day")["distance_m"].sum(min_count=1)
    flagged = [[day for day in ran_m.index if _under(stop, day.date())] for stop in stops(log, today)]
    found = [_under_flag(days, ran_m, ids, limits) for days in flagged if days]
    for day, distance_m in ran_m.drop([day for days in flagged for day in days]).items():
        felt, allowed = _allowed(day.date(), known)
        planned = known.planned.get(day.date())
        past = _past(distance_m, allowed)
        if not past and planned is not None and planned.over:
            past, allowed = True, Ceiling(planned.cap_m, bound=PLAN)
        if past:
            headline = _headline(day, distance_m, felt, allowed, limits.profile.distance_unit)
            found.append(_finding(day, distance_m, ids[day], headline, allowed))
    return found


@dataclass(frozen=True)
class Planned:
    """What a plan allowed on a day with a run [m], and whether that day's running went past its week."""

    cap_m: float
    over: bool


def _planned(log: Log, today: date) -> dict[date, Planned]:
    """What each plan asked of its days with a run."""
    days: dict[date, Planned] = {}
    for row in log.plans.itertuples():
        until = today if pd.isna(row.ended_on) else min(today, row.ended_on.date())
        if row.started_on.date() <= until:
            for week in replay(log, row, until).weeks:
                days |= {ran.day: Planned(week.cap_on(ran.day), ran.over) for ran in week.ran}
    return days


def _clock_before(log: Log, today: date) -> dict[date, Clock]:
    """The soreness clock of the run before each day with one; it ends with that day's waking."""
    clocks = soreness.clocks(log, today)
    return {later.day: earlier for earlier, later in pairwise(clocks)}


@dataclass(frozen=True)
class _Known:
    """What the days are judged by: `usual_m` by day with a run, plans, diary, soreness."""

    usual_m: Mapping[date, float]
    planned: Mapping[date, Planned]
    diary: Diary
    clock_before: Mapping[date, Clock]
    limits: Limits


def _known(log: Log, runs: pd.DataFrame, today: date, limits: Limits) -> _Known:
    usual_m = (1 + limits[SPIKE]) * longest_before(runs["distance_m"], runs["day"])
    first = usual_m.groupby(runs["day"]).first()
    by_day = dict(zip(pd.DatetimeIndex(first.index).date, first.to_list(), strict=True))
    return _Known(by_day, _planned(log, today), Diary.of(log, today), _clock_before(log, today), limits)


def _allowed(day: date, known: _Known) -> tuple[Hip, Ceiling]:
    """What the hip said on a day's morning, and the ceiling of that morning."""
    usual_m = known.usual_m[day]
    base = Ceiling() if isnan(usual_m) else Ceiling(usual_m, bound=HISTORY)
    if day in known.planned:
        base = Ceiling(known.planned[day].cap_m, bound=PLAN)
    felt = hip(known.diary, day, known.limits, evening=False, clock=known.clock_before.get(day))
    return felt, lowered(base, felt, known.limits)


def _under(stop: Stop, day: date) -> bool:
    """Whether a red flag stood on the morning of a day, and was not cleared on it."""
    return stop.first < day and (stop.last is None or day < stop.last)


def _past(distance_m: float, allowed: Ceiling) -> bool:
    """Whether a day's running went past what the hip had left of it."""
    if allowed.bound != PAIN:
        return False
    return allowed.closed or bool(above(distance_m, (1 + OVER_BY) * allowed.allowed_m))


def _headline(day: pd.Timestamp, distance_m: float, felt: Hip, allowed: Ceiling, unit: str) -> str:
    far = "run" if isnan(distance_m) else words.distance(distance_m, unit)
    ran = f"{words.day(day)}'s {far}"
    if allowed.closed:
        return f"{ran} came on a day for rest. {felt.sentence if felt.because else FROM_THE_START}"
    limit = words.distance_within(allowed.allowed_m, unit)
    if allowed.bound == PAIN:
        return f"{ran} went past that day's ceiling of {limit}. {felt.sentence if felt.because else ONSET}"
    if above(distance_m, allowed.allowed_m):
        return f"{ran} went past the {limit} of your return plan that day."
    return f"{ran} was more than your return plan had that week."


FROM_THE_START = "In the run before, it had hurt almost from the start."
ONSET = "In the run before, that was where it had begun to hurt."


def _under_flag(days: list[pd.Timestamp], ran_m: pd.Series, ids: pd.Series, limits: Limits) -> Finding:
    last = days[-1]
    far = words.distance(ran_m[last], limits.profile.distance_unit)
    times = "once" if len(days) == 1 else f"on {words.days(len(days))}"
    headline = f"You ran {times} while a red flag stood, last {far} on {words.day(last)}."
    return _finding(last, ran_m[last], ids[last], headline, Ceiling(bound=FLAG, closed=True))


def _finding(day: pd.Timestamp, distance_m: float, run_id: str, headline: str, allowed: Ceiling) -> Finding:
    return Finding(
        rule=KEY,
        severity=Severity.WATCH if allowed.closed else Severity.NOTE,
        day=day.date(),
        headline=headline,
        measured=float(distance_m),
        limit=allowed.allowed_m or 0.0,
        unit="m",
        why=WHY[allowed.bound],
        evidence=EVIDENCE[allowed.bound],
        subject=run_id,
    )


RULES: tuple[Rule, ...] = (exceeded,)
