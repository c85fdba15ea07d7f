"""What the dashboard filed is worked to its end: uploads, archives and paths, whoever is killed meanwhile."""

import io
import os
import signal
import subprocess
import sys
import time
import zipfile
from datetime import UTC, datetime, timedelta
from pathlib import Path

import pytest

from ingest import batch
from ingest.batch import importing, taking
from ingest.batch.reading import Ticket
from ingest.store import Store

ROOT = Path(__file__).parents[3]
SEVEN = datetime(2026, 5, 3, 7, tzinfo=UTC)


@pytest.fixture
def store(tmp_path, blank):
    return Store(blank(tmp_path / "log"))


@pytest.fixture
def archive(fit_run):
    """A ZIP of so many runs, one a day, and a text."""

    def packed(runs=3):
        out = io.BytesIO()
        with zipfile.ZipFile(out, "w", zipfile.ZIP_DEFLATED) as file:
            for number in range(runs):
                file.writestr(f"{number:03}.fit", fit_run(start=SEVEN + timedelta(days=number), minutes=10))
            file.writestr("broken.fit", b"\x0e\x10")
        return out.getvalue()

    return packed


def statuses(job):
    return [result["status"] for result in job.results]


def test_a_job_is_worked_to_its_end(store, fit_run):
    job = store.add_job([("a.fit", fit_run()), ("b.txt", b"hello")])
    batch.work(store, job)
    done = store.job(job)
    assert (done.total, done.done, done.finished) == (2, 2, True)
    assert statuses(done) == ["imported", "not_an_activity"]


def test_a_run_gets_the_default_for_the_ground_of_its_route_and_older_runs_get_none(store, fit_run):
    batch.work(store, store.add_job([("a.fit", fit_run())]))
    (route_id,) = store.load().routes["route_id"]
    store.edit_route(route_id, surface="trail")
    store.add_shoe("Goat", "trail", default_for="trail", first_used=SEVEN.date())
    batch.work(store, store.add_job([("b.fit", fit_run(start=SEVEN + timedelta(days=1)))]))
    log = store.load()
    assert log.terrain["route_id"].tolist() == [route_id, route_id]
    assert log.runs["shoe_id"].isna().tolist() == [True, False]
    assert log.runs.iloc[1][["shoe_id", "shoe_source"]].tolist() == ["goat", "default"]


def test_the_worker_is_a_process_of_its_own(store, fit_run):
    job = store.add_job([("a.fit", fit_run())])
    assert batch.start_worker(store, job).wait(60) == 0
    assert store.job(job).finished
    assert len(store.load().runs) == 1


def test_an_archive_among_files_is_looked_through_file_by_file(store, fit_run, archive):
    late = fit_run(start=SEVEN + timedelta(days=99))
    job = store.add_job([("a.fit", fit_run()), ("all.zip", archive()), ("b.fit", late)])
    batch.work(store, job)
    done = store.job(job)
    assert done.finished
    assert len(store.load().runs) == 4  # the first of the archive is of the same day and place as a.fit
    told = {Path(result["path"]).name: result["status"] for result in done.results}
    assert told["b.fit"] == "imported"
    assert told["001.fit"] == told["002.fit"] == "imported"
    assert told["000.fit"] in ("duplicate", "merged")
    assert told["broken.fit"] in ("failed", "not_an_activity")
    assert done.done == done.total


def test_the_bytes_of_an_archive_are_freed_and_the_disk_gets_its_room_back(store, archive, tmp_path):
    noise = os.urandom(8_000_000)
    out = io.BytesIO(archive(1))
    with zipfile.ZipFile(out, "a") as file:
        file.writestr("noise.bin", noise)
    job = store.add_job([("all.zip", out.getvalue())])
    before = (tmp_path / "log" / "hiplog.db").stat().st_size
    batch.work(store, job)
    after = (tmp_path / "log" / "hiplog.db").stat().st_size
    assert before > 8_000_000
    assert after < 2_000_000
    assert len(store.load().runs) == 1


def test_a_folder_on_this_machine_is_read_where_it_lies(store, fit_run, tmp_path):
    folder = tmp_path / "export"
    folder.mkdir()
    (folder / "a.fit").write_bytes(fit_run())
    job = store.add_job(paths=[str(folder)])
    batch.work(store, job)
    assert statuses(store.job(job)) == ["imported"]
    assert (folder / "a.fit").read_bytes() == fit_run()


def test_a_single_file_or_zip_on_this_machine_is_read_where_it_lies(store, fit_run, archive, tmp_path):
    (tmp_path / "a.fit").write_bytes(fit_run(start=SEVEN - timedelta(days=1)))
    (tmp_path / "all.zip").write_bytes(archive(1))
    job = store.add_job(paths=[str(tmp_path / "a.fit"), str(tmp_path / "all.zip")])
    batch.work(store, job)
    assert statuses(store.job(job))[:2] == ["imported", "imported"]
    assert store.job(job).results[0]["path"] == str(tmp_path / "a.fit")
    assert (tmp_path / "a.fit").exists()


def test_a_path_that_is_not_there_is_told(store, tmp_path):
    job = store.add_job(paths=[str(tmp_path / "gone.zip")])
    batch.work(store, job)
    assert statuses(store.job(job)) == ["failed"]
    assert "cannot be opened" in store.job(job).results[0]["reason"]


def test_an_archive_goes_on_where_it_was_and_does_nothing_twice(store, archive, monkeypatch):
    monkeypatch.setattr(taking, "MOST_TOGETHER", 1)
    job = store.add_job([("all.zip", archive(6))])
    kept = []
    keep = taking.keep

    def killed(intake, read):
        if len(kept) == 3:
            raise KeyboardInterrupt
        kept.append(read.name)
        return keep(intake, read)

    with monkeypatch.context() as dying:
        dying.setattr(taking, "keep", killed)
        with pytest.raises(KeyboardInterrupt):
            batch.work(store, job)
    assert (store.job(job).done, store.job(job).total, store.job(job).finished) == (3, 7, False)
    monkeypatch.setattr("ingest.store.jobs.alive", lambda *_: False)
    again = []
    monkeypatch.setattr(taking, "keep", lambda intake, read: again.append(read.name) or keep(intake, read))
    batch.work(store, job)
    assert len(store.load().runs) == 6
    assert not set(kept) & set(again)
    assert store.job(job).finished
    assert len(store.files()) == 7


def test_while_it_is_worked_on_an_archive_shows_its_newest_files_only(store, archive, monkeypatch):
    monkeypatch.setattr("ingest.store.jobs.NEWEST", 2)
    job = store.add_job([("all.zip", archive(6)), ("b.txt", b"hello")])
    item = store.take_from_job(job)
    archive_read = importing.opened(item.data, item.name)
    store.expect(item.item_id, archive_read.count)
    list(importing.import_archive(store, archive_read, item.name, Ticket(archive_id=item.item_id)))
    assert len(store.job(job).results) == 2
    assert (store.job(job).done, store.job(job).total) == (7, 8)


# Works a job slowly, two files at a time, so that there is always something left to be killed in.
SLOWLY = """
import sys
from ingest.batch import jobs, taking
from ingest.store import Store
taking.MOST_TOGETHER, taking.PAUSE_S = 2, 0.04
jobs.work(Store(sys.argv[1]), int(sys.argv[2]))
"""
KILLS = [(6, 100), pytest.param(50, 300, marks=pytest.mark.slow)]


@pytest.mark.skipif(not hasattr(signal, "SIGKILL"), reason="needs kill -9")
@pytest.mark.parametrize(("kills", "count"), KILLS)
def test_a_worker_killed_again_and_again_loses_nothing_and_does_nothing_twice(store, archive, kills, count):
    """An archive of many runs; the worker and all its readers die at moments that nobody chose."""
    job, seen = store.add_job([("all.zip", archive(count))]), set()
    for number in range(kills):
        with _slow_worker(store, job) as worker:
            _wait_for_more(store, job, len(seen) if number % 2 else None)
            time.sleep(0.013 * (number % 10))
            os.killpg(worker.pid, signal.SIGKILL)
        acknowledged = set(store.files()["name"])
        assert seen <= acknowledged
        seen = acknowledged
        _whole(store, thoroughly=number % 6 == 5)
    assert 0 < len(seen) < count + 1
    assert batch.start_worker(store, job).wait(300) == 0
    assert store.job(job).finished
    assert store.job(job).failed is None
    assert statuses(store.job(job)).count("imported") == count
    assert len(store.files()) == count + 1
    _whole(store, thoroughly=True)
    assert len(store.load().runs) == count


def _slow_worker(store, job):
    command = [sys.executable, "-c", SLOWLY, store.where, str(job)]
    return subprocess.Popen(command, cwd=ROOT, start_new_session=True)


def _wait_for_more(store, job, before):
    """Until a file more than `before` is done; not at all where that is None: kills before the first too."""
    until = time.monotonic() + 30
    while before is not None and store.job(job).done <= before:
        assert time.monotonic() < until, "the worker did nothing"
        time.sleep(0.02)


def _whole(store, thoroughly):
    """Every run has its points, its recording and its file; every file that gave one has its run."""
    runs, files = store.load().runs, store.files()
    gave = files[files["status"] == "imported"]
    assert sorted(gave["run_ids"]) == sorted(runs["run_id"])
    assert sorted(store.recordings(runs["run_id"])["run_id"]) == sorted(runs["run_id"])
    if thoroughly:
        for run in runs.itertuples():
            assert len(store.track(run.run_id)) == run.points == 61
        for sha256 in gave["sha256"]:
            assert store.original(sha256)[8:12] == b".FIT"
