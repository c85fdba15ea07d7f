"""Where most metres of some weeks were run: the areas, and in one of them the ways, each drawn once."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass

import numpy as np
import pandas as pd

from analysis import stretches
from analysis.ground import UNKNOWN
from analysis.plane import apart_m, around
from ingest.schema import HARD_SURFACES, MAP_SURFACES

NEAR_M = 10_000.0
"""Runs that come this near to each other are in one area. [m] Own convention."""

NODE_M = 10.0
"""A row of a WAY stands for so many metres. [m]"""

LOOKED_AT = 6
"""So many places along each run tell how near it comes to another."""

SOFT_SURFACES = ("gravel", "trail", "grass")
GROUPS = ("hard", "soft", "other", UNKNOWN)
"""Ground in groups; a running track, a treadmill and mixed ground are "other"."""

PLACES_ACROSS = 120
CLOSEST_M = 30.0
"""A picture is so many places wide; they are no closer than a receiver's error allows. [m]"""


@dataclass(frozen=True)
class Area:
    """Runs that lie near each other, and how far they lead together. [m]"""

    run_ids: tuple[str, ...]
    distance_m: float


def areas(ways: Mapping[str, pd.DataFrame]) -> list[Area]:
    """The runs with positions in groups that lie near each other, the one with most metres first.

    `ways` are WAY frames by run_id.
    """
    spots = {run_id: way[["latitude_deg", "longitude_deg"]].to_numpy() for run_id, way in ways.items()}
    spots = {run_id: some[~np.isnan(some).any(axis=1)] for run_id, some in spots.items()}
    known = [run_id for run_id, some in spots.items() if len(some)]
    group = _connected(_near([_looked_at(spots[run_id]) for run_id in known]))
    found = []
    for number in sorted(set(group)):
        run_ids = tuple(run_id for run_id, its in zip(known, group, strict=True) if its == number)
        found.append(Area(run_ids, sum(NODE_M * len(spots[run_id]) for run_id in run_ids)))
    return sorted(found, key=lambda area: -area.distance_m)


def _looked_at(spots: np.ndarray) -> np.ndarray:
    return spots[np.unique(np.linspace(0, len(spots) - 1, LOOKED_AT).astype("int64"))]


def _near(places: list[np.ndarray]) -> np.ndarray:
    """Which runs come near which others, each with itself."""
    if not places:
        return np.zeros((0, 0), dtype=bool)
    spots, owner = np.concatenate(places), np.repeat(np.arange(len(places)), [len(some) for some in places])
    far_m = apart_m(spots[:, None, 0], spots[:, None, 1], spots[None, :, 0], spots[None, :, 1])
    near = np.zeros((len(places), len(places)), dtype=bool)
    one, other = np.nonzero(far_m <= NEAR_M)
    near[owner[one], owner[other]] = True
    return near


def _connected(near: np.ndarray) -> list[int]:
    """The number of each one's group: all that are reached from it by steps between near ones."""
    group = np.full(len(near), -1)
    for first in range(len(near)):
        if group[first] >= 0:
            continue
        reached = np.zeros(len(near), dtype=bool)
        reached[first] = True
        while (wider := near[reached].any(axis=0)).sum() > reached.sum():
            reached = wider
        group[reached] = first
    return group.tolist()


def group_of(surface: str) -> str:
    """The group of GROUPS that a surface belongs to."""
    if surface in HARD_SURFACES:
        return "hard"
    if surface in SOFT_SURFACES:
        return "soft"
    return UNKNOWN if surface == UNKNOWN else "other"


def steps(ways: Mapping[str, pd.DataFrame], ground: pd.DataFrame) -> pd.DataFrame:
    """Every step of these runs: latitude_deg, longitude_deg, group (categorical), step_m [m].

    A row ends a step; step_m is 0 where one of its ends has no position. `ground` is `ground.laid`.
    """
    said = stretches.said_by_run(ground[ground["run_id"].isin(list(ways))])
    names = ("latitude_deg", "longitude_deg", "distance_m")
    columns = {name: _joined([way[name].to_numpy() for way in ways.values()]) for name in names}
    groups = _joined([_groups(way, *said.get(run_id, (None, UNKNOWN))) for run_id, way in ways.items()])
    located = ~np.isnan(columns["latitude_deg"]) & ~np.isnan(columns["longitude_deg"])
    long_m = np.diff(columns.pop("distance_m"), prepend=np.nan)
    step_m = np.where(located & np.append(False, located[:-1]) & (long_m > 0), long_m, 0.0)
    group = pd.Categorical.from_codes(groups.astype("int8"), GROUPS)
    return pd.DataFrame({**columns, "group": group, "step_m": step_m})


def _joined(parts: list[np.ndarray]) -> np.ndarray:
    return np.concatenate(parts) if parts else np.zeros(0)


def _groups(way: pd.DataFrame, whole: str | None, rest: str) -> np.ndarray:
    """The place in GROUPS of each step of a WAY, by who speaks of the whole, the map, and the rest."""
    if whole is not None:
        return np.full(len(way), GROUPS.index(group_of(whole)))
    of_code = np.array([GROUPS.index(group_of(name)) for name in (*MAP_SURFACES, rest)])
    code = way["surface_code"].to_numpy()
    return of_code[np.where(np.isnan(code), len(MAP_SURFACES), code).astype("int64")]


def spacing(steps: pd.DataFrame) -> float:
    """How far apart the places of `links` are, such that PLACES_ACROSS of them span these steps. [m]"""
    plane = around(steps["latitude_deg"], steps["longitude_deg"])
    sides = plane.metres(steps["latitude_deg"], steps["longitude_deg"])
    return max(CLOSEST_M, max(float(np.nanmax(side) - np.nanmin(side)) for side in sides) / PLACES_ACROSS)


def links(steps: pd.DataFrame, spacing_m: float) -> pd.DataFrame:
    """The ways between neighbouring places, a row each: a, b, x_a, y_a, x_b, y_b [m], group, times.

    Places are the first ones that the runs came to, `spacing_m` apart; every position counts as the
    nearest of them, so that a way run often is one line and not a band. a and b number the places, which
    lie where their positions lie on average in the plane around all. `times` is how often runs went from
    one to the other, either way; `group` is that of most of these steps.
    """
    plane = around(steps["latitude_deg"], steps["longitude_deg"])
    x, y = plane.metres(steps["latitude_deg"], steps["longitude_deg"])
    place = without_flickers(nearest_places(x, y, spacing_m))
    middle = pd.DataFrame({"x": x, "y": y}).groupby(place).mean()
    moved = (place != np.append(-1, place[:-1])) & (steps["step_m"].to_numpy() > 0)
    rows = np.flatnonzero(moved & (place >= 0) & (np.append(-1, place[:-1]) >= 0))
    one, other, group = place[rows - 1], place[rows], steps["group"].cat.codes.to_numpy()[rows]
    pairs = pd.DataFrame({"a": np.minimum(one, other), "b": np.maximum(one, other), "group": group})
    counted = pairs.groupby(["a", "b", "group"], sort=True).size().rename("steps").reset_index()
    counted["times"] = counted.groupby(["a", "b"])["steps"].transform("sum")
    counted["group"] = counted["group"].map(dict(enumerate(GROUPS))).astype("str")
    most = counted.sort_values("steps", kind="stable").drop_duplicates(["a", "b"], keep="last")
    return _placed(most[["a", "b", "group", "times"]].sort_values(["a", "b"], ignore_index=True), middle)


def _placed(pairs: pd.DataFrame, middle: pd.DataFrame) -> pd.DataFrame:
    a, b = (middle.loc[pairs[end]].reset_index(drop=True) for end in ("a", "b"))
    return pairs.assign(x_a=a["x"], y_a=a["y"], x_b=b["x"], y_b=b["y"])


def without_flickers(place: np.ndarray) -> np.ndarray:
    """A single position counted elsewhere than those before and after it counts with them."""
    lone = np.zeros(len(place), dtype=bool)
    lone[1:-1] = (place[:-2] == place[2:]) & (place[1:-1] != place[:-2])
    return np.where(lone, np.append(-1, place[:-1]), place)


def nearest_places(x: np.ndarray, y: np.ndarray, spacing_m: float) -> np.ndarray:
    """The number of the place that each position counts as; −1 where it is not known.

    Positions are taken by cells of half the spacing: there are thousands of these, not a million.
    """
    known = np.flatnonzero(~np.isnan(x) & ~np.isnan(y))
    columns, rows = (np.floor(2 * each[known] / spacing_m).astype("int64") for each in (x, y))
    key = columns * (1 << 32) + rows
    _, first, cell = np.unique(key, return_index=True, return_inverse=True)
    count = np.bincount(cell, minlength=len(first))
    middles = [np.bincount(cell, each[known], minlength=len(first)) / count for each in (x, y)]
    of_cell = _leaders(middles[0].tolist(), middles[1].tolist(), np.argsort(first).tolist(), spacing_m)
    place = np.full(len(x), -1)
    place[known] = np.array(of_cell, dtype="int64")[cell]
    return place


def _leaders(x: list[float], y: list[float], order: list[int], spacing_m: float) -> list[int]:
    """For each spot the nearest leader; in this order a spot becomes one where none is near enough."""
    boxes: dict[tuple[int, int], list[int]] = {}
    for spot in order:
        if _nearest(boxes, x, y, spot, spacing_m) is None:
            boxes.setdefault((int(x[spot] // spacing_m), int(y[spot] // spacing_m)), []).append(spot)
    return [_nearest(boxes, x, y, spot, spacing_m) for spot in range(len(x))]


def _nearest(boxes: Mapping, x: list[float], y: list[float], spot: int, within_m: float) -> int | None:
    column, row, found, best = int(x[spot] // within_m), int(y[spot] // within_m), None, within_m**2
    for across in (column - 1, column, column + 1):
        for up in (row - 1, row, row + 1):
            for leader in boxes.get((across, up), ()):
                far = (x[leader] - x[spot]) ** 2 + (y[leader] - y[spot]) ** 2
                if far <= best:
                    found, best = leader, far
    return found
