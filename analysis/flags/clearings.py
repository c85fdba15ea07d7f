"""What the runner has cleared: which flags, on which day, and how far a clearing goes beyond them."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date, timedelta
from typing import NamedTuple

import numpy as np
import pandas as pd

from analysis.days import up_to
from analysis.flags import bone_stress, signs
from analysis.flags.by_day import AHEAD
from analysis.flags.flag import Flag, Urgency, parts_of
from ingest.schema import Log, listed

QUIET_DAYS = 14
"""How long a cleared sign that can wait a week or two stays quiet. [days] Own convention."""

WORSE = 2
"""Points by which pain has grown since the clearing, so that it does not stay quiet. [0–10]
Salaffi 2004, doi 10.1016/j.ejpain.2003.09.004: two points are a clear change."""

USUAL = {bone_stress.NAME: Urgency.PROMPT} | signs.USUAL

Spots = frozenset[tuple[str | None, str | None]]


class Cleared(NamedTuple):
    """One flag that was cleared: when, which sign, of which day, and at which level."""

    on: date
    name: str
    day: date
    level: Urgency


def clearings(log: Log, today: date) -> list[Cleared]:
    """Every flag cleared up to a day, or on the day AHEAD of it, in order; unknown keys are none."""
    rows = up_to(log.clearances, today + AHEAD).sort_values("day", kind="stable")
    cells = zip(rows["day"], rows["flags"], strict=True)
    return [found for on, keys in cells for key in listed(keys) for found in _cleared(on.date(), key)]


def _cleared(on: date, key: str) -> Iterator[Cleared]:
    text, name, level = parts_of(key)
    try:
        day = date.fromisoformat(text)
    except ValueError:
        return
    if name in USUAL and day <= on + AHEAD:
        yield Cleared(on, name, day, level or USUAL[name])


class Page(NamedTuple):
    """The days that count for P7 from `since` to `until`: those after the newest that was cleared."""

    after: date | None = None
    since: date = date.min
    until: date | None = None


def pages(cleared: list[Cleared]) -> list[Page]:
    """The pages of P7 in order. The newest day that was cleared begins one; the last has no end."""
    found = [Page()]
    for each in (each for each in cleared if each.name == bone_stress.NAME):
        last = found[-1]
        if last.after is None or each.day > last.after:
            found[-1:] = [last._replace(until=each.on), Page(each.day, each.on)]
    return [page for page in found if page.until is None or page.until > page.since]


def on_page(days: bone_stress.Columns, page: Page) -> bone_stress.Columns:
    """The days of a page. Of the cleared day only pain, place and load count, to be held against later ones.

    Its night, its hop and its run have been looked at, and are no reason any more.
    """
    day = days["day"]
    kept = np.full(len(day), True) if page.after is None else day >= page.after
    if page.until is not None:
        kept = kept & (day <= page.until)
    rows = {name: column[kept] for name, column in days.items()}
    for reason in ("night", "no_hop", "spike"):
        rows[reason] = rows[reason] & (rows["day"] != page.after)
    return rows


class Covers:
    """Which flags the clearings cover."""

    def __init__(self, cleared: list[Cleared], days: pd.DataFrame) -> None:
        self.of_name: dict[str, list[Cleared]] = {}
        self.of_day: dict[tuple[str, date], list[Cleared]] = {}
        for each in cleared:
            self.of_name.setdefault(each.name, []).append(each)
            self.of_day.setdefault((each.name, each.day), []).append(each)
        each_day = days.index.date
        self.pain = dict(zip(each_day, days["pain"], strict=True))
        self.usual = dict(zip(each_day, days["pain"].ffill(limit=QUIET_DAYS).fillna(0.0), strict=True))
        self.spots: dict[date, Spots] = dict(zip(each_day, days["spots"], strict=True))

    def cleared_on(self, flag: Flag, level: Urgency) -> date | None:
        """When a flag was first cleared by its key, at this level or above; None where it was not."""
        same = self.of_day.get((flag.name, flag.day), ())
        return next((each.on for each in same if each.level >= level), None)

    def quiet(self, flag: Flag, level: Urgency) -> bool:
        """Whether an earlier clearing of the same sign keeps this one quiet.

        Never an event, nor pain that is worse, may be worse (no score), or is elsewhere.
        """
        if level > Urgency.SOON or flag.name in signs.EVENTS:
            return False
        since = flag.day - timedelta(days=QUIET_DAYS)
        earlier = [each for each in self.of_name.get(flag.name, ()) if since <= each.on < flag.day]
        if not earlier:
            return False
        last = [each for each in earlier if each.on == earlier[-1].on]
        seen = frozenset().union(*(self.spots.get(each.day, frozenset()) for each in last))
        worse = self.pain[flag.day] - self.usual.get(last[0].on, 0.0)
        return worse < WORSE and within(self.spots[flag.day], seen)


def within(spots: Spots, seen: Spots) -> bool:
    """Whether all that is known of where it hurts is among what was known of where it hurt."""
    return all(
        any(side in (None, one) and place in (None, other) for one, other in seen) for side, place in spots
    )
