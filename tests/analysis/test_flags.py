"""Red flags: their words, keys and order, and they as findings. What stands is in test_flags_table."""

from datetime import date, timedelta

import numpy as np
import pandas as pd
import pytest

from analysis import flags, review
from analysis.findings import Severity
from analysis.flags import Urgency
from analysis.flags.bone_stress import risen
from analysis.limits import Limits
from ingest.diary import Entry
from ingest.schema import CLEARANCES, DIARY, SIGNS, Log
from ingest.store import Store
from tests.diary_days import withdraw

SUNDAY = date(2026, 11, 22)


def day(ago):
    return SUNDAY - timedelta(days=ago)


def log_of(*entries, cleared=()):
    """Entries and clearings as (days before Sunday, what it says)."""
    diary = [{"day": pd.Timestamp(day(ago)), **said} for ago, said in entries]
    rows = [{"day": pd.Timestamp(day(ago)), "flags": keys, "note": "Seen."} for ago, keys in cleared]
    return Log(diary=DIARY.frame(diary), clearances=CLEARANCES.frame(rows))


RISING = [(9, {"worst_pain": 1, "sets_off": "running"}), (5, {"worst_pain": 3, "place": "front"})]


# ---------------------------------------------------------------- words


def test_a_flag_says_what_was_logged_and_whom_to_see():
    (flag,) = flags.standing(log_of((2, {"signs": "night"})), SUNDAY)
    assert (flag.key, flag.name, flag.level, flag.day) == ("2026-11-20:night", "night", Urgency.SOON, day(2))
    assert flag.headline == "On Fri 20 Nov you logged: it woke me at night."
    assert flag.whom == "See a doctor or a physiotherapist within one to two weeks."
    assert flag.entries == (day(2),)


def test_a_graver_flag_says_what_makes_it_graver_and_its_key_holds_the_level():
    limp, fall = flags.standing(log_of((1, {"signs": "fall"}), (0, {"signs": "limp"})), SUNDAY)
    assert (
        limp.headline
        == "On Sun 22 Nov you logged: I limp. Around that day also: it began with a fall or a blow."
    )
    assert limp.whom == "Call your emergency number or go to an emergency department now."
    assert (limp.key, fall.key) == ("2026-11-22:limp:emergency", "2026-11-21:fall:emergency")


def test_fever_says_how_much_it_hurts():
    (flag,) = flags.standing(log_of((0, {"worst_pain": 8, "signs": "fever"})), SUNDAY)
    assert flag.headline.endswith("you logged: fever, or feeling ill. Around that day also: pain of 8 of 10.")


def test_the_pattern_says_all_that_it_is_made_of():
    (flag,) = flags.standing(log_of(*RISING), SUNDAY)
    assert (flag.key, flag.level) == ("2026-11-17:bone_stress", Urgency.PROMPT)
    assert flag.headline == (
        "By Tue 17 Nov you had logged pain in front or deep inside the hip, pain when you run or put "
        "weight on the leg, and that it rose by 2 points or more within two weeks."
    )
    assert flag.whom == "See a doctor today, or within 48 hours at most."
    assert "MRI" in flag.why
    assert "does not diagnose" in flag.why


def test_the_pattern_leads_to_the_entry_that_named_the_place():
    unplaced = (2, {"worst_pain": 4})
    newest = flags.standing(log_of(*RISING, unplaced), SUNDAY)[0]
    assert newest.entries == (day(5), day(2))
    assert "deep inside the hip (last on Tue 17 Nov), pain when" in newest.headline


@pytest.mark.parametrize(("ago", "said"), [(299, "Tue 27 Jan you"), (300, "Mon 26 Jan 2026 you")])
def test_a_day_long_ago_is_said_with_its_year(ago, said):
    assert said in flags.standing(log_of((ago, {"signs": "night"})), SUNDAY)[0].headline


def test_every_sign_that_can_stand_has_words():
    for sign in SIGNS:
        for flag in flags.standing(log_of((0, {"signs": sign})), SUNDAY):
            assert SIGNS[sign] in flag.headline
            assert " " not in flag.key


def test_keys_are_said_in_words_once_each():
    keys = "2026-11-20:night 2026-11-19:night 2026-11-20:limp:emergency 2026-11-20:bone_stress nonsense"
    assert flags.in_words(keys) == [
        "it woke me at night",
        "I limp",
        "pain in front or deep inside that comes with running",
    ]
    assert flags.in_words("") == []


# ---------------------------------------------------------------- order


def test_the_most_urgent_comes_first_then_the_newest():
    log = log_of(
        (3, {"signs": "night"}), (2, {"signs": "limp"}), (1, {"signs": "swelling"}), (0, {"signs": "saddle"})
    )
    assert [flag.name for flag in flags.standing(log, SUNDAY)] == ["saddle", "limp", "swelling", "night"]


def test_flags_of_a_name_stand_together():
    log = log_of((3, {"signs": "night"}), (2, {"signs": "limp night"}))
    groups = flags.by_name(flags.standing(log, SUNDAY))
    assert {name: [flag.day for flag in same] for name, same in groups.items()} == {
        "limp": [day(2)],
        "night": [day(2), day(3)],
    }


def test_entries_need_not_be_in_order():
    in_order, backwards = log_of(*RISING), log_of(*reversed(RISING))
    assert flags.standing(in_order, SUNDAY) == flags.standing(backwards, SUNDAY)


# ---------------------------------------------------------------- the largest rise


@pytest.mark.parametrize(
    ("pain", "rise"),
    [
        ([3], 0),
        ([1, None, 4], 3),
        ([5, 1, 2], 1),
        ([1, *[None] * 13, 4], 3),
        ([1, *[None] * 14, 4], 0),
        ([4, 1], 0),
    ],
)
def test_the_largest_rise_of_fourteen_days(pain, rise):
    assert risen(np.array(pain, dtype="float64"))[-1] == rise


def test_nothing_known_has_not_risen():
    assert np.isnan(risen(np.array([None, None], dtype="float64"))).all()


# ---------------------------------------------------------------- as findings


def test_findings_are_the_standing_flags_one_a_name():
    log = log_of((3, {"signs": "night"}), (2, {"signs": "night"}), (1, {"signs": "limp"}))
    first, second = review.review(log, SUNDAY, Limits())[:2]
    assert (first.rule, first.severity, first.day) == ("flags.limp", Severity.STOP, day(1))
    assert (second.rule, second.severity, second.day) == ("flags.night", Severity.STOP, day(2))
    assert first.headline == (
        "On Sat 21 Nov you logged: I limp. Do not run. See a doctor today, or within 48 hours at most."
    )


def test_a_cleared_flag_is_no_finding():
    log = log_of((3, {"signs": "limp"}), cleared=[(1, "2026-11-19:limp")])
    assert flags.RULES[0](log, SUNDAY, Limits()) == []
    assert [finding.rule for finding in review.review(log, day(3), Limits())] == ["flags.limp"]


def test_a_key_without_a_day_clears_nothing():
    log = log_of(
        (3, {"signs": "limp"}), cleared=[(1, "limp 19.11.2026:limp bone_stress yesterday:bone_stress")]
    )
    assert [flag.name for flag in flags.standing(log, SUNDAY)] == ["limp"]


def test_a_flag_of_tomorrow_is_a_finding_of_today():
    log = log_of((-1, {"signs": "limp"}))
    assert [(f.rule, f.day) for f in review.review(log, SUNDAY, Limits())] == [("flags.limp", SUNDAY)]


def test_no_setting_turns_a_flag_off():
    log = log_of((0, {"signs": "limp"}))
    highest = {limit.key: limit.high for limit in review.LIMITS}
    assert [f.rule for f in flags.RULES[0](log, SUNDAY, Limits(highest))] == ["flags.limp"]
    assert flags.LIMITS == ()


def test_the_flags_of_a_day_are_those_of_the_log_as_it_stood_on_that_day():
    log = log_of(*RISING, (3, {"signs": "limp", "morning_pain": 9}), cleared=[(2, "2026-11-17:bone_stress")])
    for ago in range(12):
        assert flags.standing(log, day(ago)) == flags.standing(review.as_of(log, day(ago)), day(ago))


def test_the_log_is_left_as_it_was():
    log = log_of(*RISING, cleared=[(2, "2026-11-17:bone_stress")])
    diary, cleared = log.diary.copy(deep=True), log.clearances.copy(deep=True)
    flags.standing(log, SUNDAY)
    pd.testing.assert_frame_equal(log.diary, diary)
    pd.testing.assert_frame_equal(log.clearances, cleared)


# ---------------------------------------------------------------- through the store


@pytest.fixture
def store(tmp_path):
    return Store(tmp_path / "log")


def standing(store):
    return [flag.key for flag in flags.standing(store.load(), SUNDAY)]


def test_a_flag_is_cleared_by_its_key_and_a_note(store):
    store.add_entries([Entry(day(2), worst_pain=4, signs="night limp")])
    assert standing(store) == ["2026-11-20:limp", "2026-11-20:night"]
    store.clear_flags(SUNDAY, standing(store), "The doctor has examined it.")
    assert standing(store) == []


def test_a_mistaken_tap_that_is_corrected_is_no_flag_any_more(store):
    store.add_entries([Entry(day(2), worst_pain=4, signs="night")])
    store.amend_entries({day(2): {"signs": None}}, seen={day(2): {"signs": "night"}})
    assert standing(store) == []


def test_a_table_of_scores_read_later_takes_no_flag_away(store):
    store.add_entries([Entry(day(2), worst_pain=4, signs="night")])
    store.add_entries([Entry(day(2), worst_pain=3)])
    assert standing(store) == ["2026-11-20:night"]


def test_an_entry_that_is_taken_back_takes_its_flags_along(store):
    store.add_entries([Entry(day(2), worst_pain=4, signs="night")])
    withdraw(store, day(2))
    assert standing(store) == []


def test_pain_of_a_spot_is_told_by_the_map(store):
    store.add_entries(
        [
            Entry(day(6), worst_pain=1, spots="left.outer right.deep", sets_off="running"),
            Entry(day(1), worst_pain=3, spots="left.outer"),
        ]
    )
    assert standing(store) == ["2026-11-21:bone_stress"]
