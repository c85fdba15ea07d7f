"""Turning, rounds each way and a track's oval, from the way on its grid."""

import numpy as np
import pandas as pd
import pytest

from ingest.ground.turning import turning
from ingest.ground.way import way
from ingest.schema import WAY
from tests.courses import rounds, track

FROM_HOME = [(-1500, -900), (-1000, -900), (-700, -302), (155, -302)]  # and straight up to the track
PARK = [(0, 0), (600, 0), (900, 400), (500, 800), (0, 500)] * 4 + [(0, 0)]
NOISE = {"white": {"noise_m": 4.0}, "slow": {"slow_m": 4.0}, "both": {"noise_m": 2.0, "slow_m": 3.0}}


def turned(corners, **noise):
    return turning(way(track(corners, **noise)))


def test_a_right_turn_is_positive_and_a_left_turn_negative():
    # A square of 300 m, clockwise from its corner: three right angles, each less its gentle ends.
    right = turned([(0, 0), (0, 300), (300, 300), (300, 0), (0, 0)])
    assert right["turned_deg"] == pytest.approx(270, abs=25)
    left = turned([(0, 0), (300, 0), (300, 300), (0, 300), (0, 0)])
    assert left["turned_deg"] == pytest.approx(-270, abs=25)
    assert right["turning_deg"] == right["turned_deg"]


def test_ten_rounds_of_a_track_are_ten():
    found = turned(rounds(10))
    assert (found["laps_left"], found["laps_right"]) == (10, 0)
    assert found["oval_m"] == pytest.approx(4000, abs=40)
    assert -3600 < found["turned_deg"] < -0.9 * 3600


@pytest.mark.parametrize("noise", NOISE.values(), ids=NOISE)
def test_five_rounds_left_then_five_right_are_five_each(noise):
    both = np.concatenate([rounds(5), rounds(5, left=False)])
    found = turned(both, **noise)
    assert (found["laps_left"], found["laps_right"]) == (5, 5)
    assert abs(found["turned_deg"]) < 0.05 * found["turning_deg"]


@pytest.mark.parametrize("noise", NOISE.values(), ids=NOISE)
@pytest.mark.parametrize("lane", [1, 4, 8])
def test_an_oval_is_known_in_every_lane_with_the_way_from_home_and_back(lane, noise):
    found = turned([*FROM_HOME, *rounds(8, lane), *FROM_HOME[::-1]], **noise)
    run_m = 8 * (2 * 84.39 + 2 * np.pi * (36.8 + 1.22 * (lane - 1)))
    assert (found["laps_left"], found["laps_right"]) == (8, 0)
    assert found["oval_m"] == pytest.approx(run_m, abs=90)


@pytest.mark.parametrize(("count", "on_oval"), [(2, False), (4, True)])
def test_two_rounds_make_no_oval(count, on_oval):
    assert (turned(rounds(count))["oval_m"] > 0) == on_oval


@pytest.mark.parametrize("sides", [(100, 100), (170, 30), (250, 250), (60, 40), (150, 60), (150, 75)])
def test_rounds_of_a_block_are_no_oval(sides):
    east, north = sides
    block = [(0, 0), (east, 0), (east, north), (0, north)] * 12
    found = turned(block)
    assert found["oval_m"] == 0
    assert found["laps_left"] in (11, 12)


def turned_by(degrees, corners):
    cos, sin = np.cos(np.radians(degrees)), np.sin(np.radians(degrees))
    return np.array(corners, dtype=float) @ np.array([[cos, sin], [-sin, cos]])


@pytest.mark.parametrize("noise", NOISE.values(), ids=NOISE)
@pytest.mark.parametrize("sides", [(150, 60), (150, 75)])
def test_six_rounds_of_a_city_block_as_long_as_a_track_are_no_oval(sides, noise):
    east, north = sides
    block = turned_by(33, [(0, 0), (east, 0), (east, north), (0, north)] * 6 + [(0, 0)])
    found = turned(block, **noise)
    assert found["oval_m"] == 0
    assert found["laps_left"] == 6


@pytest.mark.parametrize("count", [3, 4, 10])
@pytest.mark.parametrize("side_m", [100, 500])
@pytest.mark.parametrize("noise", [{}, {"noise_m": 3.0}], ids=["still", "white"])
def test_rounds_begun_and_ended_at_a_corner_are_all_counted(side_m, count, noise):
    square = [(0, 0), (0, side_m), (side_m, side_m), (side_m, 0)] * count + [(0, 0)]
    found = turned(square, **noise)
    assert (found["laps_left"], found["laps_right"]) == (0, count)


@pytest.mark.parametrize(("corners", "laps"), [(11, 3), (10, 2)])
def test_a_round_may_lack_one_corner_but_not_two(corners, laps):
    square = ([(0, 0), (0, 300), (300, 300), (300, 0)] * 4)[: corners + 2]
    assert turned(square)["laps_right"] == laps


@pytest.mark.parametrize("noise", [{"noise_m": 3.0}, {"noise_m": 5.0}, {"slow_m": 4.0}], ids=str)
def test_ten_straight_kilometres_turn_less_than_a_round(noise):
    found = turned([(0, 0), (7000, 7000)], **noise)
    assert found["turning_deg"] < 300
    assert abs(found["turned_deg"]) < 100
    assert (found["laps_left"], found["laps_right"], found["oval_m"]) == (0, 0, 0)


def test_out_and_back_turns_about_once_to_neither_side():
    found = turned([(0, 0), (3000, 0), (0, 0)])
    assert found["turning_deg"] == pytest.approx(180)
    assert found["turned_deg"] == 0
    assert (found["laps_left"], found["laps_right"]) == (0, 0)


def test_a_figure_of_eight_turns_as_much_to_either_side():
    at = np.linspace(0, 12 * np.pi, 1500)
    found = turned(np.column_stack([150 * np.sin(at), 100 * np.sin(at) * np.cos(at)]), noise_m=3.0)
    assert abs(found["turned_deg"]) < 0.06 * found["turning_deg"]
    assert found["turning_deg"] > 2000


COURSES = {
    "track": np.concatenate([FROM_HOME, rounds(6), rounds(2, left=False)]),
    "park": np.array(PARK, dtype=float),
}


@pytest.fixture(params=COURSES.values(), ids=COURSES)
def course(request):
    return way(track(request.param, noise_m=3.0, slow_m=2.0))


def test_the_mirror_image_turns_the_other_way(course):
    here, there = turning(course), turning(course.assign(longitude_deg=-course["longitude_deg"]))
    assert there["turned_deg"] == pytest.approx(-here["turned_deg"], abs=0.5)
    assert there["turning_deg"] == pytest.approx(here["turning_deg"], abs=0.5)
    assert (there["laps_left"], there["laps_right"]) == (here["laps_right"], here["laps_left"])
    assert there["oval_m"] == here["oval_m"]


def test_the_run_backwards_turns_the_other_way(course):
    here, there = turning(course), turning(course.iloc[::-1].reset_index(drop=True))
    assert there["turned_deg"] == pytest.approx(-here["turned_deg"], abs=0.5)
    assert there["turning_deg"] == pytest.approx(here["turning_deg"], abs=0.5)
    assert (there["laps_left"], there["laps_right"]) == (here["laps_right"], here["laps_left"])
    assert there["oval_m"] == pytest.approx(here["oval_m"], abs=20)


def test_elsewhere_and_turned_about_the_run_turns_as_much(course):
    # A quarter turn about the first position, and on to the equator, where a degree is as long either way.
    east = (course["longitude_deg"] - course["longitude_deg"][0]) * np.cos(np.radians(course["latitude_deg"]))
    north = course["latitude_deg"] - course["latitude_deg"][0]
    elsewhere = course.assign(latitude_deg=-east, longitude_deg=100 + north)
    here, there = turning(course), turning(elsewhere)
    assert there["turned_deg"] == pytest.approx(here["turned_deg"], abs=20)
    assert there["turning_deg"] == pytest.approx(here["turning_deg"], rel=0.02)
    for name in ("laps_left", "laps_right", "oval_m"):
        assert there[name] == here[name]


def test_rounds_go_on_across_the_date_line_and_through_a_hole():
    holed = track(rounds(8), home=(52.5, 180.0))
    holed.loc[300:340, ["latitude_deg", "longitude_deg"]] = np.nan  # 126 m
    assert turning(way(holed))["laps_left"] in (7, 8)


@pytest.mark.parametrize("rows", [0, 5])
def test_without_positions_nothing_is_known(rows):
    blank = WAY.conform(pd.DataFrame(index=range(rows)).reindex(columns=WAY.names))
    assert all(np.isnan(value) for value in turning(blank).values())


def test_standing_on_one_spot_is_no_turning():
    spot = way(track([(0, 0), (3000, 0)])).assign(latitude_deg=52.5, longitude_deg=13.4)
    assert turning(spot) == {
        "turned_deg": 0,
        "turning_deg": 0,
        "laps_left": 0,
        "laps_right": 0,
        "oval_m": 0,
    }
