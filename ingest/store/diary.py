"""Diary entries as versions that are only ever added; the newest of a day is the one that counts."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import asdict
from datetime import date, datetime

import pandas as pd
import sqlalchemy as sa
from sqlalchemy import Connection

from ingest.diary import SCORES, Entry
from ingest.schema import DIARY
from ingest.store import tables
from ingest.store.rows import columns_of, frame_of, now, row_of

diary = tables.diary


def add(connection: Connection, runner_id: int, entries: Iterable[Entry]) -> None:
    """Adds a version where an entry says something new about its day."""
    for entry in entries:
        row = row_of(DIARY, asdict(entry))
        versions = _versions(connection, runner_id, entry.day)
        if not _said_before(row, versions):
            number = len(versions) + 1
            row["logged_at"] = row["logged_at"] or _now()
            connection.execute(sa.insert(diary).values(runner_id=runner_id, version=number, **row))


def _versions(connection: Connection, runner_id: int, day: date) -> list[Mapping]:
    query = sa.select(*columns_of(DIARY, diary)).where(diary.c.runner_id == runner_id, diary.c.day == day)
    return list(connection.execute(query.order_by(diary.c.version)).mappings())


def _said_before(row: Mapping, versions: list[Mapping]) -> bool:
    """Whether the day stands so already, or this very version (an old export read again) is known."""
    return row in [dict(version) for version in versions] or any(
        _unsigned(row) == _unsigned(version) for version in versions[-1:]
    )


def _now() -> datetime:
    """To the second, as exports write it: an export read again is then known by it."""
    return now().replace(microsecond=0)


def _unsigned(row: Mapping) -> dict:
    return {name: value for name, value in row.items() if name != "logged_at"}


def withdraw(connection: Connection, runner_id: int, day: date) -> None:
    """Adds a version that says nothing: the day then counts as not logged, and what stood before is kept."""
    number = len(_versions(connection, runner_id, day)) + 1
    values = {"runner_id": runner_id, "day": day, "version": number, "logged_at": _now()}
    connection.execute(sa.insert(diary).values(values))


def frame(connection: Connection, runner_id: int) -> pd.DataFrame:
    """The newest version of each day, by day; days whose entry was withdrawn are left out."""
    newer = diary.alias()
    later = (newer.c.runner_id == diary.c.runner_id) & (newer.c.day == diary.c.day)
    overtaken = sa.exists().where(later, newer.c.version > diary.c.version)
    says = sa.or_(*(diary.c[name].is_not(None) for name in (*SCORES, "note")))
    query = sa.select(*columns_of(DIARY, diary)).where(diary.c.runner_id == runner_id, ~overtaken, says)
    return frame_of(DIARY, connection.execute(query.order_by(diary.c.day)))
