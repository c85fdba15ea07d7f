"""Pairs by turns: shares counted by hand, both sides of one pair alone and of much in a new one."""

from datetime import date, timedelta
from math import isnan, nan

import pandas as pd
import pytest

from analysis import rotation
from analysis.findings import Severity
from analysis.limits import Limits
from ingest.schema import RUNS, SHOES, Log

SUNDAY = date(2026, 11, 22)
DEFAULTS = Limits()
MILE = 1609.344


def log(*runs, **start_m):
    """Runs as (days ago, pair, km); pairs ghost, goat and new, with what was on them before."""
    rows = [
        {
            "run_id": f"r{number}",
            "started_at": pd.Timestamp(SUNDAY - timedelta(days=ago), tz="UTC") + pd.Timedelta(hours=8),
            "day": pd.Timestamp(SUNDAY - timedelta(days=ago)),
            "shoe_id": pair,
            "distance_m": 1000.0 * km,
        }
        for number, (ago, pair, km) in enumerate(runs)
    ]
    pairs = [
        {"shoe_id": one, "name": one.title(), "kind": "road", "start_distance_m": start_m.get(one, nan)}
        for one in ("ghost", "goat", "new")
    ]
    return Log(runs=RUNS.frame(rows), shoes=SHOES.frame(pairs))


# ---------------------------------------------------------------- which pair when


def test_shares_go_by_distance_with_the_most_worn_first_and_runs_without_a_pair_last():
    given = log((0, "goat", 5), (1, "ghost", 10), (2, nan, 20), (3, "ghost", 5))
    table = rotation.shares(rotation.worn(given, SUNDAY, 28))
    assert table["shoe_id"].fillna("-").tolist() == ["ghost", "goat", "-"]
    assert table["runs"].tolist() == [2, 1, 1]
    assert table["distance_m"].tolist() == [15_000, 5_000, 20_000]
    assert table["share"].tolist() == pytest.approx([0.375, 0.125, 0.5])


@pytest.mark.parametrize(("ago", "count"), [(27, 1), (28, 0), (-1, 0)])
def test_days_are_counted_up_to_today_with_today_among_them(ago, count):
    assert len(rotation.worn(log((ago, "ghost", 5)), SUNDAY, 28)) == count


def test_runs_of_unknown_distance_share_nothing():
    table = rotation.shares(rotation.worn(log((1, "ghost", nan)), SUNDAY, 28))
    assert table["runs"].tolist() == [1]
    assert isnan(table["share"][0])


# ---------------------------------------------------------------- W4


def single(given):
    return rotation.single(given, SUNDAY, DEFAULTS)


GHOSTS = tuple((ago, "ghost", 8) for ago in (2, 9, 16, 23, 30, 37))
"""Six runs, 48 km."""


def test_one_pair_in_twenty_two_weeks_is_noted():
    (finding,) = single(log(*GHOSTS))
    assert finding.severity == Severity.NOTE
    assert (finding.rule, finding.subject, finding.day) == ("shoes.single", "ghost", date(2026, 11, 20))
    assert finding.headline == "In the last 22 weeks you ran in one pair only: Ghost."


def test_pairs_worn_once_are_not_denied():
    (finding,) = single(log(*GHOSTS, (3, "goat", 3), (4, "new", 2)))
    assert finding.headline == "In the last 22 weeks you ran more than once in one pair only: Ghost."


def test_a_second_pair_counts_from_its_second_run_on():
    assert len(single(log(*GHOSTS, (3, "goat", 1)))) == 1
    assert single(log(*GHOSTS, (3, "goat", 1), (10, "goat", 1))) == []


@pytest.mark.parametrize(("km", "found"), [(5.3, 1), (5.4, 0)])
def test_pairs_worn_once_over_a_tenth_of_the_distance_are_pairs_by_turns(km, found):
    # A tenth of all: 48 km / 9 = 5.33 km.
    assert len(single(log(*GHOSTS, (3, "goat", km)))) == found
    assert len(single(log(*GHOSTS, (3, "goat", km - 2), (4, "new", 2)))) == found


@pytest.mark.parametrize(("ago", "found"), [(153, 0), (154, 1)])
def test_twenty_two_weeks_are_looked_at(ago, found):
    assert len(single(log(*GHOSTS, (3, "goat", 1), (ago, "goat", 1)))) == found


def test_a_few_runs_in_a_pair_are_no_habit():
    assert single(log(*GHOSTS[:5])) == []
    assert len(single(log(*GHOSTS))) == 1
    assert single(log((2, "ghost", 8))) == []


def test_where_the_pairs_of_most_runs_are_not_known_nobody_can_tell():
    unsaid = [(ago, nan, 8) for ago in range(3, 9)]
    (finding,) = single(log(*GHOSTS, *unsaid))
    assert finding.headline.endswith("in one pair only: Ghost. 6 other runs have no pair in your log.")
    assert single(log(*GHOSTS, *unsaid, (10, nan, 8))) == []
    (finding,) = single(log(*GHOSTS, (3, nan, 8)))
    assert finding.headline.endswith("1 other run has no pair in your log.")


def test_runs_of_unknown_distance_still_tell_the_pair():
    assert len(single(log(*((ago, "ghost", nan) for ago, *_ in GHOSTS)))) == 1


# ---------------------------------------------------------------- W3


def jump(given, limits=DEFAULTS):
    return rotation.new_jump(given, SUNDAY, limits)


OLD = (30, "ghost", 10)


def test_more_than_half_of_a_week_in_a_new_pair_is_noted_and_half_is_not():
    assert jump(log(OLD, (2, "ghost", 10), (1, "new", 10))) == []
    (finding,) = jump(log(OLD, (2, "ghost", 10), (1, "new", 10.1)))
    assert finding.severity == Severity.NOTE
    assert (finding.rule, finding.subject, finding.day) == ("shoes.new_jump", "new", date(2026, 11, 21))
    assert finding.measured == pytest.approx(10.1 / 20.1)
    assert finding.headline == "50 % of that week was in New, with less than 48.3 km on it."


def test_the_day_of_the_largest_share_is_told():
    # 2 days ago 8 of 16 km; yesterday 16 of 24; today 16 of 30.
    given = log(OLD, (3, "ghost", 8), (2, "new", 8), (1, "new", 8), (0, "ghost", 6))
    (finding,) = jump(given)
    assert (finding.day, finding.measured) == (date(2026, 11, 21), pytest.approx(16 / 24))


@pytest.mark.parametrize(("on_it_miles", "found"), [(29.9, 1), (30.0, 0)])
def test_a_pair_is_new_up_to_thirty_miles(on_it_miles, found):
    given = log(OLD, (2, "ghost", 5), (1, "new", 10), new=on_it_miles * MILE)
    assert len(jump(given)) == found


@pytest.mark.parametrize(("ago", "found"), [(14, 1), (15, 0)])
def test_the_first_two_weeks_are_looked_at(ago, found):
    # First worn `ago` days ago for 1 of 21 km; 20 of 21 km on its 14th (15th) day, which was yesterday.
    given = log(OLD, (ago, "new", 1), (ago + 1, "ghost", 20), (2, "ghost", 1), (1, "new", 20))
    assert len(jump(given)) == found


def test_a_week_of_one_run_says_nothing():
    assert jump(log(OLD, (1, "new", 10))) == []
    assert len(jump(log(OLD, (2, "new", 5), (1, "new", 5)))) == 1


def test_a_pair_that_the_log_begins_with_is_not_new():
    assert jump(log((10, "new", 5), (9, "new", 5), (8, "ghost", 5))) == []


def test_the_runner_may_move_both_thresholds():
    given = log(OLD, (2, "ghost", 10), (1, "new", 10.1))
    assert jump(given, Limits({"shoes.new_share": 0.6})) == []
    half = log(OLD, (3, "ghost", 10), (2, "new", 8.1), (1, "new", 8))  # the second with 5.03 mi on it
    assert len(jump(half, Limits({"shoes.new_within": 5.1 * MILE}))) == 1
    assert jump(half, Limits({"shoes.new_within": 5 * MILE})) == []


def test_the_empty_log_says_nothing():
    assert [found for rule in rotation.RULES for found in rule(Log(), SUNDAY, DEFAULTS)] == []
    assert rotation.worn(Log(), SUNDAY, 28).empty
    assert rotation.shares(rotation.worn(Log(), SUNDAY, 28)).empty


def test_the_rules_leave_the_log_as_it_was():
    given = log(OLD, (2, "ghost", 10), (1, "new", 10.1))
    before = given.runs.copy(), given.shoes.copy()
    for rule in rotation.RULES:
        rule(given, SUNDAY, DEFAULTS)
    pd.testing.assert_frame_equal(given.runs, before[0])
    pd.testing.assert_frame_equal(given.shoes, before[1])
