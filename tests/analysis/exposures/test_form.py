"""Form factors of a day, worked by hand from what form is by run."""

from math import nan

import pandas as pd
import pytest

from analysis.exposures import form
from analysis.exposures.grid import grid_of
from tests.analysis.exposures.logs import like, log_of, on


def by_run(**rows):
    """(cadence residual, balance shift, cadence drift) by run_id."""
    names = ["cadence_residual", "balance_shift", "cadence_drift"]
    return pd.DataFrame.from_dict(rows, orient="index", columns=names).rename_axis("run_id")


def by_day(runs, form_by_run):
    log = log_of(runs)
    return form.by_day(log, form_by_run, grid_of(log, on(3)))


def test_more_is_fewer_steps_and_steps_that_slow():
    found = by_day([(0, {}), (1, {}), (2, {})], by_run(r0=(-0.03, 0.5, -0.02), r1=(0.04, -0.5, 0.01)))
    assert found["fewer_steps"].to_list() == like([0.03, 0, nan, 0])
    assert found["step_drift"].to_list() == like([0.02, 0, nan, 0])


@pytest.mark.parametrize(("side", "expected"), [("left", [0.5, 0, nan, 0]), ("right", [0, 0.75, nan, 0])])
def test_a_shift_counts_that_keeps_the_sore_side_on_the_ground_for_longer(side, expected):
    found = by_day([(0, {}), (1, {}), (2, {})], by_run(r0=(0, 0.5, 0), r1=(0, -0.75, 0)))
    assert found[f"sore_side_stance.{side}"].to_list() == like(expected)


def test_a_change_within_the_noise_of_a_watch_is_none():
    found = by_day([(0, {}), (1, {})], by_run(r0=(-0.01, 0.25, -0.01), r1=(-0.0099, 0.249, -0.0099)))
    assert found["fewer_steps"].to_list() == like([0.01, 0, 0, 0])
    assert found["step_drift"].to_list() == like([0.01, 0, 0, 0])
    assert found["sore_side_stance.left"].to_list() == like([0.25, 0, 0, 0])


def test_runs_of_a_day_count_by_their_duration():
    runs = [(0, {"duration_s": 3_000.0}), (0, {"duration_s": 1_000.0}), (1, {}), (1, {})]
    found = by_day(runs, by_run(r0=(-0.04, 0, 0), r1=(0, 0, 0), r2=(-0.04, 0, 0)))
    assert found["fewer_steps"].to_list() == like([0.03, nan, 0, 0])  # r3 is not known
