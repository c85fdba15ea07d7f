"""Load over windows of days, on weeks worked by hand."""

from math import exp

import numpy as np
import pandas as pd
import pytest

from analysis import load


def days(*amounts):
    return pd.Series(
        amounts, index=pd.date_range("2026-03-02", periods=len(amounts), unit="us"), dtype="float64"
    )


def test_the_week_change_is_seven_days_against_the_seven_before():
    # 7 x 4 = 28, then 7 x 5 = 35: (35 - 28) / 28 = 0.25
    change = load.week_change(days(*[4] * 7, *[5] * 7))
    assert change.iloc[-1] == pytest.approx(0.25)
    assert change.iloc[:-1].isna().all()


def test_after_a_week_without_load_there_is_no_week_change():
    assert load.week_change(days(*[0] * 7, *[5] * 7)).isna().all()


def test_an_unknown_day_breaks_every_window_that_holds_it():
    change = load.week_change(days(*[4] * 6, np.nan, *[5] * 14))
    # the unknown day is number 7; the first 14 days without it are 8 to 21
    assert change.isna().to_list() == [True] * 20 + [False]
    assert change.iloc[-1] == 0


def test_monotony_is_the_mean_over_the_population_standard_deviation():
    # mean 6; squared distances 36+16+4+0+4+16+36 = 112, /7 = 16, sd 4; 6 / 4 = 1.5
    week = days(0, 2, 4, 6, 8, 10, 12)
    assert load.monotony(week).iloc[-1] == pytest.approx(1.5)
    # strain: 42 x 1.5
    assert load.strain(week).iloc[-1] == pytest.approx(63.0)


@pytest.mark.parametrize("amount", [0.0, 5.0, 10_100.1])
def test_seven_like_days_have_no_monotony(amount):
    assert load.monotony(days(*[amount] * 7)).isna().all()


def test_seven_like_days_after_others_have_no_monotony_either():
    assert np.isnan(load.monotony(days(12_345.6, 0, 7_654.3, *[10_100.1] * 7)).iloc[-1])


def test_a_week_without_running_has_neither_monotony_nor_strain_whatever_was_run_before():
    # after these two, a running variance of seven zeros is left a hair above 0
    load_m = days(37_189.7, 951.6, *[0] * 7)
    assert np.isnan(load.monotony(load_m).iloc[-1])
    assert np.isnan(load.strain(load_m).iloc[-1])


def test_monotony_ends_at_ten():
    # mean 5, sd about 0.035: 143, cut to 10
    assert load.monotony(days(5, 5, 5, 5, 5, 5, 5.1)).iloc[-1] == 10


def test_six_days_have_no_monotony():
    assert load.monotony(days(0, 2, 4, 6, 8, 10)).isna().all()


def test_acute_to_chronic_is_uncoupled():
    # 21 days of 4, then 7 of 6: 6 / 4 = 1.5 (coupled it would be 6 / 4.5 = 1.33)
    ratio = load.acute_chronic_ratio(days(*[4] * 21, *[6] * 7))
    assert ratio.iloc[-1] == pytest.approx(1.5)
    assert ratio.iloc[:-1].isna().all()


def test_acute_to_chronic_is_unknown_after_three_weeks_without_load():
    assert load.acute_chronic_ratio(days(*[0] * 21, *[6] * 7)).isna().all()


def test_fitness_rises_slower_than_fatigue_and_the_balance_is_yesterdays():
    frame = load.fitness(days(10, 0))
    ctl, atl = 10 * (1 - exp(-1 / 42)), 10 * (1 - exp(-1 / 7))
    assert frame["ctl"].to_list() == pytest.approx([ctl, ctl * exp(-1 / 42)])
    assert frame["atl"].to_list() == pytest.approx([atl, atl * exp(-1 / 7)])
    assert np.isnan(frame["tsb"].iloc[0])
    assert frame["tsb"].iloc[1] == pytest.approx(ctl - atl)  # 0.235 - 1.331


def test_an_unknown_day_leaves_the_levels_as_they_were():
    frame = load.fitness(days(10, np.nan, 0))
    assert frame["ctl"].iloc[1] == frame["ctl"].iloc[0]
    assert frame["ctl"].iloc[2] < frame["ctl"].iloc[1]


def test_no_days_give_no_load():
    empty = days()
    assert load.week_change(empty).empty
    assert load.strain(empty).empty
    assert load.acute_chronic_ratio(empty).empty
    assert load.fitness(empty).empty
