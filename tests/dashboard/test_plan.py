"""The Plan page: gates before it, the week as boxes, the gate to the next one, red flags, the end."""

from dataclasses import replace
from datetime import date, timedelta

import pytest
import streamlit

from analysis import plan
from analysis.ceiling import Ceiling
from analysis.limits import Limits, limits_of
from dashboard.views import plan_gates
from dashboard.views.plan_file import events
from dashboard.views.plan_gates import toggled
from dashboard.views.plan_week import as_allowed
from ingest.diary import Entry

TODAY = date(2026, 11, 22)
DAY = timedelta(days=1)


def tap(page, *keys):
    for key in keys:
        page.button(key=key).click().run()
        assert not page.exception
    return page


def log_days(store, days, **said):
    store.add_entries([Entry(TODAY - ago * DAY, **said) for ago in days])


@pytest.fixture
def ready(empty_store):
    """Three quiet days and the mornings after them."""
    log_days(empty_store, range(3), worst_pain=1, morning_pain=1)
    return empty_store


@pytest.fixture
def begun(empty_store, add_a_run):
    """A plan of a Friday nine days ago: two green runs in its first week, one in the second."""
    empty_store.start_plan(TODAY - 9 * DAY, "mon wed fri sun")
    for ago, km in ((9, 2.3), (7, 2.4), (2, 3.2)):
        add_a_run(empty_store, ago, km)
    log_days(empty_store, range(1, 11), worst_pain=1, run_pain=1, morning_pain=1, done="prehab")
    return empty_store


def plans(store):
    return store.load().plans.to_dict("records")


# ------------------------------------------------------------------ before it begins


def test_without_a_plan_the_gates_are_a_checklist(visit, ready, everything_said):
    said = everything_said(visit("plan", ready))
    assert "Log how the hip is" not in said
    assert ":material/check_box: **3 days in a row with pain of at most 2, their mornings logged" in said
    assert ":material/check_box: **No red flag**" in said
    assert "Not yet: 2 of 4 lines above are open." in said


def test_the_plan_opens_with_the_last_gate(visit, ready):
    page = visit("plan", ready)
    assert page.button(key="plan.start").disabled
    tap(page, "plan.walked.True", "plan.bone_stress.False")
    assert not page.button(key="plan.start").disabled


def test_the_page_says_what_is_missing(visit, empty_store, everything_said):
    log_days(empty_store, [0, 1], worst_pain=1)
    said = everything_said(visit("plan", empty_store))
    assert ":material/check_box_outline_blank: **3 days in a row" in said
    said = said.replace("\N{NO-BREAK SPACE}", " ")
    assert "Fri 20 Nov is not logged. 1 day more to go. Waking on Sun 22 Nov is not logged" in said
    assert "Log how the hip is" in said


def test_a_plan_begins_today_on_the_chosen_days(visit, ready, everything_said):
    page = visit("plan", ready)
    tap(page, "plan.walked.True", "plan.bone_stress.False")
    tap(page, "plan.day.sun", "plan.day.sat", "plan.start")
    (kept,) = plans(ready)
    assert (kept["started_on"].date(), kept["weekdays"]) == (TODAY, "mon wed fri sat")
    assert kept["cleared_by"] != kept["cleared_by"]
    said = everything_said(page)
    assert "The plan has begun" in said
    assert "Week 1, step 1:" in said


def test_after_an_injury_of_the_bone_a_clinician_must_have_cleared_it(visit, ready):
    page = visit("plan", ready)
    tap(page, "plan.walked.True", "plan.bone_stress.True")
    assert page.button(key="plan.start").disabled
    page.text_input(key="plan.cleared_by").set_value("Dr Wu").run()
    tap(page, "plan.start")
    assert plans(ready)[0]["cleared_by"] == "Dr Wu"


def test_a_gate_that_has_closed_in_another_tab_holds(visit, ready, everything_said):
    page = visit("plan", ready)
    tap(page, "plan.walked.True", "plan.bone_stress.False")
    ready.add_entry(Entry(TODAY, worst_pain=5))
    tap(page, "plan.start")
    assert plans(ready) == []
    assert "Something in the log has changed" in everything_said(page)


def test_a_plan_that_another_tab_has_begun_is_not_begun_again(visit, ready, everything_said):
    page = visit("plan", ready)
    tap(page, "plan.walked.True", "plan.bone_stress.False")
    ready.start_plan(TODAY - 3 * DAY, "mon")
    tap(page, "plan.start")
    (kept,) = plans(ready)
    assert (kept["plan_id"], kept["weekdays"]) == ("2026-11-19", "mon")
    assert "A plan was begun or ended meanwhile" in everything_said(page)


def test_a_double_tap_begins_one_plan_and_says_so(ready, monkeypatch):
    state = {
        plan_gates.DAYS: ("mon", "fri"),
        plan_gates.WALKED: True,
        plan_gates.BONE: False,
        plan_gates.ASKED_FOR: (TODAY, None, 0),
    }
    monkeypatch.setattr(streamlit, "session_state", state)
    for _ in range(2):
        plan_gates.begin(ready, TODAY, None)
        assert state[plan_gates.SAID] == ("saved", "The plan has begun.")
    (kept,) = plans(ready)
    assert (kept["plan_id"], kept["weekdays"]) == ("2026-11-22", "mon fri")


def test_a_plan_of_the_day_on_which_one_ended_is_another(visit, ready):
    page = tap(visit("plan", ready), "plan.walked.True", "plan.bone_stress.False", "plan.start", "plan.ended")
    tap(page, "plan.walked.True", "plan.bone_stress.False", "plan.day.sat", "plan.start")
    assert [(each["plan_id"], each["weekdays"]) for each in plans(ready)] == [
        ("2026-11-22", "mon wed fri sun"),
        ("2026-11-22-2", "mon wed fri sat sun"),
    ]


def unanswered(page):
    return page.button(key="plan.start").disabled and not [
        button
        for button in page.button
        if button.key in ("plan.walked.True", "plan.bone_stress.False") and button.proto.type == "primary"
    ]


def test_the_questions_are_asked_anew_for_each_plan(visit, ready):
    page = tap(visit("plan", ready), "plan.walked.True", "plan.bone_stress.False", "plan.start", "plan.ended")
    assert unanswered(page)


def test_the_questions_are_asked_anew_after_a_flag(visit, ready):
    page = tap(visit("plan", ready), "plan.walked.True", "plan.bone_stress.False")
    ready.add_entry(Entry(TODAY, worst_pain=1, signs="night"))
    ready.clear_flags(TODAY, ["2026-11-22:night"], "seen by Dr Wu")
    assert unanswered(page.run())


def test_the_questions_are_asked_anew_for_a_plan_that_was_paused(visit, ready):
    page = tap(visit("plan", ready), "plan.walked.True", "plan.bone_stress.False")
    ready.start_plan(TODAY - 3 * DAY, "mon")
    ready.add_entry(Entry(TODAY - DAY, worst_pain=1, morning_pain=1, signs="night"))
    ready.clear_flags(TODAY, ["2026-11-21:night"], "seen by Dr Wu")
    assert unanswered(page.run())


def test_the_questions_are_asked_anew_on_a_new_day(visit, ready, monkeypatch, everything_said):
    page = tap(visit("plan", ready), "plan.walked.True", "plan.bone_stress.False")
    ready.add_entry(Entry(TODAY + DAY, worst_pain=1))
    monkeypatch.setenv("HIPLOG_TODAY", "2026-11-23")
    tap(page, "plan.start")
    assert plans(ready) == []
    assert "It is a new day: please answer the questions below again" in everything_said(page)
    assert unanswered(page)


def test_the_page_of_an_empty_log_offers_what_to_do(visit, empty_store, everything_said):
    said = everything_said(visit("plan", empty_store))
    assert "Before it begins" in said
    assert "Start the plan" in said


def test_without_days_the_store_says_so(visit, ready, everything_said):
    page = visit("plan", ready)
    tap(page, "plan.walked.True", "plan.bone_stress.False")
    tap(page, "plan.day.mon", "plan.day.wed", "plan.day.fri", "plan.day.sun", "plan.start")
    assert plans(ready) == []
    assert "Choose the days of the week on which you can run" in everything_said(page)


def test_days_are_put_in_and_taken_out():
    assert toggled(("mon", "fri"), "wed") == ("mon", "wed", "fri")
    assert toggled(("mon", "fri"), "mon") == ("fri",)


# ------------------------------------------------------------------ while it goes on


def test_the_week_is_shown_as_boxes_with_what_imports_have_ticked(visit, begun, everything_said):
    said = everything_said(visit("plan", begun)).replace("\N{NO-BREAK SPACE}", " ")
    assert "Week 2, step 2:** 4 runs of at most 3.2 km." in said
    assert "**Fri 20** :material/check_circle: 3.2 km: green" in said
    assert "**Sat 21** :material/bedtime: rest" in said
    assert "**Today** :material/directions_run: up to 3.2 km" in said
    assert "**Wed 25** :material/radio_button_unchecked: up to 3.2 km" in said
    assert "Two green runs lead to the next step: 4 runs of at most 4.8 km. One so far." in said
    assert ":material/check_box_outline_blank: Warm-up before each run: 1 of 4" in said
    assert "13 Nov to 19 Nov, step 1: 2 of 3 runs, 4.7 km, 2 green; on to the next step." in said


def test_todays_box_is_as_long_as_the_ceiling_leaves_it(visit, begun, everything_said):
    begun.add_entry(Entry(TODAY, worst_pain=3))
    said = everything_said(visit("plan", begun)).replace("\N{NO-BREAK SPACE}", " ")
    assert "**Today** :material/directions_run: up to 1.6 km" in said
    assert "Your hip hurt 3 of 10 on Sun 22 Nov." in said


def test_a_hip_that_asks_for_rest_gets_it(visit, begun, everything_said):
    begun.add_entry(Entry(TODAY, worst_pain=8))
    said = everything_said(visit("plan", begun)).replace("\N{NO-BREAK SPACE}", " ")
    assert "**Today** :material/bedtime: rest\n" in said
    assert "Rest today. Your hip hurt 8 of 10" in said


def test_other_days_are_kept_at_once(visit, begun):
    tap(visit("plan", begun), "plan.day.tue")
    assert plans(begun)[0]["weekdays"] == "mon tue wed fri sun"


def test_the_last_day_cannot_be_taken_away(visit, begun, everything_said):
    begun.edit_plan(plans(begun)[0]["plan_id"], weekdays="mon")
    page = tap(visit("plan", begun), "plan.day.mon")
    assert plans(begun)[0]["weekdays"] == "mon"
    assert "Choose the days of the week" in everything_said(page)


def test_ten_percent_is_called_a_habit(visit, begun, everything_said):
    assert "10 % a week is a common habit, not a proven limit." in everything_said(
        visit("plan", begun)
    ).replace("\N{NO-BREAK SPACE}", " ")


def test_the_plan_ends_with_a_reason(visit, begun, everything_said):
    page = visit("plan", begun)
    page.text_input(key="plan.why").set_value("back to normal")
    tap(page, "plan.ended")
    (kept,) = plans(begun)
    assert (kept["ended_on"].date(), kept["ended_why"]) == (TODAY, "back to normal")
    assert "The plan has ended" in everything_said(page)
    assert "Before it begins" in everything_said(page)


def test_earlier_plans_are_told_with_their_end(visit, begun, everything_said):
    begun.edit_plan(plans(begun)[0]["plan_id"], ended_on=TODAY - DAY, ended_why="*back* to normal")
    page = visit("plan", begun)
    said = [text.value.replace("\N{NO-BREAK SPACE}", " ") for text in page.text]
    assert "13 Nov to 21 Nov: *back* to normal" in said
    assert "20 Nov to 26 Nov, step 2: 1 of 4 runs, 3.2 km, 1 green; not finished." in said


# ------------------------------------------------------------------ red flags


def test_while_a_red_flag_stands_there_are_no_runs(visit, begun, everything_said):
    begun.add_entry(Entry(TODAY, worst_pain=2, signs="night"))
    page = visit("plan", begun)
    said = everything_said(page)
    assert "No runs while a red flag stands" in said
    assert "up to" not in said
    assert not [button for button in page.button if button.key == "plan.start"]
    assert "13 Nov to 19 Nov" in said.replace("\N{NO-BREAK SPACE}", " ")


def test_after_the_clearing_the_gates_stand_anew_and_the_plan_goes_on_a_step_before(
    visit, begun, everything_said
):
    begun.add_entry(Entry(TODAY - 4 * DAY, worst_pain=2, signs="night"))
    begun.clear_flags(TODAY - DAY, ["2026-11-18:night"], "seen by Dr Wu")
    begun.add_entry(Entry(TODAY, worst_pain=1))
    page = visit("plan", begun)
    assert "Your plan is paused" in everything_said(page)
    assert "since Wed 18 Nov" in everything_said(page)
    assert page.button(key="plan.start").disabled
    tap(page, "plan.walked.True", "plan.bone_stress.False")
    tap(page, "plan.start")
    first, second = plans(begun)
    assert (first["ended_on"].date(), second["started_on"].date()) == (TODAY, TODAY)
    assert second["weekdays"] == "mon wed fri sun"
    assert "Week 1, step 1:" in everything_said(page)


# ------------------------------------------------------------------ the calendar file


def now(store):
    log = store.load()
    row = plan.current(log, TODAY)
    return plan.progress(log, row, TODAY), row.plan_id


def test_the_calendar_has_the_runs_to_come(begun):
    found = events(*now(begun), Limits())
    assert [event.day.isoformat() for event in found] == [
        "2026-11-22",
        "2026-11-25",
        "2026-11-27",
        "2026-11-29",
        "2026-12-02",
    ]
    assert found[0].title == "Run, at most 3.2 km"
    assert found[0].uid == "plan-2026-11-13-week2-run2@hiplog"
    assert "- Warm-up before each run\n- Ice after each run" in found[0].description
    assert found[2].title == "Run, if this week goes well"
    assert found[2].uid == "plan-2026-11-13-week3-run1@hiplog"
    assert all(event.at is None for event in found)


def test_each_run_says_above_which_pain_to_stop_by_the_runners_own_limit(begun):
    assert all("stop above 5 of 10" in event.description for event in events(*now(begun), Limits()))
    begun.save_limits({"pain.zone_act": 4})
    own = events(*now(begun), limits_of(begun.load()))
    assert all("stop above 4 of 10" in event.description for event in own)


def test_a_run_keeps_its_name_when_it_moves(begun):
    before = events(*now(begun), Limits())[0]
    begun.edit_plan(before.uid.split("-week")[0].removeprefix("plan-"), weekdays="tue thu")
    after = events(*now(begun), Limits())[0]
    assert (before.uid, before.day) != (after.uid, after.day)
    assert before.uid == after.uid


def test_a_run_that_the_hip_forbids_today_is_not_in_the_calendar(begun):
    found, plan_id = now(begun)
    closed = replace(found, sessions=as_allowed(found.sessions, TODAY, Ceiling(closed=True, bound="pain")))
    assert events(closed, plan_id, Limits())[0].day == date(2026, 11, 25)
    half = replace(found, sessions=as_allowed(found.sessions, TODAY, Ceiling(1600.0, bound="pain")))
    assert events(half, plan_id, Limits())[0].title == "Run, at most 1.6 km"


def test_the_file_is_offered(visit, begun):
    page = visit("plan", begun)
    labels = [element.proto.label for element in page.get("download_button")]
    assert labels == ["Coming runs for your calendar", "Daily reminder for your calendar"]
