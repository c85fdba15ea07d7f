"""Two recordings of one run are one run; two runs on one day stay two."""

import pandas as pd
import pytest

from ingest.schema import RUNS
from ingest.twins import rows as twins

SEVEN = pd.Timestamp("2026-05-03T07:00:00Z")


def run(minutes_later=0.0, minutes=60.0, **columns):
    row = dict.fromkeys(RUNS.names)
    row |= {
        "run_id": "a",
        "started_at": SEVEN + pd.Timedelta(minutes=minutes_later),
        "elapsed_s": minutes * 60.0,
    }
    row |= {"start_latitude_deg": 40.0, "start_longitude_deg": -3.0, "distance_m": 10_000.0}
    return row | columns


def runs(*rows):
    return RUNS.frame(list(rows))


def test_watch_and_phone_that_start_a_minute_apart_are_one_run():
    assert twins.twin(run(1), runs(run()))["run_id"] == "a"


def test_an_empty_log_holds_no_twin():
    assert twins.twin(run(), runs()) is None


@pytest.mark.parametrize(("minutes_later", "same"), [(18.0, True), (18.1, False)])
def test_seventy_percent_of_shared_time_make_one_run(minutes_later, same):
    # Two recordings of 60 min, 18 min apart, share 42 min: 42 / 60 = 0.70 of either.
    assert (twins.twin(run(minutes_later), runs(run())) is not None) is same


def test_the_evening_run_is_not_the_morning_run():
    assert twins.twin(run(12 * 60), runs(run())) is None


def test_a_warm_up_that_another_device_missed_is_still_the_same_run():
    # 20 minutes recorded inside 60: all of the shorter one is shared.
    assert twins.twin(run(30, minutes=20), runs(run())) is not None


@pytest.mark.parametrize(("north_deg", "same"), [(0.0179, True), (0.0181, False)])
def test_recordings_that_begin_over_two_kilometres_apart_are_two_people(north_deg, same):
    # A degree of latitude is 6371 km x pi / 180 = 111.195 km: 0.0179 deg = 1990 m, 0.0181 deg = 2013 m.
    there = run(start_latitude_deg=40.0 + north_deg)
    assert (twins.twin(there, runs(run())) is not None) is same


def test_without_positions_time_alone_decides():
    indoors = run(start_latitude_deg=None, start_longitude_deg=None)
    assert twins.twin(indoors, runs(run())) is not None


def test_across_the_date_line_near_is_near():
    east, west = run(start_longitude_deg=179.999), run(start_longitude_deg=-179.999)
    assert twins.apart_m(east, runs(west)).iloc[0] < 200


def test_of_several_the_one_that_shares_most_is_the_twin():
    others = runs(run(run_id="a"), run(10, run_id="b"))
    assert twins.twin(run(9), others)["run_id"] == "b"


def test_a_recording_with_heart_rate_is_richer_than_one_without():
    with_heart = run(avg_heart_rate_bpm=150.0)
    assert twins.gained(with_heart, run()) == ["heart rate"]
    assert twins.richer(with_heart, run())
    assert not twins.richer(run(), with_heart)


def test_of_equals_the_one_already_here_stays():
    assert not twins.richer(run(), run())


def test_a_detailed_recording_of_the_last_minutes_is_not_richer_than_the_whole_run():
    # 2.5 km of 24 km, with heart rate: shown in its place, it would take 21.5 km out of the log.
    tail = run(120, 18, distance_m=2_500.0, avg_heart_rate_bpm=158.0)
    whole = run(0, 140, distance_m=24_000.0)
    assert not twins.richer(tail, whole)
    assert twins.richer(whole, tail)


@pytest.mark.parametrize(("distance_m", "rich"), [(6_900.0, False), (7_100.0, True)])
def test_less_than_seventy_percent_of_the_distance_is_a_part_whatever_its_detail(distance_m, rich):
    with_heart = run(distance_m=distance_m, avg_heart_rate_bpm=150.0)
    assert twins.richer(with_heart, run()) is rich


def test_without_a_distance_the_length_of_time_tells_a_part():
    with_heart = run(0, 20, distance_m=None, avg_heart_rate_bpm=150.0)
    assert not twins.richer(with_heart, run())


def test_what_a_better_recording_brings_is_told():
    assert twins.brought(run(avg_heart_rate_bpm=150.0), run()) == "with more detail (heart rate)"
    assert twins.brought(run(), run(distance_m=1_000.0)) == "in full (10.00 km, not 1.00 km)"
    assert twins.brought(run(), run(0, 20, distance_m=None)) == "in full (1:00:00 h, not 20:00 min)"
