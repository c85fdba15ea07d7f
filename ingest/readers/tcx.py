"""Reads TCX, the format that Garmin, Polar, TomTom, Strava and others exported before FIT."""

from __future__ import annotations

from xml.etree.ElementTree import Element

import pandas as pd

from ingest.errors import NotAnActivity, UnreadableFile
from ingest.readers import tcx_laps
from ingest.readers.foreign import FIRST_ELEMENT
from ingest.readers.gpx_words import sport_of
from ingest.readers.masks import LONGEST_RUN, masked
from ingest.readers.steps import steps
from ingest.readers.tcx_columns import Columns, columns, moment
from ingest.readers.xml_text import decoded, opened
from ingest.recording import Recording
from ingest.schema import TRACK

NAME = "tcx"

MOST_ACTIVITIES = 1000
LONGEST_NAME = 200
LONGEST_TITLE = 80  # longer notes are a diary, not a title

BROKEN_OFF = "The file is damaged or breaks off; what it holds before that is kept."
OTHERS = {
    "Course": "This TCX file holds a course to follow, not a run.",
    "Workout": "This TCX file holds a planned workout, not a run.",
}


def recognises(head: bytes) -> bool:
    """Whether a file that begins so is a TCX file; blanks and a byte-order mark may come first."""
    text = decoded(head)
    first = FIRST_ELEMENT.search(text)
    return "TrainingCenterDatabase" in text or (first is not None and first[1] == "Activities")


def read(data: bytes) -> tuple[Recording, ...]:
    """The activities in a TCX file, in multisport files those of each sport.

    Raises NotAnActivity for courses and workouts; UnreadableFile for DOCTYPEs and for more bytes,
    points or nesting than a run can have.
    """
    found = columns(opened(data, "TCX"))
    activities = list(found.root.iter("Activity"))
    if len(activities) > MOST_ACTIVITIES:
        raise UnreadableFile(f"This TCX file holds over {MOST_ACTIVITIES} activities: export fewer at once.")
    parts = [part for part in (_Part(activity, found) for activity in activities) if part.holds_something]
    if not parts:
        _refuse(found)
    return tuple(_recording(part, found.whole) for part in parts)


class _Part:
    """One activity of a file: what is said of it, its laps and its points."""

    def __init__(self, activity: Element, found: Columns):
        self.activity, self.laps = activity, activity.findall("Lap")
        own = {id(track) for track in activity.iter("Track")}
        numbers = [number for number, track in enumerate(found.tracks) if id(track) in own]
        self.points = found.points[found.points["track"].isin(numbers)]
        self.totals = tcx_laps.totals(self.laps)

    @property
    def holds_something(self) -> bool:
        told = self.totals.distance_m or self.totals.timer_s
        return bool(told) or self.points["time"].notna().any()

    def said(self, path: str) -> str:
        return (self.activity.findtext(path) or "").strip()


def _refuse(found: Columns) -> None:
    for name, sentence in OTHERS.items():
        if found.root.find(f".//{name}") is not None:
            raise NotAnActivity(sentence)
    if not found.whole:
        raise UnreadableFile("This TCX file is damaged: hiplog finds no activity in it.")
    raise NotAnActivity("This TCX file holds no activity: no points and no totals.")


def _recording(part: _Part, whole: bool) -> Recording:
    """One activity as a recording. `whole` is false where the file breaks off."""
    sport, sub_sport = sport_of(part.activity.get("Sport"))
    points = part.points.assign(cadence_spm=steps(part.points["cadence_spm"], sport))
    points, counts = masked(points)
    return Recording(
        format=NAME,
        track=TRACK.conform(points),
        sport=sport,
        sub_sport=sub_sport,
        started_at=_began(part, points),
        title=_title(part.said("Notes")),
        device=part.said("Creator/Name")[:LONGEST_NAME] or None,
        totals=part.totals,
        laps=tcx_laps.table(part.laps, sport, part.points["cadence_spm"].to_numpy(dtype="float64")),
        active=tcx_laps.active_spans(part.laps, points),
        utc_offset=_utc_offset(part),
        masked=counts,
        warnings=() if whole else (BROKEN_OFF,),
    )


def _began(part: _Part, points: pd.DataFrame) -> pd.Timestamp:
    """When the activity began: as it says itself, unless its points are earlier or days away.

    Raises UnreadableFile where nothing in the file tells.
    """
    first = points["time"].iloc[0] if len(points) else None
    own = [tcx_laps.began(part.activity, "Id"), *(tcx_laps.began(lap, "StartTime") for lap in part.laps[:1])]
    told = next((instant for instant in own if instant is not None), first)
    if told is None:
        raise UnreadableFile("This TCX file does not say when the activity was.")
    return told if first is None or pd.Timedelta(0) <= first - told <= LONGEST_RUN else first


def _title(notes: str) -> str | None:
    return notes if notes and len(notes) <= LONGEST_TITLE and "\n" not in notes else None


def _utc_offset(part: _Part) -> pd.Timedelta | None:
    """Local minus UTC, where the start tells its zone otherwise than by Z."""
    starts = [part.said("Id"), *(lap.get("StartTime") for lap in part.laps[:1])]
    time = next((time for time in map(moment, starts) if time is not None), None)
    offset = time.utcoffset() if time is not None else None
    return pd.Timedelta(offset) if offset else None
