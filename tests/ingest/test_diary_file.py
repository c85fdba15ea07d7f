"""A diary file into a store: it adds to days that are here, and takes no red flag away."""

from datetime import date

import pytest

from analysis import flags
from ingest import diary_file
from ingest.diary import Entry, write_csv
from ingest.store import Store
from tests.diary_days import keep_unchecked

DAY, EVE = date(2026, 11, 20), date(2026, 11, 19)


@pytest.fixture
def store(tmp_path):
    return Store(tmp_path / "store")


def take(store, text):
    return diary_file.take(store, text.encode(), latest=DAY)


def standing(store):
    return {finding.key for finding in flags.standing(store.load(), DAY)}


def test_a_table_of_scores_leaves_the_red_flags_of_pain_at_rest_and_numbness(store):
    store.add_entry(Entry(DAY, worst_pain=4, rest_pain=3, quality="numb"))
    take(store, "day,worst_pain\n2026-11-20,5\n")
    assert standing(store) == {"2026-11-20:rest", "2026-11-20:numbness"}
    assert store.load().diary[["worst_pain", "rest_pain"]].values.tolist() == [[5.0, 3.0]]


def test_a_table_of_scores_leaves_what_speaks_for_a_stress_injury_of_the_bone(store):
    for day, score in ((EVE, 3), (DAY, 5)):
        store.add_entry(Entry(day, score, spots="left.front", sets_off="running"))
    before = standing(store)
    take(store, "day,worst_pain\n2026-11-19,3\n2026-11-20,5\n")
    assert standing(store) == before == {"2026-11-20:bone_stress"}


def test_another_sign_in_a_table_leaves_those_that_stand(store):
    store.add_entry(Entry(DAY, worst_pain=4, signs="saddle night", note="numbers", done="ice"))
    take(store, "day,worst_pain,signs\n2026-11-20,4,limp\n")
    said = store.load().diary.iloc[0]
    assert (said["signs"], said["note"], said["done"]) == ("night limp saddle", "numbers", "ice")


def test_rows_taken_and_days_that_were_here_and_changed_are_counted(store):
    store.add_entries([Entry(EVE, worst_pain=3), Entry(DAY, worst_pain=2)])
    taken = take(store, "day,worst_pain\n2026-11-18,1\n2026-11-19,3\n2026-11-20,5\n2026-11-17,11\n")
    assert (taken.rows, taken.changed) == (3, 1)
    assert [(each.line, each.reason[:16]) for each in taken.left_out] == [(5, "Worst pain is 11")]


@pytest.mark.parametrize(
    ("stands", "row", "reason"),
    [
        ({"worst_pain": 5, "run_pain": 5}, "4,,", "Pain during the run is 5, more than the worst"),
        ({"worst_pain": 5, "spots": "left.front"}, "0,,", "The day has no pain, and yet a place"),
        ({"worst_pain": 5, "side": "left"}, "5,,4", "The right hip has a score"),
    ],
)
def test_a_row_that_cannot_stand_beside_its_day_is_named_and_the_others_are_taken(store, stands, row, reason):
    store.add_entry(Entry(DAY, **stands))
    before = store.load().diary
    taken = take(store, f"day,worst_pain,note,right_pain\n2026-11-19,1,,\n2026-11-20,{row}\n")
    assert (taken.rows, taken.changed) == (1, 0)
    assert [each.line for each in taken.left_out] == [3]
    assert f"does not fit what is here already. {reason}" in taken.left_out[0].reason
    assert store.load().diary.iloc[[1]].reset_index(drop=True).equals(before)


def test_the_export_of_a_day_that_contradicts_itself_is_taken_and_told(store, tmp_path):
    keep_unchecked(store, DAY, worst_pain=2, run_pain=5, note="hill")
    text = write_csv(store.load().diary)
    other = Store(tmp_path / "other")
    taken = take(other, text)
    said = other.load().diary.iloc[0]
    assert (said["worst_pain"], said["run_pain"], said["note"]) == (5, 5, "hill")
    assert (taken.rows, taken.left_out) == (1, [])
    assert [(each.line, each.reason) for each in taken.mended] == [
        (2, "taken, with worst pain 5 instead of 2: so high is pain during the run.")
    ]


def test_an_export_read_into_its_own_log_changes_nothing_even_where_it_had_to_be_mended(store):
    keep_unchecked(store, DAY, worst_pain=2, run_pain=5)
    text = write_csv(store.load().diary)
    store.amend_entries({DAY: {"worst_pain": 8}}, {DAY: {"worst_pain": 2}})
    assert take(store, text).changed == 0
    assert store.load().diary["worst_pain"].tolist() == [8.0]


def test_a_row_that_was_joined_once_does_not_come_back_over_what_was_said_since(store):
    store.add_entry(Entry(DAY, worst_pain=3, signs="night"))
    text = "day,worst_pain,logged_at\n2026-11-20,4,2026-11-20T19:00:00Z\n"
    assert take(store, text).changed == 1
    store.amend_entries({DAY: {"worst_pain": 8}}, {DAY: {"worst_pain": 4}})
    assert take(store, text).changed == 0
    assert store.load().diary["worst_pain"].tolist() == [8.0]
