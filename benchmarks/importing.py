"""Whole imports: bytes on disk to runs committed, summarised and reviewed, against a plain loop."""

from __future__ import annotations

import shutil
import sqlite3
from collections.abc import Sequence
from contextlib import closing
from dataclasses import dataclass
from functools import cached_property, partial
from math import nan
from pathlib import Path

import pandas as pd

from benchmarks import report, timing
from benchmarks.report import Promise, Section
from benchmarks.run_job import Ran, ran
from benchmarks.scale import Scale
from benchmarks.workloads import BYTES_A_FILE, fill
from ingest.store.engine import DATABASE
from ingest.store.tables import originals

DECADE = 3650
SLOW_S = 0.1  # a file; where they are quicker, more are needed to tell how quick
SPACE = 4  # times the size of its files is what an import and what we make of it may take on disk
WHAT = "Whole import of one-hour FITs, two cores"


@dataclass(frozen=True)
class Round:
    """One round: the plain loop over a few files, then hiplog over many, then hiplog over the same again."""

    plain: Ran
    first: Ran
    again: Ran

    def row(self) -> dict[str, float]:
        plain, first = rate(self.plain), rate(self.first)
        share = self.again.said["ready_s"] / self.first.said["ready_s"]
        kept = rate(self.first, until="imported_s")
        return {"plain": plain, "hiplog": first, "kept": kept, "ratio": first / plain, "again": share}


def rate(import_: Ran, until: str = "ready_s") -> float:
    """Files a second, from bytes to findings, or until all are committed (`imported_s`)."""
    return sum(import_.said["statuses"].values()) / import_.said[until]


@dataclass(frozen=True)
class Bench:
    """Where imports are measured, and how many files can be afforded there."""

    scale: Scale
    scratch: Path

    @property
    def folder(self) -> Path:
        return self.scratch / "files"

    @cached_property
    def seconds_a_file(self) -> float:
        """What one more file costs: by this the rest is planned. [s]"""
        cost_s = self._cost_s(self.scale.few)
        return cost_s if cost_s > SLOW_S else self._cost_s(self.scale.some)

    def _cost_s(self, count: int) -> float:
        """Of each in the second half of `count` files, when all processes have started."""
        fill(self.folder, count)
        said = ran("import", self.scratch / f"first{count}", self.folder, count).said
        return (said["imported_s"] - said["half_s"]) / (count - count // 2)

    def affordable(self, wanted: int, limit_s: float) -> int:
        """As many of the wanted files as time and disk allow."""
        room = shutil.disk_usage(self.scratch).free // (SPACE * BYTES_A_FILE)
        return max(1, min(wanted, int(limit_s / self.seconds_a_file), room))

    def files(self) -> int:
        """How many files are imported at once, and are there."""
        count = self.affordable(self.scale.imports, self.scale.import_s)
        fill(self.folder, count)
        return count


def whole(bench: Bench) -> Section:
    """Rate, memory, second import and size of the store."""
    count = bench.files()
    rounds = [_round(bench, bench.scratch / f"round{n}", count) for n in range(bench.scale.import_rounds)]
    figures = timing.spread(pd.DataFrame([one.row() for one in rounds]))
    memory = max(max(one.first.peaks_mb, default=nan) for one in rounds)
    kept = bench.scratch / "round0" / "store"
    sizes_mb = [size(kept) / count * DECADE for size in (without_originals_mb, whole_mb)]
    median, few = figures["median"], "" if count == DECADE else f", scaled from {count:,}"
    return Section(
        "Whole import",
        _text(rounds, figures, count, memory, sizes_mb),
        (
            report.at_least(f"{WHAT}, {count:,} files, bytes to committed", 150, median["kept"], "runs/s"),
            report.at_least(f"{WHAT}, beside a fitparse loop in two processes", 50, median["ratio"], "×"),
            report.at_most("Memory of an import, each process", 400, memory, "MB"),
            _adds_nothing(rounds),
            report.at_most("Second import, time of the first", 0.1, median["again"], ""),
            report.at_most(f"Store of {DECADE:,} runs without originals{few}", 150, sizes_mb[0], "MB"),
        ),
    )


def _round(bench: Bench, place: Path, count: int) -> Round:
    plain = ran("plain", place / "plain", bench.folder, bench.scale.plain_files)
    import_ = partial(ran, "import", place / "store", bench.folder, count)
    return Round(plain, import_(), import_())


def _adds_nothing(rounds: list[Round]) -> Promise:
    more = max(one.again.said["runs"] - one.first.said["runs"] for one in rounds)
    return Promise("Second import of the same files", "adds nothing", f"{more} runs more", more == 0)


def _text(
    rounds: list[Round], figures: pd.DataFrame, count: int, memory: float, sizes_mb: Sequence[float]
) -> str:
    spans = {name: report.ratio(*figures.loc[name]) for name in figures.index}
    peaks = ", ".join(report.number(peak) for peak in rounds[-1].first.peaks_mb)
    return f"""\
Rounds: {len(rounds)}. The loop's processes are running before its clock starts, those of hiplog are not; all
but the decoding (summary, terrain, twins, store) is hiplog's own in both.

{_table(rounds[-1], spans, count)}

- hiplog ÷ loop: {spans["ratio"]}.
- Until all were committed, findings not yet asked for: {spans["kept"]} files/s.
- The second import takes {spans["again"]} of the first one's time.
- Peak memory of the last import's processes: {peaks} MB; the greatest in all rounds: {report.number(memory)}.
- Store for {DECADE:,} runs: {report.number(sizes_mb[0])} MB without originals, \
{report.number(sizes_mb[1])} MB with them."""


def _table(last: Round, spans: dict[str, str], count: int) -> str:
    loop = sum(last.plain.said["statuses"].values())
    rows = [
        ("hiplog", count, spans["hiplog"], _cpu_ms(last.first), _became(last.first)),
        ("fitparse, two processes", loop, spans["plain"], _cpu_ms(last.plain), _became(last.plain)),
        ("hiplog, the same files again", count, "", _cpu_ms(last.again), _became(last.again)),
    ]
    return report.table(
        ("import", "files", "files/s to findings", "CPU ms a file", "became, last round"), rows
    )


def _cpu_ms(import_: Ran) -> float:
    return 1000 * import_.cpu_s / sum(import_.said["statuses"].values())


def _became(import_: Ran) -> str:
    statuses = ", ".join(f"{count:,} {status}" for status, count in import_.said["statuses"].items())
    return f"{statuses}; {import_.said['runs']:,} runs, {import_.said['findings']} findings"


def whole_mb(store: Path) -> float:
    """Size of a store. [MB]"""
    return (store / DATABASE).stat().st_size / 1e6


def without_originals_mb(store: Path) -> float:
    """Size of a copy of the store in which no originals are. [MB]"""
    copy = store / "copy.db"
    with closing(sqlite3.connect(store / DATABASE)) as connection:
        connection.execute("VACUUM INTO ?", (str(copy),))
    with closing(sqlite3.connect(copy, isolation_level=None)) as connection:
        connection.execute(f"DELETE FROM {originals.name}")
        connection.execute("VACUUM")
    size = copy.stat().st_size
    copy.unlink()
    return size / 1e6
