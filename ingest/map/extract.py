"""The ways of an OpenStreetMap extract that a runner can be on, as plain arrays.

.. [1] osmium (pyosmium 4), https://docs.osmcode.org/pyosmium: reads all of OpenStreetMap's own formats.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator
from dataclasses import dataclass
from importlib.util import find_spec
from itertools import groupby
from pathlib import Path

import numpy as np

from ingest.errors import IngestError, UnreadableFile
from ingest.map import room, tags

FORMATS = {
    ".osm.pbf": "pbf",
    ".pbf": "pbf",
    ".osm": "osm",
    ".osm.xml": "osm",
    ".osm.gz": "osm.gz",
    ".osm.bz2": "osm.bz2",
}
"""What osmium calls a format, by the file's ending."""
KEYS = ("highway", "leisure", "landuse")
PER_DEGREE = 1e7
"""OpenStreetMap's own counts a degree."""

OFTEN = 2000
"""So many objects are read between two looks at the memory, and two words on the progress."""

FLUSHED = 20_000
"""So many ways are kept as text before they are packed."""

HOW_TO_CUT = (
    "Cut out your region: Geofabrik and BBBike offer smaller regions and cities, and `osmium extract` "
    "cuts a file that you have."
)
INSTALL = (
    "Reading maps needs one more package, osmium. In hiplog's folder run `make map` (or `.venv/bin/python -m "
    "pip install -r requirements-map.txt`), then start hiplog again."
)


class NotAMap(UnreadableFile):
    """A file that is no OpenStreetMap extract, or a damaged one."""


class MapTooLarge(IngestError):
    """An extract that this machine cannot hold."""


class NoReader(IngestError):
    """osmium is not installed."""


@dataclass
class Ways:
    """Ways by column. Those of way `w` are the points `first[w]` to `first[w + 1]`.

    latitude, longitude: int32 in 1e-7 degrees. code: place in MAP_SURFACES, −1 for unknown. kind: place
    in KINDS.
    """

    first: np.ndarray
    latitude: np.ndarray
    longitude: np.ndarray
    code: np.ndarray
    sure: np.ndarray
    sidewalk: np.ndarray
    kind: np.ndarray

    def __len__(self) -> int:
        return len(self.code)


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

    gathered = _Gathered()
    try:
        _gather(path, gathered, progress, most_bytes)
    except (RuntimeError, ValueError, osmium.InvalidLocationError) as error:  # whatever is wrong with a file
        raise NotAMap(_trouble(path, str(error))) from error
    except MemoryError as error:
        raise too_large(path, needed, most_bytes) from error
    if not gathered.kinds:
        raise NotAMap(f"{path.name} holds no streets and no paths. Choose an extract with all of the map.")
    return gathered.ways()


def checked(path: Path) -> None:
    """Raises NotAMap for what is not there, empty, or plainly of another kind."""
    try:
        size = path.stat().st_size if path.is_file() else None
        head = _head(path) if size else b""
    except OSError as error:
        raise NotAMap(f"{path} cannot be opened: {error.strerror or error}.") from error
    if size is None:
        raise NotAMap(f"There is no file {path}. Name the extract with its folder.")
    if size == 0:
        raise NotAMap(f"{path.name} is empty. Download it again.")
    if not path.name.lower().endswith(tuple(FORMATS)):
        raise NotAMap(
            f"{path.name} is no OpenStreetMap extract: those end in .osm.pbf, .osm, .osm.gz or .osm.bz2."
        )
    if head.lstrip()[:9].lower().startswith((b"<!doctype", b"<html")):
        raise NotAMap(f"{path.name} is a web page, not a map: the download did not work. Download it again.")


def _head(path: Path) -> bytes:
    with path.open("rb") as file:
        return file.read(64)


def too_large(path: Path, needed: float, most: float) -> MapTooLarge:
    """The refusal of an extract that does not fit, with what to do."""
    return MapTooLarge(
        f"{path.name} is too large for this machine: reading it takes about {needed / 1e9:.1f} GB of memory, "
        f"and {most / 1e9:.1f} GB can be given to it. {HOW_TO_CUT}"
    )


def unpacks_to_too_much(path: Path, most: float) -> MapTooLarge:
    """The refusal of an extract that would not fit once it is unpacked."""
    return MapTooLarge(
        f"{path.name} is too large for this machine: unpacked it would take more than the "
        f"{most / 1e9:.1f} GB of memory that can be given to it. {HOW_TO_CUT}"
    )


def _trouble(path: Path, said: str) -> str:
    cut_short = (
        "unexpected EOF",
        "no element found",
        "truncated",
        "read failed",
        "close failed",
        "end of file",
    )
    if any(words.lower() in said.lower() for words in cut_short):
        return f"{path.name} breaks off in the middle. Download it again."
    return f"{path.name} is not an OpenStreetMap extract, or it is damaged. Download it again."


def _gather(path: Path, gathered: _Gathered, progress: Progress, most_bytes: float) -> None:
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


class _Gathered:
    """What has been read so far: texts that are packed now and then."""

    BYTES_A_POINT, BYTES_A_WAY = 120, 150
    """What reading and building took for each point of 146,000 ways was 109 bytes."""

    def __init__(self) -> None:
        self.kinds, self.codes, self.sure, self.sidewalks = bytearray(), bytearray(), bytearray(), bytearray()
        self.counts: list[int] = []
        self.texts: list[str] = []
        self.packed: list[np.ndarray] = []
        self.points = 0

    def add(self, kept: tags.Way, points: str) -> None:
        self.kinds.append(tags.KINDS.index(kept.kind))
        self.codes.append(255 if kept.code is None else kept.code)
        self.sure.append(kept.sure)
        self.sidewalks.append(kept.sidewalk)
        self.counts.append(len(points) // 32)
        self.texts.append(points)
        self.points += len(points) // 32
        if len(self.texts) >= FLUSHED:
            self._pack()

    def bytes_to_be(self) -> int:
        return self.points * self.BYTES_A_POINT + len(self.kinds) * self.BYTES_A_WAY

    def _pack(self) -> None:
        degrees = np.frombuffer(bytes.fromhex("".join(self.texts)), "<f8")
        self.packed.append(np.rint(degrees * PER_DEGREE).astype("int32").reshape(-1, 2))
        self.texts.clear()

    def ways(self) -> Ways:
        self._pack()
        points = np.concatenate(self.packed)
        columns = {
            "kind": np.frombuffer(self.kinds, "uint8"),
            "code": np.frombuffer(self.codes, "int8"),
            "sure": np.frombuffer(self.sure, "uint8"),
            "sidewalk": np.frombuffer(self.sidewalks, "uint8"),
        }
        return Ways(
            first=np.concatenate([[0], np.cumsum(self.counts)]),
            latitude=points[:, 1].copy(),
            longitude=points[:, 0].copy(),
            **columns,
        )


def as_of(path: Path) -> str | None:
    """The day of OpenStreetMap's data as YYYY-MM-DD, where the file says."""
    import osmium

    told = osmium.FileProcessor(_file(path)).header.get("osmosis_replication_timestamp", "")
    return told[:10] if len(told) >= 10 else None
