"""Takes an extract into use: reads it, lays it out, and lays the runs of the log on it."""

from __future__ import annotations

import os
import shutil
import subprocess
import sys
from collections.abc import Callable
from pathlib import Path

import numpy as np

from ingest.errors import IngestError
from ingest.ground import surfaces
from ingest.map import extract, index, place, progress, words
from ingest.map.extract import Ways
from ingest.map.place import Kept
from ingest.map.progress import DONE, FAILED, LAYING, READING, State, Teller
from ingest.store import Store
from ingest.store.rows import now

ROOT = Path(__file__).resolve().parent.parent.parent

Shown = Callable[[State], None]


class Elsewhere(IngestError):
    """An extract on which none of the runner's runs lies."""


class NoRoom(IngestError):
    """The disk has no room for the index."""


class Busy(IngestError):
    """Another map is being read."""


def take(store: Store, path: Path, shown: Shown = lambda state: None) -> Kept:
    """Puts the map of an extract in the place of the one in use, then lays all runs on it.

    Until the new one is whole the old one stays. Raises an IngestError with what to do; it is told to
    the page too. An uploaded file is removed, whatever became of it.
    """
    teller = _teller(store, path.name, shown)
    try:
        kept = _read(store, path, teller)
    except BaseException as error:
        said = str(error) if isinstance(error, IngestError) else progress.DIED[READING]
        teller.write(State(FAILED, path.name, said=said))
        raise
    finally:
        if path.parent == place.folder(store) / place.UPLOADS:
            path.unlink(missing_ok=True)
    lay(store, kept.name, shown)
    return kept


def lay(store: Store, name: str, shown: Shown = lambda state: None) -> int:
    """Lays runs on the map in use as far as they are not, telling how far it is; how many they were."""
    teller = _Loud(store, name, shown)
    total, done = surfaces.outstanding(store), 0
    for some in surfaces.lay(store):
        done += some
        teller.tell(LAYING, done, total)
    teller.write(State(DONE, name))
    return done


class _Loud(Teller):
    """Tells a terminal too."""

    def __init__(self, store: Store, name: str, shown: Shown) -> None:
        super().__init__(store, name)
        self.shown = shown

    def write(self, state: State) -> None:
        super().write(state)
        self.shown(state)


def _teller(store: Store, name: str, shown: Shown) -> _Loud:
    before = progress.state(store)
    if before and before.goes_on and before.worker != progress.jobs.worker():
        raise Busy(f"{before.name} is being read just now. Wait until it is done, then add this one.")
    teller = _Loud(store, name, shown)
    teller.write(State(READING, name))
    return teller


def _read(store: Store, path: Path, teller: Teller) -> Kept:
    ways = extract.read(path, lambda found: teller.tell(READING, found))
    _refuse_elsewhere(store, path.name, ways)
    said = {"name": path.name, "added_on": now().date().isoformat(), "as_of": extract.as_of(path)}
    try:
        built = place.new(store)
        try:
            return place.use(store, built, index.build(ways, built, said))
        finally:
            shutil.rmtree(built, ignore_errors=True)  # once in use it has another name
    except OSError as error:
        raise NoRoom(f"The map cannot be kept beside your log: {error.strerror or error}.") from error


def _refuse_elsewhere(store: Store, name: str, ways: Ways) -> None:
    """Raises Elsewhere where runs have positions and none of them begins on this map."""
    latitude, longitude = starts(store)
    if not len(latitude) or index.covers(index.around(ways), latitude, longitude).any():
        return
    middle = words.place(float(np.median(latitude)), float(np.median(longitude)))
    raise Elsewhere(
        f"None of your runs lies on {name}: it covers {words.area(index.bounds(ways))}, and you run around "
        f"{middle}. Choose the extract of your own region. Nothing has been changed."
    )


def starts(store: Store) -> tuple[np.ndarray, np.ndarray]:
    """Where runs with positions begin. [degrees]"""
    runs = store.load().runs[["start_latitude_deg", "start_longitude_deg"]].dropna()
    return runs["start_latitude_deg"].to_numpy(), runs["start_longitude_deg"].to_numpy()


def start(store: Store, *arguments: str) -> subprocess.Popen:
    """`python -m ingest map …` in a process of its own, which neither a click nor a closed tab ends."""
    command = [sys.executable, "-m", "ingest", "map", *arguments]
    environment = {**os.environ, "HIPLOG_STORE": store.where}
    quiet = dict.fromkeys(("stdin", "stdout", "stderr"), subprocess.DEVNULL)
    return subprocess.Popen(command, cwd=ROOT, env=environment, start_new_session=True, **quiet)


def on_map(store: Store, kept: Kept) -> tuple[int, int]:
    """How many runs begin on the map in use, and how many have positions."""
    latitude, longitude = starts(store)
    covered = index.covers(place.opened(kept).around, latitude, longitude)
    return int(covered.sum()), len(latitude)
