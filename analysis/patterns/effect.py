"""How large a pattern is: points of pain per big dose, with an interval, and in either half of the days."""

from __future__ import annotations

import numpy as np
import pandas as pd
from scipy.special import ndtri, stdtrit

from analysis.patterns import shift

MIDDLE, BIG = 0.50, 0.90
"""A big dose is that of the biggest tenth of the exposed days, less that of a middle one."""

CERTAINTY = 0.90
"""Of the intervals."""

INEXACT = 0.15
"""How far the truth may lie from any straight line over any window, beside chance: standard deviation as a
share of the effect. [fraction], own simulation (benchmarks/PATTERNS.md)"""

LEAST_HALF = 10
"""Days compared that a half must have for its slope. [days], own convention"""

COLUMNS = ["big_dose", "effect", "effect_low", "effect_high", "first_half", "second_half"]


def big_dose(dose: np.ndarray) -> float:
    """What makes a big dose of daily means over a window, in their unit.

    Where all exposed days are alike, as with what is only there or not, all of it.
    """
    exposed = dose[~np.isnan(dose) & (dose != 0)]
    middle, big = np.quantile(exposed, [MIDDLE, BIG])
    return float(big - middle) if big > middle else float(abs(big))


def effects(doses: np.ndarray, scores: np.ndarray) -> pd.DataFrame:
    """A row a factor, with COLUMNS, in points (0–10) per big dose.

    `doses` (factors, calendar) are means over each factor's window, in its unit; `scores` (calendar,) is
    pain; NaN is not known. Least squares with the trend held constant, and not the earlier pain, in which a
    part of the effect may lie. Intervals are of CERTAINTY, from how the slope scatters when the doses lie at
    other times, after what the dose itself explains was taken from the pain; INEXACT widens them.
    """
    big = np.array([big_dose(dose) for dose in doses])
    dose = np.nan_to_num((doses - np.nanmean(doses, axis=1, keepdims=True)) / big[:, None])
    days = shift.compared(scores)
    compared = _plainly(scores, days)
    slope, reach = slopes(dose, compared), margins(dose, compared, ~np.isnan(doses))
    rises = [_half(dose, scores, half) for half in halved(days)]
    columns = (big, slope, slope - reach, slope + reach, *rises)
    return pd.DataFrame(dict(zip(COLUMNS, columns, strict=True)))


def slopes(dose: np.ndarray, comparison: shift.Comparison) -> np.ndarray:
    """Points of pain per unit of each dose (factors, calendar); NaN where it never differs. (factors,)"""
    alone = _alone(dose, comparison)
    square = (alone**2).sum(axis=1)
    return np.where(square > shift.TINY, alone @ comparison.rest / np.maximum(square, shift.TINY), np.nan)


def margins(dose: np.ndarray, comparison: shift.Comparison, known: np.ndarray) -> np.ndarray:
    """How far the intervals of the slopes reach to either side. (factors,)

    `dose` and `known`, which tells of which days it is, are (factors, calendar).
    """
    slope = slopes(dose, comparison)
    left = comparison.rest - slope[:, None] * _alone(dose, comparison)
    seen = shift.shifted(dose, comparison, left)
    far = shift.far_shifts(comparison.days.calendar)
    counts = shift.met(known, comparison.days)[:, far]
    _, spread, independent = shift.scatter((seen.product / seen.square)[:, far], counts)
    freedom = np.minimum(independent - 1, shift.MOST_FREEDOM)
    chance = stdtrit(freedom, 0.5 + CERTAINTY / 2) * spread * np.sqrt(1 + 1 / independent)
    return np.hypot(chance, ndtri(0.5 + CERTAINTY / 2) * INEXACT * slope)


def _alone(dose: np.ndarray, comparison: shift.Comparison) -> np.ndarray:
    """New doses on the days compared, less what the controls explain of them. (factors, days)"""
    new = comparison.new_dose(dose)
    return new - (new @ comparison.basis) @ comparison.basis.T


def halved(days: shift.Days) -> list[shift.Days]:
    """The earlier and the later half of the days compared."""
    middle = len(days.at) // 2
    parts = (slice(None, middle), slice(middle, None))
    return [shift.Days(days.calendar, days.at[part], days.before[part]) for part in parts]


def _half(dose: np.ndarray, scores: np.ndarray, half: shift.Days) -> np.ndarray:
    if len(half.at) < LEAST_HALF:
        return np.full(len(dose), np.nan)
    return slopes(dose, _plainly(scores, half))


def _plainly(scores: np.ndarray, days: shift.Days) -> shift.Comparison:
    """Pain as it is, beside the trend alone."""
    return shift.against(scores, days).plainly()
