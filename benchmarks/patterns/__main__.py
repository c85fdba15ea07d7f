"""Tries the pattern finder on made runners and writes PATTERNS.md.

python -m benchmarks.patterns                                  all of it, in two processes
python -m benchmarks.patterns --runners 50 --cells 'null.*T180'  a part of it, to the terminal
A run that was stopped goes on where it stopped: answers are kept in a folder a finder.
"""

from __future__ import annotations

import argparse
import re
import tempfile
import time
from itertools import groupby
from pathlib import Path

from benchmarks.patterns import grid, report, running, score

HERE = Path(__file__).parent
SHOWN = (
    "gate",
    "fpr_05",
    "fpr_01",
    "any_lead",
    "any_flag",
    "recall",
    "fdr",
    "top_1",
    "covered",
    "covered_leads",
)


def main() -> None:
    parser = argparse.ArgumentParser(
        "python -m benchmarks.patterns", description=__doc__, formatter_class=argparse.RawTextHelpFormatter
    )
    parser.add_argument(
        "--runners", type=int, default=grid.RUNNERS, help="runners in each cell of the null grid"
    )
    parser.add_argument("--cells", default="", help="only cells whose name this pattern is found in")
    parser.add_argument("--finder", default=running.FINDER, help="module:function of the finder")
    parser.add_argument(
        "--ablated", action="store_true", help="tries the finders that leave something out, too"
    )
    parser.add_argument("--folder", type=Path, default=Path(tempfile.gettempdir()) / "hiplog-patterns")
    parser.add_argument("--out", type=Path, help="where to write the report (PATTERNS.md)")
    given = parser.parse_args()
    every = list(grid.cells(given.runners))
    wanted = [cell for cell in every if re.search(given.cells, cell.name)]

    def folder(finder: str) -> Path:
        return given.folder / re.sub(r"\W+", "_", finder)

    answered(wanted, given.finder, folder(given.finder))
    for finder in report.ABLATED.values() if given.ablated else ():
        answered([cell for cell in wanted if grid.ablated(cell)], finder, folder(finder))
    summary(wanted, folder(given.finder))
    if given.out or not given.cells:
        report.written(every, folder, given.finder, given.out or HERE.parent / "PATTERNS.md")


def answered(cells: list[grid.Cell], finder: str, folder: Path) -> None:
    """Has the cells answered and says how far it is."""
    clock, row = time.monotonic(), ""
    for cell in running.answers(cells, finder, folder):
        if cell.row != row:
            print(f"[{time.monotonic() - clock:5.0f} s] {finder}: {cell.table} {cell.row}", flush=True)
        row = cell.row


def summary(cells: list[grid.Cell], folder: Path) -> None:
    """A line a row of the tables."""
    for name, some in groupby(cells, key=lambda cell: f"{cell.table} {cell.row}"):
        every = running.read([cell for cell in some if cell.table != "delay"], folder)
        if len(every):
            told = score.measures(every)
            print(name, every["runner"].nunique(), " ".join(f"{key} {told[key][0]:.3f}" for key in SHOWN))


if __name__ == "__main__":
    main()
