"""The calendar under the exposures: which days were runs, which were rest, and of which nobody knows."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date

import numpy as np
import pandas as pd

from analysis.days import silent, up_to
from ingest.schema import Log


@dataclass(frozen=True)
class Grid:
    """Every day from the first run or entry to today, by `index`. `known` is False before the first run and
    in gaps of the log, `heard` in the gaps alone.

    Its verbs take doses by run, a column a factor, and the day of each run; they give a row
    a day. Rest is 0, a gap NaN, as is a day with a run whose dose is not known.
    """

    index: pd.DatetimeIndex
    known: np.ndarray
    heard: np.ndarray

    def added(self, doses: pd.DataFrame, day: pd.Series) -> pd.DataFrame:
        """The doses of each day's runs added."""
        place, days = self.index.get_indexer(day), len(self.index)
        return self._known({name: np.bincount(place, doses[name], days) for name in doses})

    def largest(self, doses: pd.DataFrame, day: pd.Series) -> pd.DataFrame:
        """The largest dose of each day's runs; none is below 0."""
        place, unknown = self.index.get_indexer(day), self.added(doses * 0.0, day)
        most = {name: np.zeros(len(self.index)) for name in doses}
        for name, amounts in most.items():
            np.maximum.at(amounts, place, doses[name].fillna(0.0).to_numpy())
        return self._known(most) + unknown

    def mean(self, doses: pd.DataFrame, weight: pd.Series, day: pd.Series) -> pd.DataFrame:
        """The mean dose of each day's runs, each counted by its weight."""
        total = self.added(weight.to_frame("weight"), day)["weight"]
        weighted = self.added(doses.mul(weight, axis=0), day)
        return weighted.div(total.where(total > 0, 1.0), axis=0).mask(total.isna(), axis=0)

    def ran(self, day: pd.Series) -> pd.Series:
        """1 on days with a run, 0 on rest days."""
        return self.added(pd.DataFrame({"ran": 1.0}, index=day.index), day)["ran"].clip(upper=1.0)

    def _known(self, amounts: dict[str, np.ndarray]) -> pd.DataFrame:
        by_day = {name: np.where(self.known, column, np.nan) for name, column in amounts.items()}
        return pd.DataFrame(by_day, index=self.index)


def grid_of(log: Log, today: date) -> Grid:
    """The calendar of a log up to `today`. An empty log has no day."""
    runs, diary = up_to(log.runs, today)["day"], up_to(log.diary, today)["day"]
    last = pd.Timestamp(today)
    first = min((day.min() for day in (runs, diary) if len(day)), default=last + pd.Timedelta(days=1))
    index = pd.date_range(first, last, name="day", unit="us")
    heard = ~silent(index, pd.Index(runs), diary).to_numpy(dtype="bool")
    return Grid(index, heard & (index >= runs.min()), heard)
