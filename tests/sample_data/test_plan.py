"""The year's plan: what a person could have run, on whichever day it ends."""

from collections import Counter
from datetime import date, timedelta
from itertools import pairwise

import pytest

from sample_data import plan
from sample_data.make import UNTIL

YEAR = list(plan.outings(UNTIL))


def test_the_year_has_fifty_two_weeks_and_ends_on_its_last_sunday():
    assert len(plan.WEEKS) == 52
    assert date(2025, 11, 24) + timedelta(weeks=52, days=-1) == date(2026, 11, 22) == UNTIL
    assert plan.first_monday(UNTIL) == date(2025, 11, 24)


def test_there_are_about_a_hundred_and_eighty_runs_and_never_two_on_a_day():
    assert len(YEAR) == 181
    assert len({outing.day for outing in YEAR}) == 181


def test_runs_come_in_the_order_of_their_days():
    assert [outing.day for outing in YEAR] == sorted(outing.day for outing in YEAR)


def test_most_weeks_have_three_to_five_runs():
    weeks = [sum(outing.week == week for outing in YEAR) for week in range(1, 53)]
    assert sum(3 <= runs <= 5 for runs in weeks) >= 46


def test_one_gap_is_sixteen_days_long():
    days = [outing.day for outing in YEAR]
    gaps = sorted((after - before).days for before, after in pairwise(days))
    assert gaps[-1] == 16
    assert gaps[-2] <= 4


def test_no_run_is_longer_than_its_open_way_and_back():
    open_ways = [o for o in YEAR if o.place.corners and not o.place.closed]
    halves = [o.goal_m if o.place.one_way else o.goal_m / 2 for o in open_ways]
    assert all(m < o.place.length_m - 15 for m, o in zip(halves, open_ways, strict=True))


def test_trail_and_descent_and_ascent_come_apart():
    runs = Counter(outing.place.name for outing in YEAR)
    assert min(runs["creek"], runs["up"], runs["bluff"]) >= 9  # level trail, climbs without descent, both
    assert min(runs["down"], runs["heights"], runs["ridge"]) >= 5  # descent without trail, and with it


def test_one_run_is_far_beyond_the_longest_of_thirty_days_and_some_a_little():
    spikes = {}
    for outing in YEAR[20:]:  # the first weeks have nothing before them to be held against
        before = [o.goal_m for o in YEAR if 0 < (outing.day - o.day).days <= 30]
        spikes[outing.day] = outing.goal_m / max(before) - 1
    assert sum(spike > 0.30 for spike in spikes.values()) == 1
    assert sum(0.10 < spike <= 0.30 for spike in spikes.values()) in range(2, 7)
    assert spikes[date(2026, 11, 21)] > 0.10


def test_about_every_eighth_run_was_recorded_by_the_phone_and_none_of_those_indoors():
    phone = [outing for outing in YEAR if outing.by_phone]
    assert 20 <= len(phone) <= 23
    assert all(outing.place.corners for outing in phone)


@pytest.mark.parametrize("days", range(7))
def test_on_whichever_weekday_the_year_ends_its_last_run_is_recent_and_keeps_its_weekday(days):
    until = date(2027, 3, 1) + timedelta(days=days)
    moved = list(plan.outings(until))
    assert 0 <= (until - moved[-1].day).days <= 2
    pairs = zip(moved, YEAR, strict=False)
    assert all(a.day.weekday() == b.day.weekday() and a.goal_m == b.goal_m for a, b in pairs)
    assert moved[0].day == plan.first_monday(until) + timedelta(days=1)


def test_the_runner_names_the_ground_where_no_sub_sport_does():
    said = {(o.place.name, o.by_phone): o.surface for o in YEAR}
    assert said["river", False] == said["bluff", False] == said["mill", False] == ""
    assert said["river", True] == said["town", True] == "paved"
    assert said["farm", False] == "gravel"


def test_shoes_are_noted_from_the_spring_on():
    assert {outing.shoe for outing in YEAR if outing.week < plan.SHOES_FROM_WEEK} == {""}
    assert {outing.shoe for outing in YEAR if outing.week >= plan.SHOES_FROM_WEEK} == {
        "Harrier 3",
        "Badger Trail",
        "Harrier 4",
    }


def test_the_old_road_pair_is_past_four_hundred_miles_and_the_young_one_far_from_it():
    metres = {shoe: sum(o.goal_m for o in YEAR if o.shoe == shoe) for shoe in ("Harrier 3", "Harrier 4")}
    assert 400 * 1609.344 < metres["Harrier 3"] < 450 * 1609.344
    assert metres["Harrier 4"] < 100 * 1609.344


def test_trail_shoes_are_for_the_trail():
    assert all(o.place.sub_sport == "trail" for o in YEAR if o.shoe == "Badger Trail")
