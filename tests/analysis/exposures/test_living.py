"""Exercises left out and days off the run, worked by hand."""

from math import nan

import pytest

from tests.analysis.exposures.logs import doses, frame_of, like, log_of


def entries(**by_day):
    """What was done, by "d0", "d1" …"""
    return [(int(day[1:]), {"worst_pain": 1, "done": done}) for day, done in by_day.items()]


def test_a_break_from_strength_begins_with_the_first_set_that_was_logged():
    log = log_of(entries=entries(d0="prehab", d1="ice strength mobility", d2="mobility", d5="strength"))
    assert doses(log, "strength_missed", 6) == like([nan, 0, 1, 2, 3, 0, 1])


@pytest.mark.parametrize("word", ["mobility", "stretch"])
def test_mobility_and_stretching_end_a_break_from_mobility(word):
    log = log_of(entries=entries(d0="mobility", d1="strength", d3=word))
    assert doses(log, "mobility_missed", 4) == [0, 1, 2, 0, 1]


def test_two_weeks_are_the_longest_break():
    log = log_of(entries=[*entries(d0="strength"), *((day, {"worst_pain": 0}) for day in range(1, 21))])
    assert doses(log, "strength_missed", 20) == [*range(15), *[14] * 6]


def test_in_a_gap_of_the_log_nobody_knows_what_was_missed():
    log = log_of(entries=[*entries(d0="strength"), (15, {"worst_pain": 0})])
    assert doses(log, "strength_missed", 15) == like([0, *[nan] * 14, 14])


def test_who_never_logged_exercises_has_missed_none():
    assert "strength_missed" not in frame_of(log_of(entries=entries(d0="ice")), 3)


@pytest.mark.parametrize(
    ("word", "name"),
    [
        ("long_sitting", "sitting"),
        ("long_driving", "driving"),
        ("one_sided_bag", "one_sided_bag"),
        ("leaning", "leaning"),
        ("slept_on_side", "slept_on_side"),
    ],
)
def test_a_day_off_the_run_is_said_not_said_or_not_asked(word, name):
    other = "leaning" if word != "leaning" else "long_driving"
    said = [
        (0, {"worst_pain": 1, "off_run": f"{word} {other}"}),
        (1, {"worst_pain": 1, "off_run": other}),
        (2, {"worst_pain": 1, "done": "ice"}),  # the questions were seen
        (3, {"worst_pain": 1}),  # a score alone
    ]
    assert doses(log_of(entries=said), name, 4) == like([1, 0, 0, nan, nan])
