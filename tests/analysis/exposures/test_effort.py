"""Fast minutes, heart rate and felt effort, worked by hand; both sides of each threshold."""

from math import nan

import pandas as pd
import pytest

from analysis.exposures import effort
from ingest.schema import GAIT
from tests.analysis.exposures.logs import doses, like, log_of


def paced(*speeds):
    """A run a day at these speeds."""
    return [(day, {"grade_adjusted_speed_m_s": speed}) for day, speed in enumerate(speeds)]


@pytest.mark.parametrize(("speed", "fast_s"), [(3.15, 3_600), (3.149, 0)])
def test_a_run_is_fast_from_five_percent_above_the_own_middle(speed, fast_s):
    found = doses(log_of(paced(*[3.0] * 8, speed, 5.0)), "fast", 9)
    assert found == like([*[nan] * 8, fast_s, 3_600])


@pytest.mark.parametrize(("speed", "fast_s"), [(4.0, 3_600), (3.99, 0)])
def test_a_run_is_fast_from_where_four_fifths_are_slower(speed, fast_s):
    # the sorted 11 runs before: the ninth lies at four fifths
    slow_and_fast = [3.0] * 8 + [4.0] * 3
    assert doses(log_of(paced(*slow_and_fast, speed, 5.0)), "fast", 12)[11] == fast_s


@pytest.mark.parametrize(("day", "fast_s"), [(90, 3_600), (91, nan)])
def test_only_ninety_days_before_the_run_count(day, fast_s):
    runs = [*paced(*[3.0] * 8, 4.0), (day, {"grade_adjusted_speed_m_s": 4.0})]
    runs = [run for run in runs if run[0] != 7]  # seven on the days 0 to 6, one on day 8
    log = log_of(runs, entries=[(each, {"worst_pain": 0}) for each in range(10, day, 10)])
    assert effort.fast_by_average(log.runs).iloc[-1] == like(fast_s)


@pytest.mark.parametrize("kind", [{"surface": "treadmill"}, {"sub_sport": "indoor_running"}, {}])
def test_how_fast_a_belt_ran_is_unknown_as_is_a_run_without_a_speed(kind):
    fast = {"grade_adjusted_speed_m_s": 4.0} if kind else {}
    log = log_of([*paced(*[3.0] * 8, 4.0), (9, kind | fast)])
    assert doses(log, "fast", 10)[8:] == like([3_600, nan, 0])


def windows(run_id, *speeds, grade=0.0):
    """A minute a window."""
    rows = [{"run_id": run_id, "moving_s": 60.0, "speed_m_s": speed, "grade": grade} for speed in speeds]
    return pd.DataFrame(rows, columns=["run_id", *GAIT.names])


@pytest.mark.parametrize(("minutes", "fast_s"), [(120, 180), (119, nan)])
def test_with_windows_the_fast_minutes_of_a_run_count(minutes, fast_s):
    gait = pd.concat(
        [
            windows("r0", *[3.0] * minutes),
            windows("r1", 3.15, 3.2, 3.149, 2.0),
            windows("r1", 5.0, 5.0, grade=-0.03),  # the slope's doing
            windows("r1", 3.3, grade=nan),
            windows("r3", 4.0),
        ]
    )
    found = doses(log_of([(0, {}), (1, {}), (2, {}), (3, {})]), "fast", 4, gait)
    assert found == like([nan, fast_s, nan, 60, 0])  # the third run has no windows


def test_minutes_of_the_day_itself_do_not_raise_its_own_threshold():
    gait = pd.concat([windows("r0", *[3.0] * 120), windows("r1", *[4.0] * 500), windows("r2", *[4.0] * 2)])
    assert doses(log_of([(0, {}), (1, {}), (1, {})]), "fast", 1, gait) == like([nan, 502 * 60])


def test_heart_load_is_time_times_the_share_between_rest_and_the_third_highest():
    hearts = [(180.0, 120.0), (190.0, 150.0), (220.0, 60.0), (120.0, 200.0), (130.0, nan)]
    runs = [
        (day, {"max_heart_rate_bpm": highest, "avg_heart_rate_bpm": mean})
        for day, (highest, mean) in enumerate(hearts)
    ]
    # own highest 180: (120 - 60) / (180 - 60) = 1/2, 90/120 = 3/4, none, all of it
    assert doses(log_of(runs), "heart_load", 5) == like([1_800, 2_700, 0, 3_600, nan, 0])


@pytest.mark.parametrize(("highest", "known"), [(60.0, False), (61.0, True)])
def test_a_highest_heart_rate_no_higher_than_at_rest_is_no_scale(highest, known):
    hearts = {"max_heart_rate_bpm": highest, "avg_heart_rate_bpm": highest}
    found = effort.heart_reserve(log_of([(0, hearts)]).runs)
    assert found.to_list() == like([1.0 if known else nan])


def test_a_run_whose_minutes_know_no_speed_is_not_slow_but_unknown():
    gait = pd.concat([windows("r0", *[3.0] * 120), windows("r1", nan, nan), windows("r2", nan, 4.0)])
    assert doses(log_of([(0, {}), (1, {}), (2, {})]), "fast", 2, gait) == like([nan, nan, 60])


def test_felt_effort_is_exertion_times_minutes():
    log = log_of([(0, {"rpe": 5.0}), (1, {"rpe": 3.0, "duration_s": 1_200.0}), (2, {})])
    assert doses(log, "felt_effort", 3) == like([300, 60, nan, 0])
