"""Opens a database: makes room for it, brings its tables up to date, and sets its journal."""

from __future__ import annotations

import os
import sqlite3
from pathlib import Path

from sqlalchemy import Connection, Engine, inspect, text
from sqlalchemy.engine import URL

from ingest.errors import StoreError
from ingest.store.engine import connecting, in_plain_words

HEAD = "0005"  # the newest migration; a test holds it against the folder

# Before this version a WAL could be reset under a reader's feet and lose rows.
WAL_IS_SOUND = (3, 51, 3)


def opened(url: URL) -> Engine:
    """An engine on a database that exists and is up to date.

    Raises StoreError where the place cannot be written, or holds something else.
    """
    if url.get_backend_name() == "sqlite":
        _make_room(Path(url.database))
    engine = connecting(url)
    with in_plain_words(url):
        _settle(engine)
    return engine


def _make_room(path: Path) -> None:
    """Folder and file for the runner's eyes only; what exists already keeps its mode."""
    try:
        path.parent.mkdir(mode=0o700, parents=True, exist_ok=True)
        os.close(os.open(path, os.O_CREAT | os.O_RDWR, 0o600))
    except OSError as error:
        raise StoreError(
            f"The log cannot be kept in {path.parent}: {error.strerror}. Choose another folder."
        ) from error


def _settle(engine: Engine) -> None:
    """Brings the tables up to date. Costs one query where they are."""
    with engine.connect() as connection:
        stamp, foreign = _stamp(connection)
    if foreign:
        raise StoreError(f"{engine.url.database} belongs to another program. Choose another folder.")
    if stamp != HEAD:
        from ingest.store.upgrade import upgrade  # Alembic takes longer to load than the log

        upgrade(engine, stamp)
    if engine.dialect.name == "sqlite":
        _choose_journal(engine)


def _stamp(connection: Connection) -> tuple[str | None, bool]:
    """The migration that the tables stand at, and whether they are somebody else's."""
    names = set(inspect(connection).get_table_names())
    if "alembic_version" in names:
        stamp = connection.scalar(text("SELECT version_num FROM alembic_version"))
        return stamp, "runners" not in names and stamp is not None
    return None, bool(names)


def _choose_journal(engine: Engine) -> None:
    wanted = "wal" if sqlite3.sqlite_version_info >= WAL_IS_SOUND else "delete"
    connection = engine.raw_connection()
    try:
        if connection.cursor().execute("PRAGMA journal_mode").fetchone() != (wanted,):
            connection.cursor().execute(f"PRAGMA journal_mode = {wanted}")
    finally:
        connection.close()
