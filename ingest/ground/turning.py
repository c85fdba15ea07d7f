"""Which way a run turned, rounds each way, and how far it went on a running track's oval (EVIDENCE 3)."""

from __future__ import annotations

from collections.abc import Iterator

import numpy as np
import pandas as pd

from ingest.columns import changes
from ingest.distance import EARTH_RADIUS_M
from ingest.ground.way import GRID_M, calmed

CALMING = 3
"""Passes of `calmed` before headings are taken: own simulation. With 3 to 5 m of white noise 10 km straight
on then turn 0.3 rounds at most, and 10 rounds of a track still turn 9.4 times 360° in all."""

LEAST_TURN_DEG = 5.0
"""Less from one node to the next is noise, or a road's long bend. [°], EVIDENCE 3"""

ABOUT_DEG = 150.0
"""From one node to the next that is an about-turn on the spot: which way, no position tells. [°]"""

LEAST_STEP_M = 2.0
"""Nodes closer than this have no heading between them. [m], of a grid of 10 m"""

REVERSAL_DEG = 180.0
SLACK_DEG = 100.0
"""Rounds go on until as much as half of one is turned back, and may lack a right angle and its noise: rounds
of a block that begin and end at a corner never turn there. [°], convention"""

ROUND_NODES = range(38, 47)
"""A round of an oval, in nodes: 400 m in lane 1, 454 m in lane 8, by watches that err by 5 %."""

SAME_M = 20.0
"""A round later the runner is so near to where they were: lanes and the slow error of GPS. [m]"""

BESIDE_M = 12.0
"""What else is run so near to these rounds is run on the same oval. [m]"""

ROUNDS = 3
"""Fewer rounds make no oval. EVIDENCE 3"""

LONG_M, SHORT_M = (147.0, 195.0), (55.0, 110.0)
"""Length and breadth of an oval as it is run: 157 m by 73 m in lane 1, 175 m by 91 m in lane 8. [m]"""

CORNER = 0.3
MOST_IN_CORNERS = 0.03
"""Bends leave the corners of the box about an oval empty; rounds of a block run into them. A corner is so
much of half the breadth wide (a half circle comes as near as 0.29 to both edges at once), and no more than
this share of the nodes lies there. [fraction], own simulation with 4 m of noise, white and slow: ovals of
either bend 0 to 0.03, blocks 0.02 to 0.22, most of them above 0.06"""

NOTHING = dict.fromkeys(("turned_deg", "turning_deg", "laps_left", "laps_right", "oval_m"), np.nan)

Ground = tuple[np.ndarray, np.ndarray]
"""Metres east and north of the first position, by node; NaN where that is not known."""


def turning(course: pd.DataFrame) -> dict[str, float]:
    """TERRAIN's columns of turning of a WAY; all NaN where no positions are.

    turned_deg and turning_deg: right turns less left ones, and both added [°]; an about-turn has no side.
    laps_left, laps_right: whole rounds, however often they change. oval_m: metres on a track's oval [m].
    """
    ground = on_ground(course["latitude_deg"].to_numpy(), course["longitude_deg"].to_numpy())
    if np.count_nonzero(~np.isnan(ground[0])) < 2:
        return dict(NOTHING)
    turns_deg = _turns(ground)
    sided_deg = np.where(np.abs(turns_deg) < ABOUT_DEG, turns_deg, 0.0)
    left, right = _rounds(np.concatenate([[0.0], np.cumsum(sided_deg)]))
    counted = np.abs(turns_deg) >= LEAST_TURN_DEG
    return {
        "turned_deg": float(sided_deg[counted].sum()),
        "turning_deg": float(np.abs(turns_deg[counted]).sum()),
        "laps_left": left,
        "laps_right": right,
        "oval_m": GRID_M * float(np.count_nonzero(on_oval(ground))),
    }


def on_ground(latitude_deg: np.ndarray, longitude_deg: np.ndarray) -> Ground:
    """Positions in metres about the first that is known."""
    known = np.flatnonzero(~np.isnan(latitude_deg))
    if not known.size:
        return latitude_deg, longitude_deg
    north = np.radians(latitude_deg - latitude_deg[known[0]])
    east = np.radians((longitude_deg - longitude_deg[known[0]] + 180.0) % 360.0 - 180.0)
    return east * np.cos(np.radians(latitude_deg)) * EARTH_RADIUS_M, north * EARTH_RADIUS_M


def _turns(ground: Ground) -> np.ndarray:
    """Change of heading from each step to the next, right is positive. [°] Within ±180."""
    for _ in range(CALMING):
        ground = calmed(ground[0]), calmed(ground[1])
    east_m, north_m = changes(ground[0]), changes(ground[1])
    told = np.hypot(east_m, north_m) >= LEAST_STEP_M  # never so for NaN
    headings_deg = np.degrees(np.arctan2(east_m[told], north_m[told]))
    return (changes(headings_deg) + 180.0) % 360.0 - 180.0


def _rounds(headed_deg: np.ndarray) -> tuple[float, float]:
    """Whole rounds to the left and to the right of a heading that goes on beyond 360°."""
    turned = changes(np.array(_ends(headed_deg.tolist())))
    whole = np.floor((np.abs(turned) + SLACK_DEG) / 360.0)
    return float(whole[turned < 0].sum()), float(whole[turned > 0].sum())


def _ends(headed_deg: list[float]) -> list[float]:
    """Headings at which the runner began to turn the other way for good, with the first and the last."""
    ends, low, high, way = [headed_deg[0]], headed_deg[0], headed_deg[0], 0
    for heading in headed_deg:
        low, high = min(low, heading), max(high, heading)
        if way <= 0 and heading - low >= REVERSAL_DEG:
            ends.append(low)
            way, high = 1, heading
        elif way >= 0 and high - heading >= REVERSAL_DEG:
            ends.append(high)
            way, low = -1, heading
    return [*ends, {1: high, -1: low, 0: headed_deg[-1]}[way]]


def on_oval(ground: Ground) -> np.ndarray:
    """Which nodes lie on the oval of a running track: where three rounds or more of its size and shape
    were run one after the other, and all nodes beside these, as those of a warm-up the other way."""
    east_m, north_m = ground
    found = np.zeros(east_m.size, dtype=bool)
    for first, end in _repeated(ground):
        laps = slice(first, end)
        if _has_its_shape(east_m[laps], north_m[laps]):
            if not found[laps].all():
                for place in range(first, min(first + ROUNDS * ROUND_NODES[-1], end)):  # in little memory
                    found |= np.hypot(east_m - east_m[place], north_m - north_m[place]) <= BESIDE_M
            found[laps] = True
    return found


def _repeated(ground: Ground) -> Iterator[tuple[int, int]]:
    """First node and end of each stretch on which the runner is where they were a round ago."""
    again = _comes_again(ground)
    edges = changes(np.concatenate([[0], again.astype(int), [0]]))
    for first, end in zip(np.flatnonzero(edges > 0), np.flatnonzero(edges < 0), strict=True):
        if end - first >= (ROUNDS - 1) * ROUND_NODES[0]:
            yield int(first), int(end) + ROUND_NODES[0]


def _comes_again(ground: Ground) -> np.ndarray:
    """At which nodes the runner will be again after a round."""
    east_m, north_m = ground
    again = np.zeros(east_m.size, dtype=bool)
    for ahead in ROUND_NODES:
        if ahead < east_m.size:
            off_m = np.hypot(east_m[ahead:] - east_m[:-ahead], north_m[ahead:] - north_m[:-ahead])
            again[:-ahead] |= off_m <= SAME_M
    return again


def _has_its_shape(east_m: np.ndarray, north_m: np.ndarray) -> bool:
    """Whether rounds are as long and as broad as a track's, and have bends where a block has corners."""
    known = ~np.isnan(east_m)
    spots = np.vstack([east_m[known], north_m[known]])
    _, axes = np.linalg.eigh(np.cov(spots))
    spots = axes.T @ spots  # across and along
    low_m, high_m = np.percentile(spots, (1, 99), axis=1)
    breadth_m, length_m = high_m - low_m
    to_edge_m = np.minimum(spots - low_m[:, None], high_m[:, None] - spots)
    in_corners = (to_edge_m < CORNER * breadth_m / 2).all(axis=0).mean()
    in_size = LONG_M[0] <= length_m <= LONG_M[1] and SHORT_M[0] <= breadth_m <= SHORT_M[1]
    return bool(in_size and in_corners <= MOST_IN_CORNERS)
