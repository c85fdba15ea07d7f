"""Where it began to hurt: of a day's only run, of the only one that is as long, or of none for certain."""

import pandas as pd
import pytest

from analysis import pain_mark
from analysis.pain_mark import Began
from ingest.schema import DIARY, RUNS, Log

DAY = pd.Timestamp("2026-11-21")


def log(onset_m, *distances_m, day=DAY):
    runs = [{"run_id": f"r{n}", "day": DAY, "distance_m": metres} for n, metres in enumerate(distances_m)]
    return Log(runs=RUNS.frame(runs), diary=DIARY.frame([{"day": day, "onset_m": onset_m}]))


def began(log, number=0):
    return pain_mark.began(log, log.runs.iloc[number])


def test_the_only_run_of_the_day_is_the_one():
    assert began(log(6000.0, 10_000.0)) == Began(6000.0, sure=True)


def test_pain_from_the_first_step_is_a_distance_too():
    assert began(log(0.0, 10_000.0)) == Began(0.0, sure=True)


def test_another_day_or_no_answer_tells_nothing():
    assert began(log(6000.0, 10_000.0, day=DAY - pd.Timedelta(days=1))) is None
    assert began(log(float("nan"), 10_000.0)) is None
    assert pain_mark.began(Log(), log(6000.0, 10_000.0).runs.iloc[0]) is None


@pytest.mark.parametrize(("length_m", "found"), [(9_710.0, True), (9_700.0, False)])
def test_a_run_may_be_three_per_cent_shorter_than_said(length_m, found):
    # 9,710 m x 1.03 = 10,001.3 m; 9,700 m x 1.03 = 9,991 m
    assert (began(log(10_000.0, length_m)) is not None) == found


def test_of_two_runs_it_is_the_one_that_is_long_enough():
    two = log(6000.0, 5_000.0, 8_000.0)
    assert began(two, 0) is None
    assert began(two, 1) == Began(6000.0, sure=True)


def test_where_two_runs_are_long_enough_nobody_can_tell():
    two = log(3000.0, 5_000.0, 8_000.0)
    assert began(two, 0) == began(two, 1) == Began(3000.0, sure=False)


def test_onsets_are_sure_on_days_with_one_run_that_is_long_enough():
    days = [DAY + pd.Timedelta(days=n) for n in (0, 1, 1, 2, 2, 3)]
    metres = [10_000, 5_000, 8_000, 5_000, 8_000, 2_000]
    runs = [{"run_id": f"r{n}", "day": days[n], "distance_m": metres[n]} for n in range(6)]
    said = zip(dict.fromkeys(days), (4_000, 6_000, 3_000, 2_100), strict=True)
    diary = DIARY.frame([{"day": day, "onset_m": onset_m} for day, onset_m in said])
    # The second day has one run of 6 km or more, the third two of 3 km, the last none of 2.1 km.
    sure = pain_mark.sure_onsets(Log(runs=RUNS.frame(runs), diary=diary))
    assert sure.to_dict() == {"r0": 4_000, "r2": 6_000}
