"""What the runner would most likely say about a new run: the pair worn, from what they wore lately."""

from __future__ import annotations

from datetime import date

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
