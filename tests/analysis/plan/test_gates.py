"""What must hold before a plan may begin, and what each gate says is missing."""

from dataclasses import replace
from datetime import date, timedelta

import pandas as pd
import pytest

from analysis.limits import Limits
from analysis.plan import gates
from ingest.schema import CLEARANCES, DIARY, Log

SUNDAY = date(2026, 11, 22)
DAY = timedelta(days=1)


def quiet(*worst, wakings=None, last=SUNDAY):
    """Worst pain of the days up to `last`; None leaves one out. `wakings` are those of the same days.

    Where they are not given, every waking up to that of SUNDAY is 1; None leaves one out.
    """
    entries = {}
    for back, score in enumerate(reversed(worst)):
        if score is not None:
            entries.setdefault(last - back * DAY, {})["worst_pain"] = score
    last_waking = last if wakings else SUNDAY
    for back, score in enumerate(reversed(wakings or [1, 1, 1, 1])):
        if score is not None:
            entries.setdefault(last_waking - (back + 1) * DAY, {})["morning_pain"] = score
    return Log(diary=DIARY.frame([{"day": pd.Timestamp(day), **scores} for day, scores in entries.items()]))


def gate(log, key, today=SUNDAY, walked=True, bone_stress=False, cleared_by=""):
    found = gates(log, today, Limits(), walked, bone_stress, cleared_by)
    return next(each for each in found if each.key == key)


def test_all_gates_can_be_met():
    assert all(each.met for each in gates(quiet(2, 1, 0), SUNDAY, Limits(), True, False, ""))


def test_the_walk_is_the_runners_own_word():
    assert gate(quiet(0, 0, 0), "walk").met
    assert not gate(quiet(0, 0, 0), "walk", walked=False).met


def test_three_days_of_two_open_the_gate_and_one_of_three_does_not():
    assert gate(quiet(2, 2, 2), "quiet").met
    assert not gate(quiet(2, 3, 2), "quiet").met


def test_what_is_missing_is_named_with_the_days_to_go():
    assert gate(quiet(3, 1, 1), "quiet").said == "Fri 20 Nov was 3 of 10. 1 day more to go."
    assert gate(quiet(1, 3, 1), "quiet").said == "Sat 21 Nov was 3 of 10. 2 days more to go."
    assert gate(quiet(None, 1, 1), "quiet").said == "Fri 20 Nov is not logged. 1 day more to go."
    assert gate(quiet(1, 1, 1), "quiet").said == "Fri 20 Nov to Sun 22 Nov."


def test_the_morning_after_each_day_must_be_logged_as_far_as_it_has_been():
    unlogged = "is not logged: the log of each day asks it under More, “Pain on waking”."
    assert gate(quiet(1, 1, 1, wakings=[None, 1, 1]), "quiet").met  # Friday's own waking came before
    for wakings, days in (
        ([1, 1, None], "Sun 22 Nov"),
        ([1, None, 1], "Sat 21 Nov"),
        ([1, None, None], "Sat 21 Nov and Sun 22 Nov"),
    ):
        found = gate(quiet(1, 1, 1, wakings=wakings), "quiet")
        assert (found.met, found.said) == (False, f"Waking on {days} {unlogged}")


def test_while_today_is_not_logged_its_waking_must_be():
    days = {"last": SUNDAY - DAY}
    known = quiet(1, 1, 1, wakings=[1, 1, 1], **days)
    assert gate(known, "quiet").said.startswith("Waking on Sun 22 Nov is not logged")
    worse = DIARY.frame([{"day": pd.Timestamp(SUNDAY - DAY), "worst_pain": 1.0, "morning_pain": 2.0}])
    worse = replace(known, diary=pd.concat([known.diary.iloc[:-1], worse], ignore_index=True))
    assert gate(worse, "quiet").said == (
        "On Sun 22 Nov waking hurt more than the day before. 3 days more to go."
    )


def test_days_to_go_and_a_waking_to_log_are_both_said():
    found = gate(quiet(3, 1, 1, wakings=[1, 1, None]), "quiet")
    assert found.said.startswith("Fri 20 Nov was 3 of 10. 1 day more to go. Waking on Sun 22 Nov is not log")


def test_no_entry_is_not_a_quiet_day():
    assert not gate(quiet(0, None, 0), "quiet").met
    assert not gate(Log(), "quiet").met


def test_while_today_is_not_logged_the_three_days_before_it_count():
    log = quiet(1, 1, 1, last=SUNDAY - DAY)
    assert gate(log, "quiet").met
    assert not gate(log, "quiet", today=SUNDAY + DAY).met


def test_a_worse_morning_keeps_the_gate_shut():
    assert gate(quiet(2, 2, 2, wakings=[1, 1, 1]), "quiet").met
    assert gate(quiet(2, 2, 2, wakings=[2, 1, 0]), "quiet").met
    assert not gate(quiet(2, 2, 2, wakings=[0, 1, 1]), "quiet").met
    assert gate(quiet(2, 2, 2, wakings=[0, 1, 1]), "quiet").said.startswith("On Sat 21 Nov waking hurt more")


def test_a_morning_above_two_keeps_the_gate_shut():
    assert gate(quiet(2, 2, 2, wakings=[3, 3, 3]), "quiet").said.startswith("Sun 22 Nov began with 3 of 10.")


def flagged(**signs):
    rows = [{"day": pd.Timestamp(SUNDAY - 3 * DAY), "worst_pain": 2.0, **signs}]
    rows += [{"day": pd.Timestamp(SUNDAY - n * DAY), "worst_pain": 1.0} for n in range(3)]
    return Log(diary=DIARY.frame(rows))


def test_a_standing_flag_keeps_the_gate_shut_and_says_whom_to_see():
    found = gate(flagged(signs="night"), "flag")
    assert not found.met
    assert "it woke me at night" in found.said
    assert "See a doctor" in found.said
    assert gate(flagged(), "flag").met


def test_who_had_an_injury_of_the_bone_needs_a_clinician():
    log = quiet(1, 1, 1)
    assert gate(log, "bone", bone_stress=False).met
    assert not gate(log, "bone", bone_stress=True, cleared_by="  ").met
    assert gate(log, "bone", bone_stress=True, cleared_by="Dr Wu").met
    assert gate(log, "bone", bone_stress=True, cleared_by="Dr Wu").said == "By Dr Wu."


def test_the_question_about_the_bone_must_be_answered():
    assert not gate(quiet(1, 1, 1), "bone", bone_stress=None).met
    assert gate(quiet(1, 1, 1), "bone", bone_stress=None).said == "Answer the question below."


@pytest.mark.parametrize("flags", ["2026-10-01:bone_stress", "2026-10-01:night 2026-10-01:bone_stress"])
def test_a_pattern_of_bone_stress_that_was_cleared_asks_for_one_too(flags):
    cleared = [{"day": pd.Timestamp(2026, 10, 20), "flags": flags, "note": "MRI clear"}]
    log = replace(quiet(1, 1, 1), clearances=CLEARANCES.frame(cleared))
    assert not gate(log, "bone").met
    other = cleared[0] | {"flags": "2026-10-01:night"}
    log = replace(log, clearances=CLEARANCES.frame([other]))
    assert gate(log, "bone").met
