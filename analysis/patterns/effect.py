"""How large a pattern is: points of pain per big dose, with an interval, and in either half of the days."""

from __future__ import annotations

import numpy as np
import pandas as pd
from scipy.special import stdtrit

from analysis.patterns import shift
from analysis.patterns.doses import Window, mean_dose

MIDDLE, BIG = 0.50, 0.90
"""A big dose is that of the biggest tenth of the exposed days, less that of a middle one."""

CERTAINTY = 0.90
"""Of the intervals."""

LEAST_HALF = 10
"""Days compared that a half must have for its slope. [days], own convention"""

COLUMNS = ["big_dose", "effect", "effect_low", "effect_high", "first_half", "second_half"]


def big_dose(dose: pd.Series) -> float:
    """What makes a big dose of daily means over a window, in their unit.

    Where all exposed days are alike, as with what is only there or not, all of it.
    """
    exposed = dose[dose != 0].dropna()
    middle, big = exposed.quantile([MIDDLE, BIG])
    return float(big - middle) if big > middle else float(abs(big))


def effects(exposures: pd.DataFrame, pain: pd.Series, windows: dict[str, Window]) -> pd.DataFrame:
    """A row a factor of `windows`, with COLUMNS, in points (0–10) per big dose.

    `exposures` and `pain` are by every calendar day. Least squares with the earlier pain and the trend held
    constant, as `shift` compares ranks. Intervals are of CERTAINTY, from how the slope scatters when the
    doses lie at other times, after what the dose itself explains was taken from the pain.
    """
    scores = pain.to_numpy(float)
    compared = shift.against(scores, shift.compared(scores), scores)
    rows = {name: _effect(exposures[[name]], scores, compared, windows[name]) for name in windows}
    return pd.DataFrame.from_dict(rows, orient="index", columns=COLUMNS)


def _effect(exposure: pd.DataFrame, scores: np.ndarray, comparison, window: Window) -> list[float]:
    doses = mean_dose(exposure, window)
    big = big_dose(doses.iloc[:, 0])
    dose = ((doses - doses.mean()) / big).fillna(0.0).to_numpy().T
    slope, margin = slope_with_margin(dose, comparison)
    halves = [_slope(dose, half) for half in _halves(scores, comparison.days)]
    return [big, slope, slope - margin, slope + margin, *halves]


def slope_with_margin(dose: np.ndarray, comparison: shift.Comparison) -> tuple[float, float]:
    """Points of pain per unit of one dose (1, calendar), and how far its interval reaches to either side."""
    slope = _slope(dose, comparison)
    left = comparison.rest - slope * _unexplained(comparison.new_dose(dose)[0], comparison)
    seen = shift.shifted(dose, comparison, left[None])
    elsewhere = (seen.product / seen.square)[:, shift.far_shifts(comparison.days.calendar)]
    _, spread, independent = shift.scatter(elsewhere)
    freedom = np.minimum(independent - 1, shift.MOST_FREEDOM)
    reach = stdtrit(freedom, 0.5 + CERTAINTY / 2) * spread * np.sqrt(1 + 1 / independent)
    return slope, float(reach[0])


def _slope(dose: np.ndarray, comparison: shift.Comparison | None) -> float:
    """NaN without a comparison, and where the dose never differs on the days compared."""
    if comparison is None:
        return np.nan
    alone = _unexplained(comparison.new_dose(dose)[0], comparison)
    square = alone @ alone
    return float(alone @ comparison.rest / square) if square > shift.TINY else np.nan


def _unexplained(series: np.ndarray, comparison: shift.Comparison) -> np.ndarray:
    return series - comparison.basis @ (comparison.basis.T @ series)


def _halves(scores: np.ndarray, days: shift.Days) -> list[shift.Comparison | None]:
    """The days compared, the earlier and the later half of them."""
    middle = len(days.at) // 2
    parts = (slice(None, middle), slice(middle, None))
    some = [shift.Days(days.calendar, days.at[part], days.before[part]) for part in parts]
    return [shift.against(scores, half, scores) if len(half.at) >= LEAST_HALF else None for half in some]
