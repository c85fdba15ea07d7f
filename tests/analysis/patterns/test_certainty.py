"""How sure a lead is, in sentences."""

import pytest

from analysis.patterns import certainty
from tests.found_patterns import row


def test_how_sure_it_is_has_no_naked_p_and_q():
    said = " ".join(certainty.how_sure(row(), 17, "km"))
    # 1 / 0.0021 = 476, said to the hundred; 17 * 0.0021 = 0.0357 = 1 of 28, said to the ten
    assert (
        "If nothing went with your pain, about 1 of 500 such diaries would still show a rise as strong as "
        "this in descent. Among all 17 things looked at, about 1 of 30 such diaries would show one as "
        "strong." in said
    )
    assert "on average no more than 1 in 10 of the patterns that stand out are luck." in said
    assert (
        "Counted on 142 days with a pain score. It was there on, or in the week before, 60 days with a pain "
        "score." in said
    )
    assert (
        "over the day itself and the three days before: 150 m down a day more than a middling dose." in said
    )
    assert "In the first half of your days the rise was 0.7 points, in the second 1.1 points." in said
    assert "0.002" not in said


def test_in_the_mornings_the_scores_are_those_on_waking():
    said = certainty.how_sure(row(), 17, "km", mornings=True)[0]
    assert said.startswith(
        "Counted on 142 days with a score on waking. It was there on, or in the week before"
    )


def test_one_thing_alone_is_not_set_among_others():
    assert certainty.by_luck(row(), 1).endswith("a rise as strong as this in descent.")


def test_luck_among_all_is_at_most_all():
    assert certainty.by_luck(row(p=0.4), 3).endswith("nearly all such diaries would show one as strong.")


@pytest.mark.parametrize(
    ("p", "said"),
    [
        (0.0009, "fewer than 1 of 1,000 such diaries"),
        (0.001, "about 1 of 1,000 such diaries"),
        (0.03, "about 1 of 30 such diaries"),
        (0.1, "about 1 of 10 such diaries"),
        (0.31, "about 3 of 10 such diaries"),
        (0.94, "about 9 of 10 such diaries"),
        (0.95, "nearly all such diaries"),
    ],
)
def test_how_often_luck_does_as_well(p, said):
    assert certainty.of_diaries(p) == said


@pytest.mark.parametrize(
    ("name", "amount", "window", "said"),
    [
        ("descent", 152.4, "0-3", "150 m down a day more than a middling dose"),
        ("shoe_age", 120_000.0, "0-0", "120 km above a middling level, on average"),
        ("session_spike", 0.2, "0-1", "20 percentage points above a middling level, on average"),
        ("strength_missed", 3.0, "1-3", "3 days above a middling level, on average"),
        ("sitting", 1.0, "1-1", "that it was there"),
        ("sitting", 2 / 3, "1-3", "2 days more of it"),
        ("nobody_knows", 1.0, "0-3", "the top tenth against a middling dose"),
    ],
)
def test_big_is_said_by_what_can_be_added_up(name, amount, window, said):
    assert certainty.big(name, amount, window, "km") == said


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
    assert certainty.most_of_it(name, least, window, "km") == said


def test_many_were_asked_and_luck_grows_with_them_and_with_every_look():
    said = certainty.luck(17)
    assert said.startswith("We looked at 17 things. With so many, one or two look striking by luck")
    assert "about 10 at most would see one stand out on any one day" in said
    assert "every two weeks for most of a year, about three times as many" in said
    assert certainty.luck(1).startswith("We looked at one thing. With so many, one may look")
    assert "one may look striking" in certainty.luck(9)
    assert "one or two look striking" in certainty.luck(10)
    assert "two or three look striking" in certainty.luck(25)
