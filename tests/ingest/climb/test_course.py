"""Climb from profiles worked by hand, and the simulation that chose its windows."""

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from benchmarks.hills import COURSES, errors_m
from ingest import climb
from ingest.climb import BAROMETER, GPS, ascent_descent, believable, neighbours, turns
from ingest.climb.sensor import _quantile

# One point a metre at 3 m/s: a 10 km run.
ALONG_M = np.arange(0.0, 10_001.0)
CLOCK_S = ALONG_M / 3.0
SPEED_M_S = np.full(ALONG_M.size, 3.0)


def climbed(altitude_m, sensor, along_m=ALONG_M):
    course = climb.profile(along_m, altitude_m, along_m / 3.0, np.full(along_m.size, 3.0), sensor)
    return ascent_descent(course.altitude_m, sensor.reversal_m)


def test_a_flat_track_with_a_metre_of_noise_has_no_climb():
    noise = np.random.default_rng(1).normal(0.0, 1.0, ALONG_M.size)
    assert np.abs(np.diff(noise)).sum() > 10_000  # the raw sums are fiction
    assert climbed(noise, BAROMETER) == (0.0, 0.0)
    assert climbed(noise, GPS) == (0.0, 0.0)


def test_a_triangle_hill_climbs_its_height_less_what_smoothing_takes_off_the_top():
    # 1 km up at 5 % and down again: 50 m. The window of 50 m has five nodes. The running median lowers
    # the top node to its neighbours' mean of five: sorted 49, 49, 49.5, 49.5, 50 -> 49.5, and leaves
    # the rest. The triangle (1 2 3 2 1)/9 then gives (2*49 + 4*49.5 + 3*49.5)/9 = 49.389 at the top.
    # At either end the profile is mirrored: median of 0 0.5 0.5 1 0 -> 0.5 for the first node and
    # 0.5 for the second (0 0 0.5 1 1.5); the triangle over 0.5 0.5 | 0.5 0.5 1 gives 5/9 = 0.556.
    along_m = np.arange(0.0, 2001.0, 10.0)
    hill_m = 50.0 - np.abs(along_m - 1000.0) * 0.05
    ascent_m, descent_m = climbed(hill_m, BAROMETER, along_m)
    assert ascent_m == pytest.approx(49.389 - 0.556, abs=0.01)
    assert descent_m == pytest.approx(ascent_m)


def test_a_reversal_of_exactly_h_counts_and_one_just_below_does_not():
    up_3_down_3 = np.array([0.0, 1.0, 3.0, 2.0, 0.0])
    assert ascent_descent(up_3_down_3, 3.0) == (3.0, 3.0)
    assert ascent_descent(up_3_down_3 * 0.999, 3.0) == (0.0, 0.0)


def test_a_dip_smaller_than_h_does_not_split_a_climb():
    # 0 -> 10, dip of 2.9, -> 20: one climb of 20. With a dip of 3: 10 + 13 up, 3 down.
    assert ascent_descent(np.array([0.0, 10.0, 7.1, 20.0]), 3.0) == (20.0, 0.0)
    assert ascent_descent(np.array([0.0, 10.0, 7.0, 20.0]), 3.0) == (23.0, 3.0)


def test_climb_that_ends_before_it_turns_counts():
    # 5 down, then 4 up to the finish.
    assert ascent_descent(np.array([5.0, 0.0, 4.0]), 3.0) == (4.0, 5.0)


def test_less_than_h_in_all_is_no_climb():
    assert ascent_descent(np.array([100.0, 102.9, 100.0, 102.9]), 3.0) == (0.0, 0.0)
    assert ascent_descent(np.array([100.0]), 3.0) == (0.0, 0.0)


@pytest.mark.parametrize("sensor", [BAROMETER, GPS])
@pytest.mark.parametrize("slope", [-0.08, 0.0, 0.12])
def test_the_grade_of_a_constant_ramp_is_its_slope(sensor, slope):
    course = climb.profile(ALONG_M, ALONG_M * slope, CLOCK_S, SPEED_M_S, sensor)
    grade = climb.grade_at(ALONG_M, SPEED_M_S, course, sensor)
    inside = slice(300, -300)
    assert grade[inside] == pytest.approx(slope, abs=1e-9)
    assert np.abs(grade - slope).max() <= abs(slope)  # mirrored ends flatten, never overshoot


def test_grades_are_clipped_and_unknown_where_the_runner_hardly_moves():
    course = climb.profile(ALONG_M, ALONG_M * 0.5, CLOCK_S, SPEED_M_S, BAROMETER)
    speed_m_s = np.where(ALONG_M < 5000, 0.79, 0.8)
    grade = climb.grade_at(ALONG_M, speed_m_s, course, BAROMETER)
    assert np.isnan(grade[1000])
    assert grade[7000] == 0.35


def test_no_grade_is_told_across_a_long_hole_in_the_altitude():
    altitude_m = np.where((ALONG_M > 2000) & (ALONG_M < 3000), np.nan, 0.0)
    course = climb.profile(ALONG_M, altitude_m, CLOCK_S, SPEED_M_S, BAROMETER)
    grade = climb.grade_at(ALONG_M, SPEED_M_S, course, BAROMETER)
    assert np.isnan(grade[2500])
    assert grade[1900] == grade[3100] == 0.0


def test_spikes_are_dropped():
    altitude_m = np.zeros(ALONG_M.size)
    altitude_m[[2000, 4000, 4001, 4002]] = [25.0, 400.0, 400.0, 400.0]
    assert climbed(altitude_m, BAROMETER) == (0.0, 0.0)


def test_a_barometer_that_is_set_anew_in_mid_run_climbs_nothing():
    altitude_m = np.where(ALONG_M < 5000, 20.0, 106.0)  # as a fēnix 2 did, by 86 m in a second
    assert climbed(altitude_m, BAROMETER) == (0.0, 0.0)


def test_what_a_barometer_drifts_while_the_runner_stands_is_no_climb():
    # 2 km flat, an hour of standing in which the weather takes 25 m, 2 km flat.
    along_m = np.concatenate([np.arange(0.0, 2000.0), np.full(3600, 2000.0), np.arange(2000.0, 4001.0)])
    stood = np.zeros(along_m.size, dtype=bool)
    stood[2000:5600] = True
    altitude_m = np.cumsum(np.where(stood, 25.0 / 3600, 0.0))
    clock_s = np.cumsum(np.where(stood, 1.0, 1 / 3))
    speed_m_s = np.where(stood, 0.0, 3.0)
    course = climb.profile(along_m, altitude_m, clock_s, speed_m_s, BAROMETER)
    assert ascent_descent(course.altitude_m, BAROMETER.reversal_m) == (0.0, 0.0)


def test_a_slow_steep_climb_counts_in_full():
    # 500 m at 40 % and 0.45 m/s, slower than standing still by speed: 200 m.
    along_m = np.arange(0.0, 501.0, 0.45)
    slow_m_s = np.full(along_m.size, 0.45)
    course = climb.profile(along_m, along_m * 0.4, np.arange(along_m.size) * 1.0, slow_m_s, BAROMETER)
    ascent_m, _ = ascent_descent(course.altitude_m, BAROMETER.reversal_m)
    assert ascent_m == pytest.approx(200.0, abs=10.0)


def test_no_altitude_gives_no_profile():
    unknown = np.full(ALONG_M.size, np.nan)
    assert climb.profile(ALONG_M, unknown, CLOCK_S, SPEED_M_S, GPS) is None
    assert climb.profile(unknown, ALONG_M, CLOCK_S, SPEED_M_S, GPS) is None
    nowhere = np.zeros(50)
    assert climb.profile(nowhere, nowhere, np.arange(50.0), nowhere, GPS) is None


def barometer(seconds, spread_m, step_m=0.2):
    """Second by second: a random walk whose steps, in multiples of `step_m`, spread by `spread_m`."""
    steps = np.random.default_rng(3).normal(0.0, spread_m, seconds)
    return np.cumsum(np.round(steps / step_m) * step_m)


def test_altitude_that_strays_little_in_steps_of_twenty_centimetres_is_a_barometers():
    clock_s = np.arange(600.0)
    assert climb.is_barometric(barometer(600, 0.2), clock_s)
    assert not climb.is_barometric(barometer(600, 0.5), clock_s)  # too restless
    assert not climb.is_barometric(barometer(600, 0.2, step_m=0.11), clock_s)  # no barometer's steps


def test_one_calibration_does_not_hide_a_barometer():
    jump = np.where(np.arange(600) >= 300, 86.0, 0.0)
    assert climb.is_barometric(barometer(600, 0.2) + jump, np.arange(600.0))


def test_too_few_seconds_in_a_row_show_no_barometer():
    assert climb.is_barometric(barometer(31, 0.2), np.arange(31.0))
    assert not climb.is_barometric(barometer(30, 0.2), np.arange(30.0))
    assert not climb.is_barometric(barometer(600, 0.2), np.arange(600.0) * 4)
    assert not climb.is_barometric(np.full(600, np.nan), np.arange(600.0))


@pytest.mark.parametrize(("calm", "is_barometric"), [(300, True), (298, False)])
def test_a_watch_that_leaves_calm_seconds_out_shows_no_barometer(calm, is_barometric):
    # pairs a second apart, then pairs four seconds apart: of 598 or 600 pairs half must be of a second
    clock_s = np.cumsum([0.0, *[1.0] * calm, *[4.0] * 300])
    assert climb.is_barometric(barometer(clock_s.size, 0.2), clock_s) == is_barometric


@pytest.mark.parametrize("name", COURSES)
def test_simulated_barometer_climb_is_true_to_ten_metres_in_ten_kilometres(name):
    assert abs(errors_m(name, BAROMETER).mean()) < 10.0


@pytest.mark.parametrize("name", COURSES)
def test_simulated_gps_climb_errs_by_less_than_the_five_metres_a_kilometre_below_which_it_is_hidden(name):
    assert abs(errors_m(name, GPS).mean()) < 50.0


HEIGHTS = st.lists(
    st.sampled_from([0.0, 1.0, 2.5, 3.0, 29.5, 30.0, 31.0, 60.0, 90.0]), min_size=1, max_size=40
)


def near_by_numpy(altitude_m):
    padded = np.pad(altitude_m, believable.MEDIAN_POINTS // 2, mode="symmetric")
    windows = np.lib.stride_tricks.sliding_window_view(padded, believable.MEDIAN_POINTS)
    return np.abs(altitude_m - np.median(windows, axis=1)) <= believable.FURTHEST_OFF_M


@given(HEIGHTS)
def test_spikes_are_those_of_the_running_median_whether_or_not_it_is_computed(heights):
    altitude_m = np.array(heights)
    near = believable._near_median(altitude_m, np.abs(np.diff(altitude_m)))
    np.testing.assert_array_equal(near, near_by_numpy(altitude_m))


@given(HEIGHTS, st.floats(0.5, 40.0))
def test_a_profile_turns_at_its_extremes_and_nowhere_else(heights, reversal_m):
    between = turns._extremes(np.array(heights)).tolist()
    assert turns._turning_points(between, reversal_m) == turns._turning_points(heights, reversal_m)


@given(st.lists(st.floats(-50, 50), min_size=1, max_size=60), st.sampled_from([15.87, 50.0, 84.13]))
def test_a_quantile_lies_where_numpy_puts_it(values, percent):
    there = _quantile(np.sort(values), percent / 100)
    assert there == pytest.approx(np.percentile(values, percent), abs=1e-9)


@pytest.mark.parametrize("size", [1, 2, 4, 5, 6, 20])
def test_margins_mirror_the_ends(size):
    values = np.arange(float(size))
    assert neighbours.mirrored(values, 5).tolist() == np.pad(values, 5, mode="symmetric").tolist()
