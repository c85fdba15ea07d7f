"""A run in a few words, for lists and choices."""

from __future__ import annotations

import pandas as pd

from analysis import words
from dashboard import words as edge


def short(run, unit: str) -> str:
    """`Sat 21 Nov 2026, 12 km, Ridge`; `run` has RUNS' columns as attributes."""
    far = words.distance(run.distance_m, unit) if edge.known(run.distance_m) else None
    long = edge.duration(run.duration_s) if far is None and edge.known(run.duration_s) else None
    title = None if pd.isna(run.title) else run.title
    said = (f"{words.day(run.day)} {run.day.year}", far, long, title)
    return ", ".join(part for part in said if part)
