"""How hard: fast minutes, heart rate, and effort as the runner felt it.

.. [1] Foster 2001, J Strength Cond Res 15:109–115: session RPE, felt effort times minutes
.. [2] Banister 1991: minutes times heart-rate reserve, here without the exponential weight, which is
   another for men and women
"""

from __future__ import annotations

import pandas as pd

from analysis.exposures.factor import Factor
from analysis.exposures.grid import Grid
from analysis.form.arranged import ON_BELTS
from analysis.form.by_run import BASELINE_DAYS
from analysis.limits import at_least
from ingest.schema import GRADE_EDGES, Log

FACTORS = (
    Factor("fast", "s", "fast running", "day with much fast running", "one slow run of your usual length"),
    Factor(
        "heart_load",
        "s",
        "time at a high heart rate",
        "long day at a high heart rate",
        "one run of your usual length at an easy heart rate",
    ),
    Factor(
        "felt_effort",
        "points",
        "effort as you felt it",
        "hard-feeling day",
        "one run of your usual length that feels easy",
        answers_pain=True,
    ),
)

FAST_SHARE = 0.80
"""Faster than this share of one's own minutes is fast. [fraction] Own convention."""

FASTER = 1.05
"""And this many times as fast as one's middle minute: who always runs alike has no fast minutes. [ratio]
Own convention, about twice the error of a watch's speed over a minute."""


LEAST_WINDOWS = 120
LEAST_RUNS = 8
"""Windows of a minute, or runs, from which the own speeds say anything. Own convention."""

LEVEL = -GRADE_EDGES[0]
"""Steeper down than this, a fast minute is the slope's doing and counts as descent alone. [fraction]"""

RESTING_BPM = 60.0
"""Heart rate at rest, which no file tells. [bpm] Own assumption: it stretches the scale, no more."""

HIGHEST = 3
"""The third highest heart rate of all runs is the runner's own highest: single ones are glitches."""


def by_day(log: Log, gait: pd.DataFrame, grid: Grid) -> pd.DataFrame:
    """Columns fast, heart_load [s], felt_effort [points: RPE times minutes], a row a day. [1]_, [2]_

    How fast a belt ran nobody measures: it is unknown.
    """
    runs = log.runs
    fast_s = fast_by_average(runs) if gait.empty else fast_by_windows(runs, gait)
    on_belt = (runs["surface"] == "treadmill") | runs["sub_sport"].isin(ON_BELTS)
    doses = pd.DataFrame(
        {
            "fast": fast_s.mask(on_belt),
            "heart_load": runs["duration_s"] * heart_reserve(runs),
            "felt_effort": runs["rpe"] * runs["duration_s"] / 60,
        }
    )
    return grid.added(doses, runs["day"])


def heart_reserve(runs: pd.DataFrame) -> pd.Series:
    """Mean heart rate of each run between that at rest (0) and the runner's own highest (1). [fraction]

    NaN where none was measured, or none above that at rest.
    """
    known = runs["max_heart_rate_bpm"].dropna()
    highest = known.nlargest(HIGHEST).min()
    if not highest > RESTING_BPM:
        return pd.Series(float("nan"), index=runs.index)
    reserve = (runs["avg_heart_rate_bpm"] - RESTING_BPM) / (highest - RESTING_BPM)
    return reserve.clip(0.0, 1.0)


def fast_by_windows(runs: pd.DataFrame, gait: pd.DataFrame) -> pd.Series:
    """Moving time of each run in windows that were fast for the runner, in the order of `runs`. [s]

    Fast is faster than FAST_SHARE of the level and uphill windows of the 90 days before the run's day, and
    FASTER times their median. NaN for runs of which no window knows its speed, and until there are
    LEAST_WINDOWS.
    """
    windows = gait[["run_id", "moving_s", "speed_m_s", "grade"]].merge(runs[["run_id", "day"]], on="run_id")
    windows = windows.sort_values("day", kind="stable")
    level = windows["speed_m_s"].where(~(windows["grade"] < LEVEL))
    limit = fast_from(level, windows["day"], LEAST_WINDOWS)
    known = limit.notna() & windows["speed_m_s"].notna()
    fast_s = windows["moving_s"].where(at_least(level, limit), 0.0).where(known)
    by_run = fast_s.groupby(windows["run_id"]).sum(min_count=1)
    return runs["run_id"].map(by_run).astype("float64")


def fast_by_average(runs: pd.DataFrame) -> pd.Series:
    """The duration of each run that was fast as a whole, 0 of any other, in the order of `runs`. [s]

    By grade-adjusted speed. NaN until LEAST_RUNS are in the 90 days before.
    """
    speed = runs["grade_adjusted_speed_m_s"]
    limit = fast_from(speed, runs["day"], LEAST_RUNS)
    return runs["duration_s"].where(at_least(speed, limit), 0.0).where(limit.notna() & speed.notna())


def fast_from(speed: pd.Series, day: pd.Series, least: int) -> pd.Series:
    """From which speed on each row is fast for the runner, by the rows of the 90 days before its day. [m/s]

    Rows are in the order of their days. NaN where those days hold fewer than `least` known speeds.
    """
    before = pd.Series(speed.to_numpy(), index=pd.DatetimeIndex(day))
    spans = before.rolling(f"{BASELINE_DAYS}D", closed="left", min_periods=least)
    limit = pd.concat([spans.quantile(FAST_SHARE), FASTER * spans.median()], axis=1).max(axis=1, skipna=False)
    return limit.set_axis(speed.index)
