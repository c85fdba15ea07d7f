"""Rounds of a week and which way they went; both sides of each threshold."""

from datetime import date, timedelta

import pandas as pd
import pytest

from analysis import direction
from analysis.findings import Severity
from analysis.limits import Limits
from ingest.schema import RUNS, TERRAIN, Log

FIRST = date(2026, 6, 1)  # a Monday


def log_of(*weeks):
    """Runs by (days after FIRST, rounds left, rounds right, turned_deg, turning_deg)."""
    days = [pd.Timestamp(FIRST) + pd.Timedelta(days=back) for back, *_ in weeks]
    names = ("laps_left", "laps_right", "turned_deg", "turning_deg")
    rows = [{"run_id": f"run{n}"} | dict(zip(names, one[1:], strict=True)) for n, one in enumerate(weeks)]
    runs = [{"run_id": f"run{n}", "day": day, "distance_m": 5000.0} for n, day in enumerate(days)]
    return Log(runs=RUNS.frame(runs), terrain=TERRAIN.frame(rows))


def found(*weeks, today=FIRST + timedelta(days=6), limits=None):
    return direction.one_way_rounds(log_of(*weeks), today, limits or Limits())


def test_most_rounds_one_way_are_a_note_in_plain_words():
    # 16 left and 4 right: turned (4 - 16) x 360, turning 20 x 360 and 200 degrees beside them
    (note,) = found((0, 10, 2, -8 * 360, 12 * 360), (3, 6, 2, -4 * 360 - 200, 8 * 360 + 200))
    assert note.rule == "direction.bias"
    assert note.severity is Severity.NOTE
    assert note.day == FIRST + timedelta(days=3)
    assert (
        note.headline == "80 % of your 20 rounds in the 7 days to Thu 4 Jun were anticlockwise, turning left."
    )
    assert note.suggested == "Coaches suggest alternating."
    assert note.measured == pytest.approx(4520 / 7400)
    assert (note.limit, note.unit, note.evidence.strength) == (0.6, "fraction", "convention")


def test_clockwise_is_the_other_way():
    (note,) = found((0, 0, 20, 7000, 7200))
    assert note.headline == "All of your 20 rounds in the 7 days to Mon 1 Jun were clockwise, turning right."


@pytest.mark.parametrize(("turned_deg", "notes"), [(-6000, 0), (-6001, 1), (6000, 0), (6001, 1)])
def test_three_fifths_are_within_the_limit(turned_deg, notes):
    assert len(found((0, 16, 4, turned_deg, 10_000))) == notes


@pytest.mark.parametrize(("laps", "notes"), [(14, 0), (15, 1)])
def test_fifteen_rounds_are_enough(laps, notes):
    assert len(found((0, laps, 0, -360 * laps, 360 * laps))) == notes


@pytest.mark.parametrize(("apart", "notes"), [(6, 1), (7, 0)])
def test_rounds_count_together_within_seven_days(apart, notes):
    eight = (8, 0, -2880, 2880)
    assert len(found((0, *eight), (apart, *eight), today=FIRST + timedelta(days=apart))) == notes


@pytest.mark.parametrize(("laps", "runs"), [(2, 0), (3, 1)])
def test_the_corners_of_a_run_that_goes_round_once_or_twice_say_nothing(laps, runs):
    assert len(direction.rounds(log_of((0, laps, 0, -720, 9000)), FIRST)) == runs


def test_rounds_both_ways_are_no_finding():
    assert found((0, 10, 10, 0, 7200)) == []


def test_a_run_of_unknown_turning_takes_nothing_away():
    nan = float("nan")
    (note,) = found((0, 20, 0, -7200, 7200), (0, nan, nan, nan, nan))
    assert note.measured == 1


def test_the_runner_may_set_other_limits():
    limits = Limits({"direction.least_rounds": 4.0, "direction.bias": 0.2})
    assert len(found((0, 3, 1, -720, 1440), limits=limits)) == 1


def test_each_day_has_the_rounds_of_its_seven_days():
    week = direction.seven_day(
        log_of((0, 5, 0, -1800, 2000), (2, 0, 4, 1440, 1600)), FIRST + timedelta(days=7)
    )
    assert week["laps_left"].tolist() == [5, 5, 5, 5, 5, 5, 5, 0]
    assert week["laps_right"].tolist() == [0, 0, 4, 4, 4, 4, 4, 4]
    assert week["bias"].iloc[0] == pytest.approx(-0.9)
    assert week["bias"].iloc[3] == pytest.approx(-0.1)


def test_nothing_after_today_is_seen():
    assert found((0, 20, 0, -7200, 7200), today=FIRST - timedelta(days=1)) == []


def test_an_empty_log_says_nothing():
    assert direction.one_way_rounds(Log(), FIRST, Limits()) == []
    assert direction.seven_day(Log(), FIRST)["bias"].isna().all()
