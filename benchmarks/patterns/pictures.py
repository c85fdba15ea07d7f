"""The report's five pictures, as SVG files."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path

from benchmarks.patterns import calibration, delay, grid, running, score
from benchmarks.patterns.grid import Cell
from benchmarks.patterns.picture import Frame, Point, drawing

BY_DAYS = {float(days): str(days) for days in grid.DAYS}


def drawn(tables: dict[str, list[Cell]], folder: Path, out: Path) -> None:
    """Draws what has answers."""
    out.mkdir(parents=True, exist_ok=True)
    for name, draw in PICTURES.items():
        svg = draw(tables, folder)
        if svg:
            (out / f"{name}.svg").write_text(svg, encoding="utf-8")


def _lines(
    cells: list[Cell], folder: Path, key: str, series: Callable[[Cell], str]
) -> dict[str, list[Point]]:
    """One measure by days, a line a series."""
    groups: dict[str, dict[int, list[Cell]]] = {}
    for cell in cells:
        if running.place(cell, folder).exists():
            groups.setdefault(series(cell), {}).setdefault(cell.world.days, []).append(cell)
    return {
        name: [(float(days), *score.measures(running.read(some, folder))[key]) for days, some in by.items()]
        for name, by in groups.items()
    }


def _effect(cell: Cell) -> str:
    return f"effect {cell.world.triggers[0].effect}"


def _null(tables: dict[str, list[Cell]], folder: Path) -> str:
    lines = _lines(
        tables.get("null", []),
        folder,
        "any_lead",
        lambda cell: f"ρ {cell.world.rho}" + (", fed back" if cell.world.feedback else ""),
    )
    frame = Frame("No trigger: runners shown a lead", "days logged", BY_DAYS, top=0.2, line=0.1)
    return drawing(frame, lines) if lines else ""


def _straight(tables: dict[str, list[Cell]]) -> list[Cell]:
    """The trigger grid without what saturates, which stands at one length only."""
    return [cell for cell in tables.get("trigger", []) if cell.row != grid.SATURATING]


def _recall(tables: dict[str, list[Cell]], folder: Path) -> str:
    lines = _lines(_straight(tables), folder, "recall", _effect)
    return drawing(Frame("Triggers found", "days logged", BY_DAYS), lines) if lines else ""


def _covered(tables: dict[str, list[Cell]], folder: Path) -> str:
    lines = _lines(_straight(tables), folder, "covered", _effect)
    frame = Frame("90 % intervals that hold the truth", "days logged", BY_DAYS, line=0.9)
    return drawing(frame, lines) if lines else ""


def _reliability(tables: dict[str, list[Cell]], folder: Path) -> str:
    points = calibration.points(running.read(tables.get("trigger", []), folder))
    at = {share / 20: f"{5 * share} %" for share in range(18, 21)}
    frame = Frame("Leads that are true triggers", "claimed: 1 − q", at, floor=0.5, diagonal=True)
    return drawing(frame, {"leads": sorted(points)}) if points else ""


def _delay(tables: dict[str, list[Cell]], folder: Path) -> str:
    curves = delay.curves(tables.get("delay", []), folder)
    lines = {row: [(look, *told) for look, told in some] for row, some in curves.items()}
    at = {float(look): str(look) for look in running.LOOKS[::4]} | {float(running.LOOKS[-1]): ""}
    return drawing(Frame("Runners whose trigger has been a lead", "days logged", at), lines) if lines else ""


PICTURES = {
    "null": _null,
    "recall": _recall,
    "covered": _covered,
    "reliability": _reliability,
    "delay": _delay,
}
