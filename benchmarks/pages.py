"""How long the server takes to draw each page of ten years: after a change, and again."""

from __future__ import annotations

import logging
import os
import time
from pathlib import Path

from streamlit.testing.v1 import AppTest

from benchmarks import report
from benchmarks.decade import ENDS, RUNS_MADE, decade
from benchmarks.report import Section
from benchmarks.run_job import ran
from benchmarks.timing import slowest_of

LIMIT_MS = 400.0
PATIENCE_S = 300
PAGES = (
    "today",
    "diary",
    "plan",
    "care",
    "risk",
    "patterns",
    "guide",
    "import_runs",
    "terrain",
    "shoes",
    "runs",
    "form",
    "settings",
)
"""Views by their modules, in the order of the menu."""

WHAT = (
    "Streamlit's own test runner draws each page of a log of {runs:,} runs with points and ten years of "
    "diary, without a browser: first after a change of the log, when nothing is kept, then again, the median "
    "of {times}."
)


def drawing(scratch: Path, runs: int = RUNS_MADE, times: int = 5) -> Section:
    """Every page, first and again. [ms]"""
    store = decade(scratch / "decade", runs)
    rows = ran("pages", store.where, str(times)).said["pages"]
    slowest = max(again for _, _, again in rows)
    promise = report.at_most("A page of ten years drawn again, the slowest", LIMIT_MS, slowest, "ms")
    text = WHAT.format(runs=runs, times=times)
    table = report.table(("page", "first ms", "again ms"), rows)
    return Section("Pages of ten years", f"{text}\n\n{table}", (promise,))


def all_drawn(where: str, times: str) -> dict:
    """Each page by name, with how long its first drawing and the next ones took. [ms]

    A job of its own: Streamlit's test runner takes the place of the main module, where other processes
    would look for it.
    """
    os.environ["HIPLOG_TODAY"] = ENDS.isoformat()
    logging.disable(logging.WARNING)  # Streamlit warns of every page that no browser asked for
    return {"pages": [(name, *_drawn(name, where, int(times))) for name in PAGES]}


def _drawn(name: str, where: str, times: int) -> tuple[float, float]:
    """Milliseconds of the first drawing and the median of the next."""
    page = AppTest.from_function(_page, args=(name, where), default_timeout=PATIENCE_S)
    took = [_once(page) for _ in range(times + 1)]
    return took[0], slowest_of(took[1:], 0.5)


def _once(page: AppTest) -> float:
    began = time.perf_counter()
    page.run()
    took_ms = 1000 * (time.perf_counter() - began)
    if page.exception:
        raise RuntimeError(page.exception[0].message)
    return took_ms


def _page(name: str, where: str) -> None:
    import importlib

    from ingest.store import Store

    importlib.import_module(f"dashboard.views.{name}").page(Store(where))
