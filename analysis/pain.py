"""Hip pain by day, in runs and on waking, and the rules P1 and P2 over a run.

What `morning_pain` means, said once: the entry of day t holds the pain on waking the morning
*after* day t. The morning of a calendar day t is therefore in the entry of day t − 1, and the
change over a run on day t is `morning_pain` of entry t minus `morning_pain` of entry t − 1.

A day without a score is NaN everywhere here. "No entry" is not "no pain". A day whose worst pain
was not asked hurt at least as much as its highest other score; a 0 there says nothing of the rest
of the day.

References
----------
.. [1] Silbernagel 2007, Am J Sports Med, doi 10.1177/0363546506298279 (zones: Thomeé 1997)
.. [2] Salaffi 2004, Eur J Pain, doi 10.1016/j.ejpain.2003.09.004; Farrar 2001, Pain 94:149
"""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date

import pandas as pd

from analysis import words
from analysis.days import up_to
from analysis.findings import Evidence, Finding, Rule, Severity
from analysis.limits import Limit, Limits, above, at_least
from ingest.schema import PARTS_OF_THE_DAY, Log

ZONES = "Silbernagel 2007, doi 10.1177/0363546506298279; zones after Thomeé 1997"
CHANGE = "Salaffi 2004, doi 10.1016/j.ejpain.2003.09.004"

ZONE_WATCH = Limit("pain.zone_watch", 3, "points", "Pain during a run: watch from", ZONES, 1, 10)
ZONE_ACT = Limit("pain.zone_act", 5, "points", "Pain during a run: act above", ZONES, 1, 10)
MORNING_WATCH = Limit(
    "pain.morning_watch", 1, "points", "Rise on waking after a run: watch from", f"{ZONES}; {CHANGE}", 1, 10
)
MORNING_ACT = Limit(
    "pain.morning_act", 2, "points", "Rise on waking after a run: act from", f"{ZONES}; {CHANGE}", 1, 10
)
MORNING_HIGH = Limit("pain.morning_high", 4, "points", "Pain on waking after a run: act from", ZONES, 1, 10)
LIMITS = (
    ZONE_WATCH,
    ZONE_ACT,
    MORNING_WATCH,
    MORNING_ACT,
    MORNING_HIGH,
)

RATED_DAYS = 3
"""Scores that a week needs before its median says anything. Own convention: fewer are single days."""


ZONE_EVIDENCE = Evidence(
    "moderate", ZONES, "Measured in Achilles and kneecap pain; carried over to the hip by convention."
)
IN_RUN = "Hip pain during your run on {day} was {score} of 10."
AFTER_RUN = "In the hours after your run on {day} your hip hurt {score} of 10."
ON_RUN_DAY = "On {day}, a day with a run, your hip hurt {score} of 10 at its worst."
ZONE_WHY = (
    "In 38 Achilles patients, running on with pain of up to 5 was no worse than resting, where it had "
    "settled by the next morning. Hips were not studied; with night pain, a limp or groin pain that keeps "
    "rising these zones do not hold: stop and see a clinician."
)
MORNING_WHY = (
    "Pain after a run is expected to settle by the next morning, by a rule made for Achilles tendons. "
    "One point is the smallest change that patients notice, two points are a clear one."
)


def daily(diary: pd.DataFrame, until: date) -> pd.Series:
    """Worst pain of each day from the first entry to `until`, indexed by day. [0–10]

    NaN where nothing was logged; empty where there is no entry by then. Where the worst was not
    asked, the highest of the day's other scores above 0 stands for it.
    """
    parts = diary[list(PARTS_OF_THE_DAY)].max(axis="columns")
    worst = diary["worst_pain"].fillna(parts.where(parts > 0))
    return _by_day(worst, diary["day"], until)


def mornings(diary: pd.DataFrame, until: date) -> pd.Series:
    """Pain on waking, indexed by the calendar day of the morning, up to that of `until`. [0–10]"""
    return _by_day(diary["morning_pain"], diary["day"] + pd.Timedelta(days=1), until)


def _by_day(score: pd.Series, day: pd.Series, until: date) -> pd.Series:
    known = pd.Series(score.to_numpy(), index=pd.DatetimeIndex(day, name="day"), name=score.name)
    known = known[known.index <= pd.Timestamp(until)]
    known = known[~known.index.duplicated(keep="last")]
    if known.empty:
        return known
    return known.reindex(pd.date_range(known.index.min(), pd.Timestamp(until), name="day", unit="us"))


def on_run_days(log: Log, until: date) -> pd.DataFrame:
    """One row a day with a run: how the hip was before, in and after it. [0–10]

    Columns: day, run_id (the day's last run), run_pain, worst_pain, morning_before,
    morning_after, morning_change [points]; NaN where not logged.
    """
    runs = up_to(log.runs, until).sort_values("started_at").drop_duplicates("day", keep="last")
    days = pd.DatetimeIndex(runs["day"])
    waking = mornings(log.diary, until)
    frame = runs[["day", "run_id"]].assign(
        run_pain=_by_day(log.diary["run_pain"], log.diary["day"], until).reindex(days).to_numpy(),
        worst_pain=daily(log.diary, until).reindex(days).to_numpy(),
        morning_before=waking.reindex(days).to_numpy(),
        morning_after=waking.reindex(days + pd.Timedelta(days=1)).to_numpy(),
    )
    frame["morning_change"] = frame["morning_after"] - frame["morning_before"]
    return frame.sort_values("day", ignore_index=True)


def week_median(pain: pd.Series) -> pd.Series:
    """Median of the seven days to each day; NaN where fewer than RATED_DAYS of them have a score. [0–10]"""
    return pain.rolling(7, min_periods=RATED_DAYS).median()


def zone(log: Log, today: date, limits: Limits) -> list[Finding]:
    """P1: pain during a run, 3 to 5 to watch and above 5 to act on. Reference: [1]_.

    One finding a run. The score belongs to the run of the entry's own day; it counts also
    where that run is not in the log. Where a day with a run has no score for the run, the
    day's worst pain stands for it, and the headline says so: most entries hold no other.
    In the hours after a run the same pain is allowed up to the same limit [1]_, so only a
    score above it, and above the run's own, takes the run's place.
    """
    scores = _zone_scores(log, today, limits)
    run_of = on_run_days(log, today).set_index("day")["run_id"]
    hurting = scores[at_least(scores["score"], limits[ZONE_WATCH]) | above(scores["score"], limits[ZONE_ACT])]
    return [
        _zone_finding(row.Index, row.score, row.said, run_of.get(row.Index, ""), limits)
        for row in hurting.itertuples()
    ]


def _zone_scores(log: Log, today: date, limits: Limits) -> pd.DataFrame:
    """The score that the zones judge on each day, and the sentence that tells whose it is."""
    asked = _by_day(log.diary["run_pain"], log.diary["day"], today).dropna()
    after = _by_day(log.diary["after_pain"], log.diary["day"], today).dropna()
    after = after[above(after, limits[ZONE_ACT]) & above(after, asked.reindex(after.index).fillna(0.0))]
    worst = on_run_days(log, today).set_index("day")["worst_pain"].dropna()
    told = {AFTER_RUN: after, IN_RUN: asked, ON_RUN_DAY: worst}
    scores = pd.concat([each.to_frame("score").assign(said=said) for said, each in told.items()])
    return scores[~scores.index.duplicated(keep="first")].sort_index()


def _zone_finding(day: pd.Timestamp, score: float, said: str, run_id: str, limits: Limits) -> Finding:
    act = above(score, limits[ZONE_ACT])
    limit = limits[ZONE_ACT] if act else limits[ZONE_WATCH]
    return Finding(
        rule="pain.zone",
        severity=Severity.ACT if act else Severity.WATCH,
        day=day.date(),
        headline=said.format(day=words.day(day), score=words.number(score)),
        measured=float(score),
        limit=limit,
        unit="points",
        why=ZONE_WHY,
        evidence=ZONE_EVIDENCE,
        subject=run_id,
    )


def next_morning(log: Log, today: date, limits: Limits) -> list[Finding]:
    """P2: pain on waking after a run against the morning before it. Reference: [1]_, [2]_.

    A rise of 1 is to watch; a rise of 2, or 4 and more on waking, is to act on. Without the
    morning before there is no rise, only the score itself. Dated on the run's day.
    """
    days = on_run_days(log, today)
    change, after = days["morning_change"], days["morning_after"]
    breached = at_least(change, limits[MORNING_WATCH]) | at_least(after, limits[MORNING_HIGH])
    breached |= at_least(change, limits[MORNING_ACT])
    return [_morning_finding(row, limits) for row in days[breached].itertuples()]


def _morning_finding(row, limits: Limits) -> Finding:
    severity, measured, limit = _morning_verdict(row.morning_change, row.morning_after, limits)
    after = f"{words.number(row.morning_after)} of 10"
    rise = f", {words.points(row.morning_change)} more than the morning before"
    rise = rise if row.morning_change > 0 else ""
    return Finding(
        rule="pain.next_morning",
        severity=severity,
        day=row.day.date(),
        headline=f"The morning after your run on {words.day(row.day)} your hip hurt {after}{rise}.",
        measured=float(measured),
        limit=limit,
        unit="points",
        why=MORNING_WHY,
        evidence=Evidence("moderate", f"{ZONES}; {CHANGE}", ZONE_EVIDENCE.said),
        subject=row.run_id,
    )


def _morning_verdict(change: float, after: float, limits: Limits) -> tuple[Severity, float, float]:
    if at_least(change, limits[MORNING_ACT]):
        return Severity.ACT, change, limits[MORNING_ACT]
    if at_least(after, limits[MORNING_HIGH]):
        return Severity.ACT, after, limits[MORNING_HIGH]
    return Severity.WATCH, change, limits[MORNING_WATCH]


def spells(measure: pd.Series, breached: pd.Series) -> Iterator[pd.Series]:
    """The measure over each run of consecutive days in breach."""
    for _, spell in measure[breached].groupby((~breached).cumsum()[breached]):
        yield spell


RULES: tuple[Rule, ...] = (zone, next_morning)
