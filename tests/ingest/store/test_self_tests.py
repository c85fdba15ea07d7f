"""Self-tests in the store: one at a time, drawn once, ended once."""

from datetime import date, timedelta

import pandas as pd
import pytest

from ingest.errors import ChangedMeanwhile, InvalidEntry, NotInTheLog
from ingest.schema import SELF_TESTS

MONDAY = date(2026, 5, 4)
DAY = timedelta(days=1)


def kept(store):
    return store.load().self_tests.drop(columns="note").values.tolist()


def test_a_log_without_a_self_test_has_the_empty_table(store):
    frame = store.load().self_tests
    assert frame.empty
    assert list(frame) == SELF_TESTS.names


def test_a_self_test_comes_back_as_it_was_begun(store):
    assert store.start_self_test("descent_m", MONDAY, "ABBA") == "2026-05-04"
    assert kept(store) == [["2026-05-04", "descent_m", pd.Timestamp(MONDAY), "ABBA", pd.NaT]]


def test_a_second_tap_draws_no_second_order(store):
    names = [store.start_self_test("descent_m", MONDAY, weeks) for weeks in ("ABBA", "BAAB")]
    assert names == ["2026-05-04"] * 2
    assert [row[3] for row in kept(store)] == ["ABBA"]


@pytest.mark.parametrize(("factor", "later"), [("concrete_m", 0), ("descent_m", 7), ("descent_m", 27)])
def test_one_goes_on_at_a_time(store, factor, later):
    store.start_self_test("descent_m", MONDAY, "ABBA")
    with pytest.raises(InvalidEntry, match="one at a time"):
        store.start_self_test(factor, MONDAY + later * DAY, "BABA")
    assert len(kept(store)) == 1


def test_after_the_last_week_another_can_begin(store):
    store.start_self_test("descent_m", MONDAY, "ABBA")
    assert store.start_self_test("descent_m", MONDAY + 28 * DAY, "BABA") == "2026-06-01"


def test_one_that_was_called_off_makes_room_for_another_of_the_same_day(store):
    store.end_self_test(store.start_self_test("descent_m", MONDAY, "ABBA"), MONDAY - DAY)
    assert store.start_self_test("descent_m", MONDAY, "BABA") == "2026-05-04-2"
    assert [row[3] for row in kept(store)] == ["ABBA", "BABA"]


@pytest.mark.parametrize("weeks", ["", None, "AB", "AABB", "ABB", "ABXA", "abba", "AB" * 7, "ABBA "])
def test_an_order_that_is_not_made_of_two_to_six_pairs_is_refused(store, weeks):
    with pytest.raises(InvalidEntry, match="four to twelve weeks"):
        store.start_self_test("descent_m", MONDAY, weeks)
    assert kept(store) == []


def test_the_longest_order_is_taken(store):
    store.start_self_test("descent_m", MONDAY, "AB" * 6)
    assert [row[3] for row in kept(store)] == ["AB" * 6]


def test_it_is_made_longer_once_however_often_it_is_sent(store):
    name = store.start_self_test("descent_m", MONDAY, "ABBA")
    store.extend_self_test(name, "BA", seen="ABBA")
    store.extend_self_test(name, "AB", seen="ABBA")
    assert [row[3] for row in kept(store)] == ["ABBABA"]
    with pytest.raises(InvalidEntry, match="four to twelve weeks"):
        store.extend_self_test(name, "BB", seen="ABBABA")
    assert [row[3] for row in kept(store)] == ["ABBABA"]


def test_one_that_has_ended_is_not_made_longer(store):
    name = store.start_self_test("descent_m", MONDAY, "ABBA")
    store.end_self_test(name, MONDAY + DAY)
    with pytest.raises(ChangedMeanwhile, match="has ended"):
        store.extend_self_test(name, "AB", seen="ABBA")


def test_the_first_end_stands(store):
    name = store.start_self_test("descent_m", MONDAY, "ABBA")
    store.end_self_test(name, MONDAY + 9 * DAY, "a *cold*")
    store.end_self_test(name, MONDAY + 12 * DAY)
    row = store.load().self_tests.iloc[0]
    assert (row["ended_on"].date(), row["note"]) == (MONDAY + 9 * DAY, "a *cold*")


@pytest.mark.parametrize(("later", "ended"), [(27, MONDAY + 27 * DAY), (28, None)])
def test_one_that_has_come_to_its_end_is_not_ended_early(store, later, ended):
    store.end_self_test(store.start_self_test("descent_m", MONDAY, "ABBA"), MONDAY + later * DAY)
    on = store.load().self_tests["ended_on"].iloc[0]
    assert (None if pd.isna(on) else on.date()) == ended


def test_a_self_test_that_is_not_there_is_said_not_to_be(store):
    with pytest.raises(NotInTheLog, match="no self-test “x”"):
        store.end_self_test("x", MONDAY)
    with pytest.raises(NotInTheLog, match="no self-test “x”"):
        store.extend_self_test("x", "AB", seen="ABBA")


def test_every_change_counts_as_a_change_of_the_log(store):
    before = store.data_version()
    name = store.start_self_test("descent_m", MONDAY, "ABBA")
    store.extend_self_test(name, "BA", seen="ABBA")
    store.end_self_test(name, MONDAY)
    assert store.data_version() == before + 3
