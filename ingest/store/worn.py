"""Gives a pair to many runs at once, and takes it back: never from a run of which something else is said."""

from __future__ import annotations

from collections.abc import Iterable

import sqlalchemy as sa
from sqlalchemy import Connection

from ingest.store.defaults import OPEN
from ingest.store.edits import RUNNER
from ingest.store.runs import edit, runs


def give(connection: Connection, runner_id: int, run_ids: Iterable[str], shoe_id: str) -> list[str]:
    """To those of the runs that are still `OPEN`; returns them. Raises InvalidEntry for an unknown pair.

    A default that came in between gives way: the runner chose.
    """
    open_still = _those(connection, runner_id, run_ids, OPEN)
    edit(connection, runner_id, open_still, {"shoe_id": shoe_id})
    return open_still


def take_back(connection: Connection, runner_id: int, run_ids: Iterable[str], shoe_id: str) -> list[str]:
    """From those of the runs that the runner has in this pair still, and returns them."""
    in_it = (runs.c.shoe_id == shoe_id) & (runs.c.shoe_source == RUNNER)
    still = _those(connection, runner_id, run_ids, in_it)
    edit(connection, runner_id, still, {"shoe_id": None, "shoe_source": None})
    return still


def _those(
    connection: Connection, runner_id: int, run_ids: Iterable[str], such: sa.ColumnElement[bool]
) -> list[str]:
    """The runs of these that are such, in their order."""
    found = set(connection.scalars(sa.select(runs.c.run_id).where(runs.c.runner_id == runner_id, such)))
    return [run_id for run_id in run_ids if run_id in found]
