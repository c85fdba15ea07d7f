"""From when to when a red flag stood."""

from datetime import date, timedelta

import pandas as pd

from analysis.stops import Stop, stops
from ingest.schema import CLEARANCES, DIARY, Log

FIRST = date(2026, 11, 1)
DAY = timedelta(days=1)


def log_of(flagged=(), cleared=()):
    """Flags (woken at night) on these days of November; clearings of all flags up to then."""
    entries = [
        {"day": pd.Timestamp(2026, 11, day), "worst_pain": 2.0, "signs": "night" if day in flagged else None}
        for day in range(1, 31)
    ]
    clearings = [
        {
            "day": pd.Timestamp(2026, 11, day),
            "flags": " ".join(f"2026-11-{each:02d}:night" for each in flagged if each <= day),
            "note": "seen",
        }
        for day in cleared
    ]
    return Log(diary=DIARY.frame(entries), clearances=CLEARANCES.frame(clearings))


def nov(day):
    return date(2026, 11, day)


def test_a_flag_stands_until_it_is_cleared():
    assert stops(log_of([5]), nov(20)) == [Stop(nov(5), None)]
    assert stops(log_of([5], [9]), nov(20)) == [Stop(nov(5), nov(9))]


def test_it_still_stood_before_the_clearing():
    assert stops(log_of([5], [9]), nov(8)) == [Stop(nov(5), None)]


def test_a_flag_raised_and_cleared_on_one_day_is_a_spell_of_that_day():
    assert stops(log_of([5], [5]), nov(20)) == [Stop(nov(5), nov(5))]


def test_further_flags_belong_to_the_spell_until_all_are_cleared():
    assert stops(log_of([5, 6, 7], [8]), nov(20)) == [Stop(nov(5), nov(8))]


def test_a_new_flag_after_the_quiet_time_is_a_new_spell():
    # The night sign stays quiet for 14 days after its clearing, unless it is worse.
    assert stops(log_of([2, 25], [3]), nov(30)) == [Stop(nov(2), nov(3)), Stop(nov(25), None)]
    assert stops(log_of([2, 10], [3]), nov(30)) == [Stop(nov(2), nov(3))]


def test_no_flag_is_no_spell():
    assert stops(log_of(), nov(20)) == []
    assert stops(Log(), nov(20)) == []
