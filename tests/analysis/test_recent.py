"""The last four weeks, worked by hand."""

from datetime import date, timedelta
from math import isnan

import pandas as pd
import pytest

from analysis.limits import Limits
from analysis.news import stood_out
from analysis.recent import AMOUNTS, four_weeks
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


def steady(habit, days=119):
    """The log of runs of 8 km that `habit` tells of each day of so many; None is a day without."""
    told = {ago: habit(ago) for ago in range(days, -1, -1)}
    runs = [
        {"run_id": f"r{ago}", "day": pd.Timestamp(TODAY - timedelta(days=ago)), "distance_m": 8_000.0} | run
        for ago, run in told.items()
        if run is not None
    ]
    names = set(TERRAIN.names)
    return Log(
        runs=RUNS.frame([{key: run[key] for key in run if key in RUNS.names} for run in runs]),
        terrain=TERRAIN.frame([{key: run[key] for key in run if key in names} for run in runs]),
    )


HILLY = {"ascent_m": 80.0, "descent_m": 80.0, "climb_source": "barometer", "steep_descents": 2}
FLAT = {"climb_source": "gps"}  # less than 5 m a kilometre, which GPS cannot tell
BELT = {"surface": "treadmill", "surface_source": "sub_sport"}
STEADY = {
    "two of seven days on a belt": lambda ago: BELT if ago % 7 in (5, 6) else HILLY,
    "every third run flat": lambda ago: FLAT if ago % 3 == 0 else HILLY | FLAT,
    "never any altitude": lambda ago: {"weighted_steps": 8_000.0},
    "no cadence on Sundays": lambda ago: HILLY | ({} if ago % 7 == 0 else {"weighted_steps": 8_000.0}),
    "two weeks in three": lambda ago: HILLY if ago % 21 < 14 else None,
    "every other week": lambda ago: HILLY if ago % 14 < 7 else None,
    "seventeen days on, eighteen off": lambda ago: HILLY if ago % 35 < 17 else None,
    "on the edge of what GPS tells": lambda ago: (
        FLAT if ago % 28 < (ago // 28 + 1) * 5 else FLAT | {"ascent_m": 41.0, "descent_m": 41.0}
    ),
}


@pytest.mark.parametrize("ago", range(0, 35, 5))
@pytest.mark.parametrize("habit", STEADY.values(), ids=STEADY)
def test_of_steady_habits_nothing_is_told(habit, ago):
    log = steady(lambda day: habit(day + ago))
    assert set(stood_out(four_of(log), Limits())) & set(AMOUNTS) == set()


@pytest.mark.parametrize("before", [HILLY, BELT | HILLY], ids=["outside", "on a belt"])
def test_a_change_is_told_beside_what_stays_unknown(before):
    # Six runs in seven are known, now and usually: 120 m of climb each against 80.
    now = {"ascent_m": 120.0, "descent_m": 120.0}
    four = four_of(
        steady(
            lambda ago: FLAT | {"climb_source": None} if ago % 7 == 0 else before | (now if ago < 28 else {})
        )
    )
    assert four.amounts.loc["ascent_m"].to_list() == pytest.approx([24 * 120, 24 * 80])
    assert four.times["ascent_m"] == pytest.approx(1.5)


def test_flat_runs_by_gps_count_with_the_most_they_can_be_on_both_sides():
    # Usually every other run of 8 km is too flat for GPS, now none: 28 × 80 m stands against
    # 14 × 80 m + 14 × 40 m. What is shown is what was measured.
    four = four_of(
        steady(lambda ago: FLAT | ({} if ago >= 28 and ago % 2 else {"ascent_m": 80.0, "descent_m": 80.0}))
    )
    assert four.amounts.loc["ascent_m"].to_list() == pytest.approx([2_240, 1_120])
    assert four.times["ascent_m"] == pytest.approx(2_240 / 1_680)


@pytest.mark.parametrize(("steps_known", "compared"), [(0.9, True), (0.89, False)])
def test_amounts_are_compared_only_where_about_as_much_is_known_now_as_usually(steps_known, compared):
    # Usually all of it; now one run in 28, of 10 % or 11 % of the distance, is without cadence.
    def habit(ago):
        far_m = 27_000 * (1 - steps_known) / steps_known if ago == 0 else 1_000
        return {"distance_m": float(far_m), **({} if ago == 0 else {"weighted_steps": 1_000.0})}

    four = four_of(steady(habit))
    assert pd.notna(four.times["weighted_steps"]) == compared
    assert pd.notna(four.amounts.loc["weighted_steps", "usual"]) == compared


@pytest.mark.parametrize(("known", "compared"), [(3, True), (2, False)])
def test_amounts_are_compared_only_where_three_fifths_of_the_distance_are_known(known, compared):
    # By fives of days, over 140 of them: 28 days hold 3 in 5 within a run or two, so take 25 and 3 without.
    def habit(ago):
        return None if ago % 28 >= 25 else {"weighted_steps": 9_000.0} if ago % 28 % 5 < known else {}

    assert pd.notna(four_of(steady(habit)).times["weighted_steps"]) == compared


@pytest.mark.parametrize(("off", "compared"), [(10, True), (11, False)])
def test_with_a_gap_in_the_log_now_nothing_is_set_against_the_usual(off, compared):
    four = four_of(steady(lambda ago: None if 5 <= ago < 5 + off else HILLY))
    assert pd.notna(four.times["distance_m"]) == compared
    assert four.amounts.loc["distance_m", "usual"] == 28 * 8_000


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
