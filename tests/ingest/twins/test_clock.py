"""The clocks of two devices are brought together by what both recorded."""

import numpy as np
import pytest

from ingest.twins.clock import ahead_s

RUN = np.arange(0, 1801)


def hearts(seconds, late_s=0.0):
    """A heart rate that rises and falls without a period, `late_s` seconds later."""
    moments = np.asarray(seconds, float) - late_s
    return 150 + 12 * np.sin(moments / 37.0) + 8 * np.sin(moments / 101.0) + 5 * np.sin(moments / 11.0)


@pytest.mark.parametrize("late_s", [-115, -20, 0, 3, 64, 115])
def test_positions_tell_by_how_much_a_clock_is_ahead(outing, late_s):
    phone = outing(RUN[::3], late_s=late_s, noise_m=4, seed=1)
    assert ahead_s(phone.track, outing(RUN, noise_m=4).track) == pytest.approx(late_s, abs=1)


@pytest.mark.parametrize("late_s", [-115, -20, 0, 8, 64, 115])
def test_without_positions_heart_rate_tells(outing, late_s):
    strap = outing(RUN, late_s=late_s, positions=False, wander_m=0, heart_rate_bpm=hearts(RUN))
    watch = outing(RUN, wander_m=0, heart_rate_bpm=hearts(RUN) + 3)
    assert ahead_s(strap.track, watch.track) == pytest.approx(late_s, abs=1)


def test_seconds_that_hardly_show_are_left_alone(outing):
    strap = outing(RUN, late_s=2, positions=False, wander_m=0, heart_rate_bpm=hearts(RUN))
    assert ahead_s(strap.track, outing(RUN, wander_m=0, heart_rate_bpm=hearts(RUN)).track) == 0


def test_a_part_that_began_later_is_not_taken_for_a_late_clock(outing):
    tail = outing(RUN[900:], positions=False, wander_m=0, heart_rate_bpm=hearts(RUN[900:]))
    watch = outing(RUN, wander_m=0, heart_rate_bpm=hearts(RUN))
    assert ahead_s(tail.track, watch.track) == 0


def test_a_zone_is_found_by_positions_and_seconds_with_it(outing):
    export = outing(RUN, late_s=-3600 * 5.5 + 8, noise_m=3)
    assert ahead_s(export.track, outing(RUN).track) == pytest.approx(-3600 * 5.5 + 8, abs=1)


def test_a_part_that_begins_an_hour_later_is_no_slipped_zone(outing):
    whole = np.arange(0, 7201)
    assert ahead_s(outing(whole[3600:]).track, outing(whole).track) == 0


def test_laps_of_a_small_track_are_no_proof_of_another_zone(outing):
    # Everything within 40 m of everything: the last hour of two is no twin in another zone.
    whole = np.arange(0, 7201)
    hall = {"latitude_deg": 40.0, "longitude_deg": -3.0}
    tail = outing(whole[3600:], positions=False, **hall)
    assert ahead_s(tail.track, outing(whole, positions=False, **hall).track) == 0


def test_where_nothing_rises_and_falls_the_clocks_are_believed(outing):
    even = {"positions": False, "wander_m": 0}
    assert ahead_s(outing(RUN, late_s=30, **even).track, outing(RUN, **even).track) == 0


def test_unlike_signals_tell_nothing(outing):
    noise = np.random.default_rng(5).normal(150, 5, (2, RUN.size))
    one, other = (outing(RUN, positions=False, wander_m=0, heart_rate_bpm=values) for values in noise)
    assert ahead_s(one.track, other.track) == 0


def test_positions_of_another_place_tell_nothing(outing):
    elsewhere = outing(RUN).track
    elsewhere["latitude_deg"] += 0.01  # 1.1 km
    assert ahead_s(elsewhere, outing(RUN).track) == 0


@pytest.mark.parametrize("points", [0, 1, 20])
def test_a_handful_of_points_tells_nothing(outing, recording, points):
    few = outing(RUN[:points], positions=False, late_s=60) if points else recording()
    assert ahead_s(few.track, outing(RUN).track) == 0
    assert ahead_s(outing(RUN).track, few.track) == 0
