"""Diary entries: what is refused, and what is kept as it was said."""

import re
from datetime import date

import pytest

from ingest.diary import Entry
from ingest.errors import InvalidEntry

THIRD_OF_MAY = date(2026, 5, 3)


def test_no_pain_is_an_entry():
    assert Entry(THIRD_OF_MAY, worst_pain=0).worst_pain == 0


@pytest.mark.parametrize("score", [0, 10])
def test_both_ends_of_the_scale_are_scores(score):
    assert Entry(THIRD_OF_MAY, run_pain=score).run_pain == score


@pytest.mark.parametrize("score", [-1, 11])
def test_a_score_beyond_the_scale_is_refused_with_a_sentence(score):
    with pytest.raises(InvalidEntry, match=rf"Worst pain is {score}; the scale goes from 0 \(none\) to 10"):
        Entry(THIRD_OF_MAY, worst_pain=score)


@pytest.mark.parametrize("score", [3.5, True, "4"])
def test_a_score_that_is_no_whole_number_is_refused(score):
    with pytest.raises(InvalidEntry, match="whole number from 0 to 10"):
        Entry(THIRD_OF_MAY, worst_pain=score)


@pytest.mark.parametrize(("field", "word"), [("side", "middle"), ("place", "knee"), ("quality", "awful")])
def test_a_word_that_hiplog_does_not_know_is_refused_by_name(field, word):
    with pytest.raises(InvalidEntry, match=f"{field.capitalize()} “{word}” is not one of"):
        Entry(THIRD_OF_MAY, worst_pain=2, **{field: word})


def test_an_entry_that_says_nothing_is_refused():
    with pytest.raises(InvalidEntry, match="neither a pain score nor a note"):
        Entry(THIRD_OF_MAY, side="left")


def test_the_spots_decide_side_and_place_and_keep_their_order():
    entry = Entry(THIRD_OF_MAY, 4, spots="right.outer left.front right.outer", side="left", place="back")
    assert (entry.spots, entry.side, entry.place) == ("right.outer left.front", "both", "outer")
    assert Entry(THIRD_OF_MAY, 4, spots="left.low_back left.sit_bone").side == "left"


def test_words_stand_once_and_in_the_order_of_their_list():
    entry = Entry(THIRD_OF_MAY, 4, quality="stiff  sharp stiff", signs="fever night", exercises="b a b")
    assert (entry.quality, entry.signs, entry.exercises) == ("sharp stiff", "night fever", "b a")
    assert Entry(THIRD_OF_MAY, 4, done=" ").done is None


@pytest.mark.parametrize(
    ("name", "word", "sentence"),
    [
        ("spots", "left.knee", "Spots “left.knee” is not one of left.front"),
        ("signs", "night pain", "Signs “pain” is not one of night"),
        ("sets_off", "rain", "Sets off “rain” is not one of"),
        ("exercises", "<b>", "“<b>” is no name of an exercise"),
    ],
)
def test_a_list_with_an_unknown_word_is_refused_by_that_word(name, word, sentence):
    with pytest.raises(InvalidEntry, match=re.escape(sentence)):
        Entry(THIRD_OF_MAY, 4, **{name: word})


def test_what_was_done_for_the_hip_is_an_entry_without_a_score():
    assert Entry(THIRD_OF_MAY, done="ice", exercises="glute_bridge").worst_pain is None


def test_a_note_alone_is_an_entry():
    assert Entry(THIRD_OF_MAY, note="stiff after the flight").worst_pain is None


def test_a_day_before_watches_is_refused():
    with pytest.raises(InvalidEntry, match="before 1990"):
        Entry(date(1989, 12, 31), worst_pain=1)
