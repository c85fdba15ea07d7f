"""Opening a log: made where it is missing, for the runner's eyes only, refused with a sentence."""

from __future__ import annotations

import os
import sqlite3
import stat
import subprocess
import sys
from pathlib import Path

import pytest

from ingest.errors import StoreError
from ingest.schema import Profile
from ingest.store import Store, engine, opening, upgrade

ROOT = Path(__file__).parents[3]


def mode(path):
    return stat.S_IMODE(path.stat().st_mode)


def pragma(store, name):
    with engine.reading(store._engine) as connection:
        return connection.exec_driver_sql(f"PRAGMA {name}").scalar()


@pytest.mark.skipif(os.name == "nt", reason="Windows knows no such modes")
def test_a_new_log_is_for_the_runners_eyes_only(tmp_path):
    Store(tmp_path / "log").add_shoe("Ghost", "road")
    assert mode(tmp_path / "log") == 0o700
    assert mode(tmp_path / "log" / "hiplog.db") == 0o600


@pytest.mark.skipif(os.name == "nt", reason="Windows knows no such modes")
def test_a_folder_that_was_there_keeps_its_mode(tmp_path):
    (tmp_path / "log").mkdir(mode=0o755)
    Store(tmp_path / "log")
    assert mode(tmp_path / "log") == 0o755
    assert mode(tmp_path / "log" / "hiplog.db") == 0o600


def test_a_log_is_made_where_folders_are_missing(tmp_path):
    Store(tmp_path / "a" / "b")
    assert (tmp_path / "a" / "b" / "hiplog.db").exists()


def test_the_place_comes_from_the_environment_and_else_is_at_home(tmp_path, monkeypatch):
    monkeypatch.setenv("HIPLOG_STORE", str(tmp_path / "named"))
    assert Store().where == f"sqlite:///{tmp_path / 'named' / 'hiplog.db'}"
    monkeypatch.delenv("HIPLOG_STORE")
    monkeypatch.setenv("HOME", str(tmp_path))
    monkeypatch.setenv("USERPROFILE", str(tmp_path))
    assert Store().where == f"sqlite:///{tmp_path / '.hiplog' / 'hiplog.db'}"


def test_a_tilde_means_home(tmp_path, monkeypatch):
    monkeypatch.setenv("HOME", str(tmp_path))
    monkeypatch.setenv("USERPROFILE", str(tmp_path))
    Store("~/log")
    assert (tmp_path / "log" / "hiplog.db").exists()


def test_a_place_with_odd_letters_is_a_place(tmp_path):
    store = Store(tmp_path / "Läufe 100 % & #1?")
    store.add_shoe("Ghost", "road")
    assert len(Store(store.where).load().shoes) == 1


def test_a_log_can_be_named_by_its_url(tmp_path):
    Store(tmp_path).add_shoe("Ghost", "road")
    assert len(Store(f"sqlite:///{tmp_path / 'hiplog.db'}").load().shoes) == 1


def test_writers_keep_to_the_rules(tmp_path):
    store = Store(tmp_path)
    assert pragma(store, "foreign_keys") == 1
    assert pragma(store, "synchronous") == 3  # EXTRA: on disk before it is acknowledged
    assert pragma(store, "busy_timeout") == 30_000


def test_opening_and_reading_write_nothing(tmp_path):
    store = Store(tmp_path)
    before = (tmp_path / "hiplog.db").read_bytes()
    Store(tmp_path).load()
    store.data_version()
    assert (tmp_path / "hiplog.db").read_bytes() == before


def test_a_writer_takes_its_lock_at_once(tmp_path):
    store = Store(tmp_path)
    other = sqlite3.connect(tmp_path / "hiplog.db", timeout=0)
    with engine.writing(store._engine), pytest.raises(sqlite3.OperationalError, match="locked"):
        other.execute("BEGIN IMMEDIATE")
    other.execute("BEGIN IMMEDIATE")
    other.close()


@pytest.mark.parametrize(("sound_from", "journal"), [((3, 0, 0), "wal"), ((9, 0, 0), "delete")])
def test_the_write_ahead_log_is_used_only_where_sqlite_is_sound(tmp_path, monkeypatch, sound_from, journal):
    monkeypatch.setattr(opening, "WAL_IS_SOUND", sound_from)
    assert pragma(Store(tmp_path), "journal_mode") == journal


def test_a_write_ahead_log_is_left_again_where_sqlite_is_not_sound(tmp_path, monkeypatch):
    monkeypatch.setattr(opening, "WAL_IS_SOUND", (3, 0, 0))
    Store(tmp_path).add_shoe("Ghost", "road")
    monkeypatch.setattr(opening, "WAL_IS_SOUND", (9, 0, 0))
    store = Store(tmp_path)
    assert pragma(store, "journal_mode") == "delete"
    assert len(store.load().shoes) == 1


def refused(where, said):
    with pytest.raises(StoreError, match=said) as caught:
        Store(where)
    assert str(caught.value).endswith(".")


def test_a_file_is_no_folder(tmp_path):
    (tmp_path / "log").write_text("x")
    refused(tmp_path / "log", "log is a file. Name the folder")


def test_a_folder_below_a_file_cannot_be_made(tmp_path):
    (tmp_path / "file").write_text("x")
    refused(tmp_path / "file" / "log", "cannot be kept in .*: Not a directory. Choose another folder")


def test_a_folder_in_the_databases_place_is_told(tmp_path):
    (tmp_path / "hiplog.db").mkdir()
    refused(tmp_path, "cannot be kept in")


@pytest.mark.skipif(not hasattr(os, "geteuid") or os.geteuid() == 0, reason="root may write everywhere")
def test_a_folder_that_cannot_be_written_is_told(tmp_path):
    (tmp_path / "log").mkdir(mode=0o500)
    refused(tmp_path / "log", "cannot be kept in .*: Permission denied")


def test_a_file_of_another_kind_is_told_and_left_alone(tmp_path):
    path = tmp_path / "hiplog.db"
    path.write_bytes(b"Dear diary, today my hip " * 500)
    before = path.read_bytes()
    refused(tmp_path, "damaged or no hiplog log")
    assert path.read_bytes() == before


def test_a_torn_log_is_told(tmp_path):
    store = Store(tmp_path)
    for number in range(300):
        store.add_shoe(f"Pair {number}", "road")
    path = tmp_path / "hiplog.db"
    data = path.read_bytes()
    path.write_bytes(data[:4096] + b"\xff" * (len(data) - 4096))
    with pytest.raises(StoreError, match="damaged"):
        Store(tmp_path).load()


def test_an_empty_file_becomes_a_log(tmp_path):
    (tmp_path / "hiplog.db").touch()
    assert Store(tmp_path).load().profile == Profile()


def test_another_programs_database_is_told_and_left_alone(tmp_path):
    with sqlite3.connect(tmp_path / "hiplog.db") as connection:
        connection.execute("CREATE TABLE recipes (name TEXT)")
    connection.close()
    refused(tmp_path, "belongs to another program. Choose another folder")


def test_another_programs_database_that_alembic_made_is_told(tmp_path):
    with sqlite3.connect(tmp_path / "hiplog.db") as connection:
        connection.execute("CREATE TABLE alembic_version (version_num TEXT)")
        connection.execute("INSERT INTO alembic_version VALUES ('f00')")
    connection.close()
    refused(tmp_path, "belongs to another program")


def test_a_log_of_a_newer_hiplog_is_told_and_left_alone(tmp_path):
    Store(tmp_path)
    with sqlite3.connect(tmp_path / "hiplog.db") as connection:
        connection.execute("UPDATE alembic_version SET version_num = '9999'")
    connection.close()
    refused(tmp_path, "written by a newer hiplog. Update hiplog")
    with sqlite3.connect(tmp_path / "hiplog.db") as connection:
        assert connection.execute("SELECT version_num FROM alembic_version").fetchall() == [("9999",)]
    connection.close()


def test_a_log_that_another_program_holds_is_told(tmp_path, monkeypatch):
    monkeypatch.setattr(engine, "WAIT_S", 0.05)
    store = Store(tmp_path)
    other = sqlite3.connect(tmp_path / "hiplog.db")
    other.execute("BEGIN EXCLUSIVE")
    with pytest.raises(StoreError, match=r"in use by another program\. Try again"):
        store.add_shoe("Ghost", "road")
    with pytest.raises(StoreError, match="in use by another program"):
        store.load()
    other.close()
    store.add_shoe("Ghost", "road")


def test_a_full_disk_is_told_and_nothing_is_half_saved(tmp_path, run_row, track, laps):
    store = Store(tmp_path)
    with engine.writing(store._engine) as connection:
        pages = connection.exec_driver_sql("PRAGMA page_count").scalar()
    engine.event.listen(
        store._engine, "connect", lambda c, _: c.execute(f"PRAGMA max_page_count = {pages + 20}").fetchall()
    )
    from ingest.store import Original

    with pytest.raises(StoreError, match=r"disk that holds .* is full\. Make room"):
        store.add_run("a", run_row(), track, laps, Original("a", os.urandom(500_000)))
    assert store.load().runs.empty
    assert store.files().empty


@pytest.mark.parametrize(
    ("where", "said"),
    [
        ("mysql://localhost/log", "kept in sqlite or postgresql, not in mysql"),
        ("://", "not one of a database"),
        ("sqlite://", "needs a place on disk"),
        ("sqlite:///:memory:", "needs a place on disk"),
        ("postgresql+nosuch://localhost/log", "install its driver"),
    ],
)
def test_an_address_that_hiplog_cannot_use_is_told(where, said):
    refused(where, said)


def test_a_missing_driver_is_told(monkeypatch):
    monkeypatch.setitem(sys.modules, "psycopg", None)
    refused("postgresql+psycopg://localhost/log", "kept in postgresql, install its driver: .*psycopg")


def test_a_password_is_never_shown(monkeypatch):
    monkeypatch.setattr(engine, "create_engine", lambda *a, **k: pytest.fail("nothing to connect to"))
    url = engine.url_of("postgresql+psycopg://runner:secret@localhost/log")
    assert "secret" not in engine._sentence("server is down", url)


def test_an_existing_log_opens_without_loading_alembic(tmp_path):
    Store(tmp_path)
    code = f"""
import sys
from ingest.store import Store
Store({str(tmp_path)!r}).load()
print([name for name in ("alembic", "fitparse", "gpxpy", "lxml", "streamlit") if name in sys.modules])
"""
    done = subprocess.run([sys.executable, "-c", code], cwd=ROOT, capture_output=True, text=True, check=True)
    assert done.stdout.strip() == "[]"


def test_the_stamp_in_the_code_is_the_newest_migration():
    script = upgrade.ScriptDirectory.from_config(upgrade.configured())
    assert script.get_heads() == [opening.HEAD]
