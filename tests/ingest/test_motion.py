"""Speed by point and by step."""

import numpy as np
import pytest

from ingest import motion

UNKNOWN = np.full(61, np.nan)
EVERY_SECOND = np.ones(60)


def test_speed_without_a_recorded_one_is_distance_over_ten_seconds_of_timer_time():
    distance_m = np.concatenate([np.arange(31) * 2.0, 60 + np.arange(1, 31) * 4.0])
    speed_m_s = motion.speed(UNKNOWN, distance_m, EVERY_SECOND)
    assert speed_m_s[10] == pytest.approx(2.0)
    assert speed_m_s[50] == pytest.approx(4.0)
    assert speed_m_s[30] == pytest.approx(3.0)  # five seconds at 2, five at 4
    assert speed_m_s[0] == pytest.approx(2.0)  # the half window that there is


def test_a_pause_does_not_slow_the_points_beside_it():
    ran_s = np.ones(60)
    ran_s[29] = 0.0  # the timer stood from point 29 to point 30
    distance_m = np.concatenate([[0.0], np.cumsum(ran_s * 3.0)])
    assert motion.speed(UNKNOWN, distance_m, ran_s) == pytest.approx(3.0)


def test_recorded_speed_comes_first_and_holes_in_it_are_filled():
    recorded = np.full(61, 5.0)
    recorded[20] = np.nan
    speed_m_s = motion.speed(recorded, np.arange(61) * 3.0, EVERY_SECOND)
    assert speed_m_s[[19, 20, 21]].tolist() == pytest.approx([5.0, 3.0, 5.0])


def test_recorded_speeds_that_are_all_zero_while_the_distance_grows_are_no_speeds():
    assert motion.speed(np.zeros(61), np.arange(61) * 3.0, EVERY_SECOND) == pytest.approx(3.0)
    assert motion.speed(np.zeros(61), np.zeros(61), EVERY_SECOND).tolist() == [0.0] * 61


def test_neither_distance_nor_speed_is_no_speed():
    assert np.isnan(motion.speed(UNKNOWN, UNKNOWN, EVERY_SECOND)).all()
    assert motion.speed(np.array([2.0]), np.array([0.0]), np.empty(0)).tolist() == [2.0]


def test_a_step_has_the_mean_speed_of_its_ends_or_in_a_long_step_distance_over_time():
    speed_m_s, clock_s = np.array([2.0, 4.0, 4.0]), np.array([0.0, 5.0, 11.0])
    distance_m = np.array([0.0, 15.0, 21.0])
    assert motion.step_speed(speed_m_s, distance_m, clock_s).tolist() == [3.0, 1.0]
