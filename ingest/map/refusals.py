"""Extracts that cannot be read: what is wrong with them, and what to do."""

from __future__ import annotations

from pathlib import Path

from ingest.errors import IngestError, UnreadableFile

FORMATS = {
    ".osm.pbf": "pbf",
    ".pbf": "pbf",
    ".osm": "osm",
    ".osm.xml": "osm",
    ".osm.gz": "osm.gz",
    ".osm.bz2": "osm.bz2",
}
"""What osmium calls a format, by the file's ending."""

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


def damaged(path: Path, said: str) -> NotAMap:
    """The refusal of an extract that osmium stumbles over, by what it `said`."""
    cut_short = (
        "unexpected EOF",
        "no element found",
        "truncated",
        "read failed",
        "close failed",
        "end of file",
    )
    if any(words.lower() in said.lower() for words in cut_short):
        return NotAMap(f"{path.name} breaks off in the middle. Download it again.")
    return NotAMap(f"{path.name} is not an OpenStreetMap extract, or it is damaged. Download it again.")
