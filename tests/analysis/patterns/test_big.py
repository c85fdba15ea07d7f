"""How much makes much of a factor, in words."""

import pytest

from analysis.patterns import big


@pytest.mark.parametrize(
    ("name", "window", "said"),
    [
        ("descent", "0-0", "a big downhill day"),
        ("descent", "1-3", "three days with 90 m down more than usual ones"),
        ("descent", "0-6", "a week with 210 m down more than a usual one"),
        ("distance", "0-6", "a week with 0.2 km more of it than a usual one"),
        ("trail", "1-3", "three days with 0.1 km more of it than usual ones"),
        ("shoe_age", "0-6", "a day in shoes far more worn than your usual"),
        ("sitting", "1-1", "a day of long sitting"),
        ("nobody_knows", "0-6", "a day with much nobody knows"),
    ],
)
def test_the_points_of_a_lead_are_for_so_much_over_the_window(name, window, said):
    assert big.span_with_much(name, 30.0, window, "km") == said


def test_what_is_there_or_not_is_counted_in_days():
    assert big.span_with_much("sitting", 2 / 3, "1-3", "km") == "2 days more of it within three"


@pytest.mark.parametrize(
    ("name", "amount", "window", "said"),
    [
        ("descent", 152.4, "0-3", "610 m down more in all than usual"),
        ("shoe_age", 120_000.0, "0-0", "120 km above a usual level, on average"),
        ("session_spike", 0.2, "0-1", "20 percentage points above a usual level, on average"),
        ("strength_missed", 3.0, "1-3", "3 days above a usual level, on average"),
        ("sitting", 1.0, "1-1", "that it was there"),
        ("sitting", 2 / 3, "1-3", "2 days more of it"),
        ("nobody_knows", 1.0, "0-3", "the top tenth against a usual dose"),
    ],
)
def test_big_is_said_by_what_can_be_added_up(name, amount, window, said):
    assert big.more_than_usual(name, amount, window, "km") == said


@pytest.mark.parametrize(
    ("name", "least", "window", "said"),
    [
        (
            "descent",
            85.0,
            "0-0",
            "the top quarter of the days with any, 85 m down or more a day over the day itself",
        ),
        (
            "shoe_age",
            9e5,
            "0-0",
            "the top quarter of the days with any, 900 km or more on average over the day itself",
        ),
        ("sitting", 1.0, "1-1", "the days with any, over the day before"),
        (
            "sitting",
            2 / 3,
            "1-3",
            "the top quarter of the days with any, 2 days or more over the three days before",
        ),
        ("nobody_knows", 1.0, "0-0", "the top quarter of the days with any, over the day itself"),
    ],
)
def test_which_days_have_most_of_it(name, least, window, said):
    assert big.most_of_it(name, least, window, "km") == said


@pytest.mark.parametrize(
    ("name", "least", "window", "said"),
    [
        ("descent", 40.0, "0-6", "At the end of a week with about 280 m down or more"),
        ("descent", 85.0, "0-0", "On days with about 85 m down or more"),
        ("descent", 85.0, "1-1", "After days with about 85 m down or more"),
        ("descent", 30.0, "1-3", "After three days with about 90 m down or more"),
        ("distance", 4000.0, "0-1", "At the end of two days with about 8 km or more of distance"),
        (
            "days_in_a_row",
            3.0,
            "0-1",
            "At the end of two days with running without a rest day of about 3 days or more on average",
        ),
        ("sitting", 1.0, "1-1", "After days with sitting for hours"),
        ("sitting", 2 / 3, "1-3", "After three days with about 2 days or more of sitting for hours"),
        ("nobody_knows", 1.0, "0-0", "On days with most nobody knows"),
    ],
)
def test_when_most_of_it_was_there(name, least, window, said):
    assert big.time_with_most(name, least, window, "km") == said


@pytest.mark.parametrize(
    ("name", "amount", "window", "said"),
    [
        ("descent", 152.4, "0-3", "+610 m down"),
        ("shoe_age", 120_000.0, "0-3", "+120 km"),
        ("session_spike", 0.2, "0-1", "+20 percentage points"),
        ("sitting", 1.0, "1-1", "that it was there"),
        ("sitting", 2 / 3, "1-3", "+2 days"),
        ("nobody_knows", 1.0, "0-3", "the top tenth"),
    ],
)
def test_big_is_short_in_a_table(name, amount, window, said):
    assert big.above_usual(name, amount, window, "km") == said
