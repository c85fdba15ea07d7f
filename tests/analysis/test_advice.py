"""What to do today, in a few words."""

from datetime import date, timedelta

import pandas as pd
import pytest

from analysis import advice
from analysis.ceiling import Ceiling
from analysis.ceiling.hip import HOLD, LESS
from analysis.findings import Severity
from ingest.schema import DIARY

TODAY = date(2026, 11, 22)


def scored(**ago):
    """A diary from scores by how many days before TODAY they were: `scored(d2=4)`."""
    rows = [
        {"day": pd.Timestamp(TODAY - timedelta(days=int(name[1:]))), "worst_pain": score}
        for name, score in ago.items()
    ]
    return DIARY.frame(sorted(rows, key=lambda row: row["day"]))


@pytest.mark.parametrize(
    ("ceiling", "severity", "headline"),
    [
        (Ceiling(bound="flag", closed=True), Severity.STOP, "Do not run."),
        (Ceiling(bound="pain", closed=True), Severity.ACT, "Rest today."),
        (Ceiling(bound="plan", closed=True), Severity.NOTE, "No run today, by your plan."),
        (
            Ceiling(bound="plan", closed=True, rest_day=True, next_run=date(2026, 11, 23)),
            Severity.NOTE,
            "No run today, by your plan: the next is on Mon 23 Nov.",
        ),
        (
            Ceiling(2400.0, bound="plan", rest_day=True, next_run=date(2026, 11, 24)),
            Severity.NOTE,
            "No run planned today: the next is on Tue 24 Nov.",
        ),
        (
            Ceiling(1200.0, bound="pain", rest_day=True, hip=LESS),
            Severity.WATCH,
            "No run planned today.",
        ),
        (Ceiling(bound="pain", closed=True, rest_day=True, hip=LESS), Severity.ACT, "Rest today."),
        (Ceiling(4000.0, bound="pain", hip=LESS), Severity.WATCH, "Shorter, and flat."),
        (Ceiling(2400.0, bound="plan", hip=HOLD), Severity.WATCH, "Shorter, and flat."),
        (Ceiling(hip=LESS), Severity.WATCH, "Short, and flat."),
        (Ceiling(2400.0, bound="plan"), Severity.NOTE, "As your plan has it."),
        (Ceiling(11_000.0, bound="history"), Severity.NOTE, "No longer than this."),
        (Ceiling(), Severity.NOTE, "Begin short."),
    ],
)
def test_each_kind_of_day_has_its_words(ceiling, severity, headline):
    said = advice.of(ceiling, DIARY.empty(), TODAY)
    assert (said.severity, said.headline, said.because) == (severity, headline, "")


@pytest.mark.parametrize(
    ("diary", "because"),
    [
        (scored(d2=4, d1=5), "Pain 4 on Fri 20 Nov, 5 on Sat 21 Nov: rising."),
        (scored(d2=5, d1=5, d0=3), "Pain 5 on Fri 20 Nov, 5 on Sat 21 Nov, 3 on Sun 22 Nov: falling."),
        (scored(d2=4, d1=6, d0=5), "Pain 4 on Fri 20 Nov, 6 on Sat 21 Nov, 5 on Sun 22 Nov."),
        (scored(d1=4, d0=4), "Pain 4 on Sat 21 Nov, 4 on Sun 22 Nov."),
        (scored(d5=9, d3=1, d2=2, d1=3), "Pain 1 on Thu 19 Nov, 2 on Fri 20 Nov, 3 on Sat 21 Nov: rising."),
        (scored(d1=4), "Pain 4 on Sat 21 Nov."),
        (scored(d1=0, d0=0), "No pain on the last 2 days you logged."),
        (scored(d0=0), "No pain on the last day you logged."),
        (scored(d6=4), "Pain 4 on Mon 16 Nov."),
        (scored(d7=4), ""),
    ],
)
def test_the_last_scores_are_told_and_called_rising_only_where_they_all_rise(diary, because):
    assert advice.lately(diary, TODAY) == because


def test_a_day_without_a_score_is_no_day_without_pain():
    note = {"day": pd.Timestamp(TODAY), "note": "stiff"}
    assert advice.lately(DIARY.frame([note]), TODAY) == ""
