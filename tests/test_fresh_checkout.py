"""A newcomer's first minute: a fresh clone, an empty home, `make run`."""

import os
import shutil
import signal
import socket
import subprocess
import time
import urllib.request
from pathlib import Path

import pytest

ROOT = Path(__file__).resolve().parent.parent


def free_port():
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        return probe.getsockname()[1]


def reply(url):
    try:
        with urllib.request.urlopen(url, timeout=2) as answer:
            return answer.read()
    except OSError:
        return None


@pytest.mark.skipif(
    os.environ.get("HIPLOG_BROWSER_TESTS") != "required",
    reason="installs everything anew, which takes a minute; HIPLOG_BROWSER_TESTS=required asks for it",
)
def test_make_run_in_a_fresh_clone_and_an_empty_home_serves_the_dashboard(tmp_path):
    clone, home = tmp_path / "hiplog", tmp_path / "home"
    home.mkdir()
    subprocess.run(["git", "clone", "--quiet", str(ROOT), str(clone)], check=True)
    port = free_port()
    kept = {name: value for name, value in os.environ.items() if not name.startswith("HIPLOG")}
    command = [shutil.which("make"), "run", f"ARGS=--port {port}"]
    server = subprocess.Popen(
        command, cwd=clone, env={**kept, "HOME": str(home)}, stdin=subprocess.DEVNULL, start_new_session=True
    )
    try:
        until = time.monotonic() + 400
        while (answer := reply(f"http://127.0.0.1:{port}/_stcore/health")) is None:
            assert server.poll() is None, "make run ended before the dashboard answered"
            assert time.monotonic() < until, "the dashboard did not answer"
            time.sleep(0.5)
        assert answer == b"ok"
    finally:
        os.killpg(server.pid, signal.SIGTERM)
        server.wait(30)
