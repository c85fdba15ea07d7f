"""The gate before any pattern is looked for: how much must be logged, and how much is. Rule N1.

References
----------
.. [1] Own simulation: below these counts nearly every pattern found was chance.
"""

from __future__ import annotations

from dataclasses import dataclass

import pandas as pd

OF_DAYS = 120
"""Rated days are counted in so many days up to the last one. [days], rule N1"""

RATED_DAYS = 60
"""Days with a pain score needed among them. [days], rule N1"""

PAINFUL_DAYS = 10
"""Days needed on which the hip hurt. [days], rule N1: at all, or a point above the own median, which is both
the same, for a day a point above any median hurts."""

RUNS = 15
"""Days with a run needed. [days], rule N1"""

EXPOSED_DAYS = 12
"""Days needed with a pain score that a factor's dose can reach: on the day or in the week before. [days],
rule N1"""

DOSES = 3
"""Days needed on which a factor was there at all. [days], own convention: fewer are stories, no pattern"""

INDEPENDENT = 6
"""Independent shifts that luck needs to be judged by, rule N1's neff."""


@dataclass(frozen=True)
class Counts:
    """How much is logged as of the last day of a frame. [days]"""

    rated: int
    painful: int
    runs: int


def counts(exposures: pd.DataFrame, pain: pd.Series) -> Counts:
    """Rated days of the last OF_DAYS, painful days and days with a run of all, up to the last day.

    `exposures` is indexed by every calendar day, `pain` by day [0–10], NaN where not logged.
    """
    scores = pain.reindex(exposures.index)
    rated = int(scores.tail(OF_DAYS).notna().sum())
    return Counts(rated, int((scores > 0).sum()), int(run_days(exposures).sum()))


def run_days(exposures: pd.DataFrame) -> pd.Series:
    """Whether each day holds a run: some distance, or where that is no column, anything above 0."""
    if "distance" in exposures:
        return exposures["distance"] > 0
    return (exposures > 0).any(axis="columns")


def unmet(exposures: pd.DataFrame, pain: pd.Series) -> list[str]:
    """Which of the counts are too low: among rated, painful, runs."""
    had = counts(exposures, pain)
    needed = {"rated": RATED_DAYS, "painful": PAINFUL_DAYS, "runs": RUNS}
    return [name for name, least in needed.items() if getattr(had, name) < least]


def exposed_days(exposures: pd.DataFrame, pain: pd.Series) -> pd.Series:
    """How many days with a pain score each factor reaches, itself or by a dose of the week before. [days]"""
    reached = dosed(exposures).rolling(7, min_periods=1).max() > 0
    return reached[pain.reindex(exposures.index).notna()].sum()


def dosed(exposures: pd.DataFrame) -> pd.DataFrame:
    """Whether each day held a dose: known, and not 0."""
    return exposures.ne(0) & exposures.notna()


def varies(exposures: pd.DataFrame, pain: pd.Series) -> pd.Series:
    """Whether each factor was there often enough, and not always the same."""
    enough = (exposed_days(exposures, pain) >= EXPOSED_DAYS) & (dosed(exposures).sum() >= DOSES)
    return enough & (exposures.nunique() > 1)
