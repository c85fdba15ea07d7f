"""Shoes: lanes, pain by pair, and the forms."""

import json
from datetime import date

import pandas as pd
import pytest

from tests.chart_words import written

TODAY = date(2026, 11, 22)
PEGASUS = "Pegasus *40*"
PNG = (
    b"\x89PNG\r\n\x1a\n\0\0\0\rIHDR\0\0\0\x01\0\0\0\x01\x01\0\0\0\x007n\xf9$"
    b"\0\0\0\nIDATx\x9cc`\0\0\0\x02\0\x01H\xaf\xa4q\0\0\0\0IEND\xaeB`\x82"
)
"""One black point."""

SAVED = pytest.mark.usefixtures("nothing_stands_out")


def shoes_of(store):
    return store.load().shoes.set_index("name")


def lanes(page):
    return json.loads(page.get("plotly_chart")[0].spec)


def pick(page, name):
    page.selectbox(key="shoes.pair").select(name).run()
    return page


def test_an_empty_drawer_opens_the_form_for_the_first_pair(visit, empty_store, everything_said):
    page = visit("shoes", empty_store)
    assert "Add the pair you run in most" in everything_said(page)
    page.text_input(key="shoes.new_pair.name").set_value("Ghost 15")
    page.number_input(key="shoes.new_pair.start_distance_m").set_value(120.0)
    page.button(key="FormSubmitter:shoes.add-Add this pair").click().run()
    assert not page.exception
    pair = shoes_of(empty_store).loc["Ghost 15"]
    assert (pair["kind"], pair["start_distance_m"]) == ("road", 120_000.0)
    assert pd.isna(pair["replace_m"])
    assert page.success[0].value.startswith("Added.")
    assert page.text_input(key="shoes.new_pair.name").value == ""
    assert page.number_input(key="shoes.new_pair.start_distance_m").value is None


def test_a_pair_without_a_name_is_refused_with_a_sentence(visit, empty_store):
    page = visit("shoes", empty_store)
    page.number_input(key="shoes.new_pair.start_distance_m").set_value(120.0)
    page.button(key="FormSubmitter:shoes.add-Add this pair").click().run()
    assert page.error[0].value == "Give the pair a name."
    assert empty_store.load().shoes.empty
    assert page.number_input(key="shoes.new_pair.start_distance_m").value == 120.0


def test_the_pair_nearest_to_its_limit_comes_first_with_what_to_do(visit, small_store):
    # 500 km before, then 8 × 5 + 6 + 7.5 km = 8 + 8 + 8 + 8 + 6 + 8 + 8 + 7.5 = 61.5 km: 561.5 km
    page = visit("shoes", small_store)
    hard = "\N{NO-BREAK SPACE}"
    assert page.text[0].value.startswith(f"{PEGASUS}: 562{hard}km of 644{hard}km. Limit about ")
    assert page.text[1].value.startswith("No other road pair is in use: look for the next one now")


def test_each_pair_has_its_lane_and_says_what_is_ahead(visit, small_store):
    notes = [written(note["text"]) for note in lanes(visit("shoes", small_store))["layout"]["annotations"]]
    assert notes[0] == f"<b>{PEGASUS}</b>"
    assert notes[1].startswith("562 km of 644 km · about ")
    assert ", likely " in notes[1]
    assert notes[2:] == ["<b>Speedgoat</b>", "0 km of 483 km · new, not worn yet"]


def test_a_shoe_past_300_miles_brings_its_finding_with_why(visit, small_store, everything_said):
    page = visit("shoes", small_store)
    assert "not a medical limit" in everything_said(page)
    assert "Why, and how sure" in [expander.label for expander in page.expander]


def test_an_unworn_pair_past_its_limit_leaves_the_head_to_one_that_is_worn(
    visit, small_store, add_a_run, everything_said
):
    small_store.add_shoe("Old", "road", start_distance_m=900_000.0)
    page = visit("shoes", small_store)
    assert page.text[0].value.startswith(f"{PEGASUS}: ")
    assert "Old has 900\N{NO-BREAK SPACE}km on it" in everything_said(page)  # as a finding, with its why


def test_what_is_behind_the_limit_of_the_head_is_told_where_nothing_stands_out_too(
    visit, empty_store, everything_said
):
    empty_store.add_shoe("Ghost", "road", start_distance_m=10_000.0)
    page = visit("shoes", empty_store)
    assert "Not worn yet" in page.text[0].value
    assert "Why, and how sure" in [expander.label for expander in page.expander]
    assert "Source: Cook 1985" in everything_said(page)


def test_a_racing_shoe_has_no_limit_of_the_guide(visit, empty_store):
    empty_store.add_shoe("Fast", "racing")
    page = visit("shoes", empty_store)
    assert page.markdown[0].value == "No pair in use has a limit."
    assert written(lanes(page)["layout"]["annotations"][1]["text"]) == "0 km · new, no limit set"


def test_pain_by_pair_counts_runs_with_an_entry_only(visit, small_store, everything_said):
    small_store.edit_runs(["run-1", "run-3"], shoe_id="speedgoat")
    said = everything_said(visit("shoes", small_store))
    # Yesterday 5 of 10, three days ago 0; no entry on the days of the other pair's runs.
    assert "Speedgoat: hip pain of 3 or more in 1 of 2 runs with an entry (50 %)." in said
    assert f"{PEGASUS}: hip pain" not in said


@SAVED
def test_a_pair_can_be_given_limits_of_its_own_in_the_runners_unit(visit, small_store):
    page = pick(visit("shoes", small_store), "speedgoat")
    page.number_input(key="shoes.speedgoat.replace_m").set_value(700.0)
    page.button(key="FormSubmitter:shoes.speedgoat.form-Save").click().run()
    assert not page.exception
    assert shoes_of(small_store).loc["Speedgoat", "replace_m"] == 700_000.0


@SAVED
def test_saving_without_a_change_keeps_every_digit(visit, small_store):
    small_store.edit_shoe("speedgoat", start_distance_m=123_456.789)
    page = pick(visit("shoes", small_store), "speedgoat")
    page.button(key="FormSubmitter:shoes.speedgoat.form-Save").click().run()
    assert shoes_of(small_store).loc["Speedgoat", "start_distance_m"] == 123_456.789


@SAVED
def test_a_limit_can_be_taken_back(visit, small_store):
    small_store.edit_shoe("speedgoat", replace_m=700_000.0)
    page = pick(visit("shoes", small_store), "speedgoat")
    page.number_input(key="shoes.speedgoat.replace_m").set_value(None)
    page.button(key="FormSubmitter:shoes.speedgoat.form-Save").click().run()
    assert pd.isna(shoes_of(small_store).loc["Speedgoat", "replace_m"])


@pytest.mark.parametrize("name", ["New", "Add", "Pair", "Change"])
def test_a_pair_may_be_called_as_parts_of_the_page_are(visit, empty_store, name):
    empty_store.add_shoe(name, "road")
    assert visit("shoes", empty_store).selectbox(key="shoes.pair").value == name.lower()


@SAVED
def test_a_retired_pair_leaves_the_lanes_and_keeps_its_history(visit, small_store):
    page = pick(visit("shoes", small_store), "speedgoat")
    page.date_input(key="shoes.speedgoat.retired_on").set_value(TODAY)
    page.button(key="FormSubmitter:shoes.speedgoat.form-Save").click().run()
    assert not page.exception
    assert shoes_of(small_store).loc["Speedgoat", "retired_on"] == pd.Timestamp(TODAY)
    assert not any("Speedgoat" in note["text"] for note in lanes(page)["layout"]["annotations"])


@SAVED
def test_a_pair_past_its_limit_is_retired_with_a_tap_and_taken_back(visit, small_store):
    small_store.edit_shoe("pegasus-40", replace_m=500_000.0)
    page = visit("shoes", small_store)
    page.button(key="shoes.retire_nearest.pegasus-40").click().run()
    assert shoes_of(small_store).loc[PEGASUS, "retired_on"] == pd.Timestamp(TODAY)
    page.button(key="shoes.unretire").click().run()
    assert not page.exception
    assert pd.isna(shoes_of(small_store).loc[PEGASUS, "retired_on"])
    assert not any(button.key == "shoes.unretire" for button in page.button)


@SAVED
def test_any_pair_in_use_is_retired_with_a_tap_and_a_later_save_leaves_it_so(visit, small_store):
    page = pick(visit("shoes", small_store), "speedgoat")
    assert not any(button.key.startswith("shoes.retire_nearest") for button in page.button if button.key)
    page.button(key="shoes.retire.speedgoat").click().run()
    page.button(key="FormSubmitter:shoes.speedgoat.form-Save").click().run()
    assert not page.exception
    assert shoes_of(small_store).loc["Speedgoat", "retired_on"] == pd.Timestamp(TODAY)
    assert "shoes.retire.speedgoat" not in [button.key for button in page.button]


def test_when_every_pair_is_retired_the_page_says_so(visit, empty_store, everything_said):
    empty_store.add_shoe("Old", "road", retired_on=pd.Timestamp("2026-01-01"))
    assert "Every pair is retired." in everything_said(visit("shoes", empty_store))


def test_names_that_others_chose_are_text_never_markdown(visit, small_store):
    page = visit("shoes", small_store)
    assert not any(PEGASUS in element.value for element in [*page.markdown, *page.caption])


BANNED = ("causes", "trigger", " safe", "risk %", "probability of injury", "danger zone")


@pytest.mark.parametrize("name", ["risk", "terrain", "shoes"])
def test_no_page_says_what_nobody_knows(visit, small_store, everything_said, name):
    said = everything_said(visit(name, small_store)).lower()
    assert [word for word in BANNED if word in said] == []


@SAVED
def test_days_that_cannot_be_are_refused_with_a_sentence_and_nothing_typed_is_lost(visit, small_store):
    page = pick(visit("shoes", small_store), "speedgoat")
    page.date_input(key="shoes.speedgoat.bought_on").set_value(TODAY)
    page.date_input(key="shoes.speedgoat.retired_on").set_value(date(2026, 11, 21))
    page.text_area(key="shoes.speedgoat.note").set_value("a size up")
    page.button(key="FormSubmitter:shoes.speedgoat.form-Save").click().run()
    assert (
        page.error[0].value == "A pair cannot be bought on 22 November 2026 and retired on 21 November 2026."
    )
    assert page.text_area(key="shoes.speedgoat.note").value == "a size up"
    assert page.date_input(key="shoes.speedgoat.bought_on").value == TODAY
    page.date_input(key="shoes.speedgoat.retired_on").set_value(None)
    page.multiselect(key="shoes.speedgoat.default_for").set_value(["trail", "gravel"])
    page.button(key="FormSubmitter:shoes.speedgoat.form-Save").click().run()
    row = shoes_of(small_store).loc["Speedgoat"]
    assert (row["note"], row["default_for"], row["bought_on"]) == (
        "a size up",
        "trail gravel",
        pd.Timestamp(TODAY),
    )
    assert pd.isna(row["retired_on"])


@SAVED
def test_runs_without_a_pair_are_counted_given_one_and_taken_back(visit, small_store, everything_said):
    page = visit("shoes", small_store)
    page.selectbox(key="shoes.give_pair").select("speedgoat").run()
    # Without a pair: the runs of yesterday (12 km) and of three days ago (8 km).
    assert "**2 runs without a pair** in these days, 20\N{NO-BREAK SPACE}km." in everything_said(page)
    page.date_input(key="shoes.give_from.speedgoat").set_value(date(2026, 11, 20)).run()
    assert "**1 run without a pair** in these days, 12\N{NO-BREAK SPACE}km." in everything_said(page)
    older = page.button(key="shoes.give_older.speedgoat")
    assert older.label == "1 older run has none: take these days"
    older.click().run()
    assert page.date_input(key="shoes.give_from.speedgoat").value == date(2026, 11, 19)
    assert "**2 runs without a pair** in these days, 20\N{NO-BREAK SPACE}km." in everything_said(page)
    page.date_input(key="shoes.give_from.speedgoat").set_value(date(2026, 11, 20)).run()
    page.button(key="shoes.give").click().run()
    runs = small_store.load().runs.set_index("run_id")
    assert runs.loc["run-1", ["shoe_id", "shoe_source"]].tolist() == ["speedgoat", "runner"]
    assert pd.isna(runs.loc["run-3", "shoe_id"])
    page.button(key="shoes.take_back").click().run()
    assert not page.exception
    assert small_store.load().runs.set_index("run_id").loc["run-1", ["shoe_id", "shoe_source"]].isna().all()


def test_no_date_field_is_marked_in_a_way_that_screen_readers_cannot_read(visit, small_store):
    """Streamlit writes "required" on an element that may not carry it."""
    fields = visit("shoes", small_store).date_input
    assert len(fields) == 7
    assert not any(field.proto.required for field in fields)


@SAVED
def test_what_was_said_since_is_not_taken_back(visit, small_store):
    page = visit("shoes", small_store)
    page.selectbox(key="shoes.give_pair").select("speedgoat").run()
    page.button(key="shoes.give").click().run()
    runs = small_store.load().runs.set_index("run_id")
    assert runs.loc[["run-1", "run-3"], "shoe_id"].tolist() == ["speedgoat", "speedgoat"]
    small_store.edit_runs(["run-1"], shoe_id="pegasus-40")  # in another tab
    page.button(key="shoes.take_back").click().run()
    runs = small_store.load().runs.set_index("run_id")
    assert runs.loc["run-1", ["shoe_id", "shoe_source"]].tolist() == ["pegasus-40", "runner"]
    assert runs.loc["run-3", ["shoe_id", "shoe_source"]].isna().all()


@SAVED
def test_after_another_change_there_is_nothing_to_take_back_any_more(visit, small_store):
    page = visit("shoes", small_store)
    page.button(key="shoes.give").click().run()
    assert "shoes.take_back" in [button.key for button in page.button]
    small_store.edit_runs(["run-1"], title="Woods")
    page.run()
    assert "shoes.take_back" not in [button.key for button in page.button]


@SAVED
def test_soles_are_tapped_left_and_right_and_compared_once_saved(visit, small_store, everything_said):
    page = visit("shoes", small_store)
    page.selectbox(key="shoes.soles_of").select("speedgoat").run()
    page.button(key="shoes.left_wear.speedgoat.outside heel").click().run()
    page.button(key="shoes.right_wear.speedgoat.toes").click().run()
    page.button(key="shoes.right_wear.speedgoat.even").click().run()
    page.text_input(key="shoes.left_wear.speedgoat.own").set_value("a hole").run()
    said = everything_said(page)
    assert "Not saved yet." in said
    assert "Left and right" not in said
    page.button(key="shoes.soles.speedgoat").click().run()
    row = shoes_of(small_store).loc["Speedgoat"]
    assert (row["left_wear"], row["right_wear"]) == ("outside heel; a hole", "even")
    said = everything_said(page)
    assert "Left and right are worn differently. What that means is not known" in said
    assert "Not saved yet." not in said


@SAVED
def test_a_kept_picture_is_shown_and_the_uploader_is_empty_again(visit, small_store):
    page = visit("shoes", small_store)
    page.selectbox(key="shoes.soles_of").select("speedgoat").run()
    page.file_uploader(key="shoes.photo.speedgoat.0").set_value(("a.png", PNG, "image/png")).run()
    page.button(key="shoes.keep_photo.speedgoat").click().run()
    assert not page.exception
    assert small_store.shoe_photo("speedgoat") == PNG
    assert page.toggle(key="shoes.show_photo.speedgoat").value
    assert page.file_uploader(key="shoes.photo.speedgoat.1").value is None
    assert not any(button.key == "shoes.keep_photo.speedgoat" for button in page.button)


@SAVED
def test_a_picture_that_is_none_does_not_break_the_page(visit, small_store, everything_said):
    small_store.keep_shoe_photo("speedgoat", b"\xff\xd8\xff nothing behind it")
    page = visit("shoes", small_store)
    page.selectbox(key="shoes.soles_of").select("speedgoat").run()
    page.toggle(key="shoes.show_photo.speedgoat").set_value(True).run()
    assert not page.exception
    assert "This picture cannot be shown." in everything_said(page)
    page.button(key="shoes.drop_photo.speedgoat").click().run()
    assert small_store.shoe_photo("speedgoat") is None


@SAVED
def test_a_run_says_that_its_pair_is_the_default(visit, small_store, add_a_run, everything_said):
    small_store.edit_shoe("speedgoat", default_for="generic", first_used=TODAY)
    add_a_run(small_store, 0, 5.0)
    assert "Shoes: Speedgoat, given as your default for such runs." in everything_said(
        visit("runs", small_store)
    )
    small_store.edit_runs(["run-0"], shoe_id=None)
    assert "given as your default" not in everything_said(visit("runs", small_store))
