"""Whether the dates at which pairs reach their limits keep their promise: 8 of 10 within the interval.

python -m benchmarks.shoes [--shoes 1000] [--seed 2026]     writes SHOES.md
"""

from __future__ import annotations

import argparse
from collections.abc import Callable, Sequence
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

Rng = np.random.Generator
Look = tuple[int, float]
"""After how many days a pair is looked at, and what its limit is. [days], [m]"""


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


def shoes(count: int, seed: int, look: Callable[[np.ndarray, Rng], Look | None]) -> list[Shoe]:
    """So many pairs that a date is given for, kinds in turn; those without one stand between them."""
    rng, made, kinds, dated = np.random.default_rng(seed), [], list(KINDS), 0
    while dated < count:
        kind = kinds[dated % len(kinds)]
        metres = KINDS[kind](rng)[7 * int(rng.integers(0, 52)) :]
        metres = metres[np.flatnonzero(metres)[0] :]
        seen = look(metres, rng)
        if seen is not None:
            made.append(looked_at(kind, metres, *seen))
            dated += made[-1].state == "ok"
    return made


def old(metres: np.ndarray, rng: Rng) -> Look | None:
    """Any day of a pair's life from ten weeks on, its limit one of the guide's."""
    limit_m = rng.choice(LIMITS_M)
    there = _there(metres, limit_m)
    return (int(rng.integers(OLD_DAYS, there)), limit_m) if OLD_DAYS < there < len(metres) else None


def young(metres: np.ndarray, rng: Rng) -> Look | None:
    """The same of its first ten weeks."""
    limit_m = rng.choice(LIMITS_M)
    there = _there(metres, limit_m)
    return (int(rng.integers(4, min(OLD_DAYS, there))), limit_m) if 4 < there < len(metres) else None


def own(metres: np.ndarray, rng: Rng) -> Look | None:
    """A day of its first ten months from ten weeks on, whatever limit there is 20 to 350 km ahead."""
    age = int(rng.integers(OLD_DAYS, 300))
    limit_m = metres[:age].sum() + rng.uniform(20_000, 350_000)
    return (age, limit_m) if _there(metres, limit_m) < len(metres) else None


def _there(metres: np.ndarray, limit_m: float) -> int:
    """The day on which the limit is reached; 0 is that of the first use."""
    return int(np.searchsorted(np.cumsum(metres), limit_m - 1e-6))


def looked_at(kind: str, metres: np.ndarray, age: int, limit_m: float) -> Shoe:
    """What the projection says when `age` days are known. Weekdays are those of the made runner's."""
    today = MONDAY + timedelta(days=age - 1)
    days = pd.date_range(MONDAY, periods=age, unit="us")
    ahead = reach(pd.Series(metres[:age], index=days), limit_m - metres[:age].sum(), today)
    said = ((day - today).days if day else np.inf for day in (ahead.early, ahead.middle, ahead.late))
    return Shoe(kind, age, ahead.state, *said, truth=_there(metres, limit_m) - age + 1)


def main() -> None:
    parser = argparse.ArgumentParser("python -m benchmarks.shoes", description=__doc__)
    parser.add_argument("--shoes", type=int, default=1000)
    parser.add_argument("--seed", type=int, default=2026)
    parser.add_argument("--out", type=Path, default=HERE / "SHOES.md")
    given = parser.parse_args()
    made = [shoes(given.shoes, given.seed + place, look) for place, look in enumerate((old, own, young))]
    text = report(*made, given.seed)
    given.out.write_text(text, encoding="utf-8")
    print(text)


def report(aged: Sequence[Shoe], any_limit: Sequence[Shoe], new: Sequence[Shoe], seed: int) -> str:
    """Coverage, width and bias, overall and by kind, for pairs of ten weeks and more and for younger ones."""
    low, high = (f"{100 * share:.0f}" for share in PROMISED)
    held = coverage(aged)
    kept = "kept" if PROMISED[0] <= held <= PROMISED[1] else "**not kept**"
    dated = sum(shoe.state == "ok" for shoe in aged)
    return (
        "\n\n".join(
            [
                "# When a pair reaches its limit: what was said, and what came",
                f"Made by `python -m benchmarks.shoes` (seed {seed}). {dated:,} made pairs of runners of "
                f"{len(KINDS)} kinds (`benchmarks/shoe_runners.py`), each looked at on one day of its life, "
                "with a limit of 200, 300 or 400 miles. hiplog gives an interval that is to hold the true "
                "day 8 times of 10.",
                f"**Of pairs ten weeks old or older it holds {100 * held:.1f} %** (standard error "
                f"{100 * error(aged):.1f} points). Promised are {low} to {high} %: {kept}.",
                "## Pairs from ten weeks on",
                table(aged),
                "## The same, with any limit 20 to 350 km ahead",
                table(any_limit),
                "## Younger pairs, of four days to ten weeks",
                table(new),
                NOTES,
            ]
        )
        + "\n"
    )


NOTES = """## How to read it

- *too early* is the share of pairs whose day came before the interval, *too late* after it.
- *width* is the median length of the interval, *truth* the median number of days until the limit, *bias* the
  median of the middle day (P50) less the true one. [days]
- Pairs of which no date is said ("more than half a year away", "not worn in four weeks") are counted in the
  last column and belong to no share.
- A runner who runs on fixed days has few days on which it can be, so that even ends chosen as near as can be
  hold more or less than they promise. Seasons and ways back from a break are held too seldom: eight weeks
  cannot know that a runner is on the way up. Runners who stay as they are are held a little too often, which
  is what the drift (`analysis.projection.WEEKLY_DRIFT`) costs."""


def coverage(made: Sequence[Shoe]) -> float:
    """Share of the pairs with a date whose true day the interval holds. [fraction]"""
    return float(np.mean([shoe.held for shoe in made if shoe.state == "ok"]))


def error(made: Sequence[Shoe]) -> float:
    """Standard error of `coverage`. [fraction]"""
    held = coverage(made)
    return float(np.sqrt(held * (1 - held) / sum(shoe.state == "ok" for shoe in made)))


def table(made: Sequence[Shoe]) -> str:
    """A row a kind, and one for all."""
    head = ["runner", "pairs", "held", "too early", "too late", "width", "truth", "bias", "no date"]
    kinds = {kind: [shoe for shoe in made if shoe.kind == kind] for kind in KINDS}
    rows = [row(kind, some) for kind, some in kinds.items() if some] + [row("**all**", made)]
    lines = [head, ["---"] * len(head), *rows]
    return "\n".join(f"| {' | '.join(cells)} |" for cells in lines)


def row(name: str, made: Sequence[Shoe]) -> list[str]:
    dated = [shoe for shoe in made if shoe.state == "ok"]
    shares = [
        coverage(made),
        np.mean([shoe.truth < shoe.early for shoe in dated]),
        np.mean([shoe.truth > shoe.late for shoe in dated]),
    ]
    days = [
        np.median([shoe.late - shoe.early for shoe in dated]),
        np.median([shoe.truth for shoe in dated]),
        np.median([shoe.middle - shoe.truth for shoe in dated]),
    ]
    percent, whole = [f"{100 * share:.1f} %" for share in shares], [f"{amount:.0f}" for amount in days]
    return [name, str(len(dated)), *percent, *whole, str(len(made) - len(dated))]


if __name__ == "__main__":
    main()
