"""Thresholds: each is named above its measure, with unit and source, and may be changed by the runner."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field

import numpy as np
import pandas as pd

from ingest.schema import Log, Profile

HAIR = 1e-9


class LimitOutOfRange(ValueError):
    """A threshold outside the range in which its rule makes sense; the text is for the runner."""


@dataclass(frozen=True)
class Limit:
    """One threshold. `unit` is fraction, points, m, days, ratio, percentile, rounds or runs."""

    key: str
    default: float
    unit: str
    meaning: str
    source: str
    low: float
    high: float

    def checked(self, value: float) -> float:
        """The value, or LimitOutOfRange with a sentence."""
        if not self.low <= value <= self.high:
            raise LimitOutOfRange(
                f"{self.meaning}: {value:g} is outside {self.low:g} to {self.high:g} ({self.unit})."
            )
        return float(value)


@dataclass(frozen=True)
class Limits:
    """Defaults with the runner's changes on top, and the runner that some of them depend on."""

    changed: Mapping[str, float] = field(default_factory=dict)
    profile: Profile = field(default_factory=Profile)

    def __getitem__(self, limit: Limit) -> float:
        return self.changed.get(limit.key, limit.default)


def limits_of(log: Log) -> Limits:
    """The thresholds in force: the defaults, with the runner's changes on top."""
    return Limits(log.limits, log.profile)


def above(measure: float | pd.Series, limit: float | pd.Series) -> bool | pd.Series:
    """Whether a measure is more than its limit; NaN never is.

    A hair of 1e-9 (of the limit, where that is above 1) is forgiven: in floating point
    11,000 m / 10,000 m − 1 comes out above 0.10, and a run of exactly +10 % is within the limit.
    """
    return measure > limit + HAIR * np.maximum(1.0, np.abs(limit))


def at_least(measure: float | pd.Series, limit: float | pd.Series) -> bool | pd.Series:
    """Whether a measure reaches its limit, a hair short being forgiven; NaN never does."""
    return measure >= limit - HAIR * np.maximum(1.0, np.abs(limit))
