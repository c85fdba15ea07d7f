"""Reads files in processes of their own, in order, whatever a file does to the process that reads it.

Each worker has a pipe to itself, so that it is known which file a worker was reading when it died or
took too long: that file is told, the next one goes on in a fresh worker. A worker whose parent
is gone ends by itself, for its pipe does.
"""

from __future__ import annotations

import itertools
import multiprocessing
import os
import queue
import threading
import time
from collections import deque
from collections.abc import Iterable, Iterator
from multiprocessing.connection import Connection, wait

from ingest.batch.reading import Context, Read, Task, read, unread

AHEAD = 3
"""Files that a worker has been given but not read yet: enough that it never waits."""

LONGEST_S = 120.0
"""A file that takes longer is given up. [s]"""

FEWEST = 8
"""With fewer files, starting processes takes longer than reading."""

DIED = "Reading this file ended the process that read it; it was left out."
TOO_LONG = f"Reading this file took more than {LONGEST_S:.0f} seconds; it was left out."


def in_order(tasks: Iterable[Task], context: Context, workers: int | None = None) -> Iterator[Read]:
    """What each file holds, in the order of the tasks; with few tasks in this very process."""
    tasks = iter(tasks)
    first = list(itertools.islice(tasks, FEWEST))
    if len(first) < FEWEST:
        yield from (read(task, context) for task in first)
        return
    with _Pool(workers or os.cpu_count() or 1, context) as pool:
        yield from pool.read(itertools.chain(first, tasks))


class _Worker:
    """A process that reads, and the files that it was given and has not answered for, oldest first."""

    def __init__(self, context: Context) -> None:
        system = multiprocessing.get_context(_method())
        self.pipe, theirs = system.Pipe()
        self.process = system.Process(target=_serve, args=(theirs, context), daemon=True)
        self.process.start()
        theirs.close()
        self.given: deque[tuple[int, Task]] = deque()
        self.since = time.monotonic()

    def give(self, number: int, task: Task) -> None:
        if not self.given:
            self.since = time.monotonic()
        self.given.append((number, task))
        self.pipe.send(task)

    def answer(self) -> tuple[int, Read]:
        """What the oldest file holds. Raises EOFError or OSError where the process is gone."""
        answered = self.pipe.recv()
        self.since = time.monotonic()
        return self.given.popleft()[0], answered

    def last_words(self) -> Iterator[tuple[int, Read]]:
        """Answers that a process left in its pipe when it died."""
        try:
            while self.given and self.pipe.poll():
                yield self.answer()
        except (EOFError, OSError):
            return

    def end(self) -> None:
        self.pipe.close()
        self.process.kill()
        self.process.join()


def _method() -> str:
    """How to start a process: a fork of a small helper where that exists, for a fork of threads is unsafe."""
    return "forkserver" if "forkserver" in multiprocessing.get_all_start_methods() else "spawn"


class _Pool:
    """Some workers, and the answers that came before their turn."""

    def __init__(self, workers: int, context: Context) -> None:
        if _method() == "forkserver":
            multiprocessing.set_forkserver_preload(["ingest.batch.reading"])
        self.context = context
        self.workers = [_Worker(context) for _ in range(workers)]
        self.early: dict[int, Read] = {}

    def __enter__(self) -> _Pool:
        return self

    def __exit__(self, *_) -> None:
        for worker in self.workers:
            worker.end()

    def read(self, tasks: Iterator[Task]) -> Iterator[Read]:
        numbered, turn = enumerate(tasks), 0
        while True:
            self._fill(numbered)
            if turn not in self.early and not any(worker.given for worker in self.workers):
                return
            self._collect(block=turn not in self.early)
            while turn in self.early:
                yield self.early.pop(turn)
                turn += 1

    def _fill(self, numbered: Iterator[tuple[int, Task]]) -> None:
        """Gives each worker its share, the idlest first; stops ahead of a turn that takes long."""
        while len(self.early) < 4 * AHEAD * len(self.workers):
            worker = min(self.workers, key=lambda worker: len(worker.given))
            task = next(numbered, None) if len(worker.given) < AHEAD else None
            if task is None:
                return
            self._give(worker, *task)

    def _give(self, worker: _Worker, number: int, task: Task) -> None:
        try:
            worker.give(number, task)
        except OSError:
            self._bury(worker, DIED)

    def _collect(self, block: bool) -> None:
        """Takes every answer that is there, waiting for one where nothing else can be done."""
        busy = {worker.pipe: worker for worker in self.workers if worker.given}
        ready = wait(list(busy), timeout=1.0 if block else 0.0)
        for pipe in ready:
            self._take(busy[pipe])
        for worker in self.workers:
            if worker.given and time.monotonic() - worker.since > LONGEST_S:
                self._bury(worker, TOO_LONG)

    def _take(self, worker: _Worker) -> None:
        try:
            number, answered = worker.answer()
        except (EOFError, OSError):
            self._bury(worker, DIED)
        else:
            self.early[number] = answered

    def _bury(self, worker: _Worker, told: str) -> None:
        """The file that a worker was reading is given up; a new worker gets the others."""
        self.early.update(worker.last_words())
        worker.end()
        fresh = _Worker(self.context)
        self.workers[self.workers.index(worker)] = fresh
        if worker.given:
            number, task = worker.given.popleft()
            self.early[number] = unread(task, told)
        for number, task in worker.given:
            self._give(fresh, number, task)


def _serve(pipe: Connection, context: Context) -> None:
    """A worker's life: tasks in, answers out, until the pipe ends."""
    tasks: queue.SimpleQueue[Task] = queue.SimpleQueue()
    threading.Thread(target=_receive, args=(pipe, tasks), daemon=True).start()
    while True:
        pipe.send(read(tasks.get(), context))


def _receive(pipe: Connection, tasks: queue.SimpleQueue[Task]) -> None:
    """Empties the pipe as it fills, so that whoever gives never waits for who reads."""
    try:
        while True:
            tasks.put(pipe.recv())
    except (EOFError, OSError):
        os._exit(0)
