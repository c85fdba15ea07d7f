"""The layout of a map: cells, junctions, distances along ways, and what lies on it."""

import numpy as np
import pytest

from ingest.map import index, near
from ingest.map.near import Places

ROAD = {"highway": "residential", "surface": "asphalt"}
LAWN = {"landuse": "grass"}


def heading_east(degrees, east_m, north_m):
    latitude, longitude = degrees(np.array([float(east_m)]), np.array([float(north_m)]))
    return Places(latitude, longitude, np.ones(1), np.zeros(1))


def test_distances_run_along_each_way_from_its_start(indexed):
    made = indexed((ROAD, [(0, 0), (300, 0), (300, 400)]), (ROAD, [(0, 50), (0, 60)]))
    assert made.along == pytest.approx([0, 300, 700, 0, 10], abs=0.1)
    assert made.way.tolist() == [0, 0, 0, 1, 1]


def test_ways_meet_where_they_have_a_point_in_common(indexed):
    """The second way begins at the middle point of the first; the third crosses without a point."""
    made = indexed(
        (ROAD, [(0, 0), (100, 0), (200, 0)]),
        (ROAD, [(100, 0), (100, 50), (100, 100)]),
        (ROAD, [(150, -50), (150, 50)]),
    )
    assert (made.node >= 0).tolist() == [False, True, False, True, False, False, False, False]
    assert made.node[1] == made.node[3]
    assert made.before.tolist() == [-1, 1, 1, 3, 3, 3, -1, -1]
    assert made.after.tolist() == [1, -1, -1, -1, -1, -1, -1, -1]


def test_a_ring_meets_itself_and_a_lawn_meets_nothing(indexed):
    ring = [(0, 0), (100, 0), (100, 100), (0, 0)]
    made = indexed((ROAD, ring), (LAWN, ring))
    assert (made.node >= 0).tolist() == [True, False, False, True, False, False, False, False]
    assert made.ground.tolist() == [1]


@pytest.mark.parametrize("to", [(3000, 0), (0, 3000), (2100, 2100), (-2900, 700)])
def test_a_long_segment_is_found_from_everywhere_along_it(indexed, degrees, to):
    made = indexed((ROAD, [(0, 0), to]))
    for share in np.linspace(0, 1, 41):
        found = near.near(made, heading_east(degrees, to[0] * share, to[1] * share), 7.0, 0.0)
        assert found.way[0, 0] == 0
        assert found.along[0, 0] == pytest.approx(share * np.hypot(*to), abs=1.0)
        assert found.cost[0, 0] == pytest.approx(0.0, abs=0.05)


def test_ways_within_the_radius_are_found_on_both_sides_of_a_cell_and_none_beyond(indexed, degrees):
    made = indexed((ROAD, [(0, 0), (1000, 0)]))
    for east_m in range(400, 500, 7):
        for off_m in (-29, 29):
            assert near.near(made, heading_east(degrees, east_m, off_m), 7.0, 0.0).way.tolist() == [[0]]
        assert near.near(made, heading_east(degrees, east_m, 31), 7.0, 0.0).way.tolist() == [[-1]]


def test_the_nearest_ways_come_first_and_each_once(indexed, degrees):
    ways = [(ROAD, [(0, north), (50, north), (100, north)]) for north in range(0, 44, 4)]
    found = near.near(indexed(*ways), heading_east(degrees, 50, 1), 7.0, 0.0)
    assert found.way[0].tolist() == [0, 1, 2, 3, 4, 5, 6, 7]
    assert len(found.way[0]) == near.MOST_WAYS


def test_how_far_the_junctions_are_is_told(indexed, degrees):
    made = indexed((ROAD, [(0, 0), (100, 0), (200, 0)]), (ROAD, [(100, 0), (100, 50)]))
    found = near.near(made, heading_east(degrees, 70, 0), 7.0, 0.0)
    assert (found.before[0, 0], found.after[0, 0]) == (-1, made.node[1])
    assert found.after_m[0, 0] == pytest.approx(30.0, abs=0.1)


def test_a_map_covers_what_lies_about_its_ways(indexed, degrees):
    made = indexed((ROAD, [(0, 0), (100, 0)]))
    latitude, longitude = degrees([50, 0, 90_000], [0, 1500, 0])
    assert index.covers(made.around, latitude, longitude).tolist() == [True, True, False]
    assert index.covers(made.around, np.array([np.nan]), np.array([np.nan])).tolist() == [False]
