"""Distance by stream, positions, speed and total, and what to do when they disagree."""

import numpy as np
import pytest

from ingest.columns import columns_of
from ingest.distance import covered, haversine
from ingest.schema import TRACK
from ingest.timer import timing

MINUTE = np.arange(0, 61)
DEGREES_PER_METRE = 1 / 111_195.08  # of latitude on a sphere of 6,371,008.8 m: 2 pi r / 360


def far(recording):
    return covered(columns_of(recording.track, TRACK), timing(recording), recording.totals.distance_m)


def north(metres):
    return {"latitude_deg": 48.0 + np.asarray(metres) * DEGREES_PER_METRE, "longitude_deg": 2.0}


def test_one_degree_along_a_meridian_and_along_the_equator():
    # 2 * pi * 6,371,008.8 m / 360 = 111,195.08 m; at 60 degrees north a degree of longitude is half.
    assert haversine(np.array([0.0, 1.0]), np.array([5.0, 5.0])) == pytest.approx([111_195.08], abs=0.01)
    assert haversine(np.array([0.0, 0.0]), np.array([179.5, -179.5])) == pytest.approx([111_195.08], abs=0.01)
    # At 60 degrees north the parallel is 111,195.08 cos 60 = 55,597.54 m; the great circle cuts it by
    # (pi/180)^2 sin^2 60 / 24 = 9.5e-6 of that, 0.53 m.
    assert haversine(np.array([60.0, 60.0]), np.array([0.0, 1.0])) == pytest.approx([55_597.01], abs=0.01)


def test_the_devices_stream_comes_before_positions(recording):
    run = recording(MINUTE, distance_m=MINUTE * 3.0, **north(MINUTE * 4.0))
    assert far(run).total_m == 180.0
    assert far(run).distance_m.tolist() == (MINUTE * 3.0).tolist()


def test_holes_in_the_stream_are_bridged(recording):
    stream = MINUTE * 3.0
    stream[10:20] = np.nan
    stream[60] = np.nan
    run = far(recording(MINUTE, distance_m=stream))
    assert run.distance_m[15] == pytest.approx(45.0)
    assert run.total_m == 177.0  # the last metres are unknown, not extrapolated


def test_metres_before_the_first_point_count_and_another_runs_do_not(recording):
    assert far(recording(MINUTE, distance_m=MINUTE * 3.0 + 12.0)).total_m == 192.0
    assert far(recording(MINUTE, distance_m=MINUTE * 3.0 + 8000.0)).total_m == 180.0
    whole = recording(
        MINUTE, distance_m=MINUTE * 3.0 + 8000.0, totals={"distance_m": 8180.0, "timer_s": 3000.0}
    )
    assert far(whole).total_m == 8180.0


def test_a_stream_that_starts_anew_goes_on_counting(recording):
    stream = np.concatenate([np.arange(31) * 3.0, np.arange(1, 31) * 3.0])  # 90 m, then from 3 m to 90 m
    run = far(recording(MINUTE, distance_m=stream))
    assert run.total_m == 180.0
    assert run.notes == ("The recorded distance ran backwards at times; only what was gained counts.",)


def test_a_stream_that_falls_a_little_stands_still(recording):
    stream = MINUTE * 3.0
    stream[30:] -= 10.0  # 87 -> 80
    assert far(recording(MINUTE, distance_m=stream)).total_m == pytest.approx(180.0 - 10.0 + 7.0)


def test_a_jump_faster_than_anyone_runs_is_left_out(recording):
    # A step of one second may hold 12 m and 50 m of slack.
    stream = MINUTE * 3.0
    stream[30:] += 59.0  # the step is 62 m
    assert far(recording(MINUTE, distance_m=stream)).total_m == 239.0
    stream[30:] += 0.5
    run = far(recording(MINUTE, distance_m=stream))
    assert run.total_m == 177.0
    assert run.notes == (
        "The recorded distance jumped faster than anyone runs (0.06 km in all); that is left out.",
    )


def test_a_jump_that_the_devices_total_holds_is_late_not_false(recording):
    stream = np.where(MINUTE < 30, 0.0, 180.0)
    run = far(recording(MINUTE, distance_m=stream, totals={"distance_m": 181.0}))
    assert run.total_m == 180.0
    assert run.notes == ()


def test_positions_count_where_there_is_no_stream(recording):
    assert far(recording(MINUTE, **north(MINUTE * 3.0))).total_m == pytest.approx(180.0, abs=0.01)
    idle = recording(MINUTE, distance_m=np.zeros(61), **north(MINUTE * 3.0))
    assert far(idle).total_m == pytest.approx(180.0, abs=0.01)


def test_ground_covered_while_the_timer_stands_does_not_count(recording):
    run = recording(MINUTE, active=[(0, 20), (40, 60)], **north(MINUTE * 3.0))
    assert far(run).total_m == pytest.approx(120.0, abs=0.01)


def test_a_position_that_cannot_be_reached_is_passed_over(recording):
    metres = MINUTE * 3.0
    metres[30] = 5000.0
    run = far(recording(MINUTE, **north(metres)))
    assert run.total_m == pytest.approx(180.0, abs=0.01)
    assert run.notes == ("Positions too far off to be true, passed over: 1.",)


def test_a_leap_to_another_place_counts_for_nothing(recording):
    # A step of one second may be 24 m: 12 m/s, and a second for clocks that tick in whole ones.
    metres = MINUTE * 3.0
    metres[30:] += 20.9  # the step is 23.9 m
    assert far(recording(MINUTE, **north(metres))).total_m == pytest.approx(200.9, abs=0.01)
    metres[30:] += 0.2
    assert far(recording(MINUTE, **north(metres))).total_m == pytest.approx(177.0, abs=0.01)


def test_speed_counts_where_there_is_neither_stream_nor_position(recording):
    assert far(recording(MINUTE, speed_m_s=2.5)).total_m == pytest.approx(150.0)
    paused = recording(MINUTE, speed_m_s=2.5, active=[(0, 30)])
    assert far(paused).total_m == pytest.approx(75.0)


def test_the_devices_total_counts_where_nothing_else_does(recording):
    run = far(recording(MINUTE, totals={"distance_m": 240.0}))
    assert (run.total_m, run.notes) == (240.0, ())
    assert np.isnan(run.distance_m).all()
    assert far(recording(totals={"distance_m": 5000.0})).total_m == 5000.0


def test_nothing_known_is_not_zero_and_is_told(recording):
    for run in (far(recording(MINUTE)), far(recording())):
        assert np.isnan(run.total_m)
        assert run.notes == ("Nothing in this file tells how far this run was.",)


def test_a_total_that_nobody_could_run_is_not_kept_where_nothing_else_is_known_either(recording):
    # 12 m/s x 1800 s = 21,600 m
    half_hour = [far(recording(totals={"distance_m": m, "timer_s": 1800.0})) for m in (21_600.0, 21_601.0)]
    assert (half_hour[0].total_m, half_hour[0].notes) == (21_600.0, ())
    assert np.isnan(half_hour[1].total_m)
    assert half_hour[1].notes == (
        "The device counted 21.60 km, but nobody runs that far in the time; that distance is left out.",
    )


def test_a_total_within_one_percent_leaves_the_points_distance(recording):
    at_one = recording(MINUTE, distance_m=MINUTE * 3.3, totals={"distance_m": 200.0, "timer_s": 60.0})
    assert (far(at_one).total_m, far(at_one).notes) == (pytest.approx(198.0), ())


def test_a_total_further_off_is_kept_and_told(recording):
    corrected = recording(MINUTE, distance_m=MINUTE * 3.3, totals={"distance_m": 200.1, "timer_s": 60.0})
    run = far(corrected)
    assert run.total_m == 200.1
    assert run.notes == (
        "The device counted 0.20 km, its points give 0.20 km; the device's own distance is kept.",
    )


def test_a_total_that_nobody_could_run_is_not_kept(recording):
    run = far(recording(MINUTE, distance_m=MINUTE * 3.0, totals={"distance_m": 42_195.0, "timer_s": 60.0}))
    assert run.total_m == 180.0
    assert run.notes[0].endswith("the points are kept, for nobody runs that far in the time.")


def test_a_total_of_zero_is_no_distance_where_points_know_better(recording):
    run = far(recording(MINUTE, distance_m=MINUTE * 3.0, totals={"distance_m": 0.0, "timer_s": 60.0}))
    assert run.total_m == 180.0
