"""How strongly doses go with pain, and how strongly they would by luck: the same doses at other times.

Both series have rhythms and gaps of their own, so that their correlation is compared with what it is
when the doses are shifted round the calendar against the pain [1]_ [2]_: their rhythm, the pain's and
the gaps stay, and only what lies between the two is broken. Shifts of up to a week are left out.
The test is that of EVIDENCE 7.2 (`shift_t`) but for two things, which find more with fewer false alarms
(benchmarks/PATTERNS.md). Doses and pain are taken as they are, not as ranks: who runs twice as far down has
twice the dose. And what is left of the earlier pain is not only held constant, but what it tells of the
doses is taken from these as well, as in least squares with errors that fade from day to day: without that,
a dose of many days is mostly explained away by the pain that it has brought already.

Arrays are (series, days) or (series, shifts); shift 0 is what was observed.

References
----------
.. [1] Yuan & Shou 2024, PLoS Biol 22(8) e3002758, doi 10.1371/journal.pbio.3002758
.. [2] Harris 2020, arXiv 2012.06862
"""

from __future__ import annotations

from dataclasses import dataclass
from functools import cached_property

import numpy as np
import pandas as pd
from scipy.special import stdtr

NEAR_PAIN = 3
"""So many days back an earlier pain score may lie to be compared with. [days]"""

LEAST_SHIFT = 8
"""Doses shifted by less still overlap the days that they belong to. [days]"""

MOST_LAGS, UNCORRELATED = 30, 0.05
"""Shifts beside one another are alike: up to so many are added up, while they correlate more than this.
EVIDENCE 7.2"""

MOST_FREEDOM = 60.0
"""Degrees of freedom of t, at most. EVIDENCE 7.2"""

FEWEST_INDEPENDENT = 4.0
"""So many independent shifts there are taken to be, at least. EVIDENCE 7.2"""

ALIKE_AT_MOST = 0.9999
"""A correlation counts as no higher, so that its z is finite."""

HIGHEST_MEMORY = 0.95
"""Of the pain so much, at most, is taken to be left from one day to the next. [fraction] Own convention: a
diary of one score hangs on nothing but itself."""

EARLIER = 0
"""Place of the earlier pain among the controls."""

HALF = 0.5
"""Of the doses so much is taken as of the pain. All of it would be right if the window were; half bears a
wrong one better. Own simulation."""

LEAST_MET = 0.5
"""A shift counts where at least so much of the known dose as observed meets a day compared. [fraction]
Where a dose known for a month meets a diary of four at other times, most shifts bring them together nowhere:
their correlation of 0 would make luck look rare. Own simulation."""

TINY = 1e-12
"""A sum of squares up to which it is taken for rounding."""


@dataclass(frozen=True)
class Days:
    """The days compared: those with a pain score and an earlier one near enough."""

    calendar: int
    """How many days the whole calendar has."""

    at: np.ndarray
    before: np.ndarray
    """Places in the calendar of these days, and of the earlier scores. (days,)"""


def compared(pain: np.ndarray, ago: int = 1) -> Days:
    """The days of a daily pain series (NaN = not logged) that can be compared.

    The earlier score is the last of the NEAR_PAIN days up to the one that is `ago` days before. [days]
    """
    scored = pd.Series(np.where(np.isnan(pain), np.nan, np.arange(len(pain), dtype=float)))
    before = scored.shift(ago).ffill(limit=NEAR_PAIN - 1).to_numpy()
    at = np.flatnonzero(~np.isnan(pain) & ~np.isnan(before))
    return Days(len(pain), at, before[at].astype(int))


@dataclass(frozen=True)
class Comparison:
    """Pain on the days compared, what is held constant, and how much of it is left from one day to the next.

    `controls` is (days, columns); `memory` is the share of an earlier dose that is taken from a day later's.
    """

    days: Days
    pain: np.ndarray
    controls: np.ndarray
    memory: float

    @cached_property
    def basis(self) -> np.ndarray:
        """Controls as an orthonormal basis. (days, columns)"""
        return np.linalg.qr(self.controls)[0]

    @cached_property
    def rest(self) -> np.ndarray:
        """What of the pain the controls leave unexplained. (days,)"""
        return self.pain - self.basis @ (self.basis.T @ self.pain)

    @cached_property
    def fading(self) -> np.ndarray:
        """Share of the earlier dose that is taken from that of each of the days. (days,)"""
        return self.memory ** (self.days.at - self.days.before)

    def with_controls(self, more: np.ndarray) -> Comparison:
        """The same, with further series (series, days compared) held constant."""
        return Comparison(self.days, self.pain, np.column_stack([self.controls, *more]), self.memory)

    def plainly(self) -> Comparison:
        """The same without the earlier pain: neither held constant, nor taken from the doses."""
        return Comparison(self.days, self.pain, np.delete(self.controls, EARLIER, axis=1), 0.0)

    def new_dose(self, doses: np.ndarray) -> np.ndarray:
        """Doses (series, calendar) on the days compared, less what the earlier score tells. (series, days)"""
        return doses[:, self.days.at] - self.fading * doses[:, self.days.before]


def against(pain: np.ndarray, days: Days) -> Comparison:
    """Compares pain (calendar,) on its days, beside the earlier pain, and a straight and a bent trend.

    Memory is that of the pain itself: how much more of it there is for each point of the day before.
    """
    time = np.linspace(-1.0, 1.0, days.calendar)[days.at]
    controls = np.column_stack([pain[days.before], np.ones(len(time)), time, time**2])
    slopes = np.linalg.lstsq(controls, pain[days.at], rcond=None)[0]
    return Comparison(days, pain[days.at], controls, float(np.clip(slopes[EARLIER], 0.0, HIGHEST_MEMORY)))


@dataclass(frozen=True)
class Shifted:
    """Products of shifted doses with what pain leaves, and their own squares. (series, shifts)"""

    product: np.ndarray
    square: np.ndarray


def shifted(doses: np.ndarray, comparison: Comparison, rest: np.ndarray | None = None) -> Shifted:
    """Doses (series, calendar) shifted by each number of days against what pain leaves.

    `rest` is (days,) or (series, days), that of the comparison where it is not given. All shifts at once
    by Fourier transforms: shifting doses is a circular correlation with the pain.
    """
    length, turned = comparison.days.calendar, np.fft.rfft(doses).conj()

    def correlated(laid: np.ndarray) -> np.ndarray:
        return np.fft.irfft(np.fft.rfft(laid) * turned, length)

    product = correlated(_laid(comparison.rest if rest is None else rest, comparison))
    explained = sum(correlated(_laid(column, comparison)) ** 2 for column in comparison.basis.T)
    square = _squares(doses, comparison) - explained
    return Shifted(product, np.maximum(square, TINY))


def _laid(values: np.ndarray, comparison: Comparison) -> np.ndarray:
    """Values of the days compared on the calendar, so that a sum with doses is one with new doses."""
    days = comparison.days
    laid = np.zeros((*values.shape[:-1], days.calendar))
    laid[..., days.at] = values
    faded = comparison.fading * values
    np.subtract.at(laid, (..., days.before), faded)
    return laid


def _squares(doses: np.ndarray, comparison: Comparison) -> np.ndarray:
    """Sum of squared new doses at each shift: (a − fb)² = a² + f²b² − 2fab, by the days between the two."""
    days, fading, length = comparison.days, comparison.fading, comparison.days.calendar
    weight = np.zeros(length)
    weight[days.at] = 1.0
    np.add.at(weight, days.before, fading**2)
    total = np.fft.rfft(weight) * np.fft.rfft(doses**2).conj()
    for gap in range(1, NEAR_PAIN + 1):
        here = (days.at - days.before) == gap
        mixed = np.zeros(length)
        mixed[days.at[here]] = fading[here]
        total -= 2 * np.fft.rfft(mixed) * np.fft.rfft(doses * np.roll(doses, gap, axis=-1)).conj()
    return np.fft.irfft(total, length)


@dataclass(frozen=True)
class Strength:
    """How far the observed correlation stands out of the shifted ones. All (series,)."""

    t: np.ndarray
    freedom: np.ndarray
    independent: np.ndarray
    p: np.ndarray


def met(known: np.ndarray, days: Days) -> np.ndarray:
    """Whether enough of what is known of the doses meets days compared, at each shift. (series, shifts)

    `known` is (series, calendar): whether each day's dose is.
    """
    compared = np.zeros(days.calendar)
    compared[days.at] = 1.0
    turned = np.fft.rfft(known.astype(float)).conj()
    count = np.rint(np.fft.irfft(np.fft.rfft(compared) * turned, days.calendar))
    return count >= LEAST_MET * count[:, :1]


def strength(doses: np.ndarray, comparison: Comparison, known: np.ndarray) -> Strength:
    """One-sided: whether pain is higher after more of each dose than when the doses lie elsewhere in time.

    `known` tells of which days the doses are known; shapes as `doses`.
    """
    seen, left = shifted(doses, comparison), comparison.rest @ comparison.rest
    differs = left > TINY  # pain that never differs goes with nothing
    whole = np.sqrt(seen.square * left) if differs else np.inf
    z = np.arctanh(np.clip(seen.product / whole, -ALIKE_AT_MOST, ALIKE_AT_MOST))
    far = far_shifts(comparison.days.calendar)
    return standing_out(z[:, 0], z[:, far], met(known, comparison.days)[:, far])


def far_shifts(calendar: int) -> slice:
    """Shifts of LEAST_SHIFT days and more, forwards and backwards."""
    return slice(LEAST_SHIFT, calendar - LEAST_SHIFT + 1)


def standing_out(observed: np.ndarray, elsewhere: np.ndarray, counts: np.ndarray) -> Strength:
    """Observed values (series,) against those at the other shifts that count (series, shifts)."""
    middle, spread, independent = scatter(elsewhere, counts)
    t = (observed - middle) / (spread * np.sqrt(1 + 1 / independent))
    freedom = np.minimum(independent - 1, MOST_FREEDOM)
    return Strength(t, freedom, independent, stdtr(freedom, -t))


def scatter(elsewhere: np.ndarray, counts: np.ndarray) -> tuple[np.ndarray, np.ndarray, np.ndarray]:
    """Mean, standard deviation and how many independent values there are, of each series. (series,)

    `counts` (series, shifts) tells which values count. Where few pairs of a lag do, their correlation is
    small by that alone, and where none does it says nothing, so that the sum goes on.
    """
    number = np.maximum(counts.sum(axis=1), 1)
    middle = np.where(counts, elsewhere, 0.0).sum(axis=1) / number
    off = np.where(counts, elsewhere - middle[:, None], 0.0)
    variance = (off**2).sum(axis=1) / number
    lags = range(1, min(MOST_LAGS, off.shape[1] - 1) + 1)
    alike = np.stack([(off[:, :-lag] * off[:, lag:]).sum(axis=1) for lag in lags], axis=1)
    alike /= np.maximum((off**2).sum(axis=1), TINY)[:, None]
    pairs = np.stack([(counts[:, :-lag] & counts[:, lag:]).mean(axis=1) for lag in lags], axis=1)
    counted = np.cumprod((alike > UNCORRELATED * pairs) | (pairs == 0), axis=1)
    independent = np.maximum(number / (1 + 2 * (alike * counted).sum(axis=1)), FEWEST_INDEPENDENT)
    return middle, np.sqrt(variance * independent / (independent - 1)) + TINY, independent
