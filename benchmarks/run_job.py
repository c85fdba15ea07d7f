"""Runs a job in a process of its own and measures it from outside: CPU time and memory."""

from __future__ import annotations

import json
import resource
import subprocess
import sys
from dataclasses import dataclass
from pathlib import Path

from benchmarks.processes import Watch

LONGEST_S = 300.0
ROOT = Path(__file__).resolve().parent.parent


class JobFailed(RuntimeError):
    """A job ended with an error; the text is its last words."""


@dataclass(frozen=True)
class Ran:
    """What a job said; CPU time of it and all that it started [s]; peak memory of each of them [MB]."""

    said: dict
    cpu_s: float
    peaks_mb: tuple[float, ...]


def started(*words: str | Path) -> subprocess.Popen:
    command = [sys.executable, "-m", "benchmarks.jobs", *map(str, words)]
    return subprocess.Popen(command, cwd=ROOT, text=True, stdout=subprocess.PIPE, stderr=subprocess.PIPE)


def ran(*words: str | Path) -> Ran:
    """Runs a job to its end. Raises JobFailed."""
    before = _waited_for_s()
    process = started(*words)
    with Watch(process.pid) as watch:
        said = answer(process)
    cpu_s = sum(watch.cpus_s.values()) if watch.cpus_s else _waited_for_s() - before
    return Ran(said, cpu_s, tuple(sorted(watch.peaks_mb.values(), reverse=True)))


def answer(process: subprocess.Popen) -> dict:
    """What a job says at its end. Raises JobFailed, also for one that never ends."""
    try:
        told, cried = process.communicate(timeout=LONGEST_S)
    except subprocess.TimeoutExpired as late:
        process.kill()
        raise JobFailed(f"took more than {LONGEST_S:.0f} s: {' '.join(process.args[2:])}") from late
    if process.returncode:
        raise JobFailed(cried.strip()[-2000:])
    return json.loads(told.splitlines()[-1])


def _waited_for_s() -> float:
    """CPU time of all children that have ended, and of theirs. [s]"""
    usage = resource.getrusage(resource.RUSAGE_CHILDREN)
    return usage.ru_utime + usage.ru_stime
