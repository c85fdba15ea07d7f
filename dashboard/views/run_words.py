"""A run in a few words, for lists and choices."""

from __future__ import annotations

from collections import Counter

import pandas as pd

from analysis import words
from dashboard import words as edge
from ingest.schema import Log
from ingest.schema.zone import clock_of


def short(run, unit: str) -> str:
    """`Sat 21 Nov 2026 07:00, 12 km, Ridge`; `run` has RUNS' columns as attributes."""
    far = words.distance(run.distance_m, unit) if edge.known(run.distance_m) else None
    long = edge.duration(run.duration_s) if far is None and edge.known(run.duration_s) else None
    title = None if pd.isna(run.title) else run.title
    said = (f"{words.day(run.day)} {run.day.year} {began(run)}", far, long, title)
    return ", ".join(part for part in said if part)


def began(run) -> str:
    """When a run began, by the clock that decided its day: `07:00`."""
    return f"{run.started_at.tz_convert(clock_of('' if pd.isna(run.zone) else run.zone)):%H:%M}"


def recorded_by(run, unit: str) -> str:
    """`Sat 21 Nov 2026 07:00, 12 km (phone)`: also by what recorded it, where that is known."""
    return short(run, unit) if pd.isna(run.device) else f"{short(run, unit)} ({run.device})"


def labels(log: Log) -> dict[str, str]:
    """`told_apart` of all runs of a log, in the runner's unit."""
    return told_apart(log.runs, log.profile.distance_unit)


def told_apart(runs: pd.DataFrame, unit: str) -> dict[str, str]:
    """run_id -> words, of which no two are the same: a choice between equal words opens the same run."""
    said = {run.run_id: short(run, unit) for run in runs.itertuples()}
    times = Counter(said.values())
    alike = runs[runs["run_id"].map(said).map(times) > 1]
    said |= {run.run_id: recorded_by(run, unit) for run in alike.itertuples()}
    met: Counter[str] = Counter()
    for run_id in alike["run_id"]:
        met[said[run_id]] += 1
        if met[said[run_id]] > 1:
            said[run_id] = f"{said[run_id]}, number {met[said[run_id]]}"
    return said
