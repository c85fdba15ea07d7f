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
from ingest.map.gathered import Ways
from ingest.map.place import Kept
from ingest.map.progress import DONE, FAILED, LAYING, READING, State, Teller
from ingest.schema import Log
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
    try:
        kept = _told(store, path, shown)
    finally:
        if path.resolve().parent.parent == (place.folder(store) / place.UPLOADS).resolve():
            shutil.rmtree(path.parent, ignore_errors=True)
    lay(store, kept.name, shown)
    return kept


def _told(store: Store, path: Path, shown: Shown) -> Kept:
    """Reads a map and tells how far it is, and what it was refused for."""
    refuse_second(store)
    teller = _Loud(store, path.name, shown)
    teller.write(State(READING, path.name))
    try:
        return _read(store, path, teller)
    except BaseException as error:
        said = str(error) if isinstance(error, IngestError) else progress.DIED[READING]
        teller.write(State(FAILED, path.name, said=said))
        raise


def lay(store: Store, name: str, shown: Shown = lambda state: None) -> int:
    """Lays runs on the map in use as far as they are not, telling how far it is; how many they were."""
    teller = _Loud(store, name, shown)
    total, done = len(surfaces.waiting(store)), 0
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


def refuse_second(store: Store) -> None:
    """Raises Busy while another process reads a map."""
    before = progress.state(store)
    if before and before.step == READING and before.worker != progress.workers.worker():
        raise Busy(f"{before.name} is being read just now. Wait until it is done, then add this one.")


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
    latitude, longitude = starts(store.load())
    if not len(latitude) or index.covers(index.around(ways), latitude, longitude).any():
        return
    middle = words.place(float(np.median(latitude)), float(np.median(longitude)))
    raise Elsewhere(
        f"None of your runs lies on {name}: it covers {words.area(index.bounds(ways))}, and you run around "
        f"{middle}. Choose the extract of your own region. Nothing has been changed."
    )


def starts(log: Log) -> tuple[np.ndarray, np.ndarray]:
    """Where runs with positions begin. [degrees]"""
    runs = log.runs[["start_latitude_deg", "start_longitude_deg"]].dropna()
    return runs["start_latitude_deg"].to_numpy(), runs["start_longitude_deg"].to_numpy()


def start(store: Store, file: Path | None = None) -> subprocess.Popen:
    """Takes a file, or lays runs anew, in a process of its own, which neither a click nor a closed tab ends.

    How far it is stands in `progress.state` from now on.
    """
    refuse_second(store)
    command = [sys.executable, "-m", "ingest", "map", "--lay" if file is None else str(file.resolve())]
    environment = {**os.environ, "HIPLOG_STORE": store.where}
    quiet = dict.fromkeys(("stdin", "stdout", "stderr"), subprocess.DEVNULL)
    worker = subprocess.Popen(command, cwd=ROOT, env=environment, start_new_session=True, **quiet)
    step, name = (LAYING, "") if file is None else (READING, file.name)
    progress.expect(store, step, name, worker.pid)
    return worker


def on_map(log: Log, kept: Kept) -> tuple[int, int]:
    """How many runs begin on the map in use, and how many have positions."""
    latitude, longitude = starts(log)
    covered = index.covers(place.opened(kept).around, latitude, longitude)
    return int(covered.sum()), len(latitude)
