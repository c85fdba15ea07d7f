"""Which runs a recording records once more, by the keys of those already here.

One runner cannot run in two places at once: recordings that share most of their time are one
run, unless place or distance speak against it. A clock in the wrong time zone hides that; then all
else must agree, and the tracks decide (ingest.twins.course).
"""

from __future__ import annotations

import math
from collections.abc import Iterable, Sequence
from itertools import groupby, pairwise
from typing import NamedTuple

from ingest.twins.key import Key, apart_m, shared_s

SHARED_TIME = 0.7
"""Least part of the shorter recording that the other must cover. [fraction]"""

NEAR_M = 2000.0
FASTEST_M_S = 6.0
"""Furthest apart that two devices of one runner begin to record, and how fast the runner gets
from the one's start to the other's. [m], [m/s], convention"""

TWICE = 2.0
"""A part that is this many times as far as the whole is of someone else. [ratio], convention"""

LATE_S = 300.0
ALIKE = 0.1
"""Clocks of devices differ by minutes; then lengths and distances must agree closely. [s], [fraction]"""

REST_S = 3 * 3600.0
SLOWEST_M_S = 0.7
"""Who covers less ground than this for longer than this is between two runs. [s], [m/s], convention:
2.5 km/h, the slowest hours of hundred-mile races are faster"""

QUARTER_S = 900.0
FURTHEST_S = 14 * 3600.0
"""Zones lie whole quarter hours apart, and none further from UTC. [s]"""

ASTRAY_S = 120.0
SLIPPED_LENGTH = 0.03
SLIPPED_DISTANCE = 0.05
SLIPPED_M = 200.0
"""How far apart two recordings may be, but for the zone: start, length, distance, place.
[s], [fraction], [fraction], [m]"""


class Match(NamedTuple):
    """A run that a recording records once more.

    `key` is that of the run's recording that shows it. `slip_s` is by how much the new recording's
    clock is ahead of it, in whole quarter hours; where it is not 0, `confirmed` must say yes. [s]
    """

    key: Key
    slip_s: float = 0.0

    @property
    def run_id(self) -> str:
        return self.key.run_id


def same_run(new: Key, others: Iterable[Key]) -> list[Match]:
    """The runs among the recordings `others` that `new` records once more, one Match a run.

    `others` are all recordings of the runs nearby, those within two days. Several Matches where
    `new` is the whole of pieces that are here as runs. Where it shares its time with no run, those that
    may be the same but for a slipped time zone.
    """
    others = [key for key in others if key.recording_id != new.recording_id]
    found = [best for best in (_overlapping(new, run) for run in _touching(new, others)) if best is not None]
    if found:
        return [Match(key) for key in _one_outing(new, found)]
    own = {key.run_id for key in others if (key.device, key.format) == (new.device, new.format)}
    alike = (key for key in others if _close(new.elapsed_s, key.elapsed_s, SLIPPED_LENGTH))
    slipped = [key for key in alike if key.run_id not in own]  # no device writes a run by two clocks
    matches = (_slipped(new, run) for run in _by_run(slipped))
    return [match for match in matches if match is not None]


def _touching(new: Key, others: list[Key]) -> list[list[Key]]:
    """The runs of which a recording shares any time with `new`, each with all of its recordings."""
    began_s, ended_s = new.began_s, new.ended_s
    runs = {key.run_id for key in others if key.began_s < ended_s and key.began_s + key.elapsed_s > began_s}
    return _by_run(key for key in others if key.run_id in runs) if runs else []


def by_one_clock(new: Key, match: Match) -> tuple[Key, Key]:
    """`new` and the key that it matched by one clock: the watch's FIT's, else that of the one here.

    Keys are kept so: a clock eight hours off would else meet the runs of eight hours later.
    """
    if new.format == "fit" and match.key.format != "fit":
        return new, match.key._replace(began_s=match.key.began_s + match.slip_s)
    return new._replace(began_s=new.began_s - match.slip_s), match.key


def left_on(long: Key, short: Key) -> bool:
    """Whether `long` ran on for hours after or before the run that `short` recorded, going nowhere."""
    spare_s = long.length_s - short.length_s
    return spare_s > REST_S and not _moved(long.distance_m - short.distance_m, spare_s)


def _moved(distance_m: float, time_s: float) -> bool:
    return distance_m >= SLOWEST_M_S * time_s


def _by_run(keys: Iterable[Key]) -> list[list[Key]]:
    ordered = sorted(keys, key=lambda key: (key.run_id, key.began_s, key.recording_id))
    return [list(run) for _, run in groupby(ordered, key=lambda key: key.run_id)]


def _overlapping(new: Key, run: Sequence[Key]) -> Key | None:
    """The recording of a run that shares most time with `new`, if enough.

    One left on for hours, beside others, says nothing: it may have seen a second run.
    """
    proper = [key for key in run if not left_on_beside(key, run)]
    same = [key for key in proper if _same_time(new, key) and not _contradicted(new, key)]
    return max(same, key=lambda key: shared_s(new, key), default=None)


def left_on_beside(key: Key, run: Sequence[Key]) -> bool:
    """Whether a recording ran on for hours beyond every other of its run."""
    others = [other for other in run if other is not key]
    return bool(others) and all(left_on(key, other) for other in others)


def _same_time(one: Key, other: Key) -> bool:
    """Whether two recordings share their time, or would with clocks a few minutes better."""
    both_s = shared_s(one, other)
    if both_s >= SHARED_TIME * max(min(one.length_s, other.length_s), 1.0):
        return True
    return both_s > 0 and abs(one.began_s - other.began_s) <= LATE_S and _alike(one, other, ALIKE, ALIKE)


def _alike(one: Key, other: Key, lengths: float, distances: float) -> bool:
    """Whether both length and distance are known and agree within these fractions of the greater."""
    return _close(one.length_s, other.length_s, lengths) and _close(
        one.distance_m, other.distance_m, distances
    )


def _close(one: float, other: float, fraction: float) -> bool:
    return abs(one - other) <= fraction * max(one, other)


def _contradicted(one: Key, other: Key) -> bool:
    """Whether place or distance speak against one run; where either is unknown they do not."""
    metres = apart_m(one, other)
    if metres > NEAR_M + FASTEST_M_S * abs(one.began_s - other.began_s):
        return True
    short, long = sorted((one, other), key=lambda key: key.length_s)
    return metres >= 0 and short.distance_m > TWICE * long.distance_m


def _one_outing(new: Key, parts: list[Key]) -> list[Key]:
    """The parts that make up one run with `new`: all of them, or the longest shared if it rested between."""
    parts = sorted(parts, key=lambda key: (key.began_s, key.ended_s, key.recording_id))
    rest_s = max((after.began_s - before.ended_s for before, after in pairwise(parts)), default=0.0)
    idle_s = new.length_s - sum(part.length_s for part in parts)
    ran_m = sum(part.distance_m for part in parts)
    if rest_s <= REST_S or _moved(new.distance_m - ran_m, idle_s):
        return parts
    return [max(parts, key=lambda key: shared_s(new, key))]


def _slipped(new: Key, run: Sequence[Key]) -> Match | None:
    matches = (Match(key, _slip(new, key)) for key in run)
    return next((match for match in matches if not math.isnan(match.slip_s)), None)


def _slip(one: Key, other: Key) -> float:
    """By how many quarter hours the clock of `one` may be ahead; NaN where they are no twins. [s]"""
    slip_s = slip_of(one.began_s - other.began_s)
    alike = _alike(one, other, SLIPPED_LENGTH, SLIPPED_DISTANCE) and apart_m(one, other) <= SLIPPED_M
    return slip_s if alike else math.nan


def slip_of(ahead_s: float) -> float:
    """The whole quarter hours in a difference of starts; NaN where no zone explains it. [s]"""
    slip_s = QUARTER_S * round(ahead_s / QUARTER_S)
    explained = slip_s != 0 and abs(slip_s) <= FURTHEST_S and abs(ahead_s - slip_s) <= ASTRAY_S
    return slip_s if explained else math.nan
