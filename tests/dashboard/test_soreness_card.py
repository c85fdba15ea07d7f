"""The soreness card: a run on Friday 20 November from 8:00 to 9:00, seen on later days."""

from datetime import date, datetime, timedelta

import pandas as pd
import pytest
from streamlit.testing.v1 import AppTest

from analysis import soreness
from dashboard.views import soreness_card
from ingest.diary import Entry
from ingest.schema import DIARY, RUNS, Log

THURSDAY, FRIDAY, SATURDAY, SUNDAY = (date(2026, 11, 19 + n) for n in range(4))


def run_on(day):
    start = pd.Timestamp(day, tz="UTC") + pd.Timedelta(hours=8)
    return {
        "run_id": f"r{day}",
        "started_at": start,
        "day": pd.Timestamp(day),
        "zone": "UTC",
        "elapsed_s": 3600.0,
    }


def said(entries, now, days=(FRIDAY,)):
    rows = [{"day": pd.Timestamp(day), **scores} for day, scores in entries.items()]
    log = Log(RUNS.frame([run_on(day) for day in days]), DIARY.frame(rows))
    return soreness_card.said(soreness.present(log, now.date()), now)


def test_the_hours_run_on_the_clock_and_the_level_is_told():
    entries = {THURSDAY: {"worst_pain": 1}, FRIDAY: {"worst_pain": 4}, SATURDAY: {"worst_pain": 3}}
    # 9:00 on Friday to 20:00 on Saturday are 35 hours, to 20:59 as well.
    for minute in (0, 59):
        assert said(entries, datetime(2026, 11, 21, 20, minute)) == (
            "**35 h since yesterday’s run.** 3 now, 1 before it: not yet back to usual."
        )


def test_what_was_last_said_is_dated_where_it_is_not_of_today():
    entries = {THURSDAY: {"worst_pain": 1}, FRIDAY: {"worst_pain": 4}, SATURDAY: {"worst_pain": 3}}
    assert said(entries, datetime(2026, 11, 22, 12)) == (
        "**51 h since Friday’s run.** 3 on Sat 21 Nov, 1 before it: not yet back to usual."
    )


def test_back_to_usual_names_the_hours_rounded_up():
    entries = {THURSDAY: {"worst_pain": 1}, FRIDAY: {"worst_pain": 4}, SATURDAY: {"worst_pain": 1}}
    assert said(entries, datetime(2026, 11, 21, 21)) == (
        "**36 h since yesterday’s run.** Back to usual within 35 h: 1 now, 1 before it."
    )


def test_on_the_runs_own_day_it_is_too_soon_to_say_back():
    entries = {THURSDAY: {"worst_pain": 2}, FRIDAY: {"worst_pain": 2}}
    assert said(entries, datetime(2026, 11, 20, 14)) == (
        "**5 h since today’s run.** 2 now, 2 before it: no sorer so far."
    )


@pytest.mark.parametrize(
    ("entries", "word"), [({FRIDAY: {"worst_pain": 2}}, "before"), ({THURSDAY: {"worst_pain": 2}}, "since")]
)
def test_what_was_not_logged_is_said_and_not_guessed(entries, word):
    assert said(entries, datetime(2026, 11, 21, 9)) == (
        f"**24 h since yesterday’s run.** Nothing was logged {word} it, so hiplog cannot tell whether the "
        "hip is back to usual."
    )


def test_a_run_before_the_hip_was_back_is_told():
    entries = {THURSDAY: {"worst_pain": 1}, FRIDAY: {"worst_pain": 3}, SATURDAY: {"worst_pain": 4}}
    assert said(entries, datetime(2026, 11, 22, 9), days=(FRIDAY, SATURDAY)).endswith(
        "The hip was not back from Friday’s run when you ran again, so the clock began anew."
    )


def test_a_run_of_a_week_ago_has_its_date():
    assert soreness_card.run_of(SUNDAY - timedelta(days=6), SUNDAY) == "Monday’s run"
    assert soreness_card.run_of(SUNDAY - timedelta(days=7), SUNDAY) == "the run on Sun 15 Nov"


def card(where, today):
    from datetime import date

    from dashboard.views import soreness_card
    from ingest.store import Store

    store = Store(where)
    soreness_card.show(store, store.profile(), date.fromisoformat(today))


def shown(store, today, monkeypatch):
    monkeypatch.setenv("HIPLOG_TODAY", today.isoformat())
    page = AppTest.from_function(card, args=(store.where, today.isoformat()), default_timeout=20).run()
    return [element.value for element in page.markdown]


def test_the_card_is_shown_for_four_days_after_a_run(empty_store, add_a_run, monkeypatch):
    add_a_run(empty_store, 2, 9.0)  # Friday 8:00 UTC, 3060 s with its pause: over at 8:51
    empty_store.add_entry(Entry(THURSDAY, worst_pain=1))
    assert shown(empty_store, SUNDAY, monkeypatch)[0].startswith("**51 h since Friday’s run.**")
    assert shown(empty_store, SUNDAY + timedelta(days=1), monkeypatch) != []
    # Noon on Tuesday is 99 hours later.
    assert shown(empty_store, SUNDAY + timedelta(days=2), monkeypatch) == []


def test_without_a_run_there_is_no_card(empty_store, monkeypatch):
    empty_store.add_entry(Entry(THURSDAY, worst_pain=1))
    assert shown(empty_store, SUNDAY, monkeypatch) == []
