"""The points of a sound GPX text as columns, without gpxpy; what is unusual is left to gpxpy."""

from __future__ import annotations

import re
from dataclasses import dataclass

import numpy as np
import pandas as pd
import pyarrow as pa
import pyarrow.compute as pc

from ingest.readers import gpx_tree
from ingest.readers.gpx_tree import SENSORS
from ingest.readers.masks import EARLIEST, LATEST
from ingest.readers.xml_tags import Tags, tags
from ingest.readers.xml_values import instants, number, numbers, referring, texts
from ingest.schema import TRACK

POINT_DEPTH = 4  # gpx, trk, trkseg, trkpt
PLACES = ("latitude_deg", "longitude_deg")
Pair = tuple[np.ndarray, np.ndarray]
ATTRIBUTE = re.compile(rb"""\s([^\s=]+)\s*=\s*(?:"([^"]*)"|'([^']*)')""")
BLANKS = np.frombuffer(b" \t\r\n", dtype=np.uint8)


@dataclass(frozen=True)
class Columns:
    """A GPX text taken apart.

    `outline` is the text with all segments empty, `points` are TRACK columns with the number of
    each point's ``track`` and ``segment``, `first_times` is how each track writes its first time.
    """

    outline: str
    points: pd.DataFrame
    first_times: dict[int, str]


def columns(text: str) -> Columns | None:
    """A GPX text as columns, None for what this way of reading does not take."""
    found = tags(text)
    if found is None or not _as_usual(found):
        return None
    at = _Points(found, np.flatnonzero(found.named("trkpt")))
    told = _times(at)
    values = None if told is None else _values(at)
    if values is None:
        return None
    times, row, pieces = told
    track, segment = (np.cumsum(found.named(name))[at.points] - 1 for name in ("trk", "trkseg"))
    numbered, first = np.unique(track[row], return_index=True)
    first_times = dict(zip(numbered.tolist(), pieces.take(pa.array(first)).to_pylist(), strict=True))
    frame = _frame({"time": times, **values}).assign(track=track, segment=segment)
    return Columns(_without_points(found), frame, first_times)


def _as_usual(found: Tags) -> bool:
    """Whether tracks, segments and points stand where they belong, no more of them than a run has."""
    return (
        found.names[0] == "gpx"
        and found.depth.max() <= gpx_tree.DEEPEST
        and found.depth.size <= gpx_tree.MOST_ELEMENTS
        and 2 <= np.count_nonzero(found.named("trkpt")) <= gpx_tree.MOST_POINTS
        and (found.depth[found.named("trk")] == 2).all()
        and _inside(found, "trkseg", "trk", 3)
        and _inside(found, "trkpt", "trkseg", POINT_DEPTH)
    )


def _inside(found: Tags, name: str, outer: str, depth: int) -> bool:
    chosen = np.flatnonzero(found.named(name))
    parents = found.ancestor(depth - 1)[chosen]
    return bool((found.depth[chosen] == depth).all() and found.named(outer)[parents].all())


class _Points:
    """The points among the tags of a text, and what stands inside of them."""

    def __init__(self, found: Tags, points: np.ndarray):
        self.found, self.points, self.size = found, points, points.size
        is_point = found.named("trkpt")
        self.inside = (found.depth > POINT_DEPTH) & is_point[found.ancestor(POINT_DEPTH)]
        self.row = np.cumsum(is_point) - 1

    def names(self) -> list[str]:
        kinds = np.flatnonzero(np.bincount(self.found.kind[self.inside]))
        return sorted({self.found.names[kind] for kind in kinds})

    def said(self, name: str) -> tuple[np.ndarray, pa.Array] | None:
        """At which points elements of this name say what; of several in a point the first counts.

        None where they hold other elements or refer to entities.
        """
        chosen = np.flatnonzero(self.inside & self.found.named(name))
        row, ends = self.row[chosen], self.found.text_ends[chosen]
        if (ends < 0).any():
            return None
        if (np.diff(row) == 0).any():
            row, first = np.unique(row, return_index=True)
            chosen, ends = chosen[first], ends[first]
        pieces = texts(self.found.text, self.found.ends[chosen] + 1, ends)
        return None if referring(pieces) else (row, pieces)

    def spread(self, row: np.ndarray, values: np.ndarray, absent: object) -> np.ndarray:
        """One value a point."""
        if row.size == self.size:
            return values
        column = np.full(self.size, absent, dtype=values.dtype)
        column[row] = values
        return column


def _times(at: _Points) -> tuple[np.ndarray, np.ndarray, pa.Array] | None:
    """The time of each point; at which points there is one, and how it is written.

    None unless all are of years in which watches recorded.
    """
    said = at.said("time")
    if said is None or not said[0].size:
        return None
    years = numbers(pc.utf8_slice_codeunits(said[1], 0, 4))
    known = ((years > EARLIEST.year) & (years < LATEST.year)).all()
    times = instants(said[1]) if known else None
    return None if times is None else (at.spread(said[0], times, "NaT"), *said)


def _values(at: _Points) -> dict[str, np.ndarray] | None:
    """Places, heights and sensors by column."""
    values = _places(at.found, at.points)
    for name in at.names() if values is not None else ():
        column = "altitude_m" if name == "ele" else SENSORS.get(name.casefold())
        if column is None:
            continue
        said = at.said(name)
        if said is None or column in values:  # two names for one thing: gpxpy's reader knows which is meant
            return None
        values[column] = at.spread(said[0], numbers(said[1]), np.nan)
    return values


def _frame(values: dict[str, np.ndarray]) -> pd.DataFrame:
    """A TRACK frame of what there is, put together without a copy."""
    times = pd.Series(values["time"]).dt.tz_localize("UTC")
    absent = np.full(len(times), np.nan)
    columns = {name: values.get(name, absent) for name in TRACK.names}
    return pd.DataFrame(columns | {"time": times}, copy=False)


def _places(found: Tags, points: np.ndarray) -> dict[str, np.ndarray] | None:
    begins, ends = found.begins[points], found.ends[points]
    pair = _usual_places(found.text, begins, ends) or _unusual_places(found.text, begins, ends)
    return None if pair is None else dict(zip(PLACES, pair, strict=True))


def _usual_places(data: bytes, begins: np.ndarray, ends: np.ndarray) -> Pair | None:
    """Latitude and longitude where all tags end in ``lat="…" lon="…"`` and hold nothing else."""
    letters = np.frombuffer(data, dtype=np.uint8)
    quotes = np.flatnonzero(letters == ord('"'))
    at = np.searchsorted(quotes, begins)
    if (np.searchsorted(quotes, ends) - at != 4).any():
        return None
    first, second, third, fourth = (quotes[at + n] for n in range(4))
    if not (_before(letters, first, b"lat=") and _before(letters, third, b"lon=")):
        return None
    if (third - second != 2 + len("lon=")).any() or _holding(letters, "'", begins, ends):
        return None
    pieces = [texts(data, a + 1, b) for a, b in ((first, second), (third, fourth))]
    return None if any(map(referring, pieces)) else tuple(map(numbers, pieces))


def _holding(letters: np.ndarray, letter: str, begins: np.ndarray, ends: np.ndarray) -> bool:
    """Whether the letter stands in any of these spans."""
    there = np.flatnonzero(letters == ord(letter))
    return bool((np.searchsorted(there, begins) != np.searchsorted(there, ends)).any())


def _before(letters: np.ndarray, at: np.ndarray, word: bytes) -> bool:
    """Whether a blank and this word stand before each of these positions."""
    there = all((letters[at - len(word) + n] == letter).all() for n, letter in enumerate(word))
    return there and bool(np.isin(letters[at - len(word) - 1], BLANKS).all())


def _unusual_places(data: bytes, begins: np.ndarray, ends: np.ndarray) -> Pair | None:
    """Latitude and longitude tag by tag: in any order, among other attributes, missing."""
    tags_of_points = [data[begin:end] for begin, end in zip(begins, ends, strict=True)]
    if any(b"&" in tag for tag in tags_of_points):
        return None
    rows = [{n: one or other for n, one, other in ATTRIBUTE.findall(tag)} for tag in tags_of_points]
    told = ([(row.get(name) or b"").decode() for row in rows] for name in (b"lat", b"lon"))
    return tuple(np.array([number(text) for text in column], dtype=float) for column in told)


def _without_points(found: Tags) -> str:
    """The text with all segments empty."""
    pieces, at = [], 0
    for begin, end in found.insides(np.flatnonzero(found.named("trkseg"))):
        pieces.append(found.text[at:begin])
        at = end
    return b"".join([*pieces, found.text[at:]]).decode()
