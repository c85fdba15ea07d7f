"""Before, in and after an episode: runs whose form the test wrote, held against those before it."""

from datetime import date, timedelta

import numpy as np
import pandas as pd
import pytest

from analysis.form.around import around
from ingest.schema import DIARY, Log

FIRST = date(2026, 3, 1)
ONSET, LAST = FIRST + timedelta(days=40), FIRST + timedelta(days=60)
TODAY = FIRST + timedelta(days=200)
USUAL = [0, 7, 14, 21, 28]


def logged(runs_of, minutes, later):
    """Five usual runs (174 steps a minute at 3 m/s, 50 % left), then (day, speed, cadence, left)."""
    runs = runs_of([*USUAL, *(day for day, *_ in later)])
    usual = [(0, speed, 150 + 8 * speed, 50.0) for speed in (2.8, 2.9, 3.0, 3.1, 3.2)]
    gait = [
        minutes(f"r{n}", np.full(20, speed), cadence_spm=cadence, stance_time_balance_pct=left)
        for n, (_, speed, cadence, left) in enumerate([*usual, *later])
    ]
    return Log(runs=runs, gait=pd.concat(gait, ignore_index=True))


def in_phases(found, name):
    return found.loc[name, ["before", "in", "after"]].tolist()


def test_each_phase_is_said_at_the_speed_of_before(runs_of, minutes):
    """In the episode slower and 2 % short of what that speed asks for, after it faster and as usual."""
    later = [(day, 2.8, 0.98 * 172.4, 50.3) for day in (40, 50, 60)]
    later += [(day, 3.2, 175.6, 50.0) for day in (61, 70, 150)]
    found = around(logged(runs_of, minutes, later), TODAY, ONSET, LAST)
    assert in_phases(found, "cadence") == pytest.approx([174.0, 0.98 * 174.0, 174.0])
    assert in_phases(found, "balance") == pytest.approx([50.0, 50.3, 50.0])
    assert found.loc["cadence", ["runs_before", "runs_in", "runs_after"]].tolist() == [5, 3, 3]
    assert found.loc["stance_time", ["before", "in", "after"]].isna().all()


def test_a_phase_of_two_runs_is_not_said(runs_of, minutes):
    later = [(day, 3.0, 170.0, 50.0) for day in (40, 60, 61, 70)]
    found = around(logged(runs_of, minutes, later), TODAY, ONSET, LAST)
    assert in_phases(found, "cadence") == pytest.approx([174.0, np.nan, np.nan], nan_ok=True)


@pytest.mark.parametrize(("until", "count"), [(None, 3), (100, 2)])
def test_after_ends_with_ninety_days_or_where_the_next_episode_begins(runs_of, minutes, until, count):
    """The 90 days after day 60 are days 61 to 150."""
    later = [(day, 3.0, 174.0, 50.0) for day in (61, 99, 150, 151)]
    following = until and FIRST + timedelta(days=until)
    found = around(logged(runs_of, minutes, later), TODAY, ONSET, LAST, following)
    assert found.loc["cadence", "runs_after"] == count


def test_nothing_after_today_counts(runs_of, minutes):
    later = [(day, 3.0, 174.0, 50.0) for day in (61, 62, 63)]
    log = logged(runs_of, minutes, later)
    assert around(log, FIRST + timedelta(days=62), ONSET, LAST).loc["cadence", "runs_after"] == 2


def test_a_log_without_minutes_tells_nothing(runs_of):
    assert (
        around(Log(runs=runs_of(USUAL)), TODAY, ONSET, LAST)[["before", "in", "after"]].isna().all(axis=None)
    )
    assert around(Log(), TODAY, ONSET, LAST)["before"].isna().all()


EARLIER, SORE = range(10, 20), (10, 13, 16, 19)
"""The days of an earlier episode, and those of its runs."""


def hurt_before(runs_of, minutes, free, balance_of=99):
    """So many usual runs after an earlier episode of four with 5 % fewer steps; three usual ones in this one.

    All runs tell cadence, the first `balance_of` free ones balance too.
    """
    days = [*SORE, *range(20, 20 + free), 40, 50, 60]
    gait = []
    for n, day in enumerate(days):
        speed = 2.8 + 0.1 * (n % 5)
        share = 50.0 if day >= 40 or 0 <= n - len(SORE) < balance_of else np.nan
        steps = (150 + 8 * speed) * (0.95 if day in SORE else 1.0)
        gait.append(minutes(f"r{n}", np.full(20, speed), cadence_spm=steps, stance_time_balance_pct=share))
    scores = {day: 4.0 if day in EARLIER or 40 <= day <= 60 else 0.0 for day in range(5, 61)}
    diary = [{"day": pd.Timestamp(FIRST + timedelta(days=day)), "worst_pain": s} for day, s in scores.items()]
    return Log(runs=runs_of(days), gait=pd.concat(gait, ignore_index=True), diary=DIARY.frame(diary))


def test_with_ten_runs_outside_earlier_episodes_those_inside_are_left_out(runs_of, minutes):
    """The ten runs' speeds are 2.8 to 3.2 m/s, twice each: 174 steps on average."""
    found = around(hurt_before(runs_of, minutes, 10), TODAY, ONSET, LAST)
    assert in_phases(found, "cadence")[:2] == pytest.approx([174.0, 174.0])
    assert found.loc["cadence", ["runs_before", "runs_sore", "left_out"]].tolist() == [10, 4, True]


def test_with_nine_they_are_kept_and_counted(runs_of, minutes):
    found = around(hurt_before(runs_of, minutes, 9), TODAY, ONSET, LAST)
    assert found.loc["cadence", "before"] < 173.0
    assert found.loc["cadence", ["runs_before", "runs_sore", "left_out"]].tolist() == [13, 4, False]


@pytest.mark.parametrize(("balance_of", "left_out"), [(9, False), (10, True), (2, True)])
def test_no_measure_that_is_told_loses_its_runs_to_that(runs_of, minutes, balance_of, left_out):
    """Two runs tell no measure anyway."""
    found = around(hurt_before(runs_of, minutes, 12, balance_of), TODAY, ONSET, LAST)
    assert found["left_out"].tolist() == [left_out] * 6


def test_without_an_earlier_episode_no_run_before_is_sore(runs_of, minutes):
    log = logged(runs_of, minutes, [(day, 3.0, 174.0, 50.0) for day in (40, 50, 60)])
    found = around(log, TODAY, ONSET, LAST)
    assert found["runs_sore"].tolist() == [0] * 6
    assert not found["left_out"].any()
