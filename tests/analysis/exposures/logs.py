"""Small logs by hand: runs and entries by their day after FIRST."""

from datetime import date, timedelta

import pandas as pd
import pytest

from analysis.exposures import daily, sore_side, towards
from ingest.schema import DIARY, GAIT, ROUTES, RUNS, SHOES, TERRAIN, Log

FIRST = date(2026, 6, 1)
NO_GAIT = pd.DataFrame({"run_id": pd.Series(dtype="str")}).join(GAIT.empty())


def on(number):
    """The day so many days after FIRST."""
    return FIRST + timedelta(days=number)


def stamp(number):
    return pd.Timestamp(on(number))


def log_of(runs=(), entries=(), terrain=(), routes=(), shoes=(), **others):
    """Runs and entries are (day after FIRST, fields); a run's `run_id` is "r0", "r1" … unless named, and it
    is 10 km unless told. Terrain is by run_id, routes and shoes are rows."""
    rows = [
        {"run_id": f"r{n}", "distance_m": 10_000.0, "duration_s": 3_600.0, "day": on(day)}
        | {"started_at": pd.Timestamp(on(day), tz="UTC") + pd.Timedelta(hours=7, minutes=n)}
        | fields
        for n, (day, fields) in enumerate(runs)
    ]
    return Log(
        runs=RUNS.frame(rows),
        diary=DIARY.frame([{"day": on(day)} | fields for day, fields in entries]),
        terrain=TERRAIN.frame([{"run_id": run_id} | fields for run_id, fields in dict(terrain).items()]),
        routes=ROUTES.frame(list(routes)),
        shoes=SHOES.frame(list(shoes)),
        **others,
    )


def frame_of(log, last, gait=NO_GAIT, since=None):
    """The doses up to the day so many days after FIRST, towards the side that its diary says is sore."""
    return towards(daily(log, gait, on(last)), sore_side(log.diary), since)


def doses(log, name, last, gait=NO_GAIT):
    """One factor as a list, a value a day from the log's first day."""
    return frame_of(log, last, gait)[name].to_list()


def like(values):
    """Equal to these but for the last digits, NaN to NaN."""
    return pytest.approx(values, nan_ok=True)
