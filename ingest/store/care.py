"""What is kept of the hip's care beside the diary: weekly answers, cleared red flags, return plans."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from datetime import date

import pandas as pd
import sqlalchemy as sa
from sqlalchemy import Connection

from ingest.errors import InvalidEntry, NotInTheLog
from ingest.schema import CLEARANCES, PLANS, WEEKDAYS, WEEKLY
from ingest.store import tables
from ingest.store.rows import columns_of, frame_of, now, row_of, text, upserting

weekly, clearances, plans = tables.weekly, tables.clearances, tables.plans
ANSWERS = ("participation", "volume", "performance", "pain")
LONGEST_NOTE = 10_000


def save_weekly(connection: Connection, runner_id: int, day: date, answers: Mapping[str, int]) -> None:
    """The answers of a day in place of earlier ones. Raises InvalidEntry unless all four are 0 to 3."""
    given = {name: answers.get(name) for name in ANSWERS}
    if any(isinstance(each, bool) or each not in (0, 1, 2, 3) for each in given.values()):
        raise InvalidEntry("Please answer all four questions.")
    row = row_of(WEEKLY, {"day": day, **given, "answered_at": now()})
    connection.execute(upserting(connection.dialect.name, weekly), {"runner_id": runner_id, **row})


def clear(connection: Connection, runner_id: int, day: date, flags: Iterable[str], note: str) -> None:
    """Notes that the runner has cleared these red flags. Raises InvalidEntry without a note.

    The same clearing sent twice is one.
    """
    note, flags = note.strip(), " ".join(sorted(set(flags)))
    if not note:
        raise InvalidEntry("Please write whom you saw, or what has changed, before you clear this.")
    if len(note) > LONGEST_NOTE:
        raise InvalidEntry(f"The note is longer than {LONGEST_NOTE:,} characters.")
    values = {"runner_id": runner_id, "day": day, "flags": flags, "note": text(note)}
    same = [clearances.c[name] == value for name, value in values.items()]
    if connection.scalar(sa.select(sa.func.count()).select_from(clearances).where(*same)) == 0:
        connection.execute(sa.insert(clearances).values(**values, cleared_at=now()))


def start_plan(connection: Connection, runner_id: int, fields: Mapping) -> str:
    """The new plan's plan_id; another that still goes on ends on its first day. Raises InvalidEntry."""
    row = _checked(fields)
    plan_id = row["started_on"].isoformat()
    going = plans.c.runner_id == runner_id, plans.c.ended_on.is_(None), plans.c.plan_id != plan_id
    ended = {"ended_on": row["started_on"], "ended_why": "a new plan was begun"}
    connection.execute(sa.update(plans).where(*going).values(**ended))
    fresh = {"ended_on": None, "ended_why": None, "cleared_by": None}
    values = {"runner_id": runner_id, "plan_id": plan_id, **fresh, **row}
    connection.execute(upserting(connection.dialect.name, plans), values)
    return plan_id


def edit_plan(connection: Connection, runner_id: int, plan_id: str, changes: Mapping) -> None:
    """None clears a field. Raises InvalidEntry for a value that cannot be, NotInTheLog without that plan."""
    here = plans.c.runner_id == runner_id, plans.c.plan_id == plan_id
    update = sa.update(plans).where(*here).values(_checked(changes)).returning(plans.c.plan_id)
    if connection.scalar(update) is None:
        raise NotInTheLog(f"There is no plan “{plan_id}” in this log.")


def _checked(fields: Mapping) -> dict:
    row = row_of(PLANS, fields)
    if "plan_id" in row:
        raise TypeError("a plan's plan_id is given by the store and never changes")
    if "weekdays" in row:
        days = (row["weekdays"] or "").split()
        if not days or not set(days) <= set(WEEKDAYS):
            raise InvalidEntry("Choose the days of the week on which you can run.")
        row["weekdays"] = " ".join(sorted(set(days), key=WEEKDAYS.index))
    return row


def weekly_frame(connection: Connection, runner_id: int) -> pd.DataFrame:
    return _frame(connection, runner_id, WEEKLY, weekly, "day")


def clearances_frame(connection: Connection, runner_id: int) -> pd.DataFrame:
    return _frame(connection, runner_id, CLEARANCES, clearances, "cleared_at")


def plans_frame(connection: Connection, runner_id: int) -> pd.DataFrame:
    return _frame(connection, runner_id, PLANS, plans, "started_on")


def _frame(connection: Connection, runner_id: int, table, kept: sa.Table, order: str) -> pd.DataFrame:
    query = sa.select(*columns_of(table, kept)).where(kept.c.runner_id == runner_id)
    return frame_of(table, connection.execute(query.order_by(kept.c[order])))
