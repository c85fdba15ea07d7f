"""From when to when a red flag stood."""

import random
from datetime import date, timedelta

import pandas as pd
import pytest

from analysis import flags
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
    assert stops(log_of([5], [9]), nov(7)) == [Stop(nov(5), None)]


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


def of_days(entries, cleared):
    """Entries and keys cleared, by days of November."""
    diary = [{"day": pd.Timestamp(2026, 11, day), **said} for day, said in entries.items()]
    rows = [{"day": pd.Timestamp(2026, 11, day), "flags": keys, "note": "seen"} for day, keys in cleared]
    return Log(diary=DIARY.frame(diary), clearances=CLEARANCES.frame(rows))


def test_a_cleared_fall_that_a_later_limp_makes_graver_stands_from_the_limp_on():
    # The fall was SOON and cleared on the 4th; with the limp of the 8th it is an emergency.
    entries = {3: {"signs": "fall"}, 8: {"signs": "limp"}}
    assert stops(of_days(entries, [(4, "2026-11-03:fall")]), nov(20)) == [
        Stop(nov(3), nov(4)),
        Stop(nov(8), None),
    ]


def test_a_flag_that_grew_graver_on_the_day_of_its_clearing_goes_on():
    entries = {3: {"signs": "fall"}, 4: {"signs": "limp"}}
    assert stops(of_days(entries, [(4, "2026-11-03:fall")]), nov(20)) == [Stop(nov(3), None)]


GROIN = {"place": "front", "sets_off": "running"}
RISEN = {3: {"worst_pain": 1, **GROIN}, 5: {"worst_pain": 3, **GROIN}}


def test_p7_that_was_cleared_is_over_and_a_rise_since_is_a_new_spell():
    entries = RISEN | {12: {"worst_pain": 5, **GROIN}, 14: {"worst_pain": 5, **GROIN}}
    cleared = [(7, "2026-11-05:bone_stress")]
    assert stops(of_days(entries, cleared), nov(20)) == [Stop(nov(5), nov(7)), Stop(nov(12), None)]
    cleared += [(13, "2026-11-12:bone_stress")]
    assert stops(of_days(entries, cleared), nov(20)) == [Stop(nov(5), nov(7)), Stop(nov(12), nov(13))]


def test_p7_that_a_clearing_did_not_name_goes_on():
    entries = RISEN | {7: {"worst_pain": 7, **GROIN}}
    assert stops(of_days(entries, [(7, "2026-11-05:bone_stress")]), nov(20)) == [Stop(nov(5), None)]


def test_a_flag_of_tomorrow_stands_already_for_the_clock_can_go_back():
    log = of_days({6: {"signs": "limp"}}, [])
    assert stops(log, nov(5)) == [Stop(nov(6), None)]
    assert stops(log, nov(4)) == []
    cleared = of_days({6: {"signs": "limp"}}, [(6, "2026-11-06:limp")])
    assert stops(cleared, nov(5)) == [Stop(nov(6), nov(6))]


@pytest.mark.parametrize("seed", [0, *(pytest.param(seed, marks=pytest.mark.slow) for seed in (1, 2))])
def test_the_last_spell_is_open_on_the_days_on_which_a_flag_stands_and_on_no_other(seed):
    dice = random.Random(seed)
    signs = [None, None, "night", "limp", "fall", "fever"]
    open_days = 0
    for _ in range(2):
        entries = {
            day: {"worst_pain": dice.randint(0, 8), "signs": dice.choice(signs), **GROIN}
            for day in range(1, 29)
            if dice.random() < 0.3
        }
        cleared = []
        for day in range(1, 29):
            keys = [flag.key for flag in flags.standing(of_days(entries, cleared), nov(day))]
            if keys and dice.random() < 0.3:
                cleared.append((day, " ".join(keys)))
        log = of_days(entries, cleared)
        for day in range(1, 29):
            opened = [stop for stop in stops(log, nov(day)) if stop.last is None]
            assert bool(opened) == bool(flags.standing(log, nov(day)))
            open_days += bool(opened)
    assert 5 < open_days < 51
