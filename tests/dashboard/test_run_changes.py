"""Runs typed in, edited, taken apart, joined and left out, each with its way back."""

from datetime import UTC, date, datetime, time, timedelta

import pandas as pd
import pytest

from dashboard import recordings
from dashboard.views import links
from dashboard.views.runs import Sought, matching
from ingest import batch
from ingest.schema import RECORDINGS, Profile
from tests.dashboard.test_import_runs import gpx

pytestmark = pytest.mark.usefixtures("nothing_stands_out")

START = datetime(2026, 11, 20, 7, tzinfo=UTC)


def said(elements):
    return [element.value.replace("\\", "") for element in elements]


def save(page, form):
    next(button for button in page.form_submit_button if button.form_id == form).click().run()
    assert not page.exception
    return page


def field(kind, name, page):
    return getattr(page, kind)(key=f"runs.by_hand.{name}")


def type_in(page, distance=None, duration="", **more):
    field("date_input", "day", page).set_value(date(2026, 11, 20))
    field("time_input", "began", page).set_value(time(7, 30))
    field("number_input", "distance", page).set_value(distance)
    field("text_input", "duration", page).set_value(duration)
    for name, value in more.items():
        field("text_input" if name == "title" else "selectbox", name, page).set_value(value)
    return save(page, "runs.by_hand")


@pytest.mark.parametrize(("unit", "distance_m"), [("km", 5000.0), ("mi", 5 * 1609.344)])
def test_a_run_is_typed_in_on_an_empty_log(visit, empty_store, unit, distance_m):
    empty_store.save_profile(Profile(distance_unit=unit))
    shoe = empty_store.add_shoe("Ghost", "road")
    more = {"kind": "trail", "surface": "grass", "shoe": shoe, "title": "Park"}
    page = type_in(visit("runs", empty_store), 5.0, "0:45:00", **more)
    run = empty_store.load().runs.iloc[0]
    assert run["distance_m"] == pytest.approx(distance_m)
    assert list(run[["duration_s", "sub_sport", "surface", "shoe_id", "title"]]) == [
        2700.0, "trail", "grass", shoe, "Park",
    ]  # fmt: skip
    assert run["day"] == pd.Timestamp("2026-11-20")
    assert "Added: 20 Nov 2026." in said(page.success)
    assert "Added: 20 Nov 2026." in said(page.toast)
    assert page.subheader[0].value == "Fri 20 Nov 2026"
    assert "No map: this run was typed in." in [caption.value for caption in page.caption]
    page.button(key="runs.all").click().run()
    assert field("number_input", "distance", page).value is None


@pytest.mark.parametrize(
    ("distance", "duration", "told"),
    [
        (None, "", "a distance or a time"),
        (5.0, "45", "is no time"),
        (50.0, "0:45:00", "Nobody runs that far"),
    ],
)
def test_what_cannot_be_is_refused_and_stays_in_the_form(visit, empty_store, distance, duration, told):
    page = type_in(visit("runs", empty_store), distance, duration)
    assert told in said(page.warning)[0]
    assert field("text_input", "duration", page).value == duration
    assert empty_store.load().runs.empty


def test_the_same_run_typed_in_twice_is_told(visit, empty_store):
    page = type_in(visit("runs", empty_store), 5.0, "0:45:00")
    page.button(key="runs.all").click().run()
    page = type_in(page, 5.0, "0:45:00")
    assert len(empty_store.load().runs) == 1
    assert page.warning


def order(page):
    """What stands on a page, from top to bottom: the labels of buttons and the words of notices."""
    return [
        getattr(element, "label", "") or getattr(element, "value", "")
        for element in page.main
        if element.type in ("button", "success", "warning")
    ]


def follows(page, button, told):
    """Whether the notice stands next after the button."""
    found = order(page)
    return told in found[found.index(button) + 1].replace("\\", "")


def test_what_is_refused_is_said_under_the_button(visit, empty_store):
    page = type_in(visit("runs", empty_store), None)
    assert follows(page, "Add this run", "a distance or a time")


def test_a_typed_in_run_was_never_recorded(visit, empty_store):
    page = type_in(visit("runs", empty_store), 7.5)
    assert not page.table
    run_id = empty_store.load().runs["run_id"].iloc[0]
    page.number_input(key=f"runs.distance.{run_id}").set_value(8.0)
    save(page, f"runs.edit.{run_id}")
    assert "Typed in: 7.5 km." in [caption.value for caption in page.caption]
    assert follows(page, "Save", "Saved for 1 run.")
    button = page.button(key=f"runs.recorded.{run_id}")
    assert button.label == "Back to the distance first typed in"
    button.click().run()
    assert empty_store.load().runs["distance_m"].to_list() == [7500.0]
    assert said(page.success) == ["The distance first typed in counts again."]


def test_what_was_saved_is_said_under_the_button_of_the_form(visit, small_store):
    page = visit("runs", small_store)
    page.number_input(key="runs.distance.run-1").set_value(11.5)
    save(page, "runs.edit.run-1")
    assert follows(page, "Save", "Saved for 1 run.")
    page.button(key="runs.recorded.run-1").click().run()
    assert said(page.success) == ["The recorded distance counts again."]
    found = order(page)
    assert found.index(page.success[0].value) == found.index("Leave this run out") - 1


def test_a_change_of_many_is_said_under_its_button(visit, small_store):
    page = visit("runs", small_store)
    page.selectbox(key="runs.kind_many").set_value("trail")
    save(page, "runs.edit_many")
    assert follows(page, "Save for 10 runs", "Saved for 10 runs.")


def of_run_1(store, column):
    return store.load().runs.set_index("run_id").loc["run-1", column]


def test_a_distance_is_set_and_the_recorded_one_comes_back(visit, small_store):
    page = visit("runs", small_store)
    page.number_input(key="runs.distance.run-1").set_value(11.5)
    save(page, "runs.edit.run-1")
    assert of_run_1(small_store, "distance_m") == 11_500.0
    assert "Recorded: 12 km." in [caption.value for caption in page.caption]
    page.button(key="runs.recorded.run-1").click().run()
    assert of_run_1(small_store, "distance_m") == 12_000.0
    assert page.number_input(key="runs.distance.run-1").value == 12.0


def test_a_distance_in_miles_that_nobody_touched_stays_as_it_was(visit, small_store):
    small_store.save_profile(Profile(distance_unit="mi"))
    page = visit("runs", small_store)
    page.text_input(key="runs.title.run-1").set_value("Ridge")
    save(page, "runs.edit.run-1")
    assert of_run_1(small_store, "distance_m") == 12_000.0
    assert pd.isna(of_run_1(small_store, "distance_source"))


def test_a_kind_is_set(visit, small_store):
    page = visit("runs", small_store)
    page.selectbox(key="runs.kind.run-1").set_value("treadmill")
    save(page, "runs.edit.run-1")
    assert of_run_1(small_store, "sub_sport") == "treadmill"


def test_a_kind_that_no_field_can_show_is_left_alone(visit, empty_store, add_a_run):
    add_a_run(empty_store, 1, 8.0, sub_sport="virtual_activity")
    page = visit("runs", empty_store)
    page.text_input(key="runs.title.run-1").set_value("Ridge")
    save(page, "runs.edit.run-1")
    assert of_run_1(empty_store, "sub_sport") == "virtual_activity"


def test_what_was_no_run_is_left_out_and_can_be_taken_back(visit, small_store, everything_said):
    page = visit("runs", small_store)
    page.selectbox(key="runs.sport.run-1").set_value("hiking")
    save(page, "runs.edit.run-1")
    assert len(small_store.load().runs) == 9
    assert "Saved as a hike." in said(page.success)[0]
    assert "Left out (1)" in everything_said(page)
    assert any("(hike)" in text.value for text in page.text)
    page.button(key="runs.back.run-1").click().run()
    assert len(small_store.load().runs) == 10
    assert "1 run counts again." in said(page.success)


def test_a_run_is_left_out_and_taken_back_even_where_it_was_the_only_one(visit, empty_store, add_a_run):
    add_a_run(empty_store, 1, 8.0)
    page = visit("runs", empty_store)
    page.button(key="runs.out.run-1").click().run()
    assert empty_store.load().runs.empty
    assert said(page.toast) == said(page.success)
    assert said(page.toast)[0].startswith("Left out.")
    page.button(key="runs.back.run-1").click().run()
    assert len(empty_store.load().runs) == 1
    assert said(page.toast) == ["1 run counts again."]
    assert not [expander for expander in page.expander if expander.label.startswith("Left out")]


def test_many_are_given_a_kind_left_out_and_all_taken_back(visit, small_store):
    page = visit("runs", small_store)
    page.selectbox(key="runs.kind_many").set_value("trail")
    page.checkbox(key="runs.out_many").set_value(True)
    save(page, "runs.edit_many")
    assert small_store.load().runs.empty
    assert small_store.left_out()["sub_sport"].eq("trail").all()
    page.button(key="runs.all_back").click().run()
    assert len(small_store.load().runs) == 10


def test_a_change_of_many_is_seen_in_the_form_of_one(visit, small_store):
    page = visit("runs", small_store)
    page.selectbox(key="runs.surface_many").set_value("grass")
    save(page, "runs.edit_many")
    assert page.selectbox(key="runs.surface.run-1").value == "grass"


def test_runs_are_found_by_the_device_that_recorded_them(visit, empty_store, add_a_run):
    for ago, device in enumerate(("Garmin fr935", "phone", None), start=1):
        add_a_run(empty_store, ago, 8.0, device=device)
    ever, runs = (date(2026, 1, 1), date(2026, 12, 31)), empty_store.load().runs
    on = pd.Series(dtype="str")
    assert list(matching(runs, Sought(*ever, devices=("phone",)), on)["run_id"]) == ["run-2"]
    assert list(matching(runs, Sought(*ever, devices=("not known",)), on)["run_id"]) == ["run-3"]
    page = visit("runs", empty_store)
    page.multiselect(key="runs.devices").set_value(["Garmin fr935"]).run()
    assert len(page.dataframe[0].value) == 1


@pytest.fixture
def twice(empty_store):
    """A run of two recordings; its name."""
    (run_id,) = batch.import_one(empty_store, "a.gpx", gpx(START)).run_ids
    batch.import_one(empty_store, "b.gpx", gpx(START).replace(b'creator="test"', b'creator="*phone*"'))
    return run_id


def test_a_run_recorded_twice_says_so_and_is_taken_apart_and_joined_again(visit, empty_store, twice):
    page = visit("runs", empty_store)
    assert "**Recorded 2 times**, counted once" in [markdown.value for markdown in page.markdown]
    shown = [text.value for text in page.text if "gives" in text.value]
    assert sum("gives distance, time and all else." in text for text in shown) == 1
    assert sum(text.value.endswith("is kept beside it; no numbers come from it.") for text in page.text) == 1
    page.button(key=f"runs.separate.{twice}").click().run()
    assert len(empty_store.load().runs) == 2
    assert "2 runs now, each counted." in said(page.success)[0]
    assert said(page.toast) == said(page.success)
    page.session_state[links.RUN] = twice
    page.run()
    beside = [text.value for text in page.text if text.value.startswith("Fri 20 Nov 2026 08:00, 3.1 km (")]
    assert len(beside) == 1
    page.button(key=f"runs.join.{twice}").click().run()
    assert list(empty_store.load().runs["run_id"]) == [twice]
    assert "One run now" in said(page.success)[0]
    assert said(page.toast) == said(page.success)


def ticked_runs(where, run_ids):
    from dashboard.views import notice, recorded
    from ingest.store import Store

    notice.told(recorded.SAID)
    runs = Store(where).load().runs.set_index("run_id", drop=False)
    recorded.ticked(Store(where), runs.loc[list(run_ids)])


def tick(store, run_ids):
    from streamlit.testing.v1 import AppTest

    return AppTest.from_function(ticked_runs, args=(store.where, run_ids), default_timeout=20).run()


def test_ticked_runs_become_one_that_keeps_the_name_of_the_earliest(empty_store, twice):
    names = batch.separate(empty_store, twice)
    tick(empty_store, names[::-1]).button(key="runs.join").click().run()
    assert list(empty_store.load().runs["run_id"]) == [twice]


def test_runs_that_cannot_be_joined_are_told_with_a_sentence(small_store, add_a_run):
    add_a_run(small_store, 0, 5.0, started_at=small_store.load().runs["started_at"].max(), format="manual")
    page = tick(small_store, ["run-0", "run-1"])
    page.button(key="runs.join").click().run()
    assert len(small_store.load().runs) == 11
    assert follows(page, "Make one run of these", "cannot be joined")


def test_ticked_runs_of_different_days_are_not_offered_as_one(small_store):
    assert len(tick(small_store, ["run-1", "run-3"]).button) == 0


@pytest.mark.parametrize(
    ("minutes", "offered"),
    [
        ([], False),
        ([0], False),
        ([0, 0], True),
        ([0, 30, 90], True),
        ([0, 60], True),
        ([0, 60.1], False),
        ([0, 30, 90.1], False),
        ([0, 0, 0, 0], False),
    ],
)
def test_two_or_three_runs_that_share_their_time_may_be_one(minutes, offered):
    rows = [recorded(str(late), str(number), late) for number, late in enumerate(minutes)]
    assert recordings.may_be_joined(RECORDINGS.frame(rows[::-1])) == offered


def recorded(name, run_id, minutes_late=0.0, apart=1.0, **more):
    row = {"recording_id": name, "run_id": run_id, "name": name, "apart": apart, "elapsed_s": 3600.0}
    return {**row, "started_at": START + timedelta(minutes=minutes_late), **more}


@pytest.mark.parametrize(
    ("minutes_late", "apart", "found"),
    [(0, 1.0, ["b"]), (59.9, 1.0, ["b"]), (60, 1.0, []), (-60, 1.0, []), (-59.9, 1.0, ["b"]), (0, 0.0, [])],
)
def test_runs_set_apart_are_found_where_they_share_time(minutes_late, apart, found):
    rows = [recorded("x", "a"), recorded("y", "b", minutes_late, apart)]
    assert recordings.set_apart(RECORDINGS.frame(rows), "a") == found


def test_what_each_recording_gives_is_said_the_one_that_shows_the_run_first():
    rows = [
        recorded("in/b.fit", "a", gives="power, laps", device="phone"),
        recorded("in/a.fit", "a", gives="distance, time and all else", device="Garmin fr935"),
        recorded("in/c.fit", "a", gives="", device=None),
    ]
    assert recordings.sentences(RECORDINGS.frame(rows)) == [
        "“a.fit” (Garmin fr935) gives distance, time and all else.",
        "“b.fit” (phone) gives power and laps.",
        "“c.fit” is kept beside it; no numbers come from it.",
    ]
