"""A self-test: weeks with less of something and weeks as usual, in an order drawn by coin, and its answer.

The weeks go in pairs, one of each kind, and a coin says which comes first. So at most two of a kind
stand side by side, and a hip that heals over the months does so in both kinds alike. Two pairs have
2 × 2 = 4 orders, each further pair doubles them: this is all that the test can ever say, for the answer
counts in how many of the orders that the draw could have given the pain would look as it does, or
stronger, had the weeks made no difference. It is exact, for it asks nothing of the pain but that the
draw did not know it [1]_. For the same reason it is read once, when the last week is over: until then
the test may be made longer, afterwards no more.

References
----------
.. [1] Daza 2018, Methods Inf Med 57:e10, doi 10.3414/ME16-02-0044 (self-tracked, then tested in n-of-1);
   EVIDENCE 7.7
"""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass, replace
from datetime import date, timedelta
from itertools import product
from math import isnan, nan

import pandas as pd

from analysis.limits import at_least
from analysis.pain import RATED_DAYS
from ingest.schema import Log

LESS, USUAL = "A", "B"
"""Weeks with less of it, and weeks as usual: none ever asks for more than that."""

FEWEST_PAIRS, MOST_PAIRS = 2, 6
"""Four weeks, by EVIDENCE 7.7, to twelve. Own convention: few hold out longer."""

WASH_DAYS = 2
"""Days at the head of each week that are not counted: what they feel may be of the week before.
[days] Own convention: soreness commonly lasts 24 to 48 hours (EVIDENCE, rule P3)."""

DOSE_DAYS = 4
"""Days of a week of which the dose must be known. [days] Own convention."""

DIFFERED = 0.75
"""Where the weeks with less held no more than this of the others, the two kinds differed.
[fraction] Own convention; what is asked for is half at most."""

AHEAD, GOING, OVER, ENDED = "ahead", "going", "over", "ended"


@dataclass(frozen=True)
class Week:
    """One week of a self-test: its number from 1, LESS or USUAL, its first and last day."""

    number: int
    kind: str
    first: date
    last: date


@dataclass(frozen=True)
class Seen:
    """What a week held: its days with a score after the wash-over, their mean, the mean dose a day.

    `pain` is NaN with fewer than RATED_DAYS scores, `dose` with fewer than DOSE_DAYS known days.
    """

    week: Week
    rated: int
    pain: float
    dose: float


@dataclass(frozen=True)
class Answer:
    """What a self-test says. `less` and `usual` are the mean pain of the two kinds of weeks [0–10].

    `orders` is how many orders the draw could have given over the pairs that count, 0 where fewer than
    FEWEST_PAIRS do: no answer. `as_strong` of them show a difference as large or larger. `dose_less`
    and `dose_usual` are the mean dose a day, NaN where not known; `differed` whether the runner kept to
    it, None where not known.
    """

    seen: tuple[Seen, ...]
    less: float = nan
    usual: float = nan
    orders: int = 0
    as_strong: int = 0
    dose_less: float = nan
    dose_usual: float = nan

    @property
    def difference(self) -> float:
        return self.usual - self.less

    @property
    def differed(self) -> bool | None:
        if isnan(self.dose_less) or isnan(self.dose_usual):
            return None
        return self.dose_usual > 0 and bool(at_least(DIFFERED * self.dose_usual, self.dose_less))


def order(coins: Iterable[bool]) -> str:
    """The order of weeks that tosses of a coin give, a pair a toss: `[True, False]` is "ABBA"."""
    return "".join(LESS + USUAL if coin else USUAL + LESS for coin in coins)


def orders(pairs: int) -> int:
    """How many orders so many pairs of weeks could have been drawn in."""
    return 2**pairs


def weeks(row) -> tuple[Week, ...]:
    """The weeks of a row of SELF_TESTS."""
    first = row.started_on.date()
    starts = [(n, kind, first + timedelta(weeks=n)) for n, kind in enumerate(row.weeks)]
    return tuple(Week(n + 1, kind, start, start + timedelta(days=6)) for n, kind, start in starts)


def state(row, today: date) -> str:
    """AHEAD of its first day, GOING, OVER as planned, or ENDED early."""
    if not pd.isna(row.ended_on):
        return ENDED
    planned = weeks(row)
    if today < planned[0].first:
        return AHEAD
    return GOING if today <= planned[-1].last else OVER


def week_on(row, day: date) -> Week | None:
    """The week of a self-test that a day is in."""
    return next((week for week in weeks(row) if week.first <= day <= week.last), None)


def going(log: Log, today: date):
    """The row of the self-test that goes on, or is yet to begin; None without one."""
    rows = log.self_tests.itertuples()
    return next((row for row in rows if state(row, today) in (AHEAD, GOING)), None)


def past(log: Log, today: date) -> list:
    """The rows of the self-tests that are over or were ended, the last first."""
    rows = log.self_tests.sort_values("started_on", ascending=False, kind="stable").itertuples()
    return [row for row in rows if state(row, today) in (OVER, ENDED)]


def answer(row, hurt: pd.Series, dose: pd.Series) -> Answer:
    """What a self-test that is over says, by worst pain and dose by day (`pain.daily`, an exposure).

    The statistic is the mean, over the pairs whose weeks both count, of the mean pain of the week as usual
    less that of the week with less. Under each other toss a pair's difference changes its sign, so the
    orders are counted over all signs. Ties count as as strong. Reference: [1]_.
    """
    seen = tuple(_seen(week, hurt, dose) for week in weeks(row))
    pairs = [_by_kind(pair) for pair in zip(seen[::2], seen[1::2], strict=True)]
    pairs = [(less, usual) for less, usual in pairs if not isnan(less.pain) and not isnan(usual.pain)]
    if len(pairs) < FEWEST_PAIRS:
        return Answer(seen)
    return Answer(
        seen,
        less=_mean(less.pain for less, _ in pairs),
        usual=_mean(usual.pain for _, usual in pairs),
        orders=orders(len(pairs)),
        as_strong=_as_strong([usual.pain - less.pain for less, usual in pairs]),
        dose_less=_mean(less.dose for less, _ in pairs),
        dose_usual=_mean(usual.dose for _, usual in pairs),
    )


def until(seen: Iterable[Seen], day: date) -> tuple[Seen, ...]:
    """The weeks that had begun by a day, the last as far as that day: what a test without an end held."""
    begun = [each for each in seen if each.week.first <= day]
    return tuple(replace(each, week=replace(each.week, last=min(each.week.last, day))) for each in begun)


def lost(row, hurt: pd.Series, today: date) -> tuple[int, ...]:
    """The numbers of the weeks that are over with too few scores to count, by worst pain by day."""
    over = [week for week in weeks(row) if week.last < today]
    return tuple(week.number for week in over if isnan(_seen(week, hurt, hurt).pain))


def pairs_left(row, without: Iterable[int]) -> int:
    """How many pairs of a self-test can still count without these weeks, by number."""
    return len(row.weeks) // 2 - len({(number - 1) // 2 for number in without})


def _seen(week: Week, hurt: pd.Series, dose: pd.Series) -> Seen:
    days = pd.date_range(week.first, week.last, unit="us")
    scores, doses = hurt.reindex(days[WASH_DAYS:]).dropna(), dose.reindex(days).dropna()
    pain = float(scores.mean()) if len(scores) >= RATED_DAYS else nan
    return Seen(week, len(scores), pain, float(doses.mean()) if len(doses) >= DOSE_DAYS else nan)


def _by_kind(pair: tuple[Seen, Seen]) -> tuple[Seen, Seen]:
    first, second = pair
    return (first, second) if first.week.kind == LESS else (second, first)


def _mean(amounts: Iterable[float]) -> float:
    amounts = list(amounts)
    return sum(amounts) / len(amounts)


def _as_strong(differences: list[float]) -> int:
    """In how many of all orders the mean difference is as large as it is, or larger."""
    found = sum(differences)
    tosses = product((1, -1), repeat=len(differences))
    sums = (sum(sign * each for sign, each in zip(signs, differences, strict=True)) for signs in tosses)
    return sum(bool(at_least(each, found)) for each in sums)
