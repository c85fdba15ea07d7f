"""What a Garmin account says of its activities, in its own units."""

import json

import pandas as pd
import pytest

from ingest.exports.garmin_activities import activities

RUN = {
    "activityId": 11000000001,
    "uploadId": 479400359405,
    "name": "Paris Running",
    "activityType": "running",
    "sportType": "RUNNING",
    "beginTimestamp": 1717481627000,  # 2024-06-04T06:13:47Z
    "startTimeGmt": 1717481627000.0,
    "startTimeLocal": 1717488827000.0,
    "duration": 1800500.0,
    "elapsedDuration": 1900000.0,
    "distance": 501230.0,
    "elevationGain": 5250.0,
    "elevationLoss": 4800.0,
    "avgHr": 150.0,
    "maxHr": 171.0,
    "avgDoubleCadence": 165.0,
    "avgRunCadence": 82.5,
    "splits": [{"measurements": [{"value": 1.0}]}],
}


def listed(*told):
    return json.dumps([{"summarizedActivitiesExport": list(told)}])


def only(**changes):
    (activity,) = activities(listed({**RUN, **changes}))
    return activity


def test_an_activity_is_read_in_metres_and_seconds():
    run = only()
    assert (run.id, run.upload_id, run.title) == ("11000000001", "479400359405", "Paris Running")
    assert run.started_at == pd.Timestamp("2024-06-04T06:13:47Z")
    assert run.utc_offset_s == 7200
    assert (run.distance_m, run.timer_s, run.elapsed_s) == (5012.3, 1800.5, 1900.0)
    assert (run.ascent_m, run.descent_m) == (52.5, 48.0)
    assert (run.avg_heart_rate_bpm, run.max_heart_rate_bpm, run.avg_cadence_spm) == (150.0, 171.0, 165.0)
    assert run.is_run
    assert not run.is_whole


def test_the_cadence_of_one_foot_is_doubled():
    assert only(avgDoubleCadence=None).avg_cadence_spm == 165.0
    assert only(avgDoubleCadence=None, avgRunCadence=None).avg_cadence_spm is None


@pytest.mark.parametrize(
    ("kind", "sport", "sub_sport"),
    [
        ("trail_running", "running", "trail"),
        ("treadmill_running", "running", "treadmill"),
        ("track_running", "running", "track"),
        ("street_running", "running", "street"),
        ("virtual_run", "running", "virtual_activity"),
        ("indoor_running", "running", "indoor_running"),
        ({"typeKey": "trail_running"}, "running", "trail"),
        ("cycling", "cycling", None),
        ("lap_swimming", "lap_swimming", None),
        ("uncategorized", None, None),
        (None, None, None),
        (17, None, None),
    ],
)
def test_kinds_become_words_of_the_profile(kind, sport, sub_sport):
    activity = only(activityType=kind)
    assert (activity.sport, activity.sub_sport) == (sport, sub_sport)


def test_the_whole_of_several_sports_has_none():
    whole = only(activityType="multi_sport", parent=True)
    assert (whole.sport, whole.is_run, whole.is_whole) == (None, False, True)


@pytest.mark.parametrize("value", [None, 0, 0.0, -5, "many", True, [], float("nan"), 10**400])
def test_what_is_no_measurement_is_not_told(value):
    text = listed({**RUN, "distance": value, "avgHr": value})
    (run,) = activities(text)
    assert (run.distance_m, run.avg_heart_rate_bpm) == (None, None)


@pytest.mark.parametrize("change", [{"activityId": None}, {"beginTimestamp": None, "startTimeGmt": None}])
@pytest.mark.parametrize("value", [None, "soon", 10**30])
def test_one_without_number_or_time_is_left_out(change, value):
    key = next(iter(change))
    told = {**RUN, **change, key: value}
    if key == "activityId" and value == 10**30:
        told[key] = "x"
    assert [one.id for one in activities(listed(told, RUN))] == ["11000000001"]


def test_several_lists_are_one_after_the_other_in_a_file_without_their_wrapping():
    assert [one.id for one in activities(json.dumps([RUN, {**RUN, "activityId": 2}]))] == ["11000000001", "2"]


def test_a_list_that_breaks_off_keeps_what_came_before():
    text = listed(RUN, {**RUN, "activityId": 2}, {**RUN, "activityId": 3})
    assert [one.id for one in activities(text[:-40])] == ["11000000001", "2"]


@pytest.mark.parametrize(
    "text", ["", "[]", "{}", "[[[[", '[{"summarizedActivitiesExport":', "[1, 2]", "null"]
)
def test_what_is_no_list_gives_none(text):
    assert activities(text) == []


def test_a_long_activity_is_read_and_an_endless_one_ends_the_list():
    laps = [{"n": number} for number in range(20_000)]
    assert len(activities(listed({**RUN, "splits": laps}, RUN))) == 2
    assert activities(listed({**RUN, "splits": ["x" * 2**21]}, RUN)) == []
    assert activities('[{"summarizedActivitiesExport": [{"a": ' + "[" * 100_000) == []
