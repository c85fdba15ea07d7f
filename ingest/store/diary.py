"""Diary entries as versions that are only ever added; the newest of a day is the one that counts."""

from __future__ import annotations

from collections.abc import Collection, Iterable, Mapping
from dataclasses import asdict, dataclass, field
from datetime import date, datetime

import pandas as pd
import sqlalchemy as sa
from sqlalchemy import Connection

from ingest.diary import SAYING, SCORES, Entry, mended, merge
from ingest.errors import ChangedMeanwhile, InvalidEntry
from ingest.schema import DIARY
from ingest.store import tables
from ingest.store.rows import columns_of, frame_of, now, row_of

diary = tables.diary


@dataclass(frozen=True)
class Added:
    """What became of entries: the days that are new, those that changed, and why others were refused."""

    new: list[date] = field(default_factory=list)
    changed: list[date] = field(default_factory=list)
    refused: dict[date, str] = field(default_factory=dict)


def add(connection: Connection, runner_id: int, entries: Iterable[Entry]) -> Added:
    """Lays each entry onto what stands on its day (ingest.diary.merge), and tells what became of it.

    Nothing that an entry leaves unsaid is taken away. One that is a known version, or says nothing new,
    changes nothing; one that cannot stand beside the rest of its day is refused, and the others are kept.
    """
    added = Added()
    for entry in entries:
        versions = _versions(connection, runner_id, entry.day)
        row, before = row_of(DIARY, asdict(entry)), _newest(versions)
        if any(_is_part(row, version) for version in versions):
            continue
        try:
            after = _unsigned(_laid_on(entry.day, before, merge.merged(before, row)))
        except InvalidEntry as error:
            added.refused[entry.day] = str(error)
            continue
        if after != before:
            stood = any(before[name] is not None for name in SAYING)
            (added.changed if stood else added.new).append(entry.day)
            _add_version(connection, runner_id, row | after, versions)
    return added


def _is_part(row: Mapping, version: Mapping) -> bool:
    """Whether a row of an old export was read into this very version already."""
    kept, _ = mended(_unsigned(version))
    return row["logged_at"] == version["logged_at"] and merge.is_part(row, kept)


def _laid_on(day: date, before: Mapping, after: Mapping) -> dict:
    """The row of a day after a change. Raises InvalidEntry where a changed field makes it impossible."""
    touched = {name for name, value in after.items() if value != before[name]}
    return row_of(DIARY, asdict(entry_of(day, after, touched)))


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
            row = _laid_on(day, before, after)
            _add_version(connection, runner_id, row, _versions(connection, runner_id, day))
        elif any(value is not None for value in before.values()):
            withdraw(connection, runner_id, day)


def _standing(connection: Connection, runner_id: int, day: date) -> dict:
    return _newest(_versions(connection, runner_id, day))


def _newest(versions: list[Mapping]) -> dict:
    """What the newest version says, by column but for day and time; None where it says nothing."""
    said = versions[-1] if versions else {}
    return {name: said.get(name) for name in DIARY.names if name not in ("day", "logged_at")}


def _check_seen(day: date, fields: Mapping, before: Mapping, seen: Mapping) -> None:
    fields, seen = row_of(DIARY, fields), row_of(DIARY, seen)
    for name, value in fields.items():
        if before[name] not in (seen.get(name), value):
            raise ChangedMeanwhile(
                f"The entry of {day.isoformat()} has been changed on another page since. "
                "What it says now is shown; please look and save again."
            )


def entry_of(day: date, said: Mapping[str, object], touched: Collection[str]) -> Entry:
    """An Entry from a row of the diary: scores are whole numbers there, whatever the database keeps."""
    scores = {name: None if said[name] is None else int(said[name]) for name in SCORES}
    return Entry(**{**said, **scores, "day": day}, touched=touched)


def _versions(connection: Connection, runner_id: int, day: date) -> list[Mapping]:
    query = sa.select(*columns_of(DIARY, diary)).where(diary.c.runner_id == runner_id, diary.c.day == day)
    return list(connection.execute(query.order_by(diary.c.version)).mappings())


def _now() -> datetime:
    """To the second, as exports write it: an export read again is then known by it."""
    return now().replace(microsecond=0)


def _unsigned(row: Mapping) -> dict:
    return {name: value for name, value in row.items() if name not in ("day", "logged_at")}


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
