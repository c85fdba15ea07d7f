"""What the map in use says of runs: laid on it once, and again when the map or what sidewalks are changes."""

from __future__ import annotations

import logging
from collections.abc import Callable, Iterator
from functools import partial

import numpy as np
import pandas as pd

from ingest.ground.portions import portions
from ingest.ground.way import GRID_M
from ingest.map import index, match, place
from ingest.map.index import Index
from ingest.map.place import Kept
from ingest.schema import MAP_SURFACES
from ingest.store import Store
from ingest.store.ground import Laid, mark, packed, unpacked

log = logging.getLogger("hiplog.ground")


def lay(store: Store, newest_first: bool = False) -> Iterator[int]:
    """Lays on the map what is not laid on it yet; after each portion, which is on disk then, its runs.

    Where a map was removed, what maps told is taken back: runs that another machine has laid on its own map
    are laid there again. A run beside the map has NaN for all surfaces.
    """
    kept = place.in_use(store)
    if kept is None:
        yield from _take_back(store)
    elif waiting(store):
        yield from _lay(store, kept, newest_first)


def _take_back(store: Store) -> Iterator[int]:
    if not place.is_forgotten(store):
        return
    for some in portions(store.matched):
        _put(store, some, partial(told, None, map_id=None, concrete_sidewalks=False))
        yield len(some)
    place.taken_back(store)


def _lay(store: Store, kept: Kept, newest_first: bool) -> Iterator[int]:
    said, sidewalks = name(store, kept), store.profile().concrete_sidewalks
    on_map = partial(told, place.opened(kept), map_id=said, concrete_sidewalks=sidewalks)
    for some in portions(partial(_unlaid, store, kept), newest_first):
        _put(store, some, on_map)
        if not place.stands(store):  # removed meanwhile: who took back may have been here before
            _put(store, some, partial(told, None, map_id=None, concrete_sidewalks=sidewalks))
            return
        yield len(some)


def _put(store: Store, run_ids: list[str], says: Callable[[bytes], Laid]) -> None:
    store.put_surfaces({run_id: says(way) for run_id, way in store.packed_ways(run_ids).items()})


def name(store: Store, kept: Kept) -> str:
    """What TERRAIN calls a map: which it is, how runs are laid on it, and what sidewalks are."""
    sidewalks = "concrete" if store.profile().concrete_sidewalks else "paved"
    return f"{kept.map_id}.{match.VERSION}.{sidewalks}"


def _unlaid(store: Store, kept: Kept) -> list[str]:
    return store.unmatched(name(store, kept), [f"{each}." for each in (kept.map_id, *kept.replaces)])


def waiting(store: Store) -> list[str]:
    """Runs that `lay` would look at, the oldest first.

    None where the map cannot be read, or there is none: what was told stands, for it may come again, or be
    on another machine with the same log.
    """
    kept = place.in_use(store)
    if kept is None:
        return store.matched() if place.is_forgotten(store) else []
    unlaid = _unlaid(store, kept)
    return [] if unlaid and not place.opens(kept) else unlaid


def told(opened: Index | None, kept: bytes, map_id: str | None, concrete_sidewalks: bool) -> Laid:
    """What the map says of a run, by its WAY as the store keeps it, packed."""
    way = unpacked(kept)
    code, metres = np.full(len(way), np.nan), dict.fromkeys(COLUMNS, np.nan)
    laid = _laid(opened, way, concrete_sidewalks) if opened is not None else None
    if laid is not None:
        code, metres = laid.code, metres_of(laid)
    return Laid({"map_id": map_id, **metres}, packed(way.assign(surface_code=code)), mark(kept))


def _laid(opened: Index, way: pd.DataFrame, concrete_sidewalks: bool) -> match.Laid | None:
    """A run on the map; None for one beside it, and for one that cannot be laid, which holds up no other."""
    try:
        return match.laid(opened, way, concrete_sidewalks) if _is_on(opened, way) else None
    except Exception:
        log.exception("laying a run on the map")
        return None


def _is_on(opened: Index, way: pd.DataFrame) -> bool:
    latitude, longitude = (way[name].to_numpy() for name in ("latitude_deg", "longitude_deg"))
    return bool(index.covers(opened.around, latitude, longitude).any())


COLUMNS = (*(f"{surface}_m" for surface in MAP_SURFACES), "map_confidence")


def metres_of(laid: match.Laid) -> dict[str, float]:
    """Distance on each surface [m], and how much of it has its surface written on the map [fraction]."""
    known = ~np.isnan(laid.code)
    nodes = np.bincount(laid.code[known].astype(int), minlength=len(MAP_SURFACES))
    confidence = float(laid.sure[known].mean()) if known.any() else np.nan
    return dict(zip(COLUMNS, (*(GRID_M * nodes).tolist(), confidence), strict=True))
