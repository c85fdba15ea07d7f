"""Form in small multiples: a mark a run, the mean of the last runs, the usual band, episodes shaded."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from datetime import date

import numpy as np
import pandas as pd
import plotly.graph_objects as go
from plotly.subplots import make_subplots

from analysis import words
from dashboard import theme
from dashboard.charts.axes import DAY_MS, at, coloured, epoch_ms, quiet, thinned, time_axis
from dashboard.charts.risk import SOFT_PAIN, Span, between

PANEL_PX, GAP_PX, HEAD_PX, FOOT_PX = 96, 44, 64, 44
GAP_DAYS = 10
"""After more days without a run that tells a measure the line of its mean begins anew. Own convention."""

TICKS = (0.2, 0.5, 1, 2, 5, 10, 20, 50, 100)
"""Each axis has one of these above and below its zero: Plotly left to itself drew the zero alone.
[%] or points"""

KEY = (
    f"{coloured(theme.DISTANCE, '●')} a run   {coloured(theme.GREY, '━')} mean of 7 runs<br>"
    f"{coloured(theme.GREY, '▓')} where 8 of 10 of your runs lay   {coloured(theme.PAIN, '▒')} hip pain"
)


@dataclass(frozen=True)
class Panel:
    """One measure: its heading, `usual.drawn` of it, and what more or less of it is called.

    `unit` is that of 100 times a value, `reach` how far the axis goes to both sides at least in it: what is
    nearer to the usual is as usual.
    """

    heading: str
    runs: pd.DataFrame
    more: str
    less: str
    unit: str = "%"
    reach: float = 1.0


def panels(shown: Sequence[Panel], span: tuple[date, date], spans: Sequence[Span] = ()) -> go.Figure:
    """Each panel's values, against the usual as 0, over a shared axis of days; `spans` are the episodes."""
    figure = make_subplots(
        rows=len(shown), cols=1, shared_xaxes=True, subplot_titles=[panel.heading for panel in shown]
    )
    height = _stack(figure, len(shown))
    margin = {"l": 4, "r": 8, "t": HEAD_PX, "b": FOOT_PX}
    figure.update_layout(theme.layout(height + HEAD_PX + FOOT_PX, margin=margin, showlegend=False))
    for row, panel in enumerate(shown, start=1):
        runs = between(panel.runs, "day", span)
        for trace in (*_band(runs), _marks(runs, panel), _mean(runs)):
            figure.add_trace(trace, row=row, col=1)
        figure.update_yaxes(_axis(runs, panel), row=row, col=1)
    days = time_axis(*span)
    figure.update_xaxes(days | {"tickformat": days["tickformat"].replace(" ", "<br>")})  # a phone is narrow
    figure.update_layout(shapes=[*_shades(spans, span, len(shown))])  # all at once: plotly is slow one by one
    place = {"x": 0, "y": 1, "xref": "paper", "yref": "paper", "xanchor": "left", "yanchor": "bottom"}
    figure.add_annotation(text=KEY, align="left", showarrow=False, yshift=24, font_size=12, **place)
    return figure


def _stack(figure: go.Figure, count: int) -> float:
    """Gives every panel its height in pixels and its heading its place; returns the height of all. [px]"""
    whole = count * PANEL_PX + (count - 1) * GAP_PX
    for panel in range(count):
        top = panel * (PANEL_PX + GAP_PX)
        ends = [max(0.0, 1 - (top + PANEL_PX) / whole), 1 - top / whole]
        figure.update_yaxes(domain=ends, row=panel + 1, col=1)
        place = {"x": 0, "xanchor": "left", "align": "left", "y": ends[1], "yshift": 2, "font_size": 13}
        figure.layout.annotations[panel].update(place)
    return whole


def _axis(runs: pd.DataFrame, panel: Panel) -> dict:
    numbers = 100 * runs[["value", "low", "high"]].abs()
    reach = 1.15 * max(panel.reach, numbers.max(axis=None) if len(runs) else 0.0)
    tick = max(each for each in TICKS if each <= max(reach, TICKS[0]))
    sign = " %" if panel.unit == "%" else ""
    ticks = {"tickvals": [-tick, 0, tick], "ticktext": [f"−{tick}{sign}", f"0{sign}", f"{tick}{sign}"]}
    return quiet(range=[-reach, reach], zeroline=True, zerolinecolor=theme.GREY, **ticks)


def _band(runs: pd.DataFrame) -> tuple[go.Scatter, go.Scatter]:
    known = runs.dropna(subset=["low", "high"]).pipe(thinned, "high")
    edges = {"x": _noon(known), "mode": "lines", "line": {"width": 0}, "hoverinfo": "skip"}
    filled = {"fill": "tonexty", "fillcolor": theme.BAND}
    return go.Scatter(y=100 * known["low"], **edges), go.Scatter(y=100 * known["high"], **edges, **filled)


def _mean(runs: pd.DataFrame) -> go.Scatter:
    known = thinned(runs.dropna(subset=["mean"]), "mean")
    gaps = np.flatnonzero(known["day"].diff() > pd.Timedelta(days=GAP_DAYS))
    noons = np.array(_noon(known))
    return go.Scatter(
        x=np.insert(noons, gaps, noons[gaps]).tolist(),
        y=np.insert(100 * known["mean"].to_numpy(dtype="float64"), gaps, np.nan),
        mode="lines",
        line={"width": 2.5, "color": theme.GREY},
        hoverinfo="skip",
    )


def _marks(runs: pd.DataFrame, panel: Panel) -> go.Scatter:
    few = thinned(runs, "value")
    return go.Scatter(
        x=_noon(few),
        y=100 * few["value"],
        mode="markers",
        marker={"color": theme.DISTANCE, "size": 5},
        hovertext=[f"<b>{words.day(run.day)}</b><br>{apart(run.value, panel)}" for run in few.itertuples()],
        hoverinfo="text",
    )


def apart(fraction: float, panel: Panel) -> str:
    """How far from the usual: "1.2 % higher than usual", "0.4 points more left than usual", "as usual"."""
    size = abs(100 * fraction)
    text = f"{words.number(size)} %" if panel.unit == "%" else words.points(size)
    way = panel.more if fraction > 0 else panel.less
    return "as usual" if words.number(size) == "0" else f"{text} {way} than usual"


def _noon(runs: pd.DataFrame) -> list[float]:
    return (epoch_ms(runs["day"]) + DAY_MS / 2).tolist()


def _shades(spans: Sequence[Span], span: tuple[date, date], count: int) -> Iterator[dict]:
    """The days of each episode over the whole height of every panel."""
    look = {"type": "rect", "fillcolor": SOFT_PAIN, "line": {"width": 0}, "layer": "below", "y0": 0, "y1": 1}
    for each in spans:
        first, last = max(each.first, span[0]), min(each.last, span[1])
        if first <= last:
            ends = {"x0": at(first), "x1": at(last) + DAY_MS}
            for axis in ("", *range(2, count + 1)):
                yield look | ends | {"xref": f"x{axis}", "yref": f"y{axis} domain"}
