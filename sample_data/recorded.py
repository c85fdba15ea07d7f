"""A run as it was recorded, and the totals that a device makes of it."""

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from datetime import datetime, timedelta
from itertools import pairwise

from ingest.units import METRES_PER_MILE
from sample_data.plan import Outing
from sample_data.running import Step

CLIMB_COUNTS_FROM_M = 3.0


@dataclass(frozen=True)
class Recorded:
    """An outing's points. `start` is aware and local; `soreness`, in thousandths, is the hip's that day."""

    outing: Outing
    start: datetime
    steps: tuple[Step, ...]
    soreness: int

    def at(self, elapsed_s: int) -> datetime:
        return self.start + timedelta(seconds=elapsed_s)


def climb(altitudes_m: Iterable[float]) -> tuple[int, int]:
    """Ascent and descent as a watch counts them: only legs of 3 m and more. [m]"""
    points: list[float] = []
    for altitude in altitudes_m:
        leg = points[-1] - points[-2] if len(points) > 1 else 0.0
        if leg * (altitude - points[-1] if points else 0.0) > 0:
            points[-1] = altitude
        elif not points or abs(altitude - points[-1]) >= CLIMB_COUNTS_FROM_M:
            points.append(altitude)
    fifths = [round((after - before) * 5) for before, after in pairwise(points)]
    rises = sum(leg for leg in fifths if leg > 0)
    return round(rises / 5), round((rises - sum(fifths)) / 5)


def strides(steps: Sequence[Step]) -> int:
    """Strides taken, each counting two steps."""
    legs = pairwise(steps)
    halves = (round(b.strides_min * 2) * (b.timer_s - a.timer_s) for a, b in legs)
    return round(sum(halves) / 120)


def miles(steps: Sequence[Step]) -> Iterator[Sequence[Step]]:
    """The run cut at the first point past each mile; neighbours share the point at the cut."""
    begin = 0
    for index, step in enumerate(steps):
        full = step.distance_m - steps[begin].distance_m >= METRES_PER_MILE
        if index > begin and (full or index == len(steps) - 1):
            yield steps[begin : index + 1]
            begin = index
