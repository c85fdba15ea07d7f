"""Reads files in processes of their own, in order, whatever a file does to the process that reads it.

Each worker has a pipe to itself, so that it is known which file a worker was reading when it died or
took too long: that file is told, the next one goes on in a fresh worker. A worker whose parent
is gone ends by itself, for its pipe does.
"""

from __future__ import annotations

import itertools
import os
import pickle
import queue
import subprocess
import sys
import threading
import time
from collections import deque
from collections.abc import Callable, Iterable, Iterator
from contextlib import suppress
from pathlib import Path

from ingest.batch.reading import Context, Read, Task, given_up, read
from ingest.errors import StoreError

AHEAD = 12
"""Files that a worker has been given and has not answered for: enough for it to go on while its parent
writes what came before."""

MOST_HELD = 64 * 2**20
"""Answers that wait for their turn take up no more than about this. [B]"""

LONGEST_S = 120.0
"""A file that takes longer is given up. [s]"""

FEWEST = 8
"""With fewer files, starting processes takes longer than reading."""

DIED = "Reading this file ended the process that read it; it was left out."
MOST_STILLBORN = 4
CANNOT_START = (
    "The processes that read files end before they have begun; the terminal says why. "
    "What was told is kept; import again when that is mended."
)
TOO_LONG = f"Reading this file took more than {LONGEST_S:.0f} seconds; it was left out."

ROOT = Path(__file__).resolve().parent.parent.parent
COMMAND = [sys.executable, "-m", "ingest.batch.worker"]

END = object()

Reader = Callable[[Task, Context], Read]


def in_order(
    tasks: Iterable[Task], context: Context, workers: int | None = None, reader: Reader = read
) -> Iterator[Read]:
    """What each file holds, in the order of the tasks; with few tasks in this very process."""
    tasks = iter(tasks)
    first = list(itertools.islice(tasks, FEWEST))
    if len(first) < FEWEST:
        yield from (reader(task, context) for task in first)
        return
    with _Pool(workers or os.cpu_count() or 1, reader, context) as pool:
        yield from pool.read(itertools.chain(first, tasks))


class _Worker:
    """A process that reads, and the files that it was given and has not answered for, oldest first.

    Started as a command of its own: a fork of threads is unsafe, and multiprocessing runs the main
    program once more, which in the dashboard is a page.
    """

    def __init__(self, reader: Reader, context: Context, answers: queue.Queue) -> None:
        self.process = subprocess.Popen(COMMAND, cwd=ROOT, stdin=subprocess.PIPE, stdout=subprocess.PIPE)
        self.given: deque[tuple[int, Task]] = deque()
        self.outbox: queue.SimpleQueue[object] = queue.SimpleQueue()
        self.since, self.ready = time.monotonic(), False
        self.outbox.put(sys.path)
        self.outbox.put((reader, context))
        self.threads = [
            threading.Thread(target=self._listen, args=(answers,), daemon=True),
            threading.Thread(target=self._send, daemon=True),
        ]
        for thread in self.threads:
            thread.start()

    def give(self, number: int, task: Task) -> None:
        """Never waits, not even for a worker that does not read its pipe."""
        if not self.given:
            self.since = time.monotonic()
        self.given.append((number, task))
        self.outbox.put(task)

    def _send(self) -> None:
        """Hands over what is in the outbox until END, or until the worker is dead."""
        with suppress(OSError, ValueError):
            while (message := self.outbox.get()) is not END:
                pickle.dump(message, self.process.stdin, pickle.HIGHEST_PROTOCOL)
                self.process.stdin.flush()

    def answered(self) -> int:
        """The number of the file that an answer is of."""
        self.since = time.monotonic()
        return self.given.popleft()[0]

    def takes_too_long(self) -> bool:
        return self.ready and bool(self.given) and time.monotonic() - self.since > LONGEST_S

    def _listen(self, answers: queue.Queue) -> None:
        """Takes answers as they come, so that the worker never waits; None when no more can come.

        The first thing that a worker says is that it is ready."""
        with suppress(EOFError, OSError, ValueError, pickle.UnpicklingError):
            pickle.load(self.process.stdout)
            self.since, self.ready = time.monotonic(), True
            while True:
                answers.put((self, pickle.load(self.process.stdout)))
        answers.put((self, None))

    def end(self) -> None:
        self.process.kill()
        self.process.wait()
        self.outbox.put(END)
        for thread in self.threads:
            thread.join()
        for pipe in (self.process.stdin, self.process.stdout):
            with suppress(OSError):
                pipe.close()


class _Pool:
    """Some workers, and the answers that came before their turn."""

    def __init__(self, workers: int, reader: Reader, context: Context) -> None:
        self.answers: queue.Queue[tuple[_Worker, Read | None]] = queue.Queue()
        self.early: dict[int, Read] = {}
        self.stillborn = 0
        self._started = (reader, context, self.answers)
        self.workers = [_Worker(*self._started) for _ in range(workers)]

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
            self._collect(wait=turn not in self.early)
            while turn in self.early:
                yield self.early.pop(turn)
                turn += 1

    def _fill(self, numbered: Iterator[tuple[int, Task]]) -> None:
        """Gives each worker its share, the idlest first; stops ahead of a turn that takes long."""
        while len(self.early) < 4 * AHEAD and sum(map(_size, self.early.values())) < MOST_HELD:
            worker = min(self.workers, key=lambda worker: len(worker.given))
            task = next(numbered, None) if len(worker.given) < AHEAD else None
            if task is None:
                return
            worker.give(*task)

    def _collect(self, wait: bool) -> None:
        """Takes the answers that are there, or waits for one; then looks who takes too long."""
        try:
            self._take(*self.answers.get(timeout=1.0 if wait else None, block=wait))
            while True:
                self._take(*self.answers.get_nowait())
        except queue.Empty:
            pass
        for worker in list(self.workers):
            if worker.takes_too_long():
                self._bury(worker, TOO_LONG)

    def _take(self, worker: _Worker, answer: Read | None) -> None:
        if worker not in self.workers:  # buried; what it was given, its successor has
            return
        if answer is None:
            self._bury(worker, DIED)
        else:
            self.early[worker.answered()] = answer

    def _bury(self, worker: _Worker, told: str) -> None:
        """The file that a worker was reading is given up; a new worker gets the others.

        One that ended before it began has read none, but that may happen a few times only.
        """
        worker.end()
        self.stillborn += not worker.ready
        if self.stillborn > MOST_STILLBORN:
            raise StoreError(CANNOT_START)
        fresh = _Worker(*self._started)
        self.workers[self.workers.index(worker)] = fresh
        if worker.given and worker.ready:
            number, task = worker.given.popleft()
            self.early[number] = given_up(task, told)
        for number, task in worker.given:
            fresh.give(number, task)


def _size(answer: Read) -> int:
    """About how much memory an answer takes. [B]"""
    packed = len(answer.file.packed or b"") if answer.file else 0
    return packed + sum(len(blob) for run in answer.runs for blob in run.blobs.values())
