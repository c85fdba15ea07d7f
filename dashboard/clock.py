"""The only clock: which day it is for the runner."""

from __future__ import annotations

import os
from datetime import UTC, date, datetime

from ingest.schema import Profile
from ingest.schema.zone import clock_of, known

NOON = 12


def today(profile: Profile) -> date:
    """The calendar day in the runner's zone, or UTC's; `HIPLOG_TODAY` stands in for it, as in `now`."""
    return now(profile).date()


def now(profile: Profile) -> datetime:
    """The moment, by the clock of the runner's zone, or UTC's.

    `HIPLOG_TODAY` stands in for it: YYYY-MM-DD, which is noon of that day, or YYYY-MM-DDTHH:MM.
    A log that has moved here may name a zone that this machine does not know: no page may fail over that.
    """
    zone = clock_of(profile.zone)
    fixed = os.environ.get("HIPLOG_TODAY")
    if not fixed:
        return datetime.now(zone)
    moment = datetime.fromisoformat(fixed)
    return moment.replace(hour=moment.hour if "T" in fixed else NOON, tzinfo=zone)


def same(zone: str, other: str) -> bool:
    """Whether two zones show the same time just now; a zone that nobody knows is taken as the same."""
    here, there, now = known(zone), known(other), datetime.now(UTC)
    return not (here and there) or now.astimezone(here).utcoffset() == now.astimezone(there).utcoffset()
