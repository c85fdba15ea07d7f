"""Imports that wait for a worker: uploaded bytes are kept until what became of them is known."""

from __future__ import annotations

import json
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from datetime import datetime, timedelta
from itertools import chain

import sqlalchemy as sa
from sqlalchemy import Connection

from ingest.store import files, tables
from ingest.store.rows import bump, now, text
from ingest.store.workers import alive, worker

MOST_IN_HAND = 64
"""So many items at the head of the queue are looked at first: more, workers do not have in hand."""

NEWEST = 50
"""So many of an archive's results are shown while it is worked on."""

PATIENCE = timedelta(seconds=60)
"""How long a job may wait for its first worker."""

MOST_ATTEMPTS = 3
"""A file that was being read when so many workers died is not given to another."""

FATAL = f"Reading this file stopped the import {MOST_ATTEMPTS} times; it was left out."
DIED = "The import stopped before it was done. What was imported is kept; the rest waits to be resumed."
NEVER_BEGAN = "The import has not begun. The files are kept and wait to be imported."

jobs, items = tables.jobs, tables.job_items


@dataclass(frozen=True)
class Item:
    """A piece of work that a worker was given: a file's bytes, or the path of what lies on this machine.

    `attempts` counts the workers that were given it since it last went on, this one included.
    """

    item_id: int
    name: str
    data: bytes
    path: str | None
    attempts: int


@dataclass(frozen=True)
class Job:
    """How far an import is. `failed` is a sentence where its worker died, else None.

    `total` and `done` count files, those in archives too as far as somebody has looked into them.
    `results` holds a dict(path, status, reason, run_ids) for each file that is done; while the job
    is worked on, of each archive only the newest. `notes` are sentences on what was passed over in
    archives. `began_at` is when the job was filed.
    """

    job_id: int
    total: int
    done: int
    failed: str | None
    results: list[dict]
    notes: list[str]
    finished: bool
    began_at: datetime


def add(
    connection: Connection,
    runner_id: int,
    uploads: Iterable[tuple[str, bytes]],
    paths: Iterable[str] = (),
) -> int:
    values = {"runner_id": runner_id, "created_at": now(), "seen_at": now()}
    job_id = connection.scalar(sa.insert(jobs).values(values).returning(jobs.c.job_id))
    work = [(name, data, None) for name, data in uploads] + [(path, b"", path) for path in paths]
    for name, data, path in work:
        row = {"job_id": job_id, "runner_id": runner_id, "name": text(name), "data": data, "path": path}
        connection.execute(sa.insert(items).values(row))
    return job_id


def last(connection: Connection, runner_id: int) -> int | None:
    return connection.scalar(sa.select(sa.func.max(jobs.c.job_id)).where(jobs.c.runner_id == runner_id))


def waiting(connection: Connection, runner_id: int) -> list[int]:
    """Jobs that are not done, the oldest first."""
    query = sa.select(items.c.job_id).where(items.c.runner_id == runner_id, items.c.result.is_(None))
    return list(connection.scalars(query.distinct().order_by(items.c.job_id)))


def job(connection: Connection, runner_id: int, job_id: int) -> Job | None:
    row = connection.execute(_one(sa.select(jobs), runner_id, job_id)).first()
    if row is None:
        return None
    columns = items.c.item_id, items.c.worker, items.c.taken_at, items.c.result, items.c.members
    query = sa.select(*columns).where(items.c.job_id == job_id).order_by(items.c.item_id)
    rows = list(connection.execute(query))
    waiting = [item for item in rows if item.result is None]
    within = files.count_of_items(connection, [item.item_id for item in rows if item.members is not None])
    return Job(
        job_id=job_id,
        total=sum(_size(item, within) for item in rows),
        done=sum(_size(item, within) if item.result else within.get(item.item_id, 0) for item in rows),
        failed=_trouble(row, waiting) if waiting else None,
        results=_results(connection, runner_id, rows, NEWEST if waiting else None),
        notes=_notes(rows),
        finished=not waiting,
        began_at=row.created_at,
    )


def _size(item: sa.Row, within: Mapping[int, int]) -> int:
    """How many files an item is; what an archive told of itself is a guess until it is done."""
    if item.members is None:
        return 1
    done = within.get(item.item_id, 0)
    return done if item.result is not None else max(item.members, done)


def _notes(rows: Iterable[sa.Row]) -> list[str]:
    """What archives have to tell that is no failure."""
    told = [json.loads(item.result) for item in rows if item.result and item.members is not None]
    return [result["reason"] for result in told if result["status"] != "failed" and result["reason"]]


def _results(
    connection: Connection, runner_id: int, rows: Iterable[sa.Row], newest: int | None
) -> list[dict]:
    told: list[dict] = []
    for item in rows:
        if item.members is not None:
            told += files.of_item(connection, runner_id, item.item_id, newest)
        if item.result is not None and (
            item.members is None or json.loads(item.result)["status"] == "failed"
        ):
            told.append(json.loads(item.result))
    return told


def _one(statement, runner_id: int, job_id: int):
    return statement.where(jobs.c.runner_id == runner_id, jobs.c.job_id == job_id)


def _trouble(row: sa.Row, waiting: list[sa.Row]) -> str | None:
    if row.worker is None:
        return NEVER_BEGAN if now() - row.seen_at > PATIENCE else None
    workers = {(row.worker, row.seen_at), *((item.worker, item.taken_at) for item in waiting if item.worker)}
    return None if any(alive(*worker) for worker in workers) else DIED


def take(connection: Connection, runner_id: int, job_id: int) -> Item | None:
    """The next file that is nobody's, or whose worker died. None where there is none."""
    for row in chain(
        _waiting(connection, runner_id, job_id, most=MOST_IN_HAND), _waiting(connection, runner_id, job_id)
    ):
        if row.worker is not None and alive(row.worker, row.taken_at):
            continue
        if row.attempts >= MOST_ATTEMPTS:
            _give_up(connection, runner_id, row.item_id)
            continue
        return _taken(connection, job_id, row)
    return None


def _waiting(
    connection: Connection, runner_id: int, job_id: int, most: int | None = None
) -> Iterator[sa.Row]:
    """Items without a result, in order. Asked for when the first is wanted, not before."""
    columns = items.c.item_id, items.c.worker, items.c.taken_at, items.c.attempts
    here = items.c.runner_id == runner_id, items.c.job_id == job_id, items.c.result.is_(None)
    yield from connection.execute(
        sa.select(*columns).where(*here).order_by(items.c.item_id).limit(most)
    ).all()


def _taken(connection: Connection, job_id: int, row: sa.Row) -> Item:
    me = {"worker": worker()}
    update = sa.update(items).where(items.c.item_id == row.item_id)
    update = update.values(**me, taken_at=now(), attempts=row.attempts + 1)
    columns = items.c.item_id, items.c.name, items.c.data, items.c.path, items.c.attempts
    item = connection.execute(update.returning(*columns)).one()
    connection.execute(sa.update(jobs).where(jobs.c.job_id == job_id).values(**me, seen_at=now()))
    return Item(*item)


def expect(connection: Connection, runner_id: int, item_id: int, members: int) -> None:
    """Notes how many files an archive holds."""
    here = items.c.runner_id == runner_id, items.c.item_id == item_id
    connection.execute(sa.update(items).where(*here).values(members=members))


def went_on(connection: Connection, runner_id: int, item_id: int) -> None:
    """A file of an archive is done: whatever stops the worker next was not the archive as a whole."""
    here = items.c.runner_id == runner_id, items.c.item_id == item_id
    connection.execute(sa.update(items).where(*here).values(attempts=1, taken_at=now()))


def _give_up(connection: Connection, runner_id: int, item_id: int) -> None:
    query = sa.select(items.c.name, items.c.data, items.c.path, items.c.members)
    name, data, path, members = connection.execute(query.where(items.c.item_id == item_id)).one()
    bump(connection, runner_id)
    whole = path is not None or members is not None  # a folder or an archive is no file to be kept
    file = files.Sealed(name, "", 0) if whole else files.Original(name, data).sealed()
    files.add(connection, runner_id, file, "failed", FATAL, ())
    finish(connection, runner_id, item_id, {"path": name, "status": "failed", "reason": FATAL, "run_ids": []})


def finish(connection: Connection, runner_id: int, item_id: int, result: Mapping) -> None:
    """Keeps the result and lets go of the bytes; the first result stands."""
    here = items.c.runner_id == runner_id, items.c.item_id == item_id, items.c.result.is_(None)
    done = sa.update(items).where(*here).values(result=json.dumps(dict(result)), data=None)
    job_id = connection.scalar(done.returning(items.c.job_id))
    connection.execute(sa.update(jobs).where(jobs.c.job_id == job_id).values(seen_at=now()))
