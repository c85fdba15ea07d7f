"""A run on its grid of 10 m: smoothed where GPS shakes, absent where nobody knows, never a crash."""

import numpy as np
import pandas as pd
import pytest

from ingest.ground.way import calmed, way
from ingest.schema import TRACK, WAY
from tests.courses import HOME, METRE_DEG, track

EAST_DEG = METRE_DEG / np.cos(np.radians(HOME[0]))
STRAIGHT = [(0, 0), (3000, 0)]


def off_m(course):
    """How far north of the line due east through home each node is. [m]"""
    return (course["latitude_deg"] - HOME[0]) / METRE_DEG


def test_a_straight_run_has_a_node_every_ten_metres_where_it_was():
    course = way(track(STRAIGHT))
    assert course["distance_m"].tolist() == [10.0 * n for n in range(301)]
    east_m = (course["longitude_deg"] - HOME[1]) / EAST_DEG
    assert east_m.to_numpy() == pytest.approx(10.0 * np.arange(301), abs=0.2)
    assert course["time"].iloc[30] == pd.Timestamp("2026-05-03 06:31:40", tz="UTC")  # 300 m at 3 m/s


def test_what_gps_shakes_is_less_than_half_of_it_on_the_grid():
    assert off_m(way(track(STRAIGHT, noise_m=5.0))).std() < 2.5


def test_a_right_angle_is_cut_by_no_more_than_six_metres():
    course = way(track([(0, 0), (300, 0), (300, 300)]))
    east_m, north_m = (course["longitude_deg"] - HOME[1]) / EAST_DEG, off_m(course)
    assert 2.0 < np.hypot(east_m - 300, north_m).min() < 6.0


def test_a_spike_is_passed_over():
    straight = track(STRAIGHT)
    straight.loc[500, "latitude_deg"] += 200 * METRE_DEG
    assert off_m(way(straight)).abs().max() < 0.2


def test_a_leap_that_stays_is_no_spike():
    straight = track(STRAIGHT)
    straight.loc[500:, "latitude_deg"] += 200 * METRE_DEG
    assert off_m(way(straight)).iloc[-1] == pytest.approx(200, abs=0.2)


@pytest.mark.parametrize(("points", "known"), [(30, True), (40, False)])
def test_nobody_knows_the_way_through_a_hole_of_more_than_100_m(points, known):
    holed = track(STRAIGHT)  # 3 m a point: 31 steps are 93 m, 41 are 123 m
    holed.loc[500 : 500 + points - 1, ["latitude_deg", "longitude_deg"]] = np.nan
    course = way(holed)
    middle = course["distance_m"].between(1530, 1540)
    assert course.loc[middle, "latitude_deg"].notna().all() == known
    assert course.loc[middle, "speed_m_s"].notna().all()


def test_before_the_first_position_is_found_there_is_none():
    late = track(STRAIGHT)
    late.loc[:99, ["latitude_deg", "longitude_deg"]] = np.nan  # found at 300 m
    known = way(late)["latitude_deg"].notna()
    assert known.idxmax() == 29
    assert known[29:].all()


def test_a_run_across_the_date_line_goes_straight_on():
    course = way(track(STRAIGHT, home=(52.5, 179.98)))
    assert course["longitude_deg"].between(-180, 180, inclusive="left").all()
    steps = np.diff(np.unwrap(course["longitude_deg"], period=360))
    assert steps == pytest.approx(np.full(300, 10 * EAST_DEG), abs=3e-6)
    assert course["longitude_deg"].iloc[-1] < 0


@pytest.mark.parametrize("home", [(90.0, 0.0), (-90.0, 12.0), (89.9999, 180.0)])
def test_a_run_at_a_pole_is_no_trouble(home):
    circling = track(STRAIGHT)
    circling["latitude_deg"], circling["longitude_deg"] = home
    assert len(way(circling)) == 301


@pytest.mark.parametrize(
    ("metres", "rows"),
    [([], 0), ([0.0], 0), ([0.0, 0.0, 0.0], 0), ([0.0, 5.0], 0), ([0.0, 10.0], 2), ([np.nan, np.nan], 0)],
)
def test_the_shortest_runs_are_no_trouble(metres, rows):
    moments = pd.date_range("2026-05-03", periods=len(metres), freq="s", tz="UTC").as_unit("us")
    run = pd.DataFrame({"time": moments, "distance_m": metres, "latitude_deg": 1.0, "longitude_deg": 2.0})
    course = way(TRACK.conform(run.reindex(columns=TRACK.names)))
    assert len(course) == rows
    assert course.columns.tolist() == WAY.names


def test_a_long_rest_does_not_draw_the_way_to_it():
    # Ten minutes at 300 m, during which the position strays 8 m north: one spot of the way, not a third.
    run = track(STRAIGHT)
    rest = run.loc[[100] * 600].assign(latitude_deg=HOME[0] + 8 * METRE_DEG)
    whole = pd.concat([run[:101], rest, run[101:]], ignore_index=True)
    whole["time"] = pd.date_range("2026-05-03", periods=len(whole), freq="s", tz="UTC").as_unit("us")
    assert off_m(way(whole)).drop([29, 30, 31]).abs().max() < 1.5


def test_without_positions_the_rest_is_there():
    indoors = track(STRAIGHT).assign(latitude_deg=np.nan, longitude_deg=np.nan)
    course = way(indoors)
    assert course["latitude_deg"].isna().all()
    assert course["speed_m_s"].tolist() == [3.0] * 301


def test_the_input_is_untouched():
    run = track(STRAIGHT, noise_m=3.0)
    before = run.copy(deep=True)
    way(run)
    pd.testing.assert_frame_equal(run, before)


def test_calming_is_by_quarters_and_leaves_ends_and_edges():
    assert calmed(np.array([0.0, 4.0, 0.0, 0.0])).tolist() == [0.0, 2.0, 1.0, 0.0]
    beside = calmed(np.array([0.0, 4.0, np.nan, 4.0, 4.0, 0.0]))
    assert beside[[0, 1, 3, 4, 5]].tolist() == [0.0, 4.0, 4.0, 3.0, 0.0]
    assert np.isnan(beside[2])
    assert [calmed(np.zeros(n)).size for n in (0, 1, 2)] == [0, 1, 2]
