"""Load over windows of days: week on week, monotony, strain, acute to chronic, fitness and fatigue.

Every function takes a daily grid of load (`days.daily`: every day in turn, rest 0, unknown NaN) of one
unit, [load], and gives one value a day, NaN where its window is not wholly known.

.. [1] Foster 1998, Med Sci Sports Exerc 30(7):1164–1168
.. [2] Windt & Gabbett 2018, Br J Sports Med, doi 10.1136/bjsports-2017-098925
.. [3] Impellizzeri 2020, Sports Med, doi 10.1007/s40279-020-01378-6: why no alarm rests on the ratio
.. [4] Morton, Fitz-Clarke & Banister 1990, J Appl Physiol 69:1171–1177
"""

from __future__ import annotations

from math import exp, isnan

import pandas as pd

WEEK = 7
MONOTONY_CAP = 10.0
"""Monotony above this says no more than "all days alike". Own convention."""

FITNESS_DAYS = 42
FATIGUE_DAYS = 7
"""Time constants of the two levels. [days] [4]_"""


def week_total(load: pd.Series) -> pd.Series:
    """The sum of 7 days. [load]"""
    return load.rolling(WEEK).sum()


def week_gain(load: pd.Series) -> pd.Series:
    """The last 7 days less the 7 days before them. [load]"""
    total = week_total(load)
    return total - total.shift(WEEK)


def week_change(load: pd.Series) -> pd.Series:
    """The last 7 days against the 7 days before them. [fraction]

    0.10 is 10 % more. NaN after 7 days without load.
    """
    before = week_total(load).shift(WEEK)
    return week_gain(load) / before.where(before > 0)


def monotony(load: pd.Series) -> pd.Series:
    """How alike 7 days are: their mean over their population standard deviation. [ratio]

    At most 10. NaN where all seven are the same, as nothing can be divided by no spread. Reference: [1]_.
    """
    week = load.rolling(WEEK)
    spread, most = week.std(ddof=0), week.max()
    apart = (spread > 1e-6 * most) & (most > 0)  # a rolling spread keeps a hair of the days that left it
    return (week.mean() / spread.where(apart)).clip(upper=MONOTONY_CAP)


def strain(load: pd.Series) -> pd.Series:
    """The sum of 7 days times their monotony. [load] Reference: [1]_."""
    return week_total(load) * monotony(load)


def acute_chronic_ratio(load: pd.Series) -> pd.Series:
    """Mean of the last 7 days over the mean of the 21 days before them. [ratio]

    Uncoupled: no day counts on both sides [2]_. Context only, no finding rests on it [3]_.
    NaN after 21 days without load.
    """
    acute = load.rolling(7).mean()
    chronic = load.rolling(21).mean().shift(7)
    return acute / chronic.where(chronic > 0)


def fitness(load: pd.Series) -> pd.DataFrame:
    """Fitness, fatigue and their balance, a row a day: columns ctl, atl, tsb. [load/day]

    Both levels start from 0 before the first day, so the first six weeks read low. tsb is the
    balance of the day before. A day of unknown load leaves the levels as they were. Reference: [4]_.
    """
    ctl, atl = (_level(load, days) for days in (FITNESS_DAYS, FATIGUE_DAYS))
    return pd.DataFrame({"ctl": ctl, "atl": atl, "tsb": ctl.shift(1) - atl.shift(1)})


def _level(load: pd.Series, days: int) -> pd.Series:
    levels, level, share = [], 0.0, 1 - exp(-1 / days)
    for amount in load.to_list():
        level += 0.0 if isnan(amount) else (amount - level) * share
        levels.append(level)
    return pd.Series(levels, index=load.index, dtype="float64")
