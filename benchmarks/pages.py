"""How long the server takes to draw each page of ten years: after a diary entry, and again."""

from __future__ import annotations

import logging
import os
import time
from collections.abc import Callable, Iterator, Mapping
from importlib import import_module
from pathlib import Path
from typing import NamedTuple

import pandas as pd
from streamlit.testing.v1 import AppTest

from analysis import episodes
from analysis.patterns import asked
from benchmarks import report
from benchmarks.decade import ENDS, RUNS_MADE, decade
from benchmarks.report import Section
from benchmarks.run_job import ran
from benchmarks.timing import slowest_of
from ingest.diary import Entry
from ingest.store import Store

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
    "Streamlit's own test runner draws each page of a log of {runs:,} runs with points, their minutes and "
    "ten years of diary, without a browser: first after an entry was added to the diary, which changes the "
    "log so that nothing of it is kept, then again, the median of {times}. Beside each drawing the log is "
    "loaded once, and the last columns have the CPU time of the page as so many times that of loading."
)
COLUMNS = ("page", "after an entry ms", "again ms", "after an entry ÷ loading", "again ÷ loading")


def drawing(scratch: Path, runs: int = RUNS_MADE, times: int = 5) -> Section:
    """Every page, after an entry and again. [ms, and times the loading of the log]"""
    store = decade(scratch / "decade", runs)
    rows = ran("pages", store.where, str(times)).said["pages"]
    slowest = max(again for _, _, again, *_ in rows)
    promise = report.at_most("A page of ten years drawn again, the slowest", LIMIT_MS, slowest, "ms")
    text = WHAT.format(runs=runs, times=times)
    return Section("Pages of ten years", f"{text}\n\n{report.table(COLUMNS, rows)}", (promise,))


def all_drawn(where: str, times: str) -> dict:
    """Each page by name, with how long it took after an entry and again. [ms, and times the loading]

    A job of its own: Streamlit's test runner takes the place of the main module, where other processes
    would look for it.
    """
    os.environ["HIPLOG_TODAY"] = ENDS.isoformat()
    logging.disable(logging.WARNING)  # Streamlit warns of every page that no browser asked for
    pages = ((name, name, {}) for name in PAGES)
    rows = [(said, *_drawn(name, where, int(times), state)) for said, name, state in (*pages, *_asked(where))]
    return {"pages": rows}


def _asked(where: str) -> Iterator[tuple[str, str, dict]]:
    """What is drawn only where it is asked for: its name, the page, and what was chosen there."""
    hurt = episodes.episodes(Store(where).load().diary, ENDS)
    yield "patterns, of mornings", "patterns", {_key("patterns", "SERIES"): asked.MORNING}
    if len(hurt) > 1:
        onset = hurt["onset"].iloc[0].date()
        yield "risk, before an older episode", "risk", {_key("episode_before", "EPISODE"): onset}


def _key(view: str, name: str) -> str:
    """Under which key a view keeps a choice."""
    return getattr(import_module(f"dashboard.views.{view}"), name)


def _drawn(name: str, where: str, times: int, state: Mapping[str, object]) -> tuple[float, ...]:
    """What COLUMNS tell of a page after its name."""
    page = AppTest.from_function(_page, args=(name, where), default_timeout=PATIENCE_S)
    for key, value in state.items():
        page.session_state[key] = value
    _run(page)  # loads its modules
    _enter(where)
    changed, again = _beside(page, where), [_beside(page, where) for _ in range(times)]
    clock, cpu, loading = (slowest_of(column, 0.5) for column in zip(*again, strict=True))
    return changed.clock, clock, changed.cpu / changed.loading, cpu / loading


class _Took(NamedTuple):
    """Milliseconds of a drawing by the clock and of CPU, and of CPU for loading the log beside it."""

    clock: float
    cpu: float
    loading: float


def _beside(page: AppTest, where: str) -> _Took:
    began = time.perf_counter()
    cpu = _cpu_ms(lambda: _run(page))
    clock = 1000 * (time.perf_counter() - began)
    return _Took(clock, cpu, _cpu_ms(lambda: Store(where).load()))


def _cpu_ms(work: Callable[[], object]) -> float:
    began = time.process_time()
    work()
    return 1000 * (time.process_time() - began)


def _enter(where: str) -> None:
    """Another score for the last day than stands there."""
    store = Store(where)
    worst = store.load().diary.set_index("day")["worst_pain"].get(pd.Timestamp(ENDS))
    store.add_entry(Entry(day=ENDS, worst_pain=2 if worst == 1 else 1))


def _run(page: AppTest) -> None:
    page.run()
    if page.exception:
        raise RuntimeError(page.exception[0].message)


def _page(name: str, where: str) -> None:
    import importlib

    from ingest.store import Store

    importlib.import_module(f"dashboard.views.{name}").page(Store(where))
