"""Runs laid on small maps of known surfaces: by the metre, without zigzag, unknown where it must be."""

import numpy as np
import pytest

from ingest.map import match
from ingest.schema import MAP_SURFACES

ROAD = {"highway": "residential", "surface": "asphalt", "name": "Long Road"}
PATH = {"highway": "path", "surface": "gravel"}
FOOTWAY = {"highway": "footway"}
SIDEWALK = {"highway": "footway", "footway": "sidewalk"}
LAWN = {"landuse": "grass"}


def surfaces(laid):
    """Surface by node, None for unknown."""
    return [None if np.isnan(code) else MAP_SURFACES[int(code)] for code in laid.code]


def test_on_one_road_all_is_its_surface(indexed, way_along):
    laid = match.laid(indexed((ROAD, [(0, 0), (1000, 0)])), way_along([(0, 4), (1000, 4)]))
    assert surfaces(laid) == ["asphalt"] * 101
    assert laid.sure == pytest.approx(np.ones(101))


def test_a_run_does_not_zigzag_between_a_road_and_the_path_beside_it(indexed, way_along):
    """The path runs 16 m from the road and meets it nowhere; positions are off by 5 m each way."""
    index = indexed((ROAD, [(0, 0), (2000, 0)]), (PATH, [(0, 16), (2000, 16)]))
    for north_m, surface in ((0, "asphalt"), (16, "gravel")):
        way = way_along([(0, north_m), (2000, north_m)], 5.0, np.random.default_rng(4))
        assert set(surfaces(match.laid(index, way))) == {surface}


def test_halfway_between_two_surfaces_nothing_is_told(indexed, way_along):
    index = indexed((ROAD, [(0, 0), (1000, 0)]), (PATH, [(0, 16), (1000, 16)]))
    assert set(surfaces(match.laid(index, way_along([(0, 8), (1000, 8)])))) == {None}


def test_halfway_between_two_ways_of_one_surface_it_is_told(indexed, way_along):
    index = indexed((ROAD, [(0, 0), (1000, 0)]), (ROAD, [(0, 16), (1000, 16)]))
    assert set(surfaces(match.laid(index, way_along([(0, 8), (1000, 8)])))) == {"asphalt"}


def test_at_a_junction_the_surface_changes_where_the_runner_turns(indexed, way_along):
    index = indexed((ROAD, [(0, 0), (500, 0), (1000, 0)]), (PATH, [(500, 0), (500, 500)]))
    told = surfaces(match.laid(index, way_along([(0, 0), (500, 0), (500, 500)])))
    assert told[:49] == ["asphalt"] * 49
    assert told[53:] == ["gravel"] * 48


def test_a_crossed_road_is_not_run_on(indexed, way_along):
    index = indexed((PATH, [(0, 0), (300, 0), (600, 0)]), (ROAD, [(300, -300), (300, 0), (300, 300)]))
    assert set(surfaces(match.laid(index, way_along([(0, 0), (600, 0)])))) == {"gravel"}


def test_a_bridge_over_a_way_is_no_junction(indexed, way_along):
    """The road leads over the path without a point in common; the runner stays on the path."""
    index = indexed((PATH, [(0, 0), (600, 0)]), (ROAD, [(300, -300), (300, 300)]))
    assert set(surfaces(match.laid(index, way_along([(0, 0), (600, 0)])))) == {"gravel"}


def test_far_from_all_ways_nothing_is_told(indexed, way_along):
    laid = match.laid(indexed((ROAD, [(0, 0), (1000, 0)])), way_along([(0, 60), (1000, 60)]))
    assert set(surfaces(laid)) == {None}
    assert set(laid.way) == {-1}


def test_a_way_of_unknown_surface_is_not_given_that_of_the_road_beside_it(indexed, way_along):
    index = indexed((ROAD, [(0, 0), (1000, 0)]), (FOOTWAY, [(0, 16), (1000, 16)]))
    assert set(surfaces(match.laid(index, way_along([(0, 17), (1000, 17)])))) == {None}


def test_on_a_lawn_off_all_ways_it_is_grass(indexed, way_along):
    lawn = (LAWN, [(0, 100), (1000, 100), (1000, 300), (0, 300), (0, 100)])
    told = surfaces(
        match.laid(indexed((ROAD, [(0, 0), (1000, 0)]), lawn), way_along([(100, 200), (900, 200)]))
    )
    assert told == ["grass"] * 81


def test_on_a_path_through_a_lawn_the_path_counts(indexed, way_along):
    lawn = (LAWN, [(0, -100), (1000, -100), (1000, 100), (0, 100), (0, -100)])
    told = surfaces(match.laid(indexed((PATH, [(0, 0), (1000, 0)]), lawn), way_along([(100, 0), (900, 0)])))
    assert set(told) == {"gravel"}


def test_a_sidewalk_is_concrete_only_where_the_runner_says_so(indexed, way_along):
    index, way = indexed((SIDEWALK, [(0, 0), (500, 0)])), way_along([(0, 0), (500, 0)])
    assert set(surfaces(match.laid(index, way))) == {"paved"}
    assert set(surfaces(match.laid(index, way, concrete_sidewalks=True))) == {"concrete"}


def test_what_goes_with_the_kind_of_way_is_not_sure(indexed, way_along):
    laid = match.laid(
        indexed(({"highway": "residential"}, [(0, 0), (500, 0)])), way_along([(0, 0), (500, 0)])
    )
    assert set(surfaces(laid)) == {"asphalt"}
    assert laid.sure.max() == 0.0


def test_where_no_position_is_known_nothing_is_told_and_the_rest_is(indexed, way_along):
    way = way_along([(0, 0), (1000, 0)])
    way.loc[40:60, ["latitude_deg", "longitude_deg"]] = np.nan
    told = surfaces(match.laid(indexed((ROAD, [(0, 0), (1000, 0)])), way))
    assert told == ["asphalt"] * 40 + [None] * 21 + ["asphalt"] * 40


def test_without_any_position_nothing_is_told(indexed, way_along):
    way = way_along([(0, 0), (100, 0)])
    way[["latitude_deg", "longitude_deg"]] = np.nan
    assert surfaces(match.laid(indexed((ROAD, [(0, 0), (1000, 0)])), way)) == [None] * 11
    assert surfaces(match.laid(indexed((ROAD, [(0, 0), (1000, 0)])), way.iloc[:0])) == []


def test_the_way_back_is_told_as_the_way_out(indexed, way_along):
    index = indexed((ROAD, [(0, 0), (500, 0), (1000, 0)]), (PATH, [(500, 0), (500, 500)]))
    out = surfaces(match.laid(index, way_along([(0, 3), (500, 0), (503, 500)])))
    back = surfaces(match.laid(index, way_along([(503, 500), (500, 0), (0, 3)])))
    assert sum(a != b for a, b in zip(out, back[::-1], strict=True)) <= 2


def test_a_very_long_run_is_laid_in_pieces(indexed, way_along, monkeypatch):
    monkeypatch.setattr(match, "AT_ONCE", 40)
    laid = match.laid(indexed((ROAD, [(0, 0), (1000, 0)])), way_along([(0, 4), (1000, 4)]))
    assert surfaces(laid) == ["asphalt"] * 101
    assert laid.way.tolist() == [0] * 101


def test_standing_on_one_spot_is_on_the_way_there(indexed, way_along):
    way = way_along([(0, 0), (200, 0)])
    way[["latitude_deg", "longitude_deg"]] = way[["latitude_deg", "longitude_deg"]].iloc[5].to_numpy()
    assert set(surfaces(match.laid(indexed((ROAD, [(0, 0), (500, 0)])), way))) == {"asphalt"}


def oval(lane_m=0.0):
    """A running track 400 m round: two straights of 84.4 m, two bends of 36.8 m radius, about a middle."""
    bend = np.linspace(-np.pi / 2, np.pi / 2, 13)
    radius = 36.8 + lane_m
    east = [(300 + 42.2 + radius * np.cos(turn), 300 + radius * np.sin(turn)) for turn in bend]
    west = [(300 - 42.2 - radius * np.cos(turn), 300 - radius * np.sin(turn)) for turn in bend]
    return [*east, *west, east[0]]


def test_rounds_on_a_running_track_are_on_it_and_not_on_the_path_around_it(indexed, way_along):
    index = indexed(({"leisure": "track", "sport": "running"}, oval()), (PATH, oval(15.0)))
    way = way_along(oval(-2.0) * 5, 3.0, np.random.default_rng(6))
    told = surfaces(match.laid(index, way))
    assert told.count("track") > 0.97 * len(told)
    assert told.count("gravel") == 0
