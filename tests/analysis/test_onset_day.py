"""The day an episode began: its runs, where in them it began to hurt, its side, the shoes worn up to it."""

from dataclasses import replace
from datetime import date

import pandas as pd
import pytest

from analysis import onset_day
from analysis.onset_day import Began, Ran
from ingest.schema import DIARY, RUNS, SHOES, Log

ONSET = date(2026, 11, 1)


def episode(first, last, side=None):
    rows = {"onset": [pd.Timestamp(first)], "last_painful": [pd.Timestamp(last)], "side": [side]}
    return pd.DataFrame(rows)


def log_of(*runs, pairs=()):
    """Runs by (day, km, metres down, shoe_id), pairs by (name, km before the log, watch, replace [km])."""
    rows = [
        {
            "run_id": f"r{place}",
            "started_at": pd.Timestamp(f"{day}T08:00Z"),
            "day": pd.Timestamp(day),
            "distance_m": None if km is None else 1000.0 * km,
            "descent_m": down_m,
            "shoe_id": shoe_id,
        }
        for place, (day, km, down_m, shoe_id) in enumerate(runs)
    ]
    worn = [
        {
            "shoe_id": name,
            "name": name,
            "kind": "race",
            "start_distance_m": 1000.0 * start,
            "watch_m": watch and 1000.0 * watch,
            "replace_m": replace and 1000.0 * replace,
        }
        for name, start, watch, replace in pairs
    ]
    return Log(runs=RUNS.frame(rows), shoes=SHOES.frame(worn))


def test_the_runs_of_the_day_it_began_are_added_up():
    log = log_of(("2026-10-31", 9, 9, None), ("2026-11-01", 10, 300, None), ("2026-11-01", 8.8, 40, None))
    assert onset_day.ran(log, ONSET) == (2, 18_800.0, 340.0)


def test_a_run_of_unknown_descent_leaves_that_of_the_day_unknown_unless_it_was_on_a_belt():
    log = log_of(("2026-11-01", 10, 300, None), ("2026-11-01", 8.8, None, None))
    assert pd.isna(onset_day.ran(log, ONSET).descent_m)
    belt = replace(log, runs=log.runs.assign(surface=["trail", "treadmill"]))
    assert onset_day.ran(belt, ONSET) == (2, 18_800.0, 300.0)


def felt(onset_m, *kms):
    """Where it began, of runs of so many km and 50 m down each on the day of the onset."""
    log = log_of(("2026-10-31", 20, 9, None), *(("2026-11-01", km, 50, None) for km in kms))
    said = [{"day": pd.Timestamp(ONSET), "worst_pain": 3, "onset_m": onset_m}]
    return onset_day.began(replace(log, diary=DIARY.frame(said)), ONSET)


def test_it_began_in_the_only_run_of_the_day_that_is_as_long():
    assert felt(6_000, 14) == Began(6_000.0, Ran(1, 14_000.0, 50.0))
    assert felt(6_000, 5, 14) == Began(6_000.0, Ran(1, 14_000.0, 50.0))
    assert felt(0, 14) == Began(0.0, Ran(1, 14_000.0, 50.0))


def test_where_it_began_in_one_of_several_runs_nobody_says_which():
    assert felt(3_000, 5, 14) == Began(3_000.0, None)


@pytest.mark.parametrize(("onset_m", "kms"), [(None, [14]), (6_000, []), (6_000, [5, None])], ids=str)
def test_without_a_word_or_a_run_as_long_nothing_is_known_of_where_it_began(onset_m, kms):
    assert felt(onset_m, *kms) is None


@pytest.mark.parametrize(("said", "side"), [("left", "left"), ("both", None), (None, None)])
def test_the_sore_side_is_that_of_the_episode_itself(said, side):
    found = pd.concat([episode("2026-01-01", "2026-01-05", "right"), episode(ONSET, ONSET, said)])
    assert onset_day.sore_side(found, ONSET) == side


def test_what_is_not_known_of_that_day_is_not_zero():
    ran = onset_day.ran(log_of(("2026-11-01", None, None, None)), ONSET)
    assert (ran.runs, pd.isna(ran.distance_m), pd.isna(ran.descent_m)) == (1, True, True)
    assert onset_day.ran(Log(), ONSET).runs == 0


@pytest.mark.parametrize(
    ("start", "limit", "first"),
    [(479.9, None, None), (480, 483, True), (640.9, 483, True), (641, 644, False)],
)
def test_shoes_are_told_from_their_first_limit_on_as_they_stood_the_day_before(start, limit, first):
    """3 km on the day before, 50 on the day it began."""
    runs = ("2026-10-31", 3, None, "a"), ("2026-11-01", 50, None, "a")
    past = onset_day.past_limit(log_of(*runs, pairs=[("a", start, 483, 644)]), ONSET)
    assert past["limit_m"].tolist() == ([] if limit is None else [1000.0 * limit])
    assert past["first"].tolist() == ([] if first is None else [first])


@pytest.mark.parametrize(("day", "told"), [("2026-10-04", True), ("2026-10-03", False)])
def test_pairs_that_were_not_worn_in_the_four_weeks_before_are_not_told(day, told):
    log = log_of((day, 10, None, "a"), pairs=[("a", 700, 483, 644)])
    assert len(onset_day.past_limit(log, ONSET)) == told


def test_pairs_without_a_limit_are_never_past_it_and_one_limit_is_the_last():
    runs = [("2026-10-31", 10, None, name) for name in "abc"]
    pairs = [("a", 900, None, None), ("b", 900, 483, None), ("c", 950, None, 644)]
    past = onset_day.past_limit(log_of(*runs, pairs=pairs), ONSET)
    assert past["name"].tolist() == ["c", "b"]
    assert past["first"].tolist() == [False, False]
    assert onset_day.past_limit(Log(), ONSET).empty


@pytest.mark.parametrize(("ago", "known"), [(1, True), (11, True), (12, False)])
def test_when_pain_began_is_known_where_the_diary_spoke_shortly_before(ago, known):
    day = pd.Timestamp(ONSET) - pd.Timedelta(days=ago)
    hurt = pd.Series([0.0, 3.0], index=[day, pd.Timestamp(ONSET)]).asfreq("D")
    assert onset_day.known(hurt, ONSET) == known


def test_a_diary_that_begins_with_pain_does_not_know_when_it_began():
    hurt = pd.Series([3.0], index=[pd.Timestamp(ONSET)])
    assert not onset_day.known(hurt, ONSET)
    assert not onset_day.known(hurt.iloc[:0], ONSET)


@pytest.mark.parametrize(("ago", "reached"), [(1, True), (28, True), (29, False)])
def test_an_earlier_episode_may_reach_into_the_days_looked_at(ago, reached):
    last = pd.Timestamp(ONSET) - pd.Timedelta(days=ago)
    both = pd.concat([episode("2026-01-01", last), episode(ONSET, ONSET)])
    assert onset_day.reached_in(both, ONSET) == (last.date() if reached else None)


def test_the_first_episode_has_none_before_it():
    assert onset_day.reached_in(episode(ONSET, ONSET), ONSET) is None
