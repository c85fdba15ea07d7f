"""Values go from one device's points to another's by time, and nowhere else."""

import numpy as np
import pandas as pd
import pytest

from ingest.twins.streams import at_moments, had, known

SEVEN = pd.Timestamp("2026-05-03T07:00:00Z")
HEART = ("heart_rate_bpm",)
PLACE = ("latitude_deg", "longitude_deg")


def moments(*seconds):
    return pd.Series(pd.to_datetime([SEVEN + pd.Timedelta(seconds=s) for s in seconds], utc=True))


def filled(recording, at, seconds, values, ahead_s=0.0, **given):
    source = recording(seconds, heart_rate_bpm=values, **given)
    return at_moments(moments(*at), source, HEART, ahead_s).ravel().tolist()


def test_a_moment_takes_the_nearest_point(recording):
    assert filled(recording, [0, 2, 3, 5, 6], [0, 5, 10], [100, 110, 120]) == [100, 100, 110, 110, 110]


def test_a_clock_that_is_ahead_is_set_back(recording):
    # At 7:00:05 by the base's clock the other's showed 7:00:35.
    assert filled(recording, [0, 5], [30, 35], [100, 110], ahead_s=30.0) == [100, 110]


@pytest.mark.parametrize(("at", "value"), [(-1, 100), (-1.5, np.nan), (11, 120), (11.5, np.nan)])
def test_nothing_is_told_before_the_first_and_after_the_last_point(recording, at, value):
    assert filled(recording, [at], [0, 5, 10], [100, 110, 120]) == pytest.approx([value], nan_ok=True)


@pytest.mark.parametrize(("gap_s", "value"), [(10, 110), (10.5, np.nan)])
def test_nothing_is_told_within_a_gap_of_more_than_ten_seconds(recording, gap_s, value):
    assert filled(recording, [gap_s - 4], [0, gap_s], [100, 110]) == pytest.approx([value], nan_ok=True)


def test_at_the_edge_of_a_gap_the_second_beside_a_point_is_the_points(recording):
    assert filled(recording, [1, 59], [0, 60], [100, 110]) == [100, 110]


def test_while_the_other_timer_stood_nothing_is_told(recording):
    spans = {"active": [(0, 10), (18, 30)]}
    told = filled(recording, [10, 11, 12, 14, 17], [0, 10, 18, 30], [100, 110, 120, 130], **spans)
    assert told == pytest.approx([110, 110, np.nan, np.nan, 120], nan_ok=True)


def test_a_point_without_the_value_is_no_point(recording):
    assert filled(recording, [5], [0, 5, 8], [100, np.nan, 120]) == [120]


def test_half_a_position_is_none(recording):
    source = recording([0, 5], latitude_deg=[40.0, 40.1], longitude_deg=[-3.0, np.nan])
    assert at_moments(moments(0, 5), source, PLACE, 0.0)[0].tolist() == [40.0, -3.0]
    assert np.isnan(at_moments(moments(0, 5), source, PLACE, 0.0)[1]).all()


def test_without_points_nothing_is_told(recording):
    assert np.isnan(at_moments(moments(0, 5), recording(), HEART, 0.0)).all()
    assert at_moments(moments(), recording([0, 5], heart_rate_bpm=[1, 2]), HEART, 0.0).shape == (0, 1)


def test_known_time_is_that_of_the_points_beside_it(recording):
    # Points at 0, 10, 20, 30 s: the first and last speak for 5 s, the others for 10 s.
    values = np.array([[1.0], [2.0], [np.nan], [np.nan]])
    assert known(moments(0, 10, 20, 30), values, 30.0) == pytest.approx(15 / 30)


def test_a_point_speaks_for_half_a_minute_to_either_side(recording):
    # Two points 300 s apart: 30 s each.
    assert known(moments(0, 300), np.array([[1.0], [1.0]]), 300.0) == pytest.approx(60 / 300)


@pytest.mark.parametrize(("last", "enough"), [(50, True), (49, False)])
def test_a_stream_is_had_from_half_of_the_time_on(recording, last, enough):
    # 101 points a second apart: the first speaks for half a second, the first 51 for 50.5 s of 100,
    # the first 50 for 49.5 s.
    seconds = np.arange(101)
    track = recording(seconds, heart_rate_bpm=np.where(seconds <= last, 150.0, np.nan)).track
    assert (had(track, 100.0) == ("heart rate",)) is enough


@pytest.mark.parametrize("duration_s", [0.0, np.nan])
def test_a_run_that_took_no_time_has_no_streams(recording, duration_s):
    assert had(recording([0, 1], heart_rate_bpm=[1, 2]).track, duration_s) == ()
    assert had(recording([0], heart_rate_bpm=[1]).track, 1.0) == ()
    assert had(recording().track, 1.0) == ()
