"""Today: the hip is logged with a tap or two, at once, and can be taken back."""

from datetime import date, timedelta

import pytest

from dashboard.views.pain_entry import in_words
from ingest.diary import Entry

TODAY = date(2026, 11, 22)
YESTERDAY = TODAY - timedelta(days=1)


def tap(page, *keys):
    for key in keys:
        page.button(key=key).click().run()
        assert not page.exception
    return page


def told(page):
    """What the last tap did, as it stands beside Save."""
    (said,) = [markdown.value for markdown in page.markdown if markdown.value.startswith(":small[")]
    return said.replace("\\", "")


def diary(store):
    frame = store.load().diary
    return {day.date(): row for day, row in frame.set_index("day").to_dict("index").items()}


def test_a_number_a_side_and_a_place_are_saved(visit, empty_store):
    page = visit("today", empty_store)
    tap(page, "today.pain.4", "today.side.left", "today.place.outer", "today.save")
    entry = diary(empty_store)[TODAY]
    assert (entry["worst_pain"], entry["side"], entry["place"]) == (4.0, "left", "outer")
    assert "Saved for Sun 22 Nov: pain 4, left, outer hip." in told(page)


def test_no_pain_takes_one_tap_and_is_an_entry(visit, empty_store):
    page = tap(visit("today", empty_store), "today.none")
    assert diary(empty_store)[TODAY]["worst_pain"] == 0.0
    assert "Saved for Sun 22 Nov: no pain." in told(page)


def test_same_as_the_day_before_takes_one_tap(visit, small_store):
    tap(visit("today", small_store), "today.same")
    entry = diary(small_store)[TODAY]
    assert (entry["worst_pain"], entry["side"], entry["place"]) == (5.0, "left", "outer")


def test_the_day_before_is_not_offered_where_nothing_was_logged(visit, empty_store):
    page = visit("today", empty_store)
    with pytest.raises(KeyError):
        page.button(key="today.same")


@pytest.mark.parametrize("saving", [("today.pain.5", "today.save"), ("today.none",)])
def test_what_another_tab_has_logged_meanwhile_stays(visit, empty_store, saving):
    page = visit("today", empty_store)
    empty_store.add_entry(Entry(TODAY, worst_pain=3, note="slept badly"))
    tap(page, *saving)
    entry = diary(empty_store)[TODAY]
    assert (entry["worst_pain"], entry["note"]) == (5.0 if len(saving) > 1 else 0.0, "slept badly")


def test_undo_takes_a_first_entry_back(visit, empty_store):
    page = tap(visit("today", empty_store), "today.none", "today.undo")
    assert diary(empty_store) == {}
    assert "Taken back." in told(page)


def test_undo_puts_back_what_stood_before(visit, small_store):
    small_store.add_entry(Entry(TODAY, worst_pain=2, side="right", note="slept badly"))
    tap(visit("today", small_store), "today.none", "today.undo")
    entry = diary(small_store)[TODAY]
    assert (entry["worst_pain"], entry["side"], entry["note"]) == (2.0, "right", "slept badly")


def test_a_saved_entry_is_corrected_by_saving_again(visit, empty_store):
    page = tap(visit("today", empty_store), "today.pain.4", "today.save")
    tap(page, "today.pain.6", "today.save")
    assert diary(empty_store)[TODAY]["worst_pain"] == 6.0


def test_what_is_saved_already_stands_in_the_form(visit, small_store):
    small_store.add_entry(Entry(TODAY, worst_pain=2, side="right"))
    page = visit("today", small_store)
    assert page.session_state["today.pain"] == 2
    assert page.session_state["today.side"] == "right"


def test_the_side_and_place_of_the_last_pain_are_chosen_already(visit, small_store):
    page = visit("today", small_store)
    assert (page.session_state["today.side"], page.session_state["today.place"]) == ("left", "outer")
    assert page.session_state["today.pain"] is None


def test_a_day_without_pain_has_no_side(visit, small_store):
    tap(visit("today", small_store), "today.pain.0", "today.save")
    entry = diary(small_store)[TODAY]
    assert entry["worst_pain"] == 0.0
    assert entry["side"] != entry["side"]


def test_a_second_tap_on_the_days_number_changes_nothing(visit, empty_store):
    page = tap(visit("today", empty_store), "today.pain.4", "today.pain.4", "today.save")
    assert empty_store.load().diary["worst_pain"].tolist() == [4]
    assert not page.exception


def test_a_second_tap_takes_back_the_number_of_the_run(visit, empty_store):
    said = ("today.pain.4", "today.run_pain.2", "today.run_pain.2", "today.save")
    page = tap(visit("today", empty_store), *said)
    assert empty_store.load().diary["run_pain"].isna().tolist() == [True]
    assert not page.exception


def test_saving_nothing_says_what_is_missing(visit, empty_store):
    page = tap(visit("today", empty_store), "today.save")
    assert "Tap a number first" in told(page)
    assert diary(empty_store) == {}


def test_pain_in_the_run_belongs_to_the_day_of_the_last_run(visit, small_store):
    tap(visit("today", small_store), "today.run_pain.3", "today.save")
    days = diary(small_store)
    assert days[YESTERDAY]["run_pain"] == 3.0
    assert days[YESTERDAY]["worst_pain"] == 5.0
    assert TODAY not in days


def test_waking_this_morning_belongs_to_the_day_before(visit, small_store):
    tap(visit("today", small_store), "today.pain.2", "today.morning_pain.6", "today.save")
    days = diary(small_store)
    assert days[YESTERDAY]["morning_pain"] == 6.0
    assert days[TODAY]["worst_pain"] == 2.0
    assert days[TODAY]["morning_pain"] != days[TODAY]["morning_pain"]


def test_undo_takes_back_both_days(visit, small_store):
    before = set(diary(small_store))
    taps = "today.pain.2", "today.morning_pain.6", "today.save", "today.undo"
    tap(visit("today", small_store), *taps)
    after = diary(small_store)
    assert set(after) == before
    assert after[YESTERDAY]["morning_pain"] != after[YESTERDAY]["morning_pain"]


def test_another_day_can_be_filled_in(visit, small_store):
    page = visit("today", small_store)
    page.date_input(key="today.day").set_value(date(2026, 11, 15)).run()
    tap(page, "today.pain.1", "today.save")
    assert diary(small_store)[date(2026, 11, 15)]["worst_pain"] == 1.0


def test_yesterday_is_one_tap_away_and_named_where_it_is_saved(visit, small_store):
    page = tap(visit("today", small_store), "today.day_before")
    assert page.button(key="today.save").label == "Save for Sat 21 Nov"
    assert page.session_state["today.pain"] == 5
    tap(page, "today.pain.2", "today.save")
    assert diary(small_store)[YESTERDAY]["worst_pain"] == 2.0
    tap(page, "today.day_after")
    assert page.button(key="today.save").label == "Save"
    assert "today.undo" not in [button.key for button in page.button]


def test_there_is_no_way_to_tomorrow(visit, empty_store):
    page = visit("today", empty_store)
    assert page.button(key="today.day_after").disabled
    assert not tap(page, "today.day_before").button(key="today.day_after").disabled


def test_a_note_alone_is_an_entry(visit, empty_store):
    page = visit("today", empty_store)
    page.text_area(key="today.note").set_value("clicks on the stairs").run()
    page = tap(page, "today.save")
    assert diary(empty_store)[TODAY]["note"] == "clicks on the stairs"
    assert "Saved for Sun 22 Nov: your note." in told(page)


def test_today_says_how_far_the_run_may_go(visit, small_store):
    # The longest run of the 30 days before is yesterday's 12 km; 12 km + 10 % = 13.2 km.
    metric = visit("today", small_store).metric[0]
    assert metric.value == "13.2 km"


def test_a_runner_who_runs_in_miles_reads_miles(visit, small_store):
    from ingest.schema import Profile

    small_store.save_profile(Profile(distance_unit="mi"))
    # 13,200 m / 1609.344 = 8.20 mi
    assert visit("today", small_store).metric[0].value == "8.2 mi"


def test_without_a_run_in_30_days_there_is_nothing_to_go_by(visit, small_store, everything_said, monkeypatch):
    monkeypatch.setenv("HIPLOG_TODAY", "2027-03-01")
    page = visit("today", small_store)
    assert not page.metric
    assert "nothing to go by" in everything_said(page)


def test_the_long_run_and_the_pain_stand_out(visit, small_store, everything_said):
    page = visit("today", small_store)
    assert 1 <= len(page.expander) - 1 <= 3
    assert "12\N{NO-BREAK SPACE}km" in everything_said(page)


def test_the_pair_nearest_to_its_limit_is_named_as_text(visit, small_store):
    # 500 km at the start, and 8 runs of it: 8+8+8+8+6+8+8+7.5 = 61.5 km.
    said = [text.value for text in visit("today", small_store).text]
    assert any(text.startswith("Pegasus *40*: 562 km") for text in said)


def test_a_racing_pair_without_a_limit_is_near_to_none(visit, empty_store, add_a_run, everything_said):
    empty_store.add_shoe("Vaporfly", "racing")
    add_a_run(empty_store, 1, 8.0)
    assert "nearest to its limit" not in everything_said(visit("today", empty_store))


def test_a_racing_pair_with_one_limit_names_just_that(visit, empty_store, add_a_run):
    pair = empty_store.add_shoe("Vaporfly", "racing", replace_m=300_000.0)
    add_a_run(empty_store, 1, 8.0, shoe_id=pair)
    assert "Vaporfly: 8 km; limit 300 km" in [text.value for text in visit("today", empty_store).text]


def test_words_for_an_entry_name_each_score():
    entry = Entry(TODAY, run_pain=3, morning_pain=2, side="both", place="deep")
    said = "Saved for Sun 22 Nov: in the run 3, next morning 2, both sides, deep inside."
    assert in_words(TODAY, entry) == said


def test_nothing_on_the_page_says_safe(visit, small_store, everything_said):
    said = everything_said(visit("today", small_store)).lower()
    assert [word for word in ("safe", "causes", "risk %", "probability", "danger") if word in said] == []


def two_painful_weeks(store):
    store.add_entries(Entry(TODAY - timedelta(days=ago), worst_pain=3) for ago in range(14))


def test_pain_that_lasts_is_told_also_where_no_run_was_ever_imported(visit, empty_store, everything_said):
    two_painful_weeks(empty_store)
    assert "hurt on all 14 days" in everything_said(visit("today", empty_store))


def test_after_a_month_without_a_run_a_quiet_hip_starts_short(visit, empty_store, add_a_run, everything_said):
    add_a_run(empty_store, 40, 8.0)
    assert "nothing to go by. Start short." in everything_said(visit("today", empty_store))


def test_after_a_month_without_a_run_a_hip_that_hurts_comes_first(
    visit, empty_store, add_a_run, everything_said
):
    add_a_run(empty_store, 40, 8.0)
    two_painful_weeks(empty_store)
    said = everything_said(visit("today", empty_store))
    assert "The hip comes first" in said
    assert "Start short" not in said
