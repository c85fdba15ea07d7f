"""One run's TERRAIN, from its points."""

from __future__ import annotations

import numpy as np
import pandas as pd

from ingest.ground import grades
from ingest.ground.turning import turning
from ingest.ground.way import GRID_M, way
from ingest.store.ground import Measured, packed


def measured(run_id: str, track: pd.DataFrame) -> Measured:
    """The TERRAIN row of a run and its WAY, from its TRACK as hiplog keeps it."""
    course = way(track)
    row = {
        "run_id": run_id,
        **grades.of(track),
        "located_m": located(course),
        **turning(course),
    }
    return Measured(row, packed(course))


def located(course: pd.DataFrame) -> float:
    """Distance of a WAY over which the position is known. [m]"""
    return GRID_M * float(np.count_nonzero(course["latitude_deg"].notna()))
