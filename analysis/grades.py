"""How far at which grade: metres and shares of any runs by band, up and down (EVIDENCE rules E2 and E3)."""

from __future__ import annotations

import numpy as np
import pandas as pd

from analysis.terrain import bands
from ingest.schema import Log

COLUMNS = ("down_10_m", "down_5_m", "down_2_m", "level_m", "up_2_m", "up_5_m", "up_10_m")
"""Of TERRAIN, in the order of `terrain.bands`."""


def by_band(log: Log) -> pd.DataFrame:
    """Metres of all the log's runs by band of grade, steepest descent first.

    Columns: band (its name), from_grade, to_grade [fraction], distance_m [m], share of the metres of
    known grade [fraction]. All NaN where no run's grade is known. For some weeks, hand over the log
    of these (`days.since`, `review.as_of`).
    """
    known = log.terrain[log.terrain["run_id"].isin(log.runs["run_id"])]
    metres = known[list(COLUMNS)].sum(min_count=1).to_numpy(dtype="float64")
    total_m = metres.sum()
    share = metres / total_m if total_m > 0 else np.full(metres.size, np.nan)
    return bands().assign(distance_m=metres, share=share)


def slopes(runs: pd.DataFrame) -> pd.Series:
    """Shares of the metres of known grade that go up or down at 5 % or steeper: uphill, downhill. [fraction]

    NaN where no grade is known.
    """
    graded = runs[["uphill_m", "downhill_m"]].where(runs["graded_m"] > 0).sum(min_count=1)
    graded_m = runs["graded_m"].where(runs["graded_m"] > 0).sum(min_count=1)
    return (graded / graded_m).rename({"uphill_m": "uphill", "downhill_m": "downhill"})


def steep_descents(log: Log) -> pd.Series:
    """Steep-descent segments of the log's runs: steep_descents, longest_descent_m [m]; NaN = not known."""
    known = log.terrain[log.terrain["run_id"].isin(log.runs["run_id"])]
    counted = known["steep_descents"].sum(min_count=1)
    return pd.Series({"steep_descents": counted, "longest_descent_m": known["longest_descent_m"].max()})
