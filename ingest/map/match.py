"""Lays a run on the map: what lies under each 10 m of its way, and how sure that is.

A hidden Markov model: at each place the runner is on one of the ways about it or on none. A way fits the
better the nearer it is and the more it leads the runner's way; changing from one way to another is cheap
where they meet and dear where they do not, so a run does not zigzag between a road and its path. [1]_
What is told is not the likeliest chain of ways but, place by place, the likeliest surface of all of them:
where a road and its path weigh alike and differ, nothing is told.

.. [1] Newson & Krumm 2009, Hidden Markov map matching through noise and sparseness, ACM SIGSPATIAL,
   doi 10.1145/1653771.1653818.
"""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np
import pandas as pd

from ingest.map import grounds
from ingest.map.index import M_PER_DEGREE, Index
from ingest.map.near import Near, Places, near
from ingest.map.tags import WRITTEN
from ingest.schema import MAP_SURFACES

VERSION = 1
"""Grows when the same run on the same map would be told otherwise: runs are then laid anew."""

OFF_M = 7.0
"""How far positions stray from the middle of a way, by GPS and its width. [m], one standard deviation"""

TURN_WEIGHT = 6.0
"""Running straight across a way weighs against it as much as being 3.5 standard deviations away."""

WEIGHT = 0.3
"""How much each place counts: errors of GPS last for half a minute, so ten places are not ten witnesses."""

NONE_COST = 6.0
"""Being on no way of the map costs as much as being 24 m from one."""

CHANGE_COST = 1.0
JUMP_COST = 9.0
LEAVE_COST = 5.0
"""Changing ways where they meet, where they do not, and leaving or joining them. [natural log of the odds]"""

DETOUR_M = 8.0
"""A way along the map longer or shorter than the runner's by this costs 1. [m]"""

MOST_DETOUR = 6.0
LEAST_SURE = 0.6
"""A surface less likely than this is not told. [fraction]"""

HEADING_PLACES = 3
"""Headings are taken between the mean of so many places behind and so many ahead."""

AT_ONCE = 10_000
"""So many places, 100 km of a run, are weighed as one: it bounds the memory."""

CODES = len(MAP_SURFACES)
SIDEWALKS = {True: MAP_SURFACES.index("concrete"), False: MAP_SURFACES.index("paved")}


@dataclass(frozen=True)
class Laid:
    """By node of a WAY: `code` (place in MAP_SURFACES, NaN for unknown), `sure` (how likely it is written on
    the map, 0 to 1), `way` (the likeliest way, −1 for none)."""

    code: np.ndarray
    sure: np.ndarray
    way: np.ndarray


def laid(index: Index, way: pd.DataFrame, concrete_sidewalks: bool = False) -> Laid:
    """What a map says of a WAY. Sidewalks of unknown surface are concrete or paved."""
    starts = range(0, max(len(way), 1), AT_ONCE)
    parts = [_laid(index, way.iloc[first : first + AT_ONCE], concrete_sidewalks) for first in starts]
    return Laid(
        *(np.concatenate([getattr(part, name) for part in parts]) for name in ("code", "sure", "way"))
    )


def _laid(index: Index, way: pd.DataFrame, concrete_sidewalks: bool) -> Laid:
    places, known = _places(way)
    found = Laid(np.full(len(way), np.nan), np.zeros(len(way)), np.full(len(way), -1))
    if not known.any():
        return found
    candidates = near(index, places, OFF_M, TURN_WEIGHT)
    likely = _likely(candidates, places, np.flatnonzero(known))
    code, sure, on = _told(index, candidates, likely, concrete_sidewalks)
    off = likely[:, -1] > LEAST_SURE
    code[off], sure[off] = grounds.at(index, places.latitude_deg[off], places.longitude_deg[off])
    found.code[known], found.sure[known], found.way[known] = code, sure, on
    return found


def _places(way: pd.DataFrame) -> tuple[Places, np.ndarray]:
    """Where positions are known, with headings, and which nodes those are."""
    latitude, longitude = (way[name].to_numpy() for name in ("latitude_deg", "longitude_deg"))
    known = ~(np.isnan(latitude) | np.isnan(longitude))
    return placed(latitude[known], longitude[known]), known


def placed(latitude_deg: np.ndarray, longitude_deg: np.ndarray) -> Places:
    """Places of a run in turn, with its headings there."""
    return Places(latitude_deg, longitude_deg, *_headings(latitude_deg, longitude_deg))


def _headings(latitude: np.ndarray, longitude: np.ndarray) -> tuple[np.ndarray, np.ndarray]:
    """Unit vectors from the places behind to those ahead; 0 where the runner stays within a metre."""
    narrow = np.cos(np.radians(latitude))
    east = _ahead_less_behind(longitude) * narrow * M_PER_DEGREE
    north = _ahead_less_behind(latitude) * M_PER_DEGREE
    length = np.hypot(east, north)
    moved = length > 1.0
    length = np.where(moved, length, 1.0)
    return np.where(moved, east / length, 0.0), np.where(moved, north / length, 0.0)


def _ahead_less_behind(values: np.ndarray) -> np.ndarray:
    total = np.concatenate([[0.0], np.cumsum(values - values[:1])])
    here = np.arange(len(values))
    first, last = (here - HEADING_PLACES).clip(0), (here + HEADING_PLACES + 1).clip(max=len(values))
    ahead = (total[last] - total[here]) / (last - here)
    behind = (total[here + 1] - total[first]) / (here + 1 - first)
    return ahead - behind


def _likely(near: Near, places: Places, node: np.ndarray) -> np.ndarray:
    """How likely each candidate is at each place, the last column for none of them: rows add up to 1."""
    cost = np.column_stack([near.cost, np.full(len(near.cost), NONE_COST)])
    fits = np.exp(-WEIGHT * cost)
    change = _changes(near, places)
    change[np.diff(node) > 1] = 1.0  # beyond a hole anything may have happened
    return _smoothed(fits, change)


def _smoothed(fits: np.ndarray, change: np.ndarray) -> np.ndarray:
    """Forwards and backwards through the chain."""
    forth, back = np.empty_like(fits), np.ones_like(fits)
    here = forth[0] = fits[0] / fits[0].sum()
    for place, step in enumerate(change, start=1):
        here = (here @ step) * fits[place]
        here /= here.sum()
        forth[place] = here
    here = back[-1]
    for place in range(len(change) - 1, -1, -1):
        here = change[place] @ (here * fits[place + 1])
        here /= here.sum()
        back[place] = here
    likely = forth * back
    return likely / likely.sum(axis=1, keepdims=True)


def _changes(near: Near, places: Places) -> np.ndarray:
    """Weight of each change from a candidate at a place (second axis) to one at the next (third axis)."""
    step_m = _steps_m(places)[:, None, None]
    way, onward = near.way[:-1, :, None], near.way[1:, None, :]
    same = (way == onward) & (way >= 0)
    along_m = np.abs(near.along[:-1, :, None] - near.along[1:, None, :])
    through_m, meets = _through_junctions(near)
    cost = np.where(meets, CHANGE_COST + _detour(through_m, step_m), JUMP_COST)
    cost = np.where(same, np.minimum(_detour(along_m, step_m), cost), np.minimum(cost, JUMP_COST))
    rows, ways = near.way.shape
    change = np.full((rows - 1, ways + 1, ways + 1), np.exp(-LEAVE_COST))
    change[:, :-1, :-1] = np.exp(-cost)
    change[:, -1, -1] = 1.0
    return change


def _detour(route_m: np.ndarray, step_m: np.ndarray) -> np.ndarray:
    return np.minimum(np.abs(route_m - step_m) / DETOUR_M, MOST_DETOUR)


def _steps_m(places: Places) -> np.ndarray:
    narrow = np.cos(np.radians(places.latitude_deg[:-1]))
    return np.hypot(np.diff(places.latitude_deg), np.diff(places.longitude_deg) * narrow) * M_PER_DEGREE


def _through_junctions(near: Near) -> tuple[np.ndarray, np.ndarray]:
    """How far it is over the nearest junction that two candidates share, and whether they share one."""
    shortest = None
    for junction, away_m in ((near.before, near.before_m), (near.after, near.after_m)):
        for other, other_m in ((near.before, near.before_m), (near.after, near.after_m)):
            shared = (junction[:-1, :, None] == other[1:, None, :]) & (junction[:-1, :, None] >= 0)
            route_m = np.where(shared, away_m[:-1, :, None] + other_m[1:, None, :], np.inf)
            shortest = route_m if shortest is None else np.minimum(shortest, route_m)
    return np.where(np.isfinite(shortest), shortest, 0.0), np.isfinite(shortest)


def _told(
    index: Index, near: Near, likely: np.ndarray, concrete_sidewalks: bool
) -> tuple[np.ndarray, np.ndarray, np.ndarray]:
    """By place the likeliest surface (NaN where none is likely enough), how sure, and the likeliest way."""
    code = codes_of(index, near.way, concrete_sidewalks)
    ways = np.where(near.way >= 0, likely[:, :-1], 0.0)
    by_code = np.stack([np.where(code == number, ways, 0.0).sum(axis=1) for number in range(CODES)], axis=1)
    best = by_code.argmax(axis=1)
    share = by_code.max(axis=1)
    written = np.where((code == best[:, None]) & (index.sure[near.way] == WRITTEN), ways, 0.0).sum(axis=1)
    row, likeliest = np.arange(len(near.way)), likely.argmax(axis=1)
    on = np.where(likeliest < near.way.shape[1], near.way[row, likeliest.clip(max=near.way.shape[1] - 1)], -1)
    told = share >= LEAST_SURE
    return np.where(told, best, np.nan), np.where(told, written / share.clip(1e-9), 0.0), on


def codes_of(index: Index, way: np.ndarray, concrete_sidewalks: bool) -> np.ndarray:
    """Place in MAP_SURFACES of what lies on ways, −1 for unknown."""
    return np.where(index.sidewalk[way] > 0, SIDEWALKS[concrete_sidewalks], index.code[way])
