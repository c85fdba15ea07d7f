"""Who says on what each metre was run; the distances are worked by hand."""

from dataclasses import replace
from datetime import date

import pandas as pd
import pytest

from analysis import ground
from ingest.schema import ROUTES, RUNS, TERRAIN, Log

DAY = date(2026, 11, 1)


def log_of(run: dict, terrain: dict | None = None, route: dict | None = None) -> Log:
    row = {"run_id": "a", "day": DAY, "distance_m": 10_000.0, **run}
    measured = [] if terrain is None else [{"run_id": "a", "route_id": "r", **terrain}]
    routes = [] if route is None else [{"route_id": "r", **route}]
    return Log(runs=RUNS.frame([row]), terrain=TERRAIN.frame(measured), routes=ROUTES.frame(routes))


def parts(log: Log) -> dict[tuple[str, str], float]:
    laid = ground.laid(log)
    return {(row.surface, row.source): row.distance_m for row in laid.itertuples()}


MAP = {"asphalt_m": 4_000.0, "gravel_m": 3_000.0}
STREET = {"surface": "paved", "surface_source": "sub_sport"}
SAID = {"surface": "grass", "surface_source": "runner"}


def test_an_empty_log_has_no_ground():
    laid = ground.laid(Log())
    assert laid.empty
    assert list(laid) == ["run_id", "day", "surface", "source", "distance_m"]


@pytest.mark.parametrize(
    ("run", "terrain", "route", "expected"),
    [
        ({}, None, None, {("unknown", "nobody"): 10_000.0}),
        (SAID, MAP, {"surface": "trail"}, {("grass", "run"): 10_000.0}),
        (STREET, MAP, {"surface": "trail"}, {("trail", "route"): 10_000.0}),
        (
            {"surface": "treadmill", "surface_source": "sub_sport"},
            MAP,
            None,
            {("treadmill", "file"): 10_000.0},
        ),
        ({"surface": "track", "surface_source": "sub_sport"}, None, None, {("track", "file"): 10_000.0}),
        (STREET, None, None, {("paved", "kind"): 10_000.0}),
        (
            STREET,
            MAP,
            None,
            {("asphalt", "map"): 4_000.0, ("gravel", "map"): 3_000.0, ("paved", "kind"): 3_000.0},
        ),
        (
            {},
            MAP,
            None,
            {("asphalt", "map"): 4_000.0, ("gravel", "map"): 3_000.0, ("unknown", "nobody"): 3_000.0},
        ),
    ],
    ids=[
        "nobody",
        "run first",
        "then its route",
        "a belt",
        "a track",
        "a street",
        "the map first",
        "the map",
    ],
)
def test_the_most_trusted_word_counts(run, terrain, route, expected):
    assert parts(log_of(run, terrain, route)) == pytest.approx(expected)


def test_an_oval_is_a_track_and_the_map_speaks_of_the_rest():
    found = parts(log_of({}, {"oval_m": 6_000.0, "track_m": 5_000.0, "asphalt_m": 3_000.0}))
    assert found == {("track", "shape"): 6_000.0, ("asphalt", "map"): 3_000.0, ("unknown", "nobody"): 1_000.0}


def test_no_more_is_laid_than_was_run():
    found = parts(
        log_of({"distance_m": 5_000.0}, {"oval_m": 1_000.0, "asphalt_m": 6_000.0, "trail_m": 2_000.0})
    )
    assert found == {("track", "shape"): 1_000.0, ("asphalt", "map"): 3_000.0, ("trail", "map"): 1_000.0}


def test_a_run_of_unknown_distance_is_absent():
    assert ground.laid(log_of({"distance_m": float("nan")}, MAP)).empty


def test_the_input_stays_as_it_is():
    log = log_of(STREET, MAP, {"surface": "trail"})
    before = replace(log, runs=log.runs.copy(), terrain=log.terrain.copy(), routes=log.routes.copy())
    ground.laid(log)
    for name in ("runs", "terrain", "routes"):
        pd.testing.assert_frame_equal(getattr(log, name), getattr(before, name))


def test_a_run_is_named_by_what_most_of_it_was_on():
    def named(**metres: float) -> object:
        return ground.in_words(ground.laid(log_of({}, {f"{name}_m": m for name, m in metres.items()})))["a"]

    assert named(trail=9_000.0, asphalt=1_000.0) == "trail"
    assert named(trail=8_990.0, asphalt=1_010.0) == "mostly trail"
    assert named(trail=5_000.0) == "mostly trail"  # of the other half nobody knows
    assert named(trail=4_000.0, asphalt=4_000.0) == "mixed"
    assert named(paved=9_500.0) == "paved"
    assert pd.isna(named(trail=4_990.0))
    assert ground.in_words(ground.laid(Log())).empty


def test_shares_by_source_stand_in_the_order_of_trust():
    shares = ground.by_source(ground.laid(log_of(STREET, MAP)))
    assert shares.to_dict() == pytest.approx({"map": 0.7, "kind": 0.3})
    assert list(shares.index) == ["map", "kind"]
