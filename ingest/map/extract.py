"""The ways of an OpenStreetMap extract that a runner can be on.

.. [1] osmium (pyosmium 4), https://docs.osmcode.org/pyosmium: reads all of OpenStreetMap's own formats.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator
from importlib.util import find_spec
from itertools import groupby
from pathlib import Path

import numpy as np

from ingest.map import room, tags
from ingest.map.gathered import Gathered, Ways
from ingest.map.refusals import (
    FORMATS,
    INSTALL,
    NoReader,
    NotAMap,
    checked,
    damaged,
    too_large,
    unpacks_to_too_much,
)

KEYS = ("highway", "leisure", "landuse")

OFTEN = 2000
"""So many objects are read between two looks at the memory, and two words on the progress."""

Progress = Callable[[int], None]
"""Told how many ways have been found."""


def installed() -> bool:
    """Whether maps can be read here."""
    return find_spec("osmium") is not None


def read(path: Path, progress: Progress = lambda ways: None, most_bytes: float | None = None) -> Ways:
    """All ways of an extract that a runner can be on, and simple grounds.

    Only closed ways are grounds; those that are put together from several (multipolygons) are left out.
    Raises NotAMap, MapTooLarge or NoReader, each with what to do.
    """
    checked(path)
    most_bytes = room.free_bytes() * room.SHARE if most_bytes is None else most_bytes
    if (needed := room.needed(path)) > most_bytes:
        raise too_large(path, needed, most_bytes)
    if room.AT_LEAST + room.unpacked_bytes(path, most_bytes) > most_bytes:
        raise unpacks_to_too_much(path, most_bytes)
    if not installed():
        raise NoReader(INSTALL)
    import osmium

    gathered = Gathered()
    try:
        _gather(path, gathered, progress, most_bytes)
    except (RuntimeError, ValueError, osmium.InvalidLocationError) as error:  # whatever is wrong with a file
        raise damaged(path, str(error)) from error
    except MemoryError as error:
        raise too_large(path, needed, most_bytes) from error
    if not gathered.kinds:
        raise NotAMap(f"{path.name} holds no streets and no paths. Choose an extract with all of the map.")
    return gathered.ways()


def _gather(path: Path, gathered: Gathered, progress: Progress, most_bytes: float) -> None:
    """One pass: positions come before ways in an extract and are kept by osmium, 16 bytes each. [1]_"""
    import osmium

    reader = osmium.FileProcessor(_file(path)).with_locations().with_filter(osmium.filter.KeyFilter(*KEYS))
    line = osmium.geom.WKBFactory()
    for number, found in enumerate(reader):
        if number % OFTEN == 0:
            progress(len(gathered.kinds))
            held = reader.node_location_storage.used_memory() + gathered.bytes_to_be()
            if held > most_bytes:
                raise too_large(path, held, most_bytes)
        if found.is_way():
            said = {tag.k: tag.v for tag in found.tags}
            kept = tags.way(said, found.is_closed())
            if kept is not None:
                for points in _lines(line, found):
                    gathered.add(kept, points)


def _file(path: Path):
    """The file for osmium, which knows endings in small letters only."""
    import osmium

    named = path.name.lower()
    return osmium.io.File(str(path), next(word for ending, word in FORMATS.items() if named.endswith(ending)))


def _lines(factory, found) -> Iterator[str]:
    """A way's points as hexadecimal WKB without its head; in pieces where the extract lacks some of them."""
    import osmium

    try:
        yield factory.create_linestring(found)[18:]
    except osmium.InvalidLocationError:
        for here, nodes in groupby(found.nodes, lambda node: node.location.valid()):
            points = [(node.lon, node.lat) for node in nodes] if here else []
            if len(points) > 1:
                yield np.array(points, "<f8").tobytes().hex()
    except RuntimeError:  # fewer than two different points
        return


def as_of(path: Path) -> str | None:
    """The day of OpenStreetMap's data as YYYY-MM-DD, where the file says."""
    import osmium

    told = osmium.FileProcessor(_file(path)).header.get("osmosis_replication_timestamp", "")
    return told[:10] if len(told) >= 10 else None
