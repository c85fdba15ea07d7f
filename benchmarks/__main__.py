"""Runs every benchmark, says how far it is, and writes RESULTS.md.

make bench                        all of it: a quarter of an hour on a quiet machine
python -m benchmarks --quick      a little of everything, to see that it works
"""

from __future__ import annotations

import argparse
import tempfile
import time
from collections.abc import Callable, Iterator
from datetime import datetime
from pathlib import Path

from benchmarks import (
    decoding,
    decoding_memory,
    finding,
    growth,
    importing,
    latency,
    pages,
    report,
    routes,
    surface,
)
from benchmarks.report import Section
from benchmarks.run_job import JobFailed
from benchmarks.scale import FULL, QUICK, Scale

HERE = Path(__file__).parent
TITLE = "How fast hiplog is"
QUICK_TITLE = "How fast hiplog is: a quick look, too short to be quoted"


def main() -> None:
    parser = argparse.ArgumentParser("python -m benchmarks", description=__doc__)
    parser.add_argument("--quick", action="store_true", help="a smoke test of two minutes")
    parser.add_argument("--out", type=Path, help="where to write (RESULTS.md beside this module)")
    parser.add_argument("--scratch", type=Path, help="a folder on a disk with 12 GB to spare")
    wanted = parser.parse_args()
    out = wanted.out or (Path(tempfile.gettempdir()) / "QUICK.md" if wanted.quick else HERE / "RESULTS.md")
    with tempfile.TemporaryDirectory(prefix="hiplog-bench-", dir=wanted.scratch) as scratch:
        run(QUICK if wanted.quick else FULL, Path(scratch), out, QUICK_TITLE if wanted.quick else TITLE)
    print(f"Written to {out}.")


def run(scale: Scale, scratch: Path, out: Path, title: str) -> None:
    """Measures part by part; what is done is written, so that a late trouble loses nothing."""
    begun, clock, machine, sections = datetime.now(), time.monotonic(), report.machine(), []
    for name, part in parts(scale, scratch):
        print(f"[{time.monotonic() - clock:4.0f} s] {name} …", flush=True)
        try:
            sections.append(part())
        except JobFailed as trouble:
            sections.append(Section(name, f"This part failed:\n\n```\n{trouble}\n```"))
        print(report.said(sections[-1]), flush=True)
        text = report.document(title, machine, sections, begun, time.monotonic() - clock)
        out.write_text(text, encoding="utf-8")


def parts(scale: Scale, scratch: Path) -> Iterator[tuple[str, Callable[[], Section]]]:
    """All parts by name, the ones that need a quiet machine most first."""
    bench = importing.Bench(scale, scratch)
    yield "FIT, one-hour files", lambda: decoding.fit_hours(scale)
    yield "FIT, real files", lambda: decoding.fit_real(scale)
    yield "GPX, one-hour files", lambda: decoding.gpx_hours(scale)
    yield "GPX, real files", lambda: decoding.gpx_real(scale)
    yield "TCX, one-hour files", lambda: decoding.tcx_hours(scale)
    yield "Memory of decoding", lambda: decoding_memory.decoding(scale, scratch / "decoding")
    yield "Whole import", lambda: importing.whole(bench)
    yield "Growth", lambda: growth.growth(bench)
    yield "Logging pain while an import runs", lambda: latency.saving(bench)
    yield "Routes of ten years", lambda: routes.finding(scratch, scale.log_runs)
    yield "Patterns of a year", lambda: finding.finding(scale.rounds)
    yield "Laying a run on the map", lambda: surface.bench(scratch / "maps")
    yield "Pages of ten years", lambda: pages.drawing(scratch, scale.log_runs, scale.drawings)


if __name__ == "__main__":
    main()
