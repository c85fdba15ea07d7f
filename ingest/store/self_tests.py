"""The runner's self-tests: weeks with less of something and weeks as usual, in an order that was drawn."""

from __future__ import annotations

import re
from collections.abc import Mapping
from datetime import date, timedelta

import pandas as pd
import sqlalchemy as sa
from sqlalchemy import Connection

from ingest.errors import ChangedMeanwhile, InvalidEntry, NotInTheLog
from ingest.schema import SELF_TESTS
from ingest.store import tables
from ingest.store.care import free_id
from ingest.store.rows import columns_of, frame_of, row_of

kept = tables.self_tests
ORDER = r"(AB|BA){2,6}"
"""Pairs of weeks, one of each kind in a pair: four weeks at least, twelve at most."""


def start(connection: Connection, runner_id: int, fields: Mapping) -> str:
    """The new self-test's test_id. Raises InvalidEntry where another goes on, or for weeks that cannot be.

    The one that goes on, begun again for the same factor and day, is that one: the first draw counts.
    """
    row = row_of(SELF_TESTS, fields)
    if "test_id" in row or "ended_on" in row:
        raise TypeError("a self-test is named by the store, and ends later")
    _check(row["weeks"])
    going = _going(connection, runner_id, row["started_on"])
    if going is not None and (going["factor"], going["started_on"]) == (row["factor"], row["started_on"]):
        return going["test_id"]
    if going is not None:
        raise InvalidEntry(
            "A self-test goes on already: one at a time. End it first, or let it come to its end."
        )
    taken = connection.scalars(sa.select(kept.c.test_id).where(kept.c.runner_id == runner_id))
    test_id = free_id(row["started_on"], set(taken))
    connection.execute(sa.insert(kept).values(runner_id=runner_id, test_id=test_id, **row))
    return test_id


def _check(weeks: object) -> None:
    if not isinstance(weeks, str) or re.fullmatch(ORDER, weeks) is None:
        raise InvalidEntry("A self-test is four to twelve weeks, in pairs of one with less and one as usual.")


def _going(connection: Connection, runner_id: int, day: date) -> dict | None:
    """The self-test that has not come to its end before a day, begun or not."""
    query = sa.select(kept).where(kept.c.runner_id == runner_id, kept.c.ended_on.is_(None))
    rows = connection.execute(query.order_by(kept.c.started_on)).mappings()
    return next((dict(row) for row in rows if _over_on(row) > day), None)


def _over_on(row: Mapping) -> date:
    """The day after its last week."""
    return row["started_on"] + timedelta(weeks=len(row["weeks"]))


def extend(connection: Connection, runner_id: int, test_id: str, weeks: str, seen: str) -> None:
    """Weeks appended to the order that the writer has seen. Sent twice, the first draw counts.

    Raises ChangedMeanwhile where it has ended meanwhile, InvalidEntry for an order that cannot be.
    """
    row = _row(connection, runner_id, test_id)
    if row["ended_on"] is not None:
        raise ChangedMeanwhile("This self-test has ended meanwhile.")
    if row["weeks"] != seen:
        return
    _check(seen + weeks)
    _set(connection, runner_id, test_id, weeks=seen + weeks)


def end(connection: Connection, runner_id: int, test_id: str, day: date, note: str | None) -> None:
    """Ends it on a day, which may lie before its first; one that has ended stays as it ended."""
    row = _row(connection, runner_id, test_id)
    if row["ended_on"] is None and day < _over_on(row):
        _set(connection, runner_id, test_id, **row_of(SELF_TESTS, {"ended_on": day, "note": note}))


def _row(connection: Connection, runner_id: int, test_id: str) -> Mapping:
    query = sa.select(kept).where(kept.c.runner_id == runner_id, kept.c.test_id == test_id)
    found = connection.execute(query).mappings().first()
    if found is None:
        raise NotInTheLog(f"There is no self-test “{test_id}” in this log.")
    return found


def _set(connection: Connection, runner_id: int, test_id: str, **values) -> None:
    here = kept.c.runner_id == runner_id, kept.c.test_id == test_id
    connection.execute(sa.update(kept).where(*here).values(**values))


def frame(connection: Connection, runner_id: int) -> pd.DataFrame:
    """SELF_TESTS, the oldest first."""
    query = sa.select(*columns_of(SELF_TESTS, kept)).where(kept.c.runner_id == runner_id)
    return frame_of(SELF_TESTS, connection.execute(query.order_by(kept.c.started_on, kept.c.test_id)))
