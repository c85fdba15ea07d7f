"""A device's totals, by hand."""

import pytest

from sample_data.recorded import climb, miles, strides
from sample_data.running import Step


def step(timer_s, distance_m, strides_min=80.0):
    return Step(timer_s, timer_s, distance_m, None, None, None, 2.5, 0.0, 140, strides_min)


@pytest.mark.parametrize(
    ("altitudes", "ascent", "descent"),
    [
        ([100, 100, 100], 0, 0),
        ([100, 102.8, 100], 0, 0),  # 2.8 m is less than 3 m
        ([100, 103.0, 100], 3, 3),  # 3 m count
        ([100, 110, 108, 115], 15, 0),  # the dip of 2 m does not end the climb
        ([100, 110, 106, 115], 19, 4),  # 10 + 9 up, 4 down
        ([100], 0, 0),
        ([], 0, 0),
    ],
)
def test_only_legs_of_three_metres_count(altitudes, ascent, descent):
    assert climb(altitudes) == (ascent, descent)


def test_strides_are_cadence_times_time():
    # 80 a minute for 30 s, then 90 a minute for 60 s: 40 + 90.
    assert strides([step(0, 0), step(30, 70), step(90, 200, 90.0)]) == 130


def test_a_lap_ends_at_the_first_point_past_a_mile_and_the_next_begins_there():
    points = [step(10 * n, 500.0 * n) for n in range(9)]  # to 4,000 m; a mile is 1,609 m
    laps = [(lap[0].distance_m, lap[-1].distance_m) for lap in miles(points)]
    assert laps == [(0.0, 2000.0), (2000.0, 4000.0)]


def test_what_is_left_after_the_last_mile_is_a_lap_too():
    points = [step(10 * n, 500.0 * n) for n in range(8)]
    assert [lap[-1].distance_m - lap[0].distance_m for lap in miles(points)] == [2000.0, 1500.0]
