"""Big doses by hand, and how they are said."""

import pandas as pd
import pytest

from analysis.exposures import FACTORS, big_day, big_dose, in_words


def test_a_big_dose_lies_between_the_middle_and_the_big_of_the_days_with_any():
    exposure = pd.Series([0.0, float("nan"), *range(1, 12)])  # 1 to 11: middle 6, the ninth tenth 10
    assert big_dose(exposure) == pytest.approx(4.0)
    assert big_day(exposure) == pytest.approx(10.0)


def test_where_all_days_with_any_are_alike_they_are_the_dose():
    assert big_dose(pd.Series([0.0, 1.0, 1.0, 0.0])) == 1.0


def test_without_any_there_is_no_dose():
    assert pd.isna(big_dose(pd.Series([0.0, float("nan")])))
    assert pd.isna(big_day(pd.Series([0.0])))


@pytest.mark.parametrize(
    ("name", "amount", "unit", "said"),
    [
        ("distance", 12_400.0, "km", "12.4 km"),
        ("distance", 16_093.44, "mi", "10 mi"),
        ("descent", 240.0, "km", "240 m down"),
        ("ascent", 304.8, "mi", "1,000 ft up"),
        ("session_spike", 0.125, "km", "12.5 %"),
        ("days_in_a_row", 1.0, "km", "1 day"),
        ("strength_missed", 2.5, "km", "2.5 days"),
        ("downhill_steps", 6_333.0, "km", "6,300 steps"),
        ("fast", 1_500.0, "km", "25 min"),
        ("turning", 12.0, "km", "12 rounds"),
        ("felt_effort", 196.0, "km", "196 points of effort"),
        ("sore_side_stance", 0.4, "km", "0.4 points"),
        ("sitting", 1.0, "km", "1 day"),
    ],
)
def test_a_dose_is_said_in_the_runners_unit(name, amount, unit, said):
    assert in_words(name, amount, unit) == said


def test_every_factor_can_be_said():
    assert all(in_words(name, 3.0, "mi") for name in FACTORS)
