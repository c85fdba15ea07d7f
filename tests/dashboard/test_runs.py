"""Runs: found by date, surface and shoe; one in full; surface, shoes and name set for one or many."""

from datetime import date

import pandas as pd
import pytest

from analysis import ground
from dashboard.views import links
from dashboard.views.run_words import told_apart
from dashboard.views.runs import NOT_KNOWN, Sought, matching

EVER = date(2026, 1, 1), date(2026, 12, 31)


def test_the_list_is_newest_first_in_the_runners_words(visit, small_store):
    table = visit("runs", small_store).dataframe[0].value
    assert len(table) == 10
    assert list(table.iloc[0][["Day", "Distance, km", "Time", "Pace"]]) == [
        "Sat 21 Nov 2026",
        12.0,
        "1:06:40",  # 12,000 m at 3 m/s = 4,000 s
        "5:33 /km",  # 1,000 m at 3 m/s = 333.3 s
    ]


def test_a_log_without_runs_says_so(visit, empty_store, everything_said):
    page = visit("runs", empty_store)
    assert "No runs yet." in everything_said(page)
    assert [button.label for button in page.button] == ["Import your runs", "Add this run"]


def test_a_run_that_another_page_asked_for_stands_alone_until_all_are_wanted(visit, small_store):
    page = visit("runs", small_store)
    page.session_state[links.RUN] = "run-15"
    page.run()
    assert page.subheader[0].value == "Sat 7 Nov 2026"
    assert "Runs, newest first" not in [frame.proto.alt for frame in page.dataframe]
    page.button(key="runs.all").click().run()
    assert len(page.dataframe[0].value) == 10


def test_a_run_that_is_gone_is_asked_for_in_vain(visit, small_store):
    page = visit("runs", small_store)
    page.session_state[links.RUN] = "no-such-run"
    page.run()
    assert not page.exception
    assert len(page.dataframe[0].value) == 10


def test_the_list_marks_the_runs_that_stood_out(visit, small_store):
    # 12 km after 8 km at most, with pain of 5, is marked; 6 km on 7 Nov, without an entry, is not.
    marks = visit("runs", small_store).dataframe[0].value.set_index("Day")["Stood out"]
    assert marks["Sat 21 Nov 2026"] in ("▲ Watch", "■ Act")
    assert marks["Sat 7 Nov 2026"] == ""


def test_one_run_is_no_list_to_change_at_once(visit, small_store):
    page = visit("runs", small_store)
    page.date_input(key="runs.days").set_value((date(2026, 11, 21), date(2026, 11, 21))).run()
    labels = [expander.label for expander in page.expander]
    assert "Change this run" in labels
    assert not [label for label in labels if label.startswith("Change the")]


def surfaces(store):
    """What most of each run was on, by run_id."""
    return ground.most_of(ground.laid(store.load()))["surface"]


def test_runs_are_found_between_two_days(small_store):
    runs, on = small_store.load().runs, surfaces(small_store)
    found = matching(runs, Sought(date(2026, 11, 14), date(2026, 11, 19)), on)
    assert list(found["run_id"]) == ["run-3", "run-5", "run-8"]


def test_a_surface_that_nobody_knows_can_be_looked_for(small_store):
    runs, on = small_store.load().runs, surfaces(small_store)
    assert list(matching(runs, Sought(*EVER, surfaces=(NOT_KNOWN,)), on)["run_id"]) == ["run-1", "run-3"]
    assert len(matching(runs, Sought(*EVER, surfaces=("asphalt",)), on)) == 8
    assert len(matching(runs, Sought(*EVER, surfaces=("asphalt", NOT_KNOWN)), on)) == 10


def test_runs_are_found_by_shoe(small_store):
    runs, on = small_store.load().runs, surfaces(small_store)
    assert len(matching(runs, Sought(*EVER, shoe_ids=("pegasus-40",)), on)) == 8
    assert matching(runs, Sought(*EVER, shoe_ids=("speedgoat",)), on).empty


def test_a_filter_narrows_the_list_on_the_page(visit, small_store):
    page = visit("runs", small_store)
    page.multiselect(key="runs.surfaces").set_value([NOT_KNOWN]).run()
    assert len(page.dataframe[0].value) == 2


def test_filters_that_leave_nothing_say_what_to_do(visit, small_store, everything_said):
    page = visit("runs", small_store)
    page.multiselect(key="runs.surfaces").set_value(["grass"]).run()
    assert not page.exception
    assert "take a filter away" in everything_said(page)


def test_the_newest_run_is_shown_with_its_numbers(visit, small_store):
    numbers = {metric.label: metric.value for metric in visit("runs", small_store).metric}
    assert numbers["Distance"] == "12 km"
    assert numbers["Pace"] == "5:33 /km"
    assert numbers["Heart rate"] == "144 bpm"


def test_climb_from_gps_is_marked_approximate(visit, small_store, everything_said):
    page = visit("runs", small_store)
    numbers = {metric.label: metric.value for metric in page.metric}
    assert (numbers["Up"], numbers["Down"]) == ("120 m", "110 m")
    assert "Altitude: GPS, approximate" in everything_said(page)


def test_another_run_can_be_chosen(visit, small_store):
    page = visit("runs", small_store)
    page.selectbox(key="runs.run").set_value("run-15").run()
    assert page.subheader[0].value == "Sat 7 Nov 2026"


def test_two_runs_of_one_day_and_distance_are_told_apart_and_each_opens_its_own(
    visit, empty_store, add_a_run
):
    # 06:30 and 17:00 UTC are 07:30 and 18:00 in Zurich's winter; 30 s more or less are the same minute.
    begun = {1: ("06:30", 200.0, None), 2: ("17:00", 100.0, "phone"), 3: ("17:00:30", 400.0, None)}
    for ago, (at, duration_s, device) in begun.items():
        more = {"zone": "Europe/Zurich", "duration_s": duration_s, "device": device}
        began = pd.Timestamp(f"2026-11-20 {at}", tz="UTC")
        add_a_run(empty_store, ago, 5.0, started_at=began, day=pd.Timestamp("2026-11-20"), **more)
    page = visit("runs", empty_store)
    box = page.selectbox(key="runs.run")
    assert box.options == [
        "Fri 20 Nov 2026 18:00, 5 km",
        "Fri 20 Nov 2026 18:00, 5 km (phone)",
        "Fri 20 Nov 2026 07:30, 5 km",
    ]
    times = []
    for run_id in ("run-3", "run-2", "run-1"):
        page.selectbox(key="runs.run").set_value(run_id).run()
        times.append(next(metric.value for metric in page.metric if metric.label == "Time"))
    assert times == ["6:40", "1:40", "3:20"]


def test_runs_that_no_word_tells_apart_are_numbered(empty_store, add_a_run):
    at = {"started_at": pd.Timestamp("2026-11-20 08:00", tz="UTC"), "day": pd.Timestamp("2026-11-20")}
    for ago in (1, 2):
        add_a_run(empty_store, ago, 5.0, **at)
    said = told_apart(empty_store.load().runs, "km")
    assert said == {
        "run-1": "Fri 20 Nov 2026 08:00, 5 km",
        "run-2": "Fri 20 Nov 2026 08:00, 5 km, number 2",
    }


def test_a_run_says_what_it_stood_out_by(visit, small_store):
    # 12 km after 8 km at most: 12 / 8 - 1 = 50 % more than the longest of the 30 days before.
    said = [text.value for text in visit("runs", small_store).text]
    assert any("50\N{NO-BREAK SPACE}%" in text for text in said)


def test_a_name_is_text_and_never_markdown(visit, small_store):
    page = visit("runs", small_store)
    assert "![x](http://example.org/x.png) hills" in [text.value for text in page.text]
    assert not [markdown for markdown in page.markdown if "example.org" in markdown.value]


def test_one_run_is_given_surface_shoes_and_name(visit, small_store):
    page = visit("runs", small_store)
    page.selectbox(key="runs.surface.run-1").set_value("trail")
    page.selectbox(key="runs.shoe.run-1").set_value("speedgoat")
    page.text_input(key="runs.title.run-1").set_value("Ridge")
    save(page, "runs.edit.run-1")
    run = small_store.load().runs.set_index("run_id").loc["run-1"]
    assert list(run[["surface", "surface_source", "shoe_id", "title"]]) == [
        "trail",
        "runner",
        "speedgoat",
        "Ridge",
    ]
    assert said(page.success) == ["Saved for 1 run."]


def test_an_emptied_field_is_cleared_and_the_others_stay(visit, small_store):
    page = visit("runs", small_store)
    page.selectbox(key="runs.run").set_value("run-5").run()
    page.selectbox(key="runs.surface.run-5").set_value("")
    save(page, "runs.edit.run-5")
    run = small_store.load().runs.set_index("run_id").loc["run-5"]
    assert pd.isna(run["surface"])
    assert run["shoe_id"] == "pegasus-40"


def test_a_surface_of_the_watch_stays_the_watchs_when_only_the_shoe_is_said(visit, small_store):
    page = visit("runs", small_store)
    before = small_store.load().runs.set_index("run_id").loc["run-1", "surface_source"]
    page.selectbox(key="runs.shoe.run-1").set_value("speedgoat")
    save(page, "runs.edit.run-1")
    after = small_store.load().runs.set_index("run_id").loc["run-1", "surface_source"]
    assert pd.isna(before)
    assert pd.isna(after)


def test_all_runs_of_the_list_are_given_a_shoe_at_once(visit, small_store):
    page = visit("runs", small_store)
    page.multiselect(key="runs.surfaces").set_value([NOT_KNOWN]).run()
    page.selectbox(key="runs.shoe_many").set_value("speedgoat")
    save(page, "runs.edit_many")
    runs = small_store.load().runs.set_index("run_id")["shoe_id"]
    assert list(runs[["run-1", "run-3", "run-5"]]) == ["speedgoat", "speedgoat", "pegasus-40"]
    assert runs.eq("speedgoat").sum() == 2


def test_saving_no_change_changes_nothing(visit, small_store):
    before = small_store.data_version()
    page = visit("runs", small_store)
    save(page, "runs.edit_many")
    assert small_store.data_version() == before
    assert said(page.warning) == ["Nothing was changed."]


def test_a_run_without_positions_or_laps_is_shown_too(visit, empty_store, everything_said):
    from ingest.schema import LAPS, TRACK
    from ingest.store import Original

    row = {"started_at": pd.Timestamp("2026-11-20 08:00", tz="UTC"), "day": pd.Timestamp("2026-11-20")}
    empty_store.add_run("bare", row, TRACK.empty(), LAPS.empty(), Original("bare.fit", b"x"))
    page = visit("runs", empty_store)
    assert "recorded without GPS" in everything_said(page)
    assert {metric.value for metric in page.metric} == {"–"}


@pytest.mark.parametrize(("unit", "distance"), [("km", "12 km"), ("mi", "7.5 mi")])
def test_the_numbers_follow_the_runners_unit(visit, small_store, unit, distance):
    from ingest.schema import Profile

    small_store.save_profile(Profile(distance_unit=unit))  # 12,000 m / 1609.344 = 7.46 mi
    assert visit("runs", small_store).metric[0].value == distance


def save(page, form):
    next(button for button in page.form_submit_button if button.form_id == form).click().run()
    assert not page.exception


def said(elements):
    """What stands in them once their marks are disarmed."""
    return [element.value.replace("\\", "") for element in elements]
