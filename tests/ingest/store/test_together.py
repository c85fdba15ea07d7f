"""Several processes and threads at once, and processes that are killed: nothing acknowledged is lost."""

from __future__ import annotations

import hashlib
import random
import signal
import subprocess
import sys
import threading
import time
from pathlib import Path

import pandas as pd
import pytest

from ingest.diary import Entry
from ingest.store import Store

ROOT = Path(__file__).parents[3]

# Adds runs until it is killed; says a run's name once the store has said that it is kept.
WRITER = """
import sys, hashlib
import numpy as np, pandas as pd
from ingest.schema import LAPS, TRACK
from ingest.store import Original, Store

where, name, most = sys.argv[1], sys.argv[2], int(sys.argv[3])
store = Store(where)
START = pd.Timestamp("2026-05-03T06:00:00Z")
for number in range(most):
    run_id = f"{name}-{number}"
    random = np.random.default_rng(number)
    points = 200 + number
    track = pd.DataFrame({
        "time": pd.date_range(START, periods=points, freq="s"),
        "distance_m": np.arange(points) / 100,
        "grade": random.normal(size=points),
    })
    track = TRACK.conform(track.reindex(columns=TRACK.names))
    row = {"started_at": START, "day": pd.Timestamp("2026-05-03"), "points": points,
           "distance_m": track["grade"].sum()}
    data = hashlib.sha256(run_id.encode()).digest() * 2000
    store.add_run(run_id, row, track, LAPS.empty(), Original(run_id + ".fit", data))
    print(run_id, flush=True)
"""


def writer(where, name, most):
    command = [sys.executable, "-c", WRITER, where, name, str(most)]
    return subprocess.Popen(command, cwd=ROOT, stdout=subprocess.PIPE, stderr=subprocess.PIPE, text=True)


def assert_whole(store):
    """Every run has its row, its points and its file, and they belong together."""
    runs, files = store.load().runs, store.files()
    assert sorted(files["run_ids"]) == sorted(runs["run_id"])
    for _, row in runs.iterrows():
        track = store.track(row["run_id"])
        assert len(track) == row["points"]
        assert track["grade"].sum() == row["distance_m"]
        assert len(store.laps(row["run_id"])) == 0
    for _, row in files.iterrows():
        assert hashlib.sha256(store.original(row["sha256"])).hexdigest() == row["sha256"]


def killed(where, name, after_s):
    """Runs that a writer had acknowledged when it was killed some time after its first."""
    process = writer(where, name, 10_000)
    with process:
        said = [process.stdout.readline()]
        time.sleep(after_s)
        process.send_signal(signal.SIGKILL)
        said += process.stdout.readlines()
        assert process.stderr.read() == ""
    return [line.strip() for line in said if line.endswith("\n")]


def kill_again_and_again(where, times):
    pause = random.Random(4)
    store, acknowledged = Store(where), []
    for number in range(times):
        acknowledged += killed(where, f"w{number}", pause.uniform(0.0, 0.4))
    kept = set(store.load().runs["run_id"])
    assert set(acknowledged) <= kept
    assert len(kept) <= len(acknowledged) + times  # at most one each was kept and not yet said
    assert_whole(store)


@pytest.mark.skipif(not hasattr(signal, "SIGKILL"), reason="needs kill -9")
def test_a_run_that_was_acknowledged_outlives_kill_9(where):
    kill_again_and_again(where, times=3)


@pytest.mark.slow
@pytest.mark.skipif(not hasattr(signal, "SIGKILL"), reason="needs kill -9")
def test_runs_that_were_acknowledged_outlive_forty_kills(where):
    kill_again_and_again(where, times=40)


def test_two_processes_write_at_once_and_neither_is_turned_away(where):
    store = Store(where)
    processes = [writer(where, name, 25) for name in ("one", "two")]
    said = [process.communicate(timeout=60) for process in processes]
    assert [errors for _, errors in said] == ["", ""]
    assert [len(names.split()) for names, _ in said] == [25, 25]
    assert len(store.load().runs) == 50
    assert store.data_version() == 50
    assert_whole(store)


def test_a_page_reads_and_logs_while_an_import_writes(where):
    store = Store(where)
    process = writer(where, "import", 40)
    versions, waits_s, sizes = [], [], []
    with process:
        process.stdout.readline()
        while process.poll() is None:
            began = time.perf_counter()
            store.add_entry(Entry(pd.Timestamp("2026-05-03").date(), worst_pain=len(sizes) % 11))
            sizes.append(len(store.load().runs))
            versions.append(store.data_version())
            waits_s.append(time.perf_counter() - began)
        assert process.stderr.read() == ""
    assert sizes == sorted(sizes)
    assert versions == sorted(versions)
    assert len(store.load().runs) == 40
    assert max(waits_s) < 15.0  # nobody is starved; 0.1 s is usual


def test_threads_share_one_store(where):
    store, errors = Store(where), []

    def log_and_read(number):
        try:
            for score in range(8):
                store.add_entry(Entry(pd.Timestamp(2026, 5, number + 1).date(), worst_pain=score))
                store.load()
        except Exception as error:
            errors.append(error)

    threads = [threading.Thread(target=log_and_read, args=(number,)) for number in range(4)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    assert errors == []
    assert store.load().diary["worst_pain"].tolist() == [7.0] * 4
    assert store.data_version() == 32


def test_two_workers_never_get_the_same_file(where):
    store = Store(where)
    job_id = store.add_job([(str(number), b"x") for number in range(60)])
    code = f"""
from ingest.store import Store
store = Store({where!r})
while (item := store.take_from_job({job_id})) is not None:
    store.finish_item(item.item_id, {{"path": item.name, "status": "imported", "reason": "", "run_ids": []}})
    print(item.name)
"""
    command = [sys.executable, "-c", code]
    processes = [subprocess.Popen(command, cwd=ROOT, stdout=subprocess.PIPE, text=True) for _ in range(2)]
    taken = [name for process in processes for name in process.communicate(timeout=60)[0].split()]
    assert sorted(taken, key=int) == [str(number) for number in range(60)]
    assert store.job(job_id).finished
