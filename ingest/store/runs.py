"""Runs and their points: a run's row, its points and its file are kept together or not at all."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from datetime import timedelta

import pandas as pd
import sqlalchemy as sa
from sqlalchemy import Connection

from ingest import schema
from ingest.errors import InvalidEntry, NotInTheLog
from ingest.schema import RUNS
from ingest.store import edits, points, tables
from ingest.store.rows import columns_of, frame_of, inserting, row_of

NEAR = timedelta(days=2)  # no run is longer, but for those whose clock jumped

runs, tracks, shoes = tables.runs, tables.tracks, tables.shoes

OF_POINTS = (tables.terrain, tables.gait)
"""What was worked out from a run's points, and goes with them."""

COUNTS = runs.c.excluded.is_(None) & (sa.func.coalesce(runs.c.sport, "running") == "running")


class RunExists(NotInTheLog):
    """A run of this name is in the log already."""


def packed(track: pd.DataFrame, laps: pd.DataFrame) -> dict[str, bytes]:
    """Points and laps as the database keeps them. Slow beside the write: do it before the lock."""
    return {
        "track": points.encoded(track, schema.TRACK),
        "laps": points.encoded(laps, schema.LAPS),
    }


def add(
    connection: Connection, runner_id: int, run_id: str, row: Mapping, blobs: Mapping[str, bytes]
) -> None:
    """Raises RunExists where another importer was faster."""
    named = {"runner_id": runner_id, "run_id": run_id}
    insert = inserting(connection, runs).on_conflict_do_nothing(index_elements=["runner_id", "run_id"])
    # Values beside the statement, not in it: it is then worked out once, not for every run.
    if connection.scalar(insert.returning(runs.c.run_id), {**row_of(RUNS, row), **named}) is None:
        raise RunExists("This run is in the log already.")
    connection.execute(sa.insert(tracks), {**named, **blobs})


def replace(
    connection: Connection, runner_id: int, run_id: str, row: Mapping, blobs: Mapping[str, bytes]
) -> None:
    """A richer recording takes the run's place; what the runner said about it stays."""
    said = edits.said(row_of_run(connection, runner_id, run_id))
    values = edits.said_again({**dict.fromkeys(RUNS.names), **row_of(RUNS, row)}, said)
    values["run_id"] = run_id
    connection.execute(_one(sa.update(runs), runs, runner_id, run_id).values(values))
    connection.execute(_one(sa.update(tracks), tracks, runner_id, run_id).values(**blobs))
    for table in OF_POINTS:
        connection.execute(_one(sa.delete(table), table, runner_id, run_id))


def row_of_run(connection: Connection, runner_id: int, run_id: str) -> Mapping:
    """The run's row. Raises StoreError for a run that is not there."""
    row = connection.execute(_one(sa.select(runs), runs, runner_id, run_id)).mappings().first()
    if row is None:
        raise _unknown(run_id)
    return row


def _one(statement, table: sa.Table, runner_id: int, run_id: str):
    return statement.where(table.c.runner_id == runner_id, table.c.run_id == run_id)


def _unknown(run_id: str) -> NotInTheLog:
    return NotInTheLog(f"There is no run “{run_id}” in this log.")


def remove(connection: Connection, runner_id: int, run_id: str) -> None:
    """Takes a run away, with its points and its recordings; the files stay."""
    here = runs.c.runner_id == runner_id, runs.c.run_id == run_id
    connection.execute(sa.delete(tracks).where(tracks.c.runner_id == runner_id, tracks.c.run_id == run_id))
    connection.execute(sa.delete(runs).where(*here))


def edit(connection: Connection, runner_id: int, run_ids: Iterable[str], changes: Mapping) -> None:
    """Raises InvalidEntry for what cannot be said of a run, StoreError for a run that is not there."""
    changes = edits.checked(changes)
    if changes.get("shoe_id") is not None:
        _check_shoe(connection, runner_id, changes["shoe_id"])
    for run_id in run_ids if changes else ():
        values = edits.edited(row_of_run(connection, runner_id, run_id), changes)
        connection.execute(_one(sa.update(runs), runs, runner_id, run_id).values(values))


def _check_shoe(connection: Connection, runner_id: int, shoe_id: str) -> None:
    here = shoes.c.runner_id == runner_id, shoes.c.shoe_id == shoe_id
    if connection.scalar(sa.select(shoes.c.shoe_id).where(*here)) is None:
        raise InvalidEntry(f"There is no pair of shoes “{shoe_id}” in this log.")


def frame(connection: Connection, runner_id: int) -> pd.DataFrame:
    """The runs that count: not those that the runner left out or called something else."""
    return frame_of(RUNS, connection.execute(_sorted(runner_id).where(COUNTS)))


def left_out(connection: Connection, runner_id: int) -> pd.DataFrame:
    """The others."""
    return frame_of(RUNS, connection.execute(_sorted(runner_id).where(~COUNTS)))


def _sorted(runner_id: int) -> sa.Select:
    query = sa.select(*columns_of(RUNS, runs)).where(runs.c.runner_id == runner_id)
    return query.order_by(runs.c.started_at, runs.c.run_id)


def blob(connection: Connection, runner_id: int, run_id: str, name: str) -> bytes:
    """`track` or `laps` as kept. Raises StoreError for a run that is not there."""
    data = connection.scalar(_one(sa.select(tracks.c[name]), tracks, runner_id, run_id))
    if data is None:
        raise _unknown(run_id)
    return data
