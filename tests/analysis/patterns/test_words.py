"""What is said of each verdict, and how sure it is."""

import pytest

from analysis.exposures import FACTORS
from analysis.patterns import words
from analysis.patterns.gate import EXPOSED_DAYS
from tests.found_patterns import LITTLE, NONE, found, row


def test_in_the_mornings_the_first_line_speaks_of_waking():
    said = [
        words.headline(found(descent=verdict), mornings=True)
        for verdict in (
            {},
            {"verdict": "inseparable", "inseparable_from": "weekday"},
            {"verdict": "none"},
            LITTLE,
        )
    ]
    assert said == [
        "One thing stood out before it hurt more on waking: running downhill.",
        "Something stood out before it hurt more on waking: running downhill and the day of the week. We "
        "cannot yet "
        "say which of them matters.",
        "No clear pattern with pain on waking in 142 days. That does not mean nothing matters.",
        "Not enough is logged yet to say what goes with your pain on waking.",
    ]


@pytest.mark.parametrize(
    ("why", "said", "briefly"),
    [
        (
            "pain_first",
            "Your pain was already higher before days with more running downhill, so we cannot tell which "
            "came first.",
            "pain was higher before it already",
        ),
        (
            "halves",
            "Running downhill: went with more pain over the whole log, but not in both halves of it; "
            "chance could "
            "explain it.",
            "not in both halves",
        ),
        (
            "no_rise",
            "Running downhill: beside the pain of the day before, pain rose with more of it; over the whole "
            "log, days with more of it hurt no more than others. A sore runner does less, so we cannot tell.",
            "no higher over the whole log",
        ),
    ],
    ids=["pain_first", "halves", "no_rise"],
)
def test_what_is_held_back_says_why(why, said, briefly):
    held = row(verdict="weak", held_back=why, stable=why != "halves")
    assert (words.weak(held), words.in_short(held)) == (said, briefly)


def test_what_only_the_day_of_the_week_tells_is_told_apart_on_that_day():
    assert words.together(["descent", "distance", "weekday"], resting=False) == (
        "Running downhill, the day of the week and distance go together in your log, so we cannot tell "
        "them apart. To "
        "tell them apart, try this on the day of the week that usually has most of it, when your hip allows "
        "it: one flat run of your usual length."
    )
    assert words.together(["sitting", "weekday"], resting=True) == (
        "Sitting for hours and the day of the week go together in your log, so we cannot tell them apart. "
        "Once you may run as usual again, this may tell them apart: one week of getting up every half hour."
    )
    apart = row(verdict="inseparable", inseparable_from="weekday")
    assert words.in_short(apart) == "along with the day of the week"


def test_a_rise_that_would_round_to_nothing_is_not_called_0():
    assert words.points(0.04) == "under 0.1 points"
    assert words.points(0.05) == "0.1 points"
    assert words.points(1.0) == "1 point"


def test_the_article_follows_the_noun():
    assert words.with_article("evening of intervals") == "an evening of intervals"
    assert words.with_article("long-distance day") == "a long-distance day"


def test_a_faint_pattern_may_be_chance_and_says_where_it_flips():
    assert words.weak(row(verdict="weak")) == ("Running downhill: a faint pattern; chance could explain it.")
    assert words.weak(row(verdict="weak", stable=False)) == (
        "Running downhill: a faint pattern that flips between the halves of your log; chance could "
        "explain it."
    )


def test_what_cannot_be_told_apart_comes_with_the_run_that_would_tell():
    assert words.together(["descent", "distance"], resting=False) == (
        "Running downhill and distance rise together in your log, so we cannot tell them apart. "
        "To tell them apart, try this a few times over some weeks, when your hip allows it: one flat run of "
        "your usual length."
    )


def test_what_takes_weeks_is_not_to_be_done_a_few_times():
    assert words.together(["days_in_a_row", "distance"], resting=False).endswith(
        "To tell them apart, try this when your hip allows it: one week as usual, but with a rest day after "
        "each run."
    )


@pytest.mark.parametrize("name", FACTORS)
def test_what_is_tried_stands_last_so_that_no_word_after_it_belongs_to_it(name):
    advice = [
        words.together([name, other], resting) for other in ("weekday", "laps") for resting in (True, False)
    ]
    assert {said.rpartition(": ")[2] for said in advice} == {f"{FACTORS[name].little}."}


def test_no_run_is_suggested_while_a_red_flag_stands():
    assert words.together(["descent", "distance"], resting=True).endswith(
        "Once you may run as usual again, this may tell them apart, tried a few times over some weeks: one "
        "flat run of your usual length."
    )


def test_nothing_else_is_tried_while_a_self_test_goes_on():
    assert words.together(["descent", "distance"], resting=False, testing=True) == (
        "Running downhill and distance rise together in your log, so we cannot tell them apart. Your "
        "self-test comes "
        "first."
    )


def test_the_first_line_answers():
    assert words.headline(found(descent={})) == "One thing stood out before it hurt more: running downhill."
    assert (
        words.headline(found(descent={}, fast={}, distance={"verdict": "weak"}))
        == "Two things stood out before it hurt more: running downhill and fast running."
    )
    assert words.headline(found(descent={}, fast={}, distance={})) == (
        "Three things stood out before it hurt more: running downhill, fast running and distance."
    )
    apart = {"verdict": "inseparable", "inseparable_from": "distance"}
    assert words.headline(found(descent=apart, distance={"verdict": "inseparable"})) == (
        "Something stood out before it hurt more: running downhill and distance. "
        "We cannot yet say which of them matters."
    )


def test_the_first_line_names_the_leads_alone():
    alike = {"verdict": "inseparable", "inseparable_from": "descent"}
    assert words.headline(found(descent={}, distance=alike)) == (
        "One thing stood out before it hurt more: running downhill."
    )


def test_what_rises_with_a_lead_adds_nothing_beside_it():
    assert words.shadows(["distance"]) == (
        "Distance went up on the same days, and tells nothing more once this is counted."
    )
    assert words.shadows(["distance", "ascent"]) == (
        "Distance and running uphill went up on the same days, and tell nothing more once this is counted."
    )


def test_all_factors_are_named_where_they_are_listed():
    assert words.every(["descent", "fast"]) == "running downhill, fast running"


def test_more_than_three_factors_are_counted():
    assert words.plain(["descent", "ascent", "fast"]) == "running downhill, running uphill and fast running"
    assert words.plain(["descent", "ascent", "fast", "distance", "sitting"]) == (
        "running downhill, running uphill, fast running and two more"
    )


def test_no_pattern_is_an_answer():
    none = found(descent={"verdict": "none", "n": 140}, fast={"verdict": "weak"}, sitting=LITTLE)
    assert words.headline(none) == ("No clear pattern in 142 days. That does not mean nothing matters.")


def test_too_little_data_is_said_only_where_nothing_could_be_looked_at():
    assert words.headline(found(descent=LITTLE)) == (
        "Not enough is logged yet to say what goes with your pain."
    )
    assert words.headline(found(descent=LITTLE).iloc[:0]).startswith("Not enough is logged yet")
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


def test_a_dose_is_said_in_the_runners_unit():
    assert words.dose("descent", 152.4, "mi") == "500 ft down"
    assert words.dose("distance", 5000.0, "km") == "5 km"
    assert words.dose("nobody_knows", 1.0, "km") == ""


def test_what_was_looked_at_is_counted():
    assert words.asked(found(descent={}, fast={"verdict": "none"}, sitting=LITTLE)) == 2


def test_a_verdict_in_a_few_words():
    assert [words.in_short(row(verdict=each)) for each in words.IN_SHORT] == list(words.IN_SHORT.values())
    assert words.in_short(row(verdict="weak", stable=False)) == "faint, flips between halves"
    apart = row("distance", verdict="inseparable", inseparable_from="descent")
    assert words.in_short(apart) == "along with running downhill"


def test_a_rise_in_a_few_words():
    assert words.rise(row()) == "0.9"
    assert words.rise(row(effect=-0.4)) == "no rise"
    assert words.rise(row(effect=NONE)) == "–"


def test_what_a_factor_lacks():
    assert words.lacks(row()) == ""
    assert words.lacks(row(missing="runs varies", exposed_days=5)) == (
        "more runs; on or within a week before 5 of the 12 days with a score needed"
    )
    assert words.lacks(row(missing="varies", exposed_days=EXPOSED_DAYS)) == (
        "there on fewer than 3 days, or always the same"
    )
    assert words.lacks(row(missing="rated painful neff")) == (
        "more days with a pain score; more painful days, which nobody wishes for; a longer log"
    )
