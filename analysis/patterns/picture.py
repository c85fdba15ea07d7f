"""A lead in three pictures: days after most of it beside the others, the days that follow one, two halves.

The dots are the runner's own days, for a person to check the sentence by; the days that follow a big dose
are set against days that began with as much pain; how much more it hurt in each half is the finder's. Big is
here the top quarter of the days with any, so that there are enough to draw: the big dose of the sentence is
another (`effect.big_dose`).
"""

from __future__ import annotations

from dataclasses import dataclass, replace

import numpy as np
import pandas as pd

from analysis.patterns import shift
from analysis.patterns.doses import mean_dose
from analysis.patterns.effect import BIG as BIG_DOSE
from analysis.patterns.effect import halved, margins, slopes

BIG = 0.75
"""From this quantile of the days with any dose on, a dose is big. [fraction] Own convention: one in four."""

LAGS = 8
"""So many days in a row are looked at after a big dose: a week, and the day itself. [days]"""

FEWEST = 3
"""Days a group needs for its average to be drawn. Own convention."""

FEWEST_IN_HALF = 5
"""Days with most of it, below which a half says little. Own convention."""

FEWEST_BIG_DOSES = 3
"""Days with a big dose of the finder, below which the rise of a half is no figure to read. Own convention."""

LEAST_CALENDAR = 3 * shift.LEAST_SHIFT
"""A shorter log has too few other times to hold its doses against. [days] Own convention."""


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


def halves(both: Beside, pain: pd.Series) -> pd.DataFrame:
    """The finder's first and second half of the days compared: first_day, last_day, big_days (drawn there).

    `pain` is by every calendar day [0–10]. NaT where too few days can be compared to be halved.
    """
    parts = [pain.index[half.at] for half in halved(shift.compared(pain.to_numpy(float)))]
    big = both.days.index[both.days["big"]]
    return pd.DataFrame(
        {"first_day": days.min(), "last_day": days.max(), "big_days": int(days.isin(big).sum())}
        for days in parts
    )


def big_doses(dose: pd.Series, pain: pd.Series, window: str) -> tuple[int, ...]:
    """Days in the finder's first and second half whose dose over the window was one of the biggest tenth.

    `dose`, `pain` and `window` are as of `beside`; the tenth is of the days with any, as `effect.big_dose`.
    """
    mean = over(dose, window).reindex(pain.index).to_numpy(float)
    taken = mean[~np.isnan(mean) & (mean != 0)]
    least = np.quantile(taken, BIG_DOSE) if taken.size else np.inf
    return tuple(int((mean[half.at] >= least).sum()) for half in halved(shift.compared(pain.to_numpy(float))))


def lags(dose: pd.Series, pain: pd.Series, first: int = 0) -> pd.DataFrame:
    """How much more it hurt on the days after a day of a big dose than on days that began alike.

    `dose` is indexed by every calendar day, `pain` by day [0–10]. Indexed by `lag`, LAGS days
    after the dose from `first` on, which is 1 where the pain of a day comes before its dose, as on waking:
    more [points], low and high of a 90 % band, days (big ones that have a score then). Reckoned as the
    effects of the finder are, with the pain before the dose (the last score of NEAR_PAIN days) held constant
    as well: these days are to have begun alike. NaN where too little is known.
    """
    big, scores = _big(dose).to_numpy(), pain.reindex(dose.index).to_numpy(float)
    after = range(first, first + LAGS)
    rows = [_after(np.roll(big, lag), scores, shift.compared(scores, lag + 1 - first)) for lag in after]
    return pd.DataFrame(rows, index=pd.Index(after, name="lag"))


def _big(dose: pd.Series) -> pd.Series:
    """1 on days of a big dose, 0 on the others, NaN where the dose is not known."""
    taken = dose[dose > 0]
    return (dose >= taken.quantile(BIG)).astype("float64").where(dose.notna())


def _after(big: np.ndarray, scores: np.ndarray, days: shift.Days) -> dict:
    """A row of `lags`; `big` stands on the days of the scores that are compared."""
    then = big[days.at]
    row = dict.fromkeys(["more", "low", "high"], np.nan) | {"days": int((then == 1).sum())}
    if min(row["days"], (then == 0).sum()) < FEWEST or len(scores) < LEAST_CALENDAR:
        return row
    dose = np.nan_to_num(big - np.nanmean(big))[None]
    alike = replace(shift.against(scores, days), memory=0.0)
    more, reach = slopes(dose, alike)[0], margins(dose, alike, ~np.isnan(big)[None])[0]
    return row | {"more": more, "low": more - reach, "high": more + reach}
