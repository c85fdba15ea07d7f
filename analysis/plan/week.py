"""Which days of a week the runs fall on: the runner's own days, as far apart as these allow."""

from __future__ import annotations

from collections.abc import Collection, Sequence
from datetime import date, timedelta
from itertools import combinations, pairwise

from ingest.schema import WEEKDAYS

ONE_DAY = timedelta(days=1)


def days_of(first: date) -> list[date]:
    """The seven days from `first` on."""
    return [first + timedelta(days=number) for number in range(7)]


def chosen_days(first: date, weekdays: Collection[str]) -> list[date]:
    """Those of the seven days from `first` on whose names (mon, tue …) the runner has chosen."""
    return [day for day in days_of(first) if WEEKDAYS[day.weekday()] in weekdays]


def laid(
    first: date, weekdays: Collection[str], wanted: int, ran: Collection[date], today: date, gentle: bool
) -> list[date]:
    """The days from `today` on for what is left of a week's runs.

    `first` is the week's first day, `wanted` its number of runs, `ran` the days of runs in it and of
    the day before it. A missed run moves to a later day that the runner has chosen, unless it would
    make more runs on two days in a row than a fresh week has. `gentle` weeks have none in a row where
    two of the days leave one between them, even if that makes fewer runs.
    """
    chosen = chosen_days(first, weekdays)
    most = _in_a_row(_spread(chosen, (), 2 if gentle else wanted), ())
    free = [day for day in chosen if day >= today and day not in ran]
    left = max(0, wanted - sum(day >= first for day in ran))
    for size in range(min(left, len(free)), 0, -1):
        days = _spread(free, ran, size)
        if _in_a_row(days, ran) <= most:
            return list(days)
    return []


def _spread(free: Sequence[date], ran: Collection[date], size: int) -> tuple[date, ...]:
    """So many of the free days, with the fewest in a row and the widest gaps; the earliest where equal."""
    choices = combinations(free, min(size, len(free)))
    return min(choices, key=lambda days: (_in_a_row(days, ran), -_least_gap(days, ran), days))


def _in_a_row(days: Collection[date], ran: Collection[date]) -> int:
    """How often one of the days follows or precedes another, or a day with a run."""
    taken = {*days, *ran}
    before = sum(day - ONE_DAY in taken for day in days)
    return before + sum(day + ONE_DAY in ran for day in days)


def _least_gap(days: Collection[date], ran: Collection[date]) -> int:
    """Days between the two that are closest together, the first of the same week a week later included."""
    if not days:
        return 0
    taken = sorted({*days, *ran})
    around = [*taken, min(days) + timedelta(days=7)]
    return min((later - earlier).days for earlier, later in pairwise(around))
