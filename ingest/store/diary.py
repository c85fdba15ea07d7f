"""Diary entries as versions that are only ever added; the newest of a day is the one that counts."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import asdict
from datetime import date, datetime

import pandas as pd
import sqlalchemy as sa
from sqlalchemy import Connection

from ingest.diary import SAYING, SCORES, Entry
from ingest.errors import ChangedMeanwhile
from ingest.schema import DIARY
from ingest.store import tables
from ingest.store.rows import columns_of, frame_of, now, row_of

diary = tables.diary


def add(connection: Connection, runner_id: int, entries: Iterable[Entry]) -> None:
    """Adds a version where an entry says something new about its day.

    Warning signs that stand there stay where the entry says nothing of signs: a table of scores must
    not take a red flag away.
    """
    for entry in entries:
        versions = _versions(connection, runner_id, entry.day)
        row = row_of(DIARY, asdict(entry))
        signs = row["signs"] or next((version["signs"] for version in versions[-1:]), None)
        kept = {**row, "signs": signs}
        if not _said_before(row, versions) and not _said_before(kept, versions):
            _add_version(connection, runner_id, kept, versions)


def _add_version(connection: Connection, runner_id: int, row: Mapping, versions: list[Mapping]) -> None:
    values = {**row, "logged_at": row["logged_at"] or _now()}
    connection.execute(sa.insert(diary).values(runner_id=runner_id, version=len(versions) + 1, **values))


def amend(
    connection: Connection,
    runner_id: int,
    changes: Mapping[date, Mapping[str, object]],
    seen: Mapping[date, Mapping[str, object]],
) -> None:
    """Sets fields of the entries of some days; all else that stands there stays.

    `seen` is what the writer took to stand in these fields before. Raises ChangedMeanwhile where
    something else stands there by now, and InvalidEntry where the result cannot be. An entry that
    says nothing any more is withdrawn.
    """
    for day, fields in changes.items():
        before = _standing(connection, runner_id, day)
        _check_seen(day, fields, before, seen.get(day, {}))
        after = before | row_of(DIARY, fields)
        if after == before:
            continue
        if any(after[name] is not None for name in SAYING):
            row = row_of(DIARY, asdict(entry_of(day, after)))
            _add_version(connection, runner_id, row, _versions(connection, runner_id, day))
        elif any(value is not None for value in before.values()):
            withdraw(connection, runner_id, day)


def _standing(connection: Connection, runner_id: int, day: date) -> dict:
    """What the newest version says, by column but for day and time; None where it says nothing."""
    newest = _versions(connection, runner_id, day)[-1:]
    said = newest[0] if newest else {}
    return {name: said.get(name) for name in DIARY.names if name not in ("day", "logged_at")}


def _check_seen(day: date, fields: Mapping, before: Mapping, seen: Mapping) -> None:
    fields, seen = row_of(DIARY, fields), row_of(DIARY, seen)
    for name, value in fields.items():
        if before[name] not in (seen.get(name), value):
            raise ChangedMeanwhile(
                f"The entry of {day.isoformat()} has been changed on another page since. "
                "What it says now is shown; please look and save again."
            )


def entry_of(day: date, said: Mapping[str, object]) -> Entry:
    """An Entry from a row of the diary: scores are whole numbers there, whatever the database keeps."""
    scores = {name: None if said[name] is None else int(said[name]) for name in SCORES}
    return Entry(**{**said, **scores, "day": day})


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
    says = sa.or_(*(diary.c[name].is_not(None) for name in SAYING))
    query = sa.select(*columns_of(DIARY, diary)).where(diary.c.runner_id == runner_id, ~overtaken, says)
    return frame_of(DIARY, connection.execute(query.order_by(diary.c.day)))
