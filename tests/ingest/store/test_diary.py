"""Diary entries: versions are only added, the newest of a day counts."""

from __future__ import annotations

from datetime import UTC, date, datetime

import pandas as pd
import pytest
import sqlalchemy as sa

from ingest.diary import Entry
from ingest.errors import ChangedMeanwhile, InvalidEntry
from ingest.schema import DIARY
from ingest.store import tables
from tests.diary_days import keep_unchecked

SUNDAY, MONDAY = date(2026, 5, 3), date(2026, 5, 4)


def versions(store):
    with store._reading() as (connection, _):
        return connection.scalar(sa.select(sa.func.count()).select_from(tables.diary))


def test_an_entry_comes_back_as_it_was_written(store):
    logged_at = datetime(2026, 5, 3, 19, 30, tzinfo=UTC)
    store.add_entry(
        Entry(SUNDAY, 5, 4, 2, "left", "outer", "dull", "after the “descent”\nto the lake", logged_at)
    )
    diary = store.load().diary
    assert diary.dtypes.astype("str").to_dict() == DIARY.dtypes
    assert diary.iloc[0].dropna().to_dict() == {
        "day": pd.Timestamp("2026-05-03"),
        "worst_pain": 5.0,
        "run_pain": 4.0,
        "morning_pain": 2.0,
        "side": "left",
        "place": "outer",
        "quality": "dull",
        "note": "after the “descent”\nto the lake",
        "logged_at": pd.Timestamp(logged_at),
    }


def test_no_pain_is_an_entry_and_not_asked_is_not_zero(store):
    store.add_entry(Entry(SUNDAY, worst_pain=0))
    row = store.load().diary.iloc[0]
    assert row["worst_pain"] == 0.0
    assert pd.isna(row["run_pain"])


def test_an_entry_says_when_it_was_saved(store):
    store.add_entry(Entry(SUNDAY, worst_pain=3))
    saved = store.load().diary["logged_at"].iloc[0]
    assert abs(saved - pd.Timestamp.now("UTC")) < pd.Timedelta("1min")


def test_the_newest_entry_of_a_day_counts_and_the_older_stays_behind_it(store):
    store.add_entry(Entry(SUNDAY, worst_pain=3))
    store.add_entry(Entry(SUNDAY, worst_pain=6))
    assert store.load().diary["worst_pain"].tolist() == [6.0]
    assert versions(store) == 2


def test_an_entry_written_twice_is_one_version(store):
    for _ in range(2):
        store.add_entry(Entry(SUNDAY, worst_pain=3, side="left"))
    assert versions(store) == 1


def test_an_entry_that_goes_back_to_an_earlier_score_is_a_version(store):
    for score in (3, 6, 3):
        store.add_entry(Entry(SUNDAY, worst_pain=score))
    assert versions(store) == 3
    assert store.load().diary["worst_pain"].tolist() == [3.0]


def test_a_version_that_is_known_with_its_time_does_not_overtake_a_newer_one(store):
    old = Entry(SUNDAY, worst_pain=3, logged_at=datetime(2026, 5, 3, 19, tzinfo=UTC))
    store.add_entry(old)
    store.add_entry(Entry(SUNDAY, worst_pain=6))
    store.add_entry(old)
    assert store.load().diary["worst_pain"].tolist() == [6.0]


def test_what_a_second_entry_leaves_unsaid_stays_until_it_is_taken_back(store):
    store.add_entry(Entry(SUNDAY, worst_pain=5, run_pain=3))
    store.add_entry(Entry(SUNDAY, worst_pain=3))
    assert store.load().diary[["worst_pain", "run_pain"]].values.tolist() == [[3.0, 3.0]]
    store.amend_entries({SUNDAY: {"run_pain": None}}, {SUNDAY: {"run_pain": 3}})
    assert store.load().diary["run_pain"].isna().all()


def test_an_entry_that_cannot_stand_beside_its_day_is_told_and_changes_nothing(store):
    store.add_entry(Entry(SUNDAY, worst_pain=5, run_pain=5))
    with pytest.raises(InvalidEntry, match="more than the worst pain of the day, 4"):
        store.add_entry(Entry(SUNDAY, worst_pain=4))
    added = store.add_entries([Entry(SUNDAY, worst_pain=4), Entry(MONDAY, worst_pain=4)])
    assert (added.new, added.changed, list(added.refused)) == ([MONDAY], [], [SUNDAY])
    assert store.load().diary["worst_pain"].tolist() == [5.0, 4.0]


@pytest.mark.parametrize(
    ("old", "changed"),
    [
        ({"worst_pain": 2, "run_pain": 5}, {"done": "ice"}),
        ({"worst_pain": 2, "run_pain": 5}, {"note": "hill", "signs": "night"}),
        ({"worst_pain": 0, "side": "left", "place": "deep"}, {"morning_pain": 2}),
    ],
)
def test_a_day_from_before_such_was_refused_can_still_be_amended(store, old, changed):
    keep_unchecked(store, SUNDAY, **old)
    store.amend_entries({SUNDAY: changed}, {})
    said = store.load().diary.iloc[0].drop(["day", "logged_at"]).dropna().to_dict()
    assert said == old | changed


@pytest.mark.parametrize("changed", [{"worst_pain": 3}, {"run_pain": 4}])
def test_a_day_from_before_is_refused_where_a_changed_field_contradicts_another(store, changed):
    keep_unchecked(store, SUNDAY, worst_pain=2, run_pain=5)
    with pytest.raises(InvalidEntry, match="Please raise the worst"):
        store.amend_entries({SUNDAY: changed}, {SUNDAY: {"worst_pain": 2, "run_pain": 5}})


def test_the_diary_is_sorted_by_day(store):
    store.add_entries([Entry(MONDAY, worst_pain=1), Entry(SUNDAY, worst_pain=2)])
    assert store.load().diary["day"].tolist() == [pd.Timestamp(SUNDAY), pd.Timestamp(MONDAY)]


def test_several_entries_are_kept_together_or_not_at_all(store):
    def entries():
        yield Entry(SUNDAY, worst_pain=2)
        raise RuntimeError("the second row cannot be read")

    try:
        store.add_entries(entries())
    except RuntimeError:
        assert versions(store) == 0
    else:
        raise AssertionError("the error was swallowed")


def test_no_entries_are_no_trouble(store):
    store.add_entries([])
    assert versions(store) == 0


def test_an_amendment_sets_its_fields_and_leaves_the_others(store):
    store.add_entry(Entry(SUNDAY, 5, note="hilly", spots="left.front"))
    store.amend_entries({SUNDAY: {"worst_pain": 6, "signs": "night"}}, {SUNDAY: {"worst_pain": 5}})
    row = store.load().diary.iloc[0]
    said = ("worst_pain", "note", "spots", "signs")
    assert [row[name] for name in said] == [6.0, "hilly", "left.front", "night"]


def test_an_amendment_of_a_day_without_entry_makes_one(store):
    store.amend_entries({SUNDAY: {"worst_pain": 0}, MONDAY: {"done": "ice"}}, {})
    assert store.load().diary["day"].dt.date.tolist() == [SUNDAY, MONDAY]


def test_what_another_has_changed_since_is_not_overwritten(store):
    store.add_entry(Entry(SUNDAY, 3))
    store.amend_entries({SUNDAY: {"worst_pain": 5}}, {SUNDAY: {"worst_pain": 3}})
    with pytest.raises(ChangedMeanwhile, match="2026-05-03 has been changed on another page since"):
        store.amend_entries(
            {MONDAY: {"worst_pain": 1}, SUNDAY: {"worst_pain": 4}}, {SUNDAY: {"worst_pain": 3}}
        )
    diary = store.load().diary
    assert (diary["day"].dt.date.tolist(), diary["worst_pain"].tolist()) == ([SUNDAY], [5.0])


def test_two_tabs_that_change_different_fields_both_stand(store):
    store.add_entry(Entry(SUNDAY, 3))
    store.amend_entries({SUNDAY: {"note": "one"}}, {SUNDAY: {"note": None}})
    store.amend_entries({SUNDAY: {"done": "ice"}}, {SUNDAY: {"done": None}})
    row = store.load().diary.iloc[0]
    assert (row["worst_pain"], row["note"], row["done"]) == (3.0, "one", "ice")


def test_an_amendment_sent_twice_is_one(store):
    for _ in range(2):
        store.amend_entries({SUNDAY: {"worst_pain": 5}}, {SUNDAY: {"worst_pain": None}})
    assert versions(store) == 1


def test_an_amendment_that_takes_all_back_leaves_the_day_without_entry(store):
    store.add_entry(Entry(SUNDAY, 3))
    store.amend_entries({SUNDAY: {"worst_pain": None}}, {SUNDAY: {"worst_pain": 3}})
    store.amend_entries({MONDAY: {"worst_pain": None}}, {})
    assert store.load().diary.empty
    assert versions(store) == 2


def test_an_amendment_that_cannot_be_keeps_nothing(store):
    store.add_entry(Entry(SUNDAY, 3))
    with pytest.raises(InvalidEntry, match="more than the worst pain of the day, 3"):
        store.amend_entries({SUNDAY: {"run_pain": 4}}, {})
    assert versions(store) == 1


def test_a_table_of_scores_read_twice_is_one_version_beside_a_warning_sign(store):
    store.add_entry(Entry(SUNDAY, 3, signs="night"))
    for _ in range(2):
        store.add_entry(Entry(SUNDAY, 5))
    assert versions(store) == 2
    assert store.load().diary["signs"].tolist() == ["night"]
