"""Where a runner lives or works, told by the ends of runs, and what of a run may be shown to others.

A circle around a door tells the door: it is the middle. So a hidden area's centre is shifted, always by
the same vector for the same place, which nobody can work out without the log's own secret number. Circles
around doors gave away those of 95 % of moderately active users of a sharing site [1]_. How long a way stays
inside tells as much; so nothing that is shared may say how long the hidden part is.

A shift in proportion to the radius would put the centres of two radii on a line through the door, and one
drawn anew for each radius would average out. So radii share a centre, and a much larger area's centre goes
on from there by a step of its own, drawn without regard to the door: who has pictures of many radii knows
no more than who has the smallest alone.

.. [1] Hassan, Hussain & Bates 2018, "You can run, but can you hide?", 27th USENIX Security Symposium
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from hashlib import sha256
from math import cos, floor, radians, sin, tau

import numpy as np
import pandas as pd

from analysis.plane import METRES_PER_DEGREE, apart_m

GATHER_M = 200.0
"""Ends within this of each other are ends at one place: receivers start late, doors have two sides. [m]"""

LEAST_ENDS = 3
"""From so many ends on a place is one of the runner's own. Own convention."""

LATEST_FINISHES = 150
"""So many runs, the newest, are asked where they ended: their ways have to be read for it."""

CELL_PLACES = 3
"""Decimals of a degree by which ends are counted, about 100 m."""

STEPS_M = ((200.0, 30.0, 100.0), (400.0, 150.0, 190.0), (1600.0, 500.0, 800.0))
"""From this radius on an area's centre goes a step further, at least and at most so long. [m] Own convention.

So it lies 30 to 100 m off the place, from 400 m on 50 to 290 m, from 1,600 m on 210 to 1,090 m, and the
place is never nearer to the edge than 100 m.
"""

LATTICE_DEG = 0.02
"""Steps at places nearer to each other than this, about 2 km, are alike; farther off nothing follows
from one to the other. [°]"""

MARGIN_M = 20.0
"""Added to the radius: lines between two points just outside must not cut through. [m]"""


@dataclass(frozen=True)
class Spot:
    """A position. [°]"""

    latitude_deg: float
    longitude_deg: float


@dataclass(frozen=True)
class Area:
    """A circle of which nothing is shown: centre [°] and radius [m]."""

    latitude_deg: float
    longitude_deg: float
    radius_m: float


def latest(runs: pd.DataFrame) -> list[str]:
    """The runs, by run_id, that are asked where they ended; where they began is known of all."""
    return list(runs.sort_values("started_at")["run_id"].tail(LATEST_FINISHES))


def ends(runs: pd.DataFrame, ways: Mapping[str, pd.DataFrame]) -> pd.DataFrame:
    """Where all RUNS began and where those of `ways` (WAY by run_id) ended: latitude_deg, longitude_deg."""
    names = ["latitude_deg", "longitude_deg"]
    starts = runs[["start_latitude_deg", "start_longitude_deg"]].set_axis(names, axis=1)
    finishes = [finish for way in ways.values() for finish in ends_of(way)[-1:]]
    rows = [(finish.latitude_deg, finish.longitude_deg) for finish in finishes]
    return pd.concat([starts, pd.DataFrame(rows, columns=names, dtype="float64")], ignore_index=True)


def own_places(ends: pd.DataFrame) -> list[Spot]:
    """The places where at least LEAST_ENDS runs began or ended, the busiest first.

    `ends` has latitude_deg and longitude_deg, a row for each start and finish; the place is their median.
    """
    left = ends[["latitude_deg", "longitude_deg"]].dropna()
    found = []
    while len(left) >= LEAST_ENDS:
        near = _within(left, _busiest(left))
        if near.sum() < LEAST_ENDS:
            break
        found.append(Spot(*left[near].median()))
        left = left[~near]
    return found


def _busiest(ends: pd.DataFrame) -> Spot:
    """The middle of the ends in the cell that holds most."""
    cells = ends.round(CELL_PLACES)
    sizes = ends.groupby([cells["latitude_deg"], cells["longitude_deg"]], sort=False)["latitude_deg"]
    in_cell = sizes.transform("size")
    cell = cells.loc[in_cell.idxmax()]
    return Spot(*ends[(cells == cell).all(axis=1)].median())


def _within(ends: pd.DataFrame, spot: Spot) -> pd.Series:
    far_m = apart_m(ends["latitude_deg"], ends["longitude_deg"], spot.latitude_deg, spot.longitude_deg)
    return far_m <= GATHER_M


def ends_of(way: pd.DataFrame) -> list[Spot]:
    """The first and the last known position of a WAY; nothing where none is known."""
    known = way[["latitude_deg", "longitude_deg"]].dropna()
    return [Spot(*known.iloc[row]) for row in (0, -1)] if len(known) else []


def hidden_areas(spots: Iterable[Spot], radius_m: float, seed: int) -> list[Area]:
    """The area to hide around each spot: it holds the spot, but not in its middle. From 200 m on."""
    return [_area(spot, radius_m, seed) for spot in spots]


def _area(spot: Spot, radius_m: float, seed: int) -> Area:
    taken = [step for step in STEPS_M if step[0] <= max(radius_m, STEPS_M[0][0])]
    east_m, north_m = np.sum(
        [_step(spot, f"{seed} {from_m:.0f}", *reach) for from_m, *reach in taken], axis=0
    )
    north_deg = north_m / METRES_PER_DEGREE
    east_deg = east_m / (METRES_PER_DEGREE * max(cos(radians(spot.latitude_deg)), 0.01))
    return Area(float(spot.latitude_deg + north_deg), float(spot.longitude_deg + east_deg), radius_m)


def _step(spot: Spot, secret: str, shortest_m: float, longest_m: float) -> tuple[float, float]:
    """East and north. [m] Any direction and any length between is as likely as another."""
    turns, far = _noise(spot, secret) + _drawn(secret)
    length_m = shortest_m + (longest_m - shortest_m) * abs(2 * (far % 1) - 1)
    return length_m * cos(tau * turns), length_m * sin(tau * turns)


def _noise(spot: Spot, secret: str) -> np.ndarray:
    """Two numbers between −1 and 1 that change smoothly with the place.

    So the median of a few more starts, some metres off, shifts the area by as much and by little more: two
    circles with different shifts would give the place away where they overlap.
    """
    row, column = spot.latitude_deg / LATTICE_DEG, spot.longitude_deg / LATTICE_DEG
    weights = {
        (floor(row) + up, floor(column) + right): abs(1 - up - _eased(row)) * abs(1 - right - _eased(column))
        for up in (0, 1)
        for right in (0, 1)
    }
    return sum(weight * _drawn(secret, *corner) for corner, weight in weights.items())


def _eased(place: float) -> float:
    part = place - floor(place)
    return part * part * (3 - 2 * part)


def _drawn(secret: str, *of: int) -> np.ndarray:
    digest = sha256(" ".join([secret, *map(str, of)]).encode()).digest()
    return np.frombuffer(digest[:8], dtype="<u4") / 2**31 - 1.0


def shown(way: pd.DataFrame, areas: Sequence[Area]) -> pd.Series:
    """Which rows of a WAY have a known position outside all hidden areas, and MARGIN_M off them."""
    latitude, longitude = (way[name].to_numpy() for name in ("latitude_deg", "longitude_deg"))
    out = ~np.isnan(latitude) & ~np.isnan(longitude)
    for area in areas:
        far_m = apart_m(latitude, longitude, area.latitude_deg, area.longitude_deg)
        out &= far_m > area.radius_m + MARGIN_M
    return pd.Series(out, index=way.index)


def climbed(grades: pd.Series, steps_m: pd.Series, up: bool) -> float:
    """The ascent (or descent) of these steps alone, by their grades; NaN where no grade is known. [m]

    A share of the run's own total would depend on what is hidden.
    """
    rises_m = (grades if up else -grades).clip(lower=0.0) * steps_m
    return float(rises_m.sum(min_count=1))
