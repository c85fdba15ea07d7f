"""The invented ways: their lengths, heights and whereabouts."""

from dataclasses import replace
from itertools import pairwise
from math import cos, radians

import pytest
import tzfpy

from sample_data import places
from sample_data.places import PLACES, Place

CORNERS = ((0, 0), (100, 0), (100, 100), (0, 100))
SQUARE = Place("square", "track", "", (0, 0), CORNERS, (10, 20, 10), closed=True)
LINE = Place("line", "street", "", (0, 0), ((0, 0), (1000, 0)), (0, 100, 0))


def test_a_straight_way_is_as_long_as_its_ends_are_apart():
    assert LINE.length_m == pytest.approx(1000)


def test_an_open_way_is_run_out_and_back():
    assert [LINE.along(m, 600) for m in (0, 300, 450, 600)] == [0, 300, 150, 0]


def test_a_one_way_run_ends_where_it_has_come_to():
    shuttle = replace(LINE, one_way=True)
    assert [shuttle.along(m, 600) for m in (0, 300, 600)] == [0, 300, 600]


def test_the_road_to_the_pass_is_the_same_up_and_down():
    up, down = PLACES["up"], PLACES["down"]
    assert up.length_m == pytest.approx(down.length_m)
    assert [up.height_m(m) for m in (0, 3000)] == pytest.approx(
        [down.height_m(down.length_m), down.height_m(down.length_m - 3000)]
    )
    assert all(b >= a for a, b in pairwise(up.heights_m))


def test_a_closed_way_is_run_round_and_ends_where_it_began():
    lap = SQUARE.length_m
    goal = 2 * lap + 60  # sixty metres more than two laps: thirty out and thirty back first
    assert SQUARE.along(30, goal) == pytest.approx(30)
    assert SQUARE.along(60, goal) == pytest.approx(0)
    assert SQUARE.along(60 + lap * 0.5, goal) == pytest.approx(lap * 0.5)
    assert min(SQUARE.along(goal, goal), lap - SQUARE.along(goal, goal)) == pytest.approx(0, abs=1e-6)


def test_rounded_corners_shorten_a_square():
    # Each round of Chaikin cuts corners, so the way is shorter than 400 m, yet longer than the circle
    # inside the square (π × 100 = 314 m).
    assert 314 < SQUARE.length_m < 400


def test_the_height_is_the_given_one_at_its_mark_and_half_way_between():
    assert [LINE.height_m(m) for m in (0, 250, 500, 750, 1000)] == [0, 50, 100, 50, 0]


def test_the_receiver_is_moved_by_as_far_as_it_is_astray():
    latitude, longitude = LINE.degrees(500, (10, -20))
    # 500 m + 10 m east of the origin, 20 m south of it, on a sphere where a degree is 111,195 m.
    assert latitude == pytest.approx(42.1 - 20 / 111195)
    assert longitude == pytest.approx(-108.2 + 510 / (111195 * cos(radians(42.1))), abs=1e-6)


def test_the_typed_cosine_is_the_latitudes():
    assert pytest.approx(cos(radians(places.LATITUDE_DEG)), abs=1e-5) == places.COSINE_OF_LATITUDE


@pytest.mark.parametrize("place", [p for p in PLACES.values() if p.corners], ids=lambda place: place.name)
def test_each_way_lies_in_its_time_zone(place):
    for share in (0.0, 0.3, 0.7, 1.0):
        latitude, longitude = place.degrees(place.length_m * share, (0, 0))
        assert tzfpy.get_tz(longitude, latitude) == places.ZONE


@pytest.mark.parametrize("place", [p for p in PLACES.values() if p.corners], ids=lambda place: place.name)
def test_no_way_is_steeper_than_legs_can_run(place):
    heights = [place.height_m(m) for m in range(0, int(place.length_m), 10)]
    grades = [abs(b - a) / 10 for a, b in pairwise(heights)]
    assert max(grades) < 0.2
