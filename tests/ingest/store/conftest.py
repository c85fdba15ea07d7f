"""A store of its own for each test; where $HIPLOG_TEST_POSTGRES is set, every test runs there too."""

from __future__ import annotations

import os
import uuid

import pandas as pd
import pytest
import sqlalchemy as sa

from ingest.schema import LAPS, TRACK
from ingest.store import Original, Store

POSTGRES = os.environ.get("HIPLOG_TEST_POSTGRES")
START = pd.Timestamp("2026-05-03T06:00:00Z")


@pytest.fixture(params=["sqlite", "postgresql"] if POSTGRES else ["sqlite"])
def where(request, tmp_path):
    """A place for a log that is not there yet."""
    if request.param == "sqlite":
        yield str(tmp_path / "log")
        return
    name = f"hiplog_{uuid.uuid4().hex}"
    engine = sa.create_engine(POSTGRES, poolclass=sa.NullPool)
    with engine.begin() as connection:
        connection.execute(sa.text(f"CREATE SCHEMA {name}"))
    url = sa.make_url(POSTGRES).update_query_dict({"options": f"-csearch_path={name}"})
    yield url.render_as_string(hide_password=False)
    with engine.begin() as connection:
        connection.execute(sa.text(f"DROP SCHEMA {name} CASCADE"))


@pytest.fixture
def store(where, blank):
    return Store(where if "://" in where else blank(where))


@pytest.fixture
def track():
    """Three points as a FIT file counts them, one without a heart rate."""
    rows = [
        {"time": START, "altitude_m": 3000 / 5 - 500, "distance_m": 0.0, "heart_rate_bpm": 120.0},
        {"time": START + pd.Timedelta("1s"), "altitude_m": 3001 / 5 - 500, "distance_m": 271 / 100},
        {"time": START + pd.Timedelta("2s"), "altitude_m": 2999 / 5 - 500, "distance_m": 545 / 100},
    ]
    return TRACK.frame(rows)


@pytest.fixture
def laps():
    return LAPS.frame([{"started_at": START, "distance_m": 5.45, "duration_s": 2.0}])


@pytest.fixture
def run_row():
    """Makes a RUNS row without a run_id: `run_row(title="Long run")`."""

    def row(**changes):
        row = {
            "started_at": START,
            "day": pd.Timestamp("2026-05-03"),
            "zone": "Europe/Berlin",
            "title": float("nan"),
            "sport": "running",
            "distance_m": 10_000.0,
            "ascent_m": 0.0,
            "avg_heart_rate_bpm": float("nan"),
        }
        return row | changes

    return row


@pytest.fixture
def add(store, run_row, track, laps):
    """Adds a run: `add("a", title="Long run")`."""

    def add_run(run_id, **changes):
        original = Original(f"{run_id}.fit", run_id.encode())
        store.add_run(run_id, run_row(**changes), track, laps, original)
        return original

    return add_run


@pytest.fixture
def walked(store):
    """Two runs without points, the second of them begun a day later."""
    for name, later in (("one", 0), ("two", 1)):
        begun = START + pd.Timedelta(days=later)
        row = {"started_at": begun, "day": pd.Timestamp("2026-05-03"), "distance_m": 40.0}
        store.add_run(name, row, TRACK.empty(), LAPS.empty(), Original(name, name.encode()))
    return store
