"""Diary entries and their CSV: what is refused, what is kept, and that nothing changes on the way."""

import csv
import re
from datetime import date

import pandas as pd
import pytest

from ingest import diary
from ingest.diary import Entry, Problem
from ingest.errors import InvalidEntry
from ingest.schema import DIARY

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


@pytest.mark.parametrize("name", ["run_pain", "rest_pain", "after_pain", "left_pain", "right_pain"])
def test_no_score_of_the_day_exceeds_its_worst(name):
    assert getattr(Entry(THIRD_OF_MAY, worst_pain=4, **{name: 4}), name) == 4
    with pytest.raises(InvalidEntry, match="is 5, more than the worst pain of the day, 4"):
        Entry(THIRD_OF_MAY, worst_pain=4, **{name: 5})


def test_the_next_morning_may_be_worse_than_the_day():
    assert Entry(THIRD_OF_MAY, worst_pain=2, morning_pain=6).morning_pain == 6


@pytest.mark.parametrize(
    "said",
    [{"side": "left"}, {"place": "outer"}, {"spots": "left.outer"}, {"quality": "dull"}, {"onset_m": 900.0}],
)
def test_no_pain_stands_beside_no_place_and_no_kind_of_pain(said):
    with pytest.raises(InvalidEntry, match="The day has no pain, and yet a place or a kind of pain"):
        Entry(THIRD_OF_MAY, worst_pain=0, **said)


def test_a_warning_sign_is_taken_on_a_day_without_pain_too():
    assert Entry(THIRD_OF_MAY, worst_pain=0, signs="numbness").signs == "numbness"
    assert Entry(THIRD_OF_MAY, signs="fever").signs == "fever"


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


def test_the_side_that_is_not_marked_has_no_score():
    assert Entry(THIRD_OF_MAY, 4, side="left", right_pain=0).right_pain == 0
    with pytest.raises(InvalidEntry, match="The right hip has a score, but only the left one is marked"):
        Entry(THIRD_OF_MAY, 4, side="left", right_pain=1)


@pytest.mark.parametrize("onset_m", [-1.0, 1_000_001.0, float("nan")])
def test_it_began_somewhere_in_the_run(onset_m):
    assert Entry(THIRD_OF_MAY, onset_m=0.0).onset_m == 0.0
    with pytest.raises(InvalidEntry, match="cannot be below 0, nor beyond 1,000 km"):
        Entry(THIRD_OF_MAY, onset_m=onset_m)


def test_what_did_not_hurt_in_the_run_did_not_begin_there():
    with pytest.raises(InvalidEntry, match="cannot have begun during the run"):
        Entry(THIRD_OF_MAY, worst_pain=3, run_pain=0, onset_m=2000.0)


def test_what_was_done_for_the_hip_is_an_entry_without_a_score():
    assert Entry(THIRD_OF_MAY, done="ice", exercises="glute_bridge").worst_pain is None


def test_a_note_alone_is_an_entry():
    assert Entry(THIRD_OF_MAY, note="stiff after the flight").worst_pain is None


def test_a_day_before_watches_is_refused():
    with pytest.raises(InvalidEntry, match="before 1990"):
        Entry(date(1989, 12, 31), worst_pain=1)


def test_good_rows_are_kept_and_bad_ones_come_back_with_line_and_reason():
    text = b"""day,worst_pain,side,note
2026-05-01,4,left,after the hill
2026-05-02,11,left,
2026-05-03,0,,
yesterday,3,,
"""
    entries, problems = diary.read_csv(text)
    assert entries == [
        Entry(date(2026, 5, 1), worst_pain=4, side="left", note="after the hill"),
        Entry(date(2026, 5, 3), worst_pain=0),
    ]
    assert problems == [
        Problem(3, "Worst pain is 11; the scale goes from 0 (none) to 10 (worst)."),
        Problem(5, "“yesterday” is not a date like 2026-05-03."),
    ]


def test_a_note_over_three_lines_does_not_shift_the_line_numbers():
    text = b'day,worst_pain,note\n2026-05-01,4,"one\ntwo\nthree"\n2026-05-02,12,\n'
    entries, problems = diary.read_csv(text)
    assert entries[0].note == "one\ntwo\nthree"
    assert problems[0].line == 5


def test_a_day_that_stands_twice_is_taken_once_and_told():
    entries, problems = diary.read_csv(b"day,worst_pain\n2026-05-01,4\n2026-05-01,5\n")
    assert [entry.worst_pain for entry in entries] == [4]
    assert problems == [Problem(3, "2026-05-01 already stands on line 2.")]


def test_a_day_that_has_not_been_is_refused():
    _, problems = diary.read_csv(b"day,worst_pain\n2026-05-04,4\n", latest=THIRD_OF_MAY)
    assert problems == [Problem(2, "2026-05-04 has not been yet.")]


def test_a_short_row_is_not_a_row_of_zeros():
    entries, _ = diary.read_csv(b"worst_pain,day,run_pain\n3,2026-05-01\n")
    assert entries == [Entry(date(2026, 5, 1), worst_pain=3)]


def test_a_row_without_its_day_is_told():
    _, problems = diary.read_csv(b"worst_pain,day\n3\n")
    assert problems == [Problem(2, "“” is not a date like 2026-05-03.")]


@pytest.mark.parametrize(
    "text",
    [
        "\ufeffDate;Pain;Side\n2026-05-01;4;L\n".encode(),
        b"date\tpain\tside\n2026-05-01\t4.0\tleft\n",
        b"\nDATE,Worst Pain,SIDE\r\n2026-05-01,4,Left\r\n",
    ],
)
def test_the_dialects_of_spreadsheets_are_understood(text):
    assert diary.read_csv(text)[0] == [Entry(date(2026, 5, 1), worst_pain=4, side="left")]


def test_places_may_be_named_as_runners_name_them():
    entries, _ = diary.read_csv(b"day,pain,place\n2026-05-01,4,Groin\n2026-05-02,4,Outer hip\n")
    assert [entry.place for entry in entries] == ["front", "outer"]


def test_several_words_may_be_separated_by_commas():
    entries, _ = diary.read_csv(b'day,pain,quality,done\n2026-05-01,4,"Ache, sharp","ice,heat"\n')
    assert [(entry.quality, entry.done) for entry in entries] == [("dull sharp", "ice heat")]


def test_a_distance_that_is_none_is_told():
    _, problems = diary.read_csv(b"day,pain,onset_m\n2026-05-01,4,two miles\n")
    assert problems == [Problem(2, "“two miles” is not a distance in metres.")]


@pytest.mark.parametrize(
    ("data", "sentence"),
    [
        (b"", "The file is empty"),
        (b"km,shoe\n3,old\n", "no column “day”"),
        (b'day,note\n2026-05-01,"' + b"x" * 200_000 + b'"\n', "not a readable CSV"),
        (b"x" * 20_000_001, "larger than 20 MB"),
    ],
)
def test_a_file_that_is_no_diary_is_refused_whole(data, sentence):
    with pytest.raises(InvalidEntry, match=sentence):
        diary.read_csv(data)


def test_what_is_written_is_read_back_the_same():
    entries = [
        Entry(date(2026, 5, 1), 4, 3, None, "left", "outer", "dull", 'said "ouch", twice\nthen ran on'),
        Entry(date(2026, 5, 2), 0),
        Entry(date(2026, 5, 4), None, None, 2, note="= not a formula; just 2"),
        Entry(
            date(2026, 5, 5),
            6,
            rest_pain=1,
            after_pain=5,
            left_pain=6,
            right_pain=2,
            onset_m=3218.688,
            spots="left.outer right.deep",
            quality="sharp clicking",
            timing="builds",
            signs="night limp",
            sets_off="downhill stairs",
            done="ice",
            exercises="glute_bridge clamshell",
            off_run="long_sitting",
        ),
    ]
    rows = [{**vars(entry), "day": pd.Timestamp(entry.day)} for entry in entries]
    text = diary.write_csv(DIARY.frame(rows))
    assert diary.read_csv(text.encode()) == (entries, [])


def test_an_empty_diary_is_written_as_its_header():
    assert diary.write_csv(DIARY.empty()).splitlines() == [",".join(DIARY.names)]


def test_when_an_entry_was_saved_is_written_as_every_other_instant_is():
    saved = pd.Timestamp("2026-05-01T19:30:05.5Z")
    row = {"day": pd.Timestamp("2026-05-01"), "worst_pain": 4, "logged_at": saved}
    (written,) = csv.DictReader(diary.write_csv(DIARY.frame([row])).splitlines())
    assert written["logged_at"] == "2026-05-01T19:30:05Z"


def test_what_contradicts_itself_stays_where_no_touched_field_takes_part_in_it():
    said = {"worst_pain": 2, "run_pain": 5, "done": "ice"}
    assert Entry(THIRD_OF_MAY, **said, touched={"done"}).run_pain == 5
    for touched in ({"worst_pain"}, {"run_pain", "done"}, None):
        with pytest.raises(InvalidEntry, match="more than the worst pain"):
            Entry(THIRD_OF_MAY, **said, touched=touched)


def test_none_of_these_sets_it_off_alone_and_not_beside_another():
    assert Entry(THIRD_OF_MAY, worst_pain=3, sets_off="nothing").sets_off == "nothing"
    with pytest.raises(InvalidEntry, match="None of these"):
        Entry(THIRD_OF_MAY, worst_pain=3, sets_off="nothing stairs")


@pytest.mark.parametrize(
    ("row", "worst", "reason"),
    [
        ("2,5,,", 5, "taken, with worst pain 5 instead of 2"),
        ("0,1,left,dull", 1, "taken, with worst pain 1 instead of 0"),
        ("0,0,left,dull", 0, "taken, with no pain and so without its place and kind of pain."),
        ("0,,,numb", 0, "taken, with no pain and so without its place and kind of pain (numb is kept)."),
    ],
)
def test_a_row_that_contradicts_itself_is_mended_and_told(row, worst, reason):
    text = f"day,worst_pain,run_pain,side,quality\n2026-05-01,{row}\n"
    entries, problems = diary.read_csv(text.encode())
    assert [entry.worst_pain for entry in entries] == [worst]
    assert [(each.line, each.taken) for each in problems] == [(2, True)]
    assert problems[0].reason.startswith(reason)


def test_numbness_on_a_day_without_pain_stays_as_a_sign():
    entries, _ = diary.read_csv(b"day,worst_pain,quality,signs\n2026-05-01,0,numb dull,night\n")
    assert (entries[0].quality, entries[0].signs) == (None, "night numbness")


def test_a_score_beyond_the_scale_is_not_mended_but_refused():
    entries, problems = diary.read_csv(b"day,worst_pain,run_pain\n2026-05-01,2,50\n")
    assert entries == []
    assert "Pain during the run is 50" in problems[0].reason
