"""Means over time, and steps."""

import numpy as np
import pytest

from ingest.averages import means, steps
from ingest.columns import columns_of
from ingest.schema import TRACK
from ingest.timer import timing

MINUTE = np.arange(61)


def averages(recording, moving):
    return means(columns_of(recording.track, TRACK), timing(recording), np.asarray(moving, dtype=float))


def steps_of(run):
    return steps(run, run.track["cadence_spm"].to_numpy(), timing(run))


def test_legs_whose_speed_nobody_knows_are_taken_to_run(recording):
    run = recording(MINUTE, cadence_spm=168.0, power_w=210.0)
    average = averages(run, np.full(60, np.nan))
    assert (average["avg_cadence_spm"], average["avg_power_w"]) == (168.0, 210.0)


def test_what_legs_do_is_averaged_over_moving_time_only_and_the_heart_over_all(recording):
    stood = MINUTE > 30
    run = recording(MINUTE, power_w=np.where(stood, 0.0, 210.0), heart_rate_bpm=np.where(stood, 100.0, 160.0))
    average = averages(run, np.where(MINUTE[:-1] >= 31, 0, 1))
    # Point 31 ends the last moving step: it speaks for a second of 0 W beside 30.5 s of 210 W.
    assert average["avg_power_w"] == pytest.approx(210 * 30.5 / 31.5)
    assert average["avg_heart_rate_bpm"] == pytest.approx((160 * 30.5 + 100 * 29.5) / 60)
    assert average["max_heart_rate_bpm"] == 160.0


def test_zeros_of_cadence_are_lost_steps(recording):
    run = recording(MINUTE, cadence_spm=np.where(MINUTE % 2 == 0, 170.0, 0.0))
    assert averages(run, np.ones(60))["avg_cadence_spm"] == 170.0


def test_time_in_a_pause_has_no_weight(recording):
    run = recording(MINUTE, active=[(0, 20), (40, 60)], heart_rate_bpm=np.where(MINUTE < 40, 150.0, 120.0))
    # 150 from 0 to 20, 120 from 40 to 60: the twenty seconds between do not count.
    assert averages(run, np.ones(60))["avg_heart_rate_bpm"] == pytest.approx((150 * 20 + 120 * 20) / 40)


def test_a_point_beside_a_long_silence_does_not_speak_for_all_of_it(recording):
    # 150 at 0 s; 100 at 300 s and 310 s. 30 s for the first, 30 + 5 + 5 s for the others.
    run = recording([0, 300, 310], heart_rate_bpm=[150.0, 100.0, 100.0])
    assert averages(run, np.ones(2))["avg_heart_rate_bpm"] == pytest.approx((150 * 30 + 100 * 40) / 70)


@pytest.mark.parametrize("seconds", [[], [0], MINUTE])
def test_nothing_recorded_is_not_zero(recording, seconds):
    run = recording(seconds)
    average = averages(run, np.ones(max(len(seconds) - 1, 0)))
    assert np.isnan(list(average.values())).all()
    assert np.isnan(steps_of(run))


def test_steps_are_cadence_over_timer_time_unless_the_device_counted(recording):
    def stepped(**more):
        return steps_of(recording(MINUTE, cadence_spm=180.0, **more))

    assert stepped() == pytest.approx(180.0)  # 180 a minute for a minute
    assert stepped(active=[(0, 20)]) == pytest.approx(60.0)
    assert stepped(totals={"steps": 175.0}) == 175.0
    assert stepped(totals={"steps": 0.0}) == pytest.approx(180.0)
