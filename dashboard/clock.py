"""The only clock: which day it is for the runner."""

from __future__ import annotations

import os
from datetime import UTC, date, datetime
from zoneinfo import ZoneInfo, ZoneInfoNotFoundError

from ingest.schema import Profile


def today(profile: Profile) -> date:
    """The calendar day in the runner's zone; `HIPLOG_TODAY` (YYYY-MM-DD) stands in for it."""
    fixed = os.environ.get("HIPLOG_TODAY")
    return date.fromisoformat(fixed) if fixed else datetime.now(ZoneInfo(profile.zone)).date()


def same(zone: str, other: str) -> bool:
    """Whether two zones show the same time just now; a zone that nobody knows is taken as the same."""
    now = datetime.now(UTC)
    try:
        return now.astimezone(ZoneInfo(zone)).utcoffset() == now.astimezone(ZoneInfo(other)).utcoffset()
    except (ZoneInfoNotFoundError, ValueError):
        return True
