"""A lead in three pictures: days after big doses beside the others, the days that follow one, the two halves.

All are plain averages of the runner's own days, for a person to check the sentence by; only the days that
follow a big dose are set against days that began with as much pain.
"""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np
import pandas as pd

from analysis.limits import HAIR
from analysis.patterns.doses import mean_dose

BIG = 0.75
"""From this quantile of the days with any dose on, a dose is big. [fraction] Own convention: one in four."""

LAGS = 8
"""So many days in a row are looked at after a big dose: a week, and the day itself. [days]"""

EARLIER_DAYS = 3
"""So far back a score may stand for the pain before the dose. [days] As in the finder."""

NEAREST_SHIFT = 8
"""Shifts nearer than this keep some of what is asked about. [days], EVIDENCE 7.2"""

BAND = 1.645
"""Standard errors to either side of a 90 % band."""

FEWEST = 3
"""Days a group needs for its average to be drawn. Own convention."""


@dataclass(frozen=True)
class Beside:
    """Rated days after big doses and the others. `days` is indexed by day: pain [0–10] and big.

    `least` is the dose from which it is big, a mean a day over the window. [the factor's unit]
    """

    days: pd.DataFrame
    least: float

    @property
    def means(self) -> pd.DataFrame:
        """Mean pain [0–10] and count of days, indexed by big; a group without days is missing."""
        return self.days.groupby("big")["pain"].agg(["mean", "count"])


def beside(dose: pd.Series, pain: pd.Series, window: str) -> Beside | None:
    """Days whose mean dose over the window was big, beside the other rated days; None without both.

    `dose` is indexed by every calendar day, `pain` by day [0–10]; both NaN where not known. `window` is
    the finder's: "0-3" are the day itself and the three before. Big are the BIG quantile of the windows
    with any dose, and more.
    """
    mean = over(dose, window)
    known = pd.DataFrame({"dose": mean, "pain": pain.reindex(mean.index)}).dropna()
    known = known.rename_axis("day")
    taken = known.loc[known["dose"] > 0, "dose"]
    if taken.empty:
        return None
    least = float(taken.quantile(BIG))
    days = known[["pain"]].assign(big=known["dose"] >= least)
    return Beside(days, least) if days["big"].nunique() == 2 else None


def over(dose: pd.Series, window: str) -> pd.Series:
    """Mean dose a day over a window before each day, as the finder takes it; NaN where that is not known."""
    near, far = (int(part) for part in window.split("-"))
    return mean_dose(dose.to_frame(), (near, far)).iloc[:, 0]


def halves(both: Beside) -> pd.DataFrame:
    """The same averages in the first and in the second half of the rated days, in that order.

    Columns: first_day, last_day, big, other [0–10], big_days, other_days; an average of fewer than
    FEWEST days is NaN.
    """
    days = both.days
    middle = (len(days) + 1) // 2
    return pd.DataFrame([_averages(half) for half in (days.iloc[:middle], days.iloc[middle:])])


def _averages(days: pd.DataFrame) -> dict:
    big, other = days.loc[days["big"], "pain"], days.loc[~days["big"], "pain"]
    return {
        "first_day": days.index[0],
        "last_day": days.index[-1],
        "big": big.mean() if len(big) >= FEWEST else np.nan,
        "other": other.mean() if len(other) >= FEWEST else np.nan,
        "big_days": len(big),
        "other_days": len(other),
    }


def lags(dose: pd.Series, pain: pd.Series, first: int = 0) -> pd.DataFrame:
    """How much more it hurt on the days after a day of a big dose than on days that began alike.

    `dose` is indexed by every calendar day, `pain` by day [0–10]. Indexed by `lag`, LAGS days
    after the dose from `first` on, which is 1 where the pain of a day comes before its dose, as on waking:
    more [points], low and high of a 90 % band, days (big ones that have a score then). Compared at the
    same pain before the dose (the last score of EARLIER_DAYS days) and the same time in the log, by a
    straight line each. The band is the spread of the same reckoning with the doses shifted against
    the pain, which keeps the rhythm of both; NaN where too little is known.
    """
    big = _big(dose)
    scores = pain.reindex(dose.index)
    before = scores.ffill(limit=EARLIER_DAYS - 1).shift(1 - first)
    after = range(first, first + LAGS)
    rows = [_after(big, scores.shift(-lag), before) for lag in after]
    return pd.DataFrame(rows, index=pd.Index(after, name="lag"))


def _big(dose: pd.Series) -> pd.Series:
    """1 on days of a big dose, 0 on the others, NaN where the dose is not known."""
    taken = dose[dose > 0]
    return (dose >= taken.quantile(BIG)).astype("float64").where(dose.notna())


def _after(big: pd.Series, score: pd.Series, before: pd.Series) -> dict:
    known = (score.notna() & before.notna()).to_numpy()
    days = int((big[known] == 1).sum())
    nothing = {"more": np.nan, "low": np.nan, "high": np.nan, "days": days}
    if days < FEWEST or (big[known] == 0).sum() < FEWEST:
        return nothing
    line = np.column_stack([np.ones(known.sum()), before[known], np.flatnonzero(known)])
    shifts = np.r_[0, NEAREST_SHIFT : len(big) - NEAREST_SHIFT + 1]
    doses = big.fillna(big.mean()).to_numpy()
    shifted = doses[(np.flatnonzero(known)[:, None] - shifts) % len(big)]
    more, *by_chance = _slopes(shifted, score[known].to_numpy(), line)
    by_chance = np.array(by_chance)[np.isfinite(by_chance)]
    reach = BAND * by_chance.std() if by_chance.size else np.nan
    return nothing | {"more": more, "low": more - reach, "high": more + reach}


def _slopes(doses: np.ndarray, score: np.ndarray, line: np.ndarray) -> np.ndarray:
    """The slope of the score on each column of doses, beside the columns of `line`. [points per dose]"""
    basis = np.linalg.qr(line)[0]
    left = doses - basis @ (basis.T @ doses)
    spread = (left**2).sum(axis=0)
    return np.divide(left.T @ score, spread, out=np.full(len(spread), np.nan), where=spread > HAIR)
