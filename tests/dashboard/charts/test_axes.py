"""What the figures share."""

from datetime import date

import numpy as np
import pandas as pd
import plotly.graph_objects as go
import pytest

from dashboard.charts import axes


def test_a_day_is_its_milliseconds_since_1970():
    # 2 January 1970 is one day of 86,400,000 ms after the epoch.
    assert axes.at(date(1970, 1, 2)) == 86_400_000
    assert list(axes.epoch_ms(pd.Series(pd.to_datetime(["1970-01-02"]).as_unit("us")))) == [86_400_000]


def test_a_short_frame_is_not_thinned():
    frame = pd.DataFrame({"y": range(1500)})
    assert axes.thinned(frame, "y") is frame


def test_thinning_keeps_the_peak_the_pit_and_the_ends():
    y = np.zeros(10_000)
    y[4321], y[8765] = 9.0, -9.0
    few = axes.thinned(pd.DataFrame({"x": range(10_000), "y": y}), "y")
    assert len(few) <= 1500
    assert {0, 4321, 8765, 9999} <= set(few["x"])
    assert few["x"].is_monotonic_increasing


def test_a_gap_stays_a_gap_when_thinned():
    y = np.full(4000, np.nan)
    y[1000], y[3000] = 1.0, 2.0
    few = axes.thinned(pd.DataFrame({"x": range(4000), "y": y}), "y")
    assert len(few) <= 1500
    assert list(few.dropna()["x"]) == [1000, 3000]
    assert few[few["x"].between(1001, 2999)]["y"].isna().sum() > 0


def test_a_frame_that_knows_nothing_is_thinned_as_well():
    few = axes.thinned(pd.DataFrame({"y": np.full(4000, np.nan)}), "y")
    assert 2 <= len(few) <= 1500


def test_a_season_is_ticked_on_the_first_days_of_weeks():
    axis = axes.time_axis(date(2026, 8, 31), date(2026, 11, 22))
    assert axis["tick0"] == axes.at(date(2026, 8, 31))
    assert axis["dtick"] == 14 * axes.DAY_MS
    assert axis["tickformat"] == "%-d %b"


def test_a_year_is_ticked_by_quarters_and_a_life_by_five_ticks_or_so():
    assert axes.time_axis(date(2025, 11, 24), date(2026, 11, 22))["dtick"] == "M3"
    assert axes.time_axis(date(2016, 11, 24), date(2026, 11, 22))["nticks"] == 5


def test_foreign_text_brings_no_tags_into_a_figure():
    assert axes.plain("<a href='http://x'>&") == "&lt;a href='http://x'&gt;&amp;"


INK = '<span style="color:currentColor">{}</span>'


@pytest.fixture
def worded():
    """A figure with every kind of words, in ink."""
    figure = go.Figure([go.Scatter(y=[1], text=["a"], mode="markers+text"), go.Bar(y=[1], text=["b", ""])])
    figure.add_annotation(text=axes.coloured("#D55E00", "◆") + " pain")
    figure.update_xaxes(title="days", tickvals=[0], ticktext=["same day"])
    figure.update_yaxes(ticksuffix=" %")
    figure.update_layout(yaxis2={"tickvals": [0, 2.5]})
    return axes.legible(figure)


def test_all_words_of_a_figure_are_in_the_colour_of_the_pages_text(worded):
    x, y = worded.layout.xaxis, worded.layout.yaxis
    assert [list(trace.text) for trace in worded.data] == [[INK.format("a")], [INK.format("b"), ""]]
    assert (x.title.text, list(x.ticktext)) == (INK.format("days"), [INK.format("same day")])
    assert y.tickprefix + "50" + y.ticksuffix == INK.format("50 %")
    assert list(worded.layout.yaxis2.ticktext) == [INK.format("0"), INK.format("2.5")]


def test_a_sign_in_a_key_keeps_its_own_colour(worded):
    sign = '<span style="color:#D55E00">◆</span>'
    assert worded.layout.annotations[0].text == INK.format(f"{sign} pain")


def test_one_text_for_all_marks_is_in_ink_as_a_whole_and_not_letter_by_letter():
    worded = axes.legible(go.Figure([go.Scatter(y=[1, 2], text="km", mode="text"), go.Bar(y=[1], text="h")]))
    assert [trace.text for trace in worded.data] == [INK.format("km"), INK.format("h")]


def test_traces_that_know_no_mode_keep_their_text():
    cells, parts = (go.Heatmap(z=[[1]], text=[["a"]], texttemplate="%{text}"), go.Pie(values=[1], text=["b"]))
    bare = axes.legible(go.Figure([cells, parts]))
    assert [list(bare.data[0].text[0]), list(bare.data[1].text)] == [["a"], ["b"]]


def test_a_figure_without_words_stays_without():
    bare = axes.legible(go.Figure(go.Scatter(y=[1], mode="lines", text=["for the finger"])))
    assert (bare.data[0].text, bare.layout.annotations) == (("for the finger",), ())
    assert bare.layout.xaxis.title.text is None
