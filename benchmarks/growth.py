"""How the cost of an import grows from a hundred files to ten thousand."""

from __future__ import annotations

import shutil
from itertools import accumulate
from math import nan

from benchmarks import report
from benchmarks.importing import Bench
from benchmarks.report import Promise, Section
from benchmarks.run_job import Ran, ran
from benchmarks.workloads import fill

LINEAR = 1.2
"""What many files may cost more than fewer do, each, where we still call the growth linear."""


def growth(bench: Bench) -> Section:
    """What a file costs as files become many."""
    sizes = _within(bench)
    fill(bench.folder, max(sizes))
    imports = {count: _thrown_away(bench, count) for count in sizes}
    rows = [
        (count, float(ran_.said["ready_s"]), 1000 * ran_.said["ready_s"] / count, _halves(ran_), _peak(ran_))
        for count, ran_ in imports.items()
    ]
    header = ("files", "s", "ms a file", "second half ÷ first", "peak MB a process")
    left = ", ".join(f"{count:,}" for count in bench.scale.growth if count not in sizes)
    told = f"Left out, for they would have taken too long: {left} files.\n\n" if left else ""
    text = told + report.table(header, rows)
    return Section("From a hundred files to ten thousand", text, _linear(imports, max(bench.scale.growth)))


def _within(bench: Bench) -> list[int]:
    """The sizes that can be imported one after the other in the time that there is."""
    wanted = bench.scale.growth
    most = bench.affordable(sum(wanted), bench.scale.growth_s)
    pairs = zip(wanted, accumulate(wanted), strict=True)
    return [count for count, so_far in pairs if so_far <= most] or [most]


def _thrown_away(bench: Bench, count: int) -> Ran:
    store = bench.scratch / f"growth{count}"
    import_ = ran("import", store, bench.folder, count)
    shutil.rmtree(store)
    return import_


def _halves(import_: Ran) -> float:
    half_s = import_.said["half_s"]
    return (import_.said["imported_s"] - half_s) / half_s


def _peak(import_: Ran) -> float:
    return max(import_.peaks_mb, default=nan)


def _linear(imports: dict[int, Ran], wanted: int) -> tuple[Promise, ...]:
    """The largest import's halves, and its cost a file beside that of a tenth as many."""
    largest, what = max(imports), f"Linear to {wanted:,} files"
    if largest < wanted:
        return (Promise(what, "yes", f"measured to {largest:,}", None),)
    cost = {count: import_.said["ready_s"] / count for count, import_ in imports.items()}
    fewer = min((count for count in cost if count >= largest / 10), default=largest)
    compared = {
        "second half of them over the first": _halves(imports[largest]),
        f"cost a file over that of {fewer:,}": cost[largest] / cost[fewer],
    }
    return tuple(report.at_most(f"{what}: {part}", LINEAR, found, "×") for part, found in compared.items())
