"""Where the map lies that is in use, beside the log: one at a time, changed in one step.

The folder holds each index in a folder of its own and `current.json`, which names the one in use: a new map
counts from the moment at which that file is replaced, and whatever stops it before leaves the old one.
A log on a server may be used by machines with maps of their own, or none: what a map told of runs is taken
back only where `forget` has left word of it here, never because no map is to be seen.
"""

from __future__ import annotations

import json
import os
import shutil
import time
from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date
from pathlib import Path
from uuid import uuid4

from ingest.errors import IngestError
from ingest.map import index
from ingest.map.index import FORMAT, Index
from ingest.store import Store

BUILDING, UPLOADS = "building-", "uploads"
POINTER, FORGOTTEN = "current.json", "forgotten"

FORGOTTEN_S = 86_400.0
"""An upload that nobody has read for a day is one whose reader died."""


class MapDamaged(IngestError):
    """The map in use cannot be opened."""


@dataclass(frozen=True)
class Kept:
    """The map in use. `as_of`: the day of OpenStreetMap's data, None where the file does not say.

    `map_id` is another each time that a map is taken into use, be it the same. `replaces`: the maps that runs
    were laid on then, here or on another machine; those runs are laid on this one instead.
    """

    map_id: str
    replaces: tuple[str, ...]
    name: str
    added_on: date
    as_of: date | None
    bounds: dict[str, float]
    ways: int
    format: int
    folder: Path


def folder(store: Store) -> Path:
    return store.folder / "map"


def in_use(store: Store) -> Kept | None:
    """The map in use; None where there is none, or what is told of it cannot be read."""
    here = folder(store)
    try:
        told = json.loads((here / POINTER).read_text(encoding="utf-8"))
        return Kept(
            map_id=told["map_id"],
            replaces=tuple(told.get("replaces", ())),
            name=told["name"],
            added_on=date.fromisoformat(told["added_on"]),
            as_of=date.fromisoformat(told["as_of"]) if told["as_of"] else None,
            bounds=told["bounds"],
            ways=told["ways"],
            format=told["format"],
            folder=here / told["folder"],
        )
    except (OSError, ValueError, KeyError, TypeError):
        return None


def opened(kept: Kept) -> Index:
    """The index of the map in use. Raises MapDamaged where it cannot be read, or is of an older hiplog."""
    try:
        if kept.format == FORMAT:
            return index.opened(kept.folder)
    except (OSError, ValueError, KeyError, TypeError):
        pass
    raise MapDamaged(f"The map {kept.name} cannot be read any more. Add its file again.")


def opens(kept: Kept) -> bool:
    """Whether the map in use can be read."""
    try:
        opened(kept)
    except MapDamaged:
        return False
    return True


def new(store: Store) -> Path:
    """An empty folder to build an index in; what earlier builds left behind is gone."""
    sweep(store)
    made = folder(store) / f"{BUILDING}{uuid4().hex[:8]}"
    made.mkdir(mode=0o700, parents=True)
    return made


def use(store: Store, built: Path, told: dict) -> Kept:
    """Puts a built index in the place of the one in use."""
    here, before = folder(store), in_use(store)
    name = f"{told['map_id']}-{uuid4().hex[:8]}"
    told_by = (each.partition(".")[0] for each in store.maps_told())
    replaces = {*told_by, *((before.map_id, *before.replaces) if before else ())}
    built.rename(here / name)
    pointer = here / f"{BUILDING}current.json"
    with pointer.open("w", encoding="utf-8") as file:
        json.dump({**told, "map_id": name, "replaces": sorted(replaces), "folder": name}, file)
        file.flush()
        os.fsync(file.fileno())
    pointer.replace(here / POINTER)
    taken_back(store)
    sweep(store)
    return in_use(store)


def forget(store: Store) -> None:
    """Removes the map in use, and leaves word that what it told of runs is to be taken back."""
    here = folder(store)
    here.mkdir(mode=0o700, parents=True, exist_ok=True)
    (here / FORGOTTEN).touch()
    (here / POINTER).unlink(missing_ok=True)
    _remove(each for each in here.glob("*") if each.is_dir() and each.name != UPLOADS)


def is_forgotten(store: Store) -> bool:
    """Whether a map was removed here, and what maps told is still to be taken back."""
    here = folder(store)
    return (here / FORGOTTEN).exists() and not (here / POINTER).exists()


def taken_back(store: Store) -> None:
    """All that maps told is taken back, or will be told anew."""
    (folder(store) / FORGOTTEN).unlink(missing_ok=True)


def stands(store: Store) -> bool:
    """Whether there is a map in use, be it readable or not."""
    return (folder(store) / POINTER).exists()


def sweep(store: Store) -> None:
    """Removes what earlier builds left behind, and all indexes but the one in use where it is known which;
    one that is open elsewhere may stay until the next time."""
    kept, here = in_use(store), folder(store)
    _remove(
        each
        for each in here.glob("*")
        if each.is_dir() and each.name != UPLOADS
        if each.name.startswith(BUILDING) or (kept and each != kept.folder)
    )
    _remove(each for each in here.glob(f"{UPLOADS}/*") if time.time() - each.stat().st_mtime > FORGOTTEN_S)


def _remove(folders: Iterable[Path]) -> None:
    for each in folders:
        shutil.rmtree(each, ignore_errors=True)
