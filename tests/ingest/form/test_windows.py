"""Minutes of a run from tracks worked by hand: what is a window, what is left out, what is a mean."""

import numpy as np
import pandas as pd
import pytest

from ingest.form import windows
from ingest.schema import GAIT, TRACK

BEGUN = pd.Timestamp("2026-05-03 07:00", tz="UTC")


def track_of(clock_s, **columns):
    """Points at these seconds, at 3 m/s where nothing else is said."""
    clock_s = np.asarray(clock_s, dtype=float)
    rows = {
        "time": BEGUN + pd.to_timedelta(clock_s, unit="s"),
        "distance_m": clock_s * 3.0,
        "speed_m_s": 3.0,
        "cadence_spm": 170.0,
    }
    return TRACK.conform(pd.DataFrame(rows | columns).reindex(columns=TRACK.names))


def told(track, *names):
    return windows(track)[list(names)].to_numpy().tolist()


def test_each_minute_is_a_window_and_begins_where_it_begins():
    track = track_of(range(181), cadence_spm=np.repeat([160.0, 170.0, 180.0], [60, 60, 61]))
    found = windows(track)
    assert list(found) == GAIT.names
    assert found["elapsed_s"].tolist() == [0.0, 60.0, 120.0]
    assert found["distance_m"].tolist() == [0.0, 180.0, 360.0]
    assert found["moving_s"].tolist() == [60.0, 60.0, 60.0]
    assert found["speed_m_s"].tolist() == [3.0, 3.0, 3.0]
    # A step's two ends share it: the last step of a minute ends on the next one's first value.
    assert found["cadence_spm"].tolist() == pytest.approx([160 + 10 / 120, 170 + 10 / 120, 180])


@pytest.mark.parametrize(("left_s", "count"), [(19, 1), (20, 2)])
def test_a_last_window_of_less_than_twenty_seconds_is_dropped(left_s, count):
    assert len(windows(track_of(range(61 + left_s)))) == count


def test_a_pause_counts_for_nothing_and_what_follows_fills_the_window():
    """30 s of running, 100 s at rest with a point a second, 30 s of running."""
    clock_s = np.arange(161.0)
    resting = (clock_s > 30) & (clock_s < 130)
    track = track_of(
        clock_s,
        speed_m_s=np.where(resting, 0.0, 3.0),
        cadence_spm=np.where(resting, 0.0, 170.0),
        heart_rate_bpm=np.where(resting, 90.0, 150.0),
    )
    # The steps into and out of rest are half as fast, and still moving: 32 s and 30 s make 62 s.
    assert told(track, "elapsed_s", "moving_s", "cadence_spm") == [[0.0, 60.0, 170.0]]


@pytest.mark.parametrize(("silent_s", "moved_s"), [(30, 60.0), (31, 30.0)])
def test_a_silence_of_more_than_half_a_minute_is_no_running(silent_s, moved_s):
    clock_s = np.concatenate([np.arange(31.0), [30.0 + silent_s]])
    assert windows(track_of(clock_s))["moving_s"].tolist() == [moved_s]


def test_points_seconds_apart_tell_the_same_as_one_a_second():
    columns = {"stance_time_s": 0.25, "vertical_ratio_pct": 8.0}
    every_second, sparse = (windows(track_of(range(0, 601, step), **columns)) for step in (1, 5))
    pd.testing.assert_frame_equal(every_second, sparse)


@pytest.mark.parametrize(("last_s", "mean"), [(0.25, 0.25), (np.nan, np.nan)])
def test_a_column_known_for_less_than_half_of_a_window_is_not_told(last_s, mean):
    """Points speak for a second, the first and the last for half of one: 30 of 60 s are known, or 29.5."""
    stance_s = np.full(61, np.nan)
    stance_s[:30], stance_s[-1] = 0.25, last_s
    track = track_of(range(61), stance_time_s=stance_s)
    assert windows(track)["stance_time_s"].tolist() == pytest.approx([mean], nan_ok=True)


def test_zeros_of_form_are_lost_readings_and_a_level_grade_is_a_grade():
    half = np.arange(61) % 2
    track = track_of(
        range(61),
        cadence_spm=170.0 * half,
        stance_time_s=0.25 * half,
        stance_time_balance_pct=50.4 * half,
        step_length_m=1.1 * half,
        grade=0.0,
    )
    names = ("cadence_spm", "stance_time_s", "stance_time_balance_pct", "step_length_m", "grade")
    assert told(track, *names) == [pytest.approx([170.0, 0.25, 50.4, 1.1, 0.0])]


def test_what_is_walked_stands_in_windows_of_its_own():
    """A minute each in turn, as plans for a return have it: run, walk, run."""
    walking = (np.arange(181) >= 60) & (np.arange(181) <= 120)
    track = track_of(
        range(181), speed_m_s=np.where(walking, 1.5, 3.0), cadence_spm=np.where(walking, 115.0, 170.0)
    )
    found = windows(track)
    # The steps to the walk and from it are the walk's, 62 s: what is left of it after a minute is dropped.
    assert found["elapsed_s"].tolist() == [0.0, 59.0, 122.0]
    assert found["moving_s"].tolist() == [60.0, 60.0, 58.0]
    assert found["speed_m_s"].tolist()[::2] == pytest.approx([3.0, 3.0])
    assert found["cadence_spm"].tolist() == [170.0, 115.0, 170.0]


@pytest.mark.parametrize(("cadence_spm", "apart"), [(129.9, True), (130.0, False)])
def test_a_walk_is_told_by_its_cadence(cadence_spm, apart):
    track = track_of(range(121), cadence_spm=np.where(np.arange(121) <= 30, cadence_spm, 170.0))
    assert (windows(track)["moving_s"].tolist() == [31.0, 60.0, 29.0]) == apart


@pytest.mark.parametrize("rows", [0, 1])
def test_a_track_of_no_steps_has_no_windows(rows):
    assert windows(track_of(range(rows))).empty


def test_where_nobody_knows_how_fast_there_are_no_windows():
    assert windows(track_of(range(121), speed_m_s=np.nan, distance_m=np.nan)).empty
