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


RADII = st.sampled_from([200.0, 250.0, 399.0, 400.0, 610.0, 1599.0, 1600.0, 2000.0, 5000.0])


@given(st.floats(-80, 80), st.floats(-180, 180), st.integers(0, 2**62), RADII)
@settings(max_examples=100, deadline=None)
def test_an_area_holds_the_place_with_a_margin_but_not_in_its_middle(latitude, longitude, seed, radius):
    # Shifts by the steps' table: 30 to 100 m; 150 - 100 to 190 + 100 m; 500 - 290 to 800 + 290 m.
    nearest, farthest = (30, 100) if radius < 400 else (50, 290) if radius < 1600 else (210, 1090)
    spot = Spot(latitude, longitude)
    (area,) = home.hidden_areas([spot], radius, seed)
    assert area.radius_m == radius
    assert 0.99 * nearest < metres_between(spot, area) < 1.01 * farthest
    assert metres_between(spot, area) < radius - 95


def test_the_same_place_has_the_same_area_always_and_another_log_another():
    assert home.hidden_areas([DOOR], 400, 1) == home.hidden_areas([DOOR], 400, 1)
    assert home.hidden_areas([DOOR], 400, 1) != home.hidden_areas([DOOR], 400, 2)


@given(st.integers(0, 2**62), st.floats(46.9, 47.1), st.floats(7.9, 8.1), st.sampled_from([200.0, 400.0]))
@settings(max_examples=100, deadline=None)
def test_a_place_found_some_metres_off_has_nearly_the_same_area(seed, latitude, longitude, radius):
    # 5 m north: a turn wavers by 2 x 1.5 of itself in 2.2 km at most, 0.0085 radians a metre, so 290 m of
    # shift by 2.5 m a metre; its length by 110 m x 2 x 2 x 1.5 / 2.2 km, 0.3 m. With the place itself 19 m.
    here, there = (Spot(latitude + off, longitude) for off in (0.0, 5 / 111_195))
    one, other = home.hidden_areas([here, there], radius, seed)
    assert metres_between(one, other) < 20


# --- pictures of several radii


def shifts(radii, seed):
    """How far east and north of DOOR the area of each radius has its middle. [m]"""
    areas = [home.hidden_areas([DOOR], radius, seed)[0] for radius in radii]
    per_east = 111_195 * np.cos(np.radians(47.0))
    return np.array(
        [[per_east * (area.longitude_deg - 8.0), 111_195 * (area.latitude_deg - 47.0)] for area in areas]
    )


LOGS = range(1000)


@pytest.mark.parametrize(("small", "large"), [(200, 300), (400, 800), (400, 1500), (1600, 5000)])
def test_two_radii_near_to_each_other_have_one_middle_and_so_tell_no_more_than_one(small, large):
    one, other = shifts([small, large], seed=5)
    assert one == pytest.approx(other)


@pytest.mark.parametrize(("small", "large"), [(200, 400), (200, 800), (400, 2000), (200, 5000), (600, 800)])
def test_the_line_through_two_middles_misses_the_door(small, large):
    """Were shifts in proportion to radii, c1 - r1 (c2 - c1) / (r2 - r1) would be the door."""
    misses = []
    for seed in LOGS:
        one, other = shifts([small, large], seed)
        misses.append(np.hypot(*(one - small * (other - one) / (large - small))))
    # A guess anywhere within the reach of the smaller area's shift comes as near to it by chance.
    assert np.median(misses) > 0.2 * small
    assert np.mean(np.array(misses) < 0.05 * small) < 0.05


@pytest.mark.parametrize(
    "radii", [(200, 400, 1600), (200, 250, 300, 399, 400, 610, 900, 1500, 1600, 2500, 5000)]
)
def test_middles_of_many_radii_neither_average_nor_intersect_at_the_door(radii):
    by_mean, by_least_squares = [], []
    for seed in LOGS:
        middles = shifts(radii, seed)
        by_mean.append(np.hypot(*middles.mean(axis=0)))
        by_least_squares.append(np.hypot(*_door_by(middles, np.array(radii))))
    for misses in (by_mean, by_least_squares):
        assert np.median(misses) > 50
        assert np.mean(np.array(misses) < 20) < 0.1


def _door_by(middles, radii):
    """The point whose distances from the middles are nearest to their usual ones: circles intersected."""
    usual = np.where(radii < 400, 65.0, np.where(radii < 1600, 183.0, 676.0))
    grid = np.stack(np.meshgrid(*[np.arange(-100, 101, 10.0)] * 2), axis=-1).reshape(-1, 2) + middles[0]
    off = np.hypot(*(grid[:, None, :] - middles[None, :, :]).transpose(2, 0, 1))
    return grid[np.argmin((((off - usual) / usual) ** 2).sum(axis=1))]


def test_a_larger_area_says_nothing_of_the_way_from_the_smaller_one_to_the_door():
    # From the middle of 200 m the door lies in any direction, wherever that of 400 m or 1,600 m lies.
    cosines, sines = [], []
    for seed in LOGS:
        small, middle, large = shifts([200, 400, 1600], seed)
        for further in (middle - small, large - middle):
            cosines.append(-small @ further / np.hypot(*small) / np.hypot(*further))
            sines.append(
                (small[0] * further[1] - small[1] * further[0]) / np.hypot(*small) / np.hypot(*further)
            )
    assert abs(np.mean(cosines)) < 0.07
    assert abs(np.mean(sines)) < 0.07


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
