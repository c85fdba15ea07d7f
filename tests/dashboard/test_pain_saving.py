"""What is kept of the hip log: once, without overwriting another's words, and with a way back."""

from datetime import date, timedelta

import pytest

from dashboard.views import pain_answers, pain_saving, pain_shortcuts
from dashboard.views.pain_saving import CHANGED, MISSING, REFUSED, SAVED, UNDONE
from ingest.diary import Entry
from tests.diary_days import keep_unchecked, withdraw

TODAY = date(2026, 11, 22)
YESTERDAY = TODAY - timedelta(days=1)


def form_on(store, day=TODAY):
    return pain_answers.form_of(store.load(), day)


def save(store, form, instead=None, **said):
    return pain_saving.save(store, store.load, form, pain_answers.values(form) | said, instead)


def entry(store, day=TODAY):
    return pain_answers.standing(store.load(), day)


def test_pain_with_its_place_is_saved_and_told(empty_store):
    outcome = save(empty_store, form_on(empty_store), worst_pain=4, spots="left.outer")
    assert (outcome.kind, outcome.text) == (SAVED, "Saved for Sun 22 Nov: pain 4, left outer hip.")
    said = entry(empty_store)
    assert (said["worst_pain"], said["side"], said["place"], said["spots"]) == (
        4,
        "left",
        "outer",
        "left.outer",
    )


def test_no_pain_keeps_what_else_was_said(empty_store):
    empty_store.add_entry(
        Entry(TODAY, worst_pain=3, side="left", place="deep", quality="dull", note="stairs")
    )
    outcome = save(empty_store, form_on(empty_store), pain_shortcuts.NO_PAIN)
    assert outcome.text == "Saved for Sun 22 Nov: no pain."
    said = entry(empty_store)
    assert (said["worst_pain"], said["side"], said["quality"], said["note"]) == (0, None, None, "stairs")


def test_saving_nothing_says_what_is_missing(empty_store):
    outcome = save(empty_store, form_on(empty_store))
    assert outcome.kind == MISSING
    assert "Tap a number first" in outcome.text
    assert empty_store.load().diary.empty


def test_saving_what_stands_says_so(small_store):
    assert "stands already" in save(small_store, form_on(small_store, YESTERDAY)).text


def test_the_same_message_twice_is_one_version_with_one_way_back(empty_store):
    form = form_on(empty_store)
    said = {"worst_pain": 4, "spots": "left.outer", "quality": "sharp dull"}
    first = save(empty_store, form, **said)
    version = empty_store.load().diary["logged_at"].tolist()
    second = save(empty_store, form, **said)
    assert (second.kind, second.text) == (SAVED, first.text)
    assert second.undo is None
    assert empty_store.load().diary["logged_at"].tolist() == version


def test_what_another_tab_said_of_other_things_stays(empty_store):
    form = form_on(empty_store)
    empty_store.add_entry(Entry(TODAY, rest_pain=1, note="slept badly"))
    assert save(empty_store, form, worst_pain=5).kind == SAVED
    said = entry(empty_store)
    assert (said["worst_pain"], said["rest_pain"], said["note"]) == (5, 1, "slept badly")


def test_two_tabs_with_two_scores_end_with_a_question_and_no_overwrite(empty_store):
    form = form_on(empty_store)
    save(empty_store, form_on(empty_store), worst_pain=3, note="from the phone")
    outcome = save(empty_store, form, worst_pain=6, spots="left.outer")
    assert outcome.kind == CHANGED
    assert "There: pain 3." in outcome.text
    assert "Here: pain 6, left outer hip." in outcome.text
    assert entry(empty_store)["worst_pain"] == 3


def test_the_question_names_only_what_the_two_differ_in(empty_store):
    empty_store.add_entry(Entry(TODAY, worst_pain=3, rest_pain=2, note="old"))
    form = form_on(empty_store)
    save(empty_store, form_on(empty_store), note="from the phone")
    torn = save(empty_store, form, note="from the desk")
    said = "Changed on another page since. There: other words. Here: other words. Which one shall stand?"
    assert torn.text == said
    change = {"worst_pain": 0, "rest_pain": None}, {"worst_pain": 3, "rest_pain": 2}
    empty_store.amend_entries(*({TODAY: fields} for fields in change))
    assert "There: no pain. Here: pain 5." in save(empty_store, form, worst_pain=5).text
    withdraw(empty_store, TODAY)
    assert "There: no answer. Here: pain 5." in save(empty_store, form, worst_pain=5).text


def test_one_more_tap_settles_it_and_keeps_what_only_the_other_said(empty_store):
    form = form_on(empty_store)
    save(empty_store, form_on(empty_store), worst_pain=3, note="from the phone")
    torn = save(empty_store, form, worst_pain=6, spots="left.outer")
    settled = pain_saving.save(empty_store, empty_store.load, torn.form, torn.answers)
    assert settled.kind == SAVED
    said = entry(empty_store)
    assert (said["worst_pain"], said["spots"], said["note"]) == (6, "left.outer", "from the phone")
    assert len(empty_store.load().diary) == 1


def test_impossible_answers_are_refused_and_nothing_is_kept(empty_store):
    outcome = save(empty_store, form_on(empty_store), worst_pain=2, rest_pain=5)
    assert outcome.kind == REFUSED
    assert "Please raise the worst" in outcome.text
    assert empty_store.load().diary.empty


def test_no_pain_with_a_kind_of_pain_is_refused(empty_store):
    outcome = save(empty_store, form_on(empty_store), worst_pain=0, quality="dull")
    assert outcome.kind == REFUSED
    assert "Clear one of them" in outcome.text


def test_a_refusal_about_another_day_names_it(small_store):
    # Yesterday's worst is 5; the run was yesterday's.
    outcome = save(small_store, form_on(small_store), worst_pain=2, run_pain=8)
    assert outcome.kind == REFUSED
    assert outcome.text.startswith("Sat 21 Nov: Pain during the run is 8")
    assert TODAY not in small_store.load().diary["day"].dt.date.tolist()


def test_a_word_that_is_none_is_refused(empty_store):
    assert save(empty_store, form_on(empty_store), worst_pain=2, signs="boredom").kind == REFUSED


def test_several_days_are_saved_at_once_and_taken_back_at_once(small_store):
    before = entry(small_store, YESTERDAY)
    outcome = save(small_store, form_on(small_store), worst_pain=2, morning_pain=6, run_pain=3)
    assert entry(small_store, YESTERDAY) == before | {"morning_pain": 6, "run_pain": 3}
    assert outcome.text == (
        "Saved for Sun 22 Nov: pain 2, left outer hip. Saved for Sat 21 Nov: in the run 3, on waking 6."
    )
    assert pain_saving.undo(small_store, outcome.undo).kind == UNDONE
    assert entry(small_store, YESTERDAY) == before
    assert entry(small_store) == {}


def test_undo_puts_back_what_stood_before(small_store):
    small_store.add_entry(Entry(TODAY, worst_pain=2, side="right", quality="dull", note="slept badly"))
    before = entry(small_store)
    outcome = save(small_store, form_on(small_store), pain_shortcuts.NO_PAIN)
    assert entry(small_store)["worst_pain"] == 0
    pain_saving.undo(small_store, outcome.undo)
    assert entry(small_store) == before


def test_undo_leaves_what_another_has_said_since(small_store):
    outcome = save(small_store, form_on(small_store), worst_pain=2)
    save(small_store, form_on(small_store), worst_pain=7)
    refused = pain_saving.undo(small_store, outcome.undo)
    assert refused.kind == REFUSED
    assert entry(small_store)["worst_pain"] == 7


def test_clearing_all_that_was_said_takes_the_entry_away(empty_store):
    empty_store.add_entry(Entry(TODAY, note="typed by mistake"))
    outcome = save(empty_store, form_on(empty_store), note=None)
    assert outcome.text == "Sun 22 Nov stands without an entry."
    assert empty_store.load().diary.empty


def tap(store, act, **said):
    """A shortcut, with what the log shows and these taps beside it."""
    form = form_on(store)
    days = {"day": TODAY.isoformat(), "run_day": form.run_day.isoformat(), "seen": dict(form.seen)}
    answers = pain_answers.values(form) | said
    return pain_saving.keep(store, store.load, {"act": act, **days, "answers": answers}, TODAY)


WARNING = [
    ({"signs": "limp"}, "“I limp”"),
    ({"quality": "dull numb"}, "“numb”"),
    ({"rest_pain": 1}, "pain at rest 1"),
    ({"run_pain": 2}, "pain during the run 2"),
    ({"after_pain": 3, "signs": "night"}, "“it woke me at night”, pain after the run 3"),
]


@pytest.mark.parametrize(("said", "named"), WARNING)
def test_no_pain_is_refused_where_the_day_warns(empty_store, said, named):
    empty_store.add_entry(Entry(TODAY, worst_pain=4, **said))
    before = entry(empty_store)
    outcome = tap(empty_store, "none")
    assert outcome.kind == REFUSED
    assert outcome.text == f"Sun 22 Nov says {named}. If that is wrong, clear it under “More” first."
    assert entry(empty_store) == before


@pytest.mark.parametrize(("said", "named"), WARNING)
def test_no_pain_is_refused_where_a_warning_was_tapped_and_not_saved_yet(empty_store, said, named):
    assert f"says {named}." in tap(empty_store, "none", **said).text
    assert empty_store.load().diary.empty


def test_no_pain_is_taken_where_the_warning_was_cleared_here_or_says_0(empty_store):
    empty_store.add_entry(Entry(TODAY, worst_pain=4, signs="limp", rest_pain=0))
    assert tap(empty_store, "none", signs=None).text == "Saved for Sun 22 Nov: no pain, at rest 0."
    assert entry(empty_store)["signs"] is None


def test_pain_in_a_run_of_another_day_does_not_speak_against_no_pain_today(small_store):
    small_store.amend_entries({YESTERDAY: {"run_pain": 3}}, {YESTERDAY: {"run_pain": None}})
    assert tap(small_store, "none").kind == SAVED
    assert entry(small_store)["worst_pain"] == 0


def test_same_as_yesterday_fills_only_a_day_without_answers_of_its_own(empty_store):
    empty_store.add_entry(Entry(YESTERDAY, worst_pain=2, spots="left.outer", quality="dull"))
    empty_store.add_entry(Entry(TODAY, worst_pain=6, spots="left.front", quality="numb"))
    before = entry(empty_store)
    outcome = tap(empty_store, "same")
    assert outcome.kind == REFUSED
    assert outcome.text == "Sun 22 Nov has its own answers already. Change them and save."
    assert entry(empty_store) == before


def test_same_as_yesterday_keeps_a_tick_of_the_day_and_what_was_tapped_of_places_and_kinds(empty_store):
    empty_store.add_entry(Entry(YESTERDAY, worst_pain=2, spots="left.outer", quality="dull"))
    empty_store.add_entry(Entry(TODAY, done="ice"))
    tap(empty_store, "same", worst_pain=6, spots="left.front", quality="numb", signs="limp")
    said = entry(empty_store)
    assert (said["worst_pain"], said["spots"], said["done"]) == (2, "left.outer left.front", "ice")
    assert (said["quality"], said["signs"]) == ("dull numb", "limp")


def test_same_as_yesterday_sent_twice_is_kept_once(empty_store):
    empty_store.add_entry(Entry(YESTERDAY, worst_pain=2, side="left", place="outer"))
    form = form_on(empty_store)
    message = {"act": "same", "day": TODAY.isoformat(), "run_day": TODAY.isoformat(), "seen": dict(form.seen)}
    sent = [pain_saving.keep(empty_store, empty_store.load, message, TODAY) for _ in range(2)]
    assert [(each.kind, each.text) for each in sent] == [
        (SAVED, "Saved for Sun 22 Nov: pain 2, left outer hip.")
    ] * 2


def test_a_note_on_a_day_from_before_contradictions_were_refused_is_kept(empty_store):
    keep_unchecked(empty_store, TODAY, worst_pain=2, run_pain=5)
    assert save(empty_store, form_on(empty_store), note="hill").kind == SAVED
    assert entry(empty_store)["note"] == "hill"
    assert "Please raise the worst" in save(empty_store, form_on(empty_store), worst_pain=3).text
