"""A runner's log, opened, and the three ways to touch it: to read, to change, and to note in passing."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

from sqlalchemy import Connection

from ingest.store import rows
from ingest.store.engine import reading, url_of, writing
from ingest.store.opening import opened

Here = tuple[Connection, int]
"""What every function on the tables begins with: a connection in its transaction, and the runner_id."""


class Transactions:
    """One runner's log in a database, which is made or brought up to date where that is needed.

    `where` and `runner_id` as for a Store.
    """

    def __init__(self, where: str | Path | None = None, runner_id: int = 1) -> None:
        url = url_of(where)
        self.where = url.render_as_string(hide_password=False)
        self.runner_id = runner_id
        self._engine = opened(url)

    @contextmanager
    def _reading(self) -> Iterator[Here]:
        """A transaction that sees one moment of the log."""
        with reading(self._engine) as connection:
            yield connection, self.runner_id

    @contextmanager
    def _writing(self) -> Iterator[Here]:
        """A transaction that counts as a change of the log."""
        with self._noting() as here:
            rows.bump(*here)
            yield here

    @contextmanager
    def _noting(self) -> Iterator[Here]:
        """A transaction that counts as none: how far an import is, which files were seen."""
        with writing(self._engine) as connection:
            yield connection, self.runner_id
