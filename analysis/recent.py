"""The last four weeks in a few numbers: what was underfoot and how far up and down, against the usual."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date, timedelta

import pandas as pd

from analysis import surface, words
from analysis.days import daily, level_treadmill, up_to
from analysis.limits import above
from ingest.schema import Log

DAYS = 28
USUAL_DAYS = 84
USUAL_LEAST_DAYS = 56
"""Days before the four weeks that make the usual, and how many must be known. Own convention."""

ALIKE = 0.15
"""Within this of the usual is "about your usual". [fraction] Own convention."""


@dataclass(frozen=True)
class FourWeeks:
    """Sums of 28 days. [m] `usual_*` are the mean 28 days of the 12 weeks before; NaN = not known."""

    runs: int
    distance_m: float
    ascent_m: float
    descent_m: float
    usual_ascent_m: float
    usual_descent_m: float
    shares: pd.Series
    known_share: float


def four_weeks(log: Log, today: date) -> FourWeeks:
    """Terrain of the 28 days up to and including `today`.

    `shares` is each surface's share of the known metres [fraction], `known_share` how much of the
    distance is of known surface [fraction]. Climb of runs whose climb is not known adds nothing, so
    the sums are lower bounds then; NaN where no run's climb is known.
    """
    first = today - timedelta(days=DAYS - 1)
    runs = level_treadmill(up_to(log.runs, today))
    chosen = runs[runs["day"] >= pd.Timestamp(first)]
    sums = chosen[["distance_m", "ascent_m", "descent_m"]].sum(min_count=1)
    return FourWeeks(
        runs=len(chosen),
        **sums.to_dict(),
        usual_ascent_m=_usual(log, runs, "ascent_m", first),
        usual_descent_m=_usual(log, runs, "descent_m", first),
        shares=surface.shares(runs, first, today),
        known_share=surface.known_share(runs, first, today),
    )


def _usual(log: Log, runs: pd.DataFrame, name: str, first: date) -> float:
    """The mean 28 days of the 84 before `first`; NaN where fewer than 56 of them are known. [m]"""
    before = daily(runs[name], runs["day"], first - timedelta(days=1), log.diary["day"]).iloc[-USUAL_DAYS:]
    return DAYS * before.mean() if before.notna().sum() >= USUAL_LEAST_DAYS else float("nan")


def against_usual(amount: float, usual: float) -> str:
    """How an amount stands to the usual, in words that follow it: ", twice your usual"; "" if not known."""
    if not usual > 0:
        return ""
    ratio = amount / usual
    return f", {words.times(ratio)} your usual" if above(abs(ratio - 1), ALIKE) else ", about your usual"
