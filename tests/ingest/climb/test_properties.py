"""What must hold for the climb of any run: upside down, backwards, higher up, with pauses and spikes."""

import numpy as np
import pytest
from hypothesis import assume, given, settings
from hypothesis import strategies as st

from benchmarks.hills import wandering
from ingest import climb
from ingest.climb import BAROMETER, GPS, ascent_descent, believable

SENSORS = pytest.mark.parametrize("sensor", [BAROMETER, GPS], ids=lambda sensor: sensor.name)
SPEED_M_S = 2.5
ALONG_M = np.arange(0.0, 2000.1, SPEED_M_S)

# Slopes of the eight stretches of 250 m of a run, and the noise upon it.
SLOPES = st.lists(st.floats(-0.3, 0.3), min_size=8, max_size=8)
NOISES = st.tuples(st.integers(0, 2**32 - 1), st.floats(0.0, 2.0))


def hills(slopes, noise=(0, 0.0), along_m=ALONG_M):
    seed, spread_m = noise
    height_m = np.interp(along_m, np.arange(0, 2001, 250), np.cumsum([0.0, *np.multiply(slopes, 250)]))
    return height_m + np.random.default_rng(seed).normal(0.0, spread_m, along_m.size)


def course_of(altitude_m, sensor, along_m=ALONG_M, clock_s=None, speed_m_s=None):
    clock_s = along_m / SPEED_M_S if clock_s is None else clock_s
    speed_m_s = np.full(along_m.size, SPEED_M_S) if speed_m_s is None else speed_m_s
    return climb.profile(along_m, altitude_m, clock_s, speed_m_s, sensor)


def climbed(altitude_m, sensor, **more):
    return ascent_descent(course_of(altitude_m, sensor, **more).altitude_m, sensor.reversal_m)


@SENSORS
@settings(deadline=None)
@given(SLOPES, NOISES)
def test_upside_down_ascent_and_descent_swap(sensor, slopes, noise):
    altitude_m = hills(slopes, noise)
    ascent_m, descent_m = climbed(altitude_m, sensor)
    assert climbed(-altitude_m, sensor) == pytest.approx((descent_m, ascent_m), abs=1e-6)


@SENSORS
@settings(deadline=None)
@given(SLOPES, NOISES)
def test_backwards_ascent_and_descent_swap(sensor, slopes, noise):
    altitude_m = hills(slopes, noise)
    # A leap is told by the point after it, which backwards is another one: none may be among them.
    assume(np.abs(np.diff(altitude_m)).max() < believable.FASTEST_CLIMB_M_S)
    ascent_m, descent_m = climbed(altitude_m, sensor)
    assert climbed(altitude_m[::-1], sensor) == pytest.approx((descent_m, ascent_m), abs=1e-6)


@SENSORS
@settings(deadline=None)
@given(SLOPES, NOISES, st.floats(-500.0, 8000.0))
def test_the_same_hills_higher_up_climb_the_same(sensor, slopes, noise, higher_m):
    altitude_m = hills(slopes, noise)
    low, high = (course_of(height_m, sensor) for height_m in (altitude_m, altitude_m + higher_m))
    assert high.altitude_m == pytest.approx(low.altitude_m + higher_m, abs=1e-6)
    speed_m_s = np.full(ALONG_M.size, SPEED_M_S)
    grades = [climb.grade_at(ALONG_M, speed_m_s, course, sensor) for course in (low, high)]
    assert grades[0] == pytest.approx(grades[1], abs=1e-6)


@SENSORS
@settings(deadline=None)
@given(SLOPES, st.integers(0, 1600), st.integers(1, 3600), st.floats(-30.0, 30.0))
def test_a_pause_on_a_hill_adds_nothing_whatever_the_sensor_drifts_in_it(
    sensor, slopes, metres, seconds, drift_m
):
    # `seconds` points on the spot, over which altitude drifts; after it the run goes on from there.
    at = np.searchsorted(ALONG_M, metres) + 1
    stood = np.arange(1.0, seconds + 1)
    along_m = np.concatenate([ALONG_M[:at], np.full(seconds, ALONG_M[at - 1]), ALONG_M[at:]])
    speed_m_s = np.concatenate([np.full(at, SPEED_M_S), 0 * stood, np.full(ALONG_M.size - at, SPEED_M_S)])
    clock_s = np.arange(float(along_m.size))
    height_m = hills(slopes)
    drifted_m = drift_m * stood / seconds
    assume(abs(drift_m) / seconds < believable.FASTEST_CLIMB_M_S)
    altitude_m = np.concatenate([height_m[:at], height_m[at - 1] + drifted_m, height_m[at:] + drift_m])
    paused = climbed(altitude_m, sensor, along_m=along_m, clock_s=clock_s, speed_m_s=speed_m_s)
    # The mean about one node of the grid holds the many points of the pause: at 30 %, up to 1.5 m.
    assert paused == pytest.approx(climbed(height_m, sensor), abs=3.0)


@SENSORS
@settings(deadline=None)
@given(SLOPES, st.integers(20, 780), st.integers(1, 4), st.sampled_from([-400.0, -60.0, 20.0, 400.0]))
def test_a_spike_adds_nothing(sensor, slopes, first, points, height_m):
    altitude_m = hills(slopes)
    spiked_m = altitude_m.copy()
    spiked_m[first : first + points] += height_m
    assert climbed(spiked_m, sensor) == pytest.approx(climbed(altitude_m, sensor), abs=3.0)


@pytest.mark.parametrize("seed", range(5))
def test_twenty_five_laps_of_a_flat_track_climb_nothing_by_a_barometer(seed):
    # 10 km in laps of 400 m: a barometer trembles by 0.2 m, and the weather takes it 1 m up and down.
    along_m = np.arange(0.0, 10_000.0, SPEED_M_S)
    dice = np.random.default_rng(seed)
    drifting_m = wandering(dice, along_m.size, 0.5, 1800.0) + dice.normal(0.0, 0.2, along_m.size)
    ascent_m, descent_m = climbed(np.round(drifting_m / 0.2) * 0.2, BAROMETER, along_m=along_m)
    assert max(ascent_m, descent_m) < 5.0


@pytest.mark.parametrize("seed", range(5))
def test_twenty_five_laps_of_a_flat_track_climb_less_by_gps_than_is_told(seed):
    along_m = np.arange(0.0, 10_000.0, SPEED_M_S)
    dice = np.random.default_rng(seed)
    straying_m = wandering(dice, along_m.size, 3.0, 30.0) + dice.normal(0.0, 0.5, along_m.size)
    ascent_m, descent_m = climbed(straying_m, GPS, along_m=along_m)
    assert max(ascent_m, descent_m) < 50.0  # below 5 m a kilometre hiplog tells none
