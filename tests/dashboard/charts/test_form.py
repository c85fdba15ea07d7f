"""Form in small multiples: what is drawn of each run can be read off the figure again."""

from datetime import date

import pandas as pd
import pytest

from dashboard import theme
from dashboard.charts import form
from dashboard.charts.axes import at
from dashboard.charts.risk import Span

SPAN = (date(2026, 11, 1), date(2026, 11, 22))


def runs(*values):
    days = pd.date_range("2026-11-02", periods=len(values), freq="2D", unit="us")
    known = {"value": values, "mean": 0.01, "low": -0.02, "high": 0.02}
    return pd.DataFrame({"day": days} | known)


def panel(*values):
    return form.Panel("<b>Cadence</b> (steps a minute)", runs(*values), "higher", "lower")


def named(figure, mode, fill=None):
    return [trace for trace in figure.data if trace.mode == mode and trace.fill == fill]


def test_each_run_is_a_mark_in_percent_with_its_words():
    (marks,) = named(form.panels([panel(0.012, -0.034, 0.0)], SPAN), "markers")
    assert list(marks.y) == pytest.approx([1.2, -3.4, 0.0])
    assert marks.x[0] == at(date(2026, 11, 2)) + 43_200_000
    assert list(marks.hovertext) == [
        "<b>Mon 2 Nov</b><br>1.2 % higher than usual",
        "<b>Wed 4 Nov</b><br>3.4 % lower than usual",
        "<b>Fri 6 Nov</b><br>as usual",
    ]


def test_the_band_lies_between_its_two_lines_and_the_mean_above_it():
    figure = form.panels([panel(0.0, 0.0)], SPAN)
    (low, mean), (high,) = named(figure, "lines"), named(figure, "lines", "tonexty")
    assert [list(each.y) for each in (low, high, mean)] == [[-2.0, -2.0], [2.0, 2.0], [1.0, 1.0]]
    assert mean.line.color == theme.GREY


def test_runs_outside_the_days_chosen_are_not_drawn():
    (marks,) = named(form.panels([panel(*[0.0] * 20)], SPAN), "markers")
    assert len(marks.x) == 11


@pytest.mark.parametrize(("value", "reach"), [(0.001, 1.15), (0.01, 1.15), (0.10, 11.5)])
def test_an_axis_reaches_as_far_as_the_runs_but_one_percent_at_least(value, reach):
    near = runs(value).assign(mean=0.0, low=-0.005, high=0.005)
    figure = form.panels([form.Panel("<b>Cadence</b>", near, "higher", "lower")], SPAN)
    assert list(figure.layout.yaxis.range) == pytest.approx([-reach, reach])


@pytest.mark.parametrize(("value", "tick"), [(0.001, 1), (0.0173, 1), (0.0175, 2), (0.04, 2), (0.06, 5)])
def test_an_axis_has_a_number_above_and_below_its_zero(value, tick):
    # it reaches 1.15 times as far as its furthest run: 1.9895, 2.0125, 4.6 and 6.9 %
    near = runs(value).assign(mean=0.0, low=-0.0005, high=0.0005)
    axis = form.panels([form.Panel("<b>Cadence</b>", near, "higher", "lower")], SPAN).layout.yaxis
    assert list(axis.tickvals) == [-tick, 0, tick]
    assert list(axis.ticktext) == [f"−{tick} %", "0 %", f"{tick} %"]
    assert axis.range[1] > tick


def test_balance_is_drawn_in_points_and_not_in_percent_of_it():
    balance = form.Panel("<b>Balance</b>", runs(0.004, -0.01, 0.0), "more left", "more right", "points", 0.25)
    figure = form.panels([balance], SPAN)
    (marks,) = named(figure, "markers")
    assert [text.partition("<br>")[2] for text in marks.hovertext] == [
        "0.4 points more left than usual",
        "1 point more right than usual",
        "as usual",
    ]
    assert list(figure.layout.yaxis.ticktext) == ["−2", "0", "2"]  # its band reaches to 2 points


def test_an_axis_of_points_reaches_a_quarter_of_one_at_least():
    near = runs(0.001).assign(mean=0.0, low=-0.0005, high=0.0005)
    balance = form.Panel("<b>Balance</b>", near, "more left", "more right", "points", 0.25)
    axis = form.panels([balance], SPAN).layout.yaxis
    assert list(axis.range) == pytest.approx([-0.2875, 0.2875])
    assert list(axis.ticktext) == ["−0.2", "0", "0.2"]


@pytest.mark.parametrize(("days", "lines"), [(10, 1), (11, 2)])
def test_the_line_of_the_mean_begins_anew_after_ten_days_without_a_run(days, lines):
    apart = runs(0.0, 0.0, 0.0, 0.0)
    first = apart["day"].iloc[0]
    apart["day"] = [first + pd.Timedelta(days=each) for each in (0, 1, 1 + days, 2 + days)]
    figure = form.panels(
        [form.Panel("<b>Cadence</b>", apart, "higher", "lower")], (SPAN[0], date(2026, 12, 31))
    )
    _, mean = named(figure, "lines")
    assert [bool(gap) for gap in pd.isna(list(mean.y))].count(True) == lines - 1
    assert len(mean.x) == 4 + lines - 1
    if lines == 2:
        assert pd.isna(mean.y[2])


def test_episodes_are_shaded_over_every_panel_as_far_as_they_are_seen():
    spans = [
        Span(date(2026, 10, 1), date(2026, 11, 3), "", ""),
        Span(date(2026, 9, 1), date(2026, 9, 3), "", ""),
    ]
    figure = form.panels([panel(0.0), panel(0.0)], SPAN, spans)
    assert [(shape.x0, shape.x1) for shape in figure.layout.shapes] == [
        (at(date(2026, 11, 1)), at(date(2026, 11, 4)))
    ] * 2


def test_panels_of_no_runs_are_drawn_empty():
    figure = form.panels([panel()], SPAN)
    assert all(len(trace.x) == 0 for trace in figure.data)
    assert figure.layout.annotations[0].text == "<b>Cadence</b> (steps a minute)"


@pytest.mark.parametrize(
    ("first", "said"), [(date(2026, 9, 1), "%-d<br>%b"), (date(2025, 11, 24), "%b<br>’%y")]
)
def test_days_below_the_panels_stand_in_two_lines_so_that_they_fit_a_phone(first, said):
    assert form.panels([panel(0.0)], (first, SPAN[1])).layout.xaxis.tickformat == said
