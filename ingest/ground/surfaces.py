"""What the map in use says of runs: laid on it once, and again when the map or what sidewalks are changes."""

from __future__ import annotations

from collections.abc import Iterator
from functools import partial

import numpy as np
import pandas as pd

from ingest.ground.portions import portions
from ingest.ground.way import GRID_M
from ingest.map import index, match, place
from ingest.map.index import Index
from ingest.schema import MAP_SURFACES
from ingest.store import Store
from ingest.store.ground import Laid, mark, packed, unpacked


def lay(store: Store, newest_first: bool = False) -> Iterator[int]:
    """Lays on the map what is not laid on it yet; after each portion, which is on disk then, its runs.

    Without a map, what an earlier one told is taken back. A run beside the map has NaN for all surfaces.
    """
    if not waiting(store):
        return
    kept, sidewalks = place.in_use(store), store.profile().concrete_sidewalks
    said = name(store)
    opened = place.opened(kept) if kept else None
    for some in portions(partial(store.unmatched, said), newest_first):
        ways = store.packed_ways(some)
        store.put_surfaces({run_id: told(opened, way, said, sidewalks) for run_id, way in ways.items()})
        yield len(ways)


def name(store: Store) -> str | None:
    """What TERRAIN calls the map in use: its content, how runs are laid on it, and what sidewalks are."""
    kept = place.in_use(store)
    if kept is None:
        return None
    sidewalks = "concrete" if store.profile().concrete_sidewalks else "paved"
    return f"{kept.map_id}.{match.VERSION}.{sidewalks}"


def waiting(store: Store) -> list[str]:
    """Runs that are not laid as the map in use tells, the oldest first.

    None where the map cannot be read: what it told stands until its file comes again.
    """
    kept, unlaid = place.in_use(store), store.unmatched(name(store))
    return [] if unlaid and kept and not place.opens(kept) else unlaid


def told(opened: Index | None, kept: bytes, map_id: str | None, concrete_sidewalks: bool) -> Laid:
    """What the map says of a run, by its WAY as the store keeps it, packed."""
    way = unpacked(kept)
    code, metres = np.full(len(way), np.nan), dict.fromkeys(COLUMNS, np.nan)
    if opened is not None and _is_on(opened, way):
        laid = match.laid(opened, way, concrete_sidewalks)
        code, metres = laid.code, metres_of(laid)
    return Laid({"map_id": map_id, **metres}, packed(way.assign(surface_code=code)), mark(kept))


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
