"""TCX text taken apart element by element: what is said of activities and laps, and the points.

The elements of points are thrown away as they close, and so is what hiplog has no use for. Of a
text that breaks off or goes wrong, what came before is kept.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass, field
from xml.etree import ElementTree

from ingest.errors import UnreadableFile
from ingest.readers.xml_text import (
    CHUNK,
    DEEPEST,
    MOST_ELEMENTS,
    MOST_IN_POINT,
    MOST_OUTSIDE,
    MOST_POINTS,
    mended,
)

Element = ElementTree.Element


# What a point may say: local names.
POINT_COLUMNS = {
    "Time": "time",
    "LatitudeDegrees": "latitude_deg",
    "LongitudeDegrees": "longitude_deg",
    "AltitudeMeters": "altitude_m",
    "DistanceMeters": "distance_m",
    "HeartRateBpm": "heart_rate_bpm",
    "Speed": "speed_m_s",
    "Watts": "power_w",
    "Cadence": "strides_per_min",
    "RunCadence": "run_strides_per_min",
}
HEART_RATE = ("HeartRateBpm", "Value")
# What the rest may say.
KEPT_WORDS = """
TrainingCenterDatabase Activities Activity MultiSportSession FirstSport NextSport Id Notes Creator Name
Lap TotalTimeSeconds DistanceMeters AverageHeartRateBpm Value Cadence Extensions LX AvgRunCadence Track
Courses Course Workouts Workout
"""
KEPT = frozenset(KEPT_WORDS.split())
ROOT = re.compile(r"<(?:[\w.-]+:)?(?:TrainingCenterDatabase|Activities)(?=[\s>])")


@dataclass
class Walk:
    """What has been seen on a walk through a TCX text.

    `points` are what points say by column, each with the number of the Track in `tracks` that it
    is in, -1 for none. `whole` is false where the text breaks off.
    """

    root: Element | None = None
    tracks: list[Element] = field(default_factory=list)
    points: list[tuple[int, dict[str, str]]] = field(default_factory=list)
    whole: bool = True
    elements: int = 0
    outside: int = 0
    in_point: int = 0
    open: list[Element] = field(default_factory=list)
    open_tracks: list[int] = field(default_factory=list)


def walked(text: str) -> Walk:
    """The text's content, mended where strict XML stops at it.

    Raises UnreadableFile for nesting, elements or points beyond what a run can have, and where
    there is no TCX element.
    """
    walk = walked_as_it_stands(text)
    if not walk.whole and (sounder := mended(text, ROOT)) != text:
        walk = walked_as_it_stands(sounder)
    if walk.root is None or walk.root.tag not in ("TrainingCenterDatabase", "Activities"):
        raise UnreadableFile("This TCX file is damaged: it is no readable XML.")
    return walk


def walked_as_it_stands(text: str) -> Walk:
    """The text's content up to where it stops to be XML."""
    walk = Walk()
    try:
        for event, element in _events(text):
            _opened(walk, element) if event == "start" else _closed(walk, element)
    except ElementTree.ParseError:
        walk.whole = False
    return walk


def _events(text: str) -> Iterator[tuple[str, Element]]:
    parser = ElementTree.XMLPullParser(("start", "end"))
    for at in range(0, len(text), CHUNK):
        parser.feed(text[at : at + CHUNK])
        yield from parser.read_events()
    parser.close()
    yield from parser.read_events()


def _opened(walk: Walk, element: Element) -> None:
    element.tag = element.tag.rpartition("}")[2]
    walk.open.append(element)
    walk.elements += 1
    if walk.root is None:
        walk.root = element
    if walk.in_point or element.tag == "Trackpoint":
        walk.in_point += 1
    elif element.tag == "Track":
        walk.open_tracks.append(len(walk.tracks))
        walk.tracks.append(element)
    walk.outside += not walk.in_point
    _refuse_what_no_run_has(walk)


def _refuse_what_no_run_has(walk: Walk) -> None:
    if len(walk.points) + bool(walk.in_point) > MOST_POINTS:
        raise UnreadableFile(f"This TCX file holds more than {MOST_POINTS:,} points, too many for one run.")
    if (
        walk.elements > MOST_ELEMENTS
        or walk.outside > MOST_OUTSIDE
        or walk.in_point > MOST_IN_POINT
        or len(walk.open) > DEEPEST
    ):
        raise UnreadableFile("This TCX file is built like none that a watch writes, so hiplog refuses it.")


def _closed(walk: Walk, element: Element) -> None:
    walk.open.pop()
    if element.tag == "Trackpoint" and not any(outer.tag == "Trackpoint" for outer in walk.open):
        walk.points.append((walk.open_tracks[-1] if walk.open_tracks else -1, _said(element)))
        walk.in_point = 0
    elif element.tag == "Track" and not walk.in_point:
        walk.open_tracks.pop()
    if not walk.in_point:
        _prune(element)


def _prune(element: Element) -> None:
    """Leaves the children that belong here, and of what has no use only a husk."""
    if element.tag not in KEPT:
        element.clear()
    elif any(child.tag not in KEPT for child in element):
        element[:] = [child for child in element if child.tag in KEPT]


def _said(point: Element) -> dict[str, str]:
    """What a point says by column; of several elements of a name the first counts."""
    said: dict[str, str] = {}
    for name, element in _named(point):
        if name in POINT_COLUMNS:
            said.setdefault(POINT_COLUMNS[name], (element.text or "").strip())
    return said


def _named(outer: Element) -> Iterator[tuple[str, Element]]:
    """The elements inside by name, in the order of the text; a heart rate's value goes by its name."""
    for element in outer:
        if element.tag != "HeartRateBpm":
            yield ("HeartRateBpm" if (outer.tag, element.tag) == HEART_RATE else element.tag), element
        yield from _named(element)
