"""Words ticked and unticked in the lists of a day's entry, merged with whatever stands there by now."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from datetime import date

import sqlalchemy as sa
from sqlalchemy import Connection

from ingest.schema import listed
from ingest.store import diary, tables

LISTS = ("done", "exercises")
Words = Mapping[str, Iterable[str]]


def tick(
    connection: Connection, runner_id: int, day: date, put: Words, take: Words, sets: Mapping[str, Iterable]
) -> None:
    """Puts words into the lists of a day and takes others out. Raises InvalidEntry for an unknown one.

    A set (a word of `done` -> its exercises) whose last exercise has just been put in is done; one that
    has lost an exercise is not.
    """
    before = _standing(connection, runner_id, day)
    after = {name: _merged(before[name], put.get(name, ()), take.get(name, ())) for name in LISTS}
    for word, exercises in sets.items():
        was, is_now = (set(exercises) <= set(said["exercises"]) for said in (before, after))
        if was != is_now:
            after["done"] = _merged(after["done"], [word] if is_now else [], [word] if was else [])
    cells = [{name: " ".join(said[name]) or None for name in LISTS} for said in (after, before)]
    diary.amend(connection, runner_id, *({day: fields} for fields in cells))


def _merged(there: Iterable[str], put: Iterable[str], take: Iterable[str]) -> tuple[str, ...]:
    return tuple(word for word in dict.fromkeys([*there, *put]) if word not in set(take))


def _standing(connection: Connection, runner_id: int, day: date) -> dict[str, tuple[str, ...]]:
    kept = tables.diary.c
    query = sa.select(*(kept[name] for name in LISTS)).where(kept.runner_id == runner_id, kept.day == day)
    newest = connection.execute(query.order_by(kept.version.desc()).limit(1)).mappings().first() or {}
    return {name: listed(newest.get(name)) for name in LISTS}
