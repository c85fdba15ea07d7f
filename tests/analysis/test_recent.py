"""The last four weeks, worked by hand."""

from datetime import date, timedelta
from math import isnan

import pandas as pd
import pytest

from analysis.recent import against_usual, four_weeks
from ingest.schema import DIARY, RUNS, Log

TODAY = date(2026, 11, 22)


def log(*runs):
    """Runs as (days ago, distance m, descent m, surface)."""
    rows = [
        {
            "run_id": f"r{number}",
            "day": pd.Timestamp(TODAY - timedelta(days=ago)),
            "distance_m": distance_m,
            "ascent_m": descent_m,
            "descent_m": descent_m,
            "surface": surface,
        }
        for number, (ago, distance_m, descent_m, surface) in enumerate(runs)
    ]
    return Log(runs=RUNS.frame(rows))


def weekly(ago_from, ago_to, descent_m):
    """A run of 7 km every 7 days."""
    return [(ago, 7_000.0, descent_m, "asphalt") for ago in range(ago_from, ago_to, 7)]


def test_four_weeks_are_28_days_with_today_counted():
    four = four_weeks(
        log((27, 1_000.0, 10.0, "trail"), (28, 9_000.0, 90.0, "asphalt"), (0, 3_000.0, 30.0, "asphalt")),
        TODAY,
    )
    assert (four.runs, four.distance_m, four.descent_m, four.ascent_m) == (2, 4_000, 40, 40)
    assert (four.shares["trail"], four.shares["asphalt"], four.shares["grass"]) == (0.25, 0.75, 0)


def test_a_run_after_today_is_not_counted():
    assert (
        four_weeks(log((-1, 1_000.0, 10.0, "trail"), (1, 2_000.0, 20.0, "trail")), TODAY).distance_m == 2_000
    )


def test_the_usual_is_the_mean_28_days_of_the_12_weeks_before():
    # A run of 70 m down every 7 days from 112 to 28 days ago. The 84 days before the last 28 are those
    # from 111 to 28 days ago and hold 12 of them: 840 m / 84 days × 28 days = 280 m.
    # The last four weeks hold 4 × 140 m = 560 m.
    four = four_weeks(log(*weekly(28, 113, 70.0), *weekly(0, 28, 140.0)), TODAY)
    assert four.usual_descent_m == pytest.approx(280)
    assert four.descent_m == 560


@pytest.mark.parametrize(("first", "known"), [(28 + 55, True), (28 + 54, False)])
def test_the_usual_needs_56_known_days(first, known):
    # From the first run's day to 28 days ago are first − 27 days.
    four = four_weeks(log(*[(ago, 1_000.0, 10.0, "trail") for ago in range(first, -1, -5)]), TODAY)
    assert isnan(four.usual_descent_m) is not known


def test_climb_that_nobody_knows_is_not_zero():
    four = four_weeks(log((3, 5_000.0, float("nan"), "trail")), TODAY)
    assert isnan(four.descent_m)
    assert four.distance_m == 5_000


def test_metres_of_unknown_surface_are_left_out_of_the_shares_and_told():
    four = four_weeks(log((1, 3_000.0, 0.0, "trail"), (2, 1_000.0, 0.0, float("nan"))), TODAY)
    assert four.shares["trail"] == 1
    assert four.known_share == 0.75


def test_an_empty_log_has_no_run_and_nothing_usual():
    four = four_weeks(Log(), TODAY)
    assert four.runs == 0
    assert isnan(four.usual_descent_m)
    assert isnan(four.known_share)
    assert four.shares.isna().all()


def test_the_log_is_left_as_it_was():
    before = log((1, 3_000.0, 10.0, "trail"))
    kept = before.runs.copy()
    four_weeks(before, TODAY)
    pd.testing.assert_frame_equal(before.runs, kept)
    assert list(before.diary.columns) == DIARY.names


@pytest.mark.parametrize(
    ("amount", "usual", "said"),
    [
        (200.0, 100.0, ", twice your usual"),
        (115.0, 100.0, ", about your usual"),
        (116.0, 100.0, ", 1.2 times your usual"),
        (85.0, 100.0, ", about your usual"),
        (84.0, 100.0, ", 0.8 times your usual"),
        (50.0, 0.0, ""),
        (50.0, float("nan"), ""),
    ],
)
def test_a_climb_stands_to_the_usual_in_words(amount, usual, said):
    assert against_usual(amount, usual) == said
