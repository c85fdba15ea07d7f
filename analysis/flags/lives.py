"""From when to when each red flag stands, worked out once for all days."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date
from itertools import pairwise
from typing import NamedTuple

from analysis.flags import bone_stress, signs
from analysis.flags.by_day import by_day
from analysis.flags.clearings import Covers, Page, clearings, on_page, pages
from analysis.flags.flag import Flag
from ingest.schema import Log


class Life(NamedTuple):
    """A flag that stood from `first` to `last`, the day of its clearing; None where it stands."""

    flag: Flag
    first: date
    last: date | None


def lives(log: Log, today: date) -> list[Life]:
    """Every flag up to `today`, in no order; one that grew graver once a level.

    `first` or `last` can be the day after `today`, where the clock went back.
    """
    days, cleared = by_day(log, today), clearings(log, today)
    if days.empty:
        return []
    covers = Covers(cleared, days)
    found, known = [(flag, Page()) for flag in signs.raised(days)], bone_stress.columns(days)
    for page in pages(cleared):
        found += [(flag, page) for flag in bone_stress.raised(on_page(known, page))]
    return [life for flag, page in found for life in _lives(flag, page, covers)]


def _lives(flag: Flag, page: Page, covers: Covers) -> Iterator[Life]:
    """One for each level that the flag had, as long as its page was in force."""
    ends = [*flag.known, (page.until, flag.level)]
    for (first, level), (end, _) in pairwise(ends):
        if covers.quiet(flag, level):
            continue
        first = max(first, page.since)
        cleared = covers.cleared_on(flag, level)
        ended = [day for day in (end, cleared and max(cleared, flag.known[0][0])) if day]
        last = min(ended, default=None)
        if last is None or last >= first:
            yield Life(flag, first, last)
