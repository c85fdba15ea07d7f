"""The question put to a log: which days, which pain, which windows."""

from datetime import date, timedelta

import pandas as pd
import pytest

from analysis import exposures
from analysis.exposures.factor import Factor
from analysis.patterns import asked as asking
from ingest.schema import DIARY, GAIT, Log

TODAY = date(2026, 11, 22)


@pytest.fixture
def put(monkeypatch):
    """Puts the question to a diary; the finder answers with what it was given."""
    days = pd.date_range(end=pd.Timestamp(TODAY), periods=400, name="day", unit="us")
    doses = pd.DataFrame({"descent": 1.0, "sitting": 0.0}, index=days)
    monkeypatch.setattr(exposures, "daily", lambda *_, since: doses[doses.index >= pd.Timestamp(since)])
    factors = {name: Factor(name, "", "", "", "", name == "sitting") for name in doses}
    monkeypatch.setattr(exposures, "FACTORS", factors)
    monkeypatch.setattr(asking, "find_patterns", lambda *given, **more: (given, more))

    def question(entries, series):
        return asking.asked(Log(diary=DIARY.frame(entries)), GAIT.empty(), TODAY, series)

    return question


def entries():
    return [
        {"day": pd.Timestamp(TODAY - timedelta(days=ago)), "worst_pain": 3.0, "morning_pain": 2.0}
        for ago in (1, 10, 380)
    ]


def test_the_worst_of_the_day_is_asked_about_over_a_year(put):
    found = put(entries(), asking.WORST)
    assert len(found.exposures) == 365
    assert found.pain.index.equals(found.exposures.index)
    assert found.pain.dropna().to_dict() == {
        pd.Timestamp(2026, 11, 12): 3.0,
        pd.Timestamp(2026, 11, 21): 3.0,
    }
    (doses, pain), more = found.found
    assert doses is found.exposures
    assert pain is found.pain
    assert more == {"windows": ((0, 1), (0, 3), (0, 6)), "from_yesterday": ["sitting"]}


def test_pain_on_waking_belongs_to_the_morning_after_and_looks_at_the_days_before(put):
    found = put(entries(), asking.MORNING)
    assert found.pain.dropna().index.tolist() == [pd.Timestamp(2026, 11, 13), pd.Timestamp(2026, 11, 22)]
    assert found.found[1]["windows"] == ((1, 1), (1, 3), (1, 6))
    assert found.series == asking.MORNING


def test_a_diary_without_entries_is_asked_all_the_same(put):
    assert put([], asking.WORST).pain.isna().all()


def test_form_is_needed_of_the_year_and_the_90_days_before_it():
    runs = pd.DataFrame(
        {"run_id": ["old", "in"], "day": [pd.Timestamp(TODAY - timedelta(days=ago)) for ago in (456, 455)]}
    )
    assert asking.with_form(runs, TODAY) == ["in"]


def test_mornings_are_enough_from_60_of_the_last_120_days():
    def diary(many):
        days = [pd.Timestamp(TODAY - timedelta(days=ago)) for ago in range(1, many + 1)]
        return DIARY.frame([{"day": day, "morning_pain": 0.0} for day in days])

    assert asking.enough_mornings(diary(60), TODAY)
    assert not asking.enough_mornings(diary(59), TODAY)
    assert not asking.enough_mornings(DIARY.empty(), TODAY)
