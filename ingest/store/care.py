"""What is kept of the hip's care beside the diary: weekly answers, cleared red flags, return plans."""

from __future__ import annotations

from collections.abc import Collection, Iterable, Mapping
from datetime import date
from itertools import chain, count

import pandas as pd
import sqlalchemy as sa
from sqlalchemy import Connection

from ingest.errors import ChangedMeanwhile, InvalidEntry, NotInTheLog
from ingest.schema import CLEARANCES, PLANS, WEEKDAYS, WEEKLY, WEEKLY_ANSWERS
from ingest.store import tables
from ingest.store.rows import columns_of, frame_of, now, row_of, text, upserting

weekly, clearances, plans = tables.weekly, tables.clearances, tables.plans
LONGEST_NOTE = 10_000


def save_weekly(
    connection: Connection,
    runner_id: int,
    day: date,
    answers: Mapping[str, int],
    seen: Mapping[str, int] | None,
) -> None:
    """The answers of a day in place of those that the writer has seen there (None: none).

    Raises InvalidEntry unless all four are 0 to 3, ChangedMeanwhile where others stand there by now.
    """
    given = {name: answers.get(name) for name in WEEKLY_ANSWERS}
    if any(isinstance(each, bool) or each not in (0, 1, 2, 3) for each in given.values()):
        raise InvalidEntry("Please answer all four questions.")
    standing = _weekly_of(connection, runner_id, day)
    if standing == given:
        return
    if standing is not None and standing != seen:
        raise ChangedMeanwhile("This week was answered on another page meanwhile. Please look at both.")
    row = row_of(WEEKLY, {"day": day, **given, "answered_at": now()})
    connection.execute(upserting(connection.dialect.name, weekly), {"runner_id": runner_id, **row})


def _weekly_of(connection: Connection, runner_id: int, day: date) -> dict | None:
    columns = [weekly.c[name] for name in WEEKLY_ANSWERS]
    here = weekly.c.runner_id == runner_id, weekly.c.day == day
    found = connection.execute(sa.select(*columns).where(*here)).mappings().first()
    return None if found is None else dict(found)


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
    """The new plan's plan_id; another that still goes on ends on its first day. Raises InvalidEntry.

    The very plan that goes on, sent twice, is one.
    """
    row = {"cleared_by": None, **_checked(fields)}
    here = plans.c.runner_id == runner_id
    going = here, plans.c.ended_on.is_(None)
    same = [plans.c[name].is_not_distinct_from(value) for name, value in row.items()]
    known = connection.scalar(sa.select(plans.c.plan_id).where(*going, *same))
    if known is not None:
        return known
    ended = {"ended_on": row["started_on"], "ended_why": "a new plan was begun"}
    connection.execute(sa.update(plans).where(*going).values(**ended))
    plan_id = free_id(row["started_on"], set(connection.scalars(sa.select(plans.c.plan_id).where(here))))
    connection.execute(sa.insert(plans).values(runner_id=runner_id, plan_id=plan_id, **row))
    return plan_id


def free_id(day: date, taken: Collection[str]) -> str:
    """`2026-05-03`, or `2026-05-03-2` where a plan of that day is kept already."""
    names = chain([day.isoformat()], (f"{day.isoformat()}-{number}" for number in count(2)))
    return next(name for name in names if name not in taken)


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
    return frame_of(table, connection.execute(query.order_by(kept.c[order], *kept.primary_key)))
