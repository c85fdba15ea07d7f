"""Ten years of one runner, made of the sample year over and over: runs with points, terrain, diary, shoes."""

from __future__ import annotations

from datetime import date, timedelta
from itertools import count, islice
from pathlib import Path

import pandas as pd

from ingest.diary import Entry
from ingest.ground import settle_all
from ingest.schema import RUNS
from ingest.store import Store
from ingest.store.gait import Windowed, packed
from ingest.store.ground import Measured, mark
from ingest.store.runs import packed as packed_points
from sample_data.load import load

RUNS_MADE = 3650
ENDS = date(2026, 11, 22)
HALF_A_YEAR = timedelta(days=182)
YEAR = timedelta(days=364)
DIARY_YEARS = 10
KEPT = ("worst_pain", "run_pain", "morning_pain", "side", "place", "quality")
"""What of an entry is said again: no warning signs, for each would be a stop."""


def decade(folder: Path, runs: int = RUNS_MADE) -> Store:
    """A log of so many runs that ends at ENDS, settled; each earlier half year is the sample year again."""
    store = Store(folder)
    load(store, ENDS)
    log = store.load()
    again = ((row, turn) for turn in count(1) for row in log.runs.to_dict("records"))
    blobs = {run_id: packed_points(store.track(run_id), store.laps(run_id)) for run_id in log.runs["run_id"]}
    with store.intake() as intake:
        for row, turn in islice(again, max(0, runs - len(log.runs))):
            intake.add_run(f"{row['run_id']}-{turn}", _earlier(row, turn), blobs[row["run_id"]])
    marks = {run_id: mark(kept["track"]) for run_id, kept in blobs.items()}
    _terrain_again(store, log.terrain, marks)
    _gait_again(store, marks)
    settle_all(store)
    _diary_again(store)
    return store


def _earlier(row: dict, turn: int) -> dict:
    ago = turn * HALF_A_YEAR
    moved = {"started_at": row["started_at"] - ago, "day": row["day"] - ago}
    return {name: value for name, value in row.items() if name in RUNS.names and name != "run_id"} | moved


def _terrain_again(store: Store, terrain: pd.DataFrame, marks: dict[str, str]) -> None:
    """What is worked out of a run is the same for its copies; only their routes are to be found."""
    rows = terrain.drop(columns=["route_id", "route_direction"]).set_index("run_id", drop=False)
    ways = store.packed_ways(rows.index)
    copies = ((run_id, run_id.rpartition("-")[0]) for run_id in store.unmeasured())
    store.put_terrain(
        Measured(rows.loc[first].to_dict() | {"run_id": run_id}, ways[first], marks[first])
        for run_id, first in copies
    )


def _gait_again(store: Store, marks: dict[str, str]) -> None:
    """The minutes of a run are the same for its copies."""
    windows = {run_id: packed(rows) for run_id, rows in store.gait(marks).groupby("run_id")}
    copies = ((run_id, run_id.rpartition("-")[0]) for run_id in store.ungaited())
    store.put_gait(Windowed(run_id, windows[first], marks[first]) for run_id, first in copies)


def _diary_again(store: Store) -> None:
    """The scores and places of the sample year's diary in each of the years before."""
    entries = store.load().diary.dropna(subset=["worst_pain"])[["day", *KEPT]]
    rows = entries.astype(object).where(entries.notna(), None).to_dict("records")
    store.add_entries(
        Entry(**_said(row) | {"day": row["day"].date() - year * YEAR})
        for year in range(1, DIARY_YEARS)
        for row in rows
    )


def _said(row: dict) -> dict:
    return {name: int(value) if isinstance(value, float) else value for name, value in row.items()}
