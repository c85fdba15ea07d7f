"""How one ran: fewer steps than usual, a foot longer on the ground, steps that slow down within a run.

All of it may answer to the hip that hurts already, so that only earlier days say anything.
"""

from __future__ import annotations

import pandas as pd

from analysis.exposures.factor import Factor
from analysis.exposures.grid import Grid
from ingest.schema import Log

FACTORS = (
    Factor(
        "fewer_steps",
        "fraction",
        "running with fewer steps a minute than usual",
        "day of clearly fewer steps a minute",
        "one run with the shorter, quicker steps that you usually take",
        answers_pain=True,
    ),
    Factor(
        "sore_side_stance",
        "percentage points",
        "time on the foot of your sore side",
        "day of clearly longer steps on that foot",
        "one short, easy run on level ground",
        answers_pain=True,
    ),
    Factor(
        "step_drift",
        "fraction",
        "slowing of your steps within a run",
        "day when your steps slowed a lot",
        "one run that ends before your steps slow",
        answers_pain=True,
    ),
)

SHIFT = {"left": 1.0, "right": -1.0}
"""The sign of a balance shift towards each side: balance is the left foot's share of stance time."""


def by_day(log: Log, by_run: pd.DataFrame, grid: Grid, side: str | None) -> pd.DataFrame:
    """Columns fewer_steps, step_drift [fraction], sore_side_stance [percentage points], a row a day.

    `by_run` is `analysis.form.by_run`. More is what is asked about: fewer steps than expected at that speed
    and grade; steps that slow from the first third to the last; a sore side that stays longer on the ground
    than usual, for it then carries for longer. The other way round is 0. Several runs count by their
    duration. Without a side there is no sore_side_stance.
    """
    form = by_run.reindex(log.runs["run_id"]).set_axis(log.runs.index)
    doses = pd.DataFrame({"fewer_steps": -form["cadence_residual"], "step_drift": -form["cadence_drift"]})
    if side:
        doses["sore_side_stance"] = SHIFT[side] * form["balance_shift"]
    return grid.mean(doses.clip(lower=0.0), log.runs["duration_s"], log.runs["day"])
