"""Where most metres of some weeks were run: the areas, and in one of them the ways, cell by cell."""

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

CELLS_ACROSS = 120
SMALLEST_CELL_M = 30.0
"""A picture is so many cells wide; cells are not smaller than a receiver's error allows. [m]"""


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


def cell_size(steps: pd.DataFrame) -> float:
    """The side of a cell such that CELLS_ACROSS of them span these steps. [m]"""
    plane = around(steps["latitude_deg"], steps["longitude_deg"])
    sides = plane.metres(steps["latitude_deg"], steps["longitude_deg"])
    return max(SMALLEST_CELL_M, max(float(np.nanmax(s) - np.nanmin(s)) for s in sides) / CELLS_ACROSS)


def links(steps: pd.DataFrame, cell_m: float) -> pd.DataFrame:
    """The ways between neighbouring cells, a row each: a, b, x_a, y_a, x_b, y_b [m], group, times.

    a and b number the cells; each lies where its positions lie on average, in the plane around all of
    them. `times` is how often the way was run, told by the metres in its two cells, so that a receiver's
    wavering over their border counts for nothing; `group` is that of most of its steps.
    """
    plane = around(steps["latitude_deg"], steps["longitude_deg"])
    x, y = plane.metres(steps["latitude_deg"], steps["longitude_deg"])
    cell = _cells(x, y, cell_m)
    cells = pd.DataFrame({"x": x, "y": y, "step_m": steps["step_m"]}).groupby(cell)
    middle = cells.agg({"x": "mean", "y": "mean", "step_m": "sum"})
    crossed = (cell != np.append(-1, cell[:-1])) & (steps["step_m"].to_numpy() > 0)
    rows = np.flatnonzero(crossed)
    one, other, group = cell[rows - 1], cell[rows], steps["group"].cat.codes.to_numpy()[rows]
    pairs = pd.DataFrame({"a": np.minimum(one, other), "b": np.maximum(one, other), "group": group})
    counted = pairs.groupby(["a", "b", "group"], sort=True).size().rename("steps").reset_index()
    counted["group"] = counted["group"].map(dict(enumerate(GROUPS))).astype("str")
    most = counted.sort_values("steps", kind="stable").drop_duplicates(["a", "b"], keep="last")
    return _placed(most[["a", "b", "group"]].sort_values(["a", "b"], ignore_index=True), middle, cell_m)


def _placed(pairs: pd.DataFrame, middle: pd.DataFrame, cell_m: float) -> pd.DataFrame:
    a, b = (middle.loc[pairs[end]].reset_index(drop=True) for end in ("a", "b"))
    times = np.minimum(a["step_m"], b["step_m"]) / cell_m
    return pairs.assign(x_a=a["x"], y_a=a["y"], x_b=b["x"], y_b=b["y"], times=times.clip(lower=1.0))


def _cells(x: np.ndarray, y: np.ndarray, cell_m: float) -> np.ndarray:
    """The number of the cell that each position lies in; −1 where it is not known."""
    known = ~np.isnan(x) & ~np.isnan(y)
    columns, rows = (np.floor(np.where(known, each, 0.0) / cell_m).astype("int64") for each in (x, y))
    columns, rows = columns - columns.min(initial=0), rows - rows.min(initial=0)
    return np.where(known, rows * (columns.max(initial=0) + 1) + columns, -1)
