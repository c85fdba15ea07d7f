"""Streets for the ground of a picture: those within its edges, the larger ones first, no more than asked."""

import numpy as np

from ingest.map import streets

ROAD = {"highway": "primary"}
PATH = {"highway": "path"}


def box(degrees, west_m, south_m, east_m, north_m):
    (south, north), (west, east) = degrees([west_m, east_m], [south_m, north_m])
    return {"south": south, "west": west, "north": north, "east": east}


def lines_in(frame):
    return int(frame["latitude_deg"].isna().sum()) + 1 if len(frame) else 0


def test_what_lies_within_the_edges_is_given_with_gaps_between_lines(indexed, degrees):
    made = indexed(
        (ROAD, [(0, 0), (500, 0), (1000, 0)]), (PATH, [(0, 300), (900, 300)]), (ROAD, [(0, 9000), (50, 9000)])
    )
    found = streets.streets(made, box(degrees, 0, 0, 1000, 1000))
    assert lines_in(found) == 2
    assert found["latitude_deg"].max() < 48.01
    assert found["latitude_deg"].isna().equals(found["longitude_deg"].isna())
    assert np.isclose(found["longitude_deg"].iloc[[0, 2]], degrees([0, 1000], [0, 0])[1], atol=1e-6).all()


def test_with_too_many_points_paths_are_left_out_first(indexed, degrees):
    made = indexed((PATH, [(0, 300), (900, 300)]), (ROAD, [(0, 0), (500, 0), (1000, 0)]))
    found = streets.streets(made, box(degrees, 0, 0, 1000, 1000), most_points=6)
    assert found["latitude_deg"].round(6).tolist() == [48.0] * 3


def test_points_too_close_to_tell_apart_are_thinned_and_ends_stay(indexed, degrees):
    """In a picture 4 km high points closer than 10 m are one: of 101 points 2 m apart 21 are left."""
    made = indexed((ROAD, [(2 * each, 0) for each in range(101)]))
    found = streets.streets(made, box(degrees, -100, -2000, 300, 2000))
    assert len(found) <= 22
    assert np.isclose(found["longitude_deg"].iloc[[0, -1]], degrees([0, 200], [0, 0])[1], atol=1e-6).all()


def test_elsewhere_there_is_nothing(indexed, degrees):
    found = streets.streets(indexed((ROAD, [(0, 0), (500, 0)])), box(degrees, 50_000, 0, 51_000, 1000))
    assert (len(found), list(found)) == (0, ["latitude_deg", "longitude_deg"])
