"""The only clock: which day it is for the runner."""

from __future__ import annotations

import os
from datetime import UTC, date, datetime
from zoneinfo import ZoneInfo, ZoneInfoNotFoundError

from ingest.schema import Profile


def today(profile: Profile) -> date:
    """The calendar day in the runner's zone, or UTC's; `HIPLOG_TODAY` (YYYY-MM-DD) stands in for it.

    A log that has moved here may name a zone that this machine does not know: no page may fail over that.
    """
    fixed = os.environ.get("HIPLOG_TODAY")
    if fixed:
        return date.fromisoformat(fixed)
    try:
        return datetime.now(ZoneInfo(profile.zone)).date()
    except (ZoneInfoNotFoundError, ValueError):
        return datetime.now(UTC).date()


def same(zone: str, other: str) -> bool:
    """Whether two zones show the same time just now; a zone that nobody knows is taken as the same."""
    now = datetime.now(UTC)
    try:
        return now.astimezone(ZoneInfo(zone)).utcoffset() == now.astimezone(ZoneInfo(other)).utcoffset()
    except (ZoneInfoNotFoundError, ValueError):
        return True
