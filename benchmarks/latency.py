"""How long it takes to save a diary entry while an import writes to the same store."""

from __future__ import annotations

import time
from collections.abc import Sequence

from benchmarks import report
from benchmarks.importing import Bench
from benchmarks.report import Section
from benchmarks.run_job import Ran, answer, ran, started
from benchmarks.timing import slowest_of

LIMIT_MS = 150.0


def saving(bench: Bench) -> Section:
    """Saves for a while with nothing else going on, then through an import."""
    count, store, stop = bench.files(), bench.scratch / "diary", bench.scratch / "stop"
    saver = started("diary", store, stop)
    try:
        time.sleep(bench.scale.idle_s)
        import_ = ran("import", store, bench.folder, count)
    finally:
        stop.touch()
    return _told(import_, answer(saver)["saves"], count)


def _told(import_: Ran, saves: Sequence[tuple[float, float]], count: int) -> Section:
    began = import_.said["began"]
    ended = began + import_.said["imported_s"]
    idle = [took for moment, took in saves if moment < began]
    busy = [took for moment, took in saves if began <= moment <= ended]
    rows = [("nothing else going on", *_spread(idle)), (f"an import of {count:,} files", *_spread(busy))]
    promise = report.at_most("Logging pain while an import runs, p95", LIMIT_MS, slowest_of(busy, 0.95), "ms")
    header = ("meanwhile", "entries", "median ms", "p95 ms", "slowest ms")
    told = "A process of its own saves a diary entry each 0.1 to 0.3 s."
    return Section("Logging pain while an import runs", f"{told}\n\n{report.table(header, rows)}", (promise,))


def _spread(took: Sequence[float]) -> tuple[int, float, float, float]:
    return len(took), *(slowest_of(took, share) for share in (0.5, 0.95, 1.0))
