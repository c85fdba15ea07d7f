"""The watcher of folders: at work while the dashboard serves, and gone with it, however it goes."""

import os
import signal
import subprocess
import sys
import time
from pathlib import Path

import pytest

from dashboard.watcher import watching
from ingest.store import Store, workers
from tests.dashboard.test_import_runs import gpx
from tests.serving import free_port, wait_for

ROOT = Path(__file__).resolve().parent.parent.parent
PATIENCE_S = 40


def until(true):
    """Waits for something to become true."""
    end = time.monotonic() + PATIENCE_S
    while not true():
        assert time.monotonic() < end
        time.sleep(0.05)


def test_what_is_dropped_into_a_watched_folder_comes_in(empty_store, tmp_path, monkeypatch):
    monkeypatch.setenv("HIPLOG_STORE", empty_store.where)
    folder = tmp_path / "sync"
    folder.mkdir()
    empty_store.watch(str(folder))
    (folder / "a.gpx").write_bytes(gpx())
    with watching(every_s=0.1) as watcher:
        until(lambda: len(empty_store.load().runs) == 1)
    assert watcher.returncode == 0
    assert (folder / "a.gpx").read_bytes() == gpx()


def children(pid):
    """Processes of the ingest that a process started."""
    told = Path(f"/proc/{pid}/task/{pid}/children").read_text(encoding="ascii").split()
    return [int(child) for child in told if b"ingest" in Path(f"/proc/{child}/cmdline").read_bytes()]


@pytest.mark.skipif(not Path("/proc/self/task").is_dir(), reason="looks at processes through /proc")
@pytest.mark.parametrize("end", [signal.SIGKILL, signal.SIGTERM, signal.SIGINT])
def test_no_process_outlives_the_server(tmp_path, end):
    port = free_port()
    elsewhere = tmp_path / "elsewhere"
    command = [sys.executable, "-m", "dashboard", "--store", str(elsewhere), "--port", str(port)]
    server = subprocess.Popen(command, cwd=ROOT, stdin=subprocess.DEVNULL, stdout=subprocess.DEVNULL)
    try:
        wait_for(server, f"http://127.0.0.1:{port}", 60)
        (watcher,) = children(server.pid)
        assert workers.born(watcher) != workers.GONE
        environment = Path(f"/proc/{watcher}/environ").read_bytes().split(b"\0")
        assert f"HIPLOG_STORE={elsewhere}".encode() in environment
    finally:
        os.kill(server.pid, end)
        server.wait(PATIENCE_S)
    until(lambda: workers.born(watcher) == workers.GONE)
    assert Store(elsewhere).load().runs.empty
