"""How a run was run: its form in windows of a minute."""

from ingest.schema.table import TEXT, Column, Table, measures

WALKING_SPM = 130.0
"""Steps at a lower cadence are walked, not run. [steps/min], convention: brisk walks reach 130, easy runs
seldom fall below 140"""

GAIT = Table(
    "gait",
    measures(
        ("elapsed_s", "s", "elapsed time at the window's first moment"),
        ("distance_m", "m", "distance since the start at the window's first moment"),
        ("moving_s", "s", "moving time in the window"),
        ("speed_m_s", "m/s", "mean speed while moving"),
        ("grade", "fraction", "mean grade"),
        ("heart_rate_bpm", "bpm", "mean heart rate"),
        ("cadence_spm", "steps/min", "mean cadence, both feet counted"),
        ("stance_time_s", "s", "mean stance time"),
        ("stance_time_balance_pct", "%", "mean stance-time balance, the left foot's share"),
        ("vertical_oscillation_m", "m", "mean vertical oscillation"),
        ("vertical_ratio_pct", "%", "mean vertical ratio"),
        ("step_length_m", "m", "mean step length"),
    ),
)
"""One run in windows of a minute, what was walked (below WALKING_SPM) apart from what was run: what form at
matched speed and grade is worked out from."""

MINUTES = Table("minutes", (Column("run_id", TEXT, "", "the run that it is a window of"), *GAIT.columns))
"""GAIT of several runs, one below the other."""
