"""The same course, turning and the road's lower edge, worked by hand."""

from math import nan

import pytest

from tests.analysis.exposures.logs import doses, frame_of, like, log_of

TREADMILL = {"surface": "treadmill", "surface_source": "sub_sport"}
ROAD = {"surface": "asphalt", "surface_source": "runner"}


def sore(side, day=0):
    return [(day, {"worst_pain": 3, "side": side})]


def on_routes(*ids):
    return {f"r{n}": {"route_id": route_id} for n, route_id in enumerate(ids)}


def test_a_course_is_the_same_within_fourteen_days():
    log = log_of([(0, {}), (14, {}), (29, {}), (29, {})], terrain=on_routes("x", "x", "x", "x"))
    found = doses(log, "same_course", 29)
    assert (found[0], found[14], found[29]) == (0, 10_000, 10_000)  # on the last day, the second run alone


def test_another_course_is_none_and_an_unknown_one_is_unknown():
    log = log_of(
        [(0, {}), (1, {}), (2, {}), (3, TREADMILL), (4, {})], terrain=on_routes("x", "y", nan, nan, "x")
    )
    assert doses(log, "same_course", 5) == like([0, 0, nan, 0, 10_000, 0])


@pytest.mark.parametrize(
    ("side", "turned_deg", "rounds"),
    [
        ("left", -720.0, 2),
        ("left", -180.0, 0.5),
        ("left", -179.0, 0),
        ("left", 720.0, 0),
        ("right", 720.0, 2),
        ("right", -720.0, 0),
    ],
)
def test_rounds_towards_the_sore_side_count_from_half_a_round(side, turned_deg, rounds):
    towards = -3_600.0 if side == "left" else 3_600.0
    log = log_of(
        [(0, {}), (1, {}), (2, TREADMILL), (3, {})],
        entries=sore(side),
        terrain={"r0": {"turned_deg": turned_deg}, "r1": {"turned_deg": towards}},
    )
    assert doses(log, "turning", 4) == like([rounds, 10, 0, nan, 0])


@pytest.mark.parametrize(
    ("turned_deg", "rounds"),
    [((720.0, -1_008.0), 0), ((720.0, -360.0), 1), ((90.0, 90.0), 0.5), ((720.0, nan), nan)],
)
def test_the_rounds_of_a_days_runs_are_weighed_against_each_other(turned_deg, rounds):
    """Two rounds to the sore side and 2.8 away from it leave none; two quarters make the half that counts."""
    log = log_of(
        [(0, {}), (0, {}), (1, {})],
        entries=sore("right"),
        terrain={f"r{n}": {"turned_deg": each} for n, each in enumerate([*turned_deg, 3_600.0])},
    )
    assert doses(log, "turning", 1) == like([rounds, 10])


@pytest.mark.parametrize("entries", [[], sore("both"), [*sore("left", 0), *sore("right", 1)]])
def test_without_one_sore_side_there_is_neither_turning_nor_camber(entries):
    log = log_of(
        [(0, ROAD), (1, ROAD)],
        entries=entries,
        terrain={"r0": {"turned_deg": -720.0, "route_id": "x"}, "r1": {"turned_deg": 720.0}},
        routes=[{"route_id": "x", "camber": "left"}],
    )
    assert not {"turning", "camber"} & set(frame_of(log, 1))


def test_the_lower_edge_is_the_side_of_the_road_run_on():
    runs = [(0, ROAD), (1, ROAD), (2, ROAD), (3, ROAD), (4, ROAD), (5, TREADMILL), (6, {}), (7, {})]
    log = log_of(
        runs,
        entries=sore("right"),
        terrain=on_routes("right", "left", "both", "crown", "unsaid", nan, "right", "unsaid"),
        routes=[{"route_id": name, "camber": name} for name in ("right", "left", "both", "crown")]
        + [{"route_id": "unsaid"}],
    )
    # on day 6 nobody knows the ground, but who tells the side of a route tells that it is road
    assert doses(log, "camber", 8) == like([10_000, 0, 5_000, 0, nan, 0, 10_000, nan, 0])


def test_camber_that_was_told_of_the_other_side_alone_has_no_column():
    log = log_of(
        [(0, ROAD)],
        entries=sore("left"),
        terrain=on_routes("x"),
        routes=[{"route_id": "x", "camber": "right"}],
    )
    assert "camber" not in frame_of(log, 0)
