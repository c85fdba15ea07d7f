"""Looks into the watched folders while hiplog serves, in a process that ends with the server."""

from __future__ import annotations

import os
import subprocess
import sys
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

from ingest.batch import EVERY_S

ROOT = Path(__file__).resolve().parent.parent
PATIENCE_S = 10.0


@contextmanager
def watching(every_s: float = EVERY_S) -> Iterator[subprocess.Popen]:
    """Watches the folders of the log that `HIPLOG_STORE` names, while this lasts.

    The watcher holds the other end of a pipe: where this process is gone, killed too, the pipe ends
    and the watcher with it.
    """
    command = [sys.executable, "-m", "ingest", "watch", "--every", str(every_s), "--until-stdin-ends"]
    quiet = {"stdin": subprocess.PIPE, "stdout": subprocess.DEVNULL}
    watcher = subprocess.Popen(command, cwd=ROOT, env=dict(os.environ), start_new_session=True, **quiet)
    try:
        yield watcher
    finally:
        watcher.stdin.close()
        try:
            watcher.wait(PATIENCE_S)
        except subprocess.TimeoutExpired:
            watcher.kill()
            watcher.wait()
