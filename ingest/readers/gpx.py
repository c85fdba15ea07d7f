"""Reads GPX 1.0 and 1.1, the format that phones and web sites exchange, through gpxpy."""

from __future__ import annotations

import re
from dataclasses import dataclass
from datetime import UTC, datetime, timedelta

import pandas as pd
from gpxpy.gpx import GPX, GPXTrack, GPXTrackPoint
from gpxpy.gpxfield import parse_time

from ingest.errors import NotAnActivity, UnreadableFile
from ingest.readers.gpx_columns import columns
from ingest.readers.gpx_tree import ROOT, SENSORS, parsed, pruned
from ingest.readers.gpx_words import sport_of
from ingest.readers.masks import EARLIEST, LATEST, masked
from ingest.readers.steps import steps
from ingest.readers.xml_text import decoded, opened
from ingest.recording import Recording
from ingest.schema import TRACK

NAME = "gpx"

APART = pd.Timedelta(minutes=30)  # tracks further apart than this are runs of their own

SITE = re.compile(r"(https?://|www\.).*", re.S)
LONGEST_NAME = 200
MOST_OUTINGS = 1000

BROKEN_OFF = "The file is damaged or breaks off; the {count:,} points before that are kept."


def recognises(head: bytes) -> bool:
    """Whether a file that begins so is a GPX file; blanks and a byte-order mark may come first."""
    return ROOT.search(decoded(head)) is not None


def read(data: bytes) -> tuple[Recording, ...]:
    """The activities in a GPX file: tracks more than half an hour apart are activities of their own.

    Raises NotAnActivity for routes, places and tracks without times; UnreadableFile for DOCTYPEs
    and for more bytes, points or nesting than a run can have.
    """
    text = opened(data, "GPX")
    content = by_columns(text) or by_gpxpy(text)
    return tuple(_recording(outing, content) for outing in _outings(content.points))


@dataclass(frozen=True)
class _Track:
    name: str | None
    kind: str | None
    utc_offset: timedelta | None


@dataclass(frozen=True)
class _Content:
    """A GPX file. `points` are TRACK columns with the number of each point's ``track`` and ``segment``;
    `whole` is false where the file breaks off.
    """

    creator: str | None
    tracks: list[_Track]
    points: pd.DataFrame
    whole: bool = True


def by_columns(text: str) -> _Content | None:
    """The quick way; None where it does not take the text or finds no run in it."""
    found = columns(text)
    if found is None or found.points["time"].count() < 2:
        return None
    times = {number: parse_time(text) for number, text in found.first_times.items()}
    tracks = [_track(track, times.get(number)) for number, track in enumerate(found.gpx.tracks)]
    return _Content(found.gpx.creator, tracks, found.points)


def by_gpxpy(text: str) -> _Content:
    """The way that takes everything: damaged files, and what is written as no watch writes it."""
    root, whole = pruned(text)
    gpx = parsed(root)
    points = _points(gpx)
    if points["time"].count() < 2:
        _refuse(gpx, text)
    return _Content(gpx.creator, [_track(track, _first_time(track)) for track in gpx.tracks], points, whole)


def _track(track: GPXTrack, first_time: datetime | None) -> _Track:
    return _Track(track.name, track.type, _offset(first_time) or None)


def _offset(time: datetime | None) -> timedelta | None:
    """Local minus UTC; None where a time names no zone, or one of a day and more."""
    try:
        return time.utcoffset() if time is not None else None
    except ValueError:
        return None


def _first_time(track: GPXTrack) -> datetime | None:
    times = (point.time for segment in track.segments for point in segment.points)
    return next((time for time in times if time is not None), None)


def _refuse(gpx: GPX, text: str) -> None:
    times = [p.time for track in gpx.tracks for segment in track.segments for p in segment.points]
    if len(times) == 1 and times[0] is not None:
        raise NotAnActivity("This GPX file holds a single point, not a run.")
    if any(time is not None for time in times[1:]):
        raise UnreadableFile("None of the times in this GPX file can be true, so nobody knows when it was.")
    if times:
        raise NotAnActivity("This GPX file has no times: it is a route to follow, not a run.")
    if re.search(r"<(\w+:)?rtept[\s>]", text):
        raise NotAnActivity("This GPX file holds a planned route, not a run.")
    if re.search(r"<(\w+:)?wpt[\s>]", text):
        raise NotAnActivity("This GPX file holds places (waypoints), not a run.")
    raise NotAnActivity(
        "This GPX file holds no points. A run without GPS, as on a treadmill, is in the watch's FIT file."
    )


def _points(gpx: GPX) -> pd.DataFrame:
    """TRACK columns of all points, and the numbers of their ``track`` and ``segment``."""
    placed = [
        (track_number, segment_number, point)
        for track_number, track in enumerate(gpx.tracks)
        for segment_number, segment in enumerate(track.segments)
        for point in segment.points
    ]
    points = [point for _, _, point in placed]
    frame = pd.DataFrame([_sensors(point) for point in points], columns=TRACK.names)
    frame["time"] = [_possible(point.time) for point in points]
    frame["latitude_deg"] = [point.latitude for point in points]
    frame["longitude_deg"] = [point.longitude for point in points]
    frame["altitude_m"] = [point.elevation for point in points]
    return TRACK.conform(frame).assign(
        track=[track for track, _, _ in placed], segment=[segment for _, segment, _ in placed]
    )


def _sensors(point: GPXTrackPoint) -> dict[str, float]:
    """What sensors said at a point, by column; the first of two elements that mean the same."""
    said: dict[str, float] = {}
    for element in point.extensions:
        said.setdefault(SENSORS[element.tag.casefold()], float(element.text))
    return said


def _possible(time: datetime | None) -> datetime | None:
    """A time in UTC, which it is where it names no zone; None where no watch can have shown it."""
    if time is None or not EARLIEST.year <= time.year <= LATEST.year:
        return None
    offset = timedelta(0) if time.tzinfo is None else _offset(time)
    return None if offset is None else (time.replace(tzinfo=UTC) - offset)


def _outings(points: pd.DataFrame) -> list[pd.DataFrame]:
    """Points by activity: a track that begins more than half an hour after all before it opens a new one.

    Tracks without any time belong nowhere. Within an activity segments are in time order.
    """
    if not points[["track", "segment"]].iloc[-1].any():  # a single segment, in the file's order
        return [points]
    begun = points.groupby(["track", "segment"])["time"].transform("min")
    points = points.assign(begun=begun).sort_values(["begun", "track", "segment"], kind="stable")
    spans = points.groupby("track")["time"].agg(["min", "max"]).dropna().sort_values("min")
    opens = spans["min"] - spans["max"].cummax().shift() > APART
    outing = points["track"].map(opens.cumsum())
    if outing.nunique() > MOST_OUTINGS:
        raise UnreadableFile(f"This GPX file holds over {MOST_OUTINGS} activities: export fewer at once.")
    return [group for _, group in points.groupby(outing)]


def _recording(points: pd.DataFrame, content: _Content) -> Recording:
    """One outing as a recording, called as its first track is."""
    first = content.tracks[points["track"].iloc[0]]
    sport, sub_sport = sport_of(first.kind)
    points = points.assign(cadence_spm=steps(points["cadence_spm"], sport))
    points, counts = masked(points)
    return Recording(
        format=NAME,
        track=TRACK.conform(points),
        sport=sport,
        sub_sport=sub_sport,
        started_at=points["time"].iloc[0],
        title=_short(first.name),
        device=_short(SITE.sub("", content.creator or "").rstrip("- \t\r\n")),
        active=_active(points),
        utc_offset=None if first.utc_offset is None else pd.Timedelta(first.utc_offset),
        masked=counts,
        warnings=() if content.whole else (BROKEN_OFF.format(count=len(points)),),
    )


def _active(points: pd.DataFrame) -> tuple[tuple[pd.Timestamp, pd.Timestamp], ...]:
    """Each segment's first and last moment: between segments the recording was paused."""
    times = points.groupby(["track", "segment"])["time"]
    spans = sorted(zip(times.min(), times.max(), strict=True))
    return tuple((begun, ended) for begun, ended in spans if begun < ended)


def _short(name: str | None) -> str | None:
    return (name or "").strip()[:LONGEST_NAME] or None
