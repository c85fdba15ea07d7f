"""A runner's ten years from one door: sixty courses run again and again, and ways run once."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass

import numpy as np
import pandas as pd

from ingest.distance import EARTH_RADIUS_M
from ingest.schema import WAY

HOME = 52.52, 13.405
BLOCK_M = 95.0
TOWN = 120
"""Streets each way about the home: crossings lie a block apart, no two blocks alike."""

COURSES = 60
ONCE = 0.25
"""Share of the runs that lead where nobody ran before."""

BACKWARDS = 0.3
FIRST_STREETS = ((0, 1), (0, 1), (0, 1), (1, 0), (1, 0))
NOISE_M, LASTS_M = 3.5, 60.0
"""How far off GPS is, and over how much of the way it stays so; what a second shakes is smoothed away."""


@dataclass(frozen=True)
class Outing:
    """One run: its way, and the number of the course that it was on, each one-off having its own."""

    run_id: str
    course: int
    way: pd.DataFrame

    @property
    def positions(self) -> tuple[np.ndarray, np.ndarray]:
        """Latitude and longitude. [°]"""
        return self.way["latitude_deg"].to_numpy(), self.way["longitude_deg"].to_numpy()


def outings(count: int, noise_m: float = NOISE_M, seed: int = 11) -> Iterator[Outing]:
    """So many runs, in their order in time; `noise_m` is how far off GPS is."""
    dice = np.random.default_rng(seed)
    town = dice.normal(0, 14.0, (2 * TOWN + 1, 2 * TOWN + 1, 2))
    known = [_line(town, dice) for _ in range(COURSES)]
    liked = 1 / np.arange(1, COURSES + 1)
    for number in range(count):
        once = dice.random() < ONCE
        course = COURSES + number if once else int(dice.choice(COURSES, p=liked / liked.sum()))
        line = _line(town, dice) if once else known[course]
        line = line[::-1] if dice.random() < BACKWARDS else line
        yield Outing(f"run{number:05}", course, _way(line, noise_m, dice))


def _line(town: np.ndarray, dice: np.random.Generator) -> np.ndarray:
    """A round from the door and back to it over the town's crossings, after the first streets. [m]"""
    half, corners = dice.integers(8, 40), [np.array((0, 0))]
    for step in FIRST_STREETS:
        corners.append(corners[-1] + step)
    for goal in (*_goals(corners[-1], half, dice), corners[-1]):
        corners += list(_towards(corners[-1], goal, dice))
    crossings = np.array([*corners, *corners[len(FIRST_STREETS) - 1 :: -1]])
    return crossings * BLOCK_M + town[crossings[:, 0] + TOWN, crossings[:, 1] + TOWN]


def _goals(start: np.ndarray, half: int, dice: np.random.Generator) -> Iterator[np.ndarray]:
    """Three crossings about a point that lies off in some direction."""
    toward = dice.uniform(0, 2 * np.pi)
    for turn in (-0.7, 0.0, 0.7):
        reach = half * dice.uniform(0.6, 1.0)
        goal = start + reach * np.array((np.cos(toward + turn), np.sin(toward + turn)))
        yield np.clip(np.round(goal).astype(int), -TOWN, TOWN)


def _towards(here: np.ndarray, goal: np.ndarray, dice: np.random.Generator) -> Iterator[np.ndarray]:
    """Crossing by crossing, now along one street and now along the other."""
    while (left := goal - here).any():
        axis = int(dice.random() * np.abs(left).sum() >= abs(left[0]))
        here = here + np.eye(2, dtype=int)[axis] * np.sign(left)
        yield here


def _way(line: np.ndarray, noise_m: float, dice: np.random.Generator) -> pd.DataFrame:
    """The WAY of a run along a line, as far off as GPS is."""
    along_m = np.concatenate([[0.0], np.cumsum(np.hypot(*np.diff(line, axis=0).T))])
    grid_m = np.arange(0.0, along_m[-1], 10.0)
    knots_m = np.arange(0.0, along_m[-1] + LASTS_M, LASTS_M)
    east, north = (
        np.interp(grid_m, along_m, line[:, axis])
        + np.interp(grid_m, knots_m, dice.normal(0, noise_m, knots_m.size))
        for axis in (0, 1)
    )
    way = pd.DataFrame(
        {
            "time": pd.to_datetime(grid_m / 3, unit="s", utc=True),
            "distance_m": grid_m,
            "latitude_deg": HOME[0] + np.degrees(north / EARTH_RADIUS_M),
            "longitude_deg": HOME[1] + np.degrees(east / EARTH_RADIUS_M / np.cos(np.radians(HOME[0]))),
        }
    )
    return WAY.conform(way.reindex(columns=WAY.names))
