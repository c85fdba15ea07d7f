"""The calendar under the exposures: which days were runs, which were rest, and of which nobody knows."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date

import pandas as pd

from analysis.days import silent, up_to
from ingest.schema import Log


@dataclass(frozen=True)
class Grid:
    """Every day from the first run or entry to today. `known` is False before the first run and in gaps
    of the log; `heard` is False in the gaps alone. Both are indexed by day."""

    known: pd.Series
    heard: pd.Series

    @property
    def index(self) -> pd.DatetimeIndex:
        return self.known.index

    def added(self, doses: pd.DataFrame, day: pd.Series) -> pd.DataFrame:
        """The doses of each day's runs added, a row a day. Rest is 0, a gap NaN, as is a day with a run
        whose dose is not known."""
        return self._spread(doses.groupby(day).sum(skipna=False))

    def largest(self, doses: pd.DataFrame, day: pd.Series) -> pd.DataFrame:
        """As `added`, with the largest dose of the day's runs."""
        return self._spread(doses.groupby(day).max(skipna=False))

    def mean(self, doses: pd.DataFrame, weight: pd.Series, day: pd.Series) -> pd.DataFrame:
        """As `added`, with the mean of the day's runs, each counted by its weight."""
        total = weight.where(weight > 0).groupby(day).sum(min_count=1)
        by_day = doses.mul(weight, axis=0).groupby(day).sum(skipna=False)
        return self._spread(by_day.div(total, axis=0))

    def ran(self, day: pd.Series) -> pd.Series:
        """1 on days with a run, 0 on rest days, NaN where nobody knows."""
        return self._spread(pd.DataFrame({"ran": 1.0}, index=pd.Index(day.unique())))["ran"]

    def _spread(self, by_day: pd.DataFrame) -> pd.DataFrame:
        """Days with runs among all days."""
        rest = self.known & ~self.index.isin(by_day.index)
        spread = by_day.astype("float64").reindex(self.index)
        return spread.mask(rest, 0.0)


def grid_of(log: Log, today: date) -> Grid:
    """The calendar of a log up to `today`. An empty log has no day."""
    runs, diary = up_to(log.runs, today)["day"], up_to(log.diary, today)["day"]
    last = pd.Timestamp(today)
    first = min((day.min() for day in (runs, diary) if len(day)), default=last + pd.Timedelta(days=1))
    index = pd.date_range(first, last, name="day", unit="us")
    heard = ~silent(index, pd.Index(runs), diary)
    return Grid(heard & (index >= runs.min()), heard)
