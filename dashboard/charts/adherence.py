"""What was done for the hip by week, under the pain of the same weeks, on one axis of time."""

from __future__ import annotations

from collections.abc import Sequence

import pandas as pd
import plotly.graph_objects as go
from plotly.subplots import make_subplots

from analysis import words
from dashboard import theme
from dashboard.charts.axes import coloured, quiet, time_axis
from dashboard.charts.risk import BAR_MS, iso, middle
from ingest.schema import DONE

WEEKS = 26
ROWS = ("prehab", "strength", "mobility", "stretch", "foam_roll", "ice")
MOST = 4
REST_KEY = "<b>Days without a run</b>, a week"
PAIN_PX, ROW_PX, GAP_PX, HEAD_PX, FOOT_PX = 150, 56, 42, 44, 30
PAIN_KEY = f"<b>Pain of the week</b>, 0–10   {coloured(theme.PAIN, '◆')} worst   <b>━</b> middle"


def charted(weeks: pd.DataFrame) -> list[str]:
    """The words with anything to show in the last WEEKS weeks, at most MOST of them."""
    recent = weeks.tail(WEEKS)
    return [word for word in ROWS if recent[word].max() > 0][:MOST]


def by_week(weeks: pd.DataFrame, shown: Sequence[str]) -> go.Figure:
    """`weeks` is `care.weekly`; a row of bars for each of `shown`, and one of days without a run.

    A week in which nothing is known has no bar and no mark; a week with none has a bar of 0.
    """
    weeks = weeks.tail(WEEKS)
    titles = [PAIN_KEY, *(f"<b>{DONE[word].capitalize()}</b>, days a week" for word in shown), REST_KEY]
    figure = make_subplots(rows=len(titles), cols=1, shared_xaxes=True, subplot_titles=titles)
    for trace in (_median(weeks), _worst(weeks)):
        figure.add_trace(trace, row=1, col=1)
    rows = [_ticked(weeks, word) for word in shown]
    for row, trace in enumerate([*rows, _rest(weeks)], start=2):
        figure.add_trace(trace, row=row, col=1)
    height = _stack(figure, len(titles) - 1)
    margin = {"l": 4, "r": 4, "t": HEAD_PX, "b": FOOT_PX}
    figure.update_layout(theme.layout(height + HEAD_PX + FOOT_PX, margin=margin, showlegend=False))
    _axes(figure, weeks)
    return figure


def _median(weeks: pd.DataFrame) -> go.Scatter:
    """Has no colour of its own, so that it takes the ink of the theme."""
    return _line(weeks, "median_pain", "middle", {"width": 2.5}, None)


def _worst(weeks: pd.DataFrame) -> go.Scatter:
    marker = {"symbol": "diamond", "size": 7, "color": theme.PAIN}
    return _line(weeks, "worst_pain", "worst", {"color": theme.PAIN, "width": 1.2, "dash": "dot"}, marker)


def _line(weeks: pd.DataFrame, name: str, said: str, line: dict, marker: dict | None) -> go.Scatter:
    return go.Scatter(
        x=middle(weeks),
        y=weeks[name],
        mode="lines+markers",
        connectgaps=False,
        cliponaxis=False,
        line=line,
        marker=marker or {"size": 4},
        name=said,
        customdata=iso(weeks["week"]),
        hovertext=[
            f"<b>Week of {words.day(row.week)}</b><br>{said} pain {getattr(row, name):g} of 10"
            for row in weeks.itertuples()
        ],
        hoverinfo="text",
    )


def _ticked(weeks: pd.DataFrame, word: str) -> go.Bar:
    said = [
        f"{DONE[word]}: {words.number(days)} of {words.number(entries)} days logged"
        for days, entries in zip(weeks[word], weeks["entries"], strict=True)
    ]
    return _bars(weeks, word, DONE[word], theme.FIRM, said)


def _rest(weeks: pd.DataFrame) -> go.Bar:
    said = [f"{words.number(days)} days without a run" for days in weeks["rest_days"]]
    return _bars(weeks, "rest_days", "days without a run", theme.CONTEXT, said)


def _bars(weeks: pd.DataFrame, column: str, name: str, colour: str, said: Sequence[str]) -> go.Bar:
    heads = [f"<b>Week of {words.day(week)}</b><br>" for week in weeks["week"]]
    return go.Bar(
        x=middle(weeks),
        y=weeks[column],
        width=BAR_MS,
        marker={"color": colour, "line": {"width": 0}},
        name=name,
        hovertext=[head + text for head, text in zip(heads, said, strict=True)],
        hoverinfo="text",
    )


def _stack(figure: go.Figure, rows: int) -> float:
    """Gives every panel its height in pixels and its heading its place; returns the height of all. [px]"""
    sizes = [PAIN_PX, *[ROW_PX] * rows]
    tops = [sum(sizes[:row]) + row * GAP_PX for row in range(len(sizes))]
    whole = tops[-1] + sizes[-1]
    for panel, (top, size) in enumerate(zip(tops, sizes, strict=True)):
        ends = [max(0.0, 1 - (top + size) / whole), 1 - top / whole]
        figure.update_yaxes(domain=ends, row=panel + 1, col=1)
        place = {"x": 0, "xanchor": "left", "align": "left", "y": ends[1], "yshift": 4, "font_size": 13}
        figure.layout.annotations[panel].update(place)
    return whole


def _axes(figure: go.Figure, weeks: pd.DataFrame) -> None:
    last = weeks["week"].iloc[-1] + pd.Timedelta(days=6)
    figure.update_xaxes(time_axis(weeks["week"].iloc[0].date(), last.date()))
    figure.update_yaxes(quiet(range=[0, 7.2], tickvals=[0, 3, 7]))
    figure.update_yaxes(quiet(range=[0, 10.4], tickvals=[0, 2, 4, 6, 8, 10]), row=1, col=1)
