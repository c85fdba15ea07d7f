"""Runs cells in two processes and keeps each runner's answer as a line of JSON, to go on where it stopped."""

from __future__ import annotations

import json
import multiprocessing
import os
import re
import time
from collections.abc import Iterable, Iterator, Sequence
from concurrent.futures import ProcessPoolExecutor
from contextlib import ExitStack
from functools import partial
from importlib import import_module
from pathlib import Path

import pandas as pd

from benchmarks.patterns import score
from benchmarks.patterns.grid import Cell

FINDER = "analysis.patterns.find:find_patterns"
LOOKS = tuple(range(60, 366, 15))
"""Days of data after which the growing logs of the delay are looked at."""


def finder(name: str) -> score.Finder:
    """The function that `module:function` names."""
    module, function = name.split(":")
    return getattr(import_module(module), function)


def answers(cells: Sequence[Cell], name: str, folder: Path, processes: int = 2) -> Iterator[Cell]:
    """Has every runner of every cell answered and kept in `folder`; gives each cell when it is done."""
    folder.mkdir(parents=True, exist_ok=True)
    with ExitStack() as stack:
        ask = stack.enter_context(_pool(processes)).map if processes > 1 else map
        for cell in cells:
            numbers = range(kept(cell, folder), cell.runners)
            with place(cell, folder).open("a", encoding="utf-8") as kept_lines:
                for line in ask(partial(answer, cell, name), numbers):
                    kept_lines.write(line + "\n")
                    kept_lines.flush()
            yield cell


def _pool(processes: int) -> ProcessPoolExecutor:
    """Processes that reckon on one core each: matrices this small are slower on several."""
    for variable in ("OPENBLAS_NUM_THREADS", "OMP_NUM_THREADS"):
        os.environ.setdefault(variable, "1")
    return ProcessPoolExecutor(processes, multiprocessing.get_context("spawn"))


def answer(cell: Cell, name: str, number: int) -> str:
    """One runner's answer as a line of JSON, with the processor's time it took. [s]"""
    find, clock = finder(name), time.process_time()
    if cell.table == "delay":
        told = {"days": first_days(cell, find, number)}
    else:
        said = score.said(find, cell.runner(number))
        told = {"said": json.loads(said[list(score.COLUMNS)].to_json(orient="values", double_precision=7))}
    return json.dumps({"seconds": round(time.process_time() - clock, 4), **told})


def first_days(cell: Cell, find: score.Finder, number: int) -> dict[str, int | None]:
    """After how many days a true trigger is first a lead, and a factor that is none; None: not in a year."""
    made, days = cell.runner(number), {"right": None, "wrong": None}
    for look in LOOKS:
        found = find(made.exposures.iloc[:look], made.pain.iloc[:look])
        leads = set(found.index[found["verdict"].eq("lead")])
        for word, hit in (("right", leads & set(made.triggers)), ("wrong", leads - set(made.triggers))):
            if hit and days[word] is None:
                days[word] = look
        if None not in days.values():
            break
    return days


def place(cell: Cell, folder: Path) -> Path:
    return folder / (re.sub(r"[^\w.]+", "_", cell.name) + ".jsonl")


def kept(cell: Cell, folder: Path) -> int:
    """How many runners of a cell have answered; a line that a stop tore off is thrown away."""
    path = place(cell, folder)
    if not path.exists():
        return 0
    whole = path.read_text(encoding="utf-8").rpartition("\n")[0]
    path.write_text(whole + "\n" * bool(whole), encoding="utf-8")
    return len(whole.splitlines())


def read(cells: Iterable[Cell], folder: Path) -> pd.DataFrame:
    """What was said of all runners of these cells, as `score.together` gives it."""
    rows, runner = [], 0
    for cell in cells:
        for line in lines(cell, folder):
            rows += [(*row, runner) for row in line["said"]]
            runner += 1
    frame = pd.DataFrame(rows, columns=[*score.COLUMNS, "runner"])
    return frame.astype(dict.fromkeys(("p", "q", "effect", "low", "high", "latent", "recorded"), float))


def lines(cell: Cell, folder: Path) -> list[dict]:
    """The answers of a cell's runners, as far as they have come."""
    path = place(cell, folder)
    if not path.exists():
        return []
    return [json.loads(line) for line in path.read_text(encoding="utf-8").splitlines()][: cell.runners]
