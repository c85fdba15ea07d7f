"""GPX text cut down to its track points before gpxpy sees it.

gpxpy takes any number of points, stops at the first point without a latitude, and registers
a file's namespaces for the whole process. What it gets here holds tracks, segments and points
only, by local name and without namespaces, and no more of them than a run can have.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass, field
from xml.etree import ElementTree

import gpxpy
from gpxpy.gpx import GPX

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

MOST_SEGMENTS = 20_000

# What a track point may carry besides its place and time: local names in lower case.
SENSORS = {
    "hr": "heart_rate_bpm",
    "heartrate": "heart_rate_bpm",
    "heart_rate": "heart_rate_bpm",
    "cad": "cadence_spm",
    "cadence": "cadence_spm",
    "runcadence": "cadence_spm",
    "atemp": "temperature_c",
    "temp": "temperature_c",
    "temperature": "temperature_c",
    "power": "power_w",
    "powerinwatts": "power_w",
    "watts": "power_w",
    "speed": "speed_m_s",
}
KEPT_IN = {"gpx": {"trk"}, "trk": {"name", "type", "trkseg"}, "trkseg": {"trkpt"}}

ROOT = re.compile(r"<(?:[\w.-]+:)?gpx(?=[\s>])")


@dataclass
class _Pruning:
    """Where a walk through the elements stands: the open ones, outermost first, and the counts."""

    open: list[Element] = field(default_factory=list)
    root: Element | None = None
    elements: int = 0
    points: int = 0
    segments: int = 0
    outside: int = 0
    in_point: int = 0


def pruned(text: str) -> tuple[Element, bool]:
    """The ``gpx`` element with nothing but tracks in it, and whether the text was whole.

    Of a text that breaks off or goes wrong, what came before is kept. Raises UnreadableFile for
    nesting, elements or points beyond what a run can have, and where no GPX element is found.
    """
    pruning, trouble = _walked(text)
    if trouble and (sounder := mended(text, ROOT)) != text:
        pruning, trouble = _walked(sounder)
    if pruning.root is None or _local(pruning.root) != "gpx":
        raise UnreadableFile("This GPX file is damaged: it is no readable XML.")
    return pruning.root, trouble is None


def sound(text: str) -> GPX | None:
    """A GPX text through gpxpy as it stands; None where it would have to be mended or has no root."""
    pruning, trouble = _walked(text)
    if trouble or pruning.root is None or _local(pruning.root) != "gpx":
        return None
    return parsed(pruning.root)


def parsed(root: Element) -> GPX:
    """What gpxpy makes of the tracks."""
    try:
        return gpxpy.parse(ElementTree.tostring(root, encoding="unicode"), version="1.1")
    except Exception as trouble:  # ValueError, AttributeError … come out of gpxpy as well
        raise UnreadableFile("This GPX file is damaged, so that hiplog cannot read it.") from trouble


def _walked(text: str) -> tuple[_Pruning, ElementTree.ParseError | None]:
    pruning = _Pruning()
    try:
        for event, element in _events(text):
            _opened(pruning, element) if event == "start" else _closed(pruning, element)
    except ElementTree.ParseError as trouble:
        _close_what_is_open(pruning)
        return pruning, trouble
    return pruning, None


def _events(text: str) -> Iterator[tuple[str, Element]]:
    parser = ElementTree.XMLPullParser(("start", "end"))
    for at in range(0, len(text), CHUNK):
        parser.feed(text[at : at + CHUNK])
        yield from parser.read_events()
    parser.close()
    yield from parser.read_events()


def _opened(pruning: _Pruning, element: Element) -> None:
    pruning.open.append(element)
    pruning.elements += 1
    if pruning.root is None:
        pruning.root = element
    name = _local(element)
    if pruning.in_point or name == "trkpt":
        pruning.points += name == "trkpt"
        pruning.in_point += 1
    else:
        pruning.segments += name in ("trk", "trkseg")
        pruning.outside += 1
    _refuse_what_no_run_has(pruning)


def _refuse_what_no_run_has(pruning: _Pruning) -> None:
    if pruning.points > MOST_POINTS:
        raise UnreadableFile(f"This GPX file holds more than {MOST_POINTS:,} points, too many for one run.")
    if (
        pruning.elements > MOST_ELEMENTS
        or pruning.outside > MOST_OUTSIDE
        or pruning.in_point > MOST_IN_POINT
        or pruning.segments > MOST_SEGMENTS
        or len(pruning.open) > DEEPEST
    ):
        raise UnreadableFile("This GPX file is built like none that a watch writes, so hiplog refuses it.")


def _closed(pruning: _Pruning, element: Element) -> None:
    pruning.open.pop()
    name = _local(element)
    if name == "trkpt":
        pruning.in_point = 0
        _rebuild_point(element)
    elif not pruning.in_point:
        _prune(element, name)


def _prune(element: Element, name: str) -> None:
    """Leaves the children that belong here, and of what is no part of a track only a husk."""
    children = [child for child in element if _local(child) in KEPT_IN.get(name, ())]
    text = element.text if name in ("name", "type") else None
    creator = element.get("creator")
    element.clear()
    element.tag, element.text = name, text
    element.extend(children)
    if creator is not None:
        element.set("creator", creator)


def _close_what_is_open(pruning: _Pruning) -> None:
    """Leaves out the innermost element, at which the text broke off, and closes those around it."""
    pruning.in_point = 0
    while pruning.open:
        element = pruning.open[-1]
        if _local(element) in KEPT_IN:
            _closed(pruning, element)
            continue
        pruning.open.pop()
        if pruning.open:
            del pruning.open[-1][-1:]


def _rebuild_point(point: Element) -> None:
    """Place, height, time, and below ``extensions`` what sensors said; a lost place becomes NaN."""
    inside = {_local(element): element for element in reversed(list(point.iter()))}
    sensors = [_leaf(name, inside[name]) for name in inside if name.casefold() in SENSORS]
    place = {axis: point.get(axis) if _is_number(point.get(axis)) else "nan" for axis in ("lat", "lon")}
    tail = [_leaf(name, inside[name]) for name in ("ele", "time") if name in inside]
    point.clear()
    point.tag = "trkpt"
    point.attrib.update(place)
    point.extend(leaf for leaf in tail if leaf.tag == "time" or _is_number(leaf.text))
    ElementTree.SubElement(point, "extensions").extend(leaf for leaf in sensors if _is_number(leaf.text))


def _leaf(name: str, element: Element) -> Element:
    leaf = ElementTree.Element(name)
    leaf.text = (element.text or "").strip()
    return leaf


def _is_number(text: str | None) -> bool:
    try:
        float(text or "")
    except ValueError:
        return False
    return True


def _local(element: Element) -> str:
    """A tag without its namespace."""
    return element.tag.rpartition("}")[2]
