"""Which pair goes with which run: what the runner would most likely say, and runs nobody has said one of."""

from __future__ import annotations

from collections.abc import Collection
from datetime import date, timedelta

import pandas as pd

from ingest.schema import Log

LATELY_DAYS = 42


def usual_shoe(log: Log, surface: str | None, today: date) -> str | None:
    """The pair most often worn on this surface in the six weeks up to `today`, else on any; None if none was.

    Of pairs worn equally often, the one worn last. Retired pairs are left out.
    """
    now = pd.Timestamp(today)
    runs = log.runs[log.runs["day"].between(now - pd.Timedelta(days=LATELY_DAYS - 1), now)]
    in_use = log.shoes.loc[log.shoes["retired_on"].isna(), "shoe_id"]
    worn = runs[runs["shoe_id"].isin(in_use)]
    on_it = worn[worn["surface"] == surface]
    return _most_worn(worn if on_it.empty else on_it)


def _most_worn(worn: pd.DataFrame) -> str | None:
    if worn.empty:
        return None
    pairs = worn.groupby("shoe_id").agg(runs=("run_id", "size"), last=("started_at", "max"))
    return pairs.sort_values(["runs", "last"]).index[-1]


def unsaid(runs: pd.DataFrame) -> pd.Series:
    """Of which runs nobody has said a pair; one whose pair the runner took away is known to have none."""
    return runs["shoe_id"].isna() & runs["shoe_source"].isna()


def without_pair(log: Log, first: date, last: date, surfaces: Collection[str] = ()) -> pd.DataFrame:
    """Runs of these days whose pair is `unsaid`, on some surfaces or, where none is named, on any."""
    runs = log.runs[log.runs["day"].between(pd.Timestamp(first), pd.Timestamp(last))]
    runs = runs[unsaid(runs)]
    return runs[runs["surface"].isin(list(surfaces))] if surfaces else runs


def in_use(log: Log, shoe_id: str, today: date) -> tuple[date | None, date]:
    """From when to when a pair could have been worn; None where nobody knows since when.

    From its first use, else its purchase, else its first run; to the day before it was retired, else today.
    """
    pair = log.shoes.set_index("shoe_id").loc[shoe_id]
    ran = log.runs.loc[log.runs["shoe_id"] == shoe_id, "day"].min()
    known = [day for day in (pair["first_used"], pair["bought_on"], ran) if pd.notna(day)]
    retired = pair["retired_on"]
    last = today if pd.isna(retired) else min(today, retired.date() - timedelta(days=1))
    return (known[0].date() if known else None), last
