"""What a run was like on average: means over time, never over points."""

from __future__ import annotations

import numpy as np

from ingest.columns import Columns
from ingest.recording import Recording
from ingest.timer import Timing

LONGEST_WEIGHT_S = 30.0
"""A point speaks for at most this long before and after it. [s], convention"""

MEANS_ACTIVE = {"avg_heart_rate_bpm": "heart_rate_bpm", "avg_temperature_c": "temperature_c"}
MEANS_MOVING = {
    "avg_power_w": "power_w",
    "avg_stance_time_s": "stance_time_s",
    "avg_stance_time_balance_pct": "stance_time_balance_pct",
    "avg_vertical_oscillation_m": "vertical_oscillation_m",
    "avg_vertical_ratio_pct": "vertical_ratio_pct",
    "avg_step_length_m": "step_length_m",
}


def means(columns: Columns, when: Timing, moving: np.ndarray) -> dict[str, float]:
    """Averages of a completed TRACK over the time that the timer ran, by column of RUNS.

    `moving` says of each step between points whether it was run (1, 0, NaN where unknown); what legs
    do is averaged without the points at which they stood, cadence without its zeros, which are lost
    steps and not slow ones. NaN where nothing was recorded.
    """
    if when.clock_s.size < 2:
        names = (*MEANS_ACTIVE, *MEANS_MOVING, "avg_cadence_spm", "max_heart_rate_bpm")
        return dict.fromkeys(names, np.nan)
    active_s = _weights(when)
    still = moving == 0
    stood = np.concatenate([still, [True]]) & np.concatenate([[True], still])
    moving_s = np.where(stood, 0.0, active_s)
    stepping_s = np.where(columns["cadence_spm"] > 0, moving_s, 0.0)
    return {
        **{name: _mean(columns[column], active_s) for name, column in MEANS_ACTIVE.items()},
        **{name: _mean(columns[column], moving_s) for name, column in MEANS_MOVING.items()},
        "avg_cadence_spm": _mean(columns["cadence_spm"], stepping_s),
        "max_heart_rate_bpm": float(np.fmax.reduce(columns["heart_rate_bpm"])),
    }


def steps(recording: Recording, cadence_spm: np.ndarray, when: Timing) -> float:
    """Steps by the device's own count, else cadence over time."""
    counted = recording.totals.steps
    if counted is not None and counted > 0:
        return float(counted)
    if cadence_spm.size < 2 or np.isnan(cadence_spm).all():
        return np.nan
    return float(np.nansum(cadence_spm / 60 * _weights(when)))


def _weights(when: Timing) -> np.ndarray:
    """How long each point speaks for while the timer runs. [s]"""
    halves = np.minimum(when.ran_s, 2 * LONGEST_WEIGHT_S) / 2
    return np.concatenate([halves, [0.0]]) + np.concatenate([[0.0], halves]) if halves.size else halves


def _mean(amounts: np.ndarray, weights_s: np.ndarray) -> float:
    """Mean over time; NaN where nothing was recorded in it."""
    known = ~np.isnan(amounts)
    if not known.any():  # most watches leave some columns empty
        return np.nan
    if not known.all():
        amounts, weights_s = np.where(known, amounts, 0.0), np.where(known, weights_s, 0.0)
    total_s = weights_s.sum()
    return float((amounts * weights_s).sum() / total_s) if total_s > 0 else np.nan
