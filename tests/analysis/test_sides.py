"""Left against right by hand; P10 on both sides of its threshold."""

from datetime import date, timedelta

import pandas as pd
import pytest

from analysis import sides
from analysis.findings import Severity
from analysis.limits import Limits
from ingest.schema import DIARY, Log

LAST = date(2026, 11, 22)
DEFAULTS = Limits()


def diary(*rows):
    """Entries of days in a row up to LAST; None leaves a day out."""
    days = [LAST - timedelta(days=back) for back in range(len(rows) - 1, -1, -1)]
    said = [{"day": pd.Timestamp(d), **row} for d, row in zip(days, rows, strict=True) if row is not None]
    return DIARY.frame(said)


def hips(**row):
    day = sides.by_side(diary(row), LAST).iloc[-1]
    return tuple(None if pd.isna(score) else score for score in (day["left"], day["right"]))


@pytest.mark.parametrize(
    ("row", "expected"),
    [
        ({"worst_pain": 4, "side": "left"}, (4, 0)),
        ({"worst_pain": 4, "side": "right"}, (0, 4)),
        ({"worst_pain": 4, "side": "both"}, (4, 4)),
        ({"worst_pain": 4, "side": "both", "left_pain": 4, "right_pain": 2}, (4, 2)),
        ({"worst_pain": 4, "side": "both", "left_pain": 2}, (2, 4)),  # then the 4 was the right one's
        ({"worst_pain": 4, "side": "both", "left_pain": 4}, (4, None)),  # the right one hurt 4 or less
        ({"worst_pain": 4, "left_pain": 4, "right_pain": 1}, (4, 1)),
        ({"worst_pain": 4}, (None, None)),
        ({"worst_pain": 0}, (0, 0)),
        ({"side": "left", "left_pain": 3}, (3, 0)),
        ({"note": "x"}, (None, None)),
    ],
)
def test_what_a_day_says_of_each_hip(row, expected):
    if set(row) == {"note"}:  # a day without any score begins no series
        assert sides.by_side(diary(row), LAST).dropna(how="all").empty
    else:
        assert hips(**row) == expected


def of(*rows, limits=DEFAULTS):
    return sides.side_difference(Log(diary=diary(*rows)), LAST, limits)


LEFT, RIGHT, NONE = ({"worst_pain": 2, "side": "left"}, {"worst_pain": 2, "side": "right"}, {"worst_pain": 0})
LITTLE = {"worst_pain": 1, "side": "left"}


def test_two_points_are_noted_and_less_is_not():
    (finding,) = of(*[LEFT] * 14)
    assert (finding.severity, finding.measured, finding.day) == (Severity.NOTE, 2, LAST)
    assert finding.headline == (
        "In the two weeks to Sun 22 Nov your left hip usually hurt 2 of 10, the right one 0."
    )
    # Days at 1 and at 2 in turn have their middle at 1 or 1.5.
    assert of(*[LITTLE, LEFT] * 6) == []


def test_the_right_hip_as_well():
    assert "your right hip usually hurt 2 of 10, the left one 0" in of(*[RIGHT] * 14)[0].headline


def test_seven_known_days_of_fourteen_speak_and_six_do_not():
    unsaid = {"worst_pain": 5}
    assert len(of(*[LEFT] * 7, *[unsaid] * 7)) == 1
    assert of(*[LEFT] * 6, *[unsaid] * 8) == []


def test_only_the_last_fourteen_days_count():
    found = of(*[LEFT] * 7, *[NONE] * 8)
    # With six pain-free days the seven at 2 still have the middle; with seven it is 1.
    assert [f.day for f in found] == [LAST - timedelta(days=2)]


def test_a_difference_that_holds_is_one_finding_on_its_last_day():
    assert [f.day for f in of(*[LEFT] * 20)] == [LAST]


def test_the_runner_may_set_the_points():
    assert of(*[LEFT] * 14, limits=Limits({"pain.side_difference": 3.0})) == []


def test_the_empty_log_says_nothing_and_the_diary_stays_as_it_was():
    assert sides.side_difference(Log(), LAST, DEFAULTS) == []
    said = diary(*[LEFT] * 14)
    before = said.copy()
    sides.side_difference(Log(diary=said), LAST, DEFAULTS)
    pd.testing.assert_frame_equal(said, before)


def test_nothing_after_today_counts():
    log = Log(diary=diary(*[LEFT] * 14))
    assert sides.side_difference(log, LAST - timedelta(days=8), DEFAULTS) == []
