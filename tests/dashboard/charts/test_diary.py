"""The figures of the diary, read off them again."""

from datetime import date

import numpy as np
import pandas as pd

from dashboard import theme
from dashboard.charts import diary

SPAN = date(2026, 11, 16), date(2026, 11, 22)


def series(*scores):
    days = pd.date_range("2026-11-16", periods=len(scores), name="day", unit="us")
    return pd.Series(scores, index=days, dtype="float64")


def test_a_row_a_reading_on_one_axis_of_time():
    figure = diary.readings({"At rest": series(1, 2), "On waking": series(3)}, SPAN)
    assert [note.text for note in figure.layout.annotations] == [
        "<b>At rest</b>, 0–10",
        "<b>On waking</b>, 0–10",
    ]
    assert [trace.name for trace in figure.data] == ["At rest", "On waking"]
    assert figure.layout.xaxis.range == figure.layout.xaxis2.range
    assert figure.layout.yaxis.domain[0] > figure.layout.yaxis2.domain[1]


def test_a_day_without_a_score_is_a_gap_and_a_zero_is_drawn():
    (line,) = diary.readings({"At rest": series(0, float("nan"), 2)}, SPAN).data
    np.testing.assert_array_equal(line.y[:3], [0, np.nan, 2])
    assert line.connectgaps is False
    assert line.hovertext[0] == "<b>Mon 16 Nov</b><br>at rest 0 of 10"


def test_the_scale_is_that_of_pain_whatever_the_scores():
    assert diary.readings({"At rest": series(1)}, SPAN).layout.yaxis.range == (-0.6, 10.6)


def test_left_and_right_are_told_apart_by_more_than_colour():
    hips = pd.DataFrame({"left": series(4, 4), "right": series(0, 1)})
    left, right = diary.hips(hips, SPAN).data
    assert (left.marker.color, right.marker.color) == (theme.LEFT, theme.RIGHT)
    assert left.marker.symbol != right.marker.symbol
    assert left.line.dash != right.line.dash


def test_the_weekly_score_spans_eight_weeks_at_least_and_fills_what_is_substantial():
    scores = pd.DataFrame(
        {
            "day": pd.DatetimeIndex(["2026-11-15", "2026-11-22"]),
            "score": [16.0, 59.0],
            "substantial": [False, True],
        }
    )
    figure = diary.weekly_scores(scores, date(2026, 11, 22))
    (line,) = figure.data
    assert list(line.y) == [16, 59]
    assert list(line.marker.symbol) == ["circle-open", "square"]
    assert line.hovertext[1] == "<b>Sun 22 Nov</b><br>59 of 100, substantial"
    first, last = (pd.Timestamp(end, unit="ms") for end in figure.layout.xaxis.range)
    # Both ends half a day further than the days themselves; 28 September is 55 days before.
    assert (first, last) == (pd.Timestamp("2026-09-27 12:00"), pd.Timestamp("2026-11-22 12:00"))


def test_ten_years_of_readings_stay_under_1500_points():
    days = pd.date_range("2016-11-23", "2026-11-22", unit="us")
    long = pd.Series(np.arange(len(days)) % 11.0, index=days)
    figure = diary.readings({"At rest": long}, (date(2016, 11, 23), date(2026, 11, 22)))
    assert len(figure.data[0].x) <= 1500
