"""Words ticked in a day's entry: what another page has ticked meanwhile stays."""

from concurrent.futures import ThreadPoolExecutor
from datetime import date

import pytest

from ingest.diary import Entry
from ingest.errors import InvalidEntry
from ingest.store import Store

DAY = date(2026, 5, 3)
SETS = {"prehab": ("glute_bridge", "clamshell")}


def lists(store):
    frame = store.load().diary
    return frame[["done", "exercises"]].fillna("").values.tolist()


def test_words_are_put_in_beside_those_that_stand_there(store):
    store.tick(DAY, put={"done": ["ice"]})
    store.tick(DAY, put={"done": ["heat"]})
    assert lists(store) == [["ice heat", ""]]


def test_only_the_word_taken_out_goes_and_the_rest_of_the_entry_stays(store):
    store.add_entry(Entry(DAY, worst_pain=4, note="stairs", done="ice heat"))
    store.tick(DAY, take={"done": ["ice"]})
    assert lists(store) == [["heat", ""]]
    assert store.load().diary[["worst_pain", "note"]].values.tolist() == [[4, "stairs"]]


def test_a_word_put_in_or_taken_out_twice_is_so_once(store):
    for _ in range(2):
        store.tick(DAY, put={"done": ["ice"]})
    assert lists(store) == [["ice", ""]]
    for _ in range(2):
        store.tick(DAY, take={"done": ["ice"]})
    assert lists(store) == []


def test_a_set_is_done_with_its_last_exercise_and_not_without_one(store):
    store.tick(DAY, put={"exercises": ["clamshell"]}, sets=SETS)
    assert lists(store) == [["", "clamshell"]]
    store.tick(DAY, put={"exercises": ["glute_bridge"]}, sets=SETS)
    assert lists(store)[0][0] == "prehab"
    store.tick(DAY, put={"done": ["ice"]}, take={"exercises": ["clamshell"]}, sets=SETS)
    assert lists(store) == [["ice", "glute_bridge"]]


def test_a_set_that_was_whole_before_is_left_as_the_runner_has_it(store):
    store.add_entry(Entry(DAY, exercises="clamshell glute_bridge"))
    store.tick(DAY, put={"done": ["ice"]}, sets=SETS)
    assert lists(store)[0][0] == "ice"


def test_an_unknown_word_is_refused(store):
    with pytest.raises(InvalidEntry):
        store.tick(DAY, put={"done": ["beer"]})
    assert lists(store) == []


def test_ticks_of_two_pages_at_the_same_moment_are_both_kept(store):
    words = ["ice", "heat", "massage", "strength"]
    with ThreadPoolExecutor(4) as pages:
        list(pages.map(lambda word: Store(store.where).tick(DAY, put={"done": [word]}), words))
    assert set(lists(store)[0][0].split()) == set(words)
