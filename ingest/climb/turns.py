"""Ascent and descent of a profile, by where it turns."""

from __future__ import annotations

import numpy as np

from ingest.columns import changes


def ascent_descent(altitude_m: np.ndarray, reversal_m: float) -> tuple[float, float]:
    """Ascent and descent of a profile, both positive. [m]

    A turning point counts only once altitude has come back from it by `reversal_m`.
    """
    changes = np.diff(_turning_points(_extremes(altitude_m).tolist(), reversal_m))
    return float(changes[changes > 0].sum()), float(np.abs(changes[changes < 0]).sum())


def _extremes(values: np.ndarray) -> np.ndarray:
    """The first and last value, and those from which the way on is not the way there.

    A profile turns nowhere else, and there are ten times fewer of them.
    """
    rises = np.sign(changes(values))
    return values[np.concatenate([[True], rises[1:] != rises[:-1], [True]])] if values.size > 1 else values


def _turning_points(altitude_m: list[float], reversal_m: float) -> list[float]:
    """Altitudes between which a profile rises and falls, by zigzag with hysteresis."""
    least = reversal_m - 1e-9  # a reversal of exactly h counts, whatever its last bit
    turns: list[float] = []
    low = high = altitude_m[0]
    rising: bool | None = None
    for height in altitude_m[1:]:
        low, high = min(low, height), max(high, height)
        if rising is not True and height - low >= least:
            turns.append(low)
            rising, high = True, height
        elif rising is not False and high - height >= least:
            turns.append(high)
            rising, low = False, height
    if rising is None:
        return []
    return [*turns, high if rising else low]
