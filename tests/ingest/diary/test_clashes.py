"""What contradicts itself in a day: refused where it is new, mended where it was kept before."""

from datetime import date

import pytest

from ingest import diary
from ingest.diary import Entry
from ingest.errors import InvalidEntry

THIRD_OF_MAY = date(2026, 5, 3)


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
