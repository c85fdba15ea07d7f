"""Answers of the hip log: whose day each belongs to, what of it is new, and what only stood there."""

from datetime import date

import pandas as pd
import pytest

from dashboard.views import pain_answers
from dashboard.views.pain_answers import Form, answers, changes, form_of, in_words, settled, values
from ingest.errors import InvalidEntry
from ingest.schema import DIARY, RUNS, Log, Profile

TODAY, YESTERDAY = date(2026, 11, 22), date(2026, 11, 21)


def log_of(*entries, runs=(), **profile):
    diary = [{**entry, "day": pd.Timestamp(entry["day"])} for entry in entries]
    days = [{"day": pd.Timestamp(day)} for day in runs]
    return Log(diary=DIARY.frame(diary), runs=RUNS.frame(days), profile=Profile(**profile))


def said_in(form, **said):
    """The answers of a form of which only these were tapped."""
    return settled(form, answers(form, values(form) | said))


def test_an_empty_log_asks_about_a_day_of_which_nothing_is_known():
    form = form_of(log_of(), TODAY)
    assert (form.run_day, form.usual) == (TODAY, None)
    assert set(values(form).values()) == {None}


def test_a_score_and_a_spot_are_the_days_with_side_and_place():
    form = form_of(log_of(), TODAY)
    changed = changes(form, said_in(form, worst_pain=4, spots="left.outer"))
    where = {"spots": "left.outer", "side": "left", "place": "outer"}
    assert changed == {TODAY: {"worst_pain": 4, **where}}


def test_spots_on_both_sides_are_both_and_the_first_tapped_names_the_place():
    assert pain_answers.where("right.back left.outer") == {
        "spots": "right.back left.outer",
        "side": "both",
        "place": "back",
    }


def test_pain_in_and_after_the_run_and_where_it_began_are_the_last_runs():
    form = form_of(log_of(runs=[YESTERDAY]), TODAY)
    changed = changes(form, said_in(form, run_pain=3, after_pain=2, onset_m="1.5"))
    assert changed == {YESTERDAY: {"run_pain": 3, "after_pain": 2, "onset_m": 1500.0}}


@pytest.mark.parametrize(("ago", "day"), [(3, date(2026, 11, 19)), (4, TODAY)])
def test_a_run_is_asked_about_for_three_days(ago, day):
    log = log_of(runs=[date(2026, 11, 22 - ago)])
    assert form_of(log, TODAY).run_day == day


def test_pain_on_waking_is_the_day_befores():
    form = form_of(log_of({"day": YESTERDAY, "worst_pain": 5}), TODAY)
    assert changes(form, said_in(form, morning_pain=6)) == {YESTERDAY: {"morning_pain": 6}}


def test_where_it_hurt_last_is_offered_but_said_only_with_pain():
    form = form_of(log_of({"day": YESTERDAY, "worst_pain": 5, "side": "left", "place": "outer"}), TODAY)
    assert values(form)["spots"] == "left.outer"
    assert changes(form, said_in(form, worst_pain=1))[TODAY]["side"] == "left"
    assert changes(form, said_in(form, worst_pain=0)) == {TODAY: {"worst_pain": 0}}
    assert changes(form, said_in(form, note="slept well")) == {TODAY: {"note": "slept well"}}
    assert changes(form, said_in(form)) == {}


def test_what_was_offered_counts_where_only_a_warning_sign_is_ticked():
    form = form_of(log_of({"day": YESTERDAY, "worst_pain": 5, "side": "left", "place": "outer"}), TODAY)
    assert changes(form, said_in(form, signs="night"))[TODAY]["spots"] == "left.outer"


def test_an_entry_without_spots_shows_on_the_map_and_stays_as_it_is_where_nobody_taps_it():
    form = form_of(log_of({"day": TODAY, "worst_pain": 5, "side": "both", "place": "deep"}), TODAY)
    assert values(form)["spots"] == "left.deep right.deep"
    assert changes(form, said_in(form, worst_pain=6)) == {TODAY: {"worst_pain": 6}}


def test_a_side_without_a_place_shows_nowhere_on_the_map_and_stays():
    form = form_of(log_of({"day": TODAY, "worst_pain": 5, "side": "left"}), TODAY)
    assert values(form)["spots"] is None
    assert changes(form, said_in(form, worst_pain=6)) == {TODAY: {"worst_pain": 6}}


def test_no_pain_takes_the_place_away():
    entry = {"day": TODAY, "worst_pain": 5, "side": "left", "place": "outer", "spots": "left.outer"}
    form = form_of(log_of(entry), TODAY)
    gone = {"worst_pain": 0, "spots": None, "side": None, "place": None}
    assert changes(form, said_in(form, worst_pain=0)) == {TODAY: gone}


def test_scores_of_both_hips_go_where_only_one_is_marked_any_more():
    entry = {"day": TODAY, "worst_pain": 5, "spots": "left.outer right.outer", "side": "both"}
    form = form_of(log_of({**entry, "place": "outer", "left_pain": 5, "right_pain": 2}), TODAY)
    changed = changes(form, said_in(form, spots="left.outer"))[TODAY]
    assert (changed["left_pain"], changed["right_pain"]) == (None, None)


@pytest.mark.parametrize("where", [{"side": "both", "place": "outer"}, {}])
def test_scores_of_both_hips_stay_where_no_side_is_tapped(where):
    # A day of a table may have the two scores without its spots.
    form = form_of(log_of({"day": TODAY, "worst_pain": 4, "left_pain": 4, "right_pain": 1, **where}), TODAY)
    assert changes(form, said_in(form, note="hello")) == {TODAY: {"note": "hello"}}


def test_a_place_that_stands_beside_no_pain_from_before_stays_until_it_is_changed():
    form = form_of(log_of({"day": TODAY, "worst_pain": 0, "side": "left", "place": "front"}), TODAY)
    assert changes(form, said_in(form, note="hello")) == {TODAY: {"note": "hello"}}


@pytest.mark.parametrize("said", ["1989-12-31", "0001-01-01"])
def test_a_day_before_1990_is_refused_with_a_sentence(said):
    with pytest.raises(InvalidEntry, match="is before 1990"):
        pain_answers.day_said(said, TODAY)
    assert pain_answers.day_said("1990-01-01", TODAY) == date(1990, 1, 1)


@pytest.mark.parametrize("value", [10**400, -(10**400), 1e999, float("nan")])
def test_a_number_without_end_is_none(value):
    assert pain_answers.plain("worst_pain", value) is None
    assert pain_answers.plain("onset_m", value) is None


@pytest.mark.parametrize("said", [{"spots": "left.outer"}, {"quality": "dull"}])
def test_a_place_or_a_kind_of_pain_alone_asks_for_a_number(said):
    with pytest.raises(InvalidEntry, match="Tap a number too"):
        said_in(form_of(log_of(), TODAY), **said)


def test_words_are_kept_once_each_in_the_order_of_their_list():
    form = form_of(log_of(), TODAY)
    assert answers(form, {"quality": "sharp dull sharp"})["quality"] == "dull sharp"


def test_an_unknown_word_is_left_to_the_entry_to_refuse():
    assert pain_answers.in_order("quality", "fishy dull") == "dull fishy"


@pytest.mark.parametrize("typed", ["1.5", " 1,5 "])
def test_where_it_began_is_read_in_the_runners_unit(typed):
    # 1.5 mi are 1.5 * 1609.344 = 2414.016 m.
    form = form_of(log_of(distance_unit="mi"), TODAY)
    assert answers(form, {"onset_m": typed})["onset_m"] == pytest.approx(2414.016)


def test_where_it_began_keeps_its_metres_where_nobody_types():
    form = form_of(log_of({"day": TODAY, "run_pain": 3, "onset_m": 2414.016}, distance_unit="mi"), TODAY)
    assert values(form)["onset_m"] == "1.5"
    assert answers(form, values(form))["onset_m"] == 2414.016


@pytest.mark.parametrize("typed", ["far", "1.2.3", "-"])
def test_a_distance_that_is_none_is_refused_with_a_sentence(typed):
    with pytest.raises(InvalidEntry, match="is not a distance"):
        answers(form_of(log_of(), TODAY), {"onset_m": typed})


@pytest.mark.parametrize("score", ["ten", 4.5, True, [4], {"a": 1}, "4444"])
def test_a_score_that_is_none_is_refused_with_a_sentence(score):
    with pytest.raises(InvalidEntry, match="whole number from 0 to 10"):
        answers(form_of(log_of(), TODAY), {"worst_pain": score})


def test_digits_are_a_score_and_blanks_are_none():
    form = form_of(log_of(), TODAY)
    assert answers(form, {"worst_pain": " 7 ", "rest_pain": ""})["worst_pain"] == 7
    assert answers(form, {"rest_pain": "", "note": "  "})["note"] is None


def test_what_a_message_leaves_out_stays_as_it_was_seen():
    form = Form(TODAY, TODAY, {"worst_pain": 4, "note": "stairs"})
    assert answers(form, {})["note"] == "stairs"


def test_a_cell_that_holds_nothing_is_none_and_a_score_is_whole():
    assert pain_answers.plain("worst_pain", float("nan")) is None
    assert pain_answers.plain("worst_pain", 4.0) == 4
    assert isinstance(pain_answers.plain("worst_pain", 4.0), int)
    assert pain_answers.plain("worst_pain", "4; drop") is None
    assert pain_answers.plain("note", float("nan")) is None


def test_an_entry_is_told_by_its_scores_and_places():
    said = {"worst_pain": 4, "run_pain": 3, "morning_pain": 2, "spots": "left.outer right.front"}
    assert in_words(said) == "pain 4, in the run 3, on waking 2, left outer hip, right front / groin"
    assert in_words({"worst_pain": 0}) == "no pain"
    assert in_words({"worst_pain": 2, "side": "left"}) == "pain 2, left"
    assert in_words({"signs": "night limp swelling"}) == "it woke me at night, I limp, swelling"
    assert in_words({"signs": "night limp swelling bruising"}) == "4 of the signs"
