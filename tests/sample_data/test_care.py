"""What the sample runner does for the hip: by hand, and over the year."""

from dataclasses import asdict
from datetime import date, timedelta

import pytest

from analysis import flags
from analysis.guide import guide
from ingest import diary
from ingest.schema import DIARY, Log
from sample_data.care import with_care
from sample_data.hip import Entry, Load

FIRST = date(2025, 11, 24)


def entry(worst, day=date(2026, 11, 17)):
    return Entry(day, worst, None, None, "left" if worst else None, "outer" if worst else None, None, None)


@pytest.fixture(scope="module")
def entries(committed):
    return diary.read_csv((committed / "diary.csv").read_bytes())[0]


def weeks_of(entries, word):
    """Weeks, from 1, with a day on which a word of DONE was ticked."""
    days = [one.day for one in entries if word in (one.done or "").split()]
    return {(day - FIRST).days // 7 + 1 for day in days}


def test_no_pain_has_no_spot_and_nothing_sets_it_off():
    said = with_care(entry(0), 52, Load(True, 300, 9000))
    assert (said["spots"], said["timing"], said["sets_off"]) == (None, None, None)


def test_a_spot_is_the_side_and_the_place():
    assert with_care(entry(2), 52, Load())["spots"] == "left.outer"


def test_only_a_run_has_pain_after_it():
    assert with_care(entry(5), 52, Load())["timing"] is None
    assert with_care(entry(5), 52, Load(True))["timing"] == "after_run"


def test_downhill_is_blamed_only_after_more_than_seventy_metres_of_it():
    week = [date(2026, 11, 16 + ago) for ago in range(6)]
    said = {
        m: {with_care(entry(4, day), 52, Load(True, m, 9000))["sets_off"] for day in week} for m in (70, 71)
    }
    assert not any("downhill" in (words or "") for words in said[70])
    assert any("downhill" in (words or "") for words in said[71])


def test_the_same_day_says_the_same_again():
    assert with_care(entry(4), 30, Load(True)) == with_care(entry(4), 30, Load(True))


def test_the_warm_up_begins_after_the_long_break_and_strength_with_the_side_planks(entries):
    assert min(weeks_of(entries, "prehab")) >= 22
    assert min(weeks_of(entries, "strength")) in (25, 26)
    assert weeks_of(entries, "pt") == {19, 39}


def test_before_the_race_in_december_time_gets_short(entries):
    strength = [(one.day - FIRST).days // 7 + 1 for one in entries if "strength" in (one.done or "")]
    diligent, slack = sum(25 <= week < 46 for week in strength) / 21, sum(week >= 46 for week in strength) / 7
    assert diligent > 1.4 > slack


def test_every_exercise_is_in_the_library(entries):
    done = {name for one in entries for name in (one.exercises or "").split()}
    assert done
    assert done <= set(guide().exercises)


def test_nothing_that_was_added_raises_another_red_flag(entries):
    log = Log(diary=DIARY.frame([asdict(one) for one in entries]))
    assert {flag.name for flag in flags.standing(log, FIRST + timedelta(days=363))} == {"night"}
