"""A log of the first version is brought to the second: its runs, their recordings, nothing lost."""

import sqlite3

import pytest
from alembic import command

from ingest.store import Store, engine
from ingest.store.opening import HEAD
from ingest.store.upgrade import configured

FIRST = "a" * 64
RICHER = "b" * 64
RUN = "INSERT INTO runs (runner_id, run_id, started_at, day, title, sport, device, format, distance_m, "
RUN += "elapsed_s)"
FILE = "INSERT INTO files (runner_id, imported_at, name, status, reason, run_ids, sha256, bytes)"


@pytest.fixture
def old(tmp_path):
    """As the first hiplog left it: a run of two files, the second of which is shown; a file of two runs."""
    made = engine.connecting(engine.url_of(str(tmp_path)))
    config = configured()
    with engine.writing(made) as connection:
        config.attributes["connection"] = connection
        command.upgrade(config, "0001")
        say = connection.exec_driver_sql
        say("INSERT INTO runners (runner_id, data_version) VALUES (1, 7)")
        for run_id, day in (("a" * 16, 3), ("c" * 16, 4), ("c" * 16 + "-2", 5)):
            moment = f"2026-05-0{day} 06:00:00.000000"
            told = "'Woods', 'running', 'Garmin', 'fit', 5000.0, 1500.0"
            say(f"{RUN} VALUES (1, '{run_id}', '{moment}', '2026-05-0{day}', {told})")
            say(f"INSERT INTO tracks VALUES (1, '{run_id}', x'00', x'00')")
        for name, status, run_ids, sha256 in (
            ("phone.gpx", "imported", "a" * 16, FIRST),
            ("watch.fit", "merged", "a" * 16, RICHER),
            ("copy.fit", "duplicate", "a" * 16, RICHER),
            ("day.fit", "imported", f"{'c' * 16} {'c' * 16}-2", "c" * 64),
        ):
            moment = "2026-05-06 06:00:00.000000"
            say(f"{FILE} VALUES (1, '{moment}', '{name}', '{status}', '', '{run_ids}', '{sha256}', 3)")
    return tmp_path


def test_every_run_has_the_recording_that_it_is_shown_from(old):
    store = Store(old)
    recordings = store.recordings(store.load().runs["run_id"])
    told = recordings[["recording_id", "run_id", "name", "sha256", "number"]].to_numpy().tolist()
    assert told == [
        ["b" * 16, "a" * 16, "watch.fit", RICHER, 0.0],
        ["c" * 16, "c" * 16, "day.fit", "c" * 64, 0.0],
        ["c" * 16 + "-2", "c" * 16 + "-2", "day.fit", "c" * 64, 1.0],
    ]
    assert recordings["distance_m"].tolist() == [5000.0] * 3
    assert recordings["gives"].unique().tolist() == ["distance, time and all else"]
    assert recordings["apart"].tolist() == [0.0] * 3


def test_nothing_else_is_changed(old):
    store = Store(old)
    runs = store.load().runs
    assert runs["title"].tolist() == ["Woods"] * 3
    assert runs[["kind_source", "distance_source", "excluded", "recorded_distance_m"]].isna().all(axis=None)
    assert len(store.files()) == 4
    assert store.data_version() == 7


def test_an_empty_log_of_the_first_version_opens(tmp_path):
    made = engine.connecting(engine.url_of(str(tmp_path)))
    config = configured()
    with engine.writing(made) as connection:
        config.attributes["connection"] = connection
        command.upgrade(config, "0001")
    assert Store(tmp_path).load().runs.empty
    with sqlite3.connect(tmp_path / "hiplog.db") as connection:
        assert connection.execute("SELECT version_num FROM alembic_version").fetchall() == [(HEAD,)]
    connection.close()
