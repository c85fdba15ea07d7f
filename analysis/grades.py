"""How far at which grade: metres of the last four weeks by band (EVIDENCE rules E2 and E3)."""

from __future__ import annotations

from datetime import date, timedelta

import pandas as pd

from analysis.recent import DAYS, within
from analysis.terrain import bands
from ingest.schema import GRADE_BANDS, Log


def lately(log: Log, today: date) -> pd.DataFrame:
    """Metres by band of grade in the four weeks up to `today`, steepest descent first.

    Columns: band (its name), from_grade, to_grade [fraction], distance_m [m]: NaN where no run's grade is
    known; metres of unknown grade are left out.
    """
    runs = within(log.runs, today - timedelta(days=DAYS - 1), today)
    known = log.terrain[log.terrain["run_id"].isin(runs["run_id"])]
    return bands().assign(distance_m=known[list(GRADE_BANDS)].sum(min_count=1).to_numpy(dtype="float64"))
