"""What is due after a run, ice or heat, and what was done by week beside how the hip was.

No study sets the hours below; they are common advice, and the guide says so beside them.

.. [1] Salaffi 2004, Eur J Pain, doi 10.1016/j.ejpain.2003.09.004
"""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import UTC, date, datetime, time, timedelta

import pandas as pd

from analysis.days import SILENT_DAYS, up_to
from analysis.guide import Step
from analysis.mileage import week_of
from analysis.pain import RATED_DAYS, daily
from ingest.schema import DONE, Log, listed

ICE_HOURS = 48
"""How long ice is advised after pain began or flared; moist heat after that. [h] Common advice."""

FLARE_POINTS = 2
"""Points by which pain rises from one score to the next in a flare. [0–10] Reference: [1]_."""

SWOLLEN_DAYS = 3
"""How long a swelling, once logged, keeps heat away. [days] Own convention, on the cautious side."""

RECENT_DAYS = 3
"""An older entry does not tell how the hip is now. [days] Own convention."""

SHOWN_HOURS = 30
"""How long after a run its first 24 hours are shown: the morning's number may come late. [h]"""

LEAST_WINDOW = timedelta(hours=1)
"""How long an evening step stays open after a run that ended late. Own convention."""

STREAK_DAYS = 3
"""Days in a row with a run from which a rest day is spoken of. [days] Own convention; no study sets it."""

SWELLING = frozenset({"swelling", "bruising"})


@dataclass(frozen=True)
class Due:
    """A step after a run with its window. `state` is now, later or over; `logged` where it was done."""

    step: Step
    opens: datetime
    closes: datetime
    state: str
    logged: bool


@dataclass(frozen=True)
class LastRun:
    """The run that the next hours are about: its local day, and when it ended."""

    day: date
    ended: datetime


@dataclass(frozen=True)
class Relief:
    """Ice or heat. `kind` is ice, heat, swollen (ice, and no heat), no_pain, or not_logged.

    `onset` is the day on which the pain began or flared, `hours` those since that day's end.
    """

    kind: str
    onset: date | None = None
    hours: float | None = None


def last_run(log: Log, now: datetime) -> LastRun | None:
    """The last run that had ended by `now`, an aware moment in the runner's zone; None without one.

    A run whose length is not known ended when it began.
    """
    length_s = log.runs["elapsed_s"].fillna(log.runs["duration_s"]).fillna(0.0)
    ended = (log.runs["started_at"] + pd.to_timedelta(length_s, unit="s")).dt.floor("s")
    ended = ended[ended <= pd.Timestamp(now)]
    if ended.empty:
        return None
    row = ended.idxmax()
    return LastRun(log.runs.loc[row, "day"].date(), ended[row].to_pydatetime().astimezone(now.tzinfo))


def protocol(steps: Iterable[Step], log: Log, now: datetime) -> list[Due]:
    """The steps of the 24 hours after the last run; empty where that is longer ago than SHOWN_HOURS."""
    run = last_run(log, now)
    if run is None or now.astimezone(UTC) - run.ended.astimezone(UTC) > timedelta(hours=SHOWN_HOURS):
        return []
    said = log.diary[log.diary["day"] == pd.Timestamp(run.day)]
    done = {word for cell in said["done"] for word in listed(cell)}
    waking = bool(said["morning_pain"].notna().any())
    return [_due(step, run.ended, now, step.done in done if step.done else waking) for step in steps]


def _due(step: Step, ended: datetime, now: datetime, logged: bool) -> Due:
    opens, closes = window(step, ended)
    state = "later" if now < opens else "now" if now < closes else "over"
    return Due(step, opens, closes, state, logged)


def window(step: Step, ended: datetime) -> tuple[datetime, datetime]:
    """From when to when a step is due after a run that ended at `ended`, in the zone of `ended`.

    A step by the clock opens at the run's end at the earliest, and stays open for LEAST_WINDOW then.
    """
    if not step.opens:
        return _later(ended, step.after_min), _later(ended, step.until_min)
    opens = max(_clock(ended, step.opens_day, step.opens), ended)
    return opens, max(_clock(ended, step.closes_day, step.closes), opens + LEAST_WINDOW)


def _later(ended: datetime, minutes: int) -> datetime:
    """Counted in UTC, so that an hour is an hour on the night when clocks change."""
    return (ended.astimezone(UTC) + timedelta(minutes=minutes)).astimezone(ended.tzinfo)


def _clock(ended: datetime, days: int, hour: str) -> datetime:
    return datetime.combine(ended.date() + timedelta(days=days), time.fromisoformat(hour), ended.tzinfo)


def flare(diary: pd.DataFrame, today: date) -> date | None:
    """The day on which the present pain began, or last rose by FLARE_POINTS from one score to the next.

    None where the newest score is 0, or where there is none. Days without a score are passed over, but
    after more than SILENT_DAYS of them nobody knows what was before. Reference: [1]_.
    """
    scores = daily(diary, today).dropna()
    if scores.empty or scores.iloc[-1] < 1:
        return None
    days = scores.index.to_series()
    begins = (scores < 1).shift(fill_value=True) | (days.diff() > pd.Timedelta(days=SILENT_DAYS + 1))
    rises = scores.diff() >= FLARE_POINTS
    return scores.index[(begins & (scores >= 1)) | rises][-1].date()


def ice_or_heat(log: Log, now: datetime) -> Relief:
    """Ice for ICE_HOURS after the pain began or flared, then moist heat; never heat on swelling.

    The diary knows days only, so the hours count from the end of the day on which it began: rather a
    little too much ice than heat too early. `now` is in the runner's zone.
    """
    today, entries = now.date(), up_to(log.diary, now.date())
    if _swollen(entries, today):
        return Relief("swollen")
    scored = entries.loc[entries["worst_pain"].notna(), "day"]
    if scored.empty or scored.max() < pd.Timestamp(today - timedelta(days=RECENT_DAYS)):
        return Relief("not_logged")
    onset = flare(entries, today)
    if onset is None:
        return Relief("no_pain")
    hours = (now.replace(tzinfo=None) - datetime.combine(onset, time()) - timedelta(days=1)) / timedelta(
        hours=1
    )
    return Relief("ice" if hours < ICE_HOURS else "heat", onset, hours)


def _swollen(entries: pd.DataFrame, today: date) -> bool:
    near = entries[entries["day"] > pd.Timestamp(today - timedelta(days=SWOLLEN_DAYS))]
    return any(SWELLING & set(listed(cell)) for cell in near["signs"])


def weekly(log: Log, today: date) -> pd.DataFrame:
    """One row a calendar week from the first entry's to today's: what was done, and how the hip was.

    Columns: week (its first day), entries and one a word of DONE (days), rest_days (days without a run)
    and worst_pain and median_pain [0–10]. Days of DONE are NaN in weeks without any entry and before the
    first day on which anything done was logged: nobody knows what was done then. rest_days is NaN before
    the week of the first run. The median needs RATED_DAYS scores.
    """
    diary = up_to(log.diary, today).sort_values("day")
    week = week_of(diary["day"], log.profile.week_start)
    words = {word: [float(word in listed(cell)) for cell in diary["done"]] for word in DONE}
    days = pd.DataFrame(words, index=diary.index).assign(entries=1.0).groupby(week).sum()
    scores = diary["worst_pain"].groupby(week)
    pains = {
        "worst_pain": scores.max(),
        "median_pain": scores.median().where(scores.count() >= RATED_DAYS),
    }
    table = days.assign(**pains).reindex(_weeks(week, today, log.profile.week_start))
    first = week[diary["done"].notna()].min()
    table.loc[~(table.index >= first), [*DONE]] = float("nan")
    table["rest_days"] = _rest_days(log, table.index, today)
    return table.rename_axis("week").reset_index()


def _rest_days(log: Log, weeks: pd.DatetimeIndex, today: date) -> pd.Series:
    """Days of each week, today's as far as it went, without a run; NaN before the first run's week."""
    run_days = up_to(log.runs, today)["day"].drop_duplicates()
    week = week_of(run_days, log.profile.week_start)
    past = pd.Series((pd.Timestamp(today) - weeks).days + 1, index=weeks).clip(upper=7)
    rest = past - run_days.groupby(week).count().reindex(weeks, fill_value=0)
    return rest.where(weeks >= week.min()).astype("float64")


def streak(log: Log, today: date) -> int:
    """How many days in a row have a run, up to today, or to yesterday where today has none yet. [days]"""
    days = set(up_to(log.runs, today)["day"].dt.date)
    last = today if today in days else today - timedelta(days=1)
    count = 0
    while last - timedelta(days=count) in days:
        count += 1
    return count


def _weeks(week: pd.Series, today: date, week_start: str) -> pd.DatetimeIndex:
    """Every week from the first to today's; none where there is no entry."""
    now = week_of(pd.Series([pd.Timestamp(today)]), week_start).iloc[0]
    first = now + pd.Timedelta(days=7) if week.empty else week.min()
    return pd.date_range(first, now, freq="7D", unit="us")
