"""The question put to a log: which days, which pain, which windows."""

from datetime import date, timedelta

import pandas as pd
import pytest

from analysis import exposures, form
from analysis.patterns import asked as asking
from analysis.patterns.doses import FROM_YESTERDAY, WINDOWS
from ingest.schema import DIARY, GAIT, RUNS, Log

TODAY = date(2026, 11, 22)


@pytest.fixture
def put(monkeypatch):
    """Puts the question to a diary; the finder answers with what it was given."""
    days = pd.date_range(end=pd.Timestamp(TODAY), periods=400, name="day", unit="us")
    doses = pd.DataFrame({"descent": 1.0, "sitting": 1.0}, index=days)
    monkeypatch.setattr(asking, "find_patterns", lambda *given, **more: (given, more))

    def question(entries, series):
        return asking.asked(Log(diary=DIARY.frame(entries)), doses, TODAY, series)

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
    assert more == {"windows": WINDOWS, "from_yesterday": ["sitting"]}


def test_pain_on_waking_belongs_to_the_morning_after_and_looks_at_the_days_before(put):
    found = put(entries(), asking.MORNING)
    assert found.pain.dropna().index.tolist() == [pd.Timestamp(2026, 11, 13), pd.Timestamp(2026, 11, 22)]
    assert found.found[1]["windows"] == FROM_YESTERDAY
    assert found.series == asking.MORNING


def test_the_answer_tells_which_side_was_sore(put):
    assert put([entry | {"side": "right"} for entry in entries()], asking.WORST).side == "right"
    assert put(entries(), asking.WORST).side is None


def test_a_diary_without_entries_is_asked_all_the_same(put):
    assert put([], asking.WORST).pain.isna().all()


def test_the_first_day_asked_about_has_the_form_of_all_90_days_before_it():
    """Level hours 90 days before the first day asked about, of which the form is looked at, and not 91."""
    first = TODAY - timedelta(days=364)
    days = [first - timedelta(days=ago) for ago in (91, *[90] * 5, 0)]
    runs = RUNS.frame(
        [
            {"run_id": f"r{n}", "day": day, "started_at": pd.Timestamp(day, tz="UTC"), "duration_s": 3_600.0}
            for n, day in enumerate(days)
        ]
    )
    needed = form.looked_at(runs, TODAY)
    assert needed == ["r1", "r2", "r3", "r4", "r5", "r6"]
    speeds = [2.6 + 0.01 * (minute % 40) for minute in range(60)]
    gait = pd.concat(
        pd.DataFrame({"run_id": run_id, "moving_s": 60.0, "speed_m_s": speeds, "grade": 0.0}).assign(
            cadence_spm=152.0 if run_id == "r6" else 160.0
        )
        for run_id in needed
    )
    gait = gait.reindex(columns=["run_id", *GAIT.names]).astype(dict.fromkeys(GAIT.names, "float64"))
    doses = exposures.daily(Log(runs=runs), gait, TODAY)
    found = asking.asked(Log(runs=runs), doses, TODAY).exposures["fewer_steps"]
    assert found.index[0] == pd.Timestamp(first)
    assert found.iloc[0] == pytest.approx(0.05)


@pytest.mark.parametrize(("ago", "side"), [(364, "right"), (365, None), (-1, None)])
def test_the_sore_side_is_that_of_the_days_asked_about(ago, side):
    """Years ago it was the left one; the only entry of the year, on its first day, says right."""
    days = [*(TODAY - timedelta(days=500 + n) for n in range(9)), TODAY - timedelta(days=ago)]
    diary = [{"day": day, "side": "right" if n == 9 else "left"} for n, day in enumerate(days)]
    assert asking.sore_side(Log(diary=DIARY.frame(diary)), TODAY) == side


def test_mornings_are_enough_from_60_of_the_last_120_days():
    def diary(many):
        days = [pd.Timestamp(TODAY - timedelta(days=ago)) for ago in range(1, many + 1)]
        return DIARY.frame([{"day": day, "morning_pain": 0.0} for day in days])

    assert asking.enough_mornings(diary(60), TODAY)
    assert not asking.enough_mornings(diary(59), TODAY)
    assert not asking.enough_mornings(DIARY.empty(), TODAY)
