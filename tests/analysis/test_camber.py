"""The side of the road by the runner's own word; both sides of each threshold."""

from datetime import date, timedelta

import pandas as pd
import pytest

from analysis import camber
from analysis.findings import Severity
from analysis.limits import Limits
from ingest.schema import ROUTES, RUNS, TERRAIN, Log

FIRST = date(2026, 6, 1)  # a Monday
SAID = {"lane": "left", "street": "right", "ridge": "both", "mid": "crown"}


def log_of(*runs, said=SAID):
    """Runs by (days after FIRST, route, kilometres, surface); a surface of None is not known."""
    frame = [
        {
            "run_id": f"run{n}",
            "day": pd.Timestamp(FIRST) + pd.Timedelta(days=after),
            "distance_m": 1000.0 * km,
            "surface": surface,
            "surface_source": "runner" if surface else None,
        }
        for n, (after, _, km, surface) in enumerate(runs)
    ]
    terrain = [{"run_id": f"run{n}", "route_id": route} for n, (_, route, _, _) in enumerate(runs)]
    routes = [{"route_id": route, "camber": side} for route, side in said.items()]
    return Log(runs=RUNS.frame(frame), terrain=TERRAIN.frame(terrain), routes=ROUTES.frame(routes))


def found(*runs, today=FIRST + timedelta(days=27), limits=None, said=SAID):
    return camber.one_sided_roads(log_of(*runs, said=said), today, limits or Limits())


def test_one_side_alone_is_a_note_that_names_it():
    (note,) = found((0, "lane", 18, "asphalt"), (7, "street", 2, "asphalt"))
    assert note.rule == "camber.one_side"
    assert note.severity is Severity.NOTE
    assert note.headline == (
        "90 % of your road running in the 4 weeks to Mon 8 Jun was on the left side of the road, "
        "as you told it."
    )
    assert note.why.startswith("On a road that falls off to its edge, your left foot lands lower")
    assert "hiplog cannot measure whether yours do" in note.why
    assert "No study has tested" in note.why
    assert "that is opinion" in note.suggested
    assert (note.measured, note.limit) == (pytest.approx(0.9), 0.8)
    assert note.evidence.strength == "convention"


def test_the_other_side_is_named_too():
    (note,) = found((0, "street", 30, "concrete"))
    assert "All of your road running" in note.headline
    assert "your right foot" in note.why


@pytest.mark.parametrize(("km", "notes"), [(16.0, 0), (16.1, 1)])
def test_four_fifths_are_within_the_limit(km, notes):
    assert len(found((0, "lane", km, "asphalt"), (0, "street", 4, "asphalt"))) == notes


@pytest.mark.parametrize(("km", "notes"), [(19.9, 0), (20.0, 1)])
def test_twenty_kilometres_of_road_are_enough(km, notes):
    assert len(found((0, "lane", km, "asphalt"))) == notes


@pytest.mark.parametrize(("apart", "notes"), [(27, 1), (28, 0)])
def test_roads_count_together_within_28_days(apart, notes):
    runs = (0, "lane", 12, "asphalt"), (apart, "lane", 12, "asphalt")
    assert len(found(*runs, today=FIRST + timedelta(days=apart))) == notes


@pytest.mark.parametrize("other", ["ridge", "mid", "nobody asked"])
def test_road_on_both_sides_in_the_middle_or_never_asked_is_on_neither(other):
    assert found((0, "lane", 20, "asphalt"), (0, other, 10, "asphalt")) == []


@pytest.mark.parametrize("ground", ["trail", "gravel", "grass", "track", "treadmill", "mixed"])
def test_other_ground_is_no_road(ground):
    assert found((0, "lane", 30, ground)) == []
    assert len(found((0, "lane", 30, "paved"), (0, "street", 30, ground))) == 1


def test_where_nobody_knows_the_ground_a_side_that_was_said_makes_it_a_road():
    runs = (0, "lane", 25, None), (0, "nobody asked", 25, None)
    metres = camber.road_metres(log_of(*runs), FIRST)
    assert metres.iloc[0].to_dict() == {"left": 25_000, "right": 0, "both": 0, "crown": 0, "unsaid": 0}
    assert len(found(*runs)) == 1


def test_without_any_answer_nothing_is_said():
    assert found((0, "lane", 60, "asphalt"), said={}) == []
    assert found((0, "lane", 60, "asphalt"), said={"lane": None}) == []


def test_nothing_after_today_is_seen():
    assert found((1, "lane", 60, "asphalt"), today=FIRST) == []


def test_an_empty_log_says_nothing():
    assert camber.one_sided_roads(Log(), FIRST, Limits()) == []
    assert camber.road_metres(Log(), FIRST).empty
    assert camber.side_shares(Log(), FIRST).isna().all(axis=None)
