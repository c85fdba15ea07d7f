"""What cannot be true is left out and counted; what can be is kept, at both sides of every limit."""

import numpy as np
import pandas as pd
import pytest
from hypothesis import given
from hypothesis import strategies as st

from ingest.readers.masks import LATEST, PLAUSIBLE, ZERO_IS_ABSENT, masked
from ingest.schema import TRACK

SEVEN = pd.Timestamp("2026-05-03 07:00", tz="UTC")


def track(*rows):
    """Points a second apart unless a row says when."""
    return TRACK.frame([{"time": SEVEN + pd.Timedelta(seconds=n), **row} for n, row in enumerate(rows)])


@pytest.mark.parametrize(
    ("column", "within", "beyond"),
    [
        ("heart_rate_bpm", 20.0, 19.0),
        ("heart_rate_bpm", 250.0, 251.0),
        ("cadence_spm", 300.0, 301.0),
        ("cadence_spm", 0.0, -1.0),
        ("speed_m_s", 12.0, 12.1),
        ("speed_m_s", 0.0, -0.1),
        ("altitude_m", -500.0, -501.0),
        ("altitude_m", 9000.0, 9001.0),
        ("distance_m", 0.0, -1.0),
        ("temperature_c", -60.0, -61.0),
        ("power_w", 3000.0, 3001.0),
        ("stance_time_s", 2.0, 2.1),
        ("vertical_oscillation_m", 0.5, 0.6),
        ("step_length_m", 4.0, 4.1),
        ("altitude_m", 0.0, float("inf")),
    ],
)
def test_a_value_beyond_its_limit_is_masked_and_counted(column, within, beyond):
    kept, counts = masked(track({column: within}, {column: beyond}, {}))
    assert kept[column].iloc[0] == within
    assert kept[column].iloc[1:].isna().all()
    assert counts == {column: 1}  # the absent value is not counted


@pytest.mark.parametrize(
    ("latitude", "longitude"), [(90.1, 8.0), (-90.1, 8.0), (47.0, 180.1), (47.0, -180.1), (0.0, 0.0)]
)
def test_a_position_off_the_globe_or_at_its_origin_is_masked_whole(latitude, longitude):
    kept, counts = masked(
        track({"latitude_deg": latitude, "longitude_deg": longitude, "heart_rate_bpm": 120.0})
    )
    assert kept[["latitude_deg", "longitude_deg"]].isna().all(axis=None)
    assert counts == {"latitude_deg": 1, "longitude_deg": 1}
    assert kept["heart_rate_bpm"].tolist() == [120.0]


@pytest.mark.parametrize(("latitude", "longitude"), [(90.0, 180.0), (-90.0, -180.0), (0.0, 8.0), (47.0, 0.0)])
def test_a_position_at_the_edge_of_the_globe_or_on_its_lines_is_kept(latitude, longitude):
    kept, counts = masked(track({"latitude_deg": latitude, "longitude_deg": longitude}))
    assert kept[["latitude_deg", "longitude_deg"]].iloc[0].tolist() == [latitude, longitude]
    assert counts == {}


def test_half_a_position_is_none():
    kept, counts = masked(track({"latitude_deg": 47.0}))
    assert kept["latitude_deg"].isna().all()
    assert counts == {"latitude_deg": 1}


def test_a_zero_that_stands_for_no_reading_is_absent_and_not_counted():
    kept, counts = masked(track({"heart_rate_bpm": 0.0, "stance_time_s": 0.0, "step_length_m": 0.0}))
    assert kept[["heart_rate_bpm", "stance_time_s", "step_length_m"]].isna().all(axis=None)
    assert counts == {}


def test_standing_still_at_sea_level_is_kept():
    zeros = {"speed_m_s": 0.0, "altitude_m": 0.0, "cadence_spm": 0.0, "distance_m": 0.0, "temperature_c": 0.0}
    kept, counts = masked(track(zeros))
    assert kept[list(zeros)].iloc[0].to_dict() == zeros
    assert counts == {}


def test_points_at_which_the_clock_runs_backwards_are_dropped_and_counted():
    seconds = [0, 1, 2, 1, 3]
    kept, counts = masked(track(*({"time": SEVEN + pd.Timedelta(seconds=s)} for s in seconds)))
    assert ((kept["time"] - SEVEN).dt.total_seconds()).tolist() == [0, 1, 1, 3]
    assert counts == {"time": 1}


def test_one_jump_ahead_of_the_clock_does_not_cost_all_later_points():
    seconds = [0, 1, 5000, 2, 3, 4]
    kept, counts = masked(track(*({"time": SEVEN + pd.Timedelta(seconds=s)} for s in seconds)))
    assert ((kept["time"] - SEVEN).dt.total_seconds()).tolist() == [0, 1, 2, 3, 4]
    assert counts == {"time": 1}


def test_two_points_in_one_second_are_both_kept():
    kept, counts = masked(track({"time": SEVEN}, {"time": SEVEN}))
    assert len(kept) == 2
    assert counts == {}


def test_a_point_ten_days_from_the_others_is_kept_and_one_further_away_is_dropped():
    near, far = SEVEN + pd.Timedelta(days=10), SEVEN + pd.Timedelta(days=10, seconds=1)
    assert masked(track({"time": SEVEN}, {"time": SEVEN}, {"time": near}))[1] == {}
    kept, counts = masked(track({"time": SEVEN}, {"time": SEVEN}, {"time": far}))
    assert kept["time"].tolist() == [SEVEN, SEVEN]
    assert counts == {"time": 1}


@pytest.mark.parametrize(
    ("instant", "kept"),
    [
        ("1989-12-31 00:00:00", True),
        ("1989-12-30 23:59:59", False),
        (LATEST, True),
        (LATEST + pd.Timedelta(seconds=1), False),
    ],
)
def test_a_time_that_no_watch_can_show_is_dropped(instant, kept):
    time = (
        pd.Timestamp(instant).tz_convert("UTC")
        if isinstance(instant, pd.Timestamp)
        else pd.Timestamp(instant, tz="UTC")
    )
    points, counts = masked(track({"time": time}))
    assert len(points) == kept
    assert counts == ({} if kept else {"time": 1})


def test_a_point_without_a_time_is_dropped_and_counted():
    assert masked(track({"time": pd.NaT}, {}))[1] == {"time": 1}


def test_a_track_without_points_stays_one():
    kept, counts = masked(TRACK.empty())
    pd.testing.assert_frame_equal(kept, TRACK.empty())
    assert counts == {}


def test_the_input_is_left_as_it_was():
    points = track({"heart_rate_bpm": 300.0})
    masked(points)
    assert points["heart_rate_bpm"].tolist() == [300.0]


def test_columns_beyond_the_tables_are_kept_and_rows_are_counted_anew():
    points = track({"heart_rate_bpm": 300.0}, {"heart_rate_bpm": 120.0}).assign(segment=[4, 5])
    points.index = [10, 20]
    kept, counts = masked(points)
    assert kept["segment"].tolist() == [4, 5]
    assert kept.index.tolist() == [0, 1]
    assert np.isnan(kept["heart_rate_bpm"].iloc[0])
    assert counts == {"heart_rate_bpm": 1}


def meant(column, value):
    """What a value stands for, and whether it is counted when it is left out; told one by one."""
    if np.isnan(value) or (value == 0 and column in ZERO_IS_ABSENT):
        return np.nan, 0
    lowest, highest = PLAUSIBLE[column]
    return (value, 0) if lowest <= value <= highest else (np.nan, 1)


def around(column):
    """Values within, at, and just beyond a column's limits, and odd ones."""
    lowest, highest = PLAUSIBLE[column]
    edges = [lowest, highest, np.nextafter(lowest, -np.inf), np.nextafter(highest, np.inf)]
    odd = [np.nan, 0.0, -0.0, np.inf, -np.inf, 65535.0]
    return st.one_of(st.sampled_from(edges + odd), st.floats(lowest, highest))


@given(st.lists(st.fixed_dictionaries({column: around(column) for column in PLAUSIBLE}), max_size=6))
def test_whatever_is_recorded_each_value_is_judged_by_itself(rows):
    judged = [{column: meant(column, row[column]) for column in PLAUSIBLE} for row in rows]
    kept, counts = masked(track(*rows))
    for column in PLAUSIBLE:
        np.testing.assert_array_equal(kept[column].to_numpy(), [row[column][0] for row in judged])
        assert counts.get(column, 0) == sum(row[column][1] for row in judged)
    assert list(counts) == [column for column in PLAUSIBLE if counts.get(column)]
