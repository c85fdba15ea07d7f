"""What is known of the day on which an episode of pain began: its side, its runs, the shoes worn up to it.

The day itself is in none of the spans that `before` compares: its run may have come after the pain. Where the
diary says how far into it the pain began, that is told, and no more is made of it.
"""

from __future__ import annotations

from dataclasses import replace
from datetime import date
from typing import NamedTuple

import pandas as pd

from analysis import pain_mark, shoes
from analysis.before import SPANS
from analysis.days import SILENT_DAYS, level_treadmill
from analysis.exposures.side import ONE_SIDED
from analysis.limits import at_least
from ingest.schema import Log

WORN_IN = max(SPANS)
"""Pairs worn in so many days before the onset are held against their limits. [days]"""


class Ran(NamedTuple):
    """What was run: how many runs, and how far and down in all [m], NaN where that of one is not known."""

    runs: int
    distance_m: float
    descent_m: float


class Began(NamedTuple):
    """Where it began to hurt: how far into a run [m], and that run; None where it may be one of several."""

    onset_m: float
    run: Ran | None


def known(hurt: pd.Series, onset: date) -> bool:
    """Whether the diary can tell when it began: a score in the days before, with no gap of the log between.

    `hurt` is worst pain by day.
    """
    before = hurt[: pd.Timestamp(onset) - pd.Timedelta(days=1)].dropna()
    return len(before) > 0 and (pd.Timestamp(onset) - before.index[-1]).days - 1 <= SILENT_DAYS


def reached_in(episodes: pd.DataFrame, onset: date) -> date | None:
    """The last painful day of an earlier episode that reached into the days looked at; None without one."""
    last = episodes.loc[episodes["onset"] < pd.Timestamp(onset), "last_painful"].max()
    return None if pd.isna(last) or (pd.Timestamp(onset) - last).days > max(SPANS) else last.date()


def sore_side(episodes: pd.DataFrame, onset: date) -> str | None:
    """The one side that an episode hurt on; None where both did, or where nobody said."""
    side = episodes.loc[episodes["onset"] == pd.Timestamp(onset), "side"].iloc[0]
    return side if side in ONE_SIDED else None


def ran(log: Log, onset: date) -> Ran:
    """What was run on the day it began, which is in no span: it may have come after the pain."""
    return _added(_of_day(log, onset))


def began(log: Log, onset: date) -> Began | None:
    """Where in a run of that day it began to hurt; None where the diary says nothing that fits one."""
    runs = _of_day(log, onset)
    reaching = pain_mark.reaching(replace(log, runs=runs))
    if reaching.empty:
        return None
    run = runs[runs["run_id"].isin(reaching["run_id"])]
    return Began(float(reaching["onset_m"].iloc[0]), _added(run) if len(run) == 1 else None)


def _of_day(log: Log, onset: date) -> pd.DataFrame:
    return level_treadmill(log.runs[log.runs["day"] == pd.Timestamp(onset)])


def _added(runs: pd.DataFrame) -> Ran:
    distance_m, descent_m = (
        runs[name].sum(skipna=False, min_count=1) for name in ("distance_m", "descent_m")
    )
    return Ran(len(runs), float(distance_m), float(descent_m))


def past_limit(log: Log, onset: date) -> pd.DataFrame:
    """Pairs of the WORN_IN days before an onset that had reached a limit by then, most worn first.

    Rows of `shoes.wear`, with `limit_m` the one that was reached, and `first` whether another comes after it.
    """
    start = pd.Timestamp(onset)
    worn = shoes.wear(log, (start - pd.Timedelta(days=1)).date())
    worn = worn[worn["last_used"] >= start - pd.Timedelta(days=WORN_IN)]
    last = at_least(worn["worn_m"], worn["replace_m"])
    limit_m = worn["watch_m"].where(~last, worn["replace_m"])
    worn = worn.assign(limit_m=limit_m, first=~last & worn["replace_m"].notna())
    past = worn[at_least(worn["worn_m"], worn["limit_m"])]
    return past.sort_values("worn_m", ascending=False, kind="stable", ignore_index=True)
