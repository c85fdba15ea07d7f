"""The log on the page: what it is filled with, and what its messages do.

The browser's half is played by a button that sends a message; for the real one see tests/browser/test_log.py.
"""

from datetime import date, timedelta

import pytest
import streamlit as st
from streamlit.testing.v1 import AppTest

from dashboard.components import hip_log
from dashboard.views import pain_entry
from ingest.diary import Entry

TODAY = date(2026, 11, 22)
YESTERDAY = TODAY - timedelta(days=1)


class Browser:
    """What the page last sent to the log, and the message that the next tap brings."""

    def __init__(self):
        self.data, self.message, self.count = {}, None, 0

    def mounted(self, key, data, on_said_change):
        self.data = data
        st.button("tap", key=key, on_click=on_said_change)

    def tap(self, page, act, **said):
        """Sends what the page's log would: all that it was filled with, but for what is `said`."""
        self.count += 1
        seen = {name: self.data[name] for name in ("day", "run_day", "seen")}
        answers = dict(self.data["values"]) | said.pop("answers", {})
        self.message = {"id": f"m{self.count}", "act": act, "answers": answers, **seen, **said}
        page.button(key=pain_entry.KEY).click().run()
        assert not page.exception
        return self.data["reply"]


def form_alone(where):
    from dashboard import cache, clock
    from dashboard.views import pain_entry
    from ingest.store import Store

    store = Store(where)
    log = cache.log(store)
    pain_entry.form(store, log, clock.today(log.profile))


@pytest.fixture
def opened():
    """Draws the log of a store, and nothing else of the page."""

    def drawn(store):
        page = AppTest.from_function(form_alone, args=(store.where,), default_timeout=20).run()
        assert not page.exception
        return page

    return drawn


@pytest.fixture
def browser(monkeypatch):
    played = Browser()
    monkeypatch.setattr(hip_log, "_mounted", played.mounted)
    monkeypatch.setattr(hip_log, "said", lambda key: played.message)
    return played


def diary(store):
    frame = store.load().diary
    return {day.date(): row for day, row in frame.set_index("day").to_dict("index").items()}


def test_the_page_draws_the_log_itself(visit, small_store):
    assert len(visit("today", small_store).get("bidi_component")) == 1


def test_a_message_is_saved_and_answered_by_its_name(opened, empty_store, browser):
    page = opened(empty_store)
    reply = browser.tap(page, "save", answers={"worst_pain": 4, "spots": "left.outer"})
    assert reply == {
        "kind": "saved",
        "text": "Saved for Sun 22 Nov: pain 4, left outer hip.",
        "undo": True,
    }
    assert browser.data["heard"] == "m1"
    assert diary(empty_store)[TODAY]["worst_pain"] == 4.0


def test_what_is_saved_already_stands_in_the_log(opened, small_store, browser):
    small_store.add_entry(Entry(TODAY, worst_pain=2, side="right", place="deep"))
    opened(small_store)
    assert (browser.data["values"]["worst_pain"], browser.data["values"]["spots"]) == (2, "right.deep")


def test_the_spot_of_the_last_pain_is_chosen_already(opened, small_store, browser):
    opened(small_store)
    assert (browser.data["values"]["worst_pain"], browser.data["values"]["spots"]) == (None, "left.outer")


def test_no_pain_is_one_message(opened, empty_store, browser):
    browser.tap(opened(empty_store), "none")
    assert diary(empty_store)[TODAY]["worst_pain"] == 0.0


def test_same_as_yesterday_is_one_message_and_says_the_score(opened, small_store, browser):
    page = opened(small_store)
    assert browser.data["same"] == "Same as yesterday (5)"
    browser.tap(page, "same")
    entry = diary(small_store)[TODAY]
    said = (entry["worst_pain"], entry["side"], entry["place"], entry["quality"])
    assert said == (5.0, "left", "outer", "dull")


def test_yesterday_is_not_offered_where_nothing_was_logged(opened, empty_store, browser):
    opened(empty_store)
    assert browser.data["same"] is None


def test_a_save_changes_what_the_log_is_filled_with_and_a_refusal_does_not(opened, empty_store, browser):
    page = opened(empty_store)
    filled = browser.data["form"]
    reply = browser.tap(page, "save", answers={"worst_pain": 2, "rest_pain": 5})
    assert (reply["kind"], browser.data["form"]) == ("refused", filled)
    assert browser.tap(page, "save", answers={"worst_pain": 5})["kind"] == "saved"
    assert browser.data["form"] != filled


def test_undo_takes_a_first_entry_back_once(opened, empty_store, browser):
    page = opened(empty_store)
    browser.tap(page, "none")
    assert browser.tap(page, "undo")["kind"] == "undone"
    assert diary(empty_store) == {}
    assert browser.tap(page, "undo")["text"] == "There is nothing left to take back."


def test_a_message_that_comes_twice_leaves_one_version_and_its_undo(opened, empty_store, browser):
    page = opened(empty_store)
    first = {name: browser.data[name] for name in ("seen", "values")}
    said = {"seen": first["seen"], "answers": first["values"] | {"worst_pain": 4}}
    browser.tap(page, "save", **said)
    version = diary(empty_store)[TODAY]["logged_at"]
    assert browser.tap(page, "save", **said)["undo"] is True
    assert diary(empty_store)[TODAY]["logged_at"] == version
    browser.tap(page, "undo")
    assert diary(empty_store) == {}


def test_a_day_that_another_tab_has_changed_asks_which_shall_stand(opened, empty_store, browser):
    page = opened(empty_store)
    empty_store.add_entry(Entry(TODAY, worst_pain=3, note="slept badly"))
    assert browser.tap(page, "save", answers={"worst_pain": 6})["kind"] == "changed"
    assert diary(empty_store)[TODAY]["worst_pain"] == 3.0
    assert (browser.data["values"]["worst_pain"], browser.data["values"]["note"]) == (6, "slept badly")
    assert browser.tap(page, "save")["kind"] == "saved"
    assert diary(empty_store)[TODAY]["worst_pain"] == 6.0


def test_the_other_tabs_entry_can_stand(opened, empty_store, browser):
    page = opened(empty_store)
    empty_store.add_entry(Entry(TODAY, worst_pain=3))
    browser.tap(page, "save", answers={"worst_pain": 6})
    assert browser.tap(page, "theirs") is None
    assert browser.data["values"]["worst_pain"] == 3
    assert diary(empty_store)[TODAY]["worst_pain"] == 3.0


def test_pain_in_the_run_belongs_to_the_day_of_the_last_run(opened, small_store, browser):
    page = opened(small_store)
    labels = [question["label"] for question in browser.data["questions"]]
    assert "Pain during the run on Sat 21 Nov" in labels
    browser.tap(page, "save", answers={"run_pain": 3})
    days = diary(small_store)
    assert (days[YESTERDAY]["run_pain"], days[YESTERDAY]["worst_pain"]) == (3.0, 5.0)
    assert TODAY not in days


def test_another_day_can_be_filled_in(opened, small_store, browser):
    page = opened(small_store)
    browser.tap(page, "day", day="2026-11-15")
    assert browser.data["named"] == "Sun 15 Nov"
    assert browser.data["save"] == "Save for Sun 15 Nov"
    browser.tap(page, "save", answers={"worst_pain": 1})
    assert diary(small_store)[date(2026, 11, 15)]["worst_pain"] == 1.0


def test_yesterday_is_one_tap_away_and_there_is_no_way_to_tomorrow(opened, small_store, browser):
    page = opened(small_store)
    assert (browser.data["before"], browser.data["after"]) == ("2026-11-21", None)
    browser.tap(page, "day", day=browser.data["before"])
    assert (browser.data["values"]["worst_pain"], browser.data["after"]) == (5, "2026-11-22")


def test_a_day_that_another_page_asks_for_is_shown(opened, small_store, browser):
    page = opened(small_store)
    browser.tap(page, "none")
    page.session_state["today.day"] = YESTERDAY
    page.run()
    assert (browser.data["day"], browser.data["values"]["worst_pain"]) == ("2026-11-21", 5)
    assert browser.data["reply"] is None


@pytest.mark.parametrize("day", ["2026-11-23", "tomorrow", None])
def test_a_day_that_cannot_be_is_refused_with_a_sentence(opened, empty_store, browser, day):
    page = opened(empty_store)
    reply = browser.tap(page, "save", day=day, answers={"worst_pain": 1})
    assert reply["kind"] == "refused"
    assert diary(empty_store) == {}


@pytest.mark.parametrize(
    "message", [None, "save", [1], {"act": "erase", "day": "2026-11-22", "run_day": "2026-11-22"}]
)
def test_what_is_no_message_changes_nothing(opened, small_store, browser, message):
    page = opened(small_store)
    before = small_store.data_version()
    browser.message = message
    page.button(key=pain_entry.KEY).click().run()
    assert not page.exception
    assert small_store.data_version() == before


@pytest.mark.parametrize(
    "broken", [None, "text", {"worst_pain": "4; drop"}, {"worst_pain": [1], "fields": {}}]
)
def test_a_message_whose_memory_is_broken_is_not_believed(opened, small_store, browser, broken):
    page = opened(small_store)
    browser.tap(page, "day", day=YESTERDAY.isoformat())
    reply = browser.tap(page, "save", seen=broken, answers={"worst_pain": 9})
    assert reply["kind"] == "changed"
    assert diary(small_store)[YESTERDAY]["worst_pain"] == 5.0


def test_the_log_is_filled_anew_where_it_was_away(opened, empty_store, browser):
    page = opened(empty_store)
    empty_store.add_entry(Entry(TODAY, worst_pain=3))
    page.run()
    assert browser.data["values"]["worst_pain"] is None
    del page.session_state[pain_entry.KEY]
    page.run()
    assert browser.data["values"]["worst_pain"] == 3


def test_warning_signs_are_asked_first(opened, small_store, browser):
    opened(small_store)
    assert browser.data["questions"][0]["label"] == "Any of these?"
    assert browser.data["questions"][0]["options"]["night"] == "it woke me at night"


def test_where_it_began_is_asked_in_the_runners_unit(opened, small_store, browser):
    from ingest.schema import Profile

    small_store.save_profile(Profile(distance_unit="mi"))
    opened(small_store)
    assert any(question["label"].endswith("did it begin? (mi)") for question in browser.data["questions"])
