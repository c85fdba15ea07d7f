"""The card of today's ceiling: numbers where there are any, and why; none where the day is closed."""

from datetime import date, timedelta

import pytest
from streamlit.testing.v1 import AppTest

from ingest.diary import Entry

TODAY = date(2026, 11, 22)
DAY = timedelta(days=1)


def drawn(where):
    from analysis import ceiling
    from analysis.limits import limits_of
    from dashboard import cache, clock
    from dashboard.views import ceiling_card
    from ingest.store import Store

    store = Store(where)
    log = cache.log(store)
    today = clock.today(log.profile)
    allowed = ceiling.for_day(log, today, limits_of(log))
    ceiling_card.show(allowed, cache.findings(store, today), log.profile.distance_unit)


@pytest.fixture
def card(everything_said):
    def shown(store):
        page = AppTest.from_function(drawn, args=(store.where,), default_timeout=20).run()
        assert not page.exception
        return page, everything_said(page).replace("\N{NO-BREAK SPACE}", " ")

    return shown


def metrics(page):
    return [(metric.label, metric.value) for metric in page.metric]


def test_it_says_how_far_and_what_is_left_of_the_week(card, small_store):
    small_store.add_entry(Entry(TODAY - DAY, worst_pain=1))
    small_store.add_entry(Entry(TODAY, worst_pain=1))
    page, said = card(small_store)
    # 12 km yesterday and 10 % more. The usual week: 8+8+8+6+8+8+7.5 km in the days since the first run.
    assert metrics(page)[0] == ("Longest run you may do", "13.2 km")
    assert "Your longest run of the last 30 days, 12 km on Sat 21 Nov, and 10 % more." in said


def test_a_lowered_ceiling_says_why(card, small_store):
    small_store.add_entry(Entry(TODAY - DAY, worst_pain=4))
    page, said = card(small_store)
    assert metrics(page)[0] == ("Longest run you may do", "6.6 km")
    assert "Your hip hurt 4 of 10 on Sat 21 Nov." in said
    assert "a convention, not a measured limit" in said


def test_a_day_for_rest_has_no_number(card, small_store):
    small_store.add_entry(Entry(TODAY, worst_pain=7))
    page, said = card(small_store)
    assert metrics(page) == []
    assert "Your hip hurt 7 of 10 on Sun 22 Nov." in said


def test_what_was_run_today_is_taken_off(card, empty_store, add_a_run):
    add_a_run(empty_store, 3, 10)
    add_a_run(empty_store, 0, 4)
    page, said = card(empty_store)
    assert metrics(page)[0] == ("Longest run you may do", "7 km")
    assert "You ran 4 km today; that is taken off." in said


def test_a_plans_rest_day_has_its_length_in_small_print(card, empty_store, add_a_run):
    # Begun on Thursday; Saturday's run was one of its three, and Sunday follows on it.
    empty_store.start_plan(TODAY - 3 * DAY, "mon wed fri sun")
    add_a_run(empty_store, 1, 2.0)
    empty_store.add_entry(Entry(TODAY - DAY, worst_pain=0, run_pain=0, morning_pain=0))
    page, said = card(empty_store)
    assert metrics(page) == []
    assert "Your return plan has no run today. One of at most 2.4 km would count" in said


def test_without_runs_there_is_nothing_to_go_by(card, empty_store):
    page, said = card(empty_store)
    assert metrics(page) == []
    assert "No run in the last 30 days, so there is nothing to go by. Begin short." in said


def test_urgent_pain_above_goes_first(card, small_store):
    # Pain on waking of 4 five days ago stands out, and says nothing of today's run.
    small_store.add_entries(
        [
            Entry(TODAY - 5 * DAY, worst_pain=1, morning_pain=4),
            Entry(TODAY - 2 * DAY, worst_pain=1),
            Entry(TODAY - DAY, worst_pain=1),
            Entry(TODAY, worst_pain=1),
        ]
    )
    _, said = card(small_store)
    assert "**The hip comes first:**" in said


def test_it_never_says_safe(card, small_store):
    small_store.add_entry(Entry(TODAY, worst_pain=1))
    assert "safe" not in card(small_store)[1].lower()
