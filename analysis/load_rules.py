"""Findings on seven days of distance: the week's jump, its monotony, its strain.

Their evidence is weak, so each is a NOTE and no more, whatever its size.
"""

from __future__ import annotations

from datetime import date

import pandas as pd

from analysis import words
from analysis.days import daily, up_to, worst_days
from analysis.findings import Evidence, Finding, Rule, Severity
from analysis.limits import Limit, Limits, above, at_least
from analysis.load import monotony, strain, week_change, week_gain, week_total
from ingest.schema import Log

WEEK_JUMP = Limit(
    "mileage.week_jump",
    0.20,
    "fraction",
    "Seven days of running more than the seven before them, by more than",
    "Nielsen 2014; Damsted 2019",
    0.0,
    2.0,
)
WEEK_JUMP_FROM = Limit(
    "mileage.week_jump_from",
    10_000.0,
    "m",
    "A week's jump counts only after a week of at least",
    "own rule: small weeks double easily",
    0.0,
    100_000.0,
)
WEEK_JUMP_LEAST = Limit(
    "mileage.week_jump_least",
    3_000.0,
    "m",
    "A week's jump counts only when it is at least",
    "own rule: small weeks double easily",
    0.0,
    50_000.0,
)
MONOTONY = Limit(
    "mileage.monotony",
    2.0,
    "ratio",
    "Monotony: mean daily distance over its spread in seven days, above",
    "Foster 1998",
    1.0,
    10.0,
)
STRAIN = Limit(
    "mileage.strain",
    90.0,
    "percentile",
    "Strain: seven days' distance times their monotony, above this percentile of your last 26 weeks",
    "Foster 1998",
    50.0,
    100.0,
)

STRAIN_HISTORY_DAYS = 26 * 7
STRAIN_LEAST_DAYS = 13 * 7
"""Days before the day from which the own percentile is taken, and how many of them must be known."""

LARGE_JUMP = 0.30
"""The jump from which Nielsen counted his fast group. [fraction]"""

ON_WEEKS = Evidence(
    "weak",
    "Nielsen 2014, J Orthop Sports Phys Ther; Damsted 2019, J Orthop Sports Phys Ther 49:230–238; "
    "Buist 2008, Am J Sports Med 36:33–39, doi 10.1177/0363546507307505; "
    "Schuster Brandt Frandsen 2025, Br J Sports Med 59(17):1203–1210, doi 10.1136/bjsports-2024-109380",
    "conflicting: hazard ratio 1.59 (0.96–2.66) for distance-related injuries after more than 30 %; "
    "20.8 % against 20.3 % injured in a trial of the 10 % rule; no relation in 5,205 runners",
)
ON_MONOTONY = Evidence(
    "weak",
    "Foster 1998, Med Sci Sports Exerc 30:1164–1168",
    "Studied for illness and overreaching in athletes, not for hips.",
)


def week_jumps(log: Log, today: date, limits: Limits) -> list[Finding]:
    """A finding for each spell in which 7 days exceed the 7 before them by more than the limit.

    Held back where the week before has less than WEEK_JUMP_FROM or the jump less than WEEK_JUMP_LEAST.
    """
    load = _distance(log, today)
    total_m, gain_m, change = week_total(load), week_gain(load), week_change(load)
    counts = at_least(total_m.shift(7), limits[WEEK_JUMP_FROM]) & at_least(gain_m, limits[WEEK_JUMP_LEAST])
    days = worst_days(change.where(counts), limits[WEEK_JUMP])
    weeks = pd.DataFrame({"total_m": total_m, "change": change}).loc[days]
    return [_week_jump(week, limits) for week in weeks.itertuples()]


def _week_jump(week, limits: Limits) -> Finding:
    ran = words.distance(week.total_m, limits.profile.distance_unit)
    return Finding(
        rule="mileage.week_jump",
        severity=Severity.NOTE,
        day=week.Index.date(),
        headline=f"You ran {ran} in the 7 days to {words.day(week.Index)}, "
        f"{words.percent(week.change)} more than in the 7 days before.",
        measured=week.change,
        limit=limits[WEEK_JUMP],
        unit=WEEK_JUMP.unit,
        why=_week_jump_why(week.change),
        evidence=ON_WEEKS,
    )


def _week_jump_why(change: float) -> str:
    habit = (
        "Building up slowly is a common habit, not a proven limit: "
        "the studies of weekly jumps disagree, and the largest found no relation with injury."
    )
    if not above(change, LARGE_JUMP):
        return habit
    return (
        f"{habit} Among 874 beginners, jumps above 30 % went with about 1.6 times as many injuries "
        "of the kind that distance brings, but chance could explain it."
    )


def monotonous_weeks(log: Log, today: date, limits: Limits) -> list[Finding]:
    """A finding for each spell in which 7 days are more alike than the limit."""
    alike = monotony(_distance(log, today))
    return [_monotonous(day, alike[day], limits) for day in worst_days(alike, limits[MONOTONY])]


def _monotonous(day: pd.Timestamp, alike: float, limits: Limits) -> Finding:
    return Finding(
        rule="mileage.monotony",
        severity=Severity.NOTE,
        day=day.date(),
        headline=f"The 7 days to {words.day(day)} were much alike: monotony {alike:.1f}.",
        measured=float(alike),
        limit=limits[MONOTONY],
        unit=MONOTONY.unit,
        why="Monotony is the mean daily distance over its spread; one long and one free day lower it. "
        "High values were seen before illness and overtraining in athletes; nothing is known about hips.",
        evidence=ON_MONOTONY,
    )


def strained_weeks(log: Log, today: date, limits: Limits) -> list[Finding]:
    """A finding for each spell whose strain is above the runner's own percentile.

    The percentile is that of the daily strain in the 26 weeks before the day, of which 13 must be known.
    """
    effort = strain(_distance(log, today))
    history = effort.rolling(STRAIN_HISTORY_DAYS, min_periods=STRAIN_LEAST_DAYS)
    usual = history.quantile(limits[STRAIN] / 100).shift(1)
    return [_strained(day, effort[day], usual[day], limits) for day in worst_days(effort, usual)]


def _strained(day: pd.Timestamp, effort: float, usual: float, limits: Limits) -> Finding:
    return Finding(
        rule="mileage.strain",
        severity=Severity.NOTE,
        day=day.date(),
        headline=f"Far and with little change: the strain of the 7 days to {words.day(day)} "
        f"was above {limits[STRAIN]:.0f} % of your last 26 weeks.",
        measured=float(effort),
        limit=float(usual),
        unit="m",
        why="Strain is the distance of 7 days times their monotony, held against your own history. "
        "It was made to spot overtraining; nothing is known about hips.",
        evidence=ON_MONOTONY,
    )


def _distance(log: Log, today: date) -> pd.Series:
    runs = up_to(log.runs, today)
    return daily(runs["distance_m"], runs["day"], today, log.diary["day"])


LIMITS = (WEEK_JUMP, WEEK_JUMP_FROM, WEEK_JUMP_LEAST, MONOTONY, STRAIN)
RULES: tuple[Rule, ...] = (week_jumps, monotonous_weeks, strained_weeks)
