"""How one ran: fewer steps than usual, a foot longer on the ground, steps that slow down within a run.

All of it may answer to the hip that hurts already, so that only earlier days say anything.
"""

from __future__ import annotations

import numpy as np
import pandas as pd

from analysis.exposures import side
from analysis.exposures.factor import Factor
from analysis.exposures.grid import Grid
from analysis.limits import at_least
from ingest.schema import Log

FACTORS = (
    Factor(
        "fewer_steps",
        "fraction",
        "running with fewer steps a minute than usual",
        "day of clearly fewer steps a minute",
        "one run with your usual shorter, quicker steps",
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

LEAST = {"fewer_steps": 0.01, "step_drift": 0.01, "sore_side_stance": 0.25}
"""From how much on a change counts; less is the noise of a watch over a run. [the factor's unit] Own
convention: a quarter of a percentage point is 1 % between the feet, as healthy runners have it."""


def by_day(log: Log, by_run: pd.DataFrame, grid: Grid) -> pd.DataFrame:
    """Columns fewer_steps, step_drift [fraction], of a side sore_side_stance [percentage points], by day.

    `by_run` is `analysis.form.by_run`. More is what is asked about: fewer steps than expected at that speed
    and grade; steps that slow from the first third to the last; a sore side that stays longer on the ground
    than usual, for it then carries for longer. Less than LEAST, or the other way round, is 0. Several runs
    count by their duration.
    """
    form = by_run.reindex(log.runs["run_id"]).set_axis(log.runs.index)
    doses = pd.DataFrame({"fewer_steps": -form["cadence_residual"], "step_drift": -form["cadence_drift"]})
    for each, sign in SHIFT.items():
        doses[side.of("sore_side_stance", each)] = sign * form["balance_shift"]
    least = np.array([LEAST[side.factor(name)] for name in doses])
    counts = at_least(doses, least) | doses.isna()
    return grid.mean(doses.where(counts, 0.0), log.runs["duration_s"], log.runs["day"])
