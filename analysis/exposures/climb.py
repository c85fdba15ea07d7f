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
    Factor("descent", "m", "descent", "big-descent day", "one flat run of your usual length"),
    Factor(
        "downhill_steps",
        "steps",
        "downhill-weighted steps",
        "day of many steps, many of them downhill",
        "one short, flat run",
    ),
    Factor("ascent", "m", "ascent", "big-climb day", "one run of your usual length without climbs"),
)


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
