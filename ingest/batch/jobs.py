"""Works what the dashboard filed, in a process that neither a click nor a closed tab ends."""

from __future__ import annotations

import os
import subprocess
import sys
from collections.abc import Iterator
from pathlib import Path

from ingest import exports
from ingest.batch.importing import HEAD_BYTES, import_archive, is_archive, opened
from ingest.batch.outcome import Outcome, added
from ingest.batch.reading import Task, Ticket
from ingest.batch.taking import take
from ingest.ground import settle_after
from ingest.store import Item, Store

ROOT = Path(__file__).resolve().parent.parent.parent


def work(store: Store, job_id: int) -> None:
    """Imports all that waits in a job, then settles what it brought; what is done stays done."""
    queue = _Queue(store, job_id)
    while True:
        for _ in take(store, queue.files()):
            pass
        if queue.alone is None:
            break
        _alone(store, queue.alone)
    store.give_back()
    settle_after(store)
    store.settle_pairs(added(store.job(job_id).results))


class _Queue:
    """A job's items in turn. `alone` is one that has to be worked by itself: an archive, a folder, or one
    that a worker died of."""

    def __init__(self, store: Store, job_id: int) -> None:
        self.store, self.job_id = store, job_id
        self.alone: Item | None = None

    def files(self) -> Iterator[Task]:
        """Plain files up to the next item that has to be worked alone, or to the end."""
        self.alone = None
        while (item := self.store.take_from_job(self.job_id)) is not None:
            if item.attempts > 1 or _is_whole(item):
                self.alone = item
                return
            yield _task(item)


def _task(item: Item) -> Task:
    """A plain file, by its bytes or where it lies."""
    ticket = Ticket(item_id=item.item_id)
    if item.path is None:
        return Task(item.name, item.data, ticket=ticket)
    return Task(item.name, path=Path(item.path), ticket=ticket)


def _is_whole(item: Item) -> bool:
    """Whether an item is an archive or a folder."""
    if item.path is None:
        return exports.recognises(item.data[:HEAD_BYTES])
    return Path(item.path).is_dir() or is_archive(Path(item.path))


def _alone(store: Store, item: Item) -> None:
    """An item of many files, or one that is better read with nothing else at risk."""
    if not _is_whole(item):
        for _ in take(store, [_task(item)]):
            pass
        return
    outcome = _of_archive(store, item)
    store.finish_item(item.item_id, outcome.record())


def _of_archive(store: Store, item: Item) -> Outcome:
    source = item.data if item.path is None else Path(item.path)
    archive = opened(source, item.name)
    if isinstance(archive, Outcome):
        return archive
    store.expect(item.item_id, archive.count)
    ticket, done = Ticket(archive_id=item.item_id), store.done_of_item(item.item_id)
    outcomes = import_archive(store, archive, item.name, ticket, done)
    of_itself = [outcome for outcome in outcomes if outcome.path == item.name]
    return of_itself[-1] if of_itself else Outcome(item.name, "imported", "")


def start_worker(store: Store, job_id: int) -> subprocess.Popen:
    """Works the job in a process of its own."""
    command = [sys.executable, "-m", "ingest", "work", str(job_id)]
    environment = {**os.environ, "HIPLOG_STORE": store.where}
    quiet = {"stdin": subprocess.DEVNULL, "stdout": subprocess.DEVNULL}
    return subprocess.Popen(command, cwd=ROOT, env=environment, start_new_session=True, **quiet)
