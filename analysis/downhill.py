"""Steps that count for more the steeper down they go: seven days against the usual (EVIDENCE 2.3, rule E5).

A model, not a measurement: a straight line through the one slope that a laboratory measured.

.. [1] Gottschall & Kram 2005, J Biomech 38:445–452, doi 10.1016/j.jbiomech.2004.04.023
.. [2] Kiernan 2018, J Biomech, doi 10.1016/j.jbiomech.2018.04.001: force counted step by step, 9 athletes
"""

from __future__ import annotations

from datetime import date

import pandas as pd

from analysis import words
from analysis.days import daily, worst_days
from analysis.findings import Evidence, Finding, Rule, Severity
from analysis.limits import Limit, Limits, at_least
from analysis.terrain import APPROXIMATE, USUAL_DAYS, USUAL_LEAST_DAYS, against_usual_week, by_gps
from ingest.schema import Log

WEIGHTED_STEPS = Limit(
    "terrain.weighted_steps",
    1.3,
    "ratio",
    "Steps of seven days, downhill ones counted for more, as a multiple of the usual, more than",
    "own rule after Gottschall & Kram 2005",
    1.0,
    10.0,
)

LEAST_MORE_STEPS = 3_000.0
"""A jump counts only from so many weighted steps more than usual: small weeks grow easily. [steps]
Own convention: about the 3 km from which a week's jump in distance counts."""

LEAST_KNOWN = 0.75
"""Share of the usual's distance whose steps must be known: else a new watch would be a jump. [fraction],
own convention"""

BY_MODEL = Evidence(
    "weak",
    "Gottschall & Kram 2005, J Biomech 38:445–452, doi 10.1016/j.jbiomech.2004.04.023",
    "Model-based: a straight line through one slope measured in a laboratory (−9°, impact peak +54 %); "
    "no study ties such a count to injury.",
)
WHY = (
    "A step down a slope counts for up to 1.5 level ones, for the harder landing measured in the lab. It "
    "is a model, and weak evidence; more running raises the count as steeper running does. Usual is the mean "
    "week of the four weeks before."
)


def weighted_steps(log: Log) -> pd.Series:
    """Downhill-weighted steps of each run, in the order of the log's runs; NaN where not known. [steps]

    A treadmill has no altitude: its steps count as they are, for a belt does not run downhill.
    """
    by_run = log.terrain.drop_duplicates("run_id").set_index("run_id")["weighted_steps"]
    weighted = log.runs["run_id"].map(by_run).astype("float64")
    return weighted.fillna(log.runs["steps"].where(log.runs["surface"] == "treadmill"))


def seven_day(log: Log, today: date) -> pd.DataFrame:
    """Weighted steps of the last seven days and what is usual, a row a day from the first run's day on.

    Columns: day, steps: the sum of the 7 days up to the day; runs of unknown steps are left out, so it is
    then a lower bound. usual_steps: the mean 7 days of the 28 before those 7, as 7 times the mean of their
    known days; NaN where fewer than 21 of the 28 are known, or less than 75 % of their distance. [steps]
    """
    weighted, runs = weighted_steps(log), log.runs
    by_day = daily(weighted, runs["day"], today, log.diary["day"])
    usual = by_day.rolling(USUAL_DAYS, min_periods=USUAL_LEAST_DAYS).mean()
    far_m = daily(runs["distance_m"].fillna(0.0), runs["day"], today).rolling(USUAL_DAYS, min_periods=1).sum()
    told_m = daily(runs["distance_m"].where(weighted.notna(), 0.0).fillna(0.0), runs["day"], today)
    known = at_least(told_m.rolling(USUAL_DAYS, min_periods=1).sum(), LEAST_KNOWN * far_m)
    week = pd.DataFrame({"steps": by_day.rolling(7, min_periods=1).sum()})
    return week.assign(usual_steps=7 * usual.where(known).shift(7)).reset_index()


def weighted_jumps(log: Log, today: date, limits: Limits) -> list[Finding]:
    """A finding for each spell in which 7 days' weighted steps exceed the usual by more than the limit.

    Less than LEAST_MORE_STEPS above the usual never counts.
    """
    weeks = seven_day(log, today).set_index("day")
    counted = weeks["steps"].where(at_least(weeks["steps"] - weeks["usual_steps"], LEAST_MORE_STEPS))
    days = worst_days(counted, limits[WEIGHTED_STEPS] * weeks["usual_steps"])
    weeks = weeks.assign(by_gps=by_gps(log, today).reindex(weeks.index, fill_value=False))
    return [_finding(week, limits) for week in weeks.loc[days].itertuples()]


def _finding(week, limits: Limits) -> Finding:
    ran = f"You took {_steps(week.steps)} steps in the 7 days to {words.day(week.Index)}"
    against = against_usual_week(week.steps, week.usual_steps)
    return Finding(
        rule=WEIGHTED_STEPS.key,
        severity=Severity.NOTE,
        day=week.Index.date(),
        headline=f"{ran}, downhill ones counted for more: {against}.",
        measured=week.steps,
        limit=limits[WEIGHTED_STEPS] * week.usual_steps,
        unit="steps",
        why=WHY + (APPROXIMATE if week.by_gps else ""),
        evidence=BY_MODEL,
    )


def _steps(amount: float) -> str:
    """Steps to the hundred: "52,300"."""
    return f"{round(amount, -2):,.0f}"


LIMITS = (WEIGHTED_STEPS,)
RULES: tuple[Rule, ...] = (weighted_jumps,)
