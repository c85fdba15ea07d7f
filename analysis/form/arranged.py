"""The minutes of runs that tell of form, put in order: what a fit and its sums take at once."""

from __future__ import annotations

from dataclasses import dataclass
from functools import cached_property

import numpy as np
import pandas as pd

from ingest.schema import GAIT, WALKING_SPM

MEASURES = {
    "cadence": "cadence_spm",
    "stance_time": "stance_time_s",
    "vertical_oscillation": "vertical_oscillation_m",
    "vertical_ratio": "vertical_ratio_pct",
    "step_length": "step_length_m",
}
"""What changes with speed and grade, and its column of GAIT."""

BALANCE = "stance_time_balance_pct"
ON_BELTS = ("treadmill", "indoor_running")
"""Kinds of run on which no speed is measured: what a watch tells there it has guessed from the cadence."""

MIDDLE_M_S, STEP_M_S, STEP_GRADE = 2.8, 0.5, 0.05
"""Speeds and grades are counted from here and in such steps: it keeps the sums of their squares alike."""


@dataclass(frozen=True)
class Arranged:
    """Minutes that were run, by run, the oldest run first.

    `days` are the runs' days, as whole numbers, and `run` says of each minute which of them it is in.
    `numbers` are the minutes' columns of GAIT. `on_belt` says of each run whether no speed is known of it.
    """

    run_ids: list[str]
    days: np.ndarray
    on_belt: np.ndarray
    run: np.ndarray
    numbers: dict[str, np.ndarray]

    @cached_property
    def matched(self) -> np.ndarray:
        """Minutes of which speed and grade are known: without a belt's."""
        known = np.isfinite(self.numbers["speed_m_s"]) & np.isfinite(self.numbers["grade"])
        return known & ~self.on_belt[self.run]

    @cached_property
    def design(self) -> np.ndarray:
        """What form is explained by: 1, speed, speed², grade, grade²; 0 where not `matched`."""
        speed = (self.numbers["speed_m_s"] - MIDDLE_M_S) / STEP_M_S
        grade = self.numbers["grade"] / STEP_GRADE
        rows = np.column_stack([np.ones_like(speed), speed, speed**2, grade, grade**2])
        return np.where(self.matched[:, None], rows, 0.0)

    def before(self, days: int) -> tuple[np.ndarray, np.ndarray]:
        """Of each run, the first and one past the last of the runs of so many days before its own day."""
        return np.searchsorted(self.days, self.days - days), np.searchsorted(self.days, self.days)


def arranged(runs: pd.DataFrame, gait: pd.DataFrame) -> Arranged:
    """RUNS and their windows (`run_id` and GAIT) in order; minutes at a walk are left out."""
    ordered = runs.sort_values(["day", "started_at"], kind="stable")
    place = pd.Series(np.arange(len(ordered)), index=ordered["run_id"])
    run = gait["run_id"].map(place).to_numpy(dtype="float64")
    walked = (gait["cadence_spm"] < WALKING_SPM).to_numpy()
    kept = np.flatnonzero(~np.isnan(run) & ~walked & (gait["moving_s"] > 0).to_numpy())
    kept = kept[np.argsort(run[kept], kind="stable")]
    on_belt = ordered["sub_sport"].isin(ON_BELTS) | (ordered["surface"] == "treadmill")
    return Arranged(
        run_ids=ordered["run_id"].tolist(),
        days=ordered["day"].to_numpy(dtype="datetime64[D]").astype("int64"),
        on_belt=on_belt.to_numpy(),
        run=run[kept].astype(np.int64),
        numbers={name: gait[name].to_numpy(dtype="float64")[kept] for name in GAIT.names},
    )
