"""Recordings: which files are of which run, so that they can be joined, shown and taken apart again."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from datetime import datetime

import pandas as pd
import sqlalchemy as sa
from sqlalchemy import Connection

from ingest.schema import RECORDINGS
from ingest.store import tables
from ingest.store.rows import columns_of, frame_of, row_of, upserting
from ingest.store.runs import NEAR

recordings = tables.recordings


def add(connection: Connection, runner_id: int, row: Mapping) -> None:
    """Keeps a RECORDINGS row, in place of the one of this name where there is one."""
    values = {**row_of(RECORDINGS, {"apart": 0.0, **row}), "runner_id": runner_id}
    connection.execute(upserting(connection.dialect.name, recordings), values)


def near(connection: Connection, runner_id: int, started_at: datetime) -> list[dict]:
    """Recordings that begin within NEAR of an instant: all that can be of the same run."""
    asked = {"runner": runner_id, "first": started_at - NEAR, "last": started_at + NEAR}
    return [dict(row) for row in connection.execute(_NEAR, asked).mappings()]


def of_content(connection: Connection, runner_id: int, sha256: str) -> list[dict]:
    """The recordings in a file."""
    return _rows(connection, runner_id, recordings.c.sha256 == sha256)


def runs_of_contents(connection: Connection, runner_id: int, contents: Iterable[str]) -> dict[str, list[str]]:
    """The runs that files' contents are of today, by content: runs are joined and taken apart."""
    query = sa.select(recordings.c.sha256, recordings.c.run_id).order_by(recordings.c.number)
    query = query.where(*_here(runner_id, recordings.c.sha256.in_(set(contents))))
    found: dict[str, list[str]] = {}
    for sha256, run_id in connection.execute(query):
        found.setdefault(sha256, []).append(run_id)
    return found


def of_runs(connection: Connection, runner_id: int, run_ids: Iterable[str]) -> list[dict]:
    """The recordings of these runs, in the order of their start."""
    return _rows(connection, runner_id, recordings.c.run_id.in_(list(run_ids)))


def frame(connection: Connection, runner_id: int, run_ids: Iterable[str]) -> pd.DataFrame:
    here = _here(runner_id, recordings.c.run_id.in_(list(run_ids)))
    return frame_of(RECORDINGS, connection.execute(_sorted(*columns_of(RECORDINGS, recordings)).where(*here)))


def _here(runner_id: int, *conditions) -> tuple:
    return recordings.c.runner_id == runner_id, *conditions


def _sorted(*columns) -> sa.Select:
    return sa.select(*columns).order_by(recordings.c.started_at, recordings.c.recording_id)


# Put together once: it is asked for each file of an import.
_NEAR = _sorted(*columns_of(RECORDINGS, recordings)).where(
    recordings.c.runner_id == sa.bindparam("runner"),
    recordings.c.started_at.between(sa.bindparam("first"), sa.bindparam("last")),
)


def _rows(connection: Connection, runner_id: int, *conditions) -> list[dict]:
    query = _sorted(*columns_of(RECORDINGS, recordings)).where(*_here(runner_id, *conditions))
    return [dict(row) for row in connection.execute(query).mappings()]
