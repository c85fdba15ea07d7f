"""What is missing for an answer, and on which day it will be there."""

from datetime import date

import pandas as pd
import pytest

from analysis.patterns import outlook
from analysis.patterns.outlook import Enough, Missing

TODAY = date(2026, 11, 22)


def days(many):
    return pd.date_range(end=pd.Timestamp(TODAY), periods=many, name="day", unit="us")


def a_log(many, rated=(), hurt=(), ran=()):
    """Exposures and pain of so many days up to TODAY; the rest names days by how long ago they are."""
    ago = list(range(many - 1, -1, -1))
    exposures = pd.DataFrame({"distance": [8000.0 if n in ran else 0.0 for n in ago]}, index=days(many))
    scores = [3.0 if n in hurt else 0.0 if n in rated else float("nan") for n in ago]
    return exposures, pd.Series(scores, index=days(many))


def test_a_runner_who_logs_every_day_is_told_the_day():
    # 46 of 60 are rated, one a day; the oldest of them leaves the window only after 120 - 46 days
    exposures, pain = a_log(46, rated=range(46), hurt=range(12), ran=range(20))
    assert outlook.missing(exposures, pain) == [Missing("rated", 46, 60, 14, date(2026, 12, 6), 7.0)]
    assert outlook.said(exposures, pain) == ["Log pain on 14 more days: at your pace that is on 6 Dec."]


def test_both_sides_of_the_60th_day():
    assert outlook.said(*a_log(60, rated=range(60), hurt=range(10), ran=range(15))) == []
    assert outlook.said(*a_log(60, rated=range(59), hurt=range(10), ran=range(15))) == [
        "Log pain on 1 more day: at your pace that is on 23 Nov."
    ]


def test_days_that_leave_the_window_are_counted_against_the_ones_to_come():
    # Rated are days 119 to 90 ago (30) and the last 28 (28): 58. Each coming day adds one and loses one,
    # until after 30 days the old ones are gone and 28 + 30 = 58 stand; two days later 60 do.
    exposures, pain = a_log(120, rated=[*range(90, 120), *range(28)], hurt=range(10), ran=range(15))
    (found,) = outlook.missing(exposures, pain)
    assert (found.have, found.more, found.on) == (58, 32, date(2026, 12, 24))


def test_who_logs_twice_a_week_never_gets_there_and_is_told_what_would_do_it():
    # 120 days hold 120 * 2 / 7 = 34 entries of two a week, 51 of three, 68 of four
    twice = [n for n in range(120) if n % 7 in (1, 4)]
    exposures, pain = a_log(120, rated=twice, hurt=twice[:10], ran=range(15))
    (found,) = outlook.missing(exposures, pain)
    assert (found.have, found.on, found.pace) == (34, None, 2.0)
    (said,) = outlook.said(exposures, pain)
    assert said.startswith("60 of the last 120 days need a pain score, and 34 have one. At about 2 entries a")
    assert "a week that will not be reached; 4 entries a week would do it by " in said


def test_the_fewest_entries_a_week_are_found_with_their_day():
    # None is rated: four a week make 60 on day 105 (4 * 105 / 7), three only 51 in 120 days
    rated = pd.Series(False, index=days(200))
    assert outlook.enough(rated, TODAY) == Enough(4, date(2027, 3, 7))
    assert outlook.reached(rated, 3 / 7) is None
    assert outlook.reached(rated, 4 / 7) == (105, 60)
    assert outlook.reached(rated, 1.0) == (60, 60)


def test_who_has_stopped_logging_is_told_so():
    exposures, pain = a_log(90, rated=range(50, 90), hurt=range(50, 62), ran=range(15))
    (said,) = outlook.said(exposures, pain)
    assert "40 have one. There is no entry in the last four weeks; " in said
    # One a day: of 40 scores 50 to 89 days ago the first leaves the window in 31 days; 20 more are needed
    assert said.endswith(", one a day by 12 Dec.")


def test_a_diary_of_a_few_days_counts_as_one_of_a_week():
    # 3 entries in 3 days: 3 / 7 a day, not one a day
    assert outlook.pace(pd.Series([False] * 40 + [True] * 3, index=days(43))) == pytest.approx(3 / 7)
    assert outlook.pace(pd.Series([True] * 10, index=days(10))) == pytest.approx(1.0)
    assert outlook.pace(pd.Series([True] * 12 + [False] * 28, index=days(40))) == 0.0
    assert outlook.pace(pd.Series([False] * 5, index=days(5))) == 0.0


def test_few_painful_days_are_good_news_and_nobody_waits_for_more():
    exposures, pain = a_log(90, rated=range(90), hurt=range(4), ran=range(15))
    assert outlook.said(exposures, pain) == ["Your hip hurt on only 4 days: good, and too few to compare."]
    (found,) = outlook.missing(exposures, pain)
    assert found.on is None
    (said,) = outlook.said(*a_log(90, rated=range(90), ran=range(15)))
    assert said == "Your hip hurt on none of the days that you logged: good, and too few to compare."


def test_runs_that_are_missing_have_their_day_too():
    # 12 runs in 28 days are 3 a week; the 3 that are missing take 7 days
    exposures, pain = a_log(90, rated=range(90), hurt=range(10), ran=range(5, 28, 2))
    assert outlook.said(exposures, pain) == [
        "3 more days with a run are needed: at your pace that is on 29 Nov. Runs of the past count too."
    ]


def test_who_does_not_run_or_may_not_is_not_hurried():
    stopped = a_log(90, rated=range(90), hurt=range(10), ran=range(40, 54))
    assert outlook.said(*stopped) == [
        "1 more day with a run is needed. Runs of the past count too: import them."
    ]
    assert outlook.said(*stopped, resting=True) == [
        "1 more day with a run is needed; they can wait until you may run as usual again."
    ]


def test_with_180_rated_days_fewer_are_missed_and_the_day_is_told():
    assert outlook.better(*a_log(180, rated=range(180))) == ""
    # 179 of 179 days are rated, one a day: tomorrow
    assert outlook.better(*a_log(179, rated=range(179))) == (
        "From 180 days with a pain score on we would miss about 3 of 10 patterns of middling strength: at "
        "your pace that is on 23 Nov."
    )
    # two a week are 104 in a year
    twice = [n for n in range(120) if n % 7 in (1, 4)]
    assert outlook.better(*a_log(120, rated=twice)).endswith("It takes an entry every other day.")


def test_an_empty_log_lacks_nothing_that_has_a_date():
    none = pd.DataFrame(index=days(0))
    assert outlook.missing(none, pd.Series(dtype="float64")) == []
    assert outlook.said(none, pd.Series(dtype="float64")) == []


def test_a_year_without_any_entry_lacks_scores_and_runs_and_nothing_is_said_of_the_hip():
    silent = pd.DataFrame(index=days(365))
    scores, runs = outlook.said(silent, pd.Series(float("nan"), index=days(365)))
    # 60 days of one a day
    assert scores.startswith("60 of the last 120 days need a pain score, and none has one. There is no entry")
    assert scores.endswith("4 entries a week would do it by 7 Mar 2027, one a day by 21 Jan 2027.")
    assert runs == "15 more days with a run are needed. Runs of the past count too: import them."


def test_a_day_of_another_year_is_said_with_it():
    assert outlook.when(date(2027, 1, 4), TODAY) == "4 Jan 2027"
    assert outlook.when(date(2026, 12, 12), TODAY) == "12 Dec"
