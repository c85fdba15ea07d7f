"""From when to when a red flag stood: the spells of days on which nobody was to run."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date

from analysis.flags.lives import lives
from ingest.schema import Log


@dataclass(frozen=True)
class Stop:
    """Red flags stood from `first` to `last`, the day of their clearing; None where some still stand."""

    first: date
    last: date | None


def stops(log: Log, today: date) -> list[Stop]:
    """The spells in which any red flag stood, in order, up to and including `today`.

    A flag raised and cleared on one day is a spell of that day; one raised on the day of a clearing goes
    on with the spell. The last spell is open where `flags.standing` finds a flag on that day, and only
    there. It can begin on the day after `today`, where the clock went back.
    """
    found: list[Stop] = []
    for first, last in sorted({(life.first, life.last or date.max) for life in lives(log, today)}):
        if found and first <= found[-1].last:
            found[-1] = Stop(found[-1].first, max(found[-1].last, last))
        else:
            found.append(Stop(first, last))
    return [Stop(each.first, None if each.last == date.max else each.last) for each in found]
