"""A lead in three pictures: every number can be read off them."""

import pandas as pd
import pytest

from analysis.patterns.picture import Beside
from dashboard import theme
from dashboard.charts import patterns

NONE = float("nan")


def both(*days):
    """Rated days as (pain, big)."""
    index = pd.date_range("2026-06-01", periods=len(days), name="day", unit="us")
    return Beside(pd.DataFrame(days, columns=["pain", "big"], index=index), 50.0)


def texts(figure):
    return [note.text for note in figure.layout.annotations]


def test_each_group_has_its_count_and_its_mean():
    figure = patterns.beside(both((3, True), (2, True), (1, False), (0, False), (0, False)))
    assert texts(figure) == [
        "<b>2 days with most of it</b>: 2.5 on average",
        "<b>3 other days</b>: 0.3 on average",
    ]
    means = [trace.x[0] for trace in figure.data if trace.mode == "lines"]
    assert means == pytest.approx([2.5, 1 / 3])


def test_a_single_day_is_said_as_one():
    assert texts(patterns.beside(both((3, True), (1, False)))) == [
        "<b>1 day with most of it</b>: 3 on average",
        "<b>1 other day</b>: 1 on average",
    ]


def test_a_dot_stays_beside_its_score_and_within_its_row_on_every_drawing():
    days = both(*[(n % 4, n % 3 == 0) for n in range(200)])
    one, again = patterns.beside(days), patterns.beside(days)
    dots = [trace for trace in one.data if trace.mode == "markers"]
    assert [len(trace.x) for trace in dots] == [67, 133]
    for row, big in enumerate((True, False)):
        scores = days.days.loc[days.days["big"] == big, "pain"].to_numpy()
        assert abs(dots[row].x - scores).max() <= 0.2
        assert abs(dots[row].y - row).max() < 0.45
    assert one == again


def test_the_groups_differ_in_more_than_colour():
    figure = patterns.beside(both((3, True), (1, False)))
    marks = [trace.marker for trace in figure.data if trace.mode == "markers"]
    assert [(mark.color, mark.symbol) for mark in marks] == [
        (theme.PAIN, "circle"),
        (theme.CONTEXT, "circle-open"),
    ]


def after(first=0):
    lags = pd.Index(range(first, first + 8), name="lag")
    frame = {"more": 0.5, "low": 0.1, "high": 0.9, "days": 12}
    return pd.DataFrame(frame, index=lags)


def test_the_days_after_a_big_dose_have_a_line_and_a_band():
    figure = patterns.lags(after())
    band, line = figure.data
    assert (set(band.y[:8]), set(band.y[8:]), line.y[3]) == ({0.9}, {0.1}, 0.5)
    assert band.fill == "toself"
    assert line.hovertext[0] == "<b>The same day</b><br>+0.5 points, 90 % band +0.1 to +0.9<br>12 days"
    assert line.hovertext[1].startswith("<b>1 day after</b>")
    assert list(figure.layout.xaxis.ticktext) == ["same<br>day", *"1234567"]


def test_the_band_has_a_gap_where_a_day_is_missing():
    holed = after()
    holed.loc[4, ["more", "low", "high"]] = NONE
    *bands, _ = patterns.lags(holed).data
    assert [band.x for band in bands] == [(0, 1, 2, 3, 3, 2, 1, 0), (5, 6, 7, 7, 6, 5)]


def test_where_the_first_score_comes_a_day_later_the_axis_says_so():
    assert list(patterns.lags(after(1)).layout.xaxis.ticktext) == ["next<br>day", *"2345678"]
    mornings = patterns.lags(after(1), mornings=True).layout.xaxis
    assert (mornings.ticktext[0], mornings.title.text) == ("next<br>morning", "mornings after")


def test_the_halves_stand_under_each_other_with_their_days():
    halves = pd.DataFrame(
        {
            "first_day": pd.to_datetime(["2026-01-12", "2026-07-01"]),
            "last_day": pd.to_datetime(["2026-06-30", "2026-11-22"]),
            "big_days": [16, 2],
        }
    )
    figure = patterns.halves(halves, (0.7, -0.2))
    assert texts(figure) == [
        "<b>First half</b>, 12 Jan to 30 Jun: 16 big days",
        "<b>Second half</b>, 1 Jul to 22 Nov: 2 big days",
    ]
    assert [(trace.x[1], trace.text[1]) for trace in figure.data] == [(0.7, "0.7"), (-0.2, "-0.2")]
    low, high = figure.layout.xaxis.range
    assert low < -0.2 < 1.0 < high
