"""Painful runs beside the others, worked by hand."""

from dataclasses import replace

import pandas as pd
import pytest

from analysis import compare
from ingest.schema import DIARY, RUNS, TERRAIN, WAY, Log


def moment(number):
    return pd.Timestamp("2026-01-01") + pd.Timedelta(days=number)


def log_of(runs, entries, terrain=()):
    """A run and an entry a day."""
    return Log(
        runs=RUNS.frame([{"run_id": f"run{n}", "day": moment(n), **run} for n, run in enumerate(runs)]),
        diary=DIARY.frame([{"day": moment(n), **entry} for n, entry in enumerate(entries)]),
        terrain=TERRAIN.frame([{"run_id": f"run{n}", **row} for n, row in enumerate(terrain)]),
    )


def on(surface, distance_m, **more):
    return {"distance_m": distance_m, "surface": surface, "surface_source": "runner", **more}


def painful_log():
    runs = [
        on("trail", 10_000, descent_m=200),
        on("asphalt", 5_000, descent_m=50),
        on("asphalt", 8_000, descent_m=40),
        on("treadmill", 4_000),
        {"distance_m": 9_000, "descent_m": 900},
    ]
    entries = [
        {"run_pain": 3, "worst_pain": 0},
        {"worst_pain": 5},
        {"run_pain": 2, "worst_pain": 6},
        {"run_pain": 0},
        {"note": "no word on pain"},
    ]
    terrain = [
        {"down_5_m": 3_000, "level_m": 6_000},
        {"down_5_m": 1_000, "level_m": 5_000},
        {"level_m": 7_500, "up_10_m": 500},
        {},
        {"down_10_m": 9_000},
    ]
    return log_of(runs, entries, terrain)


def test_a_run_is_painful_from_three_on_by_its_own_pain_else_by_the_days_worst():
    painful = compare.painful_runs(painful_log())
    assert painful.to_list() == [True, True, False, False, pd.NA]
    assert painful.index.to_list() == ["run0", "run1", "run2", "run3", "run4"]
    assert str(painful.dtype) == "boolean"


@pytest.mark.parametrize("pain", [0, 5])
def test_two_runs_of_a_day_are_in_neither_group_and_counted(pain):
    log = painful_log()
    evening = log.runs.iloc[[0]].assign(run_id="evening")
    log = replace(
        log,
        runs=RUNS.conform(pd.concat([log.runs, evening], ignore_index=True)),
        diary=log.diary.assign(run_pain=log.diary["run_pain"].mask(log.diary["day"] == moment(0), pain)),
    )
    assert compare.painful_runs(log).to_list() == [pd.NA, True, False, False, pd.NA, pd.NA]
    assert compare.not_the_only(log).to_list() == [True, False, False, False, False, True]
    both = compare.beside(log)
    assert both.runs.to_dict() == {"painful": 1, "other": 2}
    assert both.left_out == 2
    assert both.by_surface["painful"]["trail"] == 0


def test_without_entries_no_run_is_painful_nor_painless():
    assert compare.painful_runs(Log(runs=painful_log().runs)).isna().all()
    assert compare.painful_runs(Log()).empty


def test_painful_runs_are_set_beside_the_others():
    both = compare.beside(painful_log())
    assert both.runs.to_dict() == {"painful": 2, "other": 2}
    # 20 and 10 m/km; 5 and, on the treadmill, 0 m/km
    assert both.descent_m_per_km.to_dict() == pytest.approx({"painful": 15, "other": 2.5})
    # 10 of 15 km; 8 of 12 km
    assert both.by_surface["painful"]["trail"] == pytest.approx(10 / 15)
    assert both.by_surface["other"]["asphalt"] == pytest.approx(8 / 12)
    assert both.by_surface["other"]["trail"] == 0
    # All 27 km of the four runs; the run without an entry counts for nothing.
    assert both.by_source.to_dict() == {"run": 1.0}


def test_grades_are_shares_of_the_metres_of_known_grade():
    both = compare.beside(painful_log())
    # 4 of 15 km; half of 8 km would be wrong: 0.5 of 8. A run without an entry is in neither group.
    assert both.by_grade["painful"]["down_5_m"] == pytest.approx(4 / 15)
    assert both.by_grade["other"]["up_10_m"] == pytest.approx(0.5 / 8)
    assert both.by_grade.loc["down_10_m"].to_list() == [0, 0]
    assert both.by_grade.sum().to_list() == pytest.approx([1, 1])


@pytest.mark.parametrize(("graded_m", "shown"), [(6_000, True), (5_900, False)])
def test_grades_are_compared_only_where_three_fifths_of_both_groups_are_known(graded_m, shown):
    runs, entries = [on("trail", 10_000)] * 2, [{"run_pain": 5}, {"run_pain": 0}]
    both = compare.beside(log_of(runs, entries, [{"level_m": 9_000}, {"level_m": graded_m}]))
    assert both.by_grade.notna().all(axis=None) == shown
    assert both.by_grade.isna().all(axis=None) != shown


@pytest.mark.parametrize(("known_m", "shown"), [(6_000, True), (5_900, False)])
def test_ground_is_compared_only_where_three_fifths_of_both_groups_are_known(known_m, shown):
    runs = [on("trail", 8_000), on("trail", known_m), {"distance_m": 10_000 - known_m}]
    both = compare.beside(log_of(runs, [{"run_pain": 5}, {"run_pain": 0}, {"run_pain": 0}]))
    # 8 km and what is known of the other 10 km, of 18 km
    assert both.by_source["nobody"] == pytest.approx((10_000 - known_m) / 18_000)
    assert both.by_surface.notna().all(axis=None) == shown


def test_nothing_to_compare_is_unknown_not_zero():
    both = compare.beside(Log())
    assert both.runs.to_list() == [0, 0]
    assert both.by_grade.isna().all(axis=None)
    assert both.by_surface.isna().all(axis=None)
    assert both.descent_m_per_km.isna().all()
    assert not both.enough


@pytest.mark.parametrize(("painful", "enough"), [(5, True), (4, False)])
def test_five_runs_of_each_are_enough(painful, enough):
    runs = [on("trail", 5_000)] * 10
    entries = [{"run_pain": 4}] * painful + [{"run_pain": 0}] * (10 - painful)
    assert compare.beside(log_of(runs, entries)).enough == (enough and 10 - painful >= 5)


def test_what_differs_by_ten_points_is_told_the_most_apart_first():
    runs = [on("trail", 1_000), on("asphalt", 1_000)]
    # level 60 against 70: exactly ten points; down 30 against 21: nine; up 10 against 9
    terrain = [
        {"level_m": 600, "down_5_m": 300, "up_2_m": 100},
        {"level_m": 700, "down_5_m": 210, "up_2_m": 90},
    ]
    both = compare.beside(log_of(runs, [{"run_pain": 5}, {"run_pain": 0}], terrain))
    assert list(both.most_apart().index) == ["asphalt", "trail", "level_m"]


# --- where it began


def way(slopes):
    """A WAY with a grade for each 100 m."""
    grade = [slope for slope in slopes for _ in range(10)]
    return WAY.frame([{"distance_m": 10.0 * n, "grade": value} for n, value in enumerate(grade)])


def test_where_it_began_is_the_slope_of_the_200_m_before():
    # 300 m level, 300 m down, 400 m up: at 590 m the last 200 m went down, at 290 m they were level.
    ways = {f"run{n}": way([0, 0, 0, -0.04, -0.04, -0.04, 0.04, 0.04, 0.04, 0.04]) for n in range(5)}
    onset_m = pd.Series({"run0": 590.0, "run1": 590.0, "run2": 590.0, "run3": 290.0, "run4": 990.0})
    found = compare.onsets(onset_m, ways)
    assert found.began == 5
    assert found.counts == {"down": 3, "level": 1, "up": 1}
    assert found.shares == pytest.approx({"down": 0.3, "level": 0.3, "up": 0.4})
    assert found.usually_m == 590
    assert found.apart == "down"


def test_of_four_beginnings_nothing_is_said_nor_of_runs_without_a_grade():
    ways = {f"run{n}": way([0, 0, 0]) for n in range(5)} | {"run4": way([float("nan")] * 3)}
    onset_m = pd.Series(200.0, index=[f"run{n}" for n in range(5)])
    assert compare.onsets(onset_m, ways) is None
    assert compare.onsets(pd.Series(dtype="float64"), {}) is None


@pytest.mark.parametrize(
    ("grade", "kind"), [(-0.02, "down"), (-0.019, "level"), (0.019, "level"), (0.02, "up")]
)
def test_a_slope_of_two_percent_goes_up_or_down(grade, kind):
    ways = {f"run{n}": way([grade] * 3) for n in range(5)}
    found = compare.onsets(pd.Series(200.0, index=list(ways)), ways)
    assert found.counts[kind] == 5
    assert found.apart is None  # the whole way was so


@pytest.mark.parametrize(("share", "apart"), [(0.5, "down"), (0.51, None)])
def test_ten_points_more_than_chance_are_apart(share, apart):
    shares = {"down": share, "level": 1 - share, "up": 0.0}
    assert compare.Onsets(10, 1.0, {"down": 6, "level": 4, "up": 0}, shares).apart == apart
