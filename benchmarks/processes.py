"""What a process and its children took of memory and CPU time, as the operating system counts it."""

from __future__ import annotations

import contextlib
import os
import resource
import sys
import threading
from math import nan
from pathlib import Path

PROC = Path("/proc")
EVERY_S = 0.2
UNIT = 1 if sys.platform == "darwin" else 1024  # what getrusage counts in [B]


def peak_mb(pid: int | None = None) -> float:
    """Greatest resident memory of a process so far, our own by default. [MB]; NaN where nobody tells."""
    told = _status(pid or os.getpid()).get("VmHWM")
    if told is None and pid is None:
        return resource.getrusage(resource.RUSAGE_SELF).ru_maxrss * UNIT / 1e6
    return nan if told is None else told


def forget_peak() -> float:
    """Begins to count our own peak anew, where the system allows it; returns what we hold now. [MB]"""
    with contextlib.suppress(OSError):
        (PROC / "self" / "clear_refs").write_text("5")
    return _status(os.getpid()).get("VmRSS", peak_mb())


def _status(pid: int) -> dict[str, float]:
    """The sizes in a process's /proc status. [MB]; empty where it ended or where there is no /proc."""
    with contextlib.suppress(OSError):
        pairs = (line.split(":", 1) for line in (PROC / str(pid) / "status").read_text().splitlines())
        return {name: float(told.split()[0]) * 1024 / 1e6 for name, told in pairs if told.endswith("kB")}
    return {}


def descendants(pid: int) -> list[int]:
    """A process and all that it started, and what those started."""
    parents = dict(filter(None, map(_parent, PROC.glob("[0-9]*"))))
    found = [pid]
    for one in found:  # grows while we walk
        found += [child for child, parent in parents.items() if parent == one]
    return found


def _parent(folder: Path) -> tuple[int, int] | None:
    told = _stat(int(folder.name))
    return (int(folder.name), int(told[1])) if told else None


def _stat(pid: int) -> list[str]:
    """What /proc tells of a process behind its name, which may hold blanks; empty where it ended."""
    with contextlib.suppress(OSError):
        return (PROC / str(pid) / "stat").read_text().rpartition(")")[2].split()
    return []


def cpu_s(pid: int) -> float:
    """CPU time of a process so far. [s]; NaN where nobody tells."""
    told = _stat(pid)
    return (int(told[11]) + int(told[12])) / os.sysconf("SC_CLK_TCK") if told else nan


class Watch:
    """Looks at a process and its children a few times a second.

    `peaks_mb` and `cpus_s` hold what was last seen of each: workers that another process started and
    nobody waited for are in no other account. Empty where there is no /proc.
    """

    def __init__(self, pid: int) -> None:
        self.peaks_mb: dict[int, float] = {}
        self.cpus_s: dict[int, float] = {}
        self._pid, self._done = pid, threading.Event()
        self._thread = threading.Thread(target=self._look, daemon=True)

    def __enter__(self) -> Watch:
        self._thread.start()
        return self

    def __exit__(self, *_) -> None:
        self._done.set()
        self._thread.join()

    def _look(self) -> None:
        while not self._done.wait(EVERY_S):
            for pid in descendants(self._pid):
                _note(self.peaks_mb, pid, peak_mb(pid))
                _note(self.cpus_s, pid, cpu_s(pid))


def _note(seen: dict[int, float], pid: int, value: float) -> None:
    if value >= seen.get(pid, 0.0):  # never NaN
        seen[pid] = value
