"""The daily grid under every load measure, and the spells of days that stand out on it."""

from __future__ import annotations

from dataclasses import replace
from datetime import date

import pandas as pd

from analysis.limits import above, at_least
from ingest.schema import Log

SILENT_DAYS = 10
"""More days than this without a run or an entry are a gap in the log, not rest. Own convention."""


def up_to(frame: pd.DataFrame, today: date) -> pd.DataFrame:
    """The rows whose `day` is today or earlier; a clock that runs ahead changes nothing."""
    return frame[frame["day"] <= pd.Timestamp(today)]


def since(log: Log, first: date) -> Log:
    """The log with the runs and the entries from a day on; what else it holds stays whole."""
    runs, diary = (frame[frame["day"] >= pd.Timestamp(first)] for frame in (log.runs, log.diary))
    return replace(log, runs=runs.reset_index(drop=True), diary=diary.reset_index(drop=True))


def level_treadmill(runs: pd.DataFrame) -> pd.DataFrame:
    """The runs with a descent of 0 m on a treadmill where none is recorded: a belt does not run downhill.

    Ascent stays unknown there: belts are tilted, and files without altitude do not say how far.
    """
    level = (runs["surface"] == "treadmill") & runs["descent_m"].isna()
    return runs.assign(descent_m=runs["descent_m"].mask(level, 0.0))


def daily(amount: pd.Series, day: pd.Series, until: date, logged: pd.Series | None = None) -> pd.Series:
    """An amount per calendar day, from the first run's day to `until`. [the amount's unit]

    Amounts of one day are added and a rest day is 0. NaN where a run's amount is not known, and in
    gaps of the log: more than SILENT_DAYS days in a row with no run and no entry. `logged` holds the
    days with an entry. Empty where there is no run by then.
    """
    last = pd.Timestamp(until)
    by_day = amount[day <= last].groupby(day[day <= last]).sum(skipna=False)
    if by_day.empty:
        return pd.Series(dtype="float64", index=pd.DatetimeIndex([], dtype="datetime64[us]", name="day"))
    every_day = pd.date_range(by_day.index[0], last, name="day", unit="us")
    grid = by_day.astype("float64").reindex(every_day, fill_value=0.0)
    return grid.mask(silent(every_day, by_day.index, logged))


def silent(every_day: pd.DatetimeIndex, run_days: pd.Index, logged: pd.Series | None) -> pd.Series:
    """Whether each day lies in a gap: more than SILENT_DAYS days in a row with no run and no entry."""
    heard = every_day.isin(run_days)
    if logged is not None:
        heard = heard | every_day.isin(logged)
    heard = pd.Series(heard, index=every_day)
    return ~heard & ((~heard).groupby(heard.cumsum()).transform("sum") > SILENT_DAYS)


def worst_days(measure: pd.Series, limit: float | pd.Series) -> list[pd.Timestamp]:
    """The worst day of each spell of consecutive days above the limit, the first where equal.

    `measure` is indexed by every day in turn; a day that is NaN ends a spell.
    """
    breached = above(measure, limit)
    excess, spell = (measure - limit)[breached], (~breached).cumsum()[breached]
    worst = at_least(excess, excess.groupby(spell).transform("max"))  # sums over windows differ by a hair
    return excess[worst].index[~spell[worst].duplicated()].to_list()
