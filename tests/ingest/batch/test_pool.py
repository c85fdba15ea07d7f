"""Files are read in processes of their own: in order, and whatever one of them does to its reader."""

import importlib
import os
import subprocess
import sys
import time
from pathlib import Path

import pytest

from ingest.batch import pool
from ingest.batch.reading import Context, Task
from ingest.errors import StoreError

ROOT = Path(__file__).parents[3]
CONTEXT = Context()


# Stands in for the reader in the workers: a file's name is an order.
BY_ORDER = """
import os, signal, time
from ingest.batch.reading import unread

def read(task, context):
    if task.name == "die":
        os.kill(os.getpid(), signal.SIGKILL)
    if task.name == "sleep":
        time.sleep(600)
    if task.name.startswith("slow"):
        time.sleep(0.05)
    return unread(task, f"read {task.name}")
"""


@pytest.fixture
def by_order(tmp_path, monkeypatch):
    (tmp_path / "by_order.py").write_text(BY_ORDER)
    monkeypatch.syspath_prepend(str(tmp_path))
    yield importlib.import_module("by_order").read
    sys.modules.pop("by_order")


@pytest.fixture
def reasons(by_order):
    def told(names, workers=2):
        tasks = (Task(name) for name in names)
        return [read.reason for read in pool.in_order(tasks, CONTEXT, workers, by_order)]

    return told


def test_answers_come_in_the_order_of_the_files_though_some_are_slow(reasons):
    names = [f"{'slow' if number % 3 == 0 else 'quick'} {number}" for number in range(40)]
    assert reasons(names) == [f"read {name}" for name in names]


def test_a_file_that_ends_its_reader_is_told_and_costs_no_other(reasons):
    names = [*map(str, range(10)), "die", *map(str, range(10, 20)), "die", "last"]
    expected = [pool.DIED if name == "die" else f"read {name}" for name in names]
    assert reasons(names) == expected
    assert reasons(names, workers=1) == expected


def test_a_file_that_takes_for_ever_is_given_up(reasons, monkeypatch):
    monkeypatch.setattr(pool, "LONGEST_S", 0.5)
    names = [*map(str, range(8)), "sleep", "after"]
    assert reasons(names) == [*(f"read {number}" for number in range(8)), pool.TOO_LONG, "read after"]


def test_readers_that_cannot_even_start_stop_the_import_and_give_no_file_up(reasons, monkeypatch):
    monkeypatch.setattr(pool, "COMMAND", [sys.executable, "-c", "raise SystemExit(3)"])
    with pytest.raises(StoreError, match="end before they have begun"):
        reasons(map(str, range(20)))


def test_the_files_are_asked_for_as_they_are_needed(by_order):
    """However many there are, only a few wait in memory."""
    asked = []

    def tasks():
        for number in range(500):
            asked.append(number)
            yield Task(str(number))

    answers = pool.in_order(tasks(), CONTEXT, 2, by_order)
    for _ in range(10):
        next(answers)
    assert len(asked) < 120
    answers.close()


def test_a_few_files_are_read_in_this_very_process():
    read = pool.in_order([Task("a"), Task("b")], CONTEXT, reader=lambda task, context: os.getpid())
    assert list(read) == [os.getpid()] * 2


def test_files_whose_bytes_come_along_do_not_jam_the_pipes():
    """Many times what a pipe holds, both ways."""
    tasks = (Task(str(number), data=bytes([number]) * 300_000) for number in range(30))
    answers = list(pool.in_order(tasks, CONTEXT, 2))
    assert [read.name for read in answers] == [str(number) for number in range(30)]
    assert {read.status for read in answers} == {"not_an_activity", "failed"}
    assert [len(read.file.content) for read in answers] == [300_000] * 30


@pytest.mark.skipif(not Path("/proc").exists(), reason="needs /proc to see the workers")
def test_workers_end_when_their_parent_is_killed(tmp_path):
    code = """
import itertools, os
from ingest.batch import pool
from ingest.batch.reading import Context, Task
from ingest.errors import StoreError
if __name__ == "__main__":
    tasks = (Task(str(number), data=b"x") for number in itertools.count())
    answers = pool.in_order(tasks, Context(), 2)
    next(answers)
    print(os.getpid(), flush=True)
    for _ in answers:
        pass
"""
    script = tmp_path / "parent.py"
    script.write_text(code)
    environment = {**os.environ, "PYTHONPATH": str(ROOT), "HIPLOG_POOL_TEST": str(tmp_path)}
    parent = subprocess.Popen([sys.executable, script], env=environment, stdout=subprocess.PIPE)
    with parent:
        parent.stdout.readline()
        assert len(family(tmp_path)) >= 3  # the parent, and two workers
        parent.kill()
    until = time.monotonic() + 20
    while family(tmp_path):
        assert time.monotonic() < until, "workers outlived their parent"
        time.sleep(0.05)


def family(mark):
    """Processes that were started with this mark in their environment."""
    found = []
    for process in Path("/proc").iterdir():
        try:
            if (
                process.name.isdigit()
                and f"HIPLOG_POOL_TEST={mark}".encode() in (process / "environ").read_bytes()
            ):
                found.append(int(process.name))
        except OSError:
            continue
    return found
