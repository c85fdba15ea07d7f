"""How findings say numbers."""

from datetime import date

import pytest

from analysis import words

UNTOLD = float("nan")


@pytest.mark.parametrize(
    ("metres", "unit", "said"),
    [
        (16_200.0, "km", "16.2 km"),
        (16_000.0, "km", "16 km"),
        (0.0, "km", "0 km"),
        (99_960.0, "km", "100 km"),
        (1_250_400.0, "km", "1,250 km"),
        (16_093.44, "mi", "10 mi"),  # 10 x 1,609.344 m
        (10_000.0, "mi", "6.2 mi"),  # 10,000 / 1,609.344 = 6.214
    ],
)
def test_a_distance_is_rounded_as_a_person_says_it(metres, unit, said):
    assert words.distance(metres, unit) == said


def test_what_is_not_known_is_a_dash_and_no_nan():
    nan = float("nan")
    assert [words.distance(nan, "km"), words.climb(nan, "mi"), words.percent(nan)] == ["– km", "– ft", "– %"]


@pytest.mark.parametrize(
    ("metres", "said"),
    [
        (11_190.0, "11.1 km"),
        (1.10 * 10_000.0, "11 km"),  # 11000.000000000002 in floating point
        (10_999.9999999, "11 km"),
        (10_999.0, "10.9 km"),
    ],
)
def test_a_distance_not_to_be_passed_is_rounded_down(metres, said):
    assert words.distance_within(metres, "km") == said


@pytest.mark.parametrize(
    ("metres", "unit", "said"),
    [
        (421.0, "km", "420 m"),
        (42.4, "km", "42 m"),
        (0.0, "km", "0 m"),
        (420.0, "mi", "1,380 ft"),  # 420 / 0.3048 = 1,377.95
    ],
)
def test_climb_is_said_to_the_ten_from_a_hundred_on(metres, unit, said):
    assert words.climb(metres, unit) == said


def test_percent_points_and_times():
    assert words.percent(0.3333) == "33 %"
    assert words.percent(12.5) == "1,250 %"
    assert [words.portion(share) for share in (0.0, 0.33, 1.0)] == ["None", "33 %", "All"]
    assert words.points(1.0) == "1 point"
    assert words.points(1.5) == "1.5 points"
    assert words.points(30.0) == "30 points"
    assert words.times(2.04) == "twice"
    assert words.times(1.6) == "1.6 times"
    assert words.times(3.0) == "3 times"
    assert words.days(1) == "1 day"
    assert words.days(12) == "12 days"


def test_a_day_is_said_without_its_year():
    assert words.day(date(2026, 11, 20)) == "Fri 20 Nov"
    assert words.day(date(2024, 2, 29)) == "Thu 29 Feb"


@pytest.mark.parametrize(
    ("amount", "usual", "said"),
    [
        (115, 100, ", about your usual"),
        (85, 100, ", about your usual"),
        (116, 100, ", 1.2 times your usual"),
        (200, 100, ", twice your usual"),
        (84, 100, ", 0.8 times your usual"),
        (52, 100, ", half your usual"),
        (1_000, 100, ", 10 times your usual"),
        (1_001, 100, ", after next to none before"),
        (10, 100, ", 0.1 times your usual"),
        (9, 100, ", far more before"),
        (0, 100, ", far more before"),
        (100, UNTOLD, ""),
        (100, 0, ""),
        (UNTOLD, 100, ""),
    ],
)
def test_an_amount_is_said_against_the_usual(amount, usual, said):
    assert words.against_usual(amount, usual) == said


@pytest.mark.parametrize(
    ("amount", "said"),
    [
        (100, ", about your usual of the week before"),
        (300, ", 3 times your usual of the week before"),
        (1_001, ", after next to none in the week before"),
        (9, ", far more in the week before"),
    ],
)
def test_the_usual_may_say_of_when_it_is(amount, said):
    assert words.against_usual(amount, 100, "the week before") == said
