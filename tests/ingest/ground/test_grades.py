"""Bands of grade, steep-descent segments and weighted steps, from tracks worked by hand."""

import numpy as np
import pandas as pd
import pytest

from ingest.ground import grades
from ingest.schema import GRADE_BANDS, TRACK


def track_of(grade, *, speed_m_s=3.0, every_s=1.0, cadence_spm=180.0, **columns):
    """A point every second at 3 m/s with a grade each."""
    grade = np.asarray(grade, dtype=float)
    begun = pd.Timestamp("2026-05-03 07:00", tz="UTC")
    clock_s = np.arange(grade.size) * every_s
    rows = {
        "time": begun + pd.to_timedelta(clock_s, unit="s"),
        "distance_m": clock_s * speed_m_s,
        "speed_m_s": speed_m_s,
        "cadence_spm": cadence_spm,
        "grade": grade,
    }
    return TRACK.conform(pd.DataFrame(rows | columns).reindex(columns=TRACK.names))


def stretches(*parts):
    """Grades second by second, of (seconds, grade) parts."""
    return np.concatenate([np.full(seconds, grade) for seconds, grade in parts])


def told(grade, **more):
    return grades.of(track_of(grade, **more))


def test_metres_lie_in_their_band_of_grade_and_an_edge_is_the_steeper_bands():
    # 11 points each, 10 steps of 3 m inside a part and one between parts, at the mean of both grades.
    bands = told(
        stretches((11, -0.10), (11, -0.05), (11, -0.02), (11, 0.0), (11, 0.02), (11, 0.05), (11, 0.10))
    )
    # −10 | −7.5 | −5 | −3.5 | −2 | −1 | 0 | +1 | +2 | +3.5 | +5 | +7.5 | +10
    assert [bands[name] for name in GRADE_BANDS] == [30, 33, 33, 36, 33, 33, 30]


@pytest.mark.parametrize(
    ("grade", "band"),
    [
        (-0.1001, "down_10_m"),
        (-0.0999, "down_5_m"),
        (-0.0499, "down_2_m"),
        (-0.0199, "level_m"),
        (0.0199, "level_m"),
        (0.0201, "up_2_m"),
        (0.0501, "up_5_m"),
        (0.0999, "up_5_m"),
    ],
)
def test_either_side_of_an_edge_is_another_band(grade, band):
    assert {name: told([grade] * 11)[name] for name in GRADE_BANDS} == {
        name: 30.0 * (name == band) for name in GRADE_BANDS
    }


def test_metres_of_unknown_grade_are_in_no_band():
    # 10 steps of 3 m are level; those into and through what is not known count nowhere.
    bands = told([0.0] * 11 + [np.nan] * 20)
    assert sum(bands[name] for name in GRADE_BANDS) == bands["level_m"] == 30


def test_without_a_grade_nothing_is_told():
    assert np.isnan(list(told(np.full(600, np.nan)).values())).all()


@pytest.mark.parametrize("points", [0, 1])
def test_a_track_of_hardly_a_point_tells_nothing(points):
    assert np.isnan(list(told(np.full(points, -0.2)).values())).all()


def segments(*parts):
    said = told(stretches(*parts))
    return said["steep_descents"], said["longest_descent_m"]


def test_a_steep_descent_is_a_hundred_metres_at_ten_percent_or_steeper():
    # 41 points: 40 steps of 3 m = 120 m. The step into it and out of it is at −5 %.
    assert segments((100, 0.0), (41, -0.10), (100, 0.0)) == (1, 120)
    assert segments((100, 0.0), (41, -0.099), (100, 0.0)) == (0, 0)
    assert segments((100, 0.0), (33, -0.12), (100, 0.0)) == (0, 0)  # 32 steps: 96 m
    assert segments((100, 0.0), (41, 0.12), (100, 0.0)) == (0, 0)


def test_of_a_hundred_metres_the_hundredth_counts():
    steep = track_of(stretches((2, 0.0), (11, -0.12), (2, 0.0)), speed_m_s=10.0)
    assert grades.of(steep)["steep_descents"] == 1
    steep["distance_m"] *= 0.99
    assert grades.of(steep)["steep_descents"] == 0


def test_a_break_of_fifty_metres_parts_no_descent_and_a_longer_one_does():
    # 21 points: 60 m of steps. At 5 m/s a break of 9 points is 10 steps: 50 m; of 10 points 55 m.
    def parted(points):
        grade = stretches((50, 0.0), (31, -0.12), (points, 0.02), (41, -0.12), (50, 0.0))
        said = told(grade, speed_m_s=5.0)
        return said["steep_descents"], said["longest_descent_m"]

    assert parted(9) == (1, 150 + 50 + 200)
    assert parted(10) == (2, 200)


def test_unknown_grade_within_a_break_parts_nothing():
    said = told(stretches((50, 0.0), (31, -0.12), (9, np.nan), (41, -0.12), (50, 0.0)), speed_m_s=5.0)
    assert (said["steep_descents"], said["longest_descent_m"]) == (1, 400)


def test_a_runner_who_stands_on_a_slope_descends_nothing():
    standing = track_of(stretches((600, -0.12)), speed_m_s=0.0)
    assert grades.of(standing)["steep_descents"] == 0


@pytest.mark.parametrize(
    ("grade", "weight"), [(0.05, 1.0), (0.0, 1.0), (-0.05, 1.17), (-0.158, 1.5372), (-0.30, 1.5372)]
)
def test_a_step_weighs_more_the_steeper_down_it_goes_up_to_sixteen_percent(grade, weight):
    # 600 s at 180 steps a minute: 1,800 steps; 0.034 a percent.
    assert told(np.full(601, grade))["weighted_steps"] == pytest.approx(1800 * weight)


def test_weighted_steps_add_up_over_the_ground():
    # 300 s down at 10 % weigh 1.34, 299 s on the level 1, and the second between, at −5 %, 1.17.
    said = told(stretches((301, -0.10), (300, 0.0)))
    assert said["weighted_steps"] == pytest.approx(3 * (300 * 1.34 + 1.17 + 299))


def test_moving_time_without_a_grade_counts_as_the_rest_of_it():
    # 400 of 600 s are known, all at −10 %: the other 200 are not taken for level ground.
    grade = stretches((401, -0.10), (200, np.nan))
    assert told(grade)["weighted_steps"] == pytest.approx(1800 * 1.34)


def test_lost_cadences_are_not_slow_steps():
    cadence_spm = stretches((401, 180.0), (200, 0.0))
    assert told(np.zeros(601), cadence_spm=cadence_spm)["weighted_steps"] == pytest.approx(1800)


def test_half_of_the_moving_time_must_be_known():
    assert told(stretches((301, 0.0), (300, np.nan)))["weighted_steps"] == pytest.approx(1800)
    assert np.isnan(told(stretches((300, 0.0), (301, np.nan)))["weighted_steps"])
    assert np.isnan(told(np.zeros(601), cadence_spm=np.nan)["weighted_steps"])


def test_standing_makes_no_steps_whatever_the_watch_last_said():
    # 300 s of running, a break of 300 s on the same spot with the last cadence held, 300 s of running.
    along_m = np.concatenate([np.arange(301.0), np.full(299, 300.0), np.arange(300.0, 601.0)]) * 3
    speed_m_s = stretches((301, 3.0), (299, 0.0), (301, 3.0))
    said = told(np.zeros(901), distance_m=along_m, speed_m_s=speed_m_s)
    # The seconds in which it slows down and sets off are of 1.5 m/s on average and count.
    assert said["weighted_steps"] == pytest.approx(3 * 602)


@pytest.mark.parametrize(("pause_s", "steps"), [(30, 1800 + 90), (31, 1800)])
def test_a_long_silence_counts_for_nothing(pause_s, steps):
    track = track_of(np.zeros(602))
    later_s = np.where(np.arange(602) > 300, pause_s - 1, 0)
    track["time"] += pd.to_timedelta(later_s, unit="s")
    track["distance_m"] += later_s * 3.0
    assert grades.of(track)["weighted_steps"] == pytest.approx(steps)


def test_upside_down_the_bands_swap():
    grade = np.random.default_rng(5).normal(0.0, 0.06, 600)
    up, down = (told(sign * grade) for sign in (1, -1))
    assert [up[name] for name in GRADE_BANDS] == pytest.approx([down[name] for name in reversed(GRADE_BANDS)])
