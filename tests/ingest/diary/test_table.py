"""A diary's CSV: what is taken, what is told, and that nothing changes on the way."""

import csv
from datetime import date

import pandas as pd
import pytest

from ingest import diary
from ingest.diary import Entry, Problem
from ingest.errors import InvalidEntry
from ingest.schema import DIARY

THIRD_OF_MAY = date(2026, 5, 3)


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
