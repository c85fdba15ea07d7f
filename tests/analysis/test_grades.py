"""Metres and shares of several runs by grade."""

from math import nan

import pandas as pd
import pytest

from analysis import grades
from ingest.schema import RUNS, TERRAIN, Log


def log_of(*terrain):
    rows = [{"run_id": f"run{n}", **row} for n, row in enumerate(terrain)]
    runs = [{"run_id": row["run_id"]} for row in rows]
    return Log(runs=RUNS.frame(runs), terrain=TERRAIN.frame(rows))


def metres(*each):
    return dict(zip(grades.COLUMNS, each, strict=True))


def test_metres_by_grade_add_up_over_the_runs_and_a_run_without_altitude_adds_nothing():
    log = log_of(
        metres(100.0, 200.0, 300.0, 800.0, 300.0, 200.0, 100.0),
        metres(0.0, 0.0, 0.0, 2000.0, 0.0, 0.0, 0.0),
        metres(*[nan] * 7),
    )
    table = grades.by_band(log)
    assert table["distance_m"].to_list() == [100, 200, 300, 2800, 300, 200, 100]
    assert table["share"].sum() == pytest.approx(1)
    assert table["share"].iloc[3] == pytest.approx(0.7)  # 2,800 of 4,000
    assert table["band"].iloc[0] == "−10 % and steeper"
    assert table["band"].iloc[3] == "−2 to +2 %"
    assert table["from_grade"].iloc[1:].to_list() == [-0.10, -0.05, -0.02, 0.02, 0.05, 0.10]


def test_only_the_runs_of_the_log_count():
    log = log_of(metres(*[100.0] * 7), metres(*[50.0] * 7))
    first = Log(runs=log.runs.iloc[:1], terrain=log.terrain)
    assert grades.by_band(first)["distance_m"].to_list() == [100.0] * 7


def test_nothing_known_is_not_level():
    for log in (Log(), log_of(metres(*[nan] * 7))):
        table = grades.by_band(log)
        assert len(table) == 7
        assert table[["distance_m", "share"]].isna().all(axis=None)


def test_uphill_and_downhill_shares_are_of_the_metres_of_known_grade():
    runs = RUNS.frame(
        [
            {"run_id": "a", "distance_m": 5000.0, "graded_m": 4000.0, "uphill_m": 400.0, "downhill_m": 800.0},
            {"run_id": "b", "distance_m": 6000.0, "graded_m": 6000.0, "uphill_m": 600.0, "downhill_m": 200.0},
            {"run_id": "c", "distance_m": 9000.0},
        ]
    )
    assert grades.slopes(runs).to_dict() == {"uphill": pytest.approx(0.1), "downhill": pytest.approx(0.1)}
    assert grades.slopes(runs.iloc[2:]).isna().all()
    assert grades.slopes(RUNS.empty()).isna().all()


def test_steep_descents_are_counted_and_the_longest_is_kept():
    log = log_of(
        {"steep_descents": 3.0, "longest_descent_m": 400.0},
        {"steep_descents": 0.0, "longest_descent_m": 0.0},
        {"steep_descents": nan, "longest_descent_m": nan},
    )
    assert grades.steep_descents(log).to_dict() == {"steep_descents": 3, "longest_descent_m": 400}
    assert grades.steep_descents(Log()).isna().all()


def test_nothing_given_is_changed():
    log = log_of(metres(*[100.0] * 7))
    before = log.terrain.copy()
    grades.by_band(log)
    pd.testing.assert_frame_equal(log.terrain, before)
