"""What is kept between pages: the doses of a log are added up once, whoever asks for them."""

from datetime import date, timedelta

import pytest

from analysis import exposures
from analysis.patterns.asked import MORNING, WORST
from dashboard import cache
from dashboard.views import self_test_offer
from ingest.diary import Entry

TODAY = date(2026, 11, 22)


@pytest.fixture
def added_up(monkeypatch):
    """The days for which doses were added up, one after the other."""
    days, daily = [], exposures.daily
    monkeypatch.setattr(
        exposures, "daily", lambda log, gait, today: days.append(today) or daily(log, gait, today)
    )
    return days


def test_doses_are_added_up_once_a_change_for_both_pains_and_for_the_pages_beside(small_store, added_up):
    for series in (WORST, MORNING):
        cache.asked(small_store, TODAY, series)
    cache.exposures(small_store, TODAY)
    assert added_up == [TODAY]
    small_store.add_entry(Entry(TODAY, worst_pain=1))
    cache.asked(small_store, TODAY, WORST)
    assert added_up == [TODAY, TODAY]


def test_a_self_test_goes_on_asking_for_the_side_that_was_sore_when_it_began(empty_store, monkeypatch):
    days = [TODAY - timedelta(days=ago) for ago in range(30)]
    empty_store.add_entries([Entry(day, worst_pain=2, side="right") for day in days[:20]])
    empty_store.add_entries([Entry(day, worst_pain=2, side="left") for day in days[20:]])
    doses = exposures.daily(empty_store.load(), empty_store.gait([]), TODAY)
    doses = doses.assign(**{"turning.left": 1.0, "turning.right": 2.0})
    monkeypatch.setattr(cache, "exposures", lambda store, today: doses)

    def turned(begun):
        return set(self_test_offer.dose_of(empty_store, "turning", TODAY, begun))

    assert turned(None) == {2.0}
    assert turned(days[20]) == {1.0}
    assert turned(TODAY + timedelta(days=3)) == {2.0}  # it is drawn, and yet to begin
