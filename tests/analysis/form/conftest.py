"""Runs and their minutes, made by hand."""

from datetime import date, timedelta

import numpy as np
import pandas as pd
import pytest

from analysis.form.by_run import COLUMNS
from ingest.schema import GAIT, RUNS

FIRST = date(2026, 3, 1)


def minutes_of(run_id, speed_m_s, grade=0.0, **columns):
    """A minute of 60 s for each speed."""
    speed_m_s = np.atleast_1d(np.asarray(speed_m_s, dtype=float))
    rows = {"elapsed_s": 60.0 * np.arange(speed_m_s.size), "moving_s": 60.0, "speed_m_s": speed_m_s}
    frame = pd.DataFrame(rows | {"grade": grade} | columns)
    frame = GAIT.conform(frame.reindex(columns=GAIT.names))
    frame.insert(0, "run_id", pd.Series([run_id] * len(frame), dtype="str"))
    return frame


def runs_on(days, **columns):
    """RUNS named r0, r1 … so many days after FIRST."""
    rows = [
        {
            "run_id": f"r{place}",
            "day": pd.Timestamp(FIRST + timedelta(days=day)),
            "started_at": pd.Timestamp(FIRST + timedelta(days=day), tz="UTC") + pd.Timedelta(hours=7),
        }
        for place, day in enumerate(days)
    ]
    return RUNS.frame(rows).assign(**columns).pipe(RUNS.conform)


def residuals_of(*rows):
    """Runs by (days after FIRST, column of by_run -> value)."""
    frame = pd.DataFrame([values for _, values in rows], index=[f"r{n}" for n in range(len(rows))])
    days = pd.to_datetime([FIRST + timedelta(days=day) for day, _ in rows]).as_unit("us")
    return frame.reindex(columns=list(COLUMNS)).astype("float64").assign(day=days)


@pytest.fixture
def form_of():
    return residuals_of


@pytest.fixture
def runs_of():
    return runs_on


@pytest.fixture
def minutes():
    return minutes_of
