"""Who runs and walks in turn is held against their running alone, from the points on."""

import numpy as np
import pandas as pd
import pytest

from analysis.form.by_run import by_run
from ingest.form import windows
from ingest.schema import TRACK


def run_walk(run_id, run_s, walk_s, speed_m_s, fewer=1.0):
    """The minutes of 40 minutes in turns, in which cadence rises by 17 steps a minute with each m/s."""
    second = np.arange(2400)
    runs = second % (run_s + walk_s) < run_s
    speed = np.where(runs, speed_m_s + 0.1 * np.sin(second / 150), 1.5)
    points = {
        "time": pd.Timestamp("2026-05-03 07:00", tz="UTC") + pd.to_timedelta(second, unit="s"),
        "distance_m": np.cumsum(speed) - speed[0],
        "speed_m_s": speed,
        "cadence_spm": np.where(runs, fewer * (120 + 17 * speed), 112.0),
        "grade": 0.0,
    }
    minutes = windows(TRACK.conform(pd.DataFrame(points).reindex(columns=TRACK.names)))
    minutes.insert(0, "run_id", pd.Series([run_id] * len(minutes), dtype="str"))
    return minutes


@pytest.mark.parametrize(("fewer", "residual"), [(1.0, 0.0), (0.96, -0.04)])
def test_more_breaks_to_walk_are_no_change_of_form_and_fewer_steps_are(runs_of, fewer, residual):
    before = [run_walk(f"r{n}", 240, 60, 2.6 + 0.05 * n) for n in range(6)]
    now = run_walk("r6", 120, 60, 2.7, fewer)
    form = by_run(runs_of(range(7)), pd.concat([*before, now], ignore_index=True))
    assert form.loc["r6", "cadence_residual"] == pytest.approx(residual, abs=0.004)
    assert form.loc["r6", "cadence_drift"] == pytest.approx(0.0, abs=0.004)


def test_who_begins_to_take_breaks_does_not_seem_to_run_otherwise(runs_of):
    before = [run_walk(f"r{n}", 2400, 0, 2.6 + 0.05 * n) for n in range(6)]
    form = by_run(runs_of(range(7)), pd.concat([*before, run_walk("r6", 60, 60, 2.7)], ignore_index=True))
    assert form.loc["r6", "cadence_residual"] == pytest.approx(0.0, abs=0.004)
