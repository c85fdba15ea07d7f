"""Routes by use, worked by hand."""

from dataclasses import replace
from datetime import date, timedelta

import pandas as pd
import pytest

from analysis import on_routes
from ingest.schema import ROUTES, RUNS, TERRAIN, Log

TODAY = date(2026, 11, 22)


def log(*runs, routes=()):
    """Runs as (days ago, route, metres, surface told of the run)."""
    rows = [
        {
            "run_id": f"r{n}",
            "started_at": pd.Timestamp(TODAY - timedelta(days=ago), tz="UTC"),
            "day": pd.Timestamp(TODAY - timedelta(days=ago)),
            "distance_m": distance_m,
            "surface": surface,
            "surface_source": "runner" if isinstance(surface, str) else None,
        }
        for n, (ago, _, distance_m, surface) in enumerate(runs)
    ]
    terrain = [{"run_id": f"r{n}", "route_id": route} for n, (_, route, _, _) in enumerate(runs)]
    return Log(runs=RUNS.frame(rows), terrain=TERRAIN.frame(terrain), routes=ROUTES.frame(list(routes)))


def test_the_most_run_route_stands_first_and_of_equals_the_one_run_last():
    used = on_routes.by_use(
        log(
            (9, "lake", 5_000.0, None),
            (3, "lake", 7_000.0, "trail"),
            (1, "hill", 4_000.0, None),
            (2, "old", 1, None),
        ),
        TODAY,
    )
    assert list(used.index) == ["lake", "hill", "old"]
    lake = used.loc["lake"]
    assert (lake["runs"], lake["newest"], lake["distance_m"], lake["own"]) == (2, "r1", 6_000, 1)
    assert lake["last"] == pd.Timestamp(TODAY - timedelta(days=3))


def test_runs_without_a_route_and_of_the_future_are_left_out():
    assert on_routes.by_use(log((1, None, 5_000.0, None), (-1, "lake", 5_000.0, None)), TODAY).empty
    assert on_routes.by_use(Log(), TODAY).empty


def test_what_was_told_of_a_route_stands_beside_its_use():
    routes = [{"route_id": "lake", "name": "Lake", "camber": "left", "surface": "gravel"}]
    lake = on_routes.by_use(log((1, "lake", 5_000.0, None), routes=routes), TODAY).loc["lake"]
    assert (lake["name"], lake["camber"], lake["surface"], lake["mostly"]) == (
        "Lake",
        "left",
        "gravel",
        "gravel",
    )
    assert lake["unknown_m"] == 0


def test_the_ground_of_a_route_is_that_of_most_of_its_metres():
    used = on_routes.by_use(log((1, "lake", 5_000.0, None), (2, "lake", 5_100.0, "trail")), TODAY)
    assert used.loc["lake", "mostly"] == "trail"
    assert used.loc["lake", "unknown_m"] == 5_000


def thrice(route, surface=None, ago=1):
    return [(ago, route, 5_000.0, surface)] * 3


@pytest.mark.parametrize(("runs", "asked"), [(3, "lake"), (2, None)])
def test_the_ground_is_asked_of_a_route_run_three_times(runs, asked):
    assert on_routes.ground_to_ask(on_routes.by_use(log(*thrice("lake")[:runs]), TODAY)) == asked


def test_the_ground_is_asked_where_the_answer_tells_most():
    long = [(1, "long", 9_000.0, None)] * 3
    used = on_routes.by_use(log(*thrice("lake"), (1, "lake", 5_000.0, None), *long), TODAY)
    assert on_routes.ground_to_ask(used) == "long"  # 27 km of three runs beside 20 km of four


@pytest.mark.parametrize(("ago", "asked"), [(111, "lake"), (112, None)])
def test_a_route_not_run_for_sixteen_weeks_is_not_asked_about(ago, asked):
    used = on_routes.by_use(log(*thrice("lake", ago=ago)), TODAY)
    assert on_routes.ground_to_ask(used) == asked
    assert on_routes.side_to_ask(used, TODAY) == asked


@pytest.mark.parametrize(
    ("surface", "asked"), [("asphalt", "lake"), (None, "lake"), ("trail", None), ("track", None)]
)
def test_the_side_is_asked_of_roads_and_of_ground_that_nobody_knows(surface, asked):
    used = on_routes.by_use(log(*thrice("lake", surface)), TODAY)
    assert on_routes.side_to_ask(used, TODAY) == asked


def test_the_side_is_asked_once_a_route_the_most_run_first():
    runs = [*thrice("lake", "asphalt"), (1, "lake", 5_000.0, "asphalt"), *thrice("hill", "asphalt")]
    assert on_routes.side_to_ask(on_routes.by_use(log(*runs), TODAY), TODAY) == "lake"
    told = [{"route_id": "lake", "camber": "crown"}]
    assert on_routes.side_to_ask(on_routes.by_use(log(*runs, routes=told), TODAY), TODAY) == "hill"


@pytest.mark.parametrize(
    ("ways", "said"),
    [
        ((1, 1), None),
        ((1, 1, 1), "always the same way round"),
        ((-1, -1, -1), "always the same way round"),
        ((-1, -1, 1), "2 runs one way round, 1 the other"),
        ((0, 0, 0, 0), None),
    ],
    ids=str,
)
def test_the_way_round_is_told_from_three_runs_on(ways, said):
    given = log(*[(1, "lake", 5_000.0, None)] * len(ways))
    given = replace(given, terrain=given.terrain.assign(route_direction=[float(way) for way in ways]))
    (route,) = on_routes.by_use(given, TODAY).itertuples()
    assert on_routes.ways_round(route) == said
    assert route.share == 1


def test_how_much_of_the_road_has_a_side_that_nobody_told_is_counted_in_both_spans():
    # Now 6 km on the left and 4 km untold; before, 28 days and more ago, 2 km on the left and 6 km untold.
    runs = [
        (1, "lane", 6_000.0, "asphalt"),
        (27, "hill", 4_000.0, "asphalt"),
        (28, "lane", 2_000.0, "asphalt"),
        (111, "hill", 6_000.0, "concrete"),
        (112, "hill", 50_000.0, "concrete"),
        (2, "hill", 9_000.0, "trail"),
    ]
    told = [{"route_id": "lane", "camber": "left"}]
    assert dict(on_routes.side_not_said(log(*runs, routes=told), TODAY)) == pytest.approx(
        {"now": 0.4, "usual": 0.75}
    )
    assert on_routes.side_not_said(log(*runs), TODAY).isna().all()
    assert on_routes.side_not_said(Log(), TODAY).isna().all()
