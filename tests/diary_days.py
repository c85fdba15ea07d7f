"""Days of the diary that no verb makes at once: taken back, or kept before contradictions were refused."""

from datetime import UTC, datetime

import pandas as pd
import sqlalchemy as sa

from ingest.store import tables


def withdraw(store, day):
    """Clears all that the entry of a day says, as a runner does in the log."""
    rows = store.load().diary.set_index("day").drop(columns="logged_at")
    said = rows.loc[pd.Timestamp(day)].dropna().to_dict()
    store.amend_entries({day: dict.fromkeys(said)}, {day: said})


def keep_unchecked(store, day, **said):
    """The first version of a day, as an earlier hiplog may have kept it."""
    row = {"runner_id": 1, "day": day, "version": 1, "logged_at": datetime(2026, 11, 22, 8, tzinfo=UTC)}
    with store._writing() as (connection, _):
        connection.execute(sa.insert(tables.diary).values(**row, **said))
