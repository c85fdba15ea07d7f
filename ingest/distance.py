"""How far: by the device's own stream, else by positions, else by speed, else by its total."""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np

from ingest.columns import Columns, changes, places
from ingest.timer import Timing

FASTEST_M_S = 12.0
"""Nobody runs faster; the fastest sprint ever measured peaked at 12.4 m/s. [m/s], convention"""

SLACK_M = 50.0
"""Streams that arrive in bursts may run ahead by this much before it is a jump. [m], convention"""

TOLD_FROM = 0.01
"""Distances that differ by more than this are told. [fraction]"""

EARTH_RADIUS_M = 6_371_008.8


@dataclass(frozen=True)
class Covered:
    """Distance by point (NaN throughout where only the total is known) and in all. [m]"""

    distance_m: np.ndarray
    total_m: float
    notes: tuple[str, ...] = ()


def covered(columns: Columns, timing: Timing, device_m: float | None) -> Covered:
    """The distance of a TRACK, from the first source that has one. [m]

    Where the device's own total differs by more than 1 % it is kept, and told: runners correct it
    after a treadmill, and files lose points. A total that no runner could reach is not kept.
    """
    for source in (_by_stream, _by_positions, _by_speed):
        distance_m, notes = source(columns, timing, device_m)
        if distance_m is not None and distance_m[-1] > 0:
            total_m, told = _agreed(float(distance_m[-1]), device_m, timing.duration_s)
            return Covered(distance_m, total_m, (*notes, *told))
    return Covered(np.full(timing.clock_s.size, np.nan), *_by_total(device_m, timing.duration_s))


def haversine(latitude_deg: np.ndarray, longitude_deg: np.ndarray) -> np.ndarray:
    """Great-circle lengths of the steps between positions, one fewer than these. [m]"""
    latitude, longitude = np.radians(latitude_deg), np.radians(longitude_deg)
    halves = np.sin(changes(latitude) / 2) ** 2
    across = np.sin(changes(longitude) / 2) ** 2
    halves = halves + np.cos(latitude[:-1]) * np.cos(latitude[1:]) * across
    return 2 * EARTH_RADIUS_M * np.arcsin(np.sqrt(np.clip(halves, 0.0, 1.0)))


def _by_stream(
    columns: Columns, timing: Timing, device_m: float | None
) -> tuple[np.ndarray | None, tuple[str, ...]]:
    known = places(~np.isnan(columns["distance_m"]))
    clock_s, stream_m = timing.clock_s[known], columns["distance_m"][known]
    if stream_m.size < 2 or np.ptp(stream_m) == 0:
        return None, ()
    steps_m, notes = _without_resets(changes(stream_m), stream_m)
    first_m = _head(stream_m[0], steps_m.sum(), device_m)
    if not _close(first_m + steps_m.sum(), device_m):
        steps_m, jumps = _without_jumps(steps_m, changes(clock_s))
        notes += jumps
    grown_m = first_m + np.concatenate([[0.0], np.cumsum(steps_m)])
    return np.interp(timing.clock_s, clock_s, grown_m), notes


def _head(first_m: float, grown_m: float, device_m: float | None) -> float:
    """What the stream shows at its first point: metres run before it, or another run's count."""
    if device_m is not None and device_m > 0:
        return first_m if abs(first_m + grown_m - device_m) <= abs(grown_m - device_m) else 0.0
    return first_m if first_m <= SLACK_M else 0.0


def _without_resets(steps_m: np.ndarray, stream_m: np.ndarray) -> tuple[np.ndarray, tuple[str, ...]]:
    """A stream that falls starts anew where it falls near zero, else stands still."""
    falls = steps_m < 0
    if not falls.any():
        return steps_m, ()
    anew = falls & (stream_m[1:] <= SLACK_M)
    steps_m = np.where(anew, stream_m[1:], np.maximum(steps_m, 0.0))
    return steps_m, ("The recorded distance ran backwards at times; only what was gained counts.",)


def _without_jumps(steps_m: np.ndarray, steps_s: np.ndarray) -> tuple[np.ndarray, tuple[str, ...]]:
    jumps = steps_m > FASTEST_M_S * steps_s + SLACK_M
    if not jumps.any():
        return steps_m, ()
    lost = f"{steps_m[jumps].sum() / 1000:.2f} km"
    return np.where(jumps, 0.0, steps_m), (
        f"The recorded distance jumped faster than anyone runs ({lost} in all); that is left out.",
    )


def _by_positions(
    columns: Columns, timing: Timing, device_m: float | None
) -> tuple[np.ndarray | None, tuple[str, ...]]:
    latitude_deg, longitude_deg = columns["latitude_deg"], columns["longitude_deg"]
    fixes = np.flatnonzero(~np.isnan(latitude_deg) & ~np.isnan(longitude_deg))
    if fixes.size < 2:
        return None, ()
    kept = _without_spikes(fixes, latitude_deg, longitude_deg, timing.clock_s)
    steps_m = haversine(latitude_deg[kept], longitude_deg[kept])
    steps_m = np.where(_possible(steps_m, timing.clock_s[kept]), steps_m, 0.0)
    ran_s = np.concatenate([[0.0], np.cumsum(timing.ran_s)])
    steps_m = np.where(changes(ran_s[kept]) > 0, steps_m, 0.0)
    grown_m = np.concatenate([[0.0], np.cumsum(steps_m)])
    dropped = fixes.size - kept.size
    notes = (f"Positions too far off to be true, passed over: {dropped}.",) if dropped else ()
    return np.interp(timing.clock_s, timing.clock_s[kept], grown_m), notes


def _possible(steps_m: np.ndarray, clock_s: np.ndarray) -> np.ndarray:
    """Which steps a runner can make; a second is added, for clocks tick in whole ones."""
    return steps_m <= FASTEST_M_S * (changes(clock_s) + 1.0)


def _without_spikes(
    fixes: np.ndarray, latitude_deg: np.ndarray, longitude_deg: np.ndarray, clock_s: np.ndarray
) -> np.ndarray:
    """Passes over positions that can neither be reached nor left: a spike is two bad steps."""
    for _ in range(5):
        steps_m = haversine(latitude_deg[fixes], longitude_deg[fixes])
        bad = ~_possible(steps_m, clock_s[fixes])
        spikes = np.concatenate([[False], bad]) & np.concatenate([bad, [False]])
        if not spikes.any():
            break
        fixes = fixes[~spikes]
    return fixes


def _by_speed(
    columns: Columns, timing: Timing, device_m: float | None
) -> tuple[np.ndarray | None, tuple[str, ...]]:
    speed_m_s = columns["speed_m_s"]
    if np.count_nonzero(~np.isnan(speed_m_s)) < 2:
        return None, ()
    pairs = np.column_stack([speed_m_s[:-1], speed_m_s[1:]])
    known = ~np.isnan(pairs)
    mean_m_s = np.where(known, pairs, 0.0).sum(axis=1) / np.maximum(known.sum(axis=1), 1)
    return np.concatenate([[0.0], np.cumsum(mean_m_s * timing.ran_s)]), ()


def _close(total_m: float, device_m: float | None) -> bool:
    return device_m is not None and abs(total_m - device_m) <= TOLD_FROM * device_m


def _by_total(device_m: float | None, duration_s: float) -> tuple[float, tuple[str, ...]]:
    """The device's total where nothing else in the file tells."""
    if device_m is None or np.isnan(device_m):
        return np.nan, ("Nothing in this file tells how far this run was.",)
    if device_m > FASTEST_M_S * duration_s:
        told = f"The device counted {device_m / 1000:.2f} km, but nobody runs that far in the time"
        return np.nan, (f"{told}; that distance is left out.",)
    return float(device_m), ()


def _agreed(total_m: float, device_m: float | None, duration_s: float) -> tuple[float, tuple[str, ...]]:
    if device_m is None or not device_m > 0 or _close(total_m, device_m):
        return total_m, ()
    told = f"The device counted {device_m / 1000:.2f} km, its points give {total_m / 1000:.2f} km"
    if device_m > FASTEST_M_S * duration_s:
        return total_m, (f"{told}; the points are kept, for nobody runs that far in the time.",)
    return float(device_m), (f"{told}; the device's own distance is kept.",)
