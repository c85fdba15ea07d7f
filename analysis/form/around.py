"""Form before, in and after an episode of pain, all held against the runs of the 90 days before it."""

from __future__ import annotations

from datetime import date, timedelta

import numpy as np
import pandas as pd

from analysis.episodes import episodes
from analysis.form.arranged import BALANCE, MEASURES, Arranged, arranged
from analysis.form.by_run import BASELINE_DAYS, told, with_minutes
from analysis.form.matched import Spans
from ingest.schema import Log

PHASES = ("before", "in", "after")
LEAST_RUNS = 3
"""Runs of a phase that must tell a measure before it is said. Own convention."""

FREE_RUNS = 10
"""With so many runs outside earlier episodes, those inside them are left out. Own convention: twice what
a fit needs."""

COLUMNS_OF = MEASURES | {"balance": BALANCE}


def around(log: Log, today: date, onset: date, last: date, until: date | None = None) -> pd.DataFrame:
    """A row a measure (MEASURES and `balance`), in its own unit of GAIT, at the same speed and grade.

    Columns: `before`, the mean over the 90 days before the onset; `in` and `after`, what these runs
    would have had with the form of then; `runs_before`, `runs_in`, `runs_after`, how many runs tell it.
    NaN where fewer than LEAST_RUNS do. `after` are the 90 days after `last`, or those before `until`, when
    the next episode began. `runs_sore` is how many runs of the days before lie in earlier episodes of the
    diary; `left_out` says whether they are left out of `before`, as they are where FREE_RUNS others tell
    each measure. Takes a log that knows the minutes of its runs.
    """
    runs = with_minutes(log, today)
    sore = _sore(runs, episodes(log.diary, today), onset)
    whole = _held(log, runs, onset, last, until)
    if not sore.any():
        return whole.assign(runs_sore=0, left_out=False)
    free = _held(log, runs[~sore], onset, last, until)
    told = whole["runs_before"] >= LEAST_RUNS
    enough = bool((free.loc[told, "runs_before"] >= FREE_RUNS).all())
    return (free if enough else whole).assign(
        runs_sore=whole["runs_before"] - free["runs_before"], left_out=enough
    )


def _sore(runs: pd.DataFrame, known: pd.DataFrame, onset: date) -> np.ndarray:
    """Which runs before the onset lie in earlier episodes."""
    day = runs["day"].to_numpy()[:, None]
    earlier = known[known["onset"] < pd.Timestamp(onset)]
    inside = (day >= earlier["onset"].to_numpy()) & (day <= earlier["last_painful"].to_numpy())
    return inside.any(axis=1) & (runs["day"] < pd.Timestamp(onset)).to_numpy()


def _held(log: Log, runs: pd.DataFrame, onset: date, last: date, until: date | None) -> pd.DataFrame:
    """Each phase and how many runs tell it, held against those of the RUNS that lie before the onset."""
    minutes = arranged(runs, log.gait)
    first, end = np.searchsorted(minutes.days, [_number(onset) - BASELINE_DAYS, _number(onset)])
    count = len(minutes.run_ids)
    form = told(minutes, Spans(np.full(count, first), np.full(count, end)))
    phase = _phases(minutes, onset, last, until)
    rows = {name: _row(minutes, form, phase, name) for name in COLUMNS_OF}
    return pd.DataFrame.from_dict(rows, orient="index")


def _number(day: date) -> int:
    return int(np.datetime64(day, "D").astype("int64"))


def _phases(minutes: Arranged, onset: date, last: date, until: date | None) -> np.ndarray:
    """Which of PHASES each run is in; "" for none."""
    over = last + timedelta(days=1)
    ends = over + timedelta(days=BASELINE_DAYS)
    edges = [onset - timedelta(days=BASELINE_DAYS), onset, over, min(ends, until or ends)]
    place = np.searchsorted([_number(edge) for edge in edges], minutes.days, side="right")
    return np.array(["", *PHASES, ""])[place]


def _row(minutes: Arranged, form: pd.DataFrame, phase: np.ndarray, name: str) -> dict[str, float]:
    usual, known = _usual(minutes, phase, COLUMNS_OF[name])
    above = form["balance_shift" if name == "balance" else f"{name}_residual"].to_numpy()
    said = [above[(phase == each) & np.isfinite(above)] for each in PHASES[1:]]
    counts = [known, *(each.size for each in said)]
    means = [each.mean() if each.size >= LEAST_RUNS else np.nan for each in said]
    then = [usual + mean if name == "balance" else usual * (1 + mean) for mean in means]
    return dict(zip((*PHASES, *(f"runs_{each}" for each in PHASES)), [usual, *then, *counts], strict=True))


def _usual(minutes: Arranged, phase: np.ndarray, column: str) -> tuple[float, int]:
    """Mean of a column over the minutes before the onset, and how many runs tell it."""
    values = minutes.numbers[column]
    known = np.isfinite(values) & (phase[minutes.run] == "before")
    known &= minutes.matched if column != BALANCE else True
    runs = np.unique(minutes.run[known]).size
    if runs < LEAST_RUNS:
        return np.nan, runs
    return float(np.average(values[known], weights=minutes.numbers["moving_s"][known])), runs
