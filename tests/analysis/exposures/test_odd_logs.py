"""Whole frames of five odd logs as they come in life, each dose worked by hand."""

from math import nan

import pandas as pd

from tests.analysis.exposures.logs import frame_of, like, log_of, on, stamp

BELT = {"surface": "treadmill", "surface_source": "sub_sport", "climb_source": "none"}


def whole(log, last):
    return {name: column.to_list() for name, column in frame_of(log, last).items()}


def test_one_run_and_one_entry():
    """Nothing came before the run: no jump and no row of days is known of it, nor a week against another."""
    run = {"distance_m": 8_000.0, "descent_m": 60.0, "rpe": 4.0, "duration_s": 3_000.0, "shoe_id": "a"}
    entry = {"worst_pain": 3, "side": "left", "off_run": "long_sitting"}
    log = log_of([(0, run)], [(0, entry)], {"r0": {"turned_deg": -360.0}}, shoes=[{"shoe_id": "a"}])
    assert whole(log, 2) == {
        "distance": [8_000, 0, 0],
        "descent": [60, 0, 0],
        "turning": [1, 0, 0],
        "felt_effort": [200, 0, 0],
        "sitting": like([1, nan, nan]),
    }


def test_a_diary_kept_for_days_before_the_first_run():
    """What was sat is known from the first entry on, what was run from the first run on."""
    entries = [(0, {"off_run": "long_sitting"}), (1, {"done": "strength"}), (3, {"worst_pain": 2})]
    log = log_of([(3, {}), (4, {}), (6, {}), (7, {})], entries)
    assert whole(log, 8) == {
        "distance": like([nan, nan, nan, 10_000, 10_000, 0, 10_000, 10_000, 0]),
        # whether the first two days were the end of a longer row, nobody knows
        "days_in_a_row": like([nan, nan, nan, nan, nan, 0, 0, 1, 0]),
        "strength_missed": like([nan, 0, 1, 2, 3, 4, 5, 6, 7]),
        "sitting": like([1, 0, *[nan] * 7]),
    }


def test_a_pair_that_was_retired_and_worn_once_more_beside_its_successor():
    """Ten runs in a pair of 300 km; then a new one, the old one again, and one run without a word."""
    worn = [*["old"] * 10, "new", "old", nan]
    pairs = [
        {"shoe_id": "old", "start_distance_m": 300_000.0, "retired_on": on(9)},
        {"shoe_id": "new", "start_distance_m": 0.0},
    ]
    log = log_of([(day, {"shoe_id": pair}) for day, pair in enumerate(worn)], shoes=pairs)
    found = frame_of(log, 13)
    # eight runs make the usual: 380 over the mean of 300 … 370 km, 390 over that of 300 … 380 km; then
    # 0 on the new pair, and 400 over the mean of 300 … 390 and 0 km, 313,636 m
    age_m = [*[nan] * 8, 45_000, 50_000, 0, 400_000 - 3_450_000 / 11, nan, 0]
    assert found["shoe_age"].to_list() == like(age_m)
    assert found["new_shoe"].to_list() == like([*[0] * 10, 10_000, 0, nan, 0])


def test_two_runs_a_day_of_which_one_tells_little():
    """A belt has no descent, but a run whose descent nobody knows leaves that of its day unknown."""
    hills = {"descent_m": 100.0, "ascent_m": 90.0, "climb_source": "barometer", "rpe": 5.0}
    runs = [(0, hills), (1, hills), (1, BELT), (2, hills), (2, {"climb_source": "none"}), (3, BELT)]
    found = whole(log_of(runs), 4)
    assert found["distance"] == [10_000, 20_000, 20_000, 10_000, 0]
    assert found["treadmill"] == like([nan, nan, nan, 10_000, 0])  # of the hills' ground nobody knows
    assert found["descent"] == like([100, 100, nan, 0, 0])
    assert found["ascent"] == like([90, nan, nan, nan, 0])
    assert found["felt_effort"] == like([300, nan, nan, nan, 0])
    # the first row may have begun before the log
    assert found.get("days_in_a_row") is None


def test_a_clock_that_runs_ahead_and_a_flight_across_the_date_line():
    """A run of next week changes nothing. Days are those of the place: in Auckland it was the 2nd while in
    Honolulu it was still the 1st, so the run that was first by the clock of the world is second by day."""
    runs = [
        (1, {"run_id": "auckland", "started_at": pd.Timestamp("2026-06-01T19:00Z")}),
        (0, {"run_id": "honolulu", "started_at": pd.Timestamp("2026-06-02T04:00Z")}),
        (9, {"run_id": "ahead", "max_heart_rate_bpm": 230.0, "distance_m": 50_000.0}),
    ]
    runs = [(day, {"max_heart_rate_bpm": 180.0, "avg_heart_rate_bpm": 120.0} | run) for day, run in runs]
    entries = [(0, {"worst_pain": 1}), (8, {"done": "strength"})]
    terrain = {name: {"route_id": "x"} for name in ("auckland", "honolulu", "ahead")}
    log = log_of(runs, entries, terrain)
    found = frame_of(log, 3)
    assert found.index[-1] == stamp(3)
    assert {name: column.to_list() for name, column in found.items()} == {
        "distance": [10_000, 10_000, 0, 0],
        "same_course": [0, 10_000, 0, 0],
        "heart_load": [1_800, 1_800, 0, 0],  # half of the way from 60 to 180 bpm, for an hour
    }
