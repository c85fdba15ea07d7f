"""Tables and promises as Markdown, the same text for the terminal and for RESULTS.md."""

from __future__ import annotations

import os
import platform
import sqlite3
import subprocess
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import datetime
from importlib.metadata import version
from math import isnan
from pathlib import Path

PACKAGES = ("numpy", "pandas", "pyarrow", "sqlalchemy")
HOW = (
    "All ways of doing the same take turns on each file, in another order in each round, the same number of "
    "rounds for all; times are CPU time, and a ratio is that of two totals of the same round: the median of "
    "the rounds stands first, least and most behind it.",
    "Imports run in fresh processes, from files just written (in the page cache) to a fresh store on disk; "
    "their time is the clock's, from the call until each file has its outcome and the findings are there.",
    "Memory is the greatest resident size of each process; it and the CPU time of imports are read from "
    "/proc five times a second.",
)


@dataclass(frozen=True)
class Promise:
    """What issue 3 asks for, and what came out. `reached` is None where it could not be measured."""

    what: str
    promised: str
    measured: str
    reached: bool | None


@dataclass(frozen=True)
class Section:
    """One part of the report."""

    title: str
    text: str
    promises: tuple[Promise, ...] = ()


def at_least(what: str, bound: float, measured: float, unit: str) -> Promise:
    """A promise that is reached at `bound` and above; NaN means that nobody could measure it."""
    return _promise(what, f"≥ {number(bound)} {unit}", measured, unit, measured >= bound)


def at_most(what: str, bound: float, measured: float, unit: str) -> Promise:
    """A promise that is reached at `bound` and below; NaN means that nobody could measure it."""
    return _promise(what, f"≤ {number(bound)} {unit}", measured, unit, measured <= bound)


def _promise(what: str, promised: str, measured: float, unit: str, reached: bool) -> Promise:
    if isnan(measured):
        return Promise(what, promised.strip(), "not measured", None)
    return Promise(what, promised.strip(), f"{number(measured)} {unit}".strip(), bool(reached))


def number(value: float) -> str:
    """Three figures, as many as a measurement of this kind deserves; whole thousands with a comma."""
    if isnan(value):
        return "–"
    if abs(value) >= 100:
        return f"{value:,.0f}"
    return f"{value:.3g}"


def ratio(median: float, least: float, most: float) -> str:
    """A ratio with the range of the rounds, where there are several."""
    return number(median) if least == most else f"{number(median)} ({number(least)}–{number(most)})"


def table(header: Sequence[str], rows: Iterable[Sequence[object]]) -> str:
    lines = [list(header), ["---"] * len(header), *rows]
    return "\n".join("| " + " | ".join(map(_cell, line)) + " |" for line in lines)


def _cell(value: object) -> str:
    return number(value) if isinstance(value, float) else str(value)


def promised(promises: Iterable[Promise]) -> str:
    """What was promised beside what was measured."""
    words = {True: "reached", False: "**not reached**", None: "not measured"}
    rows = ((p.what, p.promised, p.measured, words[p.reached]) for p in promises)
    return table(("what", "promised", "measured", "so"), rows)


def said(section: Section) -> str:
    """One part for the terminal."""
    parts = [section.text, *([promised(section.promises)] if section.promises else [])]
    return "\n" + "\n\n".join(parts) + "\n"


def document(title: str, machine: str, sections: Sequence[Section], begun: datetime, seconds: float) -> str:
    """The whole report."""
    promises = [promise for section in sections for promise in section.promises]
    parts = [
        f"# {title}",
        f"Written by `make bench` on {begun:%d %B %Y} in {seconds / 60:.0f} minutes, on\n{machine}",
        "## Promised and measured",
        promised(promises),
        "## How it was measured",
        "\n".join(f"- {line}" for line in HOW),
        *(part for section in sections for part in (f"## {section.title}", section.text)),
    ]
    return "\n\n".join(parts) + "\n"


def machine() -> str:
    """Where this runs, and on what."""
    packages = ", ".join(f"{name} {version(name)}" for name in PACKAGES)
    busy = f", load {os.getloadavg()[0]:.1f}" if hasattr(os, "getloadavg") else ""
    return (
        f"{os.cpu_count()} cores ({processor()}){busy}; Python {platform.python_version()}, {packages}, "
        f"SQLite {sqlite3.sqlite_version}; {platform.system()}; hiplog at {revision()}."
    )


def processor() -> str:
    """The processor's name, where the system tells it."""
    cpuinfo = Path("/proc/cpuinfo")
    lines = cpuinfo.read_text().splitlines() if cpuinfo.exists() else []
    names = (line.partition(":")[2].strip() for line in lines if line.startswith("model name"))
    return next(names, platform.processor() or platform.machine())


def revision() -> str:
    """The commit that is measured."""
    command = ["git", "describe", "--always", "--dirty"]
    try:
        told = subprocess.run(command, cwd=Path(__file__).parent, capture_output=True, text=True, check=True)
    except (OSError, subprocess.CalledProcessError):
        return "an unknown revision"
    return told.stdout.strip()
