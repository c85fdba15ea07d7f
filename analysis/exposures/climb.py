"""Up and down: metres climbed, metres lost, and steps that count for more the steeper down they go."""

from __future__ import annotations

import pandas as pd

from analysis.days import level_treadmill
from analysis.downhill import weighted_steps
from analysis.exposures.factor import Factor
from analysis.exposures.grid import Grid
from analysis.terrain import climb_at_most
from ingest.schema import Log

FACTORS = (
    Factor("descent", "m", "running downhill", "big downhill day", "one flat run of your usual length"),
    Factor(
        "downhill_steps",
        "steps",
        "step load (downhill counts more)",
        "day of many steps, many of them downhill",
        "one short, flat run",
    ),
    Factor("ascent", "m", "running uphill", "big uphill day", "one run of your usual length without climbs"),
)


COLUMNS = {"descent": "descent_m", "ascent": "ascent_m"}
"""The column of RUNS behind each factor that counts with an assumption where it is not known."""


def assumed(log: Log, name: str) -> pd.DatetimeIndex:
    """Days of whose climb all is assumed, as `by_day` does; none for any factor but COLUMNS."""
    if name not in COLUMNS:
        return pd.DatetimeIndex([])
    runs, column = log.runs[log.runs["surface"] != "treadmill"], COLUMNS[name]
    guessed = runs[column].isna() & (climb_at_most(runs)[column] > 0)
    climbed = runs.loc[runs[column] > 0, "day"]
    return pd.DatetimeIndex(runs.loc[guessed, "day"].unique()).difference(pd.DatetimeIndex(climbed))


def by_day(log: Log, grid: Grid) -> pd.DataFrame:
    """Columns descent [m], downhill_steps [steps], ascent [m], a row a day.

    Climb too little for GPS to tell from its own error lies between none and the most that it can be: it
    counts as half of that. A treadmill's descent is 0, its ascent unknown.
    """
    runs = log.runs
    known, at_most = level_treadmill(runs), climb_at_most(runs[runs["surface"] != "treadmill"])
    doses = pd.DataFrame(
        {
            "descent": known["descent_m"].fillna(at_most["descent_m"] / 2),
            "downhill_steps": weighted_steps(log),
            "ascent": known["ascent_m"].fillna(at_most["ascent_m"] / 2),
        }
    )
    return grid.added(doses, runs["day"])
