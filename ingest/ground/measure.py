"""One run's TERRAIN, from its points."""

from __future__ import annotations

import numpy as np
import pandas as pd

from ingest.ground import grades
from ingest.ground.turning import turning
from ingest.ground.way import GRID_M, way
from ingest.schema import TRACK, WAY
from ingest.store import points
from ingest.store.ground import Measured, mark, packed


def measured(run_id: str, kept: bytes) -> Measured:
    """The TERRAIN row of a run and its WAY, from its TRACK as the store keeps it, packed."""
    track = points.decoded(kept, TRACK)
    course = way(track)
    row = {
        "run_id": run_id,
        **grades.of(track),
        "located_m": located(course),
        **turning(course),
    }
    return Measured(row, packed(course), mark(kept))


def blank(run_id: str, kept: bytes) -> Measured:
    """A TERRAIN row that says nothing, and no WAY, of a run whose points cannot be measured."""
    return Measured({"run_id": run_id}, packed(WAY.empty()), mark(kept))


def located(course: pd.DataFrame) -> float:
    """Distance of a WAY over which the position is known. [m]"""
    return GRID_M * float(np.count_nonzero(course["latitude_deg"].notna()))
