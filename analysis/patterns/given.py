"""What the finder is given, made ready: each calendar day once and in numbers, and windows that look back."""

from __future__ import annotations

from collections.abc import Collection, Sequence

import numpy as np
import pandas as pd

from analysis.patterns import doses
from analysis.patterns.doses import Window

NO_DAYS = (pd.MultiIndex, pd.TimedeltaIndex)
NO_NUMBERS = ["complex", "datetime", "datetimetz", "timedelta"]


def by_day(frame: pd.DataFrame) -> pd.DataFrame:
    """Every calendar day from the first to the last, in numbers; what is infinite is not known.

    Raises ValueError where the index holds no days or a day twice, or a column no numbers or another's name.
    """
    index = _days(frame.index)
    numbers = _numbers(frame).replace([np.inf, -np.inf], np.nan).set_axis(index, axis="index")
    return numbers.asfreq("D") if len(index) else numbers


def _days(index: pd.Index) -> pd.DatetimeIndex:
    if len(index) and (pd.api.types.is_numeric_dtype(index) or isinstance(index, NO_DAYS)):
        raise ValueError("Doses and pain are indexed by calendar days, and by nothing else.")
    if isinstance(index, pd.PeriodIndex):
        index = index.to_timestamp()
    days = pd.DatetimeIndex(index).tz_localize(None).normalize()
    if days.hasnans:
        raise ValueError("A row has no day.")
    if days.has_duplicates:
        raise ValueError(f"{days[days.duplicated()][0]:%Y-%m-%d} stands twice among the days.")
    return days


def _numbers(frame: pd.DataFrame) -> pd.DataFrame:
    names = frame.columns
    if any(isinstance(name, tuple) for name in names):
        raise ValueError("Factors have one name each.")
    if names.has_duplicates:
        raise ValueError(f"{names[names.duplicated()][0]} stands twice among the factors.")
    for name in frame.select_dtypes(NO_NUMBERS):
        raise ValueError(f"{name} holds no numbers.")
    try:
        return frame.where(frame.notna(), np.nan).astype("float64")
    except TypeError as error:  # an object column of times
        raise ValueError("A factor holds no numbers.") from error


def lags(
    exposures: pd.DataFrame, windows: Sequence[Window], from_yesterday: Collection[str]
) -> dict[str, tuple[Window, ...]]:
    """The windows of each factor: of those in `from_yesterday` the day itself does not count.

    Raises ValueError where a window does not look back.
    """
    whole = tuple((int(near), int(far)) for near, far in windows)
    if not whole or any(not 0 <= near <= far for near, far in whole):
        raise ValueError(f"Windows are days back, the nearer first: {list(whole)}.")
    later = tuple(doses.from_yesterday(window) for window in whole)
    answering = {from_yesterday} if isinstance(from_yesterday, str) else set(from_yesterday)
    return {name: later if name in answering else whole for name in exposures}


def logged(exposures: pd.DataFrame, scores: pd.Series) -> slice:
    """Places from the first to the last day of which a dose or the pain is known.

    Days at the ends of which nothing is known must not count: doses shifted there meet no pain, and luck
    would look rarer than it is.
    """
    at = np.flatnonzero(exposures.notna().any(axis="columns") | scores.notna())
    return slice(at[0], at[-1] + 1) if len(at) else slice(0, 0)


def reach(exposures: pd.DataFrame, lags: dict[str, tuple[Window, ...]]) -> pd.Series:
    """Whether the dose of each factor is known over any of its windows."""
    known = [
        any(doses.mean_dose(exposures[name], window).notna().any() for window in windows)
        for name, windows in lags.items()
    ]
    return pd.Series(known, index=exposures.columns, dtype=bool)
