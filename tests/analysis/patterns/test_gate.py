"""What must be logged before a pattern is looked for, and how it is counted."""

import pandas as pd
import pytest

from analysis.patterns.gate import Counts, counts, there

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


def dose(many, on):
    return pd.DataFrame({"fast": [float(on.get(n, 0.0)) for n in range(many)]}, index=days(many))


def test_a_dose_reaches_the_scores_of_its_day_and_of_the_six_days_after_it():
    exposures = dose(20, {3: 5.0, 12: 2.0})  # days 3 to 9, and 12 to 18, of which day 4 has no score
    found = there(exposures, scores(*[1, 1, 1, 1, None], *[1] * 15)).loc["fast"]
    assert found["exposed_days"] == 13
    assert not found["varies"]  # but two doses are stories


@pytest.mark.parametrize(
    ("on", "varies"),
    [
        ({0: 1, 3: 1, 5: 1}, True),  # days 0 to 11
        ({0: 1, 3: 1, 4: 1}, False),  # days 0 to 10
        ({0: 1, 5: 1}, False),
        ({0: 1, 3: 1, 5: float("nan"), 6: 1}, True),
        (dict.fromkeys(range(20), 4), False),
    ],
    ids=["twelve days", "eleven days", "two doses", "one unknown", "always the same"],
)
def test_a_factor_varies_with_three_doses_that_reach_twelve_scored_days_and_are_not_always_the_same(
    on, varies
):
    assert there(dose(20, on), scores(*[1] * 20)).at["fast", "varies"] == varies
