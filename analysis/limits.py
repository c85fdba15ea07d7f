"""Thresholds: each is named above its measure, with unit and source, and may be changed by the runner."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field

from ingest.schema import Profile


class LimitOutOfRange(ValueError):
    """A threshold outside the range in which its rule makes sense; the text is for the runner."""


@dataclass(frozen=True)
class Limit:
    """One threshold. `unit` is fraction, points, m, days, ratio or percentile."""

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
