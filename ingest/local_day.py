"""The runner's calendar day: by where the run began, else by the watch, else by the runner's zone."""

from __future__ import annotations

import numpy as np
import pandas as pd
import tzfpy

from ingest.columns import Columns
from ingest.schema.zone import clock_of, known

FURTHEST_OFFSET = pd.Timedelta(hours=14)
"""No zone of the earth lies further from UTC."""

QUARTER = pd.Timedelta(minutes=15)
"""Every zone's distance from UTC is a whole number of these."""


def zone_of(fix: tuple[float, float], utc_offset: pd.Timedelta | None, runner_zone: str) -> str:
    """The zone that decides a recording's day: "Europe/Berlin", or "UTC+02:00" by the watch's clock.

    The first position `fix` decides, else the file's local time, else the runner's zone, else UTC.
    """
    return _by_position(*fix) or _by_watch(utc_offset) or _valid(runner_zone) or "UTC"


def local_day(instant: pd.Timestamp, zone: str) -> pd.Timestamp:
    """The calendar day of an instant in a zone, as naive midnight; UTC's where the zone is unknown."""
    local = instant.to_pydatetime(warn=False)
    local = local.astimezone(clock_of(zone)) if local.tzinfo else local
    return pd.Timestamp(local.year, local.month, local.day).as_unit("us")


def first_fix(columns: Columns) -> tuple[float, float]:
    """Latitude and longitude of a TRACK's first position, both NaN where it has none. [°]"""
    latitude_deg, longitude_deg = columns["latitude_deg"], columns["longitude_deg"]
    known = np.flatnonzero(~np.isnan(latitude_deg) & ~np.isnan(longitude_deg))
    return (float(latitude_deg[known[0]]), float(longitude_deg[known[0]])) if known.size else (np.nan, np.nan)


def offset_name(offset: pd.Timedelta) -> str:
    """A distance from UTC as a zone's name: "UTC+05:30"."""
    minutes = round(offset / QUARTER) * 15
    return f"UTC{'-' if minutes < 0 else '+'}{abs(minutes) // 60:02}:{abs(minutes) % 60:02}"


def _by_position(latitude_deg: float, longitude_deg: float) -> str | None:
    return None if np.isnan(latitude_deg) else _valid(tzfpy.get_tz(longitude_deg, latitude_deg))


def _by_watch(offset: pd.Timedelta | None) -> str | None:
    if offset is None or pd.isna(offset) or abs(offset) > FURTHEST_OFFSET:
        return None
    return offset_name(offset)


def _valid(zone: str | None) -> str | None:
    """The zone's name if this machine knows its clock."""
    return zone if zone and known(zone) else None
