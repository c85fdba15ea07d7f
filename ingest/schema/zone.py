"""What the name of a time zone means, for whoever reads a `zone`: the one place where it is looked up."""

from __future__ import annotations

from datetime import UTC, datetime, tzinfo
from zoneinfo import ZoneInfo


def clock_of(zone: str) -> tzinfo:
    """The clock of a zone, "Europe/Berlin", or "UTC+02:00" by a watch; UTC where nobody knows it."""
    return known(zone) or UTC


def known(zone: str) -> tzinfo | None:
    """As `clock_of`; None where nobody knows it."""
    try:
        if zone.startswith("UTC") and len(zone) == len("UTC+00:00"):
            return datetime.fromisoformat(f"2000-01-01T00:00:00{zone[3:]}").tzinfo
        return ZoneInfo(zone)
    except (KeyError, ValueError, OSError):  # unknown name, a path, a folder of the database
        return None
