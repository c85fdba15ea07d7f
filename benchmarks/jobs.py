"""What the benchmark runs in processes of their own: an import, a plain loop, a diary, one decoding.

    python -m benchmarks.jobs import STORE FOLDER COUNT

Each prints one line of JSON.
"""

from __future__ import annotations

import json
import sys
import time
from collections import Counter
from collections.abc import Callable, Iterable
from concurrent.futures import ProcessPoolExecutor
from datetime import date, timedelta
from multiprocessing import get_context
from pathlib import Path

import numpy as np

from benchmarks import plain_loop
from benchmarks.decoders import DECODERS
from benchmarks.fit_files import fit
from benchmarks.hour import hour
from benchmarks.processes import forget_peak, peak_mb

PROCESSES = 2
SAVES_APART_S = (0.1, 0.3)


def main() -> None:
    name, *words = sys.argv[1:]
    print(json.dumps(JOBS[name](*words)), flush=True)


def import_files(where: str, folder: str, count: str) -> dict:
    """Imports the first `count` files of a folder through hiplog's batch, and reviews the log."""
    from ingest.batch import import_paths
    from ingest.store import Store

    store = Store(where)
    return _measured(store, _first(folder, count), lambda paths: import_paths(store, paths))


def plain(where: str, folder: str, count: str) -> dict:
    """The same through a loop over fitparse in two processes, which are started before the clock is."""
    from ingest.store import Store

    store = Store(where)
    with ProcessPoolExecutor(PROCESSES, get_context("spawn"), _only_fitparse, (where,)) as pool:
        list(pool.map(_warm, range(2 * PROCESSES)))
        return _measured(store, _first(folder, count), lambda paths: pool.map(_import_one, map(str, paths)))


def _first(folder: str, count: str) -> list[Path]:
    return sorted(Path(folder).iterdir())[: int(count)]


def _measured(store, paths: list[Path], imported: Callable[[list[Path]], Iterable]) -> dict:
    """Time until each file had its outcome and until the findings were there. [s]"""
    began, moments, statuses = time.monotonic(), [], Counter()
    for outcome in imported(paths):
        moments.append(time.monotonic() - began)
        statuses[outcome.status] += 1
    runs, findings = _reviewed(store)
    return {
        "statuses": dict(statuses),
        "runs": runs,
        "findings": findings,
        "imported_s": moments[-1],
        "half_s": moments[len(moments) // 2 - 1],
        "ready_s": time.monotonic() - began,
        "began": began,
    }


def _reviewed(store) -> tuple[int, int]:
    from analysis.limits import limits_of
    from analysis.review import review

    log = store.load()
    today = log.runs["day"].max().date() if len(log.runs) else date(2026, 1, 1)
    return len(log.runs), len(review(log, today, limits_of(log)))


def _only_fitparse(where: str) -> None:
    """In this process FIT files are read by the plain loop; all else stays hiplog's."""
    from ingest.readers import fit as reader
    from ingest.store import Store

    reader.read = plain_loop.read
    _Here.store = Store(where)


class _Here:
    """What a process of the plain loop keeps open."""

    store = None


def _warm(number: int) -> None:
    from ingest import readers

    time.sleep(0.05)  # so that no process takes all of these
    readers.read(fit(hour(number, 120), "watch"))


def _import_one(path: str):
    from ingest.batch import import_one

    return import_one(_Here.store, path, Path(path).read_bytes())


def save_entries(where: str, stop: str) -> dict:
    """Saves a diary entry every now and then until the file `stop` is there: (moment [s], took [ms]) of each.

    Moments are on the clock that all processes of a machine share.
    """
    from ingest.diary import Entry
    from ingest.store import Store

    store, dice, took = Store(where), np.random.default_rng(5), []
    day = date(2005, 1, 1)
    while not Path(stop).exists():
        day += timedelta(days=1)
        began = time.monotonic()
        store.add_entry(Entry(day, worst_pain=int(dice.integers(0, 11)), side="left"))
        took.append((began, (time.monotonic() - began) * 1000))
        time.sleep(dice.uniform(*SAVES_APART_S))
    return {"saved": len(store.load().diary), "saves": took}


def decode(name: str, path: str) -> dict:
    """Memory that one decoding needs beyond what the process had before. [MB]"""
    frame = next(decoder.frame for decoder in DECODERS if (decoder.name, decoder.format) == (name, "fit"))
    frame(fit(hour(0, 120), "watch"))  # loads whatever the decoder needs
    data = Path(path).read_bytes()
    before = forget_peak()
    points = len(frame(data))
    return {"points": points, "extra_mb": max(0.0, peak_mb() - before)}


def pages(where: str, times: str) -> dict:
    """Draws every page of a log."""
    from benchmarks.pages import all_drawn

    return all_drawn(where, times)


JOBS: dict[str, Callable[..., dict]] = {
    "import": import_files,
    "plain": plain,
    "diary": save_entries,
    "decode": decode,
    "pages": pages,
}

if __name__ == "__main__":
    main()
