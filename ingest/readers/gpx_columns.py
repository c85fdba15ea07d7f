"""The points of a sound GPX text as columns, without gpxpy; what is unusual is left to gpxpy."""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np
import pandas as pd
import pyarrow as pa
import pyarrow.compute as pc
from gpxpy.gpx import GPX

from ingest.readers import gpx_tree
from ingest.readers.gpx_tree import SENSORS
from ingest.readers.masks import EARLIEST, LATEST
from ingest.readers.xml_points import Points, points
from ingest.readers.xml_shapes import Shape
from ingest.readers.xml_values import Spans, frame, gathered, instants, numbers

ATTRIBUTES = {"lat": "latitude_deg", "lon": "longitude_deg"}
ELEMENTS = {"ele": "altitude_m", "time": "time"}


@dataclass(frozen=True)
class Columns:
    """A GPX file taken apart.

    `gpx` holds its tracks with few of their points, `points` are TRACK columns with the number of
    each point's ``track`` and ``segment``, `first_times` is how each track writes its first time.
    """

    gpx: GPX
    points: pd.DataFrame
    first_times: dict[int, str]


def columns(text: str) -> Columns | None:
    """A GPX text as columns, None for what this way of reading does not take."""
    found = points(text, "trkpt")
    if found is None or found.first.size > gpx_tree.MOST_POINTS or found.ends.size > gpx_tree.MOST_ELEMENTS:
        return None
    gpx = gpx_tree.sound(found.outline())
    homes = None if gpx is None else _homes(gpx, found)
    spans = None if homes is None else gathered(found, _columns_of)
    times = _times(spans, found)
    if times is None:
        return None
    track, segment = homes
    values = {name: numbers(span, found) for name, span in spans.items() if name != "time"}
    whole = frame({**values, "time": times}, found.first.size).assign(track=track, segment=segment)
    return Columns(gpx, whole, _first_times(spans["time"], found, track))


def _columns_of(shape: Shape) -> dict[str, int] | None:
    """Which tag of such a point tells which column; attributes count from -1 downwards.

    None where two elements mean the same: the other way of reading knows which of them counts.
    """
    places = {ATTRIBUTES[name]: -1 - n for n, name in enumerate(shape.attributes()) if name in ATTRIBUTES}
    first: dict[str, int | None] = {}
    for name, _, tag in shape.leaves():
        first.setdefault(name, tag)
    meant = [(ELEMENTS.get(name) or SENSORS.get(name.casefold()), tag) for name, tag in first.items()]
    told = [(column, tag) for column, tag in meant if column is not None]
    if any(tag is None for _, tag in told) or len(dict(told)) < len(told):
        return None
    return places | dict(told)


def _times(spans: dict[str, Spans] | None, found: Points) -> np.ndarray | None:
    """The time of each point, None unless all are of years in which watches recorded."""
    if not spans or "time" not in spans:
        return None
    written = spans["time"].texts(found)
    years = pc.utf8_slice_codeunits(written, 0, 4)
    try:
        years = pc.cast(years, pa.int64()).to_numpy()
    except pa.ArrowInvalid:
        return None
    known = ((years > EARLIEST.year) & (years < LATEST.year)).all()
    return instants(spans["time"], found) if known else None


def _homes(gpx: GPX, found: Points) -> tuple[np.ndarray, np.ndarray] | None:
    """Track and segment of each point by those of the points kept in the outline, one or more a stretch."""
    homes = [
        (track_number, segment_number)
        for track_number, track in enumerate(gpx.tracks)
        for segment_number, segment in enumerate(track.segments)
        for _ in segment.points
    ]
    if len(homes) != found.samples.size:  # some stand where no track is
        return None
    stretches, first = np.unique(found.stretch[found.samples], return_index=True)
    of_stretch = np.array(homes)[first]
    return tuple(of_stretch[found.stretch].T) if stretches.size == of_stretch.shape[0] else None


def _first_times(span: Spans, found: Points, track: np.ndarray) -> dict[int, str]:
    numbered, first = np.unique(track[span.rows], return_index=True)
    written = span.texts(found).take(pa.array(first)).to_pylist()
    return dict(zip(numbered.tolist(), written, strict=True))
