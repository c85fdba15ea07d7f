"""An entry can be taken back; the versions before it stay in the database."""

from datetime import date

import pytest

from ingest.diary import Entry
from ingest.store import Store
from tests.diary_days import withdraw

DAY = date(2026, 11, 20)


@pytest.fixture
def store(tmp_path):
    return Store(tmp_path / "store")


def test_a_withdrawn_entry_is_a_day_without_an_entry(store):
    store.add_entry(Entry(DAY, worst_pain=4))
    withdraw(store, DAY)
    assert store.load().diary.empty


def test_withdrawing_one_day_leaves_the_others(store):
    store.add_entries([Entry(DAY, worst_pain=0), Entry(date(2026, 11, 21), note="stiff")])
    withdraw(store, DAY)
    assert store.load().diary["note"].tolist() == ["stiff"]


def test_the_same_words_count_again_after_a_withdrawal(store):
    store.add_entry(Entry(DAY, worst_pain=4))
    withdraw(store, DAY)
    store.add_entry(Entry(DAY, worst_pain=4))
    assert store.load().diary["worst_pain"].tolist() == [4.0]


def test_a_withdrawal_counts_as_a_change_of_the_log(store):
    store.add_entry(Entry(DAY, worst_pain=4))
    before = store.data_version()
    withdraw(store, DAY)
    assert store.data_version() > before
