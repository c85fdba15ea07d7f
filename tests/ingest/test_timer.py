"""Timer and elapsed time: spans, totals, and clocks that go wrong."""

import numpy as np
import pandas as pd
import pytest

from ingest.timer import duration_words, merged, ran_until, timing

MINUTE = range(61)


def test_time_between_the_timers_spans_does_not_count(recording):
    # 0-20 and 40-60 of 60 s: 40 s run, 60 s elapsed.
    when = timing(recording(MINUTE, active=[(0, 20), (40, 60)]))
    assert (when.duration_s, when.elapsed_s) == (40.0, 60.0)
    assert when.ran_s.sum() == 40.0
    assert when.notes == ()


def test_spans_that_reach_beyond_the_points_are_clipped_to_the_recording(recording):
    assert timing(recording(MINUTE, active=[(-500, 900)])).duration_s == 60.0


def test_the_timer_runs_before_the_first_point_too(recording):
    # started at 0, first point at 5, last at 60.
    assert timing(recording(range(5, 61), active=[(0, 60)])).duration_s == 60.0
    assert timing(recording(range(5, 61))).duration_s == 60.0


def test_overlapping_spans_count_once(recording):
    assert timing(recording(MINUTE, active=[(0, 30), (20, 40)])).duration_s == 40.0


def test_a_device_that_totals_in_milliseconds_is_believed_within_two_seconds_a_span(recording):
    when = timing(recording(MINUTE, active=[(0, 20), (40, 60)], totals={"timer_s": 43.9, "elapsed_s": 60.4}))
    assert (when.duration_s, when.elapsed_s) == (43.9, 60.4)
    assert when.notes == ()


def test_timers_further_apart_are_told(recording):
    when = timing(recording(MINUTE, active=[(0, 60)], totals={"timer_s": 62.0}))
    assert when.notes == ()
    when = timing(recording(MINUTE, active=[(0, 60)], totals={"timer_s": 62.1}))
    assert when.duration_s == 62.1
    assert when.notes == (
        "The device counted 1:02 min of running, its points and pauses give 1:00 min; "
        "the device's own time is kept.",
    )


def test_without_spans_the_devices_timer_counts_and_without_it_all_the_time(recording):
    assert timing(recording(MINUTE, totals={"timer_s": 55.5})).duration_s == 55.5
    assert timing(recording(MINUTE)).duration_s == 60.0


def test_without_points_the_totals_stand(recording):
    when = timing(recording(totals={"timer_s": 1800.0, "elapsed_s": 1900.0}))
    assert (when.duration_s, when.elapsed_s) == (1800.0, 1900.0)
    assert when.notes == ()


def test_without_points_and_totals_no_time_is_known(recording):
    when = timing(recording())
    assert np.isnan(when.duration_s)
    assert np.isnan(when.elapsed_s)


def test_elapsed_time_is_never_below_timer_time(recording):
    assert timing(recording(MINUTE, totals={"timer_s": 60.0, "elapsed_s": 20.0})).elapsed_s == 60.0


def test_a_clock_that_jumps_by_twenty_days_adds_no_time(recording):
    late = [second + 20 * 86400 for second in range(61, 121)]
    when = timing(recording([*MINUTE, *late], active=[(0, late[-1])]))
    # 60 s before the jump, 59 s after it; the step across it counts for nothing.
    assert (when.duration_s, when.elapsed_s) == (119.0, 119.0)
    assert when.notes == ("The clock jumped by 20 days in mid-run; that time is left out.",)


def test_a_clock_set_after_a_few_points_was_late_at_the_start(recording):
    late = [second + 20 * 86400 for second in range(5, 61)]
    assert timing(recording([*range(5), *late])).late_s == pytest.approx(20 * 86400 + 1)
    early = [*range(5, 61), 20 * 86400]
    assert timing(recording(early)).late_s == 0.0


def test_a_silence_of_six_hours_counts_and_a_longer_one_is_left_out(recording):
    assert timing(recording([0, 6 * 3600])).duration_s == 6 * 3600
    when = timing(recording([0, 60, 61 + 6 * 3600]))
    assert when.duration_s == 60.0
    assert when.notes == ("The recording falls silent for 6:00:01 h; that time is left out.",)


def test_a_devices_total_far_beyond_what_was_recorded_is_not_kept(recording):
    when = timing(recording(MINUTE, totals={"timer_s": 27 * 86400.0, "elapsed_s": 27 * 86400.0}))
    assert (when.duration_s, when.elapsed_s) == (60.0, 60.0)
    assert "27 days" in when.notes[0]
    assert when.notes[0].endswith("the recorded time is kept.")


def test_a_total_of_nothing_beside_a_minute_of_points_is_no_total(recording):
    when = timing(recording(MINUTE, totals={"timer_s": 0.0, "elapsed_s": 0.0}))
    assert (when.duration_s, when.elapsed_s) == (60.0, 60.0)
    assert when.notes[0].endswith("the recorded time is kept.")


def test_spans_of_another_clock_are_passed_over(recording):
    assert timing(recording(MINUTE, active=[(9000, 9060)])).duration_s == 60.0
    assert timing(recording(MINUTE, active=[(59, 9060)])).duration_s == 1.0


def test_spans_become_seconds_in_order():
    begun = pd.Timestamp("2026-05-03T07:00Z")
    second = pd.Timedelta(seconds=1)
    spans = ((begun + 30 * second, begun + 40 * second), (begun, begun + 10 * second))
    assert merged(spans, begun).tolist() == [[0.0, 10.0], [30.0, 40.0]]
    assert merged((), None).shape == (0, 2)


def test_the_timer_stands_still_between_spans():
    spans_s = np.array([[0.0, 10.0], [30.0, 40.0]])
    moments_s = np.array([-5.0, 5.0, 10.0, 20.0, 30.0, 35.0, 99.0])
    assert ran_until(moments_s, spans_s).tolist() == [0.0, 5.0, 10.0, 10.0, 10.0, 15.0, 20.0]


@pytest.mark.parametrize(
    ("seconds", "words"),
    [
        (24.593, "24.6 s"),
        (59.0, "59 s"),
        (60.0, "1:00 min"),
        (3599.6, "1:00:00 h"),
        (3725.0, "1:02:05 h"),
        (172_799.0, "47:59:59 h"),
        (2_332_800.0, "27 days"),
    ],
)
def test_lengths_of_time_read_as_a_person_says_them(seconds, words):
    assert duration_words(seconds) == words
