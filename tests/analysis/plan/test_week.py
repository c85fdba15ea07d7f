"""Which days of a week the runs fall on."""

from datetime import date, timedelta

import pytest

from analysis.plan.week import laid
from ingest.schema import WEEKDAYS

MONDAY = date(2026, 11, 2)
NAMES = ("mon", "tue", "wed", "thu", "fri", "sat", "sun")


def on(*names):
    """Days of the week from MONDAY on; `-1` is the Sunday before."""
    return [MONDAY + timedelta(days=-1 if name == "-1" else NAMES.index(name)) for name in names]


def days(weekdays, wanted, ran=(), today="mon", gentle=False, first=MONDAY):
    found = laid(first, weekdays.split(), wanted, on(*ran), on(today)[0], gentle)
    return " ".join(WEEKDAYS[day.weekday()] for day in found)


@pytest.mark.parametrize(
    ("weekdays", "wanted", "expected"),
    [
        ("mon tue wed thu fri sat sun", 3, "mon wed fri"),
        ("mon tue wed thu fri sat sun", 4, "mon wed fri sun"),
        ("mon wed fri", 3, "mon wed fri"),
        ("mon wed fri", 4, "mon wed fri"),
        ("mon tue thu sat", 3, "mon thu sat"),
        ("tue thu sat sun", 4, "tue thu sat sun"),
        ("sat", 3, "sat"),
    ],
)
def test_runs_fall_on_the_runners_days_and_as_far_apart_as_these_allow(weekdays, wanted, expected):
    assert days(weekdays, wanted) == expected


@pytest.mark.parametrize(
    ("weekdays", "wanted", "expected"),
    [
        ("mon tue wed", 3, "mon wed"),  # fewer runs rather than three in a row
        ("tue thu sat sun", 4, "tue thu sat"),
        ("sat sun", 3, "sat sun"),  # these days leave none between them
        ("mon tue wed thu fri sat sun", 4, "mon wed fri sun"),
    ],
)
def test_a_gentle_week_has_none_in_a_row_where_the_days_allow_it(weekdays, wanted, expected):
    assert days(weekdays, wanted, gentle=True) == expected


def test_a_missed_run_moves_to_a_later_day_of_the_runner():
    assert days("mon tue wed thu fri sat sun", 3, today="tue", gentle=True) == "tue thu sat"


def test_a_missed_run_is_lost_where_no_day_is_left():
    assert days("mon wed fri", 3, today="thu") == "fri"
    assert days("mon wed fri", 3, today="sat") == ""


def test_a_missed_run_is_not_made_up_for_on_two_days_in_a_row():
    assert days("mon tue wed thu fri sat sun", 3, today="fri") == "fri sun"
    assert days("mon wed fri", 3, ran=("thu",), today="fri") == ""


def test_a_run_on_another_day_takes_the_place_of_one():
    assert days("mon wed fri sun", 4, ran=("tue",), today="wed") == "fri sun"


def test_what_is_done_is_not_laid_out_again():
    assert days("mon wed fri", 3, ran=("mon", "wed", "fri"), today="fri") == ""
    assert days("mon wed fri", 3, ran=("mon",), today="mon") == "wed fri"


def test_a_run_on_the_day_before_the_week_counts_for_runs_in_a_row():
    assert days("mon tue wed thu fri sat sun", 3, ran=("-1",), gentle=True) == "tue thu sat"


def test_a_week_may_begin_on_any_day():
    # From Thursday on: Thu Fri Sat Sun Mon Tue Wed.
    thursday = MONDAY + timedelta(days=3)
    assert days("mon wed fri sun", 3, today="thu", first=thursday) == "fri sun wed"


def test_without_days_there_is_no_run():
    assert laid(MONDAY, (), 3, (), MONDAY, True) == []
