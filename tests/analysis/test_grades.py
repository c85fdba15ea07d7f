"""Metres of four weeks by grade."""

from datetime import date
from math import nan

import pandas as pd
import pytest

from analysis import grades
from ingest.schema import GRADE_BANDS, RUNS, TERRAIN, Log

TODAY = date(2026, 3, 29)
LATELY = pd.Timestamp(2026, 3, 20)


def log_of(*runs):
    """A run a (day, metres by band)."""
    rows = [{"run_id": f"run{n}", "day": day} for n, (day, _) in enumerate(runs)]
    terrain = [
        {"run_id": f"run{n}", **dict(zip(GRADE_BANDS, metres, strict=True))}
        for n, (_, metres) in enumerate(runs)
    ]
    return Log(runs=RUNS.frame(rows), terrain=TERRAIN.frame(terrain))


def test_metres_by_grade_add_up_over_the_runs_and_a_run_without_altitude_adds_nothing():
    table = grades.lately(
        log_of(
            (LATELY, [100.0, 200.0, 300.0, 800.0, 300.0, 200.0, 100.0]),
            (LATELY, [0.0, 0.0, 0.0, 2000.0, 0.0, 0.0, 0.0]),
            (LATELY, [nan] * 7),
        ),
        TODAY,
    )
    assert table["distance_m"].to_list() == [100, 200, 300, 2800, 300, 200, 100]
    assert table["band"].iloc[[0, 3, 6]].to_list() == [
        "10 % down or more",
        "level",
        "10 % up or more",
    ]
    assert table["from_grade"].iloc[1:].to_list() == [-0.10, -0.05, -0.02, 0.02, 0.05, 0.10]


@pytest.mark.parametrize(
    ("day", "counts"),
    [("2026-03-01", False), ("2026-03-02", True), ("2026-03-29", True), ("2026-03-30", False)],
)
def test_four_weeks_are_the_28_days_up_to_today(day, counts):
    table = grades.lately(log_of((pd.Timestamp(day), [10.0] * 7)), TODAY)
    assert table["distance_m"].notna().all() == counts


def test_nothing_known_is_not_level():
    for log in (Log(), log_of((LATELY, [nan] * 7))):
        table = grades.lately(log, TODAY)
        assert len(table) == 7
        assert table["distance_m"].isna().all()
