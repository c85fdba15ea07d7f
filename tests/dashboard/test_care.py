"""Care: what is due, ticks that are kept at once, and what is put away while a warning sign stands."""

from datetime import date, timedelta

import pytest

from analysis.guide import guide
from ingest.diary import Entry

TODAY = date(2026, 11, 22)
YESTERDAY = TODAY - timedelta(days=1)
PRE_RUN = "leg_swing_front leg_swing_side walking_lunge glute_bridge clamshell"


@pytest.fixture
def clock(monkeypatch):
    """`clock("2026-11-22T19:00")` sets the hour."""
    return lambda moment: monkeypatch.setenv("HIPLOG_TODAY", moment)


def tap(page, *keys):
    for key in keys:
        page.button(key=key).click().run()
        assert not page.exception
    return page


def keys(page):
    return {button.key for button in page.button}


def entry(store, day=TODAY):
    frame = store.load().diary
    rows = frame[frame["day"] == day.isoformat()]
    return rows.iloc[-1] if len(rows) else None


def test_one_tap_ticks_the_whole_warm_up(visit, empty_store):
    page = tap(visit("care", empty_store), "care.pre_run.all")
    said = entry(empty_store)
    assert (said["done"], said["exercises"]) == ("prehab", PRE_RUN)
    assert "Before the run: done" in [box.label for box in page.expander]
    assert page.button(key="care.pre_run.all").label == "Done: All done"
    assert page.button(key="care.pre_run.clamshell").label == "Done: Clamshell, 2 × 12, each side"


def test_a_second_tap_takes_it_back_and_the_day_is_not_logged_any_more(visit, empty_store):
    tap(visit("care", empty_store), "care.pre_run.all", "care.pre_run.all")
    assert entry(empty_store) is None


def test_the_last_exercise_ticked_makes_the_warm_up_done_and_the_first_taken_back_undoes_it(
    visit, empty_store
):
    page = visit("care", empty_store)
    names = PRE_RUN.split()
    tap(page, *(f"care.pre_run.{name}" for name in names[:-1]))
    assert entry(empty_store)["done"] != "prehab"
    tap(page, f"care.pre_run.{names[-1]}")
    assert entry(empty_store)["done"] == "prehab"
    tap(page, f"care.pre_run.{names[0]}")
    assert entry(empty_store)["exercises"] == " ".join(names[1:])
    assert entry(empty_store)["done"] != "prehab"


def test_ticks_leave_the_rest_of_the_days_entry_alone(visit, empty_store):
    empty_store.add_entry(Entry(TODAY, 4, side="left", place="outer", note="stairs", done="massage"))
    tap(visit("care", empty_store), "care.pre_run.all", "care.done.ice")
    said = entry(empty_store)
    assert (said["worst_pain"], said["place"], said["note"]) == (4.0, "outer", "stairs")
    assert said["done"] == "ice prehab massage"


def test_what_another_tab_has_ticked_meanwhile_stays_beside_the_tick(visit, empty_store, everything_said):
    page = visit("care", empty_store)
    empty_store.add_entry(Entry(TODAY, worst_pain=3, done="heat"))
    tap(page, "care.done.ice")
    assert entry(empty_store)["done"] == "ice heat"
    assert entry(empty_store)["worst_pain"] == 3
    assert not page.warning


def test_two_taps_before_the_page_is_drawn_again_are_both_kept(visit, empty_store):
    page = visit("care", empty_store)
    page.button(key="care.done.ice").click()
    page.button(key="care.done.heat").click().run()
    assert entry(empty_store)["done"] == "ice heat"
    assert not page.warning


def test_a_page_left_open_over_midnight_ticks_neither_day_and_says_so(visit, empty_store, clock):
    clock("2026-11-21T23:50")
    page = visit("care", empty_store)
    clock("2026-11-22T00:10")
    tap(page, "care.done.ice")
    assert empty_store.load().diary.empty
    assert "It is a new day: this page was still that of Sat 21 Nov" in page.warning[0].value
    tap(page, "care.done.ice")
    assert entry(empty_store)["done"] == "ice"
    assert entry(empty_store, YESTERDAY) is None
    assert not page.warning


def test_a_step_under_the_day_of_its_run_is_kept_there_over_midnight(visit, small_store, clock):
    clock("2026-11-21T23:50")
    page = visit("care", small_store)
    assert page.subheader[0].value == "After the run of Sat 21 Nov"
    clock("2026-11-22T00:10")
    tap(page, "care.step.sleep")
    assert entry(small_store, YESTERDAY)["done"] == "pillow"
    assert entry(small_store) is None


@pytest.mark.parametrize(
    ("moment", "steps"),
    [
        # Yesterday's run began at 8:00 UTC and ended after 12,000 m at 3 m/s and a minute: 9:07:40.
        ("2026-11-21T09:08", ["roll", "fuel"]),
        ("2026-11-21T10:00", ["ice"]),
        ("2026-11-21T19:00", ["evening"]),
        ("2026-11-21T21:30", ["evening", "sleep"]),
    ],
)
def test_what_is_due_by_the_hour_stands_before_the_rest(visit, small_store, clock, moment, steps):
    clock(moment)
    page = visit("care", small_store)
    due = [button.key for button in page.button if "due now" in button.label]
    assert due == [f"care.step.{step}" for step in steps]
    assert page.subheader[0].value == "After the run of Sat 21 Nov"


def test_a_step_after_midnight_is_logged_on_the_day_of_the_run(visit, small_store, clock):
    clock("2026-11-22T00:30")
    tap(visit("care", small_store), "care.step.sleep")
    assert entry(small_store, YESTERDAY)["done"] == "pillow"
    assert entry(small_store) is None


def test_in_the_morning_the_number_on_waking_is_due_until_it_is_logged(visit, small_store, clock):
    clock("2026-11-22T08:00")
    page = visit("care", small_store)
    assert "link.today.Log it" in keys(page)
    small_store.amend_entries({YESTERDAY: {"morning_pain": 3}}, {})
    assert "link.today.Log it" not in keys(page.run())


def test_ice_or_heat_follows_the_diary(visit, small_store, empty_store, everything_said):
    # Pain rose from 0 on the 19th to 4 on the 20th: 48 hours from the end of that day, to the 22nd's.
    assert "**Ice: 15 minutes" in everything_said(visit("care", small_store))
    page = visit("care", empty_store)
    assert page.subheader[0].value == "Ice or heat?"
    assert "Log how the hip is, and this says which." in everything_said(page)
    assert "****" not in everything_said(page)
    small_store.add_entry(Entry(TODAY, 0))
    assert "**Neither:** your last entry says no pain." in everything_said(visit("care", small_store))
    small_store.add_entry(Entry(TODAY, 3, signs="swelling"))
    assert "**Ice, and no heat:**" in everything_said(visit("care", small_store))


def test_heat_after_48_hours(visit, small_store, everything_said, clock):
    clock("2026-11-23T09:00")
    assert "**Moist heat: 15 minutes" in everything_said(visit("care", small_store))


def loading():
    return {f"care.library.{each.id}" for each in guide().exercises.values() if each.loads_hip}


def test_while_a_warning_sign_stands_the_warm_up_and_loading_exercises_are_put_away(
    visit, small_store, everything_said
):
    small_store.add_entry(Entry(TODAY, 3, signs="limp"))
    page = visit("care", small_store)
    assert "the warm-up and every exercise that loads the hip are put away" in everything_said(page)
    for phase in ("strength", "mobility", "advanced", "early"):
        shown = keys(tap(page, f"care.phase.{phase}"))
        assert not shown & loading()
        assert not {
            key for key in shown if key.startswith(("care.pre_run", "care.strength_set", "care.evening"))
        }
    assert "care.step.evening" not in keys(page)
    assert guide().steps["evening"].how not in everything_said(page)
    assert guide().steps["sleep"].how in everything_said(page)
    assert "care.done.ice" in keys(page)


def test_once_it_is_cleared_everything_is_back(visit, small_store):
    small_store.add_entry(Entry(TODAY, 3, signs="limp"))
    from analysis import flags

    standing = flags.standing(small_store.load(), TODAY)
    small_store.clear_flags(TODAY, [flag.key for flag in standing], "physio looked at it")
    page = visit("care", small_store)
    assert {"care.pre_run.all", "care.strength_set.all", "care.evening.all"} <= keys(page)


def test_every_exercise_is_found_in_its_phase_with_how_and_when_not(visit, empty_store, everything_said):
    page, found = visit("care", empty_store), set()
    for phase in ("strength", "mobility", "advanced", "early"):
        if page.button(key=f"care.phase.{phase}").proto.type != "primary":
            tap(page, f"care.phase.{phase}")
        found |= {key.split(".")[-1] for key in keys(page) if key.startswith("care.library.")}
        said = everything_said(page)
        for each in guide().exercises.values():
            assert (each.how in said) == (each.phase == phase)
    assert found == set(guide().exercises)


def test_a_tick_in_the_library_keeps_the_exercise_alone(visit, empty_store):
    tap(visit("care", empty_store), "care.library.glute_bridge")
    said = entry(empty_store)
    assert said["exercises"] == "glute_bridge"
    assert said["done"] != said["done"]  # nothing


def test_what_was_done_this_week_is_said_above_the_picture(visit, small_store, everything_said):
    assert "Tick what you do" in everything_said(visit("care", small_store))
    small_store.amend_entries({YESTERDAY: {"done": "prehab strength"}, TODAY: {"done": "prehab"}}, {})
    said = everything_said(visit("care", small_store))
    assert "**This week so far:** warm-up before the run on 2 days, strength set on 1 day." in said
    assert "not cause and effect" in said


def test_three_days_in_a_row_with_a_run_ask_for_a_rest(visit, small_store, add_a_run, everything_said):
    add_a_run(small_store, 2, 5.0)  # after those of three days ago and yesterday
    assert "**3 days in a row with a run.**" in everything_said(visit("care", small_store))


def test_two_days_in_a_row_do_not(visit, empty_store, add_a_run, everything_said):
    add_a_run(empty_store, 1, 5.0)
    add_a_run(empty_store, 2, 5.0)
    assert "in a row with a run" not in everything_said(visit("care", empty_store))


def test_the_warm_up_is_folded_once_it_is_done_or_the_day_has_its_run(visit, empty_store, add_a_run):
    def unfolded(page):
        return [box.proto.expanded for box in page.expander if box.label.startswith("Before the run")]

    page = visit("care", empty_store)
    assert unfolded(page) == [True]
    assert unfolded(tap(page, "care.pre_run.all")) == [False]
    tap(page, "care.pre_run.all")
    add_a_run(empty_store, 0, 5.0)
    assert unfolded(page.run()) == [False]
