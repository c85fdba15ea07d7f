"""What is hidden around a runner's doors: places found, areas shifted, and no shown point within."""

import numpy as np
import pandas as pd
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from analysis import home
from analysis.home import Area, Spot
from ingest.schema import RUNS, WAY

DOOR = Spot(47.0, 8.0)
STARTED = pd.Timestamp("2026-05-01", tz="UTC")
NORTH_100_M = 100 / 111_195


def ends(*spots):
    return pd.DataFrame(spots, columns=["latitude_deg", "longitude_deg"], dtype="float64")


def metres_between(spot, area):
    """By the law of cosines on a sphere, not by the formula of the code."""
    a, b = np.radians([spot.latitude_deg, area.latitude_deg])
    turn = np.radians(area.longitude_deg - spot.longitude_deg)
    angle = np.arccos(np.clip(np.sin(a) * np.sin(b) + np.cos(a) * np.cos(b) * np.cos(turn), -1, 1))
    return 6_371_000 * angle


def test_three_ends_within_200_metres_are_a_place_and_two_are_none():
    near = [(47.0, 8.0), (47.0 + NORTH_100_M, 8.0), (47.0 - NORTH_100_M, 8.0)]
    assert home.own_places(ends(*near)) == [Spot(47.0, 8.0)]
    assert home.own_places(ends(*near[:2])) == []
    assert home.own_places(ends()) == []


def test_the_busiest_place_comes_first_and_a_single_start_is_none():
    work, alone = [(47.05, 8.05)] * 3, [(48.0, 9.0)]
    found = home.own_places(ends(*work, *alone, *[(47.0, 8.0)] * 5))
    assert found == [Spot(47.0, 8.0), Spot(47.05, 8.05)]


def test_a_start_without_a_position_counts_for_nothing():
    assert home.own_places(ends((47.0, 8.0), (47.0, 8.0), (np.nan, np.nan))) == []


def test_ends_are_all_starts_and_the_finishes_of_the_ways_that_were_read():
    runs = RUNS.frame(
        [
            {"run_id": name, "start_latitude_deg": 47.0, "start_longitude_deg": 8.0, "started_at": began}
            for name, began in (("new", pd.Timestamp("2026-05-02", tz="UTC")), ("old", STARTED))
        ]
    )
    way = WAY.frame(
        [{"latitude_deg": 47.0, "longitude_deg": 8.0}, {"latitude_deg": 48.0, "longitude_deg": 9.0}]
    )
    found = home.ends(runs, {"new": way})
    assert found.values.tolist() == [[47.0, 8.0], [47.0, 8.0], [48.0, 9.0]]
    assert len(home.ends(RUNS.empty(), {})) == 0
    assert home.latest(runs) == ["old", "new"]


def test_the_ends_of_a_way_are_its_first_and_last_known_positions():
    way = WAY.frame([{"latitude_deg": latitude, "longitude_deg": 8.0} for latitude in (np.nan, 1, 2, np.nan)])
    assert home.ends_of(way) == [Spot(1.0, 8.0), Spot(2.0, 8.0)]
    assert home.ends_of(WAY.empty()) == []


@given(
    st.floats(-80, 80),
    st.floats(-180, 180),
    st.integers(0, 2**62),
    st.sampled_from([200.0, 400.0, 2000.0]),
)
@settings(max_examples=60, deadline=None)
def test_an_area_holds_the_place_but_not_in_its_middle(latitude, longitude, seed, radius):
    spot = Spot(latitude, longitude)
    (area,) = home.hidden_areas([spot], radius, seed)
    assert area.radius_m == radius
    assert 0.24 * radius < metres_between(spot, area) < 0.61 * radius


def test_the_same_place_has_the_same_area_always_and_another_log_another():
    assert home.hidden_areas([DOOR], 400, 1) == home.hidden_areas([DOOR], 400, 1)
    assert home.hidden_areas([DOOR], 400, 1) != home.hidden_areas([DOOR], 400, 2)


@given(st.integers(0, 2**62), st.floats(46.9, 47.1), st.floats(7.9, 8.1))
@settings(max_examples=40, deadline=None)
def test_a_place_found_some_metres_off_has_nearly_the_same_area(seed, latitude, longitude):
    # 5 m north: the areas differ by those 5 m and little more, or two pictures would tell more than one.
    here, there = (Spot(latitude + off, longitude) for off in (0.0, 5 / 111_195))
    one, other = home.hidden_areas([here, there], 400.0, seed)
    assert metres_between(one, other) < 60


def test_what_lies_within_the_radius_and_its_margin_is_not_shown():
    # Due north from the centre: 419 m is within 400 + 20, 421 m is not.
    way = WAY.frame(
        [{"latitude_deg": 47 + metres / 111_195, "longitude_deg": 8.0} for metres in (0, 419, 421, np.nan)]
    )
    assert list(home.shown(way, [Area(47.0, 8.0, 400.0)])) == [False, False, True, False]
    assert list(home.shown(way, [])) == [True, True, True, False]


def test_the_climb_of_what_is_shown_is_that_of_its_own_grades():
    # 10 % over 10 m and 5 % over 20 m are 2 m up, 20 % down over 10 m 2 m down; the first row begins no step.
    grades, steps_m = pd.Series([0.3, 0.10, 0.05, -0.2]), pd.Series([np.nan, 10.0, 20.0, 10.0])
    assert home.climbed(grades, steps_m, up=True) == pytest.approx(2.0)
    assert home.climbed(grades, steps_m, up=False) == pytest.approx(2.0)
    assert np.isnan(home.climbed(grades * np.nan, steps_m, up=True))
    assert home.climbed(grades, steps_m.mask(grades < 0), up=False) == 0.0
