"""The pair worn: how far it had come, and how much was run in one that is new."""

from __future__ import annotations

import pandas as pd

from analysis.exposures.factor import Factor
from analysis.exposures.grid import Grid
from analysis.limits import limits_of
from analysis.rotation import NEW_WITHIN
from ingest.schema import Log

FACTORS = (
    Factor(
        "shoe_age",
        "m",
        "wear on your shoes beyond your usual",
        "day in shoes far more worn than your usual",
        "one of your usual runs in a newer pair",
    ),
    Factor(
        "new_shoe",
        "m",
        "running in a new pair of shoes",
        "long day in a new pair",
        "one of your usual runs in an older pair",
        answers_pain=True,
    ),
)

OWN_DAYS = 365
"""Days before a run of which the pairs' wear makes the usual: a pair lasts for much of a year. Own
convention."""

LEAST_RUNS = 8
"""Runs of known wear without which nothing is usual. Own convention, as for the own speeds."""


def by_day(log: Log, grid: Grid) -> pd.DataFrame:
    """Columns shoe_age: metres on the pair beyond the usual, of several runs the most; new_shoe: metres run
    while less than NEW_WITHIN was on the pair (W3), a row a day. [m]

    NaN on days of a run without a pair. How far a pair that the log begins with had come, nobody knows.
    """
    runs = log.runs
    age_m = worn_before(log)
    new_m = (limits_of(log)[NEW_WITHIN] - age_m).clip(lower=0.0).clip(upper=runs["distance_m"])
    new_m = new_m.where(age_m.notna() & runs["distance_m"].notna())
    unsaid = runs["shoe_id"].isin(_begun_with(log))
    new_m = new_m.mask((new_m > 0) & unsaid)
    beyond = beyond_usual(age_m.mask(unsaid), runs["day"])
    age = grid.largest(beyond.to_frame("shoe_age"), runs["day"])
    return age.join(grid.added(new_m.to_frame("new_shoe"), runs["day"]))


def beyond_usual(age_m: pd.Series, day: pd.Series) -> pd.Series:
    """How far the wear of each run's pair exceeds the mean of the runs of OWN_DAYS days before; else 0. [m]

    The wear itself, 0 on rest days, would tell of little but whether one ran. NaN before LEAST_RUNS runs.
    """
    by_day = age_m.set_axis(pd.DatetimeIndex(day))
    usual = by_day.rolling(f"{OWN_DAYS}D", closed="left", min_periods=LEAST_RUNS).mean()
    return (age_m - usual.set_axis(age_m.index)).clip(lower=0.0)


def worn_before(log: Log) -> pd.Series:
    """Metres on the pair before each run, `start_distance_m` included; the runs are in turn. [m]

    NaN for a run without a pair. A run of unknown distance adds nothing, as in `shoes.wear`.
    """
    runs = log.runs
    run_m = runs["distance_m"].fillna(0.0)
    before_m = run_m.groupby(runs["shoe_id"]).cumsum() - run_m
    start_m = log.shoes.set_index("shoe_id")["start_distance_m"].fillna(0.0)
    return before_m + runs["shoe_id"].map(start_m).astype("float64")


def _begun_with(log: Log) -> pd.Series:
    """Pairs of the log's first day of which no earlier distance was told."""
    told = log.shoes.loc[log.shoes["start_distance_m"] > 0, "shoe_id"]
    first = log.runs.loc[log.runs["day"] == log.runs["day"].min(), "shoe_id"].dropna()
    return first[~first.isin(told)]
