"""What is said of each verdict, and how sure it is."""

import pytest

from analysis.patterns import words
from analysis.patterns.gate import EXPOSED_DAYS
from tests.found_patterns import LITTLE, NONE, found, row


def test_a_lead_tells_how_much_goes_with_a_big_dose_and_that_it_proves_nothing():
    assert words.lead(row()) == (
        "On days after more **descent**, your pain tended to be higher: about 0.9 points for a big-descent "
        "day (90 % interval 0.3–1.5). This pattern is stronger than chance in your data, but it is not proof "
        "of cause."
    )


def test_an_interval_that_reaches_below_0_is_said_without_a_run_of_dashes():
    assert words.interval(row(effect_low=-0.2)) == "90 % interval -0.2 to 1.5"
    assert words.interval(row(effect_low=0.0)) == "90 % interval 0–1.5"


def test_a_rise_that_would_round_to_nothing_is_not_called_0():
    assert words.points(0.04) == "under 0.1 points"
    assert words.points(0.05) == "0.1 points"
    assert words.points(1.0) == "1 point"


def test_the_article_follows_the_noun():
    assert words.with_article("evening of intervals") == "an evening of intervals"
    assert words.with_article("long-distance day") == "a long-distance day"


def test_a_faint_pattern_may_be_chance_and_says_where_it_flips():
    assert words.weak(row(verdict="weak")) == ("Descent: a faint pattern; chance could explain it.")
    assert words.weak(row(verdict="weak", stable=False)) == (
        "Descent: a faint pattern that flips between the halves of your log; chance could explain it."
    )


def test_what_cannot_be_told_apart_comes_with_the_run_that_would_tell():
    assert words.together(["descent", "distance"], resting=False) == (
        "Descent and distance rise together in your log, so we cannot tell them apart. "
        "To tell them apart, try one flat run of your usual length when your hip allows it."
    )


def test_no_run_is_suggested_while_a_red_flag_stands():
    assert words.together(["descent", "distance"], resting=True).endswith(
        "Once you may run as usual again, one flat run of your usual length may tell them apart."
    )


def test_the_first_line_answers():
    assert words.headline(found(descent={})) == "One thing stood out before it hurt more: descent."
    assert (
        words.headline(found(descent={}, fast={}, distance={"verdict": "weak"}))
        == "Two things stood out before it hurt more: descent and fast running."
    )
    assert words.headline(found(descent={}, fast={}, distance={})) == (
        "Three things stood out before it hurt more: descent, fast running and distance."
    )
    assert words.headline(found(descent={"verdict": "inseparable"})) == (
        "Something stood out, but what it was cannot be told apart yet."
    )


def test_the_first_line_says_where_a_lead_may_stand_for_another():
    alike = {"verdict": "inseparable", "inseparable_from": "descent"}
    assert words.headline(found(descent={}, distance=alike)) == (
        "One thing stood out before it hurt more: descent, or what rises together with it."
    )
    assert words.headline(found(descent={}, fast={}, distance=alike)).endswith(
        "descent and fast running, or what rises together with them."
    )


def test_more_than_three_factors_are_counted():
    assert words.plain(["descent", "ascent", "fast"]) == "descent, ascent and fast running"
    assert words.plain(["descent", "ascent", "fast", "distance", "sitting"]) == (
        "descent, ascent, fast running and two more"
    )


def test_no_pattern_is_an_answer():
    none = found(descent={"verdict": "none", "n": 140}, fast={"verdict": "weak"}, sitting=LITTLE)
    assert words.headline(none) == ("No clear pattern in 142 days. That does not mean nothing matters.")


def test_too_little_data_is_said_only_where_nothing_could_be_looked_at():
    assert words.headline(found(descent=LITTLE)) == words.NOT_ENOUGH
    assert words.headline(found(descent=LITTLE).iloc[:0]) == words.NOT_ENOUGH
    assert words.most_days(found(descent=LITTLE)) == 0


def test_an_unknown_column_is_named_in_words():
    factor = words.described("one_sided_load")
    assert (factor.plain, factor.big) == ("one sided load", "day with much one sided load")
    assert words.described("laps_m").plain == "laps"


@pytest.mark.parametrize(
    ("window", "said"),
    [
        ("0-0", "the day itself"),
        ("0-1", "the day itself and the day before"),
        ("0-6", "the day itself and the six days before"),
        ("1-1", "the day before"),
        ("1-3", "the three days before"),
        ("2-6", "two to six days before"),
    ],
)
def test_a_window_is_said_from_the_day_of_the_pain(window, said):
    assert words.span(window) == said


def test_how_sure_it_is_has_no_naked_p_and_q():
    said = " ".join(words.how_sure(row(), 17, "km"))
    # 1 / 0.0021 = 476, said to the hundred
    assert "about 1 of 500 such diaries would still show a rise as strong as this" in said
    assert "Of 100 patterns as strong as this among 17 things, about 4 are luck." in said
    assert "Counted on 142 days with a pain score. Some of it was there on 60 days." in said
    assert (
        "over the day itself and the three days before: 150 m down a day more than a middling dose." in said
    )
    assert "In the first half of your days the rise was 0.7 points, in the second 1.1 points." in said
    assert "0.002" not in said


@pytest.mark.parametrize(
    ("p", "said"),
    [
        (0.0009, "fewer than 1 of 1,000 such diaries"),
        (0.001, "about 1 of 1,000 such diaries"),
        (0.03, "about 1 of 30 such diaries"),
        (0.1, "about 1 of 10 such diaries"),
        (0.31, "about 3 of 10 such diaries"),
        (1.0, "about 10 of 10 such diaries"),
    ],
)
def test_how_often_luck_does_as_well(p, said):
    assert words.of_diaries(p) == said


@pytest.mark.parametrize(
    ("q", "said"), [(0.004, "fewer than 1 is"), (0.01, "about 1 is"), (0.1, "about 10 are")]
)
def test_how_many_of_a_hundred_are_luck(q, said):
    assert words.of_patterns(q) == said


def test_a_dose_is_said_in_the_runners_unit():
    assert words.dose("descent", 152.4, "mi") == "500 ft down"
    assert words.dose("distance", 5000.0, "km") == "5 km"
    assert words.dose("nobody_knows", 1.0, "km") == ""


def test_without_a_unit_big_is_the_top_tenth():
    said = " ".join(words.how_sure(row("nobody_knows"), 9, "km"))
    assert "over the day itself and the three days before: the top tenth." in said


def test_many_were_asked_and_luck_grows_with_them():
    assert words.asked(found(descent={}, fast={"verdict": "none"}, sitting=LITTLE)) == 2
    assert words.luck(17).startswith("We looked at 17 things. With so many, one or two look striking by luck")
    assert words.luck(1).startswith("We looked at one thing. With so many, one may look")
    assert "one may look striking" in words.luck(9)
    assert "one or two look striking" in words.luck(10)
    assert "two or three look striking" in words.luck(25)


def test_a_verdict_in_a_few_words():
    assert [words.in_short(row(verdict=each)) for each in words.IN_SHORT] == list(words.IN_SHORT.values())
    assert words.in_short(row(verdict="weak", stable=False)) == "faint, flips between halves"
    apart = row("distance", verdict="inseparable", inseparable_from="descent")
    assert words.in_short(apart) == "rises with descent: not told apart"


def test_a_rise_in_a_few_words():
    assert words.rise(row()) == "0.9"
    assert words.rise(row(effect=-0.4)) == "no rise"
    assert words.rise(row(effect=NONE)) == "–"


def test_what_a_factor_lacks():
    assert words.lacks(row()) == ""
    assert words.lacks(row(missing="runs varies", exposed_days=5)) == (
        "more runs; there on 5 of the 12 days needed"
    )
    assert words.lacks(row(missing="varies", exposed_days=EXPOSED_DAYS)) == (
        "it hardly changes from day to day"
    )
    assert words.lacks(row(missing="rated painful neff")) == (
        "more days with a pain score; more painful days, which nobody wishes for; a longer log"
    )
