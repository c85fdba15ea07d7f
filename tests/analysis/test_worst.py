"""The worst of a span of days: the highest score, its latest day, and waking where that was higher."""

from datetime import date

import pandas as pd
import pytest

from analysis import worst
from analysis.worst import Worst
from ingest.schema import DIARY

LAST = date(2026, 11, 22)


def diary(**days):
    """`d21=(worst, waking the next morning)`: entries of days of November 2026."""
    rows = [
        {"day": pd.Timestamp(2026, 11, int(name[1:])), "worst_pain": of_day, "morning_pain": waking}
        for name, (of_day, waking) in days.items()
    ]
    return DIARY.frame(rows)


@pytest.mark.parametrize(
    ("entries", "found"),
    [
        ({"d20": (4, None), "d21": (4, None), "d22": (1, None)}, Worst(4, date(2026, 11, 21))),
        ({"d16": (3, None), "d15": (9, None)}, Worst(3, date(2026, 11, 16))),
        ({"d20": (4, 4), "d22": (3, None)}, Worst(4, date(2026, 11, 20))),
        ({"d20": (4, 5), "d21": (4, 5)}, Worst(5, LAST, waking=True)),
        ({"d15": (9, 5), "d22": (4, None)}, Worst(5, date(2026, 11, 16), waking=True)),
        ({"d22": (1, 9)}, Worst(1, LAST)),
        ({"d18": (0, 0)}, Worst(0, date(2026, 11, 18))),
        ({"d15": (9, None)}, None),
        ({}, None),
    ],
    ids=[
        "the latest of several",
        "before the first day",
        "waking as high and no higher",
        "waking was higher",
        "waking on the first day",
        "waking after the last day",
        "no pain",
        "no score in the span",
        "an empty diary",
    ],
)
def test_the_worst_of_seven_days(entries, found):
    assert worst.within(diary(**entries), date(2026, 11, 16), LAST) == found


def test_it_says_when():
    assert Worst(4, LAST).when == "on Sun 22 Nov"
    assert Worst(5, LAST, waking=True).when == "on waking on Sun 22 Nov"
