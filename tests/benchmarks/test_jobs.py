"""What runs in a process of its own does what it says."""

import os
import subprocess
import sys

import pandas as pd
import pytest

from benchmarks.fit_files import fit
from benchmarks.hour import hour
from benchmarks.importing import whole_mb, without_originals_mb
from benchmarks.processes import descendants, forget_peak, peak_mb
from benchmarks.run_job import answer, ran, started
from benchmarks.workloads import fill, hours


@pytest.fixture
def folder(tmp_path):
    folder = tmp_path / "runs"
    folder.mkdir()
    (folder / "run.fit").write_bytes(fit(hour(0, 600), "interleaved"))
    return folder


def test_a_folder_is_filled_with_the_first_hours_and_keeps_those_it_has(tmp_path):
    (tmp_path / "00000.fit").write_bytes(b"here already")
    paths = fill(tmp_path, 2)
    assert [path.read_bytes() for path in paths] == [b"here already", *hours([1])]


def test_an_import_tells_how_long_it_took_and_the_second_one_adds_nothing(folder, tmp_path):
    first, again = (ran("import", tmp_path / "store", folder, 1) for _ in range(2))
    assert (first.said["statuses"], first.said["runs"]) == ({"imported": 1}, 1)
    assert (again.said["statuses"], again.said["runs"]) == ({"duplicate": 1}, 1)
    assert 0 < first.said["imported_s"] <= first.said["ready_s"]
    assert first.cpu_s > 0
    assert 0 < without_originals_mb(tmp_path / "store") < whole_mb(tmp_path / "store")


@pytest.mark.slow
def test_an_import_and_the_plain_loop_keep_the_same_runs(folder, tmp_path):
    from ingest.store import Store

    for job in ("import", "plain"):
        assert ran(job, tmp_path / job, folder, 1).said["runs"] == 1
    own, plain = (Store(tmp_path / name).load().runs for name in ("import", "plain"))
    pd.testing.assert_frame_equal(own, plain)


def test_a_diary_is_kept_until_it_is_told_to_stop(tmp_path):
    saver = started("diary", tmp_path / "store", tmp_path / "stop")
    while not (tmp_path / "store" / "hiplog.db").exists():
        assert saver.poll() is None
    (tmp_path / "stop").touch()
    said = answer(saver)
    assert said["saved"] == len(said["saves"])


def test_memory_that_is_taken_is_seen():
    before = forget_peak()
    taken = bytearray(80_000_000)
    taken[::4096] = b"x" * len(taken[::4096])
    assert peak_mb() >= before + 60


def test_a_process_that_we_started_is_our_descendant():
    child = subprocess.Popen([sys.executable, "-c", "input()"], stdin=subprocess.PIPE)
    try:
        assert descendants(os.getpid())[0] == os.getpid()
        assert child.pid in descendants(os.getpid())
    finally:
        child.communicate()
