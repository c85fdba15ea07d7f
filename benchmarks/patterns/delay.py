"""How many days a runner must log until the right trigger is shown, when the log is looked at as it grows."""

from __future__ import annotations

from collections.abc import Sequence
from itertools import groupby
from pathlib import Path

import numpy as np

from benchmarks import report
from benchmarks.patterns import running
from benchmarks.patterns.grid import Cell
from benchmarks.patterns.score import Share, share


def days(cells: Sequence[Cell], folder: Path) -> dict[str, dict[str, np.ndarray]]:
    """By row, the days until the first right and the first wrong lead; infinite where none came in a year."""
    told = {}
    for row, some in groupby(cells, key=lambda cell: cell.row):
        lines = [line["days"] for cell in some for line in running.lines(cell, folder)]
        if lines:
            told[row] = {
                word: np.array([line[word] or np.inf for line in lines]) for word in ("right", "wrong")
            }
    return told


def table(cells: Sequence[Cell], folder: Path) -> str:
    """Median and quartile of the delay, and what a year brings."""
    rows = [
        (
            row,
            len(both["right"]),
            _day(both["right"], 0.25),
            _day(both["right"], 0.5),
            *(f"{100 * np.isfinite(both[word]).mean():.0f} %" for word in ("right", "wrong")),
        )
        for row, both in days(cells, folder).items()
    ]
    return report.table(
        ["", "runners", "quarter found by day", "half found by day", "found in a year", "ever a wrong lead"],
        rows,
    )


def _day(found: np.ndarray, quantile: float) -> str:
    """A quantile of days, some of which never come."""
    day = np.sort(found)[int(np.ceil(quantile * len(found))) - 1]
    return f"{day:.0f}" if np.isfinite(day) else "not in a year"


def curves(cells: Sequence[Cell], folder: Path) -> dict[str, list[tuple[float, Share]]]:
    """By row, the share found up to each look."""
    return {
        row: [(float(look), share(both["right"] <= look)) for look in running.LOOKS]
        for row, both in days(cells, folder).items()
    }
