"""The same log in PostgreSQL; $HIPLOG_TEST_POSTGRES, a URL, makes every test of this folder run there too."""

from __future__ import annotations

import os
from concurrent.futures import ThreadPoolExecutor
from datetime import UTC, date, datetime, timedelta
from threading import Barrier

import pandas as pd
import pytest
import sqlalchemy as sa
from alembic import command

from ingest.errors import InvalidEntry, StoreError
from ingest.schema import GAIT, LAPS, TRACK
from ingest.store import Store, engine, points
from ingest.store.gait import Windowed, packed
from ingest.store.ground import mark
from ingest.store.upgrade import configured

URL = os.environ.get("HIPLOG_TEST_POSTGRES")
pytestmark = pytest.mark.skipif(URL is None, reason="HIPLOG_TEST_POSTGRES names no PostgreSQL server")
there_alone = pytest.mark.parametrize("where", ["postgresql"], indirect=True)
"""For a test that would tell nothing new of the other database."""

MONDAY = date(2026, 5, 4)
NO_POINTS, NO_LAPS = points.encoded(TRACK.empty(), TRACK), points.encoded(LAPS.empty(), LAPS)


def test_the_log_is_kept_in_postgresql(where, add, store):
    add("a", title="Läufe")
    if where.startswith("postgresql"):
        assert store._engine.dialect.name == "postgresql"
    assert Store(where).load().runs["title"].tolist() == ["Läufe"]


def test_a_server_that_is_not_there_is_told_without_the_password():
    with pytest.raises(StoreError, match="cannot be used") as caught:
        Store("postgresql+psycopg://runner:secret@127.0.0.1:1/log")
    assert "secret" not in str(caught.value)


def windowed(run_id, *cadences_spm):
    rows = [{"elapsed_s": 60.0 * place, "cadence_spm": each} for place, each in enumerate(cadences_spm)]
    return Windowed(run_id, packed(GAIT.frame(rows)), mark(NO_POINTS))


def cadences(store, *run_ids):
    return store.gait(run_ids)[["run_id", "cadence_spm"]].to_numpy().tolist()


@pytest.fixture
def fourth(where):
    """Where a log of the fourth version is, with a run and a clearing of two runners."""
    config = configured()
    with engine.writing(engine.connecting(engine.url_of(where))) as connection:
        config.attributes["connection"] = connection
        command.upgrade(config, "0004")
        for runner_id in (1, 2):
            fill(connection, runner_id=runner_id, run_id="old", day=MONDAY)
    return where


def fill(connection, **named):
    started_at = datetime(2026, 5, 4, 6, 30, tzinfo=UTC).replace(tzinfo=None)
    for statement in (
        "INSERT INTO runners (runner_id, data_version) VALUES (:runner_id, 7)",
        "INSERT INTO runs (runner_id, run_id, started_at, day, title, distance_m) "
        "VALUES (:runner_id, :run_id, :started_at, :day, 'Läufe', 5000)",
        "INSERT INTO tracks (runner_id, run_id, track, laps) VALUES (:runner_id, :run_id, :track, :laps)",
        "INSERT INTO clearances (runner_id, day, flags, note, cleared_at) "
        "VALUES (:runner_id, :day, 'signs.limp', 'seen', :started_at)",
    ):
        here = named | {"started_at": started_at, "track": NO_POINTS, "laps": NO_LAPS}
        connection.execute(sa.text(statement), here)


@there_alone
def test_a_log_of_the_fourth_version_keeps_all_and_has_room_for_form_and_self_tests(fourth):
    store = Store(fourth)
    log = store.load(minutes_since=MONDAY)
    assert log.runs[["run_id", "title", "distance_m"]].to_numpy().tolist() == [["old", "Läufe", 5000.0]]
    assert log.clearances["note"].tolist() == ["seen"]
    assert (log.gait.empty, log.self_tests.empty) == (True, True)
    assert store.ungaited() == ["old"]
    store.put_gait([windowed("old", 170.0)])
    store.start_self_test("descent_m", MONDAY, "ABBA")
    assert cadences(store, "old") == [["old", 170.0]]
    assert store.data_version() == 9


@there_alone
def test_an_upgrade_from_the_fourth_version_that_fails_leaves_the_log_at_the_fourth(fourth):
    made = engine.connecting(engine.url_of(fourth))
    with engine.writing(made) as connection:
        connection.exec_driver_sql("CREATE TABLE self_tests (mine integer)")
    with pytest.raises(StoreError):
        Store(fourth)
    with engine.writing(made) as connection:
        assert connection.exec_driver_sql("SELECT version_num FROM alembic_version").scalar() == "0004"
        assert "gait" not in sa.inspect(connection).get_table_names()
        connection.exec_driver_sql("DROP TABLE self_tests")
    assert Store(fourth).ungaited() == ["old"]


@there_alone
def test_windows_are_kept_replaced_and_go_with_their_run_and_another_runner_keeps_theirs(fourth):
    mine, theirs = Store(fourth), Store(fourth, runner_id=2)
    mine.put_gait([windowed("old", 170.0, 171.5)])
    theirs.put_gait([windowed("old", 165.0)])
    mine.put_gait([windowed("old", 168.0)])
    assert (cadences(mine, "old"), cadences(theirs, "old")) == ([["old", 168.0]], [["old", 165.0]])
    with mine.intake() as intake:
        intake.remove_run("old")
    assert (cadences(mine, "old"), cadences(theirs, "old")) == ([], [["old", 165.0]])
    with engine.reading(mine._engine) as connection:
        kept = connection.exec_driver_sql("SELECT runner_id, run_id FROM gait").all()
    assert kept == [(2, "old")]


@there_alone
def test_windows_of_all_columns_come_back_to_seven_digits_with_what_is_absent(fourth):
    store = Store(fourth)
    rows = GAIT.frame([dict.fromkeys(GAIT.names, 1234.5678) | {"grade": None}, {"elapsed_s": 0.0}])
    store.put_gait([Windowed("old", packed(rows), mark(NO_POINTS))])
    found = store.load(minutes_since=MONDAY).gait[GAIT.names]
    pd.testing.assert_frame_equal(found, rows, rtol=1e-7, check_exact=False)


@there_alone
def test_windows_of_an_older_version_are_waited_for_again_and_stand_until_then(fourth):
    store = Store(fourth)
    older = packed(GAIT.frame([{"cadence_spm": 99.0}])).partition(b"\n")[2]
    store.put_gait([Windowed("old", older, mark(NO_POINTS))])
    assert (store.ungaited(), cadences(store, "old")) == (["old"], [["old", 99.0]])
    store.put_gait([windowed("old", 170.0)])
    assert (store.ungaited(), cadences(store, "old")) == ([], [["old", 170.0]])


@there_alone
def test_other_points_take_a_run_s_windows_with_them(fourth, run_row, track, laps):
    store = Store(fourth)
    store.put_gait([windowed("old", 170.0)])
    blobs = {"track": points.encoded(track, TRACK), "laps": points.encoded(laps, LAPS)}
    with store.intake() as intake:
        intake.replace_run("old", run_row(), blobs)
    store.put_gait([windowed("old", 170.0)])  # of the points before
    assert (store.ungaited(), cadences(store, "old")) == (["old"], [])


@there_alone
def test_a_self_test_is_begun_lengthened_and_ended_and_another_runner_s_stays(fourth):
    mine, theirs = Store(fourth), Store(fourth, runner_id=2)
    name = mine.start_self_test("descent_m", MONDAY, "ABBA")
    assert theirs.start_self_test("concrete_m", MONDAY, "BABA") == name
    mine.extend_self_test(name, "BA", seen="ABBA")
    mine.end_self_test(name, MONDAY + timedelta(days=9), "a *cold*\0, Ärger")
    columns = ["factor", "weeks", "ended_on", "note"]
    ended = pd.Timestamp(2026, 5, 13)
    assert mine.load().self_tests[columns].values.tolist() == [
        ["descent_m", "ABBABA", ended, "a *cold*, Ärger"]
    ]
    assert theirs.load().self_tests[["factor", "weeks"]].values.tolist() == [["concrete_m", "BABA"]]
    assert theirs.load().self_tests["ended_on"].isna().all()


def test_of_self_tests_begun_at_once_one_goes_on(where):
    """Four threads, each with a connection of its own: the first in keeps its draw, the others are told."""
    Store(where).save_limits({})  # the runner is known: the row that others wait at is there
    together = Barrier(4)

    def begin(factor):
        store = Store(where)
        together.wait(timeout=60)
        try:
            return store.start_self_test(factor, MONDAY, "ABBA")
        except InvalidEntry:
            return None

    with ThreadPoolExecutor(4) as pool:
        named = list(pool.map(begin, ("descent_m", "concrete_m", "turned_deg", "weighted_steps")))
    assert sorted(named, key=str) == ["2026-05-04", None, None, None]
    assert len(Store(where).load().self_tests) == 1
