"""The points of a TCX text as columns: at once where it is sound, else element by element."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import UTC, datetime
from xml.etree import ElementTree

import numpy as np
import pandas as pd

from ingest.readers import tcx_tree
from ingest.readers.tcx_tree import HEART_RATE, POINT_COLUMNS, Walk, walked, walked_as_it_stands
from ingest.readers.xml_points import Points, points
from ingest.readers.xml_shapes import Shape
from ingest.readers.xml_values import frame, gathered, instants, number, numbers


@dataclass(frozen=True)
class Columns:
    """A TCX file taken apart.

    `points` are TRACK columns, cadence as the file counts it, with the number of each point's
    ``track`` in `tracks`, -1 for none.
    """

    root: ElementTree.Element
    tracks: list[ElementTree.Element]
    points: pd.DataFrame
    whole: bool


def columns(text: str) -> Columns:
    """A TCX text as columns.

    Raises UnreadableFile where it is no TCX, or built like none that a watch writes.
    """
    return at_once(text) or one_by_one(text)


def at_once(text: str) -> Columns | None:
    """The quick way; None for what it does not take."""
    found = points(text, "Trackpoint")
    if found is None or found.first.size > tcx_tree.MOST_POINTS or found.ends.size > tcx_tree.MOST_ELEMENTS:
        return None
    walk = walked_as_it_stands(found.outline())
    if not walk.whole or len(walk.points) != found.samples.size:
        return None
    spans = gathered(found, _columns_of)
    times = instants(spans["time"], found) if spans and "time" in spans else None
    if times is None:
        return None
    values = {name: numbers(span, found) for name, span in spans.items() if name != "time"}
    whole = _frame({**values, "time": times}, found.first.size)
    return Columns(walk.root, walk.tracks, whole.assign(track=_homes(walk, found)), True)


def _columns_of(shape: Shape) -> dict[str, int] | None:
    """Which tag of such a point tells which column; None where one of them holds other elements."""
    told: dict[str, int | None] = {}
    for name, outer, tag in shape.leaves():
        if name == "HeartRateBpm":
            continue
        meant = "HeartRateBpm" if (outer[-1:], name) == (HEART_RATE[:1], HEART_RATE[1]) else name
        if meant in POINT_COLUMNS:
            told.setdefault(POINT_COLUMNS[meant], tag)
    return None if None in told.values() else told


def _homes(walk: Walk, found: Points) -> np.ndarray:
    """The track of each point, by those of the points kept in the outline: one or more a stretch."""
    kept = np.array([track for track, _ in walk.points])
    return kept[np.unique(found.stretch[found.samples], return_index=True)[1]][found.stretch]


def one_by_one(text: str) -> Columns:
    """The way that takes everything: damaged files, and what is written as no watch writes it."""
    walk = walked(text)
    said = [point for _, point in walk.points]
    names = sorted(set().union(*said) - {"time"})
    values = {name: np.array([number(point.get(name)) for point in said], dtype=float) for name in names}
    times = _instants(point.get("time") for point in said)
    homes = np.array([track for track, _ in walk.points], dtype=np.int64)
    whole = _frame({**values, "time": times}, len(said)).assign(track=homes)
    return Columns(walk.root, walk.tracks, whole, walk.whole)


def _instants(texts: Iterable[str | None]) -> np.ndarray:
    read = (moment(text) for text in texts)
    in_utc = [time and time.astimezone(UTC).replace(tzinfo=None) for time in read]
    return np.array(in_utc, dtype="datetime64[us]")


def moment(text: str | None) -> datetime | None:
    """An ISO 8601 date-time, in UTC where it names no zone; None where it is none that UTC can tell."""
    try:
        time = datetime.fromisoformat((text or "").strip())
        time = time if time.tzinfo else time.replace(tzinfo=UTC)
        time.astimezone(UTC)
    except (ValueError, OverflowError):
        return None
    return time


def _frame(values: dict[str, np.ndarray], size: int) -> pd.DataFrame:
    """TRACK columns; the running sensor's cadence counts before the other one."""
    absent = np.full(size, np.nan)
    running, any_foot = (values.get(name, absent) for name in ("run_strides_per_min", "strides_per_min"))
    return frame(values | {"cadence_spm": np.where(np.isnan(running), any_foot, running)}, size)
