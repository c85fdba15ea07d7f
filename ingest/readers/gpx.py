"""Reads GPX 1.0 and 1.1, the format that phones and web sites exchange, through gpxpy."""

from __future__ import annotations

import codecs
import re
from datetime import UTC, datetime
from xml.etree import ElementTree

import gpxpy
import numpy as np
import pandas as pd
from gpxpy.gpx import GPX, GPXTrack, GPXTrackPoint, GPXTrackSegment

from ingest.errors import NotAnActivity, UnreadableFile
from ingest.readers.fit_track import STEPS_PER_STRIDE
from ingest.readers.fit_words import NOT_ON_FOOT
from ingest.readers.gpx_tree import ROOT, SENSORS, pruned
from ingest.readers.gpx_words import sport_of
from ingest.readers.masks import masked
from ingest.recording import Recording
from ingest.schema import TRACK

NAME = "gpx"

MOST_BYTES = 64 * 2**20
ONE_FOOT_BELOW_SPM = 120.0
APART = pd.Timedelta(minutes=30)  # tracks further apart than this are runs of their own

BYTE_ORDER_MARKS = {
    codecs.BOM_UTF8: "utf-8-sig",
    codecs.BOM_UTF16_LE: "utf-16",
    codecs.BOM_UTF16_BE: "utf-16",
}
ENCODING = re.compile(rb"""<\?xml[^>]{0,100}encoding\s*=\s*["']([\w.-]{1,20})["']""")
PLAIN_ENCODINGS = re.compile(r"(utf-?8|us-ascii|ascii|iso-8859-\d+|latin-?1|windows-125\d|cp125\d)", re.I)
DOCTYPE = re.compile(r"<!DOCTYPE", re.I)
SITE = re.compile(r"[\s-]*(https?://|www\.).*", re.S)
LONGEST_NAME = 200
LAST = pd.Timestamp.max.tz_localize("UTC")

Timed = tuple[GPXTrack, pd.DataFrame]

BROKEN_OFF = "The file is damaged or breaks off; the {count:,} points before that are kept."


def recognises(head: bytes) -> bool:
    """Whether a file that begins so is a GPX file; blanks and a byte-order mark may come first."""
    return ROOT.search(_text(head)) is not None


def read(data: bytes) -> tuple[Recording, ...]:
    """The activities in a GPX file: tracks more than half an hour apart are activities of their own.

    Raises NotAnActivity for routes, places and tracks without times; UnreadableFile for DOCTYPEs
    and for more bytes, points or nesting than a run can have.
    """
    if len(data) > MOST_BYTES:
        raise UnreadableFile(f"This GPX file holds more than {MOST_BYTES // 2**20} MB, too much for one run.")
    text = _text(data).lstrip()
    if DOCTYPE.search(text):
        raise UnreadableFile("This GPX file defines its own document type (DOCTYPE), which hiplog refuses.")
    root, whole = pruned(text)
    gpx = _parsed(root)
    tracks = [(track, frame) for track in gpx.tracks if (frame := _frame(track))["time"].notna().sum() > 1]
    if not tracks:
        _refuse(gpx, text)
    return tuple(_recording(outing, root.get("creator"), whole) for outing in _outings(tracks))


def _text(data: bytes) -> str:
    """The file's text by its byte-order mark or declaration, else UTF-8; wrong letters are replaced."""
    for mark, encoding in BYTE_ORDER_MARKS.items():
        if data.startswith(mark):
            return data.decode(encoding, errors="replace")
    declared = ENCODING.search(data[:LONGEST_NAME])
    encoding = declared[1].decode() if declared else "utf-8"
    return data.decode(encoding if PLAIN_ENCODINGS.fullmatch(encoding) else "utf-8", errors="replace")


def _parsed(root: ElementTree.Element) -> GPX:
    try:
        return gpxpy.parse(ElementTree.tostring(root, encoding="unicode"), version="1.1")
    except Exception as trouble:  # ValueError, AttributeError … come out of gpxpy as well
        raise UnreadableFile("This GPX file is damaged, so that hiplog cannot read it.") from trouble


def _refuse(gpx: GPX, text: str) -> None:
    if any(segment.points for track in gpx.tracks for segment in track.segments):
        raise NotAnActivity("This GPX file has no times: it is a route to follow, not a run.")
    if re.search(r"<(\w+:)?rtept[\s>]", text):
        raise NotAnActivity("This GPX file holds a planned route, not a run.")
    if re.search(r"<(\w+:)?wpt[\s>]", text):
        raise NotAnActivity("This GPX file holds places (waypoints), not a run.")
    raise NotAnActivity(
        "This GPX file holds no points. A run without GPS, as on a treadmill, is in the watch's FIT file."
    )


def _frame(track: GPXTrack) -> pd.DataFrame:
    """TRACK columns of one track, its segments in time order and numbered in ``segment``."""
    segments = [_segment(segment) for segment in track.segments if segment.points]
    segments = sorted(
        segments, key=lambda frame: frame["time"].min() if frame["time"].notna().any() else LAST
    )
    numbered = [frame.assign(segment=float(number)) for number, frame in enumerate(segments)]
    return pd.concat(numbered, ignore_index=True) if numbered else TRACK.empty()


def _segment(segment: GPXTrackSegment) -> pd.DataFrame:
    frame = pd.DataFrame([_sensors(point) for point in segment.points], columns=TRACK.names)
    frame["time"] = [_utc(point.time) for point in segment.points]
    frame["latitude_deg"] = [point.latitude for point in segment.points]
    frame["longitude_deg"] = [point.longitude for point in segment.points]
    frame["altitude_m"] = [point.elevation for point in segment.points]
    return TRACK.conform(frame)


def _sensors(point: GPXTrackPoint) -> dict[str, float]:
    """What sensors said at a point, by column; the first of two elements that mean the same."""
    said: dict[str, float] = {}
    for element in point.extensions:
        said.setdefault(SENSORS[element.tag.casefold()], float(element.text))
    return said


def _utc(time: datetime | None) -> datetime | None:
    """A time that names no zone is UTC, as GPX prescribes."""
    try:
        return time and time.replace(tzinfo=time.tzinfo or UTC).astimezone(UTC)
    except OverflowError:  # the year 1 in a zone east of Greenwich
        return None


def _outings(tracks: list[Timed]) -> list[list[Timed]]:
    """Tracks in time order, together where one begins within half an hour of the end of those before."""
    outings: list[list[Timed]] = []
    ended = None
    for track, frame in sorted(tracks, key=lambda timed: timed[1]["time"].min()):
        if ended is None or frame["time"].min() - ended > APART:
            outings.append([])
        outings[-1].append((track, frame))
        ended = frame["time"].max() if ended is None else max(ended, frame["time"].max())
    return outings


def _recording(outing: list[Timed], creator: str | None, whole: bool) -> Recording:
    first = outing[0][0]
    sport, sub_sport = sport_of(first.type)
    points = pd.concat([frame.assign(track=n) for n, (_, frame) in enumerate(outing)], ignore_index=True)
    points["cadence_spm"] = _steps(points["cadence_spm"], sport)
    points, counts = masked(points)
    if points.empty:
        raise UnreadableFile("None of the times in this GPX file can be true.")
    return Recording(
        format=NAME,
        track=TRACK.conform(points),
        sport=sport,
        sub_sport=sub_sport,
        started_at=points["time"].iloc[0],
        title=_short(first.name),
        device=_short(SITE.sub("", creator or "")),
        active=_active(points),
        utc_offset=_utc_offset(outing),
        masked=counts,
        warnings=() if whole else (BROKEN_OFF.format(count=len(points)),),
    )


def _steps(cadence: pd.Series, sport: str | None) -> pd.Series:
    """Cadence with both feet counted. [steps/min]

    GPX does not say what ``cad`` counts. All 12 running files with cadence among the real files
    that we have, from Garmin Connect and from Strava, count one foot: their medians lie at
    58–89. No one runs at 120 strides a minute, and no one at fewer than 120 steps.
    """
    if sport in NOT_ON_FOOT:
        return cadence * np.nan
    return cadence * STEPS_PER_STRIDE if cadence[cadence > 0].median() <= ONE_FOOT_BELOW_SPM else cadence


def _active(points: pd.DataFrame) -> tuple[tuple[pd.Timestamp, pd.Timestamp], ...]:
    """Each segment's first and last moment: between segments the recording was paused."""
    times = points.groupby(["track", "segment"])["time"]
    spans = sorted(zip(times.min(), times.max(), strict=True))
    return tuple((begun, ended) for begun, ended in spans if begun < ended)


def _utc_offset(outing: list[Timed]) -> pd.Timedelta | None:
    """Local minus UTC of the first point that tells its zone otherwise than by Z."""
    times = (point.time for track, _ in outing for segment in track.segments for point in segment.points)
    offsets = (time.utcoffset() for time in times if time is not None and time.tzinfo is not None)
    offset = next(offsets, None)
    return pd.Timedelta(offset) if offset else None


def _short(name: str | None) -> str | None:
    return (name or "").strip()[:LONGEST_NAME] or None
