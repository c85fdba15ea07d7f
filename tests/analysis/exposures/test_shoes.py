"""The pair's wear beyond the usual, and metres in a new one, worked by hand. 30 miles are 48,280.32 m."""

import random
from math import nan

import numpy as np
import pandas as pd

from tests.analysis.exposures.logs import doses, like, log_of


def in_pair(shoe_id, metres=10_000.0):
    return {"shoe_id": shoe_id, "distance_m": metres}


def pairs(**start_m):
    return [{"shoe_id": name, "name": name, "start_distance_m": metres} for name, metres in start_m.items()]


EIGHT = [(day, in_pair("a", 1_000.0)) for day in range(8)]
"""Runs by which wear is known: of 1, 2 … 8 km where the pair came with 1 km, 4.5 km in the mean."""


def wear_after_eight(*runs, last, **start_m):
    return doses(log_of([*EIGHT, *runs], shoes=pairs(a=1_000.0, **start_m)), "shoe_age", last)[8:]


def test_wear_counts_from_what_the_own_shoes_usually_have():
    """On day 10 the usual is that of nine runs, 56 km of 9; on day 11 it is 65 km of 10."""
    later = [(8, in_pair("b")), (10, in_pair("a", 1_000.0)), (11, in_pair("c"))]
    found = wear_after_eight(*later, last=11, b=20_000.0, c=6_400.0)
    assert found == like([15_500, 0, 9_000 - 56_000 / 9, 0])


def test_before_eight_runs_nothing_is_usual():
    log = log_of([*EIGHT[:7], (7, in_pair("b")), (8, in_pair("b"))], shoes=pairs(a=1_000.0, b=90_000.0))
    assert doses(log, "shoe_age", 8) == like([*[nan] * 8, 100_000 - (28_000 + 90_000) / 8])


def test_runs_of_more_than_a_year_ago_make_no_usual():
    entries = [(day, {"worst_pain": 0}) for day in range(0, 380, 10)]
    runs = [*EIGHT, (365, in_pair("b")), (367, in_pair("b"))]
    log = log_of(runs, entries, shoes=pairs(a=1_000.0, b=20_000.0))
    # The eight of days 0 to 7 make the usual of day 365; of day 367, six of them and the run between.
    assert doses(log, "shoe_age", 367)[365:] == like([15_500, 0, nan])


def test_of_two_pairs_of_a_day_the_more_worn_counts():
    assert wear_after_eight((8, in_pair("b")), (8, in_pair("c")), last=8, b=10_000.0, c=20_000.0) == [15_500]


def test_a_run_without_a_pair_is_unknown():
    assert wear_after_eight((8, {}), (9, in_pair("b")), last=9, b=20_000.0) == like([nan, 15_500])


def test_how_worn_the_first_pair_of_the_log_is_nobody_knows():
    runs = [(day, in_pair("first")) for day in range(9)] + [(day, in_pair("b")) for day in range(9, 19)]
    found = doses(log_of(runs, shoes=pairs(first=nan, b=nan)), "shoe_age", 18)
    # Pair b alone makes the usual: 0, 10 … 70 km before the first of its runs that can be told.
    assert found == like([*[nan] * 17, 80_000 - 35_000, 90_000 - 40_000])


def test_the_dose_tells_of_wear_rather_than_of_running():
    """Two years of four runs a week in two pairs by turns, each replaced after 600 km."""
    dice, on_pair, runs, wear = random.Random(4), {"a": 1.0, "b": 300_000.0}, [], {}
    shoes = pairs(a=1.0, b=300_000.0)
    for day in sorted(dice.sample(range(730), 420)):
        slot = dice.choice("ab")
        if on_pair[slot] > 600_000:
            on_pair[slot] = 0.0
            shoes += [{"shoe_id": f"{slot}{day}", "name": slot, "start_distance_m": 0.0}]
        pair = next(row["shoe_id"] for row in reversed(shoes) if row["name"] == slot)
        metres = dice.uniform(5_000, 15_000)
        runs.append((day, in_pair(pair, metres)))
        wear[day] = on_pair[slot]
        on_pair[slot] += metres
    dose = pd.Series(doses(log_of(runs, shoes=shoes), "shoe_age", 729))
    ran = dose.index.isin(list(wear)).astype("float64")
    with_running = np.corrcoef(dose[365:], ran[365:])[0, 1]
    with_wear = dose[365:].corr(pd.Series(wear))
    assert with_wear > 0.85
    assert with_running < 0.55


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
