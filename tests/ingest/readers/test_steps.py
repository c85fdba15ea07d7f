"""Cadence with both feet counted, where nobody says what a file counts."""

import numpy as np
import pandas as pd
import pytest

from ingest.readers.steps import feet, lap_steps, steps


def test_a_runner_who_walks_most_of_the_way_is_not_counted_twice():
    walks_most = pd.Series([112.0] * 8 + [168.0] * 2)  # steps: their median of 112 alone would be doubled
    assert steps(walks_most, "running").tolist() == walks_most.tolist()
    one_foot = walks_most / 2
    assert steps(one_foot, "running").tolist() == walks_most.tolist()


def points(**parts):
    """Cadences of a hundred points and more: so many of each, spread evenly over a span."""
    return np.concatenate([np.linspace(low, high, count) for count, low, high in parts.values()])


ONE_FOOT = {
    "a run": points(run=(600, 80, 90)),
    "a run with walks": points(walk=(300, 55, 60), run=(300, 82, 82)),
    "mostly walked": points(walk=(900, 50, 60), run=(100, 80, 84)),
    "a walk": points(walk=(600, 50, 60)),
    "nothing but sprints": points(sprint=(600, 105, 105)),
    "sprints and rests": points(rest=(400, 50, 60), sprint=(200, 105, 112)),
    "an eighth at the steps": points(run=(880, 84, 84), locked=(120, 165, 165)),
    "a fast one, an eighth at the heart rate": points(run=(880, 93, 97), locked=(120, 160, 170)),
    "a handful of spikes": points(run=(595, 80, 90), spikes=(5, 180, 255)),
    "a tenth beyond all": points(run=(90, 80, 90), absurd=(10, 1e3, 1e6)),
}
BOTH_FEET = {
    "a run": points(run=(600, 160, 180)),
    "a run with walks": points(walk=(360, 110, 120), run=(240, 165, 165)),
    "a run with slow walks": points(walk=(250, 104, 104), run=(150, 168, 168)),
    "mostly walked": points(walk=(800, 110, 120), run=(200, 165, 165)),
    "a run with lost steps": points(run=(540, 160, 180), lost=(60, 20, 60)),
}


@pytest.mark.parametrize("name", ONE_FOOT)
def test_a_file_that_counts_one_foot_is_doubled_whatever_its_run_was_like(name):
    assert feet(ONE_FOOT[name]) == 2


@pytest.mark.parametrize("name", BOTH_FEET)
def test_a_file_that_counts_both_feet_is_not_doubled_whatever_its_run_was_like(name):
    assert feet(BOTH_FEET[name]) == 1


def test_the_order_of_points_says_nothing_of_what_they_count():
    assert feet(ONE_FOOT["an eighth at the steps"][::-1]) == 2
    assert feet(BOTH_FEET["mostly walked"][::-1]) == 1


def test_the_faster_half_may_be_at_120_on_average_and_not_above():
    assert feet(np.array([10.0, 20.0, 118.0, 122.0])) == 2
    assert feet(np.array([10.0, 20.0, 118.0, 122.5])) == 1


def laps(*cadences, points):
    return lap_steps(pd.Series(cadences), "running", points).tolist()


def test_laps_count_what_the_points_count():
    walked = [112.0, 118.0, 116.0, 108.0]  # alone they are strides of someone very fast
    assert laps(*walked, points=BOTH_FEET["a run with walks"]) == walked
    assert laps(*walked[:1], points=np.array([168.0])) == walked[:1]
    assert laps(84.0, 60.0, points=ONE_FOOT["a run with walks"]) == [168.0, 120.0]
    assert laps(84.0, np.nan, points=ONE_FOOT["a run"])[:1] == [168.0]


def test_laps_that_count_both_feet_beside_points_of_one_are_left_as_they_are():
    strides = np.full(30, 60.0)
    assert laps(149.0, points=ONE_FOOT["a run"]) == [149.0]
    assert laps(114.0, points=strides) == [114.0]  # nearly twice the points'
    assert laps(75.0, points=strides) == [150.0]  # one and a quarter times is not beyond them
    assert laps(75.5, points=strides) == [75.5]
    assert laps(114.0, points=strides[:29]) == [228.0]  # so few may be of another part of the lap


def test_points_most_of_which_were_lost_say_nothing_against_the_laps():
    some_right = points(lost=(130, 6, 6), walk=(19, 51, 51))
    assert laps(24.0, points=some_right) == [48.0]  # above nine in ten of the points, not above all


def test_laps_without_points_are_judged_by_themselves():
    silent = np.array([np.nan, 0.0])
    assert laps(84.0, 86.0, points=silent) == [168.0, 172.0]
    assert laps(168.0, 172.0, points=silent) == [168.0, 172.0]
    assert np.isnan(lap_steps(pd.Series([84.0]), "cycling", silent)).all()
    assert lap_steps(pd.Series([], dtype=float), "running", silent).empty


def test_stops_say_nothing_of_what_a_file_counts():
    assert steps(pd.Series([0.0] * 30 + [170.0, 170.0]), "running").tolist()[-2:] == [170.0, 170.0]
    assert steps(pd.Series([0.0] * 30 + [85.0, 85.0]), "running").tolist()[-2:] == [170.0, 170.0]


def test_what_nobody_counted_stays_unknown():
    assert np.isnan(steps(pd.Series([np.nan, np.nan]), "running")).all()
    assert np.isnan(steps(pd.Series([84.0]), "cycling")).all()
