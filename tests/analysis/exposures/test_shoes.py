"""How far the pair had come, and metres in a new one, worked by hand. 30 miles are 48,280.32 m."""

from math import nan

from tests.analysis.exposures.logs import doses, like, log_of


def in_pair(shoe_id, metres=10_000.0):
    return {"shoe_id": shoe_id, "distance_m": metres}


def pairs(**start_m):
    return [{"shoe_id": name, "name": name, "start_distance_m": metres} for name, metres in start_m.items()]


def test_a_pair_is_as_old_as_what_was_on_it_before_the_run():
    runs = [(0, in_pair("a")), (1, in_pair("b")), (3, in_pair("a"))]
    log = log_of(runs, shoes=pairs(a=1_000.0, b=20_000.0))
    assert doses(log, "shoe_age", 4) == [1_000, 20_000, 0, 11_000, 0]


def test_of_two_pairs_of_a_day_the_older_counts():
    runs = [(0, in_pair("a")), (0, in_pair("b"))]
    assert doses(log_of(runs, shoes=pairs(a=1_000.0, b=20_000.0)), "shoe_age", 0) == [20_000]


def test_a_run_without_a_pair_is_unknown():
    log = log_of([(0, in_pair("a")), (1, {}), (2, in_pair("a", nan))], shoes=pairs(a=100.0))
    assert doses(log, "shoe_age", 2) == like([100, nan, 10_100])


def test_a_pair_is_new_for_its_first_thirty_miles():
    runs = [(0, in_pair("old")), *((day, in_pair("new", 20_000.0)) for day in (1, 2, 3, 4))]
    log = log_of(runs, shoes=pairs(old=90_000.0, new=0.0))
    assert doses(log, "new_shoe", 5) == like([0, 20_000, 20_000, 8_280.32, 0, 0])


def test_whether_the_first_pair_of_the_log_is_new_nobody_knows():
    runs = [*((day, in_pair("first", 40_000.0)) for day in (0, 1, 2)), (3, in_pair("later", 5_000.0))]
    assert doses(log_of(runs, shoes=pairs(first=nan, later=nan)), "new_shoe", 3) == like([nan, nan, 0, 5_000])


def test_a_first_pair_of_told_distance_is_new_as_far_as_was_told():
    runs = [(0, in_pair("first", 40_000.0)), (1, in_pair("first", 40_000.0))]
    assert doses(log_of(runs, shoes=pairs(first=8_280.32)), "new_shoe", 1) == like([40_000, 0])
