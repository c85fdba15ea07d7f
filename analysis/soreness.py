"""The soreness clock: how long after a run the hip needs to be back where it was before it (P3).

Which scores count, and at which clock time of the runner each stands:

* at the run's end, hour 0: `after_pain` and `run_pain` of its day, the higher of the two;
* on waking, at MORNING of the day after an entry's day: `morning_pain`;
* at EVENING of their day, or when it was saved where that was sooner: `worst_pain` of later days, for
  it is the day's last word on pain. The worst
  of the run's own day may have been before or in the run, so it stands for the run only where neither
  of its own scores was asked.

Each is held against the score of its kind before the run: waking against the waking of the run's day,
all others against the worst of the day before. Where that was not asked the other stands in; where
neither was, the level before the run is not known, and hiplog says nothing.

The hip is back with the first score of the first day after the run's whose scores are all at their
level or below (+0). A reading more than 48 hours after the one before it tells nothing of the time
between them, and the next day with a run ends the clock: what comes later is that run's.

References
----------
.. [1] popular articles: soreness of 24 to 48 hours is usual, beyond 72 hours the load was too much
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass, replace
from datetime import date, datetime, time, timedelta
from math import isnan, nan

import pandas as pd

from analysis import words
from analysis.days import up_to
from analysis.findings import Evidence, Finding, Rule, Severity
from analysis.limits import Limit, Limits, above
from analysis.pain import daily, mornings
from ingest.schema import Log
from ingest.schema.zone import clock_of

MORNING, EVENING = time(7), time(20)
"""Where a score of waking, and one of a whole day, stand on the clock. Own convention."""

LONGEST_SILENCE = timedelta(hours=48)
"""Longest time between two readings over which the clock runs on: one day may be missed. Own convention."""

DAY = timedelta(days=1)
HOUR = timedelta(hours=1)

FOLLOWS = "popular articles: 24 to 48 h is usual, beyond 72 h is too much"
NOTE_AFTER = Limit("pain.sore_note", 24, "hours", "Sorer than before the run: noted after", FOLLOWS, 12, 240)
WATCH_AFTER = Limit(
    "pain.sore_watch", 48, "hours", "Sorer than before the run: watch after", FOLLOWS, 12, 240
)
ACT_AFTER = Limit("pain.sore_act", 72, "hours", "Sorer than before the run: act after", FOLLOWS, 12, 240)
LIMITS = (NOTE_AFTER, WATCH_AFTER, ACT_AFTER)
STEPS = ((ACT_AFTER, Severity.ACT), (WATCH_AFTER, Severity.WATCH), (NOTE_AFTER, Severity.NOTE))

UNKNOWN, SORE, LEVEL, BACK = "unknown", "sore", "level", "back"
"""No reading to go by; above the level; at it, though the day is not over; back to it."""

EVIDENCE = Evidence(
    "convention",
    "expert opinion; popular articles: 24 to 48 hours, 72 hours",
    "No study sets these hours for hips.",
)
WHY = (
    "Soreness of a day or two after a run is common. It is commonly said that beyond 72 hours the run was "
    "more than the body was ready for, and that the next ones should be shorter or flatter."
)


@dataclass(frozen=True)
class Reading:
    """One score after a run, the hours from the run's end to it, and the level it is held against. [0–10]"""

    hours: float
    score: float
    before: float
    at: datetime

    @property
    def sorer(self) -> bool:
        return self.score > self.before


@dataclass(frozen=True)
class Clock:
    """How the hip went after one run.

    `ended_at` is on the runner's own clock. `before` is the worst of the level before the run, NaN where
    it is not known. [0–10] `readings` are in order; `back` is the one that stopped the clock, None where
    it runs. `again_after` is the day of the run before, where the hip was not back
    from that one when this began.
    """

    run_id: str
    day: date
    ended_at: datetime
    before: float
    readings: tuple[Reading, ...]
    back: Reading | None
    again_after: date | None = None

    @property
    def state(self) -> str:
        if not self.readings:
            return UNKNOWN
        if self.back is not None:
            return BACK
        return SORE if self.readings[-1].sorer else LEVEL


def clocks(log: Log, until: date) -> list[Clock]:
    """The clock of each day with a run, the oldest first; a day's last run stands for the day."""
    return _clocks(log, _last_of_days(log.runs, until), until)


def present(log: Log, today: date) -> Clock | None:
    """The clock of the last run up to `today`; None without a run."""
    lately = _last_of_days(log.runs, today)[-2:]  # the run before tells whether the hip was back from it
    found = _clocks(log, lately, today)
    return found[-1] if found else None


def _last_of_days(runs: pd.DataFrame, until: date) -> pd.DataFrame:
    """The last run of each day with one, the oldest first."""
    told = up_to(runs, until)[["run_id", "day", "started_at", "elapsed_s", "duration_s", "zone"]]
    return told.sort_values("started_at").drop_duplicates("day", keep="last")


def _clocks(log: Log, runs: pd.DataFrame, until: date) -> list[Clock]:
    days, scores = list(pd.DatetimeIndex(runs["day"]).date), _Scores(log, until)
    ended = pd.DatetimeIndex(ended_at(runs, log.profile.zone)).to_pydatetime()
    found: list[Clock] = []
    # The last day that still tells of a run is the next run's, whose morning was before it, or `until`.
    for run_id, day, end, tells in zip(
        runs["run_id"], days, ended, [*days[1:], until + DAY][: len(days)], strict=True
    ):
        found.append(_told(_clock(run_id, day, end, tells, scores), found[-1] if found else None))
    return found


def _told(clock: Clock, earlier: Clock | None) -> Clock:
    """The clock, knowing whether the hip was still sore from the run before."""
    if earlier is None or earlier.state != SORE or clock.ended_at - earlier.readings[-1].at > LONGEST_SILENCE:
        return clock
    return replace(clock, again_after=earlier.day)


def ended_at(runs: pd.DataFrame, zone: str) -> pd.Series:
    """When runs ended, on the runner's wall clock; where its duration is unknown, when it began.

    `zone` is the clock of runs that name none; one that nobody knows counts as UTC.
    """
    lasted_s = runs["elapsed_s"].fillna(runs["duration_s"]).fillna(0.0)
    ended = runs["started_at"] + (1e6 * lasted_s).round().astype("timedelta64[us]")
    zones = runs["zone"].fillna(zone)
    walls = [_wall(ended[zones == name], name) for name in zones.unique()]
    return pd.concat(walls).reindex(runs.index) if walls else ended.dt.tz_localize(None)


def _wall(instant: pd.Series, zone: str) -> pd.Series:
    """Instants on the clock of a zone: "Europe/Berlin", or "UTC+02:00" by a watch."""
    return instant.dt.tz_convert(clock_of(zone)).dt.tz_localize(None)


class _Scores:
    """The diary's scores by day, NaN where not asked."""

    def __init__(self, log: Log, until: date) -> None:
        entries = up_to(log.diary, until).drop_duplicates("day", keep="last").set_index("day")
        at_run = entries[["run_pain", "after_pain"]].max(axis="columns")
        self.worst = self._by_day(daily(log.diary, until))
        self.waking = self._by_day(mornings(log.diary, until))
        self.at_run = self._by_day(at_run)
        evenings = _evenings(_wall(entries["logged_at"], log.profile.zone))
        stands = pd.DatetimeIndex(evenings).to_pydatetime()
        self.evening = dict(zip(pd.DatetimeIndex(evenings.index).date, stands, strict=True))

    @staticmethod
    def _by_day(scores: pd.Series) -> dict[date, float]:
        known = scores.dropna()
        return dict(zip(pd.DatetimeIndex(known.index).date, known.to_list(), strict=True))

    def before(self, day: date) -> tuple[float, float]:
        """The levels before a run: for the worst of days, and for waking. [0–10]"""
        worst, waking = self.worst.get(day - DAY, nan), self.waking.get(day, nan)
        return (waking if isnan(worst) else worst), (worst if isnan(waking) else waking)


def _evenings(saved: pd.Series) -> pd.Series:
    """When each day's worst stands: at EVENING, or when it was saved where that was sooner on that day."""
    day = saved.index.to_series()
    evening = day + pd.Timedelta(hours=EVENING.hour)
    return evening.mask((saved.dt.normalize() == day) & (saved < evening), saved)


def _clock(run_id: str, day: date, ended: datetime, until: date, scores: _Scores) -> Clock:
    """`until` is the last day whose waking counts; its worst does not."""
    worst_before, waking_before = scores.before(day)
    readings: list[Reading] = []
    back = None
    if not isnan(worst_before):
        for found in _by_days(day, ended, until, scores, worst_before, waking_before):
            heard = readings[-1].at if readings else ended
            if found[0].at - heard > LONGEST_SILENCE:
                break
            readings.extend(found)
            if found[0].at.date() > day and not any(reading.sorer for reading in found):
                back = found[0]
                break
    return Clock(run_id, day, ended, worst_before, tuple(readings), back)


def _by_days(
    day: date, ended: datetime, until: date, scores: _Scores, worst_before: float, waking_before: float
) -> Iterator[list[Reading]]:
    """The readings of each day from the run's on that has any."""
    at_end = scores.at_run.get(day, scores.worst.get(day, nan))
    if not isnan(at_end):
        yield [Reading(0.0, at_end, worst_before, ended)]
    for each in (day + DAY * n for n in range(1, (until - day).days + 1)):
        waking = scores.waking.get(each, nan), waking_before, datetime.combine(each, MORNING)
        worst = scores.worst.get(each, nan) if each < until else nan, worst_before, scores.evening.get(each)
        found = [_reading(ended, *said) for said in (waking, worst) if not isnan(said[0])]
        if found:
            yield sorted(found, key=lambda reading: reading.at)


def _reading(ended: datetime, score: float, before: float, stands: datetime) -> Reading:
    at = max(stands, ended)
    return Reading((at - ended) / HOUR, score, before, at)


def soreness(log: Log, today: date, limits: Limits) -> list[Finding]:
    """P3: the hip was still sorer than before a run 24, 48 or 72 hours after it. Reference: [1]_.

    One finding a run, on the first reading beyond the highest of these that it passed: only what was
    logged counts, so a day that was not logged never lengthens the soreness.
    """
    found = [(clock, _verdict(clock, limits)) for clock in clocks(log, today)]
    return [_finding(clock, *verdict) for clock, verdict in found if verdict is not None]


def _verdict(clock: Clock, limits: Limits) -> tuple[Reading, Limit, Severity, float] | None:
    for limit, severity in STEPS:
        for reading in clock.readings:
            if reading.sorer and above(reading.hours, limits[limit]):
                return reading, limit, severity, limits[limit]
    return None


def _finding(clock: Clock, reading: Reading, limit: Limit, severity: Severity, value: float) -> Finding:
    return Finding(
        rule="pain.soreness",
        severity=severity,
        day=reading.at.date(),
        headline=f"{words.number(reading.hours // 1)} hours after your run on {words.day(clock.day)} "
        f"your hip was still sorer than before it: {words.number(reading.score)} of 10, "
        f"{words.number(reading.before)} before.",
        measured=float(reading.hours),
        limit=value,
        unit=limit.unit,
        why=WHY,
        evidence=EVIDENCE,
        subject=clock.run_id,
    )


RULES: tuple[Rule, ...] = (soreness,)
