"""The last four weeks, worked by hand."""

from datetime import date, timedelta
from math import isnan

import pandas as pd
import pytest

from analysis.recent import four_weeks
from ingest.schema import ROUTES, RUNS, TERRAIN, Log

TODAY = date(2026, 11, 22)
NONE = float("nan")


def log(*runs, terrain=(), routes=()):
    """Runs as (days ago, distance m, descent m, surface)."""
    rows = [
        {
            "run_id": f"r{number}",
            "day": pd.Timestamp(TODAY - timedelta(days=ago)),
            "distance_m": distance_m,
            "ascent_m": descent_m,
            "descent_m": descent_m,
            "surface": surface,
            "surface_source": "runner",
        }
        for number, (ago, distance_m, descent_m, surface) in enumerate(runs)
    ]
    return Log(
        runs=RUNS.frame(rows),
        terrain=TERRAIN.frame([{"run_id": f"r{n}", **row} for n, row in enumerate(terrain)]),
        routes=ROUTES.frame(list(routes)),
    )


def four_of(some):
    return four_weeks(some, TODAY)


def weekly(ago_from, ago_to, descent_m):
    """A run of 7 km every 7 days."""
    return [(ago, 7_000.0, descent_m, "asphalt") for ago in range(ago_from, ago_to, 7)]


def test_four_weeks_are_28_days_with_today_counted():
    four = four_of(
        log((27, 1_000.0, 10.0, "trail"), (28, 9_000.0, 90.0, "asphalt"), (0, 3_000.0, 30.0, "asphalt"))
    )
    assert four.runs == 2
    assert four.amounts["now"][["distance_m", "descent_m", "ascent_m"]].to_list() == [4_000, 40, 40]
    assert four.ground["now"][["trail", "asphalt", "grass"]].to_list() == [0.25, 0.75, 0]


def test_a_run_after_today_is_not_counted():
    four = four_of(log((-1, 1_000.0, 10.0, "trail"), (1, 2_000.0, 20.0, "trail")))
    assert four.amounts.loc["distance_m", "now"] == 2_000


def test_the_usual_is_the_mean_28_days_of_the_12_weeks_before():
    # A run of 70 m down every 7 days from 112 to 28 days ago. The 84 days before the last 28 are those
    # from 111 to 28 days ago and hold 12 of them: 840 m / 84 days × 28 days = 280 m.
    # The last four weeks hold 4 × 140 m = 560 m.
    four = four_of(log(*weekly(28, 113, 70.0), *weekly(0, 28, 140.0)))
    assert four.amounts.loc["descent_m"].to_list() == pytest.approx([560, 280])


@pytest.mark.parametrize(("first", "known"), [(28 + 55, True), (28 + 54, False)])
def test_the_usual_needs_56_known_days(first, known):
    # From the first run's day to 28 days ago are first − 27 days.
    four = four_of(log(*[(ago, 1_000.0, 10.0, "trail") for ago in range(first, -1, -5)]))
    assert isnan(four.amounts.loc["descent_m", "usual"]) is not known
    assert isnan(four.ground.loc["trail", "usual"]) is not known


def test_climb_that_nobody_knows_is_not_zero():
    amounts = four_of(log((3, 5_000.0, NONE, "trail"))).amounts["now"]
    assert isnan(amounts["descent_m"])
    assert isnan(amounts["weighted_steps"])
    assert amounts["distance_m"] == 5_000


@pytest.mark.parametrize(("known_m", "shown"), [(6_000.0, True), (5_990.0, False)])
def test_shares_of_ground_are_of_the_known_metres_and_hidden_below_three_fifths(known_m, shown):
    four = four_of(log((1, known_m, 0.0, "trail"), (2, 10_000.0 - known_m, 0.0, NONE)))
    assert four.known["now"] == pytest.approx(known_m / 10_000)
    assert (four.ground.loc["trail", "now"] == 1) == shown
    assert four.ground["now"].notna().all() == shown
    assert four.by_source.to_dict() == pytest.approx(
        {"run": known_m / 10_000, "nobody": 1 - known_m / 10_000}
    )


def test_the_empty_log_knows_nothing():
    four = four_of(Log())
    assert four.runs == 0
    assert four.amounts.isna().all(axis=None)
    assert four.shares.isna().all(axis=None)
    assert four.ground.isna().all(axis=None)


def test_terrain_is_added_up_and_turned_into_shares():
    runs = [(1, 6_000.0, 0.0, "asphalt"), (2, 4_000.0, 0.0, "asphalt")]
    terrain = [
        {
            "route_id": "r0",
            "turned_deg": -600.0,
            "turning_deg": 900.0,
            "steep_descents": 2,
            "laps_left": 3,
            "laps_right": 0,
        },
        {
            "route_id": "r1",
            "turned_deg": 0.0,
            "turning_deg": 100.0,
            "steep_descents": 1,
            "laps_left": 2,
            "laps_right": 0,
        },
    ]
    routes = [{"route_id": "r0", "camber": "left"}, {"route_id": "r1", "camber": "both"}]
    four = four_of(log(*runs, terrain=terrain, routes=routes))
    # Two rounds are the corners of streets; from three on a run goes round and round.
    assert four.amounts["now"][["steep_descents", "laps_left"]].to_list() == [3, 3]
    # −600 of 1,000 degrees: 200 to the right, 800 to the left
    assert four.shares["now"][
        ["right_turns", "one_route", "left_side", "right_side"]
    ].to_list() == pytest.approx([0.2, 0.6, 0.6, 0.0])


def test_a_route_along_the_middle_or_no_road_has_no_side():
    routes = [{"route_id": "r0", "camber": "crown"}]
    four = four_of(log((1, 6_000.0, 0.0, "trail"), terrain=[{"route_id": "r0"}], routes=routes))
    assert isnan(four.shares.loc["left_side", "now"])


def test_downhill_and_uphill_are_of_the_graded_metres():
    frame = log((1, 6_000.0, 0.0, "trail"), (2, 4_000.0, 0.0, "trail"))
    graded = frame.runs.assign(graded_m=[5_000.0, NONE], downhill_m=[1_000.0, NONE])
    graded = graded.assign(uphill_m=[500.0, NONE])
    shares = four_of(Log(runs=graded)).shares["now"]
    assert (shares["downhill"], shares["uphill"]) == (pytest.approx(0.2), pytest.approx(0.1))


def test_the_log_is_left_as_it_was():
    before = log((1, 3_000.0, 10.0, "trail"), terrain=[{"route_id": "r0"}])
    kept = before.runs.copy(), before.terrain.copy()
    four_of(before)
    pd.testing.assert_frame_equal(before.runs, kept[0])
    pd.testing.assert_frame_equal(before.terrain, kept[1])
