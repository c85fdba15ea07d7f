"""Reads what a Garmin account says of its activities: *_summarizedActivities.json.

Units there: distance and climb in centimetres, times in milliseconds, instants in milliseconds
since 1970.
"""

from __future__ import annotations

import json
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from itertools import islice

import pandas as pd

from ingest.exports.told import identity, number, text
from ingest.readers.gpx_words import sport_of
from ingest.readers.masks import plausible_time

LIST = '"summarizedActivitiesExport"'
BETWEEN = ", \t\r\n"
CENTIMETRES_PER_METRE = 100.0
MILLISECONDS_PER_SECOND = 1000.0
FEET = 2
MOST_ACTIVITIES = 100_000  # ten years of 27 a day
SIZES = (1 << 16, 1 << 21)  # characters of one activity: of an ordinary one, and of any
SEVERAL_SPORTS = "multi_sport"  # the whole of a triathlon; its runs are listed one by one


@dataclass(frozen=True)
class Activity:
    """One activity as the account tells it; None where it does not."""

    id: str
    upload_id: str | None
    started_at: pd.Timestamp
    is_whole: bool  # of several sports
    title: str | None
    sport: str | None
    sub_sport: str | None
    utc_offset_s: float | None
    distance_m: float | None
    timer_s: float | None
    elapsed_s: float | None
    ascent_m: float | None
    descent_m: float | None
    avg_heart_rate_bpm: float | None
    max_heart_rate_bpm: float | None
    avg_cadence_spm: float | None

    @property
    def is_run(self) -> bool:
        return self.sport == "running"


def activities(source: str) -> list[Activity]:
    """The activities of one file that have an identity and a time; those before any damage."""
    return [
        activity
        for told in islice(_objects(source), MOST_ACTIVITIES)
        if (activity := _activity(told)) is not None
    ]


def _objects(source: str) -> Iterator[Mapping]:
    """Object after object, for a whole file in memory would be several hundred megabytes."""
    marked = source.find(LIST)
    position = source.find("[", marked + len(LIST) if marked >= 0 else 0) + 1
    while position > 0:
        while source[position : position + 1] in BETWEEN and position < len(source):
            position += 1
        if not source.startswith("{", position):
            return
        told, size = _object(source, position)
        if told is None:
            return
        position += size
        yield told


def _object(source: str, position: int) -> tuple[Mapping | None, int]:
    """The object that begins here and its length; None where it is damaged or too long."""
    for size in SIZES:
        try:
            return json.JSONDecoder().raw_decode(source[position : position + size])
        except (ValueError, RecursionError):
            continue
    return None, 0


def _activity(told: Mapping) -> Activity | None:
    started_at = _instant(_number(told, "beginTimestamp", "startTimeGmt"))
    activity_id = identity(told.get("activityId"))
    if started_at is None or activity_id is None:
        return None
    kind = _kind(told.get("activityType"))
    sport, sub_sport = sport_of(None if kind == SEVERAL_SPORTS else kind)
    return Activity(
        id=activity_id,
        upload_id=identity(told.get("uploadId")),
        started_at=started_at,
        is_whole=kind == SEVERAL_SPORTS,
        title=text(told.get("name")),
        sport=sport,
        sub_sport=sub_sport,
        utc_offset_s=_offset_s(told),
        distance_m=_in(CENTIMETRES_PER_METRE, told, "distance"),
        timer_s=_in(MILLISECONDS_PER_SECOND, told, "duration"),
        elapsed_s=_in(MILLISECONDS_PER_SECOND, told, "elapsedDuration"),
        ascent_m=_in(CENTIMETRES_PER_METRE, told, "elevationGain"),
        descent_m=_in(CENTIMETRES_PER_METRE, told, "elevationLoss"),
        avg_heart_rate_bpm=_number(told, "avgHr"),
        max_heart_rate_bpm=_number(told, "maxHr"),
        avg_cadence_spm=_cadence(told),
    )


def _instant(since_1970_ms: float | None) -> pd.Timestamp | None:
    try:
        told = pd.Timestamp(int(since_1970_ms or 0), unit="ms", tz="UTC")
    except (ValueError, OverflowError):
        return None
    return told if plausible_time(told) else None


def _kind(value: object) -> str | None:
    """The word for a kind of activity, which some exports wrap."""
    return text(value.get("typeKey") if isinstance(value, Mapping) else value)


def _number(told: Mapping, *names: str) -> float | None:
    """The first of these that is told."""
    return next((value for name in names if (value := number(told.get(name))) is not None), None)


def _in(units: float, told: Mapping, name: str) -> float | None:
    value = _number(told, name)
    return None if value is None else value / units


def _cadence(told: Mapping) -> float | None:
    """Steps of both feet a minute."""
    both, one = _number(told, "avgDoubleCadence"), _number(told, "avgRunCadence")
    return both if both is not None or one is None else FEET * one


def _offset_s(told: Mapping) -> float | None:
    """Local time less UTC."""
    local, utc = _number(told, "startTimeLocal"), _number(told, "startTimeGmt", "beginTimestamp")
    return None if local is None or utc is None else round((local - utc) / MILLISECONDS_PER_SECOND)
