"""Watched folders: where a sync tool drops files, and which of these were taken as they are."""

from __future__ import annotations

from collections.abc import Mapping
from pathlib import Path

import sqlalchemy as sa
from sqlalchemy import Connection

from ingest.errors import InvalidEntry
from ingest.store import tables
from ingest.store.rows import inserting, text, upserting

table, seen_files = tables.watched, tables.seen


def folders(connection: Connection, runner_id: int) -> list[str]:
    query = sa.select(table.c.folder).where(table.c.runner_id == runner_id)
    return list(connection.scalars(query.order_by(table.c.folder)))


def add(connection: Connection, runner_id: int, folder: str) -> None:
    """Raises InvalidEntry where the path is no folder of this machine."""
    path = Path(folder).expanduser()
    if not folder.strip() or not path.is_dir():
        raise InvalidEntry(f"“{folder}” is no folder on this machine. Give its whole path.")
    insert = inserting(connection, table).values(runner_id=runner_id, folder=str(path.resolve()))
    connection.execute(insert.on_conflict_do_nothing())


def remove(connection: Connection, runner_id: int, folder: str) -> None:
    """The folder is no longer looked into; its files and their runs stay."""
    connection.execute(sa.delete(table).where(table.c.runner_id == runner_id, table.c.folder == folder))


def seen(connection: Connection, runner_id: int) -> dict[str, tuple[int, int]]:
    query = sa.select(seen_files).where(seen_files.c.runner_id == runner_id)
    return {row.path: (row.bytes, row.modified_ns) for row in connection.execute(query)}


def note(connection: Connection, runner_id: int, files: Mapping[str, tuple[int, int]]) -> None:
    rows = [
        {"runner_id": runner_id, "path": text(path), "bytes": size, "modified_ns": modified_ns}
        for path, (size, modified_ns) in files.items()
    ]
    if rows:
        connection.execute(upserting(connection.dialect.name, seen_files), rows)
