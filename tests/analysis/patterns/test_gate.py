"""What must be logged before a pattern is looked for, and how it is counted."""

import pandas as pd
import pytest

from analysis.patterns.gate import Counts, counts

LAST = "2026-11-22"


def days(many):
    return pd.date_range(end=LAST, periods=many, name="day", unit="us")


def ran(many, on=()):
    return pd.DataFrame({"distance": [8000.0 if n in on else 0.0 for n in range(many)]}, index=days(many))


def scores(*values):
    return pd.Series(values, index=days(len(values)), dtype="float64")


def test_rated_days_are_those_of_the_last_120():
    pain = pd.Series(0.0, index=days(130))
    assert counts(ran(130), pain).rated == 120
    pain.iloc[10] = None  # the first of the last 120
    assert counts(ran(130), pain).rated == 119
    pain.iloc[9] = None  # the day before them
    assert counts(ran(130), pain).rated == 119


def test_painful_are_all_days_on_which_the_hip_hurt():
    assert counts(ran(6), scores(0, 0, 0, 0.5, 3, None)).painful == 2
    assert counts(ran(5), scores(2, 2, 2, 2.9, 3)).painful == 5


def test_runs_are_days_with_a_distance():
    assert counts(ran(5, on=(0, 3)), scores(0, 0, 0, 0, 0)).runs == 2
    other = pd.DataFrame({"descent": [0.0, 5.0, float("nan")], "slept": [1.0, 0.0, 0.0]}, index=days(3))
    assert counts(other, scores(0, 0, 0)).runs == 2


@pytest.mark.parametrize("pain", [scores(), pd.Series(dtype="float64")])
def test_an_empty_log_holds_nothing(pain):
    assert counts(ran(0), pain) == Counts(0, 0, 0)
    assert counts(ran(3, on=(1,)), pain) == Counts(0, 0, 1)
