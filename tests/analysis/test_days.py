"""The daily grid: rest is zero, silence is unknown, and spells have one worst day."""

from datetime import date

import numpy as np
import pandas as pd
import pytest

from analysis.days import daily, level_treadmill, since, up_to, worst_days
from analysis.limits import above, at_least
from ingest.schema import DIARY, RUNS, Log


def on(*days):
    return pd.Series(pd.to_datetime(list(days)).astype("datetime64[us]"), name="day")


def grid_of(*amounts, first="2026-03-01"):
    index = pd.date_range(first, periods=len(amounts), unit="us", name="day")
    return pd.Series(amounts, index=index, dtype="float64")


def test_a_rest_day_is_zero_and_two_runs_of_a_day_are_added():
    grid = daily(
        pd.Series([5000.0, 3000.0, 7000.0]), on("2026-03-01", "2026-03-01", "2026-03-03"), date(2026, 3, 4)
    )
    pd.testing.assert_series_equal(grid, grid_of(8000, 0, 7000, 0), check_names=False, check_freq=False)


def test_runs_may_come_in_any_order_and_those_after_the_day_do_not_count():
    grid = daily(pd.Series([2.0, 9.0, 1.0]), on("2026-03-02", "2026-03-09", "2026-03-01"), date(2026, 3, 3))
    assert grid.to_list() == [1.0, 2.0, 0.0]


def test_a_run_of_unknown_amount_makes_its_day_unknown_and_no_other():
    grid = daily(
        pd.Series([5.0, np.nan, 7.0]), on("2026-03-01", "2026-03-02", "2026-03-02"), date(2026, 3, 3)
    )
    assert grid.isna().to_list() == [False, True, False]


def test_ten_silent_days_are_rest():
    # runs on 1 and 12 March: 2 to 11 March are ten days
    grid = daily(pd.Series([5.0, 5.0]), on("2026-03-01", "2026-03-12"), date(2026, 3, 12))
    assert grid.to_list() == [5.0] + 10 * [0.0] + [5.0]


def test_eleven_silent_days_are_a_gap():
    grid = daily(pd.Series([5.0, 5.0]), on("2026-03-01", "2026-03-13"), date(2026, 3, 13))
    assert grid.isna().sum() == 11
    assert grid.iloc[0] == grid.iloc[-1] == 5.0


def test_an_entry_breaks_the_silence():
    grid = daily(
        pd.Series([5.0, 5.0]), on("2026-03-01", "2026-03-13"), date(2026, 3, 13), logged=on("2026-03-07")
    )
    assert grid.notna().all()


def test_silence_up_to_the_last_day_is_a_gap_too():
    grid = daily(pd.Series([5.0]), on("2026-03-01"), date(2026, 3, 12))
    assert grid.isna().sum() == 11


def test_a_run_of_unknown_distance_is_no_silence():
    grid = daily(
        pd.Series([5.0, np.nan, 5.0]), on("2026-03-01", "2026-03-07", "2026-03-13"), date(2026, 3, 13)
    )
    assert grid.isna().sum() == 1


def test_no_run_gives_an_empty_grid_of_days():
    runs = RUNS.empty()
    for grid in (
        daily(runs["distance_m"], runs["day"], date(2026, 3, 1)),
        daily(pd.Series([5.0]), on("2026-03-02"), date(2026, 3, 1)),
    ):
        assert grid.empty
        assert isinstance(grid.index, pd.DatetimeIndex)


def test_up_to_keeps_today_and_drops_tomorrow():
    frame = pd.DataFrame({"day": on("2026-03-01", "2026-03-02", "2026-03-03")})
    assert len(up_to(frame, date(2026, 3, 2))) == 2


def test_each_spell_has_one_worst_day_and_equals_go_to_the_first():
    measure = grid_of(1, 3, 5, 5, 1, 4, np.nan, 9)
    worst = worst_days(measure, 2.0)
    assert worst == [pd.Timestamp(d) for d in ("2026-03-03", "2026-03-06", "2026-03-08")]


def test_days_that_differ_by_rounding_alone_are_equal():
    # 0.1 + 0.2 is 0.30000000000000004 in floating point
    assert worst_days(grid_of(0.3, 0.1 + 0.2), 0.2) == [pd.Timestamp("2026-03-01")]


def test_the_worst_day_is_the_furthest_above_a_limit_that_moves():
    # excess: 10-2 = 8, 12-9 = 3
    assert worst_days(grid_of(10, 12), grid_of(2, 9)) == [pd.Timestamp("2026-03-01")]


def test_nothing_above_the_limit_is_no_spell():
    assert worst_days(grid_of(1, 2), 2.0) == []
    assert worst_days(grid_of(1, 2), grid_of(np.nan, np.nan)) == []
    assert worst_days(grid_of(), 2.0) == []


def test_a_treadmill_has_no_descent_but_its_ascent_stays_unknown():
    runs = RUNS.frame(
        [
            {"run_id": "belt", "surface": "treadmill"},
            {"run_id": "tilted", "surface": "treadmill", "descent_m": 4.0},
            {"run_id": "street", "surface": "asphalt"},
            {"run_id": "nobody knows"},
        ]
    )
    level = level_treadmill(runs)
    assert level["descent_m"].to_list()[:2] == [0.0, 4.0]
    assert level["descent_m"].isna().to_list()[2:] == [True, True]
    assert level["ascent_m"].isna().all()
    assert runs["descent_m"].isna().sum() == 3


@pytest.mark.parametrize(("measure", "is_above"), [(0.1, False), (11 / 10 - 1, False), (0.10001, True)])
def test_above_forgives_floating_point_and_no_more(measure, is_above):
    assert bool(above(measure, 0.10)) is is_above


def test_unknown_is_neither_above_nor_at_least():
    assert not above(np.nan, 0.0)
    assert not at_least(np.nan, 0.0)
    assert at_least(3000.0 - 1e-8, 3000.0)
    assert not at_least(2999.99, 3000.0)


def test_since_keeps_runs_and_entries_from_the_day_on():
    log = Log(
        runs=RUNS.frame([{"run_id": str(day), "day": pd.Timestamp(2026, 5, day)} for day in (1, 2, 3)]),
        diary=DIARY.frame([{"day": pd.Timestamp(2026, 5, day), "worst_pain": 1.0} for day in (1, 2, 3)]),
    )
    cut = since(log, date(2026, 5, 2))
    assert cut.runs["run_id"].to_list() == ["2", "3"]
    assert cut.diary["day"].dt.day.to_list() == [2, 3]
    assert len(log.runs) == len(log.diary) == 3
