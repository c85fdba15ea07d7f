"""Cadence with both feet counted, where a file does not say, or says falsely, what it counts."""

from __future__ import annotations

import numpy as np
import pandas as pd

from ingest.readers.fit_words import NOT_ON_FOOT

STEPS_PER_STRIDE = 2

ONE_FOOT_BELOW_SPM = 120.0
"""The faster half of the points goes above it on average where they count both feet. [1/min]

No one runs at 120 strides a minute, and no one at fewer than 120 steps. It is the faster half, for whoever
walks most of the way runs the rest of it; and its mean, for a sensor that now and then shows the steps, or
the heart rate, is one of strides all the same.
"""

HIGHEST_SPM = 200.0
"""What is beyond weighs no more than this: a few absurd numbers decide nothing. [1/min], convention"""

NEARLY_ALL = 0.95
TOO_MANY = 1.25
"""A mean of so many times what nearly all points stay below cannot be theirs: it is of both feet already.
Convention."""

ENOUGH = 30
"""Fewer points may be of another part of the lap. Convention."""


def steps(cadence: pd.Series, sport: str | None) -> pd.Series:
    """Cadence with both feet counted. [steps/min]

    Neither GPX's ``cad`` nor TCX's ``Cadence`` says what it counts. All 296 recordings with cadence among
    the real files that we have, FIT's too, count one foot: none of their faster halves exceeds 100.
    """
    return _counted(cadence, sport, feet(cadence.to_numpy(dtype="float64")))


def lap_steps(cadence: pd.Series, sport: str | None, points: np.ndarray) -> pd.Series:
    """The mean cadences of laps with both feet counted. [steps/min]

    `points` are the cadences of the same activity's points, as the file counts them: they are many, so
    they say what laps count as well. But an old watch wrote strides in its points and steps in its laps.
    """
    return _counted(cadence, sport, _feet_of_laps(cadence.to_numpy(dtype="float64"), points))


def _counted(cadence: pd.Series, sport: str | None, feet: int) -> pd.Series:
    return cadence * (np.nan if sport in NOT_ON_FOOT else feet)


def feet(cadence: np.ndarray) -> int:
    """By how much a cadence is multiplied to count both feet: 2, or 1 where it counts them already."""
    told = np.sort(np.minimum(cadence[cadence > 0], HIGHEST_SPM))
    faster = told[told.size // 2 :]
    return 1 if told.size and faster.mean() > ONE_FOOT_BELOW_SPM else STEPS_PER_STRIDE


def _feet_of_laps(laps: np.ndarray, points: np.ndarray) -> int:
    """As `feet`, of laps."""
    laps, points = laps[laps > 0], points[points > 0]
    if feet(points) == 1:
        return 1
    if laps.size and points.size >= ENOUGH and np.median(laps) > TOO_MANY * np.quantile(points, NEARLY_ALL):
        return 1
    return feet(laps)
