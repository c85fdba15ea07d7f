"""What was worked out from runs' points: terrain, the way on its grid, and what a map says of it."""

from __future__ import annotations

import hashlib
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass

import numpy as np
import pandas as pd
import sqlalchemy as sa
from sqlalchemy import Connection

from ingest.schema import TERRAIN, WAY
from ingest.store import points, tables
from ingest.store.rows import columns_of, frame_of, row_of, upserting
from ingest.store.runs import COUNTS

terrain, runs, tracks = tables.terrain, tables.runs, tables.tracks
ALONG = tuple(name for name in TERRAIN.names if name.endswith("_m") and name != "located_m")
"""Columns that grow with the distance, as `edits.ALONG` of RUNS; `located_m` is of the recording."""

TOGETHER = 500
"""So many runs are named in one question; databases take no endless ones."""


@dataclass(frozen=True)
class Measured:
    """A run's TERRAIN row (by column; what is absent is NaN) and its way, packed.

    `points` is the `mark` of the points that it was worked out from, as they were kept.
    """

    row: Mapping[str, object]
    way: bytes
    points: str


@dataclass(frozen=True)
class Laid:
    """What a map says of a run: TERRAIN columns, and the way with its surface codes, packed.

    `before` is the `mark` of the way that was laid on the map, as it was kept.
    """

    metres: Mapping[str, object]
    way: bytes
    before: str


def mark(data: bytes) -> str:
    """Tells kept points, and kept ways, from others: they may be replaced while something is worked out."""
    return hashlib.blake2b(data, digest_size=16).hexdigest()


def packed(way: pd.DataFrame) -> bytes:
    """A WAY as the database keeps it."""
    return points.encoded(way, WAY)


def frame(connection: Connection, runner_id: int) -> pd.DataFrame:
    """TERRAIN of the runs that count; where the runner corrected a distance, its metres are corrected too."""
    share = sa.case((runs.c.recorded_distance_m > 0, runs.c.distance_m / runs.c.recorded_distance_m), else_=1)
    columns = [kept * share if kept.name in ALONG else kept for kept in columns_of(TERRAIN, terrain)]
    query = sa.select(*columns).join(
        runs, (runs.c.runner_id == terrain.c.runner_id) & (runs.c.run_id == terrain.c.run_id)
    )
    query = query.where(terrain.c.runner_id == runner_id, COUNTS)
    return frame_of(TERRAIN, connection.execute(query.order_by(runs.c.started_at, runs.c.run_id)))


def unmeasured(connection: Connection, runner_id: int) -> list[str]:
    """Runs of which no terrain is kept, the oldest first."""
    known = sa.select(terrain.c.run_id).where(terrain.c.runner_id == runner_id)
    query = sa.select(runs.c.run_id).where(runs.c.runner_id == runner_id, runs.c.run_id.not_in(known))
    return list(connection.scalars(query.order_by(runs.c.started_at, runs.c.run_id)))


def unmatched(connection: Connection, runner_id: int, map_id: str, instead_of: Iterable[str]) -> list[str]:
    """Measured runs with positions whose surfaces are of no map, or of one whose name begins with these."""
    earlier = (terrain.c.map_id.startswith(name, autoescape=True) for name in instead_of)
    query = located(runner_id).where(
        terrain.c.map_id.is_distinct_from(map_id), sa.or_(terrain.c.map_id.is_(None), *earlier)
    )
    return list(connection.scalars(query))


def matched(connection: Connection, runner_id: int) -> list[str]:
    """Runs whose surfaces are of a map, whichever it is, the oldest first."""
    return list(connection.scalars(located(runner_id).where(terrain.c.map_id.is_not(None))))


def maps_told(connection: Connection, runner_id: int) -> list[str]:
    """The maps that runs are laid on, as TERRAIN names them."""
    query = sa.select(terrain.c.map_id).where(terrain.c.runner_id == runner_id)
    return list(connection.scalars(query.where(terrain.c.map_id.is_not(None)).distinct()))


def located(runner_id: int) -> sa.Select:
    """Asks for the measured runs that have positions, the oldest first."""
    query = sa.select(terrain.c.run_id).join(
        runs, (runs.c.runner_id == terrain.c.runner_id) & (runs.c.run_id == terrain.c.run_id)
    )
    query = query.where(terrain.c.runner_id == runner_id, terrain.c.located_m > 0)
    return query.order_by(runs.c.started_at, runs.c.run_id)


def packed_ways(connection: Connection, runner_id: int, run_ids: Iterable[str]) -> dict[str, bytes]:
    """WAY by run_id, packed; runs that are not measured are absent."""
    return dict(kept_of(terrain.c.way, connection, runner_id, run_ids))


def unpacked(way: bytes) -> pd.DataFrame:
    """A WAY as it was before `packed`."""
    return points.decoded(way, WAY)


def positions(
    connection: Connection, runner_id: int, run_ids: Iterable[str]
) -> dict[str, tuple[np.ndarray, np.ndarray]]:
    """Latitude and longitude of WAY by run_id, NaN where no position is; as `ways`, but for the rest. [°]"""
    wanted = ("latitude_deg", "longitude_deg")
    return {
        run_id: points.numbers(way, WAY, wanted)
        for run_id, way in kept_of(terrain.c.way, connection, runner_id, run_ids)
    }


def kept_of(
    column: sa.Column, connection: Connection, runner_id: int, run_ids: Iterable[str]
) -> Iterator[tuple[str, bytes]]:
    """(run_id, what the column's table keeps of it packed) of those runs that it knows."""
    listed, table = list(run_ids), column.table
    for first in range(0, len(listed), TOGETHER):
        query = sa.select(table.c.run_id, column).where(table.c.runner_id == runner_id)
        yield from connection.execute(query.where(table.c.run_id.in_(listed[first : first + TOGETHER])))


def put(connection: Connection, runner_id: int, measured: Iterable[Measured]) -> None:
    """Keeps what was measured, in place of what was.

    Runs that are gone by now, or have got other points, are passed over: those wait to be measured again.
    """
    by_run = {each.row["run_id"]: each for each in measured}
    blank = dict.fromkeys(TERRAIN.names)
    for run_id, kept in list(kept_of(tracks.c.track, connection, runner_id, by_run)):
        each = by_run[run_id]
        if mark(kept) == each.points:
            values = {**blank, **row_of(TERRAIN, each.row), "runner_id": runner_id, "way": each.way}
            connection.execute(upserting(connection.dialect.name, terrain), values)


def put_surfaces(connection: Connection, runner_id: int, found: Mapping[str, Laid]) -> None:
    """Sets what the map says of runs, by run_id; those whose kept way is another by now are passed over."""
    for run_id, kept in list(kept_of(terrain.c.way, connection, runner_id, found)):
        laid = found[run_id]
        if mark(kept) == laid.before:
            here = terrain.c.runner_id == runner_id, terrain.c.run_id == run_id
            values = {**row_of(TERRAIN, laid.metres), "way": laid.way}
            connection.execute(sa.update(terrain).where(*here).values(values))
