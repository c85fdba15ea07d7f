"""Two tracks are one run where they agree along the whole course, whatever their clocks say."""

import itertools

import numpy as np
import pytest

from ingest.twins import confirmed
from ingest.twins.course import gaps, offset_s

HOUR_S = 3600.0
LAP = np.arange(0, 1501)  # 25 minutes, 4.5 km


def test_one_recording_in_two_exports_is_one_run(outing):
    export = outing(LAP[::7], late_s=8 * HOUR_S, format="gpx", device="App")
    assert confirmed(export.track, outing(LAP).track, 8 * HOUR_S)
    assert confirmed(outing(LAP).track, export.track, -8 * HOUR_S)


@pytest.mark.parametrize("slip_h", [1, 5.5, -3.5, 14])
def test_watch_and_phone_with_a_clock_in_another_zone_are_one_run(outing, slip_h):
    other = outing(LAP, late_s=slip_h * HOUR_S + 47, noise_m=4, seed=1)
    assert confirmed(other.track, outing(LAP, noise_m=4, seed=2).track, slip_h * HOUR_S)


@pytest.mark.parametrize("hours", [1, 3, 11, 12])
def test_the_same_loop_at_the_same_pace_twice_a_day_is_two_runs(outing, hours):
    # Both waver by 40 m about an even pace, at other moments: up to 80 m apart, 27 s.
    evening = outing(LAP, late_s=hours * HOUR_S, phase=0.5)
    assert not confirmed(evening.track, outing(LAP).track, hours * HOUR_S)


@pytest.mark.parametrize(("wander_m", "one_run"), [(6.0, True), (10.0, False)])
def test_fifteen_metres_tell_a_recording_from_a_run(outing, wander_m, one_run):
    # Waves in opposite phase are up to 2 x 6 = 12 m or 2 x 10 = 20 m apart.
    other = outing(LAP, late_s=HOUR_S, phase=0.5, wander_m=wander_m)
    assert confirmed(other.track, outing(LAP, wander_m=wander_m).track, HOUR_S) is one_run


@pytest.mark.parametrize(("wander_m", "one_run"), [(3.0, True), (5.0, False)])
def test_on_short_runs_recordings_must_agree_more_closely(outing, wander_m, one_run):
    # Ten minutes are 1,800 m: a two-hundredth is 9 m, and the waves are up to 6 m or 10 m apart.
    short = LAP[:601]
    other = outing(short, late_s=HOUR_S, phase=0.5, wander_m=wander_m)
    assert confirmed(other.track, outing(short, wander_m=wander_m).track, HOUR_S) is one_run


@pytest.mark.parametrize(("off_s", "one_run"), [(119, True), (135, False)])
def test_clocks_are_tried_two_minutes_beyond_the_zone(outing, off_s, one_run):
    other = outing(LAP, late_s=HOUR_S + off_s)
    assert confirmed(other.track, outing(LAP).track, HOUR_S) is one_run


def test_the_other_way_round_the_loop_is_another_run(outing):
    other = outing(LAP, late_s=HOUR_S)
    turned = other.track[::-1].reset_index(drop=True)
    assert not confirmed(
        other.track.assign(**turned[["latitude_deg", "longitude_deg"]]), outing(LAP).track, HOUR_S
    )


@pytest.mark.parametrize(("seconds", "one_run"), [(1370, True), (1340, False)])
def test_nine_tenths_of_the_longer_recording_must_agree(outing, seconds, one_run):
    # 1,370 / 1,500 = 0.913 and 1,340 / 1,500 = 0.893.
    assert confirmed(outing(LAP[: seconds + 1], late_s=HOUR_S).track, outing(LAP).track, HOUR_S) is one_run


def test_without_positions_the_answer_is_no(outing):
    nowhere = outing(LAP, positions=False)
    for one, other in itertools.permutations([nowhere, outing(LAP, late_s=HOUR_S)]):
        assert not confirmed(one.track, other.track, HOUR_S)


def along_the_date_line(outing, noise_m, **given):
    """North along the meridian of 180 degrees, at times a few metres east of it and at times west."""
    stray_deg = np.random.default_rng(int(noise_m * 10)).normal(0.0, noise_m, LAP.size) / 111_195.0
    track = outing(LAP, **given).track
    longitude_deg = (180.0 + stray_deg + 180.0) % 360.0 - 180.0
    return track.assign(latitude_deg=-17.0 + track["distance_m"] / 111_195.0, longitude_deg=longitude_deg)


def test_across_the_date_line_a_run_is_still_itself(outing):
    track = along_the_date_line(outing, 2.0)
    assert track["longitude_deg"].min() < -179 < 179 < track["longitude_deg"].max()
    assert confirmed(along_the_date_line(outing, 3.0)[::3], track, 0.0)
    assert confirmed(track, along_the_date_line(outing, 3.0)[::3], 0.0)


def test_how_far_a_clock_is_ahead_is_found_to_the_second(outing):
    base = outing(LAP, noise_m=4, seed=3).track
    for late_s in (-100, -1, 0, 1, 33):
        ahead_s = offset_s(outing(LAP, late_s=late_s, noise_m=4, seed=4).track, base, 0.0)
        assert ahead_s == pytest.approx(late_s, abs=1)


def test_no_distance_is_told_across_a_minute_without_points(outing):
    holed = outing([*range(300), *range(400, 700)]).track
    apart_m, whole = gaps(outing(range(700)).track, holed, 0.0)
    # 99 seconds of 700 lie in the hole.
    assert whole == pytest.approx(1 - 100 / 700, abs=0.005)
    assert np.nanmax(apart_m) < 0.01


def test_recordings_hours_apart_have_no_common_moment(outing):
    assert np.isnan(offset_s(outing(LAP, late_s=HOUR_S).track, outing(LAP).track, 0.0))
