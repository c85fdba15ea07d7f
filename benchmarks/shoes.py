"""Whether the dates at which pairs reach their limits keep their promise: 8 of 10 within the interval.

python -m benchmarks.shoes [--shoes 1000] [--seed 2026]     writes SHOES.md
"""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date, timedelta
from pathlib import Path

import numpy as np
import pandas as pd

from analysis.projection import reach
from benchmarks.shoe_runners import KINDS

HERE = Path(__file__).parent
MONDAY = date(2024, 1, 1)
LIMITS_M = (321_869.0, 482_803.0, 643_738.0)
"""200, 300 and 400 miles."""

PROMISED = (0.75, 0.85)
OLD_DAYS = 70
"""Ten weeks: from here on a pair counts for the promise; younger ones are told of separately."""


@dataclass(frozen=True)
class Shoe:
    """One made pair on one day: what hiplog says of it, and the day on which it got there."""

    kind: str
    age_days: int
    state: str
    early: float
    middle: float
    late: float
    truth: float

    @property
    def held(self) -> bool:
        return self.early <= self.truth <= self.late


def shoes(count: int, seed: int, young: bool = False) -> list[Shoe]:
    """So many pairs that a date is given for, kinds in turn; those without one stand between them."""
    rng, made, kinds = np.random.default_rng(seed), [], list(KINDS)
    while sum(shoe.state == "ok" for shoe in made) < count:
        kind = kinds[sum(shoe.state == "ok" for shoe in made) % len(kinds)]
        made += [shoe] if (shoe := one(kind, rng, young)) else []
    return made


def one(kind: str, rng: np.random.Generator, young: bool) -> Shoe | None:
    """A pair looked at on a day of its life: any on which it is old enough and not yet at its limit."""
    metres = KINDS[kind](rng)[7 * int(rng.integers(0, 52)) :]
    metres = metres[np.flatnonzero(metres)[0] :] if metres.any() else metres
    total, limit_m = np.cumsum(metres), rng.choice(LIMITS_M)
    there = int(np.searchsorted(total, limit_m - 1e-6))  # 0 is the first day of use
    ages = (4, min(OLD_DAYS, there)) if young else (OLD_DAYS, there)
    if there >= len(metres) or ages[1] <= ages[0]:
        return None
    return looked_at(kind, metres, int(rng.integers(*ages)), limit_m, there)


def looked_at(kind: str, metres: np.ndarray, age: int, limit_m: float, there: int) -> Shoe:
    """What the projection says when `age` days are known. Weekdays are those of the made runner's."""
    today = MONDAY + timedelta(days=age - 1)
    days = pd.date_range(MONDAY, periods=age, unit="us")
    ahead = reach(pd.Series(metres[:age], index=days), limit_m - metres[:age].sum(), today)
    said = ((day - today).days if day else np.inf for day in (ahead.early, ahead.middle, ahead.late))
    return Shoe(kind, age, ahead.state, *said, truth=there - age + 1)


if __name__ == "__main__":
    pass
