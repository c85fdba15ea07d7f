"""Reads the workouts in Apple's health export: a few elements in gigabytes of heart rates and steps.

Each workout is cut out of the text by its tags and parsed for itself. So the document type at the
beginning, which every export has, is never read, and no entity that it might define means anything.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from datetime import datetime
from itertools import islice
from xml.etree import ElementTree

import pandas as pd

from ingest.readers.masks import plausible_time
from ingest.schema.zone import known
from ingest.units import METRES_PER_FOOT, METRES_PER_KILOMETRE, METRES_PER_MILE

MOST_WORKOUTS = 100_000
MOST_BYTES = 1 << 20  # of one workout with all its laps

OPENS, CLOSES = b"<Workout ", b"</Workout>"
START = re.compile(rb"<Workout (?:[^\"'>]++|\"[^\"]*+\"|'[^']*+')*+>")

RUNNING = "HKWorkoutActivityTypeRunning"
DISTANCE, HEART_RATE = "HKQuantityTypeIdentifierDistanceWalkingRunning", "HKQuantityTypeIdentifierHeartRate"
INDOOR, ASCENDED, ZONE = "HKIndoorWorkout", "HKElevationAscended", "HKTimeZone"
METRES = {"m": 1.0, "cm": 0.01, "km": METRES_PER_KILOMETRE, "mi": METRES_PER_MILE, "ft": METRES_PER_FOOT}
SECONDS = {"s": 1.0, "min": 60.0, "hr": 3600.0}
WRITTEN = "%Y-%m-%d %H:%M:%S %z"

Element = ElementTree.Element


@dataclass(frozen=True)
class Workout:
    """One workout; None where the export does not tell. `routes` are names of files, in lower case."""

    started_at: pd.Timestamp
    ended_at: pd.Timestamp
    is_run: bool
    is_indoor: bool
    routes: tuple[str, ...]
    distance_m: float | None
    timer_s: float | None
    ascent_m: float | None
    avg_heart_rate_bpm: float | None
    max_heart_rate_bpm: float | None
    utc_offset_s: float | None
    device: str | None

    @property
    def elapsed_s(self) -> float:
        return (self.ended_at - self.started_at).total_seconds()


def workouts(chunks: Iterable[bytes]) -> Iterator[Workout]:
    """The workouts of an export as its bytes come by; damaged ones are left out."""
    for element in islice(_elements(chunks), MOST_WORKOUTS):
        try:
            workout = _workout(ElementTree.fromstring(element))
        except (ElementTree.ParseError, ValueError, OverflowError):  # no XML, no date, no date that can be
            continue
        yield workout


def _elements(chunks: Iterable[bytes]) -> Iterator[bytes]:
    rest = b""
    for chunk in chunks:
        rest += chunk
        position = 0
        while (start := rest.find(OPENS, position)) >= 0:
            end = _end(rest, start)
            if end is None and len(rest) - start <= MOST_BYTES:
                break
            if end is not None and end - start <= MOST_BYTES:
                yield rest[start:end]
            position = start + len(OPENS) if end is None else end
        rest = rest[start:] if start >= 0 else rest[position:][-len(OPENS) :]


def _end(text: bytes, start: int) -> int | None:
    """Where the workout that starts here ends, or the next one begins; None while neither has come by."""
    tag = START.match(text, start)
    if tag is None or tag[0].endswith(b"/>"):
        return tag and tag.end()
    closes = text.find(CLOSES, tag.end())
    opens = text.find(OPENS, tag.end(), closes if closes >= 0 else len(text))
    if opens >= 0:
        return opens
    return None if closes < 0 else closes + len(CLOSES)


def _workout(element: Element) -> Workout:
    """Raises ValueError for one without dates."""
    started_at, ended_at = _instant(element.get("startDate")), _instant(element.get("endDate"))
    metadata = {entry.get("key"): entry.get("value") or "" for entry in element.findall("MetadataEntry")}
    heart_rate = _statistics(element, HEART_RATE)
    return Workout(
        started_at=started_at,
        ended_at=ended_at,
        is_run=element.get("workoutActivityType") == RUNNING,
        is_indoor=metadata.get(INDOOR) == "1",
        routes=tuple(_file(reference) for reference in element.iterfind("WorkoutRoute/FileReference")),
        distance_m=_distance(element),
        timer_s=_quantity(element.get("duration"), element.get("durationUnit"), SECONDS),
        ascent_m=_quantity(*f"{metadata.get(ASCENDED, '')} ".split(" ", 1), METRES),
        avg_heart_rate_bpm=_positive(heart_rate.get("average")),
        max_heart_rate_bpm=_positive(heart_rate.get("maximum")),
        utc_offset_s=_offset_s(metadata.get(ZONE), started_at),
        device=element.get("sourceName"),
    )


def _instant(text: str | None) -> pd.Timestamp:
    """Raises ValueError for what is no date, or none that a clock could show."""
    told = pd.Timestamp(datetime.strptime(text or "", WRITTEN)).tz_convert("UTC")
    if not plausible_time(told):
        raise ValueError(f"no workout was on {told}")
    return told


def _file(reference: Element) -> str:
    return (reference.get("path") or "").rpartition("/")[2].casefold()


def _distance(element: Element) -> float | None:
    """By the newer statistics, of the whole or of its parts, or by the older attribute."""
    told = _statistics(element, DISTANCE)
    whole = _quantity(told.get("sum"), told.get("unit"), METRES)
    if whole is None:
        whole = _quantity(element.get("totalDistance"), element.get("totalDistanceUnit"), METRES)
    if whole is not None:
        return whole
    parts = [_statistics(part, DISTANCE) for part in element.findall("WorkoutActivity")]
    told_m = [_quantity(part.get("sum"), part.get("unit"), METRES) for part in parts]
    return sum(metres for metres in told_m if metres is not None) or None


def _statistics(element: Element, kind: str) -> dict[str, str]:
    return next((one.attrib for one in element.findall("WorkoutStatistics") if one.get("type") == kind), {})


def _quantity(value: str | None, unit: str | None, units: dict[str, float]) -> float | None:
    number, factor = _positive(value), units.get((unit or "").strip())
    return None if number is None or factor is None else number * factor


def _positive(value: str | None) -> float | None:
    """A number above zero; None for zero, too, which stands where nothing was measured."""
    try:
        number = float(value or "")
    except ValueError:
        return None
    return number if 0 < number < float("inf") else None


def _offset_s(zone: str | None, at: pd.Timestamp) -> float | None:
    """Local time less UTC where the workout was; the dates are in the zone of the day of the export."""
    clock = known(zone or "")
    return at.tz_convert(clock).utcoffset().total_seconds() if clock else None
