"""Between frames and the database's rows: NaN is NULL, instants are UTC, days are dates."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from datetime import UTC, datetime
from functools import cache

import pandas as pd
import sqlalchemy as sa
from sqlalchemy import Connection
from sqlalchemy.dialects import postgresql, sqlite

from ingest import schema
from ingest.store import tables


def now() -> datetime:
    return datetime.now(UTC)


def row_of(table: schema.Table, values: Mapping) -> dict:
    """Values for the database, by column. A name that the Table lacks is a bug and raises KeyError."""
    dtypes = table.dtypes
    return {name: _plain(value, dtypes[name]) for name, value in values.items()}


def _plain(value, dtype: str):
    if pd.isna(value):
        return None
    if dtype == schema.NUMBER:
        return float(value)
    if dtype == schema.TEXT:
        return text(value)
    return _moment(value) if dtype == schema.INSTANT else pd.Timestamp(value).date()


def text(value) -> str:
    """A text that every database takes: file names may hold broken Unicode, and notes NULs."""
    return str(value).replace("\0", "").encode("utf-8", "replace").decode()


def _moment(value) -> datetime:
    return pd.Timestamp(value).tz_convert("UTC").floor("us").to_pydatetime()


def frame_of(table: schema.Table, rows: Iterable[sa.Row]) -> pd.DataFrame:
    """A conforming frame from rows whose columns stand in the Table's order."""
    rows = list(rows)
    if not rows:
        return table.empty()
    return table.conform(pd.DataFrame([tuple(row) for row in rows], columns=table.names, dtype=object))


def columns_of(table: schema.Table, kept: sa.Table) -> list[sa.Column]:
    return [kept.c[name] for name in table.names]


def inserting(connection: Connection, table: sa.Table):
    """An INSERT that knows ON CONFLICT, in this database's words."""
    return _insert(connection.dialect.name, table)


@cache
def upserting(dialect: str, table: sa.Table):
    """An INSERT that replaces the row of the same key. Kept, for putting it together takes its time."""
    insert, keys = _insert(dialect, table), [column.name for column in table.primary_key]
    names = [column.name for column in table.columns if column.name not in keys]
    set_ = {name: insert.excluded[name] for name in names}
    return insert.on_conflict_do_update(index_elements=keys, set_=set_)


def _insert(dialect: str, table: sa.Table):
    return (postgresql if dialect == "postgresql" else sqlite).insert(table)


def bump(connection: Connection, runner_id: int) -> int:
    """Counts one write, first thing in its transaction; other writers for this runner wait here."""
    runners = tables.runners
    insert = inserting(connection, runners).values(runner_id=runner_id, data_version=1)
    upsert = insert.on_conflict_do_update(
        index_elements=["runner_id"], set_={"data_version": runners.c.data_version + 1}
    )
    return connection.scalar(upsert.returning(runners.c.data_version))


def version(connection: Connection, runner_id: int) -> int:
    query = sa.select(tables.runners.c.data_version).where(tables.runners.c.runner_id == runner_id)
    return connection.scalar(query) or 0


def hold(connection: Connection, runner_id: int) -> None:
    """Makes other writers for this runner wait without counting a change; SQLite's do so anyway."""
    connection.execute(
        sa.select(tables.runners.c.runner_id).where(tables.runners.c.runner_id == runner_id).with_for_update()
    )
