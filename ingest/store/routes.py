"""Routes that runs share: where each leads, which run is on which, and what the runner says of them."""

from __future__ import annotations

from collections.abc import Mapping

import pandas as pd
import sqlalchemy as sa
from sqlalchemy import Connection

from ingest.errors import ChangedMeanwhile, InvalidEntry, NotInTheLog
from ingest.schema import CAMBER, ROUTES, SURFACES
from ingest.store import tables
from ingest.store.ground import located
from ingest.store.rows import columns_of, frame_of, inserting, row_of

routes, terrain = tables.routes, tables.terrain
LONGEST_NAME = 80


def frame(connection: Connection, runner_id: int) -> pd.DataFrame:
    query = sa.select(*columns_of(ROUTES, routes)).where(routes.c.runner_id == runner_id)
    return frame_of(ROUTES, connection.execute(query.order_by(routes.c.route_id)))


def unrouted(connection: Connection, runner_id: int) -> list[str]:
    """Measured runs with positions that no route has been found for, the oldest first."""
    return list(connection.scalars(located(runner_id).where(terrain.c.route_id.is_(None))))


def courses(connection: Connection, runner_id: int) -> dict[str, bytes]:
    """Where each route leads, by route_id and in its order."""
    query = sa.select(routes.c.route_id, routes.c.course).where(routes.c.runner_id == runner_id)
    return dict(connection.execute(query.order_by(routes.c.route_id)).all())


def put(
    connection: Connection,
    runner_id: int,
    courses: Mapping[str, bytes],
    of_runs: Mapping[str, tuple[str, float]],
    known: int | None = None,
) -> None:
    """Keeps new routes (their courses by route_id), and of runs the (route_id, direction).

    Raises ChangedMeanwhile where there are more or fewer than the `known` routes by now. Nobody can put in
    others between the count and the end of the transaction: its first word was `rows.bump`, for which every
    writer of this runner waits until the one before is done, and under PostgreSQL too each word after it
    sees what that one wrote.
    """
    if known is not None and known != _count(connection, runner_id):
        raise ChangedMeanwhile("Other routes have been found meanwhile.")
    for route_id, course in courses.items():
        insert = inserting(connection, routes).on_conflict_do_nothing(
            index_elements=["runner_id", "route_id"]
        )
        connection.execute(insert, {"runner_id": runner_id, "route_id": route_id, "course": course})
    here = terrain.c.runner_id == runner_id, terrain.c.run_id == sa.bindparam("of_run")
    update = sa.update(terrain).where(*here)
    rows = [
        {"of_run": run_id, "route_id": route_id, "route_direction": float(direction)}
        for run_id, (route_id, direction) in of_runs.items()
    ]
    if rows:
        connection.execute(update, rows)


def _count(connection: Connection, runner_id: int) -> int:
    query = sa.select(sa.func.count()).select_from(routes).where(routes.c.runner_id == runner_id)
    return connection.scalar(query)


def edit(connection: Connection, runner_id: int, route_id: str, changes: Mapping) -> None:
    """name, camber, surface; None clears. Raises InvalidEntry for a value that cannot be."""
    values = _checked(changes)
    here = routes.c.runner_id == runner_id, routes.c.route_id == route_id
    update = sa.update(routes).where(*here).values(values).returning(routes.c.route_id)
    if connection.scalar(update) is None:
        raise NotInTheLog("There is no such route in this log.")


def _checked(changes: Mapping) -> dict:
    if unknown := set(changes) - {"name", "camber", "surface"}:
        raise TypeError(f"edit_route changes name, camber, surface, not {', '.join(sorted(unknown))}")
    values = row_of(ROUTES, changes)
    for name, known in (("camber", CAMBER), ("surface", SURFACES)):
        if values.get(name) is not None and values[name] not in known:
            raise InvalidEntry(f"“{values[name]}” is not one of {', '.join(known)}.")
    if values.get("name") is not None:
        values["name"] = values["name"].strip()[:LONGEST_NAME] or None
    return values
