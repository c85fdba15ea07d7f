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

WEEK = 7
"""So far a dose reaches, its own day counted: the longest window. [days]"""

EXPOSED_DAYS = 12
"""Days needed with a pain score that a factor's dose can reach. [days], rule N1"""

DOSES = 3
"""Days needed on which a factor was there at all. [days], own convention: fewer are stories, no pattern"""

INDEPENDENT = 6
"""Independent shifts that luck needs to be judged by. [count], rule N1's neff"""


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


def there(exposures: pd.DataFrame, pain: pd.Series) -> pd.DataFrame:
    """How often each factor was there, a row a factor.

    `exposed_days`: days with a pain score that it reaches, itself or by a dose of the six days before.
    `varies`: whether these and its doses are enough, and not always the same.
    """
    doses = dosed(exposures)
    reached = doses.rolling(WEEK, min_periods=1).max() > 0
    exposed_days = reached[pain.reindex(exposures.index).notna()].sum()
    varies = (exposed_days >= EXPOSED_DAYS) & (doses.sum() >= DOSES) & (exposures.nunique() > 1)
    return pd.DataFrame({"exposed_days": exposed_days, "varies": varies})


def dosed(exposures: pd.DataFrame | pd.Series) -> pd.DataFrame | pd.Series:
    """Whether each day held a dose: known, and not 0."""
    return exposures.ne(0) & exposures.notna()
