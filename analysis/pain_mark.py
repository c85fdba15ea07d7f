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
    found = reaching(log)
    of_day = found[found["day"] == run["day"]]
    of_run = of_day[of_day["run_id"] == run["run_id"]]
    return None if of_run.empty else Began(float(of_run["onset_m"].iloc[0]), sure=len(of_day) == 1)


def sure_onsets(log: Log) -> pd.Series:
    """Metres into the run at which it began to hurt, by run_id, newest last, where the run is sure."""
    found = reaching(log)
    sure = found[~found["day"].duplicated(keep=False)]
    return sure.set_index("run_id")["onset_m"]


def reaching(log: Log) -> pd.DataFrame:
    """The runs that are as long as the onset of their day's entry: run_id, day, onset_m."""
    entries = log.diary.drop_duplicates("day", keep="last").set_index("day")
    onset_m = log.runs["day"].map(entries["onset_m"]).astype("float64")
    runs = log.runs[["run_id", "day"]].assign(onset_m=onset_m)
    return runs[log.runs["distance_m"] * (1 + SPARE) >= onset_m]
