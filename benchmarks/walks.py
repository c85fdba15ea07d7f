"""Runs laid along the ways of a map, over its junctions, with the noise of GPS: what is right is known."""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np
import pandas as pd

from ingest.map.gathered import PER_DEGREE
from ingest.map.index import M_PER_DEGREE, Index
from ingest.map.tags import GROUND, KINDS
from ingest.schema import TRACK

PACE_M_S = 3.0
BEGUN = pd.Timestamp("2026-05-03T07:00Z")


@dataclass(frozen=True)
class Walk:
    """The points of an index that a run passes, in turn, and how far each is along it. [m]"""

    points: np.ndarray
    along_m: np.ndarray
    ways: np.ndarray
    """The way from each point to the next."""


class Graph:
    """Where one can go on from each point of a map."""

    def __init__(self, index: Index) -> None:
        self.index = index
        self.last = index.first[1:] - 1
        at_junctions = np.flatnonzero(index.node >= 0)
        self.order = at_junctions[np.argsort(index.node[at_junctions], kind="stable")]
        self.nodes = index.node[self.order]

    def onward(self, point: int) -> list[tuple[int, int]]:
        """(point, next point) of all steps that lead away from the place of a point."""
        node, here = self.index.node[point], [point]
        if node >= 0:
            low, high = np.searchsorted(self.nodes, [node, node + 1])
            here = self.order[low:high].tolist()
        steps = []
        for at in here:
            way = self.index.way[at]
            steps += [(at, at + 1)] if at < self.last[way] else []
            steps += [(at, at - 1)] if at > self.index.first[way] else []
        return steps


def walked(graph: Graph, length_m: float, dice: np.random.Generator) -> Walk:
    """A walk of this length that starts anywhere (by length of ways), and turns back only in dead ends."""
    index = graph.index
    point = _start(index, dice)
    came = -1
    points, along, ways = [point], [0.0], []
    while along[-1] < length_m:
        steps = graph.onward(point)
        onward = [step for step in steps if not _back(index, step[1], came)] or steps
        at, to = onward[dice.integers(len(onward))]
        ways.append(int(index.way[at]))
        along.append(along[-1] + abs(float(index.along[to]) - float(index.along[at])))
        came, point = at, to
        points.append(to)
    return Walk(np.array(points), np.array(along), np.array(ways))


def _start(index: Index, dice: np.random.Generator) -> int:
    step = np.append(np.abs(np.diff(index.along)) * (np.diff(index.way) == 0), 0.0)
    step[index.kind[index.way] == KINDS.index(GROUND)] = 0.0
    return int(dice.choice(len(step), p=step / step.sum()))


def _back(index: Index, point: int, came: int) -> bool:
    """Whether a step leads to where the walk came from."""
    if came < 0:
        return False
    return (index.latitude[point], index.longitude[point]) == (index.latitude[came], index.longitude[came])


def recorded(
    index: Index, walk: Walk, noise_m: float, lasting_s: float, dice: np.random.Generator
) -> pd.DataFrame:
    """The TRACK of a walk, a point a second, its positions astray by `noise_m` east and north.

    What a position is astray lasts: it is forgotten within `lasting_s`; 0 is anew each second.
    """
    seconds = np.arange(int(walk.along_m[-1] / PACE_M_S))
    along_m = seconds * PACE_M_S
    latitude = np.interp(along_m, walk.along_m, index.latitude[walk.points] / PER_DEGREE)
    longitude = np.interp(along_m, walk.along_m, index.longitude[walk.points] / PER_DEGREE)
    north_m, east_m = (astray(len(seconds), noise_m, lasting_s, dice) for _ in range(2))
    track = pd.DataFrame(index=range(len(seconds)), columns=TRACK.names)
    track["time"] = BEGUN + pd.to_timedelta(seconds, unit="s")
    track["latitude_deg"] = latitude + north_m / M_PER_DEGREE
    track["longitude_deg"] = longitude + east_m / M_PER_DEGREE / np.cos(np.radians(latitude))
    track["distance_m"], track["speed_m_s"], track["grade"] = along_m, PACE_M_S, 0.0
    return TRACK.conform(track)


def astray(count: int, noise_m: float, lasting_s: float, dice: np.random.Generator) -> np.ndarray:
    """Errors of one axis with the standard deviation `noise_m`, second by second."""
    fresh = dice.normal(0.0, noise_m, count)
    if not lasting_s:
        return fresh
    kept = np.exp(-1.0 / lasting_s)
    for second in range(1, count):
        fresh[second] = kept * fresh[second - 1] + np.sqrt(1 - kept**2) * fresh[second]
    return fresh


def truth(walk: Walk, distance_m: np.ndarray) -> np.ndarray:
    """The way on which the walk is after these distances."""
    return walk.ways[
        (np.searchsorted(walk.along_m, distance_m, side="right") - 1).clip(0, len(walk.ways) - 1)
    ]
