"""Figures of the diary: readings in rows under one another, left against right, the weekly score."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from datetime import date, timedelta

import pandas as pd
import plotly.graph_objects as go
from plotly.subplots import make_subplots

from analysis import words
from dashboard import theme
from dashboard.charts.axes import HALF_YEAR_DAYS, coloured, epoch_ms, quiet, thinned, time_axis

ROW_PX, GAP_PX, HEAD_PX, FOOT_PX = 64, 38, 30, 34
SCALE = quiet(range=[-0.6, 10.6], tickvals=[0, 5, 10])
WEEKLY_PX = 200
SHORTEST = timedelta(days=55)
"""The weekly score spans eight weeks at least: two dots far apart say more than they know."""

HIPS = (("left", theme.LEFT, "circle", "solid"), ("right", theme.RIGHT, "square-open", "dot"))
HIPS_KEY = f"{coloured(theme.LEFT, '●')} <b>left</b>   {coloured(theme.RIGHT, '□')} <b>right</b>, 0–10"


def readings(scores: Mapping[str, pd.Series], span: tuple[date, date]) -> go.Figure:
    """A row a reading on one axis of time: name -> scores by day [0–10], NaN where not asked."""
    rows = [
        (f"<b>{name}</b>, 0–10", (_line(said, span, name, theme.PAIN, "diamond", "dot"),))
        for name, said in scores.items()
    ]
    return _stacked(rows, span)


def hips(by_side: pd.DataFrame, span: tuple[date, date]) -> go.Figure:
    """Left against right, columns left and right by day. [0–10] Told apart by colour, mark and dash."""
    lines = [_line(by_side[name], span, f"{name} hip", *look) for name, *look in HIPS]
    return _stacked([(HIPS_KEY, lines)], span, 2 * ROW_PX)


def _stacked(rows: Sequence[tuple], span: tuple[date, date], row_px: int = ROW_PX) -> go.Figure:
    figure = make_subplots(
        rows=len(rows), cols=1, shared_xaxes=True, subplot_titles=[heading for heading, _ in rows]
    )
    whole = len(rows) * row_px + (len(rows) - 1) * GAP_PX
    for number, (_, lines) in enumerate(rows):
        top = number * (row_px + GAP_PX)
        ends = [max(0.0, 1 - (top + row_px) / whole), 1 - top / whole]
        figure.update_yaxes(SCALE | {"domain": ends}, row=number + 1, col=1)
        place = {"x": 0, "xanchor": "left", "align": "left", "y": ends[1], "yshift": 2, "font_size": 13}
        figure.layout.annotations[number].update(place)
        figure.add_traces(list(lines), rows=number + 1, cols=1)
    figure.update_xaxes(time_axis(*span))
    margin = {"l": 4, "r": 8, "t": HEAD_PX, "b": FOOT_PX}
    figure.update_layout(theme.layout(whole + HEAD_PX + FOOT_PX, margin=margin, showlegend=False))
    return figure


def _line(
    scores: pd.Series, span: tuple[date, date], name: str, colour: str, symbol: str, dash: str
) -> go.Scatter:
    """Daily scores; a day without one breaks the line. Over long times only the dots are drawn."""
    days = pd.date_range(*span, name="day", unit="us")
    shown = thinned(scores.reindex(days).rename("score").rename_axis("day").reset_index(), "score")
    return go.Scatter(
        x=epoch_ms(shown["day"]),
        y=shown["score"],
        mode="lines+markers" if len(days) <= HALF_YEAR_DAYS else "markers",
        connectgaps=False,
        cliponaxis=False,
        line={"color": colour, "width": 1.2, "dash": dash},
        marker={"symbol": symbol, "color": colour, "size": 6},
        name=name,
        hovertext=[
            f"<b>{words.day(row.day)}</b><br>{name.lower()} {row.score:g} of 10" for row in shown.itertuples()
        ],
        hoverinfo="text",
    )


def weekly_scores(scores: pd.DataFrame, today: date) -> go.Figure:
    """The weekly score, columns day, score [0–100] and substantial, whose marks are filled."""
    first = min(scores["day"].min().date(), today - SHORTEST)
    said = [
        f"<b>{words.day(row.day)}</b><br>{row.score:.0f} of 100{', substantial' if row.substantial else ''}"
        for row in scores.itertuples()
    ]
    symbols = ["square" if much else "circle-open" for much in scores["substantial"]]
    line = go.Scatter(
        x=epoch_ms(scores["day"]),
        y=scores["score"],
        mode="lines+markers",
        cliponaxis=False,
        line={"color": theme.PAIN, "width": 1.2, "dash": "dot"},
        marker={"symbol": symbols, "color": theme.PAIN, "size": 9},
        hovertext=said,
        hoverinfo="text",
    )
    figure = go.Figure(line)
    figure.update_xaxes(time_axis(first, today))
    figure.update_yaxes(quiet(range=[-4, 104], tickvals=[0, 25, 50, 75, 100]))
    figure.update_layout(theme.layout(WEEKLY_PX, showlegend=False))
    return figure
