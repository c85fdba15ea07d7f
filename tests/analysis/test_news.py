"""What of four weeks is told first, at each threshold."""

from datetime import date

import pandas as pd
import pytest

from analysis.findings import Evidence, Finding, Severity
from analysis.limits import Limits
from analysis.news import jumped, stood_out
from analysis.recent import AMOUNTS, FourWeeks
from ingest.schema import SURFACES

NONE = float("nan")


def first_told(four):
    return stood_out(four, Limits())


def four(runs=6, amounts=(), shares=(), ground=()):
    """Four weeks in which nothing is known but what is given, as name -> (now, usual)."""
    names = ["downhill", "right_turns", "one_route", "left_side", "right_side"]
    frames = [
        pd.DataFrame.from_dict({name: dict(given).get(name, (NONE, NONE)) for name in rows}, orient="index")
        for rows, given in ((AMOUNTS, amounts), (names, shares), (SURFACES, ground))
    ]
    frames = [frame.set_axis(["now", "usual"], axis=1) for frame in frames]
    known = pd.Series({"now": 1.0, "usual": 1.0})
    amounts, *others = frames
    times = amounts["now"] / amounts["usual"]
    return FourWeeks(runs, amounts, times, *others, known=known, by_source=pd.Series(dtype="float64"))


@pytest.mark.parametrize(
    ("name", "now", "usual", "told"),
    [
        ("descent_m", 500.0, 400.0, False),  # exactly a quarter more
        ("descent_m", 501.0, 400.0, True),
        ("descent_m", 299.0, 400.0, True),  # more than a quarter less
        ("descent_m", 149.0, 60.0, False),  # too little to speak of
        ("descent_m", 150.0, 60.0, True),
        ("ascent_m", 40.0, 150.0, True),  # it was enough before
        ("distance_m", 2_900.0, 1_000.0, False),
        ("distance_m", 3_000.0, 1_000.0, True),
        ("steep_descents", 4.0, 1.0, False),
        ("steep_descents", 5.0, 1.0, True),
        ("weighted_steps", 130.0, 100.0, True),
        ("descent_m", 500.0, NONE, False),
    ],
)
def test_an_amount_that_left_its_usual_by_more_than_a_quarter_is_told(name, now, usual, told):
    assert (name in first_told(four(amounts={name: (now, usual)}))) == told


def test_weighted_steps_follow_the_distance_and_are_told_only_without_it():
    more = {"distance_m": (20_000.0, 10_000.0), "weighted_steps": (200.0, 100.0)}
    assert first_told(four(amounts=more)) == ["distance_m"]


@pytest.mark.parametrize(
    ("name", "now", "told"),
    [
        ("right_turns", 0.80, False),
        ("right_turns", 0.81, True),
        ("right_turns", 0.20, False),
        ("right_turns", 0.19, True),
        ("left_side", 0.81, True),
        ("left_side", 0.80, False),
        ("right_side", 0.81, True),
        ("one_route", 0.80, False),
        ("one_route", 0.81, True),
    ],
)
def test_more_than_four_fifths_on_one_side_or_course_stand_out_by_themselves(name, now, told):
    assert first_told(four(shares={name: (now, now)})) == ([name] if told else [])


def test_one_course_of_four_runs_is_no_habit():
    assert first_told(four(runs=4, shares={"one_route": (1.0, 1.0)})) == []
    assert first_told(four(runs=5, shares={"one_route": (1.0, 1.0)})) == ["one_route"]


@pytest.mark.parametrize(("left", "right", "told"), [(13, 2, True), (13, 1, False), (12, 3, False)])
def test_fifteen_rounds_of_which_more_than_four_fifths_go_one_way_are_told(left, right, told):
    laps = {"laps_left": (float(left), NONE), "laps_right": (float(right), NONE)}
    assert first_told(four(amounts=laps)) == (["laps"] if told else [])


def test_rounds_tell_what_the_turning_would_tell_again():
    laps = {"laps_left": (20.0, NONE), "laps_right": (0.0, NONE)}
    assert first_told(four(amounts=laps, shares={"right_turns": (0.1, 0.5)})) == ["laps"]


def test_ground_is_told_beyond_ten_points_and_steep_downhill_beyond_five():
    assert first_told(four(ground={"trail": (0.30, 0.20), "grass": (0.19, 0.30)})) == ["grass"]
    assert first_told(four(shares={"downhill": (0.10, 0.05)})) == []
    assert first_told(four(shares={"downhill": (0.11, 0.05)})) == ["downhill"]


@pytest.mark.parametrize(("day", "told"), [(15, False), (16, True), (22, True), (23, False)])
def test_a_jump_is_told_for_seven_days(day, told):
    assert bool(jumped([jump("terrain.descent_jump", day)], date(2026, 11, 22))) == told


def test_the_newest_jump_of_each_kind_is_told_the_way_down_first():
    found = [("terrain.ascent_jump", 21), ("terrain.descent_jump", 20), ("terrain.descent_jump", 17)]
    told = jumped([jump(*one) for one in [*found, ("surface.hard_share", 22)]], date(2026, 11, 22))
    assert [(one.rule, one.day.day) for one in told] == [
        ("terrain.descent_jump", 20),
        ("terrain.ascent_jump", 21),
    ]


def jump(rule, day):
    evidence = Evidence("weak", "own", "")
    return Finding(rule, Severity.NOTE, date(2026, 11, day), "said", 1.0, 1.0, "m", "why", evidence)
