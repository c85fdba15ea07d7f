"""Migrations: they make the tables that the code speaks of, once, and a killed one can be run again."""

from __future__ import annotations

import os
import signal
import sqlite3
import subprocess
import sys
import threading
from pathlib import Path

import pytest
from alembic.autogenerate import compare_metadata
from alembic.migration import MigrationContext

from ingest.store import Store, engine
from ingest.store.tables import metadata

ROOT = Path(__file__).parents[3]


def test_the_migrations_make_the_tables_that_the_code_speaks_of(store):
    with engine.reading(store._engine) as connection:
        context = MigrationContext.configure(connection, opts={"compare_type": True})
        assert compare_metadata(context, metadata) == []


def test_the_comparison_sees_a_missing_column(store):
    """The test above can fail: a table that lacks a column is told."""
    with engine.writing(store._engine) as connection:
        connection.exec_driver_sql("ALTER TABLE shoes DROP COLUMN watch_m")
        differences = compare_metadata(MigrationContext.configure(connection), metadata)
    assert [(kind, table, column.name) for kind, _, table, column in differences] == [
        ("add_column", "shoes", "watch_m")
    ]


def test_many_that_open_a_new_log_at_once_make_it_once(where):
    stores, errors = [], []

    def open_it():
        try:
            stores.append(Store(where))
        except Exception as error:
            errors.append(error)

    threads = [threading.Thread(target=open_it) for _ in range(4)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    assert errors == []
    assert [store.add_shoe("Ghost", "road") for store in stores] == [
        "ghost",
        "ghost-2",
        "ghost-3",
        "ghost-4",
    ]


@pytest.mark.skipif(not hasattr(signal, "SIGKILL"), reason="needs kill -9")
def test_a_migration_that_was_killed_can_be_run_again(tmp_path):
    """Killed with half of its tables made, it leaves none behind."""
    code = f"""
import os, signal
import sqlalchemy as sa
from sqlalchemy import event
from ingest.store import Store

@event.listens_for(sa.Table, "after_create")
def die(table, connection, **_):
    if table.name == "runs":
        made = connection.exec_driver_sql("SELECT count(*) FROM sqlite_master").scalar()
        print(made, flush=True)
        os.kill(os.getpid(), signal.SIGKILL)

Store({str(tmp_path)!r})
"""
    done = subprocess.run([sys.executable, "-c", code], cwd=ROOT, capture_output=True, text=True)
    assert done.returncode == -signal.SIGKILL, done.stderr
    assert int(done.stdout) > 3
    connection = sqlite3.connect(tmp_path / "hiplog.db")
    assert connection.execute("SELECT name FROM sqlite_master").fetchall() == []
    connection.close()
    Store(tmp_path).add_shoe("Ghost", "road")


def test_a_place_is_not_lost_when_the_working_folder_changes(tmp_path, monkeypatch):
    monkeypatch.chdir(tmp_path)
    store = Store("log")
    os.chdir("/")
    store.add_shoe("Ghost", "road")
    assert (tmp_path / "log" / "hiplog.db").exists()
