"""Made runners of seven kinds, each a pair of shoes and its metres day by day, to try projections on.

Nothing here knows how `analysis.projection` works: a kind is what a runner's months look like.
"""

from __future__ import annotations

from collections.abc import Callable

import numpy as np

WEEKS = 208
Rng = np.random.Generator


def _days(total: np.ndarray, rng: Rng, runs: tuple[int, int] = (2, 6)) -> np.ndarray:
    """Weeks' metres laid on the runner's own weekdays, the last of them the longest; some runs fall out."""
    on = np.sort(rng.choice(7, rng.integers(*runs, endpoint=True), replace=False))
    share = np.where(on == on[-1], rng.uniform(1.0, 2.2), 1.0) * rng.lognormal(0, 0.2, (len(total), len(on)))
    share *= rng.random(share.shape) >= rng.uniform(0, 0.12)
    days = np.zeros((len(total), 7))
    days[:, on] = total[:, None] * share / np.maximum(share.sum(axis=1, keepdims=True), 1e-9)
    return days.ravel()


def _noise(rng: Rng, low: float, high: float) -> np.ndarray:
    """Weeks that go up and down about 1 and hang together a little."""
    spread, memory = rng.uniform(low, high), rng.uniform(0, 0.5)
    shock = rng.normal(size=WEEKS)
    for week in range(1, WEEKS):
        shock[week] = memory * shock[week - 1] + np.sqrt(1 - memory**2) * shock[week]
    return np.exp(spread * shock - spread**2 / 2)


def _level(rng: Rng) -> float:
    return rng.uniform(15_000, 60_000)


def _away(rng: Rng, a_year: float, longest: int) -> np.ndarray:
    """1 in weeks of running, 0 in holidays and colds."""
    on = np.ones(WEEKS)
    for first in rng.integers(0, WEEKS, rng.poisson(a_year * WEEKS / 52)):
        on[first : first + rng.integers(1, longest, endpoint=True)] = 0
    return on


def steady(rng: Rng) -> np.ndarray:
    """The same week again and again, nearly; two holidays a year."""
    return _days(_level(rng) * _noise(rng, 0.08, 0.25) * _away(rng, 2, 2), rng)


def growing(rng: Rng) -> np.ndarray:
    """1 to 2.5 % more a week for 12 to 30 weeks, each fourth week easier, then the same at that level."""
    number = np.arange(WEEKS)
    first, last = (start := rng.integers(0, 40)), start + rng.integers(12, 31)
    grown = np.exp(rng.uniform(0.01, 0.025) * (np.clip(number, first, last) - first))
    easier = np.where(number % 4 == 3, rng.uniform(0.6, 0.9), 1.0)
    return _days(0.8 * _level(rng) * grown * easier * _noise(rng, 0.08, 0.25) * _away(rng, 2, 2), rng)


def seasonal(rng: Rng) -> np.ndarray:
    """Half again to three times as much in the best month of the year as in the worst."""
    number, most = np.arange(WEEKS), rng.uniform(1.5, 3)
    turn = 0.5 + 0.5 * np.sin(2 * np.pi * (number / 52 + rng.random()))
    return _days(1.5 * _level(rng) * most ** (turn - 1) * _noise(rng, 0.1, 0.3) * _away(rng, 2, 2), rng)


def injured(rng: Rng) -> np.ndarray:
    """Breaks of two to eight weeks, one to three a year, and a way back of as many weeks."""
    on = np.ones(WEEKS)
    for first in rng.integers(0, WEEKS, rng.poisson(rng.uniform(1, 3) * WEEKS / 52)):
        off = int(rng.integers(2, 8, endpoint=True))
        on[first : first + off] = 0
        back = on[first + off : first + 2 * off]
        back *= np.linspace(0.3, 0.9, off)[: len(back)]
    return _days(_level(rng) * on * _noise(rng, 0.1, 0.3), rng)


def in_turn(rng: Rng) -> np.ndarray:
    """Two pairs by turns: this one on every second run, or on some share of them as it comes."""
    days = steady(rng) * rng.uniform(1.0, 1.6)
    ran = np.flatnonzero(days)
    worn = (
        np.arange(len(ran)) % 2 == 0 if rng.random() < 0.5 else rng.random(len(ran)) < rng.uniform(0.3, 0.7)
    )
    days[ran[~worn]] = 0
    return days


def long_run(rng: Rng) -> np.ndarray:
    """Worn for the weekly long run only, longer by steps of three weeks up and one down; some left out."""
    steps = np.array([1.0, 1.1, 1.2, 0.75])[np.arange(WEEKS) % 4]
    total = rng.uniform(12_000, 28_000) * steps * _noise(rng, 0.05, 0.2) * _away(rng, 3, 2)
    return _days(total * (rng.random(WEEKS) >= rng.uniform(0, 0.2)), rng, runs=(1, 1))


def irregular(rng: Rng) -> np.ndarray:
    """Whole weeks off as it comes, big ones in between, and a level that drifts over the months."""
    drift = np.exp(np.cumsum(rng.normal(0, rng.uniform(0.01, 0.05), WEEKS)))
    off = rng.random(WEEKS) < rng.uniform(0.05, 0.3)
    return _days(_level(rng) * np.clip(drift, 0.3, 3) * _noise(rng, 0.3, 0.7) * ~off, rng)


KINDS: dict[str, Callable[[Rng], np.ndarray]] = {
    "steady": steady,
    "growing": growing,
    "seasonal": seasonal,
    "breaks for injury": injured,
    "two pairs in turn": in_turn,
    "the weekly long run": long_run,
    "irregular": irregular,
}
