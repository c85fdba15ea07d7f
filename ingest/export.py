"""A log as CSV tables, in SI columns named as in the schema."""

from __future__ import annotations

import os
from pathlib import Path

import pandas as pd

from ingest import diary
from ingest.errors import StoreError
from ingest.schema import CLEARANCES, INSTANT, PLANS, RUNS, SELF_TESTS, SHOES, WEEKLY, Log, Table

OTHERS = {
    "shoes": SHOES,
    "weekly": WEEKLY,
    "clearances": CLEARANCES,
    "plans": PLANS,
    "self_tests": SELF_TESTS,
}


def write_tables(log: Log, left_out: pd.DataFrame, folder: Path) -> list[tuple[Path, int]]:
    """Writes a CSV file for each table; returns each path with its number of rows.

    `left_out` are the RUNS that count for nothing; they are written too, for `excluded` and `sport`
    tell them from the others. Each file is written beside its place and then moved, so that none is
    ever half there. Raises StoreError, with a sentence, where the folder takes no files.
    """
    runs = pd.concat([log.runs, left_out]).sort_values(["started_at", "run_id"])
    texts = {
        "runs.csv": (csv_text(runs, RUNS), len(runs)),
        "diary.csv": (diary.write_csv(log.diary), len(log.diary)),
    }
    for name, table in OTHERS.items():
        frame = getattr(log, name)
        texts[f"{name}.csv"] = (csv_text(frame, table), len(frame))
    try:
        folder.mkdir(parents=True, exist_ok=True)
        return [(_write(folder / name, text), rows) for name, (text, rows) in texts.items()]
    except OSError as error:
        raise StoreError(f"{folder} takes no files: {error.strerror or error}.") from error


def csv_text(frame: pd.DataFrame, table: Table) -> str:
    """A frame as CSV: instants in UTC with a Z, days as YYYY-MM-DD, empty where unknown."""
    return table.conform(frame).apply(_column_text).to_csv(index=False, lineterminator="\n")


def _column_text(column: pd.Series) -> pd.Series:
    if str(column.dtype) == INSTANT:
        return column.dt.strftime("%Y-%m-%dT%H:%M:%SZ")
    if column.dtype.kind == "M":
        return column.dt.strftime("%Y-%m-%d")
    return column


def _write(path: Path, text: str) -> Path:
    beside = path.with_name(path.name + ".part")
    beside.write_text(text, encoding="utf-8", newline="")
    os.replace(beside, path)
    return path
