"""Imports that wait for a worker: uploaded bytes are kept until what became of them is known."""

from __future__ import annotations

import json
import os
import socket
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from datetime import datetime, timedelta
from pathlib import Path

import sqlalchemy as sa
from sqlalchemy import Connection

from ingest.store import files, tables
from ingest.store.rows import bump, now, text

LEASE = timedelta(minutes=5)
"""How long a worker that cannot be looked at (another machine) is taken to be alive. When it lives
after all, a file is read twice, which harms nothing: the same run is one run."""

PATIENCE = timedelta(seconds=60)
"""How long a job may wait for its first worker."""

MOST_ATTEMPTS = 3
"""A file that was being read when so many workers died is not given to another."""

FATAL = f"Reading this file stopped the import {MOST_ATTEMPTS} times; it was left out."
DIED = "The import stopped before it was done. What was imported is kept; the rest waits to be resumed."
NEVER_BEGAN = "The import has not begun. The files are kept and wait to be imported."

PROCESSES = Path("/proc")
GONE, UNKNOWN = "gone", "unknown"

jobs, items = tables.jobs, tables.job_items


@dataclass(frozen=True)
class Job:
    """How far an import is. `failed` is a sentence where its worker died, else None.

    `results` holds a dict(path, status, reason, run_ids) for each file that is done.
    """

    job_id: int
    total: int
    done: int
    failed: str | None
    results: list[dict]

    @property
    def finished(self) -> bool:
        return self.done == self.total


def add(connection: Connection, runner_id: int, uploads: Iterable[tuple[str, bytes]]) -> int:
    values = {"runner_id": runner_id, "created_at": now(), "seen_at": now()}
    job_id = connection.scalar(sa.insert(jobs).values(values).returning(jobs.c.job_id))
    for name, data in uploads:
        row = {"job_id": job_id, "runner_id": runner_id, "name": text(name), "data": data}
        connection.execute(sa.insert(items).values(row))
    return job_id


def last(connection: Connection, runner_id: int) -> int | None:
    return connection.scalar(sa.select(sa.func.max(jobs.c.job_id)).where(jobs.c.runner_id == runner_id))


def job(connection: Connection, runner_id: int, job_id: int) -> Job | None:
    row = connection.execute(_one(sa.select(jobs), runner_id, job_id)).first()
    if row is None:
        return None
    columns = items.c.worker, items.c.taken_at, items.c.result
    query = sa.select(*columns).where(items.c.job_id == job_id).order_by(items.c.item_id)
    rows = list(connection.execute(query))
    done = [json.loads(item.result) for item in rows if item.result is not None]
    waiting = [item for item in rows if item.result is None]
    return Job(job_id, len(rows), len(done), _trouble(row, waiting) if waiting else None, done)


def _one(statement, runner_id: int, job_id: int):
    return statement.where(jobs.c.runner_id == runner_id, jobs.c.job_id == job_id)


def _trouble(row: sa.Row, waiting: list[sa.Row]) -> str | None:
    if row.worker is None:
        return NEVER_BEGAN if now() - row.seen_at > PATIENCE else None
    workers = {(row.worker, row.seen_at), *((item.worker, item.taken_at) for item in waiting if item.worker)}
    return None if any(alive(*worker) for worker in workers) else DIED


def take(connection: Connection, runner_id: int, job_id: int) -> tuple[int, str, bytes] | None:
    """The next file that is nobody's, or whose worker died. None where there is none."""
    for row in _waiting(connection, runner_id, job_id):
        if row.worker is not None and alive(row.worker, row.taken_at):
            continue
        if row.attempts >= MOST_ATTEMPTS:
            _give_up(connection, runner_id, row.item_id)
            continue
        return _taken(connection, job_id, row)
    return None


def _waiting(connection: Connection, runner_id: int, job_id: int) -> list[sa.Row]:
    columns = items.c.item_id, items.c.worker, items.c.taken_at, items.c.attempts
    here = items.c.runner_id == runner_id, items.c.job_id == job_id, items.c.result.is_(None)
    return list(connection.execute(sa.select(*columns).where(*here).order_by(items.c.item_id)))


def _taken(connection: Connection, job_id: int, row: sa.Row) -> tuple[int, str, bytes]:
    me = {"worker": worker()}
    update = sa.update(items).where(items.c.item_id == row.item_id)
    update = update.values(**me, taken_at=now(), attempts=row.attempts + 1)
    item = connection.execute(update.returning(items.c.item_id, items.c.name, items.c.data)).one()
    connection.execute(sa.update(jobs).where(jobs.c.job_id == job_id).values(**me, seen_at=now()))
    return item.item_id, item.name, item.data


def _give_up(connection: Connection, runner_id: int, item_id: int) -> None:
    query = sa.select(items.c.name, items.c.data).where(items.c.item_id == item_id)
    name, data = connection.execute(query).one()
    bump(connection, runner_id)
    files.add(connection, runner_id, files.Original(name, data), "failed", FATAL, ())
    finish(connection, runner_id, item_id, {"path": name, "status": "failed", "reason": FATAL, "run_ids": []})


def finish(connection: Connection, runner_id: int, item_id: int, result: Mapping) -> None:
    """Keeps the result and lets go of the bytes; the first result stands."""
    here = items.c.runner_id == runner_id, items.c.item_id == item_id, items.c.result.is_(None)
    done = sa.update(items).where(*here).values(result=json.dumps(dict(result)), data=None)
    job_id = connection.scalar(done.returning(items.c.job_id))
    connection.execute(sa.update(jobs).where(jobs.c.job_id == job_id).values(seen_at=now()))


def worker() -> str:
    """This process: machine, number, and birth, for numbers are given out again."""
    pid = os.getpid()
    return f"{socket.gethostname()}:{pid}:{born(pid)}"


def alive(name: str, seen_at: datetime) -> bool:
    """Whether a worker still runs; one that cannot be looked at lives for its LEASE."""
    machine, pid, birth = name.rsplit(":", 2)
    if machine != socket.gethostname() or birth == UNKNOWN:
        return now() - seen_at < LEASE
    return born(int(pid)) == birth


def born(pid: int) -> str:
    """When a process began, in ticks since the machine did; GONE where it ended, zombies too."""
    if not (PROCESSES / "self" / "stat").exists():
        return UNKNOWN
    try:
        stat = (PROCESSES / str(pid) / "stat").read_text(encoding="utf-8", errors="replace")
    except OSError:
        return GONE
    state, *numbers = stat.rpartition(")")[2].split()
    return GONE if state in "ZX" else numbers[18]
