"""One run in windows of a minute (GAIT): what form at matched speed and grade is worked out from."""

from __future__ import annotations

import numpy as np
import pandas as pd

from ingest import motion
from ingest.columns import Columns, columns_of
from ingest.schema import GAIT, TRACK, WALKING_SPM
from ingest.store import points
from ingest.store.gait import Windowed, packed
from ingest.store.ground import mark
from ingest.timer import seconds

WINDOW_S = 60.0
"""Moving time of a window. [s], convention: long enough to calm a watch's noise, short beside a hill"""

LEAST_S = 20.0
"""A window of less moving time is dropped. [s], convention"""

LEAST_KNOWN = 0.5
"""Share of a window's moving time over which a column must be known, else it is NaN there. [fraction]"""

MEANS = GAIT.names[GAIT.names.index("grade") :]


def windowed(run_id: str, kept: bytes) -> Windowed:
    """The windows of a run, from its TRACK as the store keeps it, packed."""
    return Windowed(run_id, packed(windows(points.decoded(kept, TRACK))), mark(kept))


def unreadable(run_id: str, kept: bytes) -> Windowed:
    """No windows, of a run whose points nobody can make sense of."""
    return Windowed(run_id, packed(GAIT.empty()), mark(kept))


def windows(track: pd.DataFrame) -> pd.DataFrame:
    """GAIT of a TRACK as hiplog keeps it (with distance, speed and grade), by the windows' first moments.

    Pauses count for nothing, and neither do silences. Steps at a walk (cadence below WALKING_SPM) are
    gathered in windows of their own, for a mean over walking and running is the form of neither. A step
    from one to the other is of the walk's: else whoever takes many breaks would seem to run differently.
    No rows where nobody knows that the runner moved. Whoever changes what comes out of this counts
    `ingest.store.gait.VERSION` up, so that the windows of runs already in the log change as well.
    """
    columns, clock_s = columns_of(track, TRACK), seconds(track["time"])
    if clock_s.size < 2:
        return GAIT.empty()
    step_m_s, moving_s = motion.moving_steps(columns, clock_s)
    moved = np.flatnonzero(moving_s > 0)
    weights_s = moving_s[moved]
    slow = _slow(columns["cadence_spm"])
    walking = (slow[1:] | slow[:-1])[moved]
    numbers = _numbers(weights_s, walking)
    _, first, window = np.unique(numbers, return_index=True, return_inverse=True)
    totals_s = np.bincount(window, weights_s)
    found = {
        "elapsed_s": clock_s[moved[first]],
        "distance_m": columns["distance_m"][moved[first]],
        "moving_s": totals_s,
        "speed_m_s": np.bincount(window, weights_s * step_m_s[moved]) / totals_s,
        **_means(columns, moved, window, weights_s, np.tile(walking, 2) & ~slow[_ends(moved)]),
    }
    long = np.flatnonzero(totals_s >= LEAST_S)
    order = long[np.argsort(first[long])]
    return GAIT.conform(pd.DataFrame({name: found[name][order] for name in GAIT.names}))


def _slow(cadence_spm: np.ndarray) -> np.ndarray:
    """Whether points are of a walk; a cadence of 0 is lost, not slow."""
    return (cadence_spm > 0) & (cadence_spm < WALKING_SPM)


def _ends(moved: np.ndarray) -> np.ndarray:
    """The points at which steps begin, and then those at which they end."""
    return np.concatenate([moved, moved + 1])


def _numbers(weights_s: np.ndarray, walking: np.ndarray) -> np.ndarray:
    """Which window each step is in: even numbers are run, odd ones walked."""
    run_s, walked_s = np.where(walking, 0.0, weights_s), np.where(walking, weights_s, 0.0)
    before_s = np.where(walking, np.cumsum(walked_s) - walked_s, np.cumsum(run_s) - run_s)
    return 2 * np.floor(before_s / WINDOW_S).astype(np.int64) + walking


def _means(
    columns: Columns, moved: np.ndarray, window: np.ndarray, weights_s: np.ndarray, left_out: np.ndarray
) -> Columns:
    """Means by window, each step's weight shared by its two ends; NaN where too little is known.

    `left_out` are ends that are of another kind than their step.
    """
    ends, window_of_end = _ends(moved), np.tile(window, 2)
    weight_s, totals_s = np.tile(weights_s, 2) / 2, np.bincount(window, weights_s)
    return {
        name: _mean(np.where(left_out, np.nan, _true(columns, name)[ends]), window_of_end, weight_s, totals_s)
        for name in MEANS
    }


def _true(columns: Columns, name: str) -> np.ndarray:
    """A column without what cannot be: of all of form, only a grade may be zero or less."""
    values = columns[name]
    return values if name == "grade" else np.where(values > 0, values, np.nan)


def _mean(values: np.ndarray, window: np.ndarray, weights_s: np.ndarray, totals_s: np.ndarray) -> np.ndarray:
    known = ~np.isnan(values)
    if not known.any():
        return np.full(totals_s.size, np.nan)
    known_s = np.bincount(window[known], weights_s[known], totals_s.size)
    sums = np.bincount(window[known], weights_s[known] * values[known], totals_s.size)
    enough = (known_s > 0) & (known_s >= LEAST_KNOWN * totals_s)
    return np.where(enough, sums / np.where(enough, known_s, 1.0), np.nan)
