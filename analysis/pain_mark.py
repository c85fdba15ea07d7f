"""Where in a run the hip began to hurt, as far as the diary of its day can tell."""

from __future__ import annotations

from dataclasses import dataclass

import pandas as pd

from ingest.schema import Log

SPARE = 0.03
"""So much shorter than the runner's word a run may be: both are rounded. [fraction] Own convention."""


@dataclass(frozen=True)
class Began:
    """`onset_m` is how far into its day's run it began to hurt [m]; `sure`, that this is the run."""

    onset_m: float
    sure: bool


def began(log: Log, run: pd.Series) -> Began | None:
    """What the entry of the run's day says of where it began; None where it says nothing of this run.

    The diary has one distance a day. Of several runs that day it can only be one that is as long as that;
    where more than one is, nobody can tell.
    """
    of_day = log.diary.loc[log.diary["day"] == run["day"], "onset_m"].dropna()
    if of_day.empty:
        return None
    onset_m = float(of_day.iloc[-1])
    runs = log.runs[log.runs["day"] == run["day"]]
    reaching = runs.loc[runs["distance_m"] * (1 + SPARE) >= onset_m, "run_id"]
    if run["run_id"] not in set(reaching):
        return None
    return Began(onset_m, sure=len(reaching) == 1)
