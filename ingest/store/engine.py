"""Where the database is, and transactions on it that other processes can live with."""

from __future__ import annotations

import os
import sqlite3
import time
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

from sqlalchemy import Connection, Engine, NullPool, create_engine, event
from sqlalchemy.engine import URL, make_url
from sqlalchemy.exc import ArgumentError, DBAPIError, IntegrityError, NoSuchModuleError

from ingest.errors import StoreError

DATABASE = "hiplog.db"
KINDS = ("sqlite", "postgresql")
WAIT_S = 30.0  # how long a writer waits for another one
LOOK_S = 0.002  # between two looks whether it is done
PAGES_AT_ONCE = 1000
PAUSE_S = 0.01


def url_of(where: str | Path | None) -> URL:
    """The database's address: a URL as it is, a folder's hiplog.db, $HIPLOG_STORE, or ~/.hiplog.

    Raises StoreError for a folder that is a file, and for a database kind that nobody knows.
    """
    where = where or os.environ.get("HIPLOG_STORE") or Path.home() / ".hiplog"
    if "://" in str(where):
        return _known_url(str(where))
    folder = Path(where).expanduser().absolute()
    if folder.is_file():
        raise StoreError(f"{folder} is a file. Name the folder in which your log is to be kept.")
    return URL.create("sqlite", database=str(folder / DATABASE))


def _known_url(where: str) -> URL:
    try:
        url = make_url(where)
    except ArgumentError as error:
        raise StoreError("The address of the log is not one of a database.") from error
    if url.get_backend_name() not in KINDS:
        raise StoreError(f"A log is kept in {' or '.join(KINDS)}, not in {url.get_backend_name()}.")
    if url.get_backend_name() == "sqlite" and url.database in (None, "", ":memory:"):
        raise StoreError("The log needs a place on disk. Name a folder.")
    return url


def connecting(url: URL) -> Engine:
    # No pool: a connection that outlives its transaction gets in the way of forks, threads and deletes.
    try:
        if url.get_backend_name() != "sqlite":
            return create_engine(url, poolclass=NullPool)
        arguments = {"isolation_level": None, "timeout": WAIT_S}
        engine = create_engine(url, poolclass=NullPool, connect_args=arguments)
    except (ModuleNotFoundError, NoSuchModuleError) as error:
        raise StoreError(
            f"For a log kept in {url.get_backend_name()}, install its driver: {error}."
        ) from error
    event.listen(engine, "connect", _set_rules)
    event.listen(engine, "begin", _begin)
    return engine


def _set_rules(connection: sqlite3.Connection, _record) -> None:
    connection.execute("PRAGMA foreign_keys = ON")
    connection.execute("PRAGMA synchronous = EXTRA")  # a commit outlives a power cut
    if connection.execute("PRAGMA page_count").fetchone()[0] == 0:  # later it counts for nothing, but writes
        connection.execute("PRAGMA auto_vacuum = INCREMENTAL")


def _begin(connection: Connection) -> None:
    """A writer takes its lock at once: upgrading later fails with "database is locked"."""
    if connection.get_execution_options().get("writes", False):
        _lock(connection.connection.driver_connection)
    else:
        connection.exec_driver_sql("BEGIN")


def _lock(connection: sqlite3.Connection) -> None:
    """Begins to write, asking again and again: SQLite itself would look ever more seldom, and miss the
    short pauses that an import makes for the diary."""
    until = time.monotonic() + WAIT_S
    connection.execute("PRAGMA busy_timeout = 0")
    try:
        while not _began(connection, last=time.monotonic() > until):
            time.sleep(LOOK_S)
    finally:
        connection.execute(f"PRAGMA busy_timeout = {WAIT_S * 1000:.0f}")


def _began(connection: sqlite3.Connection, last: bool) -> bool:
    try:
        connection.execute("BEGIN IMMEDIATE")
    except sqlite3.OperationalError as trouble:
        if last or "locked" not in str(trouble):
            raise
        return False
    return True


@contextmanager
def reading(engine: Engine) -> Iterator[Connection]:
    """One transaction that sees one moment of the log."""
    with in_plain_words(engine.url), _snapshot(engine) as connection, connection.begin():
        yield connection


def _snapshot(engine: Engine) -> Connection:
    if engine.dialect.name == "sqlite":
        return engine.connect()
    return engine.connect().execution_options(isolation_level="REPEATABLE READ")


@contextmanager
def writing(engine: Engine) -> Iterator[Connection]:
    """One transaction that is kept whole or not at all."""
    with in_plain_words(engine.url), engine.connect() as connection:
        connection.execution_options(writes=True)
        with connection.begin():
            yield connection


def give_back(engine: Engine) -> None:
    """Gives the room of what was deleted back to the disk, a little at a time, for others wait.

    A log made before this was possible keeps the room for its next runs.
    """
    if engine.dialect.name != "sqlite":
        return
    with in_plain_words(engine.url):
        connection = engine.raw_connection()
        try:
            while _given_back(connection.driver_connection):
                time.sleep(PAUSE_S)
        finally:
            connection.close()


def _given_back(connection: sqlite3.Connection) -> bool:
    """Gives some free pages back; whether there are more to give."""
    before = _free_pages(connection)
    if not before:
        return False
    # As a script: for `execute`, this pragma is done after its first page.
    connection.executescript(f"BEGIN IMMEDIATE; PRAGMA incremental_vacuum({PAGES_AT_ONCE}); COMMIT;")
    return 0 < _free_pages(connection) < before


def _free_pages(connection: sqlite3.Connection) -> int:
    return connection.execute("PRAGMA freelist_count").fetchone()[0]


@contextmanager
def in_plain_words(url: URL) -> Iterator[None]:
    """What the database says, for the runner. A broken constraint is our bug and stays as it is."""
    try:
        yield
    except IntegrityError:
        raise
    except DBAPIError as error:
        raise StoreError(_sentence(str(error.orig), url)) from error
    except sqlite3.Error as error:  # said while connecting, before SQLAlchemy listens
        raise StoreError(_sentence(str(error), url)) from error


def _sentence(said: str, url: URL) -> str:
    place = url.database if url.get_backend_name() == "sqlite" else str(url)
    if "not a database" in said or "malformed" in said:
        return f"{place} is damaged or no hiplog log. Put it aside, and restore a backup or start anew."
    if "locked" in said:
        return f"{place} is in use by another program. Try again when it is done."
    if "full" in said:
        return f"The disk that holds {place} is full. Make room and try again; nothing was half saved."
    if "readonly" in said or "unable to open" in said:
        return f"{place} cannot be written. Check that the file and its folder are yours."
    return f"The log in {place} cannot be used: {said.strip()}"
