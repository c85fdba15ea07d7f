"""Which ways run near each place of a run, how far off, and in which direction."""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np

from ingest.map.gathered import PER_DEGREE
from ingest.map.index import M_PER_DEGREE, SAMPLE_M, Index, key

RADIUS_M = 30.0
"""Ways further off are not looked at. [m]; GPS is off by 3 to 10 m in the open, more between houses"""

MOST_WAYS = 8
"""So many ways are weighed at each place, the likeliest."""

Pairs = tuple[np.ndarray, np.ndarray]


@dataclass(frozen=True)
class Places:
    """Where a run was, place by place, and its heading (unit vectors east, north; 0 where unknown)."""

    latitude_deg: np.ndarray
    longitude_deg: np.ndarray
    east: np.ndarray
    north: np.ndarray


@dataclass(frozen=True)
class Near:
    """Candidates, a row a place and a column a way, the likeliest first.

    way is −1 where there are no more. along: where on the way. [m] before, after: the junctions up and down
    the way, −1 for none. before_m, after_m: how far these are. [m] cost: how ill it fits, in halves of
    squared standard deviations.
    """

    way: np.ndarray
    along: np.ndarray
    before: np.ndarray
    after: np.ndarray
    before_m: np.ndarray
    after_m: np.ndarray
    cost: np.ndarray


def near(index: Index, places: Places, off_m: float, turn_weight: float) -> Near:
    """The ways about each place; being `off_m` away costs a half, running across a way `turn_weight`."""
    place, segment = _within_cells(index, places)
    share, away_m, cosine = _laid(index, places, place, segment)
    close = away_m <= RADIUS_M
    place, segment, share = place[close], segment[close], share[close]
    cost = 0.5 * (away_m[close] / off_m) ** 2 + turn_weight * (1.0 - cosine[close])
    best = _best(place, index.way[segment], cost)
    return _table(index, len(places.east), place[best], segment[best], share[best], cost[best])


def _within_cells(index: Index, places: Places) -> Pairs:
    """(place, segment) of all segments in the cells about each place; a pair may come more than once."""
    tall, wide = index.cell_deg
    reach_deg = (RADIUS_M + SAMPLE_M / 2) / M_PER_DEGREE
    reach_lon = reach_deg / np.cos(np.radians(places.latitude_deg)).clip(0.05)
    low = np.floor((places.latitude_deg - reach_deg) / tall).astype("int64")
    high = np.floor((places.latitude_deg + reach_deg) / tall).astype("int64")
    left = np.floor((places.longitude_deg - reach_lon) / wide).astype("int64")
    right = np.floor((places.longitude_deg + reach_lon) / wide).astype("int64")
    number = np.arange(len(low))
    place, keys = [], []
    for up in range(int((high - low).max(initial=0)) + 1):
        for over in range(int((right - left).max(initial=0)) + 1):
            here = (low + up <= high) & (left + over <= right)
            place.append(number[here])
            keys.append(key(low[here] + up, left[here] + over))
    return _members(index, np.concatenate(place), np.concatenate(keys))


def _members(index: Index, place: np.ndarray, keys: np.ndarray) -> Pairs:
    if not len(index.cells):
        return np.zeros(0, "int64"), np.zeros(0, "int64")
    wanted, back = np.unique(keys, return_inverse=True)
    at = np.searchsorted(index.cells, wanted).clip(max=len(index.cells) - 1)
    begin, end = index.cell_first[at], index.cell_first[at + 1]
    count = np.where(index.cells[at] == wanted, end - begin, 0)[back]
    begin = begin[back]
    which = np.repeat(np.arange(len(place)), count)
    inside = np.arange(len(which)) - np.repeat(np.cumsum(count) - count, count)
    return place[which], index.segments[begin[which] + inside]


def _laid(
    index: Index, places: Places, place: np.ndarray, segment: np.ndarray
) -> tuple[np.ndarray, np.ndarray, np.ndarray]:
    """Of each pair: where on the segment the place is nearest [0–1], how far off [m], cosine of headings."""
    narrow = np.cos(np.radians(places.latitude_deg)) * M_PER_DEGREE
    lat, lon = index.latitude, index.longitude
    y = (lat[segment] / PER_DEGREE - places.latitude_deg[place]) * M_PER_DEGREE
    x = (lon[segment] / PER_DEGREE - places.longitude_deg[place]) * narrow[place]
    dy = (lat[segment + 1].astype("int64") - lat[segment]) * (M_PER_DEGREE / PER_DEGREE)
    dx = (lon[segment + 1].astype("int64") - lon[segment]) / PER_DEGREE * narrow[place]
    squared = np.maximum(dx * dx + dy * dy, 1e-6)
    share = (-(x * dx + y * dy) / squared).clip(0.0, 1.0)
    away_m = np.hypot(x + share * dx, y + share * dy)
    east, north = places.east[place], places.north[place]
    cosine = np.abs(dx * east + dy * north) / np.sqrt(squared)
    return share, away_m, np.where((east == 0) & (north == 0), 1.0, cosine)


def _best(place: np.ndarray, way: np.ndarray, cost: np.ndarray) -> np.ndarray:
    """Which pairs to keep: of each way its cheapest segment, of each place its cheapest ways, in order."""
    order = np.argsort(cost)
    owner = place[order].astype("int64") << 32 | way[order]
    _, first = np.unique(owner, return_index=True)
    order = order[np.sort(first)]
    order = order[np.argsort(place[order], kind="stable")]
    mine = place[order]
    rank = np.arange(len(mine)) - np.searchsorted(mine, mine)
    return order[rank < MOST_WAYS]


def _table(
    index: Index, rows: int, place: np.ndarray, segment: np.ndarray, share: np.ndarray, cost: np.ndarray
) -> Near:
    rank = np.arange(len(place)) - np.searchsorted(place, place)
    widest = int(rank.max(initial=0)) + 1
    step = index.along[segment + 1] - index.along[segment]
    along = index.along[segment] + share * step
    before, after = index.before[segment], index.after[segment]

    def laid_out(values: np.ndarray, empty: float) -> np.ndarray:
        table = np.full((rows, widest), empty, dtype=np.asarray(values).dtype)
        table[place, rank] = values
        return table

    return Near(
        way=laid_out(index.way[segment], -1),
        along=laid_out(along, 0.0),
        before=laid_out(np.where(before >= 0, index.node[before], -1), -1),
        after=laid_out(np.where(after >= 0, index.node[after], -1), -1),
        before_m=laid_out(along - index.along[before], 0.0),
        after_m=laid_out(index.along[after] - along, 0.0),
        cost=laid_out(cost, np.inf),
    )
