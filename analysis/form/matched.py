"""Form at matched speed and grade: each minute against what the runner's own earlier runs lead to expect.

The expected value is the least-squares fit on speed, speed², grade and grade² over the minutes of the
runs that a run is held against. Sums over minutes are all that it needs, and the sums of ninety days are
the difference of two running totals, so that ten years take no longer than one pass.
"""

from __future__ import annotations

from typing import NamedTuple

import numpy as np

from analysis.form.arranged import Arranged

LEAST_RUNS, LEAST_BASELINE_S = 5, 3600.0
"""A fit needs so many earlier runs and so much of them. [s], own convention"""

OUTER = 0.01
"""Share of the fit's time at either end of its speeds, and of its grades, beyond which it is not asked."""

BINS, BIN_M_S, BIN_GRADE, LOWEST_GRADE = 80, 0.1, 0.01, -0.40
"""How finely that is counted: speeds from 0, grades from the steepest way down. [m/s], [fraction]"""

SINGULAR = 1e-9
"""Directions in which the earlier runs differ by less tell nothing: all at one speed, none on a hill."""


class Spans(NamedTuple):
    """Of each run, the first and one past the last of the runs that it is held against."""

    first: np.ndarray
    end: np.ndarray


def residuals(minutes: Arranged, column: str, spans: Spans) -> np.ndarray:
    """How far each minute's value is above the expected. [fraction of the expected]

    NaN where the value, speed or grade is not known, where the earlier runs are too few, and at speeds or
    grades that these hardly knew.
    """
    values = minutes.numbers[column]
    known = minutes.matched & np.isfinite(values)
    if not known.any():
        return np.full(values.size, np.nan)
    weights_s = np.where(known, minutes.numbers["moving_s"], 0.0)
    scale = values[known].mean()
    fits = _fits(minutes, weights_s, np.where(known, values / scale, 0.0), spans)
    expected = scale * np.einsum("ij,ij->i", minutes.design, fits[minutes.run])
    asked = known & (expected > 0) & _within(minutes, weights_s, spans)
    return np.where(asked, values / np.where(asked, expected, 1.0) - 1.0, np.nan)


def _fits(minutes: Arranged, weights_s: np.ndarray, values: np.ndarray, spans: Spans) -> np.ndarray:
    """The coefficients of `Arranged.design` by run; NaN where there is too little to fit."""
    weighted = minutes.design * weights_s[:, None]
    total_s = _sums(minutes, weights_s, spans)
    enough = (runs_in(minutes, weights_s > 0, spans) >= LEAST_RUNS) & (total_s >= LEAST_BASELINE_S)
    fits = np.full((total_s.size, weighted.shape[1]), np.nan)
    squares = _sums(minutes, np.einsum("ij,ik->ijk", weighted, minutes.design), spans)[enough]
    products = _sums(minutes, weighted * values[:, None], spans)[enough]
    per_s = 1.0 / total_s[enough]
    inverse = np.linalg.pinv(squares * per_s[:, None, None], rcond=SINGULAR, hermitian=True)
    fits[enough] = np.einsum("ijk,ik->ij", inverse, products * per_s[:, None])
    return fits


def _sums(minutes: Arranged, amounts: np.ndarray, spans: Spans) -> np.ndarray:
    """Amounts of minutes added up over the runs of each span."""
    totals = np.concatenate([np.zeros((1, *amounts.shape[1:])), np.cumsum(amounts, axis=0)])
    first, end = (np.searchsorted(minutes.run, edge) for edge in spans)
    return totals[end] - totals[first]


def runs_in(minutes: Arranged, known: np.ndarray, spans: Spans) -> np.ndarray:
    """How many runs of each span have a minute that is known."""
    has = np.bincount(minutes.run[known], minlength=len(minutes.run_ids)) > 0
    totals = np.concatenate([[0], np.cumsum(has)])
    return totals[spans.end] - totals[spans.first]


def _within(minutes: Arranged, weights_s: np.ndarray, spans: Spans) -> np.ndarray:
    """Which minutes are at speeds and grades that their run's span knew."""
    speed, grade = minutes.numbers["speed_m_s"], minutes.numbers["grade"]
    scales = (speed / BIN_M_S, (grade - LOWEST_GRADE) / BIN_GRADE)
    inside = np.ones(speed.size, dtype=bool)
    for scale in scales:
        bins = np.clip(np.nan_to_num(scale), 0, BINS - 1).astype(np.int64)
        lowest, highest = _known_bins(minutes, bins, weights_s, spans)
        inside &= (lowest[minutes.run] <= bins) & (bins <= highest[minutes.run])
    return inside


def _known_bins(
    minutes: Arranged, bins: np.ndarray, weights_s: np.ndarray, spans: Spans
) -> tuple[np.ndarray, np.ndarray]:
    """The lowest and the highest bin of each span's time, but for OUTER of it at either end."""
    runs = len(minutes.run_ids)
    by_run_s = np.bincount(minutes.run * BINS + bins, weights_s, runs * BINS).reshape(runs, BINS)
    totals_s = np.concatenate([np.zeros((1, BINS)), np.cumsum(by_run_s, axis=0)])
    reached_s = np.cumsum(totals_s[spans.end] - totals_s[spans.first], axis=1)
    all_s = reached_s[:, -1:]
    return np.argmax(reached_s > OUTER * all_s, axis=1), np.argmax(reached_s >= (1 - OUTER) * all_s, axis=1)
