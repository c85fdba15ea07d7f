"""What stands out in the form of each run: a number a measure, against the runner's own last 90 days."""

from __future__ import annotations

import numpy as np
import pandas as pd

from analysis.form.arranged import BALANCE, MEASURES, Arranged, arranged
from analysis.form.matched import LEAST_RUNS, Spans, residuals, runs_in

BASELINE_DAYS = 90
"""Runs are held against those of so many days before their own. [days], EVIDENCE rule B1"""

LEAST_RUN_S = 180.0
"""Time of a run that must be comparable before a number is told of it. [s], own convention"""

LEAST_DRIFT_S = 900.0
"""The same for its thirds to be held against each other. [s], own convention"""

DRIFTING = ("cadence", "stance_time", "vertical_ratio")
"""Measures of which the last third of a run is held against the first: EVIDENCE rule B3."""

COLUMNS = (*(f"{name}_residual" for name in MEASURES), "balance_shift", *(f"{n}_drift" for n in DRIFTING))


def by_run(runs: pd.DataFrame, gait: pd.DataFrame) -> pd.DataFrame:
    """Form of RUNS from their windows (`run_id` and GAIT), a row a run in the runs' order, by run_id.

    `<measure>_residual`: how far above what is expected at the same speed and grade, by the runner's own
    runs of the 90 days before the run's day [fraction of the expected]. `balance_shift`: the left foot's
    share of the stance time, above its mean over those runs [percentage points]. `<measure>_drift`: the
    residual of the run's last third less that of its first [fraction]. NaN where the run, or what it is
    held against, has too little. On a treadmill nobody measures the speed: there only balance is told.
    """
    minutes = arranged(runs, gait)
    spans = Spans(*minutes.before(BASELINE_DAYS))
    return told(minutes, spans).reindex(runs["run_id"].tolist())


def told(minutes: Arranged, spans: Spans) -> pd.DataFrame:
    """COLUMNS of each run, held against the runs of its span."""
    found = {name: residuals(minutes, column, spans) for name, column in MEASURES.items()}
    columns = {f"{name}_residual": _mean(minutes, each, LEAST_RUN_S) for name, each in found.items()}
    columns["balance_shift"] = _balance_shift(minutes, spans)
    columns |= {f"{name}_drift": _drift(minutes, found[name]) for name in DRIFTING}
    return pd.DataFrame(columns, index=pd.Index(minutes.run_ids, name="run_id", dtype="str"))


def _mean(minutes: Arranged, values: np.ndarray, least_s: float) -> np.ndarray:
    """Mean by run, a minute weighted by its seconds; NaN where fewer than `least_s` are known."""
    known, count = np.isfinite(values), len(minutes.run_ids)
    run, weights_s = minutes.run[known], minutes.numbers["moving_s"][known]
    total_s = np.bincount(run, weights_s, count)
    enough = total_s >= least_s
    return np.where(
        enough, np.bincount(run, weights_s * values[known], count) / np.maximum(total_s, 1.0), np.nan
    )


def _balance_shift(minutes: Arranged, spans: Spans) -> np.ndarray:
    """Mean balance of each run above that of its span. [percentage points]"""
    values = minutes.numbers[BALANCE]
    known = np.isfinite(values)
    own = _mean(minutes, values, LEAST_RUN_S)
    weights_s = np.where(known, minutes.numbers["moving_s"], 0.0)
    count = len(minutes.run_ids)
    sums = (
        np.concatenate([[0.0], np.cumsum(np.bincount(minutes.run, amounts, count))])
        for amounts in (weights_s * np.where(known, values, 0.0), weights_s)
    )
    total, total_s = (each[spans.end] - each[spans.first] for each in sums)
    enough = (runs_in(minutes, known, spans) >= LEAST_RUNS) & (total_s > 0)
    return np.where(enough, own - total / np.where(enough, total_s, 1.0), np.nan)


def _drift(minutes: Arranged, values: np.ndarray) -> np.ndarray:
    """Mean of each run's last third less that of its first, by comparable time."""
    known, count = np.isfinite(values), len(minutes.run_ids)
    run, weights_s = minutes.run[known], minutes.numbers["moving_s"][known]
    total_s = np.bincount(run, weights_s, count)
    begun_s = np.concatenate([[0.0], np.cumsum(total_s)])[run]
    place = (np.cumsum(weights_s) - weights_s / 2 - begun_s) / total_s[run]
    third = np.full(values.size, -1)
    third[known] = np.floor(3 * place)
    first, last = (_mean(minutes, np.where(third == which, values, np.nan), 1.0) for which in (0, 2))
    return np.where(total_s >= LEAST_DRIFT_S, last - first, np.nan)
