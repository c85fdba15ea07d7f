"""Writes PATTERNS.md: what was promised, tables of every part of the protocol, and how to read them."""

from __future__ import annotations

import platform
from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import dataclass
from importlib.metadata import version
from itertools import groupby
from pathlib import Path

import pandas as pd

from benchmarks import report
from benchmarks.patterns import calibration, delay, grid, notes, pictures, running, score
from benchmarks.patterns.grid import Cell
from benchmarks.patterns.score import Share
from benchmarks.report import Promise

Tables = dict[str, list[Cell]]


@dataclass(frozen=True)
class Row:
    """What is told of the runners that stand together in a row."""

    runners: int
    told: dict[str, Share]

    def __getitem__(self, key: str) -> Share:
        return self.told[key]


COVERED = (0.87, 0.93)
"""Share of 90 % intervals that are to hold the truth (issue 6)."""

ASKED = (
    ("T180 effect 0.8", "recall", 0.70, 1),
    ("T180 effect 0.8", "fdr", 0, 0.12),
    ("T180 effect 0.8", "top_1", 0.85, 1),
    ("T120 effect 0.8", "recall", 0.40, 1),
    ("T120 effect 0.8", "covered", *COVERED),
    ("T180 effect 0.8", "covered", *COVERED),
    ("T365 effect 0.8", "covered", *COVERED),
)
"""Rows of the trigger grid, and between what a measure of theirs is to lie (issue 6)."""

FOUND = ("recall", "recall_flag", "precision", "fdr", "top_1")
INTERVALS = ("covered", "covered_latent", "covered_leads", "bias", "bias_leads", "width")
NULLS = ("fpr_05", "fpr_01", "any_lead", "any_flag")
ABLATED = {
    "shift_t as in the protocol": "benchmarks.patterns.reference:find",
    "without earlier pain": "benchmarks.patterns.ablated:without_earlier_pain",
    "without the trend": "benchmarks.patterns.ablated:without_trend",
    "without both": "benchmarks.patterns.ablated:plain_shift",
    "plain Spearman, best of 4 lags, BH": "benchmarks.patterns.ablated:plain_spearman",
}


def written(cells: Sequence[Cell], folders: Callable[[str], Path], finder: str, out: Path) -> None:
    """The report of what has come so far, and its pictures beside it."""
    folder = folders(finder)
    tables = {name: list(some) for name, some in groupby(cells, key=lambda cell: cell.table)}
    parts = [
        "# Whether the pattern finder tells the truth",
        _head(cells, folder, finder),
        "## Promised and measured",
        report.promised(promises(tables, folder)),
        *(part for draw in SECTIONS for part in draw(tables, folder)),
        *_ablations(tables, folders, finder),
        notes.NOTES,
    ]
    pictures.drawn(tables, folder, out.parent / "patterns")
    out.write_text("\n\n".join(parts) + "\n", encoding="utf-8")


def _length(cells: Sequence[Cell], answered: int) -> str:
    """First of all whether this is less than the protocol's run, and whether it has come to its end."""
    planned = sum(cell.runners for cell in cells)
    each = max(cell.runners for cell in cells if cell.table == "null")
    told = []
    if each < grid.RUNNERS:
        told.append(f"**A short run: {each} runners a null cell, not the protocol's {grid.RUNNERS}.**")
    if answered < planned:
        told.append(f"**Not yet whole: {answered:,} of {planned:,} runners have been answered.**")
    return " ".join([*told, ""])


def _head(cells: Sequence[Cell], folder: Path, finder: str) -> str:
    answered = [line["seconds"] for cell in cells for line in running.lines(cell, folder)]
    packages = ", ".join(f"{name} {version(name)}" for name in ("numpy", "pandas", "scipy"))
    return _length(cells, len(answered)) + (
        f"Made by `python -m benchmarks.patterns`: {len(answered):,} made runners, each of a seed of its own "
        f"(2026, its number and its cell), answered by `{finder}` at {report.revision()} in "
        f"{sum(answered) / 60:.0f} minutes of one processor; Python {platform.python_version()}, {packages}. "
        "A share stands with its standard error."
    )


def promises(tables: Tables, folder: Path) -> list[Promise]:
    """What issue 6 asks for, of what has come so far."""
    kept = []
    if nulls := rows(tables.get("null", []), folder):
        for key, bound in (("any_lead", 0.10), ("any_flag", 0.10), ("fpr_05", 0.05), ("fpr_01", 0.012)):
            kept.append(in_every_cell(key, bound, [told[key] for told in nulls.values()]))
    if unknown := rows(tables.get("null, partly known", []), folder):
        told = [row["any_flag"] for row in unknown.values()]
        kept.append(in_every_cell("any_flag", 0.10, told, "row where much is not known"))
    found = rows(tables.get("trigger", []), folder)
    kept += [
        between(f"{key}, {row}", low, high, found[row][key]) for row, key, low, high in ASKED if row in found
    ]
    plain = [
        cell for cell in tables.get("trigger", []) if cell.row != grid.SATURATING and cell.world.days > 90
    ]
    every = rows(plain, folder, by=lambda cell: f"T{cell.world.days} all effects")
    return kept + [between(f"covered, {row}", *COVERED, told["covered"]) for row, told in every.items()]


def between(what: str, low: float, high: float, told: Share) -> Promise:
    """Reached from the lower bound to the upper one; 0 and 1 are none."""
    promised = f"≥ {low}" if high == 1 else f"≤ {high}" if low == 0 else f"{low} to {high}"
    reached = None if pd.isna(told[0]) else low <= told[0] <= high
    return Promise(what, promised, share_in_words(told), reached)


def in_every_cell(key: str, bound: float, told: Sequence[Share], cell: str = "null cell") -> Promise:
    """Held where no cell exceeds the bound by more than two standard errors."""
    beyond = sum(value - 2 * error > bound for value, error in told)
    worst, error = max(told)
    measured = f"worst of {len(told)}: {worst:.3f} ± {error:.3f}; {beyond} beyond the bound"
    return Promise(f"{key} in every {cell} (± 2 standard errors)", f"≤ {bound}", measured, beyond == 0)


def rows(cells: Iterable[Cell], folder: Path, by: Callable[[Cell], str] | None = None) -> dict[str, Row]:
    """Measures of the cells that have answers, those of one row together."""
    groups: dict[str, list[Cell]] = {}
    for cell in cells:
        if running.place(cell, folder).exists():
            groups.setdefault(by(cell) if by else cell.row, []).append(cell)
    return {name: _row(running.read(some, folder)) for name, some in groups.items()}


def _row(every: pd.DataFrame) -> Row:
    return Row(every["runner"].nunique(), score.measures(every))


def table(told: Mapping[str, Row], keys: Sequence[str], first: str = "") -> str:
    lines = (
        [name, f"{row.runners:,}", *(share_in_words(row[key]) for key in keys)] for name, row in told.items()
    )
    return report.table([first, "runners", *keys], lines)


def share_in_words(told: Share) -> str:
    value, error = told
    return "–" if pd.isna(value) else f"{value:.3f} ± {error:.3f}"


def _null(tables: Tables, folder: Path) -> list[str]:
    """Any lead by days and persistence across, the other ways of living down; then rates by p alone."""
    told = rows(tables.get("null", []), folder)
    if not told:
        return []
    few = rows(tables["null"], folder, by=lambda cell: f"T{cell.world.days}")
    lives = {
        f"missing {missing}, feedback {back}": f"missing {missing} feedback {back}"
        for missing in grid.MISSING
        for back in grid.FEEDBACK
    }
    lines = [
        [
            f"T{days}",
            rho,
            _each(told[name] for name in told if name.startswith(f"T{days} rho {rho} ")),
            *(
                share_in_words(told[name]["any_lead"]) if name in told else "–"
                for name in (f"T{days} rho {rho} {life}" for life in lives.values())
            ),
        ]
        for days in grid.DAYS
        for rho in grid.RHOS
    ]
    return [
        "## No trigger exists: runners who are shown a lead",
        report.table(["days", "ρ", "runners a cell", *lives], lines),
        "![Share of runners without any trigger who are shown a lead](patterns/null.svg)",
        "The same by days, all other things together; `gate`: runners of whom anything is said.",
        table(few, ("gate", *NULLS)),
    ]


def _each(some: Iterable[Row]) -> str:
    """How many runners stand in each of these: one number, or the fewest and the most."""
    counts = sorted({row.runners for row in some})
    return " to ".join(f"{count:,}" for count in dict.fromkeys([*counts[:1], *counts[-1:]])) or "–"


def _null_harder(tables: Tables, folder: Path) -> list[str]:
    told = rows(tables.get("null, harder", []), folder)
    return ["## Nothing adds to the pain, but it looks so", table(told, ("gate", *NULLS))]


def _null_partly(tables: Tables, folder: Path) -> list[str]:
    told = rows(tables.get("null, partly known", []), folder)
    return ["## Nothing adds to the pain, and much is not known", table(told, ("gate", *NULLS))]


def _trigger(tables: Tables, folder: Path) -> list[str]:
    cells = tables.get("trigger", [])
    medium = [cell for cell in cells if cell.row == "T180 effect 0.8"]
    factor, felt = (lambda cell: cell.world.triggers[0].factor), (lambda cell: cell.world.triggers[0].kernel)
    return [
        "## One trigger",
        table(rows(cells, folder), ("gate", *FOUND)),
        "![Share of triggers found, by days](patterns/recall.svg)",
        "### At 180 days with the medium effect, by trigger and by how long a dose is felt",
        table(rows(medium, folder, factor), (*FOUND, "covered")),
        table(rows(medium, folder, felt), (*FOUND, "covered")),
        "## Whether 90 % intervals hold the truth",
        table(rows(cells, folder), INTERVALS),
        "![Share of intervals that hold the truth](patterns/covered.svg)",
    ]


def _others(tables: Tables, folder: Path) -> list[str]:
    """Two triggers, thresholds, harder lives and strangers' diaries."""
    titles = {
        "two": "Two triggers at once, both of medium effect",
        "threshold": "Only what exceeds the runner's own P80 counts, medium effect",
        "hard": "Harder lives, 180 days, medium effect",
    }
    parts = []
    for name, title in titles.items():
        parts += [f"## {title}", table(rows(tables.get(name, []), folder), (*FOUND, "covered", "bias"))]
    strangers = table(rows(tables.get("control", []), folder), ("gate", *NULLS))
    return [*parts, "## Negative control: another runner's pain over the same calendar", strangers]


def _calibration(tables: Tables, folder: Path) -> list[str]:
    told = running.read(tables.get("trigger", []), folder)
    return [
        "## Whether leads are true as often as they claim",
        calibration.table(told),
        "![Share of leads that are true triggers, by what they claim](patterns/reliability.svg)",
    ]


def _delay(tables: Tables, folder: Path) -> list[str]:
    return [
        "## How long it takes",
        delay.table(tables.get("delay", []), folder),
        "![Share of runners whose trigger has been a lead, by days logged](patterns/delay.svg)",
    ]


SECTIONS = (_null, _null_harder, _null_partly, _trigger, _others, _calibration, _delay)


def _ablations(tables: Tables, folders: Callable[[str], Path], finder: str) -> list[str]:
    """The finders that leave something out, on the cells that they have answered."""
    lines = []
    for name, other in {"hiplog": finder, **ABLATED}.items():
        nulls, found = ([c for c in tables.get(kind, []) if grid.ablated(c)] for kind in ("null", "trigger"))
        for row, told in {**rows(nulls, folders(other)), **rows(found, folders(other))}.items():
            lines.append(
                [
                    row,
                    name,
                    f"{told.runners:,}",
                    *(share_in_words(told[key]) for key in ("fpr_05", "any_lead", "recall", "fdr", "top_1")),
                ]
            )
    lines.sort(key=lambda line: line[0])
    head = ["cell", "finder", "runners", "fpr_05", "any_lead", "recall", "fdr", "top_1"]
    return ["## What is left out is missed", report.table(head, lines)]
