"""Weekly answers, cleared red flags and return plans in the store."""

from datetime import date

import pandas as pd
import pytest

from ingest.errors import ChangedMeanwhile, InvalidEntry, NotInTheLog
from ingest.schema import CLEARANCES, PLANS, WEEKLY

SUNDAY, MONDAY = date(2026, 5, 3), date(2026, 5, 4)
ANSWERS = {"participation": 1, "volume": 2, "performance": 0, "pain": 3}


def test_a_log_without_care_has_its_empty_tables(store):
    log = store.load()
    assert [log.weekly.empty, log.clearances.empty, log.plans.empty] == [True] * 3
    assert [list(frame) for frame in (log.weekly, log.clearances, log.plans)] == [
        table.names for table in (WEEKLY, CLEARANCES, PLANS)
    ]


def test_weekly_answers_come_back_and_a_day_has_one_set(store):
    store.save_weekly(SUNDAY, ANSWERS)
    store.save_weekly(SUNDAY, ANSWERS | {"pain": 0}, seen=ANSWERS)
    store.save_weekly(MONDAY, dict.fromkeys(ANSWERS, 0))
    weekly = store.load().weekly
    assert weekly["day"].dt.date.tolist() == [SUNDAY, MONDAY]
    assert weekly[list(ANSWERS)].values.tolist() == [[1, 2, 0, 0], [0, 0, 0, 0]]


@pytest.mark.parametrize("seen", [None, ANSWERS | {"pain": 1}])
def test_answers_that_the_writer_has_not_seen_are_not_overwritten(store, seen):
    store.save_weekly(SUNDAY, ANSWERS)
    with pytest.raises(ChangedMeanwhile, match="answered on another page"):
        store.save_weekly(SUNDAY, ANSWERS | {"pain": 0}, seen=seen)
    assert store.load().weekly["pain"].tolist() == [3]


def test_the_same_answers_again_are_no_change_whatever_was_seen(store):
    store.save_weekly(SUNDAY, ANSWERS)
    answered_at = store.load().weekly["answered_at"].tolist()
    store.save_weekly(SUNDAY, ANSWERS)
    assert store.load().weekly["answered_at"].tolist() == answered_at


@pytest.mark.parametrize("answer", [None, -1, 4, True, 1.5])
def test_a_weekly_question_without_a_proper_answer_is_refused(store, answer):
    with pytest.raises(InvalidEntry, match="Please answer all four questions"):
        store.save_weekly(SUNDAY, ANSWERS | {"volume": answer})
    assert store.load().weekly.empty


def test_a_clearance_keeps_its_flags_and_note_and_is_kept_once(store):
    for _ in range(2):
        store.clear_flags(SUNDAY, ["2026-05-02:night", "2026-05-01:limp"], " Physio: all right to walk ")
    clearances = store.load().clearances
    assert clearances[["day", "flags", "note"]].values.tolist() == [
        [pd.Timestamp(SUNDAY), "2026-05-01:limp 2026-05-02:night", "Physio: all right to walk"]
    ]


@pytest.mark.parametrize(
    ("note", "sentence"), [("  ", "Please write whom you saw"), ("x" * 10_001, "longer than 10,000")]
)
def test_a_flag_is_not_cleared_without_a_word(store, note, sentence):
    with pytest.raises(InvalidEntry, match=sentence):
        store.clear_flags(SUNDAY, ["2026-05-02:night"], note)
    assert store.load().clearances.empty


def test_a_plan_is_kept_with_its_days_in_order_of_the_week(store):
    plan_id = store.start_plan(SUNDAY, "sat mon wed mon", cleared_by="Dr Who")
    plan = store.load().plans.iloc[0]
    assert (plan_id, plan["plan_id"], plan["weekdays"]) == ("2026-05-03", plan_id, "mon wed sat")
    assert plan["cleared_by"] == "Dr Who"
    assert pd.isna(plan["ended_on"])


def test_a_new_plan_ends_the_one_that_goes_on(store):
    store.start_plan(SUNDAY, "mon wed")
    store.start_plan(MONDAY, "tue")
    plans = store.load().plans
    assert plans["weekdays"].tolist() == ["mon wed", "tue"]
    assert plans["ended_on"].dt.date.tolist()[0] == MONDAY
    assert pd.isna(plans["ended_on"].iloc[1])


def test_plans_of_one_day_are_all_kept_each_with_a_name_of_its_own(store):
    store.edit_plan(store.start_plan(SUNDAY, "mon"), ended_on=SUNDAY, ended_why="by mistake")
    assert store.start_plan(SUNDAY, "mon") == "2026-05-03-2"
    assert store.start_plan(SUNDAY, "tue thu") == "2026-05-03-3"
    plans = store.load().plans
    assert plans["plan_id"].tolist() == ["2026-05-03", "2026-05-03-2", "2026-05-03-3"]
    assert plans["weekdays"].tolist() == ["mon", "mon", "tue thu"]
    assert plans["ended_why"].tolist()[:2] == ["by mistake", "a new plan was begun"]
    assert plans["ended_on"].isna().tolist() == [False, False, True]


@pytest.mark.parametrize("by", [None, "Dr Who"])
def test_the_same_plan_begun_twice_is_one(store, by):
    names = [store.start_plan(SUNDAY, days, cleared_by=by) for days in ("mon wed", "wed mon")]
    assert names == ["2026-05-03"] * 2
    assert len(store.load().plans) == 1


def test_a_plan_can_be_changed_and_ended(store):
    plan_id = store.start_plan(SUNDAY, "mon wed")
    store.edit_plan(plan_id, weekdays="fri", ended_on=MONDAY, ended_why="race is off")
    plan = store.load().plans.iloc[0]
    assert (plan["weekdays"], plan["ended_on"].date(), plan["ended_why"]) == ("fri", MONDAY, "race is off")


@pytest.mark.parametrize("weekdays", ["", "mon someday", None])
def test_a_plan_without_days_of_the_week_is_refused(store, weekdays):
    with pytest.raises(InvalidEntry, match="Choose the days of the week"):
        store.start_plan(SUNDAY, weekdays)


def test_a_plan_that_is_not_there_is_said_not_to_be(store):
    with pytest.raises(NotInTheLog, match="no plan “x”"):
        store.edit_plan("x", weekdays="mon")


def test_every_change_of_the_care_counts_as_a_change_of_the_log(store):
    before = store.data_version()
    store.save_weekly(SUNDAY, ANSWERS)
    store.clear_flags(SUNDAY, ["2026-05-02:night"], "seen")
    store.edit_plan(store.start_plan(SUNDAY, "mon"), weekdays="tue")
    assert store.data_version() == before + 4
