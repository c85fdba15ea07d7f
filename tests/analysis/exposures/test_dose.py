"""How doses are said, in both units."""

import pytest

from analysis.exposures import FACTORS, in_words


@pytest.mark.parametrize(
    ("name", "amount", "unit", "said"),
    [
        ("distance", 12_400.0, "km", "12.4 km"),
        ("distance", 16_093.44, "mi", "10 mi"),
        ("distance", 50.0, "km", "0.1 km"),
        ("gravel", 40.0, "km", "40 m"),
        ("gravel", 40.0, "mi", "130 ft"),
        ("gravel", 0.0, "km", "0 km"),
        ("descent", 240.0, "km", "240 m down"),
        ("ascent", 304.8, "mi", "1,000 ft up"),
        ("session_spike", 0.125, "km", "12.5 %"),
        ("days_in_a_row", 1.0, "km", "1 day"),
        ("strength_missed", 2.5, "km", "2.5 days"),
        ("downhill_steps", 6_333.0, "km", "6,300 steps"),
        ("fast", 1_500.0, "km", "25 min"),
        ("turning", 12.0, "km", "12 rounds"),
        ("felt_effort", 196.0, "km", "196 points of effort"),
        ("sore_side_stance", 0.4, "km", "0.4 percentage points"),
        ("sore_side_stance", 1.0, "km", "1 percentage point"),
        ("sitting", 1.0, "km", "1 day"),
    ],
)
def test_a_dose_is_said_in_the_runners_unit(name, amount, unit, said):
    assert in_words(name, amount, unit) == said


def test_every_factor_can_be_said():
    assert all(in_words(name, 3.0, "mi") for name in FACTORS)
