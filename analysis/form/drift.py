"""Drift within a run: its last third unlike its first at the same speed (EVIDENCE rule B3)."""

from __future__ import annotations

from collections.abc import Iterator

import pandas as pd

from analysis import words
from analysis.findings import Evidence, Finding
from analysis.form.by_run import DRIFTING
from analysis.form.note import OWN_USUAL, note, percent
from analysis.limits import Limit, Limits, above

DRIFT = Limit(
    "form.drift",
    0.05,
    "fraction",
    "A run's last third unlike its first at the same speed, by more than",
    "own rule",
    0.01,
    0.30,
)
DRIFT_EVIDENCE = Evidence("convention", "own rule, expert opinion", "No study sets the number.")
DRIFT_WHY = f"Tired legs run differently: worth a look if your hip speaks up late in runs. {OWN_USUAL}"
DRIFTED = {
    ("cadence", True): "you took {} more steps a minute",
    ("cadence", False): "you took {} fewer steps a minute",
    ("stance_time", True): "your feet stayed {} longer on the ground",
    ("stance_time", False): "your feet stayed {} less long on the ground",
    ("vertical_ratio", True): "you bounced {} more for each step's length",
    ("vertical_ratio", False): "you bounced {} less for each step's length",
}


def drifts(form: pd.DataFrame, limits: Limits) -> Iterator[Finding]:
    """One finding a run, of the measure that drifted furthest."""
    each = form[[f"{name}_drift" for name in DRIFTING]].set_axis(DRIFTING, axis=1)
    furthest = each.abs().max(axis=1)
    for run_id in furthest.index[above(furthest, limits[DRIFT])]:
        name = each.loc[run_id].abs().idxmax()
        drift, day = each.loc[run_id, name], form.loc[run_id, "day"]
        said = DRIFTED[name, drift > 0].format(percent(abs(drift)))
        yield note(
            DRIFT,
            day.date(),
            f"In the last third of your run on {words.day(day)} {said} than in the first, at the same speed.",
            (abs(drift), limits[DRIFT], "fraction"),
            DRIFT_WHY,
            DRIFT_EVIDENCE,
            run_id,
        )
