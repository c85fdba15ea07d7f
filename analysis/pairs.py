"""How runs in each pair of shoes went with the hip: counts side by side, no test."""

from __future__ import annotations

from datetime import date

import pandas as pd

from analysis import compare
from analysis.days import up_to
from ingest.schema import Log


def pain_by_pair(log: Log, today: date) -> pd.DataFrame:
    """One row a pair that was worn: how many of its runs hurt, of those with an entry.

    Columns: shoe_id, name, runs (all), rated (with an entry), painful (hip pain of 3 or more, as
    `compare.painful_runs`), share (painful over rated) [fraction], NaN where none is rated.
    What differs need not be the shoe: pairs are worn on different ground and in different months.
    """
    runs = up_to(log.runs, today)
    painful = (
        compare.painful_runs(log).reindex(runs["run_id"]).astype("Float64").to_numpy(na_value=float("nan"))
    )
    by_pair = runs.assign(painful=painful).groupby("shoe_id")["painful"]
    table = by_pair.agg(runs="size", rated="count", hurt="sum").rename(columns={"hurt": "painful"})
    table = table.astype("int64").assign(share=by_pair.mean())
    named = log.shoes[["shoe_id", "name"]].merge(table, left_on="shoe_id", right_index=True)
    return named.sort_values(["runs", "name"], ascending=[False, True], ignore_index=True)
