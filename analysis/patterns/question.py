"""What the finder asks: doses by factor and window, and how strongly the pain goes with them."""

from __future__ import annotations

from collections.abc import Collection, Sequence
from dataclasses import dataclass, replace
from functools import cached_property

import numpy as np
import pandas as pd

from analysis.limits import HAIR
from analysis.patterns import shift
from analysis.patterns.doses import AFTERWARDS, Window, mean_doses, trimmed


@dataclass(frozen=True)
class Strengths:
    """By factor: p, paid for all windows; the place of the best window; independent shifts there."""

    p: np.ndarray
    best: np.ndarray
    independent: np.ndarray


@dataclass(frozen=True)
class Question:
    """Doses by factor, window and day as means a day, in their units; and what they are held against.

    `exposures` are the daily doses of the same factors.
    """

    exposures: pd.DataFrame
    doses: np.ndarray
    comparison: shift.Comparison

    @cached_property
    def trimmed(self) -> np.ndarray:
        """The doses as they are compared. (factors, windows, calendar)"""
        return _comparable(self.doses)

    @cached_property
    def known(self) -> np.ndarray:
        """Of which days each dose is known. (factors, windows, calendar)"""
        return ~np.isnan(self.doses)

    def alone(self) -> Strengths:
        """Every factor by itself."""
        return strengths(self.trimmed, self.comparison, self.known)

    def beside(self, places: Collection[int], others: Collection[int]) -> np.ndarray:
        """p of factors with the doses of others, in all their windows, held constant."""
        held = self.comparison.with_controls(self._new_doses(self.comparison, others))
        return strengths(self.trimmed[list(places)], held, self.known[list(places)]).p

    def beside_weekdays(self, place: int) -> float:
        """p of a factor with the day of the week held constant."""
        weekday = self.exposures.index.day_of_week.to_numpy()[self.comparison.days.at]
        days = (weekday == np.arange(6)[:, None]).astype(float)
        held = self.comparison.with_controls(days)
        return float(strengths(self.trimmed[[place]], held, self.known[[place]]).p[0])

    def afterwards(self, place: int) -> float:
        """p of pain going with more of a factor on the days that follow, beside that of the days before."""
        plain = self.comparison.plainly()
        held = plain.with_controls(self._new_doses(plain, [place]))
        later = self._afterwards[[place]]
        return float(strengths(_comparable(later), held, ~np.isnan(later)).p[0])

    @cached_property
    def _afterwards(self) -> np.ndarray:
        """The doses of the days that follow. (factors, windows, calendar)"""
        return mean_doses(self.exposures, dict.fromkeys(self.exposures, AFTERWARDS))

    def _new_doses(self, comparison: shift.Comparison, places: Collection[int]) -> np.ndarray:
        """All windows of these factors on the days compared. (series, days)"""
        return comparison.new_dose(self.trimmed[list(places)].reshape(-1, self.trimmed.shape[2]))


def asked(exposures: pd.DataFrame, scores: pd.Series, lags: dict[str, Sequence[Window]]) -> Question:
    """The question whether pain goes with any of the columns, each over its windows in `lags`.

    `exposures` and `scores` are by every calendar day; the windows are those of `mean_doses`.
    """
    pain = scores.to_numpy(float)
    comparison = shift.against(pain, shift.compared(pain))
    held = replace(comparison, memory=shift.HALF * comparison.memory)
    return Question(exposures, mean_doses(exposures, lags), held)


def _comparable(doses: np.ndarray) -> np.ndarray:
    """Trimmed doses (…, days), their whole width as 1: the unit decides nothing, not by rounding either.

    What differs by a hair alone, as sums over whole weeks of one plan, is all alike: 0.
    """
    told = trimmed(doses)
    widest = np.ptp(told, axis=-1, keepdims=True)
    largest = np.abs(np.nan_to_num(doses)).max(axis=-1, keepdims=True)
    alike = widest <= HAIR * largest
    return np.where(alike, 0.0, told / np.where(alike, 1.0, widest))


def strengths(doses: np.ndarray, comparison: shift.Comparison, known: np.ndarray) -> Strengths:
    """How strongly pain goes with doses (factors, windows, calendar); `known` tells of which days."""
    factors, windows, calendar = doses.shape
    found = shift.strength(doses.reshape(-1, calendar), comparison, known.reshape(-1, calendar))
    never = np.inf  # a window of which no dose is known is not the best, not even where p is 1 in the others
    p = np.where(np.ptp(doses, axis=2) > 0, found.p.reshape(factors, windows), never)
    best = p.argmin(axis=1)
    independent = found.independent.reshape(factors, windows)[np.arange(factors), best]
    return Strengths(np.minimum(p.min(axis=1) * windows, 1.0), best, independent)
