"""All factors of all days in one frame."""

from __future__ import annotations

from dataclasses import replace
from datetime import date

import pandas as pd

from analysis import form as own_form
from analysis import ground as surfaces
from analysis.days import up_to
from analysis.exposures import climb, course, effort, form, ground, living, load, shoes
from analysis.exposures.factor import Factor
from analysis.exposures.grid import Grid, grid_of
from ingest.schema import Log

MODULES = (load, climb, ground, shoes, course, effort, form, living)

FACTORS: dict[str, Factor] = {factor.name: factor for module in MODULES for factor in module.FACTORS}
"""Every factor by its name, in the order of the frame's columns."""

OF_RUNS = [
    "run_id",
    "day",
    "started_at",
    "sub_sport",
    "surface",
    "surface_source",
    "shoe_id",
    "climb_source",
    "distance_m",
    "duration_s",
    "ascent_m",
    "descent_m",
    "steps",
    "grade_adjusted_speed_m_s",
    "avg_heart_rate_bpm",
    "max_heart_rate_bpm",
    "rpe",
]
"""What the factors need of RUNS: to carry all of its columns along takes longer than the rest."""


def daily(log: Log, gait: pd.DataFrame, today: date) -> pd.DataFrame:
    """What each day held of all that may go with pain: a row a day, a column a factor of FACTORS. [its unit]

    From the first run or entry to `today`; indexed by day. Rest is 0; NaN before the first run, in gaps of
    the log (more than SILENT_DAYS days without a run or an entry), and on days of a run of which it is not
    known. `gait` holds windows of the runs, run_id and GAIT's columns; it may lack runs, which are then
    unknown. What goes towards a sore side has a column for either (`side.of`), since which side is sore
    differs from question to question: `towards` takes what one question asks for.
    """
    log = replace(log, runs=_in_turn(up_to(log.runs, today)), diary=up_to(log.diary, today))
    return _of_all(log, gait, grid_of(log, today))


def _in_turn(runs: pd.DataFrame) -> pd.DataFrame:
    return runs[OF_RUNS].sort_values(["day", "started_at"], kind="stable", ignore_index=True)


def _of_all(log: Log, gait: pd.DataFrame, grid: Grid) -> pd.DataFrame:
    laid = surfaces.laid(log)
    parts = [
        load.by_day(log, grid),
        climb.by_day(log, grid),
        ground.by_day(log, laid, grid),
        shoes.by_day(log, grid),
        course.by_day(log, laid, grid),
        effort.by_day(log, gait, grid),
        living.by_day(log, grid),
    ]
    if len(gait):
        parts.append(form.by_day(log, own_form.by_run(log.runs, gait), grid))
    return pd.concat(parts, axis=1)
