"""Runs in windows of a minute (GAIT), packed small: hundreds of them are read at once."""

from __future__ import annotations

import io
from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date

import numpy as np
import pandas as pd
import sqlalchemy as sa
from sqlalchemy import Connection

from ingest.schema import GAIT, MINUTES
from ingest.store import tables
from ingest.store.ground import kept_of, mark
from ingest.store.rows import upserting

gait, runs, tracks = tables.gait, tables.runs, tables.tracks

VERSION = 2
"""Grows when the same points would make other windows: those kept are then worked out anew.

1 had no mark of it; 2: a step between run and walk is of the walk's.
"""

MARK = b"windows %d\n" % VERSION
NUMPY = b"\x93NUMPY"
"""How what numpy writes begins; a mark, where there is one, stands before it."""

DTYPE = "<f4"
"""Windows are means of what watches count in three or four digits: float32 holds seven."""


@dataclass(frozen=True)
class Windowed:
    """A run's windows, packed. `points` is the `mark` of the points that they were worked out from."""

    run_id: str
    windows: bytes
    points: str


def packed(windows: pd.DataFrame) -> bytes:
    """A GAIT as the database keeps it: numpy's own format behind our mark, a row a window, in GAIT's order.

    A run has too few rows for Parquet, whose reading would take twenty times as long.
    """
    out = io.BytesIO()
    out.write(MARK)
    np.save(out, GAIT.conform(windows).to_numpy(DTYPE), allow_pickle=False)
    return out.getvalue()


def unpacked(kept: bytes) -> np.ndarray:
    """Rows as they were before `packed`, to float32; of older versions too, until they are made anew."""
    return np.load(io.BytesIO(kept[kept.index(NUMPY) :]), allow_pickle=False)


def frame(connection: Connection, runner_id: int, run_ids: Iterable[str]) -> pd.DataFrame:
    """MINUTES of these runs, one below the other in the order of asking."""
    listed = list(dict.fromkeys(run_ids))
    kept = dict(kept_of(gait.c.windows, connection, runner_id, listed))
    known = [run_id for run_id in listed if run_id in kept]
    rows = [unpacked(kept[run_id]) for run_id in known]
    numbers = np.concatenate([np.empty((0, len(GAIT.names)), DTYPE), *rows])
    long = pd.DataFrame(numbers.astype("float64"), columns=GAIT.names)
    long.insert(0, "run_id", np.repeat(np.array(known, object), list(map(len, rows))))
    return MINUTES.conform(long)


def since(runs: pd.DataFrame, day: date | None) -> pd.Series:
    """The run_id of the RUNS from a day on; of none for None."""
    return runs.loc[runs["day"] >= pd.Timestamp(day), "run_id"] if day else runs["run_id"].head(0)


def waiting(connection: Connection, runner_id: int) -> list[str]:
    """Runs of which no windows of this version are kept, the oldest first."""
    of_this_version = sa.func.substr(gait.c.windows, 1, len(MARK)) == MARK
    known = sa.select(gait.c.run_id).where(gait.c.runner_id == runner_id, of_this_version)
    query = sa.select(runs.c.run_id).where(runs.c.runner_id == runner_id, runs.c.run_id.not_in(known))
    return list(connection.scalars(query.order_by(runs.c.started_at, runs.c.run_id)))


def put(connection: Connection, runner_id: int, windowed: Iterable[Windowed]) -> None:
    """Keeps windows in place of what was; runs that are gone or have other points by now are left alone."""
    by_run = {each.run_id: each for each in windowed}
    for run_id, points in list(kept_of(tracks.c.track, connection, runner_id, by_run)):
        each = by_run[run_id]
        if mark(points) == each.points:
            values = {"runner_id": runner_id, "run_id": run_id, "windows": each.windows}
            connection.execute(upserting(connection.dialect.name, gait), values)
