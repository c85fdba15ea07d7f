"""Form at matched speed and grade, of runners whose cadence follows a law that the test wrote."""

import numpy as np
import pandas as pd
import pytest

from analysis.form import by_run
from ingest.schema import GAIT, RUNS

SPEEDS = np.linspace(2.4, 3.4, 21)
"""A run of 21 minutes, each faster than the one before."""

NO_GAIT = GAIT.empty().assign(run_id=pd.Series(dtype="str"))


def cadence(speed_m_s, grade=0.0):
    return 150.0 + 8.0 * np.asarray(speed_m_s) + 20.0 * np.asarray(grade)


def told(runs, *gait):
    return by_run(runs, pd.concat(gait, ignore_index=True))


@pytest.fixture
def usual(runs_of, minutes):
    """Five runs a week apart, and a sixth by the day it is given; the five's minutes."""

    def of(last_day=35, **more):
        runs = runs_of([0, 7, 14, 21, 28, last_day])
        columns = {"cadence_spm": cadence(SPEEDS)} | more
        return runs, [minutes(f"r{n}", SPEEDS, **columns) for n in range(5)]

    return of


def test_a_run_as_usual_is_as_expected_however_fast(usual, minutes):
    runs, before = usual()
    slow = np.full(10, 2.5)
    found = told(runs, *before, minutes("r5", slow, cadence_spm=cadence(slow)))
    assert found.index.tolist() == runs["run_id"].tolist()
    assert found["cadence_residual"].tolist()[:5] == pytest.approx([np.nan] * 5, nan_ok=True)
    assert found.loc["r5", "cadence_residual"] == pytest.approx(0.0, abs=1e-9)


def test_fewer_steps_at_the_same_speed_are_told_as_a_share_of_the_expected(usual, minutes):
    runs, before = usual()
    speeds = np.full(10, 3.0)
    found = told(runs, *before, minutes("r5", speeds, cadence_spm=0.96 * cadence(speeds)))
    assert found.loc["r5", "cadence_residual"] == pytest.approx(-0.04)


@pytest.mark.parametrize("name", ["stance_time", "vertical_oscillation", "vertical_ratio", "step_length"])
def test_each_measure_is_matched_for_itself(usual, minutes, name):
    column = next(each for each in GAIT.names if each.startswith(name) and "balance" not in each)
    runs, before = usual(**{column: 1.0 - SPEEDS / 10})
    speeds = np.full(10, 3.0)
    now = minutes("r5", speeds, cadence_spm=cadence(speeds), **{column: 1.05 * 0.7})
    found = told(runs, *before, now)
    assert found.loc["r5", f"{name}_residual"] == pytest.approx(0.05)
    assert found.loc["r5", "cadence_residual"] == pytest.approx(0.0, abs=1e-9)


def test_hills_are_matched_with_hills(runs_of, minutes):
    runs = runs_of([0, 7, 14, 21, 28, 35])
    grades = np.tile([-0.06, 0.0, 0.06], 7)
    before = [minutes(f"r{n}", SPEEDS, grades, cadence_spm=cadence(SPEEDS, grades)) for n in range(5)]
    up = minutes("r5", np.full(9, 3.0), 0.06, cadence_spm=cadence(3.0, 0.06) * 0.98)
    assert told(runs, *before, up).loc["r5", "cadence_residual"] == pytest.approx(-0.02)


def test_minutes_faster_or_steeper_than_usual_are_left_out(usual, minutes):
    runs, before = usual()
    speeds = np.concatenate([np.full(4, 3.0), np.full(20, 4.5), np.full(20, 3.0)])
    grades = np.concatenate([np.zeros(24), np.full(20, 0.08)])
    now = np.where((speeds == 3.0) & (grades == 0.0), 0.97 * cadence(3.0), 140.0)
    found = told(runs, *before, minutes("r5", speeds, grades, cadence_spm=now))
    assert found.loc["r5", "cadence_residual"] == pytest.approx(-0.03)


@pytest.mark.parametrize(("minutes_run", "known"), [(2, False), (3, True)])
def test_a_run_of_which_too_little_compares_is_not_told(usual, minutes, minutes_run, known):
    runs, before = usual()
    speeds = np.full(minutes_run, 3.0)
    found = told(runs, *before, minutes("r5", speeds, cadence_spm=cadence(speeds)))
    assert np.isfinite(found.loc["r5", "cadence_residual"]) == known


@pytest.mark.parametrize(("last_day", "known"), [(90, True), (91, False)])
def test_only_the_ninety_days_before_count(usual, minutes, last_day, known):
    """On day 91 the run of day 0 is no more among them, and four are too few."""
    runs, before = usual(last_day)
    speeds = np.full(10, 3.0)
    found = told(runs, *before, minutes("r5", speeds, cadence_spm=cadence(speeds)))
    assert np.isfinite(found.loc["r5", "cadence_residual"]) == known


def test_another_run_of_the_same_day_is_not_held_against(usual, minutes):
    runs, before = usual(28)
    speeds = np.full(10, 3.0)
    found = told(runs, *before, minutes("r5", speeds, cadence_spm=cadence(speeds)))
    assert np.isnan(found.loc["r5", "cadence_residual"])


@pytest.mark.parametrize(("length", "known"), [(11, False), (12, True)])
def test_an_hour_of_earlier_running_is_needed(runs_of, minutes, length, known):
    runs = runs_of([0, 7, 14, 21, 28, 35])
    before = [minutes(f"r{n}", np.full(length, 3.0), cadence_spm=174.0) for n in range(5)]
    found = told(runs, *before, minutes("r5", np.full(10, 3.0), cadence_spm=174.0))
    assert np.isfinite(found.loc["r5", "cadence_residual"]) == known


def test_a_runner_of_one_speed_on_the_level_is_matched_too(runs_of, minutes):
    runs = runs_of([0, 7, 14, 21, 28, 35])
    before = [minutes(f"r{n}", np.full(20, 3.0), cadence_spm=174.0) for n in range(5)]
    now = minutes("r5", np.full(20, 3.0), cadence_spm=174.0 * 1.02)
    assert told(runs, *before, now).loc["r5", "cadence_residual"] == pytest.approx(0.02)


def test_what_is_walked_is_no_form(usual, minutes):
    runs, before = usual()
    speeds = np.full(20, 2.5)
    now = np.where(np.arange(20) % 2, cadence(2.5), 115.0)
    found = told(runs, *before, minutes("r5", speeds, cadence_spm=now))
    assert found.loc["r5", "cadence_residual"] == pytest.approx(0.0, abs=1e-9)


@pytest.mark.parametrize("kind", [{"sub_sport": "treadmill"}, {"surface": "treadmill"}])
def test_on_a_treadmill_only_the_balance_is_told(usual, minutes, kind):
    runs, before = usual(stance_time_balance_pct=50.0)
    for name, value in kind.items():
        runs[name] = [np.nan] * 5 + [value]
    now = minutes("r5", np.full(20, 3.0), cadence_spm=cadence(3.0), stance_time_balance_pct=50.5)
    found = told(RUNS.conform(runs), *before, now).loc["r5"]
    assert found.dropna().to_dict() == {"balance_shift": pytest.approx(0.5)}


def test_balance_is_held_against_the_mean_before(usual, minutes):
    runs, before = usual(stance_time_balance_pct=np.where(np.arange(21) < 7, 50.3, 50.0))
    now = minutes("r5", np.full(10, 3.0), stance_time_balance_pct=np.repeat([49.0, 50.0], 5))
    # Before: a third of the minutes at 50.3, 50.1 on average; now 49.5.
    assert told(runs, *before, now).loc["r5", "balance_shift"] == pytest.approx(-0.6)


def test_drift_is_the_last_third_less_the_first_at_the_same_speed(usual, minutes):
    """Faster towards the end, as usual, and 1, 2 and 4 % short of steps."""
    runs, before = usual()
    short = np.repeat([0.99, 0.98, 0.96], 7)
    found = told(runs, *before, minutes("r5", SPEEDS, cadence_spm=short * cadence(SPEEDS)))
    assert found.loc["r5", "cadence_drift"] == pytest.approx(-0.03)
    assert found.loc["r5", "cadence_residual"] == pytest.approx(-0.07 / 3)


@pytest.mark.parametrize(("length", "known"), [(14, False), (15, True)])
def test_a_short_run_has_no_drift(usual, minutes, length, known):
    runs, before = usual()
    found = told(runs, *before, minutes("r5", np.full(length, 3.0), cadence_spm=cadence(3.0)))
    assert np.isfinite(found.loc["r5", "cadence_drift"]) == known


def test_rows_follow_the_runs_whatever_their_order_and_the_minutes(usual, minutes):
    runs, before = usual()
    gait = pd.concat([*before, minutes("r5", np.full(10, 3.0), cadence_spm=170.0)], ignore_index=True)
    turned = RUNS.conform(runs.iloc[::-1])
    found = by_run(turned, gait.sample(frac=1, random_state=1).sort_values("elapsed_s", kind="stable"))
    pd.testing.assert_frame_equal(found, by_run(runs, gait)[::-1], check_exact=False)


def test_runs_without_minutes_and_no_runs_at_all_say_nothing(runs_of):
    assert by_run(runs_of([0, 3]), NO_GAIT).isna().all(axis=None)
    assert by_run(RUNS.empty(), NO_GAIT).empty
