"""When a distance will be covered at the present use, with what is unsure about it.

References
----------
.. [1] Politis & Romano 1994, J Am Stat Assoc 89:1303: the stationary bootstrap.
"""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date, timedelta
from typing import NamedTuple

import numpy as np
import pandas as pd

HISTORY_WEEKS, FEWEST_WEEKS = 8, 3
MEMORY_WEEKS = 26
"""Over how long it is looked whether weeks hang together: seasons, breaks and ways back. [weeks]"""

DOUBT_WEEKS = 5
"""So many weeks would have to show a correlation for half of it to be believed. By simulation."""

LEAST_ALIKE, MOST_ALIKE = 0.4, 0.7
"""Bounds of the correlation of neighbouring weeks that is believed: few weeks show any."""

MEAN_BLOCK_WEEKS = 2
DRAWS, AHEAD_WEEKS, FARTHEST_DAYS = 2000, 53, 182
SEED = 1985

UNUSED_DAYS = 28
"""Without use in this many days, nothing can be said of the present use."""

LEVEL_SPREAD = 1.35
"""How much wider than eight weeks suggest the level of use is drawn. By simulation (benchmarks/SHOES.md):
weeks drawn alone hold the true date 55–59 % of the time."""

WEEKLY_DRIFT = 0.04
"""How far the level wanders in each week ahead: months are not like the eight weeks before them.
[fraction, one standard deviation] By simulation (benchmarks/SHOES.md)."""

NEW_SHAPE, NEW_LEVEL_SHAPE = 2, 9
"""Gamma shapes of a week and of the level where there are too few weeks to draw from. By simulation."""

EARLY, LATE = 0.1, 0.9
EVEN_WEEK = np.full((1, 7), 1 / 7)


@dataclass(frozen=True)
class Projection:
    """Days by which about 1 in 10 draws (`early`), half (`middle`) and 9 in 10 (`late`) are there.

    state: ``ok``; ``passed`` (already there); ``not_in_use`` (no use in 28 days); ``beyond``
    (not within 26 weeks). The days are None unless ``ok``; `late` also where it is more than
    a year away.
    """

    state: str
    early: date | None = None
    middle: date | None = None
    late: date | None = None


def reach(used_m: pd.Series, to_go_m: float, today: date) -> Projection:
    """When `to_go_m` more metres will have been used.

    `used_m` holds the metres of each day with use, by day; days after today are not looked at.
    Whole weeks are drawn from the last eight ISO weeks, the level of use from what so few weeks leave
    open, and its wandering in the weeks ahead; both are wider where weeks of the last half year hang
    together. The seed is fixed: the same log gives the same days. Reference: [1]_.
    """
    used_m = used_m[used_m.index <= pd.Timestamp(today)]
    used_m = used_m[used_m > 0]
    if to_go_m <= 0:
        return Projection("passed")
    if used_m.empty or (pd.Timestamp(today) - used_m.index.max()).days >= UNUSED_DAYS:
        return Projection("not_in_use")
    ahead = _weeks_to_come(_every_day(used_m, today))
    early, middle, late = _between(_days_until(ahead, to_go_m, (today.weekday() + 1) % 7))
    if middle > FARTHEST_DAYS:
        return Projection("beyond")
    return Projection("ok", *(_after(today, count) for count in (early, middle, late)))


def _between(days: np.ndarray) -> tuple[float, float, float]:
    """The day before which nearest to 1 in 10 draws fall, the middle one, and that after which 1 in 10 do.

    Nearest, not at most: who runs twice a week has few days on which it can be, and an end that holds at
    least what it promises would promise 9 of 10 there. Where more than 1 in 10 are not there within a year,
    the end is infinite.
    """
    each, count = np.unique(days, return_counts=True)
    until = np.cumsum(count) / len(days)
    early = each[np.argmin(np.abs(until - count / len(days) - EARLY))]
    never = np.isfinite(days).mean() < LATE
    late = np.inf if never else each[np.argmin(np.abs(until - LATE))]
    middle = np.quantile(days, 0.5, method="inverted_cdf")
    return min(early, middle), middle, max(late, middle)


def _after(today: date, days: float) -> date | None:
    return today + timedelta(days=int(days)) if np.isfinite(days) else None


def _every_day(used_m: pd.Series, today: date) -> pd.Series:
    """From the first use to today, days without use 0."""
    by_day = used_m.groupby(level=0).sum()
    return by_day.reindex(pd.date_range(by_day.index[0], pd.Timestamp(today)), fill_value=0.0)


def _whole_weeks(used_m: pd.Series) -> np.ndarray:
    """The last whole ISO weeks, at most 26, as rows of Monday to Sunday. [m]"""
    first = -used_m.index[0].weekday() % 7
    last = len(used_m) - (used_m.index[-1].weekday() + 1) % 7
    return used_m.to_numpy()[first : max(first, last)].reshape(-1, 7)[-MEMORY_WEEKS:]


class _Weeks(NamedTuple):
    """Weeks ahead, a row a draw: `like` are weeks of days [m], `which` of them each is, times `level`."""

    like: np.ndarray
    which: np.ndarray
    level: np.ndarray


def _weeks_to_come(used_m: pd.Series) -> _Weeks:
    rng = np.random.default_rng(SEED)
    known = _whole_weeks(used_m)
    weeks = known[-HISTORY_WEEKS:]
    if (weeks.sum(axis=1) > 0).sum() < FEWEST_WEEKS:
        recent = used_m.iloc[-7 * HISTORY_WEEKS :]
        return _weeks_of_the_new(recent.sum() / max(len(recent) / 7, 1.0), rng)
    return _weeks_again(weeks, _hanging_together(known.sum(axis=1)), rng)


def _hanging_together(totals: np.ndarray) -> float:
    """How much less weeks know of their level than if each stood alone: 1 = nothing of the kind.

    From the correlation of neighbouring weeks, which is drawn toward 0 the more the fewer weeks there are.
    """
    off = totals - totals.mean()
    count, spread = len(totals), (off**2).sum()
    if spread == 0:
        return 1.0
    alike = (off[1:] * off[:-1]).sum() / spread + 1 / count  # which comes out too low by about 1 / count
    alike = np.clip(alike * count / (count + DOUBT_WEEKS), -LEAST_ALIKE, MOST_ALIKE)
    return float(np.sqrt((1 + alike) / (1 - alike)))


def _weeks_again(weeks: np.ndarray, together: float, rng: np.random.Generator) -> _Weeks:
    totals, count = weeks.sum(axis=1), len(weeks)
    off = totals[_stationary(count, count, rng)].mean(axis=1) / totals.mean() - 1
    # Eight weeks know their own mean poorly: Student's t instead of the normal, and LEVEL_SPREAD on top.
    off *= LEVEL_SPREAD * together * np.sqrt(count / rng.chisquare(count - 1, DRAWS))
    wandered = np.cumsum(rng.normal(0, WEEKLY_DRIFT * together, (DRAWS, AHEAD_WEEKS)), axis=1)
    if not np.ptp(totals):  # the same in every week: nothing says that it will not go on so
        wandered[:] = 0
    level = np.exp(np.clip(off[:, None] + wandered, -3, 3))
    return _Weeks(weeks, _stationary(count, AHEAD_WEEKS, rng), level)


def _stationary(count: int, length: int, rng: np.random.Generator) -> np.ndarray:
    """Which of `count` weeks stands where, a row a draw: blocks of geometric length that wrap round."""
    restart = rng.random((DRAWS, length)) < 1 / MEAN_BLOCK_WEEKS
    restart[:, 0] = True
    place = np.arange(length)
    began = np.maximum.accumulate(np.where(restart, place, 0), axis=1)
    start = np.take_along_axis(rng.integers(0, count, (DRAWS, length)), began, axis=1)
    return (start + place - began) % count


def _weeks_of_the_new(mean_m: float, rng: np.random.Generator) -> _Weeks:
    totals = rng.gamma(NEW_SHAPE, mean_m / NEW_SHAPE, (DRAWS, AHEAD_WEEKS))
    level = rng.gamma(NEW_LEVEL_SHAPE, 1 / NEW_LEVEL_SHAPE, (DRAWS, 1))
    return _Weeks(EVEN_WEEK, np.zeros((DRAWS, AHEAD_WEEKS), dtype=int), totals * level)


def _days_until(ahead: _Weeks, to_go_m: float, gone: int) -> np.ndarray:
    """Days until each draw has covered the distance, to the millimetre; infinite where it never does.

    `gone` days of the first week have been already. The week is looked for first, then its day.
    """
    total, draw, enough_m = (
        ahead.like.sum(axis=1)[ahead.which] * ahead.level,
        np.arange(DRAWS),
        to_go_m - 1e-3,
    )
    total[:, 0] = ahead.like[ahead.which[:, 0], gone:].sum(axis=1) * ahead.level[:, 0]
    covered = np.cumsum(total, axis=1)
    passed = (~(covered >= enough_m)).sum(axis=1)
    week = np.minimum(passed, AHEAD_WEEKS - 1)
    days = ahead.like[ahead.which[draw, week]] * ahead.level[draw, week][:, None]
    days[week == 0, :gone] = 0.0
    by_then = (covered - total)[draw, week][:, None] + np.cumsum(days, axis=1)
    short = np.minimum((~(by_then >= enough_m)).sum(axis=1), 6)
    return np.where(passed < AHEAD_WEEKS, 7.0 * week - gone + short + 1, np.inf)
