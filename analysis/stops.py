"""From when to when a red flag stood: the spells of days on which nobody was to run."""

from __future__ import annotations

from dataclasses import dataclass, replace
from datetime import date, timedelta

from analysis import flags
from analysis.days import up_to
from ingest.schema import CLEARANCES, Log

ONE_DAY = timedelta(days=1)


@dataclass(frozen=True)
class Stop:
    """Red flags stood from `first` to `last`, the day of their clearing; None where some still stand."""

    first: date
    last: date | None


def stops(log: Log, today: date) -> list[Stop]:
    """The spells in which any red flag stood, in order, up to and including `today`.

    Flags stand until they are cleared, so what stands changes only on days that raise one and on
    days of clearing. A flag raised and cleared on one day is a spell of that day.
    """
    found: list[Stop] = []
    since = None
    for day, clears in _changes(log, today):
        if since is None and not clears and _stand(log, day, day - ONE_DAY):
            since = day
        elif since is not None and clears and not _stand(log, day, day):
            found.append(Stop(since, day))
            since = None
    return found if since is None else [*found, Stop(since, None)]


def _changes(log: Log, today: date) -> list[tuple[date, bool]]:
    """Days that raise a flag (False) or clear one (True), in order, raising first."""
    raised = {flag.day for flag in flags.standing(replace(log, clearances=CLEARANCES.empty()), today)}
    cleared = {day.date() for day in up_to(log.clearances, today)["day"]}
    return sorted([*((day, False) for day in raised), *((day, True) for day in cleared)])


def _stand(log: Log, day: date, cleared_by: date) -> bool:
    """Whether flags stand on a day, by what was cleared up to and including `cleared_by`."""
    return bool(flags.standing(replace(log, clearances=up_to(log.clearances, cleared_by)), day))
