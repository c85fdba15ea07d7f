"""Routes: runs over the same ground, found by cells of 25 m, and which way each run went.

How often round does not count: three and six rounds of a park are one route, for they are on the same
ground; so are a way there and the way there and back. What noise may do, a second street may do too: long
lines side by side are one route where less than 25 m lie between them, and some are up to 50 m.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from functools import cached_property
from types import MappingProxyType
from typing import NamedTuple

import numpy as np

from ingest.ground.cells import CORNERS, blocks, cells, neighbours
from ingest.ground.turning import on_ground

ALIKE = 0.7
"""Cells in common over cells in all from which two runs are on one route. [fraction], EVIDENCE 3"""

ONE_WAY = 0.5
"""Share of the compared headings that must agree, less those that are opposite, for a direction.
[fraction], convention"""

CLEAR = 0.5
"""A cell has a heading where its passages agree so far: the length of their mean unit vector. convention"""

FEWEST_CLEAR = 0.2
"""Share of the cells in common that must have a heading for a run to have a direction. convention"""

HUNDREDTHS = 100.0
"""Of a unit vector: so headings are kept."""

NAMES, COUNTS, HEADINGS = np.dtype("<i8"), np.dtype("<i4"), np.dtype("i1")
HEAD = 2 * COUNTS.itemsize
"""What a packed course is made of; how many cells and blocks it has stands in its head."""

LATE = 16
"""So many routes wait outside the sorted index before it is sorted anew."""


@dataclass(frozen=True)
class Course:
    """Where a run led: its cells in order of their names, and for each the mean heading, east and north
    (hundredths of a unit vector, shorter where passages differ); the blocks that it touches or comes next to,
    and how many of its cells lie in each."""

    cells: np.ndarray
    headings: np.ndarray
    blocks: np.ndarray
    counts: np.ndarray

    @cached_property
    def near(self) -> np.ndarray:
        """All cells that are its own or next to one, in order: noise moves a run over a cell's border."""
        return _ordered(neighbours(self.cells))


class Found(NamedTuple):
    """The route of a run, and whether the run went as it does (1), against it (-1), or both ways (0)."""

    route_id: str
    direction: float


def course(latitude_deg: np.ndarray, longitude_deg: np.ndarray) -> Course | None:
    """Where the positions of a WAY led, NaN among them; None where there are none."""
    known = ~np.isnan(latitude_deg)
    if not known.any():
        return None
    at = cells(latitude_deg[known], longitude_deg[known])
    names = _ordered(at)
    cell = np.searchsorted(names, at)
    headings = (np.bincount(cell, part[known]) for part in _headings(latitude_deg, longitude_deg))
    headings = np.stack(list(headings), axis=1) * (HUNDREDTHS / np.bincount(cell))[:, None]
    return Course(names, np.round(headings).astype(HEADINGS), *_blocks(names))


def _ordered(values: np.ndarray) -> np.ndarray:
    """Each value once, in order: np.unique without its hashing."""
    values = np.sort(values, axis=None)
    return values[np.concatenate([[True], values[1:] != values[:-1]])]


def _blocks(names: np.ndarray) -> tuple[np.ndarray, np.ndarray]:
    """The blocks of cells and of those around them, and how many of the cells lie in each."""
    touched = _ordered(blocks(neighbours(names)[CORNERS]))  # no block lies between two corners
    counts = np.bincount(np.searchsorted(touched, blocks(names)), minlength=touched.size)
    return touched, counts.astype(COUNTS)


def _headings(latitude_deg: np.ndarray, longitude_deg: np.ndarray) -> Iterator[np.ndarray]:
    """East and north part of the heading at each node, by the nodes before and after; else 0."""
    lines = (np.concatenate([m[:1], m, m[-1:]]) for m in on_ground(latitude_deg, longitude_deg))
    parts_m = [line[2:] - line[:-2] for line in lines]
    length_m = np.hypot(*parts_m)
    moved = length_m > 0  # never so for NaN
    return (np.divide(part, length_m, out=np.zeros(part.size), where=moved) for part in parts_m)


def packed(led: Course) -> bytes:
    """A course as the database keeps it: what the index is made of stands first."""
    sizes = np.array([led.cells.size, led.blocks.size], dtype=COUNTS)
    return b"".join(part.tobytes() for part in (sizes, led.blocks, led.counts, led.cells, led.headings))


def unpacked(data: bytes) -> Course:
    """The course of which `packed` made these bytes."""
    some, held = np.frombuffer(data, COUNTS, 2).tolist()
    held_names = np.frombuffer(data, NAMES, held, HEAD)
    counts = np.frombuffer(data, COUNTS, held, at := HEAD + held_names.nbytes)
    names = np.frombuffer(data, NAMES, some, at := at + counts.nbytes)
    headings = np.frombuffer(data, HEADINGS, offset=at + names.nbytes)
    return Course(names, headings.reshape(some, 2), held_names, counts)


def alike(one: Course, other: Course) -> float:
    """Cells in common over cells in all; a cell next to one of the other is in common. [fraction]

    The Jaccard index of the cells, but for the border: as many cells are in common as the mean of what
    each finds of itself beside the other. So it cannot tell two streets apart that lie next to each other.
    """
    found = np.count_nonzero(_among(one.cells, other.near)) + np.count_nonzero(_among(other.cells, one.near))
    return _jaccard(found / 2, one.cells.size + other.cells.size)


def _jaccard(common: float | np.ndarray, both: float | np.ndarray) -> float | np.ndarray:
    """Cells in common over cells in all, of two courses that have so many cells together."""
    return common / (both - common)


def _among(wanted: np.ndarray, ordered: np.ndarray) -> np.ndarray:
    """Which of these are among others, which stand in order: np.isin without its sorting."""
    place = np.searchsorted(ordered, wanted)
    return ordered[np.minimum(place, ordered.size - 1)] == wanted


def direction(run: Course, route: Course) -> float:
    """Whether a run goes as its route does (1), against it (-1), or both ways (0), wherever it began.

    Headings are compared in the very cells that both have, where the route has one clear heading.
    """
    place = np.minimum(np.searchsorted(route.cells, run.cells), route.cells.size - 1)
    same = route.cells[place] == run.cells
    there, here = route.headings[place[same]] / HUNDREDTHS, run.headings[same] / HUNDREDTHS
    length = np.hypot(there[:, 0], there[:, 1])
    clear = length >= CLEAR
    if np.count_nonzero(clear) < max(1.0, FEWEST_CLEAR * clear.size):
        return 0.0
    share = (there[clear] * here[clear]).sum() / length[clear].sum()
    return float(np.sign(share)) if abs(share) >= ONE_WAY else 0.0


class Routes:
    """The routes that are known, with an index by block: most never meet the run that is asked for."""

    def __init__(self, courses: Mapping[str, bytes] = MappingProxyType({})) -> None:
        """Takes packed courses by route_id, in the order in which equals are preferred."""
        self._ids = list(courses)
        self._packed = list(courses.values())
        self._courses: dict[int, Course] = {}
        self._sort()

    def __len__(self) -> int:
        return len(self._ids)

    def place(self, run_id: str, led: Course) -> Found:
        """The route of a run, which is a new one of its own name where none is enough alike."""
        best, most = None, 0.0
        for number, at_most in self._candidates(led):
            if at_most <= most:
                break
            share = alike(led, self._course(number))
            if share >= ALIKE and share > most:
                best, most = number, share
        if best is None:
            return Found(self._keep(run_id, led), direction(led, led))
        return Found(self._ids[best], direction(led, self._course(best)))

    def since(self, known: int) -> dict[str, bytes]:
        """The packed courses, by route_id, of all but the first `known` routes."""
        return dict(zip(self._ids[known:], self._packed[known:], strict=True))

    def _keep(self, run_id: str, led: Course) -> str:
        """The new route's name: the run's, unless its earlier points have given that to another course."""
        route_id = f"{run_id}-{len(self)}" if run_id in self._ids else run_id
        self._courses[len(self)] = led
        self._ids.append(route_id)
        self._packed.append(packed(led))
        return route_id

    def _course(self, number: int) -> Course:
        """Taken apart when it is first asked for: of a thousand courses few are."""
        if number not in self._courses:
            self._courses[number] = unpacked(self._packed[number])
        return self._courses[number]

    def _candidates(self, led: Course) -> list[tuple[int, float]]:
        """Routes that may be ALIKE, and how alike they are at most; the likeliest first."""
        if len(self._packed) - self._sorted.upto > LATE:
            self._sort()
        late = _Index(self._packed[self._sorted.upto :], self._sorted.upto)
        found = [*self._sorted.candidates(led), *late.candidates(led)]
        return sorted(found, key=lambda candidate: -candidate[1])

    def _sort(self) -> None:
        self._sorted = _Index(self._packed, 0)


class _Index:
    """The blocks of some courses, in order."""

    def __init__(self, courses: list[bytes], first: int) -> None:
        self.first, self.upto = first, first + len(courses)
        sizes = np.frombuffer(b"".join(data[:HEAD] for data in courses), COUNTS).reshape(-1, 2)
        self.sizes, held = sizes[:, 0].astype(np.int64), sizes[:, 1]
        names_until = (HEAD + held * NAMES.itemsize).tolist()
        counts_until = (HEAD + held * (NAMES.itemsize + COUNTS.itemsize)).tolist()
        places = list(zip(courses, names_until, counts_until, strict=True))
        blocks_held = np.frombuffer(b"".join(data[HEAD:end] for data, end, _ in places), NAMES)
        counts = np.frombuffer(b"".join(data[begin:end] for data, begin, end in places), COUNTS)
        order = np.argsort(blocks_held)
        self.held, self.counts = blocks_held[order], counts[order]
        self.numbers = np.repeat(np.arange(len(courses)), held)[order]

    def candidates(self, led: Course) -> Iterator[tuple[int, float]]:
        """Courses that may be ALIKE to this one, and how alike at most.

        A cell that two courses have in common lies in a block that both touch.
        """
        if self.first == self.upto:
            return
        begin, end = (np.searchsorted(self.held, led.blocks, side) for side in ("left", "right"))
        hit, own = _ranges(begin, end), np.repeat(led.counts, end - begin)
        numbers = self.numbers[hit]
        common = np.bincount(numbers, self.counts[hit] + own, self.sizes.size) / 2
        at_most = _jaccard(common, self.sizes + led.cells.size)
        for number in np.flatnonzero(at_most >= ALIKE).tolist():
            yield number + self.first, float(at_most[number])


def _ranges(begin: np.ndarray, end: np.ndarray) -> np.ndarray:
    """All numbers from each begin up to its end, one after the other."""
    lengths = end - begin
    offsets = np.repeat(begin - np.concatenate([[0], np.cumsum(lengths)[:-1]]), lengths)
    return np.arange(lengths.sum()) + offsets
