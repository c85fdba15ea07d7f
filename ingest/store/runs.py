"""Runs and their points: a run's row, its points and its file are kept together or not at all."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from datetime import datetime, timedelta

import pandas as pd
import sqlalchemy as sa
from sqlalchemy import Connection

from ingest import schema
from ingest.errors import InvalidEntry, StoreError
from ingest.schema import RUNS, SURFACES
from ingest.store import points, tables
from ingest.store.rows import columns_of, frame_of, inserting, row_of

NEAR = timedelta(days=2)  # no run is longer, but for those whose clock jumped

runs, tracks, shoes = tables.runs, tables.tracks, tables.shoes


class RunExists(StoreError):
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
    values = {**row_of(RUNS, row), **named}
    insert = (
        inserting(connection, runs)
        .values(values)
        .on_conflict_do_nothing(index_elements=["runner_id", "run_id"])
    )
    if connection.scalar(insert.returning(runs.c.run_id)) is None:
        raise RunExists("This run is in the log already.")
    connection.execute(sa.insert(tracks).values(**named, **blobs))


def replace(
    connection: Connection, runner_id: int, run_id: str, row: Mapping, blobs: Mapping[str, bytes]
) -> None:
    """A richer recording takes the run's place; what the runner said about it stays."""
    before = _row(connection, runner_id, run_id)
    values = {**dict.fromkeys(RUNS.names), **row_of(RUNS, row), **_said(before), "run_id": run_id}
    connection.execute(_one(sa.update(runs), runs, runner_id, run_id).values(values))
    connection.execute(_one(sa.update(tracks), tracks, runner_id, run_id).values(**blobs))


def _said(before: Mapping) -> dict:
    """The runner's own words about a run: title, shoes, and the surface where the runner named it."""
    said = {name: before[name] for name in ("title", "shoe_id") if before[name] is not None}
    if before["surface_source"] == "runner":
        said |= {name: before[name] for name in ("surface", "surface_source")}
    return said


def _row(connection: Connection, runner_id: int, run_id: str) -> Mapping:
    row = connection.execute(_one(sa.select(runs), runs, runner_id, run_id)).mappings().first()
    if row is None:
        raise _unknown(run_id)
    return row


def _one(statement, table: sa.Table, runner_id: int, run_id: str):
    return statement.where(table.c.runner_id == runner_id, table.c.run_id == run_id)


def _unknown(run_id: str) -> StoreError:
    return StoreError(f"There is no run “{run_id}” in this log.")


def edit(connection: Connection, runner_id: int, run_ids: Iterable[str], changes: Mapping) -> None:
    """Raises InvalidEntry for a surface or shoe that is none, StoreError for a run that is not there."""
    run_ids = list(run_ids)
    values = _checked(connection, runner_id, row_of(RUNS, changes))
    here = runs.c.runner_id == runner_id, runs.c.run_id.in_(run_ids)
    changed = set(connection.scalars(sa.update(runs).where(*here).values(values).returning(runs.c.run_id)))
    for run_id in set(run_ids) - changed:
        raise _unknown(run_id)


def _checked(connection: Connection, runner_id: int, values: dict) -> dict:
    if unknown := set(values) - {"surface", "shoe_id", "title"}:
        raise TypeError(f"edit_runs changes surface, shoe_id and title, not {', '.join(sorted(unknown))}")
    if values.get("shoe_id") is not None:
        _check_shoe(connection, runner_id, values["shoe_id"])
    if "surface" not in values:
        return values
    surface = values["surface"]
    if surface is not None and surface not in SURFACES:
        raise InvalidEntry(f"“{surface}” is not one of the surfaces {', '.join(SURFACES)}.")
    return {**values, "surface_source": None if surface is None else "runner"}


def _check_shoe(connection: Connection, runner_id: int, shoe_id: str) -> None:
    here = shoes.c.runner_id == runner_id, shoes.c.shoe_id == shoe_id
    if connection.scalar(sa.select(shoes.c.shoe_id).where(*here)) is None:
        raise InvalidEntry(f"There is no pair of shoes “{shoe_id}” in this log.")


def frame(connection: Connection, runner_id: int) -> pd.DataFrame:
    return frame_of(RUNS, connection.execute(_sorted(runner_id)))


def near(connection: Connection, runner_id: int, started_at: datetime) -> pd.DataFrame:
    """Runs that begin within NEAR of an instant: all that can be the same run."""
    within = runs.c.started_at.between(started_at - NEAR, started_at + NEAR)
    return frame_of(RUNS, connection.execute(_sorted(runner_id).where(within)))


def _sorted(runner_id: int) -> sa.Select:
    query = sa.select(*columns_of(RUNS, runs)).where(runs.c.runner_id == runner_id)
    return query.order_by(runs.c.started_at, runs.c.run_id)


def blob(connection: Connection, runner_id: int, run_id: str, name: str) -> bytes:
    """`track` or `laps` as kept. Raises StoreError for a run that is not there."""
    data = connection.scalar(_one(sa.select(tracks.c[name]), tracks, runner_id, run_id))
    if data is None:
        raise _unknown(run_id)
    return data
