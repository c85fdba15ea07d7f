"""The risk picture, read off its figure."""

import time
from datetime import date

import numpy as np
import pandas as pd
import pytest

from analysis.findings import Evidence, Finding, Severity
from dashboard import theme
from dashboard.charts import risk, rows
from ingest.schema import Log

TODAY = date(2026, 11, 22)


def finding(severity, day, headline="Too far."):
    return Finding("a.rule", severity, day, headline, 1.0, 1.0, "m", "why", Evidence("weak", "x"))


def drawn(weeks, pain, span, flags=(), rows=(), unit="km", today=TODAY, chosen=None):
    return risk.timeline(weeks, pain, list(flags), list(rows), span, unit, today, chosen)


def trace(figure, name):
    return next(trace for trace in figure.data if trace.name == name)


def test_the_bars_are_the_weeks_in_the_runners_unit(weeks, pain, span):
    assert list(trace(drawn(weeks, pain, span), "week").y) == [10, 20, 30, 40, 50]
    # 10 km / 1.609344 km a mile = 6.2137 mi
    assert trace(drawn(weeks, pain, span, unit="mi"), "week").y[0] == pytest.approx(6.2137, abs=1e-4)


def test_a_bar_stands_in_the_middle_of_its_week_and_says_which_week_it_is(weeks, pain, span):
    bars = trace(drawn(weeks, pain, span), "week")
    assert pd.Timestamp(bars.x[0], unit="ms") == pd.Timestamp("2026-10-22 12:00")
    assert bars.customdata[0] == "2026-10-19"
    assert bars.hovertext[3].startswith("<b>Week of Mon 9 Nov</b><br>40 km in 3 runs, longest 15 km")
    assert "no run" in bars.hovertext[2]


def test_the_mean_comes_first_and_without_a_colour_so_that_it_takes_the_ink(weeks, pain, span):
    mean = drawn(weeks, pain, span).data[0]
    assert mean.name == "4-week mean"
    assert mean.line.color is None


def test_an_unfinished_week_is_hatched_and_has_no_mean(weeks, pain, span):
    figure = drawn(weeks, pain, span, today=date(2026, 11, 21))
    assert list(trace(figure, "week").marker.pattern.shape) == ["", "", "", "", "/"]
    assert trace(figure, "week").hovertext[-1].endswith("so far")
    assert list(figure.data[0].y)[-1] == 25


def test_a_finished_week_is_neither(weeks, pain, span):
    figure = drawn(weeks, pain, span)
    assert set(trace(figure, "week").marker.pattern.shape) == {""}
    assert list(figure.data[0].y)[-1] == 35


def test_pain_has_its_own_axis_and_gaps_stay_gaps(weeks, pain, span):
    figure = drawn(weeks, pain, span)
    hurt = trace(figure, "worst pain of the day")
    assert hurt.yaxis == "y2"
    assert hurt.connectgaps is False
    assert hurt.marker.symbol == "diamond"
    assert hurt.marker.color == theme.PAIN
    scores = dict(zip(pd.to_datetime(hurt.x, unit="ms").strftime("%d %b"), hurt.y, strict=True))
    assert scores["16 Nov"] == 4
    assert np.isnan(scores["17 Nov"])
    assert scores["18 Nov"] == 0
    assert list(figure.layout.yaxis2.tickvals) == [0, 2, 4, 6, 8, 10]


def test_the_scale_of_pain_does_not_follow_the_scores(weeks, pain, span):
    mild, bad = (drawn(weeks, pain * factor, span).layout.yaxis2.range for factor in (0.25, 2.5))
    assert mild == bad


def test_a_week_bears_the_mark_of_its_most_urgent_finding_and_tells_them_all(weeks, pain, span):
    flags = [
        finding(Severity.NOTE, date(2026, 11, 16), "Down <b>a lot</b>."),
        finding(Severity.WATCH, date(2026, 11, 22)),
        finding(Severity.NOTE, date(2026, 10, 20)),
    ]
    figure = drawn(weeks, pain, span, flags)
    watch, note = trace(figure, "Watch"), trace(figure, "Note")
    assert list(watch.customdata) == ["2026-11-16"]
    assert list(note.customdata) == ["2026-10-19"]
    assert watch.hovertext[0] == "<b>Watch</b>: Too far.<br><b>Note</b>: Down &lt;b&gt;a lot&lt;/b&gt;."
    assert (watch.marker.symbol, note.marker.symbol) == ("triangle-up", "circle-open")


def test_a_finding_outside_the_picture_leaves_no_mark(weeks, pain, span):
    figure = drawn(
        weeks,
        pain,
        span,
        [finding(Severity.ACT, date(2026, 10, 18)), finding(Severity.ACT, date(2026, 11, 23))],
    )
    assert len(trace(figure, "Act").x) == 0


def test_ten_years_of_findings_are_placed_in_a_moment(pain):
    days = pd.date_range("2016-11-21", "2026-11-22", unit="us")
    weeks = pd.DataFrame({"week": days[::7]})
    flags = [finding(Severity.NOTE, day.date()) for day in days]
    began = time.perf_counter()
    marks = risk._flags(flags, weeks)
    assert time.perf_counter() - began < 2.0  # a search per finding took seven
    note = next(mark for mark in marks if mark.name == "Note")
    assert [len(note.x), note.hovertext[0].count("Too far.")] == [522, 7]


def test_the_chosen_week_is_shaded_through_all_rows(weeks, pain, span):
    shape = drawn(weeks, pain, span, chosen=date(2026, 11, 9)).layout.shapes[0]
    assert pd.Timestamp(shape.x0, unit="ms") == pd.Timestamp("2026-11-09")
    assert pd.Timestamp(shape.x1, unit="ms") == pd.Timestamp("2026-11-16")
    assert (shape.yref, shape.y0, shape.y1) == ("paper", 0, 1)


def test_the_rows_beneath_share_the_axis_of_time(weeks, pain, span):
    figure = drawn(weeks, pain, span, rows=[rows.descent(weeks, "km"), rows.monotony(weeks, 2.0)])
    assert figure.layout.xaxis.range == figure.layout.xaxis2.range == figure.layout.xaxis3.range
    assert figure.layout.yaxis.domain[0] > figure.layout.yaxis3.domain[1] > figure.layout.yaxis4.domain[1]
    assert figure.layout.yaxis.domain == figure.layout.yaxis2.domain


def test_nothing_can_be_dragged_so_that_a_thumb_scrolls_the_page(weeks, pain, span):
    layout = drawn(weeks, pain, span, rows=[rows.descent(weeks, "km")]).layout
    assert layout.dragmode is False
    axes = (layout.xaxis, layout.xaxis2, layout.yaxis, layout.yaxis2, layout.yaxis3)
    assert all(axis.fixedrange for axis in axes)


def test_a_diary_without_runs_is_drawn_as_well(pain, span):
    from analysis import mileage

    weeks = mileage.weekly(Log(), TODAY)
    figure = drawn(weeks, pain, risk.window(weeks, "12 weeks", TODAY))
    assert np.nanmax(trace(figure, "worst pain of the day").y) == 4


def test_ten_years_of_pain_stay_under_1500_points(weeks):
    days = pd.date_range("2016-11-23", "2026-11-22", unit="us")
    pain = pd.Series(np.arange(len(days)) % 11.0, index=days)
    figure = drawn(weeks, pain, (date(2016, 11, 21), TODAY))
    assert max(len(trace.x) for trace in figure.data) <= 1500


@pytest.mark.parametrize(("span", "first"), [("12 weeks", date(2026, 9, 7)), ("1 year", date(2025, 12, 1))])
def test_a_span_ends_with_the_week_of_today(weeks, span, first):
    # The newest week begins on 16 Nov: 11 weeks before is 31 Aug, 51 weeks before is 24 Nov 2025.
    assert risk.window(weeks, span, TODAY) == (first - pd.Timedelta(days=7).to_pytimedelta(), TODAY)


def test_all_is_never_less_than_twelve_weeks(weeks):
    assert risk.window(weeks, "All", TODAY) == risk.window(weeks, "12 weeks", TODAY)


# ---------------------------------------------------------------- episodes


def episode(first, last, name="outer hip, left", due=None):
    return risk.Span(first, last, name, "<b>all of it</b>", due, "was it?")


def with_episodes(weeks, pain, span, *spans):
    return risk.timeline(weeks, pain, [], [], span, "km", TODAY, spans=spans)


def test_an_episode_is_shaded_behind_the_first_row_alone_and_cut_at_the_edge(weeks, pain, span):
    figure = with_episodes(weeks, pain, span, episode(date(2026, 10, 1), date(2026, 10, 25)))
    (shape,) = figure.layout.shapes
    assert (shape.yref, shape.layer) == ("y2", "below")
    assert pd.Timestamp(shape.x0, unit="ms") == pd.Timestamp("2026-10-19")
    assert pd.Timestamp(shape.x1, unit="ms") == pd.Timestamp("2026-10-26")


def test_an_episode_outside_the_picture_is_not_drawn(weeks, pain, span):
    figure = with_episodes(weeks, pain, span, episode(date(2026, 9, 1), date(2026, 10, 18)))
    assert not figure.layout.shapes
    assert len(trace(figure, "episodes").x) == 0


@pytest.mark.parametrize(("days", "named"), [(13, False), (14, True)])
def test_a_name_stands_only_where_a_phone_has_room_for_it(weeks, pain, span, days, named):
    # 15 letters of 6.4 px are 96 px; of 250 px for 35 days that is 13.44 days.
    last = date(2026, 11, 1) + pd.Timedelta(days=days - 1).to_pytimedelta()
    figure = with_episodes(weeks, pain, span, episode(date(2026, 11, 1), last))
    assert list(trace(figure, "names of episodes").text or []) == (["outer hip, left"] if named else [])
    assert "<b>all of it</b>" in trace(figure, "episodes").hovertext


def test_a_name_stands_in_the_middle_of_what_is_seen_above_all_flags(weeks, pain, span):
    figure = with_episodes(weeks, pain, span, episode(date(2026, 9, 1), date(2026, 11, 8)))
    names = trace(figure, "names of episodes")
    # Seen from 19 October to the end of 8 November: 21 days, the middle is noon of 29 October.
    assert pd.Timestamp(names.x[0], unit="ms") == pd.Timestamp("2026-10-29 12:00")
    assert risk.FLAG_LANE < names.y[0] < figure.layout.yaxis2.range[1]


def test_the_day_by_which_it_should_be_better_is_marked_where_it_is_seen(weeks, pain, span):
    ends = date(2026, 10, 20), date(2026, 11, 20)
    figure = with_episodes(weeks, pain, span, episode(*ends, due=date(2026, 11, 3)), episode(*ends))
    mark = trace(figure, "better by then")
    assert [pd.Timestamp(x, unit="ms") for x in mark.x] == [pd.Timestamp("2026-11-03 12:00")]
    assert list(mark.hovertext) == ["was it?"]
    early = with_episodes(weeks, pain, span, episode(*ends, due=date(2026, 10, 18)))
    assert len(trace(early, "better by then").x) == 0


def test_no_bar_reaches_the_names(weeks, pain, span):
    layout = with_episodes(weeks, pain, span).layout
    # The tallest bar is 50 km; it ends where pain of 10 stands.
    assert 50 / layout.yaxis.range[1] == pytest.approx(10 / layout.yaxis2.range[1])
