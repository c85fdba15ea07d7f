"""Imports that wait for a worker: nothing uploaded is lost, whoever dies."""

from __future__ import annotations

import subprocess
import sys
import textwrap
from datetime import timedelta
from pathlib import Path

import pytest
import sqlalchemy as sa

from ingest.errors import StoreError
from ingest.store import Original, Store, jobs, workers

ROOT = Path(__file__).parents[3]


def result(path, status="imported"):
    return {"path": path, "status": status, "reason": "Ümlaut", "run_ids": ["a", "b"]}


@pytest.fixture
def elsewhere(where):
    """Runs lines of Python in another process, `store` at hand; the process ends as it stands, unclean."""

    def run(lines):
        code = f"from ingest.store import Store\nstore = Store({where!r})\n{textwrap.dedent(lines)}"
        code += "\nimport os\nos._exit(9)"
        done = subprocess.run([sys.executable, "-c", code], cwd=ROOT, capture_output=True, text=True)
        assert done.returncode == 9, done.stderr
        return done.stdout.strip()

    return run


def test_there_is_no_job_before_the_first(store):
    assert store.last_job() is None
    with pytest.raises(StoreError, match="no import number 1"):
        store.job(1)


def test_a_job_goes_through_its_files_in_order(store):
    job_id = store.add_job([("one.fit", b"1"), ("two.fit", b"2")])
    assert (store.job(job_id).total, store.job(job_id).done) == (2, 0)
    assert not store.job(job_id).finished
    first = store.take_from_job(job_id)
    assert (first.name, first.data) == ("one.fit", b"1")
    store.finish_item(first.item_id, result("one.fit"))
    assert store.job(job_id).results == [result("one.fit")]
    second = store.take_from_job(job_id)
    assert (second.name, second.data) == ("two.fit", b"2")
    assert store.take_from_job(job_id) is None
    store.finish_item(second.item_id, result("two.fit", "failed"))
    job = store.job(job_id)
    assert (job.total, job.done, job.finished, job.failed) == (2, 2, True, None)
    assert [told["status"] for told in job.results] == ["imported", "failed"]


def test_a_job_without_files_is_finished(store):
    assert store.job(store.add_job([])).finished


def test_an_empty_upload_is_an_item_like_any_other(store):
    job_id = store.add_job([("empty.fit", b"")])
    item = store.take_from_job(job_id)
    assert (item.name, item.data) == ("empty.fit", b"")
    assert not store.job(job_id).finished


def test_the_last_job_is_the_newest(store):
    store.add_job([("a", b"a")])
    job_id = store.add_job([("b", b"b")])
    assert store.last_job() == store.job(job_id)


def test_jobs_that_are_not_done_are_known_the_oldest_first(where, store):
    first, second = store.add_job([("a", b"1"), ("b", b"2")]), store.add_job([("c", b"3")])
    assert [job.job_id for job in store.waiting_jobs()] == [first, second]
    assert Store(where, runner_id=2).waiting_jobs() == []
    for _ in range(2):
        store.finish_item(store.take_from_job(first).item_id, result("a"))
    assert [job.job_id for job in store.waiting_jobs()] == [second]


def test_another_runners_job_is_not_seen(where, store):
    job_id = store.add_job([("a", b"a")])
    other = Store(where, runner_id=2)
    assert other.last_job() is None
    assert other.take_from_job(job_id) is None
    with pytest.raises(StoreError):
        other.job(job_id)


def test_a_file_is_handed_out_once_even_when_asked_twice_at_a_time(where, store):
    job_id = store.add_job([(str(n), b"x") for n in range(4)])
    taken = [s.take_from_job(job_id).name for s in (store, Store(where), store, Store(where))]
    assert taken == ["0", "1", "2", "3"]
    assert store.take_from_job(job_id) is None


def test_a_finished_file_frees_its_bytes(store):
    job_id = store.add_job([("a", b"a" * 1000), ("b", b"b")])
    store.finish_item(store.take_from_job(job_id).item_id, result("a"))
    with store._reading() as (connection, _):
        kept = connection.scalars(sa.select(jobs.items.c.data).order_by(jobs.items.c.item_id))
        assert list(kept) == [None, b"b"]


def test_the_first_result_of_a_file_stands(store):
    job_id = store.add_job([("a", b"a")])
    item = store.take_from_job(job_id).item_id
    store.finish_item(item, result("a", "imported"))
    store.finish_item(item, result("a", "duplicate"))
    assert store.job(job_id).results == [result("a", "imported")]


def test_progress_is_no_change_of_the_log(store):
    job_id = store.add_job([("a", b"a")])
    before = store.data_version()
    store.finish_item(store.take_from_job(job_id).item_id, result("a"))
    assert store.data_version() == before


def test_uploads_are_there_for_another_process_as_soon_as_the_job_has_a_number(store, elsewhere):
    job_id = store.add_job([("a", b"hip")])
    assert elsewhere(f"print(store.take_from_job({job_id}).data, flush=True)") == "b'hip'"


def test_a_dead_workers_file_goes_to_the_next_worker(store, elsewhere):
    job_id = store.add_job([("a", b"a"), ("b", b"b")])
    elsewhere(f"store.take_from_job({job_id})")
    assert store.job(job_id).failed == jobs.DIED
    assert store.take_from_job(job_id).name == "a"
    assert store.job(job_id).failed is None  # somebody is at it again


def test_a_worker_that_dies_between_two_files_is_told(store, elsewhere):
    job_id = store.add_job([("a", b"a"), ("b", b"b")])
    elsewhere(f"store.finish_item(store.take_from_job({job_id}).item_id, {result('a')})")
    job = store.job(job_id)
    assert (job.done, job.failed) == (1, jobs.DIED)


def test_a_worker_that_ends_after_the_last_file_is_no_trouble(store, elsewhere):
    job_id = store.add_job([("a", b"a")])
    elsewhere(f"store.finish_item(store.take_from_job({job_id}).item_id, {result('a')})")
    assert store.job(job_id).failed is None
    assert store.job(job_id).finished


def test_one_worker_that_lives_is_enough(store, elsewhere):
    job_id = store.add_job([("a", b"a"), ("b", b"b")])
    store.take_from_job(job_id)
    elsewhere(f"store.take_from_job({job_id})")
    assert store.job(job_id).failed is None


def test_a_worker_that_was_killed_and_not_yet_buried_counts_as_dead(where, store):
    job_id = store.add_job([("a", b"a")])
    code = f"from ingest.store import Store; Store({where!r}).take_from_job({job_id}); import os; os._exit(9)"
    child = subprocess.Popen([sys.executable, "-c", code], cwd=ROOT, stdout=subprocess.PIPE)
    with child:
        child.stdout.read()  # ends when the child does; it stays a zombie until `with` is left
        while workers.born(child.pid) not in (workers.GONE, workers.UNKNOWN):
            pass
        assert store.job(job_id).failed == jobs.DIED


def test_a_file_that_killed_three_workers_is_left_out_and_told(store, elsewhere):
    job_id = store.add_job([("bomb.fit", b"boom"), ("good.fit", b"good")])
    for _ in range(jobs.MOST_ATTEMPTS):
        elsewhere(f"assert store.take_from_job({job_id}).name == 'bomb.fit'")
    before = store.data_version()
    assert store.take_from_job(job_id).name == "good.fit"
    told = {"path": "bomb.fit", "status": "failed", "reason": jobs.FATAL, "run_ids": []}
    assert store.job(job_id).results == [told]
    assert store.files()[["name", "status"]].values.tolist() == [["bomb.fit", "failed"]]
    assert store.original(Original("", b"boom").sha256) == b"boom"
    assert store.data_version() > before


def test_a_job_that_nobody_begins_is_told_after_a_while(store, monkeypatch):
    job_id = store.add_job([("a", b"a")])
    assert store.job(job_id).failed is None
    later = jobs.now() + jobs.PATIENCE + timedelta(seconds=1)
    monkeypatch.setattr(jobs, "now", lambda: later)
    assert store.job(job_id).failed == jobs.NEVER_BEGAN
