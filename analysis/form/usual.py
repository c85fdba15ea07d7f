"""How the form of the last runs stands to the runner's usual, measure by measure, and since when."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date, timedelta

import numpy as np
import pandas as pd

from analysis.findings import LATELY_DAYS
from analysis.form.arranged import MEASURES
from analysis.form.balance import INDEX
from analysis.form.by_run import BASELINE_DAYS, by_run, with_minutes
from analysis.form.matched import LEAST_RUNS
from analysis.limits import at_least
from ingest.schema import Log

MEAN_RUNS, LEAST_IN_MEAN = 7, 3
"""Runs of a mean, and how many it needs. Own convention."""

BAND = (0.1, 0.9)
"""Between these shares of the runs of the 90 days before lies the band of the usual. Own convention."""

WITHIN = 0.01
"""A mean so near to the usual is as usual: of the expected, or of the stance of one foot beside the other's.
[fraction] Own convention: half of what B2 asks for, a third of B1."""

POINTS_WITHIN = WITHIN / INDEX
"""The same in points of the left foot's share, as watches show balance. [fraction]"""

SHOWN = (*MEASURES, "balance")


@dataclass(frozen=True)
class Standing:
    """The mean of the last runs above the usual [fraction], and since when it is so far; None = as usual."""

    apart: float
    since: date | None


def course(log: Log, today: date) -> pd.DataFrame:
    """A row a run, the oldest first: `day`, and SHOWN as parts of the usual [fraction], NaN = not known.

    `balance` is the left foot's share of the stance time above the usual, as watches show it [points / 100].
    Takes a log that knows the minutes of its runs.
    """
    runs = with_minutes(log, today)
    form = by_run(runs, log.gait)
    columns = {name: form[f"{name}_residual"] for name in MEASURES}
    columns["balance"] = form["balance_shift"] / 100
    return pd.DataFrame(columns).assign(day=runs["day"].to_numpy())


def within(name: str) -> float:
    """From how much on a measure of `course` is no longer as usual. [fraction]"""
    return POINTS_WITHIN if name == "balance" else WITHIN


def drawn(runs: pd.DataFrame, name: str) -> pd.DataFrame:
    """One measure of `course`, of the runs that tell it: day, value, mean of the last runs, low and high of
    the usual band. [fraction]"""
    told = runs.dropna(subset=[name])
    value = pd.Series(told[name].to_numpy(), index=pd.DatetimeIndex(told["day"]))
    before = value.rolling(f"{BASELINE_DAYS}D", closed="left", min_periods=LEAST_RUNS)
    low, high = (before.quantile(share).to_numpy() for share in BAND)
    mean = value.rolling(MEAN_RUNS, min_periods=LEAST_IN_MEAN).mean().to_numpy()
    return pd.DataFrame(
        {"day": value.index, "value": value.to_numpy(), "mean": mean, "low": low, "high": high}
    )


def standing(runs: pd.DataFrame, name: str, today: date) -> Standing | None:
    """How the last runs stand to the usual; None where no such mean is known of the last four weeks."""
    told = drawn(runs, name).dropna(subset=["mean"])
    if told.empty or told["day"].iloc[-1] <= pd.Timestamp(today - timedelta(days=LATELY_DAYS)):
        return None
    side = np.sign(told["mean"]) * at_least(told["mean"].abs(), within(name))
    apart, now = float(told["mean"].iloc[-1]), side.iloc[-1]
    if now == 0:
        return Standing(apart, None)
    others = np.flatnonzero(side != now)
    first = others[-1] + 1 if others.size else 0
    return Standing(apart, told["day"].iloc[first].date())
