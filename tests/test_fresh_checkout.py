"""A newcomer's first minute: a fresh clone, an empty home, `make run`."""

import os
import shutil
import signal
import subprocess
from pathlib import Path

import pytest

from tests.serving import free_port, wait_for

ROOT = Path(__file__).resolve().parent.parent


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
    kept["PIP_COMPILE"] = "0"  # what the dashboard imports is compiled then, and nothing else
    if (fetched := Path.home() / ".cache" / "pip").is_dir():
        kept["PIP_CACHE_DIR"] = str(fetched)  # the packages are the locked ones, whoever fetched them
    command = [shutil.which("make"), "run", f"ARGS=--port {port}"]
    server = subprocess.Popen(
        command, cwd=clone, env={**kept, "HOME": str(home)}, stdin=subprocess.DEVNULL, start_new_session=True
    )
    try:
        wait_for(server, f"http://127.0.0.1:{port}", 400)
    finally:
        os.killpg(server.pid, signal.SIGTERM)
        server.wait(30)
