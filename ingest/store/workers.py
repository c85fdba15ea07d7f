"""Processes that import: how each is named, and whether it lives still."""

from __future__ import annotations

import os
import socket
from datetime import datetime, timedelta
from pathlib import Path

from ingest.store.rows import now

LEASE = timedelta(minutes=5)
"""How long a worker that cannot be looked at (another machine) is taken to be alive. When it lives
after all, a file is read twice, which harms nothing: the same run is one run."""

PROCESSES = Path("/proc")
GONE, UNKNOWN = "gone", "unknown"


def worker(pid: int | None = None) -> str:
    """A process, this one by default: machine, number, and birth, for numbers are given out again."""
    pid = os.getpid() if pid is None else pid
    return f"{socket.gethostname()}:{pid}:{born(pid)}"


def alive(name: str, seen_at: datetime) -> bool:
    """Whether a worker still runs; one that cannot be looked at lives for its LEASE."""
    machine, pid, birth = name.rsplit(":", 2)
    if machine != socket.gethostname() or birth == UNKNOWN:
        return now() - seen_at < LEASE
    return born(int(pid)) == birth


def born(pid: int) -> str:
    """When a process began, in ticks since the machine did; GONE where it ended, zombies too."""
    if not (PROCESSES / "self" / "stat").exists():
        return UNKNOWN
    try:
        stat = (PROCESSES / str(pid) / "stat").read_text(encoding="utf-8", errors="replace")
    except OSError:
        return GONE
    state, *numbers = stat.rpartition(")")[2].split()
    return GONE if state in "ZX" else numbers[18]
