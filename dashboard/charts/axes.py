"""What the figures share: days as numbers, readable date ticks, fewer points, foreign text made harmless."""

from __future__ import annotations

from datetime import date
from html import escape

import numpy as np
import pandas as pd
import plotly.graph_objects as go
from plotly.basedatatypes import BaseTraceType

from dashboard import theme

DAY_MS = 86_400_000.0
MOST_POINTS = 1500
HALF_YEAR_DAYS = 200
YEARS_DAYS = 800
SEASON_DAYS = 84


def epoch_ms(days: pd.Series | pd.DatetimeIndex) -> np.ndarray:
    """Naive days as milliseconds since 1970, which Plotly reads as dates. [ms]"""
    return np.asarray(days, dtype="datetime64[ms]").astype("float64")


def at(day: date) -> float:
    """One day as `epoch_ms`. [ms]"""
    return pd.Timestamp(day).timestamp() * 1000


def thinned(frame: pd.DataFrame, by: str, most: int = MOST_POINTS) -> pd.DataFrame:
    """At most `most` rows that keep the lowest and highest `by` of every stretch, and the ends.

    A stretch in which nothing is known keeps one row, so that a gap stays a gap.
    """
    if len(frame) <= most:
        return frame
    rows = frame.reset_index(drop=True)
    stretch = pd.Series(np.arange(len(rows)) * (most // 2 - 1) // len(rows))
    known = rows[by].dropna().groupby(stretch)
    silent = stretch.drop_duplicates().loc[lambda first: ~first.isin(stretch[rows[by].notna()])]
    return rows.loc[sorted({0, len(rows) - 1, *known.idxmin(), *known.idxmax(), *silent.index})]


def time_axis(first: date, last: date) -> dict:
    """A shared axis of days: whole weeks for a season, months for a year, years for a life."""
    days = (last - first).days + 1
    ticks = _week_ticks(first, days) if days <= HALF_YEAR_DAYS else _month_ticks(days)
    return {
        "type": "date",
        "range": [at(first) - DAY_MS / 2, at(last) + DAY_MS / 2],
        "fixedrange": True,
        "showgrid": False,
        "zeroline": False,
        "ticklabeloverflow": "hide past div",
        "tickangle": 0,
        **ticks,
    }


def _week_ticks(first: date, days: int) -> dict:
    return {"tick0": at(first), "dtick": 7 * DAY_MS * max(1, round(days / 42)), "tickformat": "%-d %b"}


def _month_ticks(days: int) -> dict:
    """Few enough to stand upright on a phone."""
    return {"tickformat": "%b ’%y"} | ({"dtick": "M3"} if days <= YEARS_DAYS else {"nticks": 5})


def quiet(**more: object) -> dict:
    """A value axis that no thumb can shift, with faint lines."""
    return {"fixedrange": True, "zeroline": False, "gridcolor": theme.FAINT, "nticks": 5} | more


def legible(figure: go.Figure) -> go.Figure:
    """Puts the words of a figure in the colour of the page's text, in place; gives the figure back.

    Streamlit's own grey has a contrast of 3.7 on white, where WCAG AA asks for 4.5, and a colour that a font
    is given stays the same when the reader switches between light and dark.
    """
    for note in figure.layout.annotations:
        note.text = in_ink(note.text)
    for trace in figure.data:
        if trace.text is not None and _written_out(trace):
            one = isinstance(trace.text, str)
            trace.text = in_ink(trace.text) if one else [in_ink(said) for said in trace.text]
    for axis in (*figure.select_xaxes(), *figure.select_yaxes()):
        _label_in_ink(axis)
    return figure


def _written_out(trace: BaseTraceType) -> bool:
    """Whether a trace's text stands beside its marks on paper; those of a heatmap choose their ink."""
    return trace.type == "bar" or "text" in (getattr(trace, "mode", None) or "")


def _label_in_ink(axis: go.layout.XAxis | go.layout.YAxis) -> None:
    """Ticks that Plotly words get the ink put around them; where their places are given, each gets it."""
    around = (axis.tickprefix or "", axis.ticksuffix or "")
    axis.tickprefix, axis.ticksuffix = in_ink("\n".join(around)).split("\n")
    if axis.tickvals is not None:
        said = axis.ticktext if axis.ticktext is not None else [f"{value:g}" for value in axis.tickvals]
        axis.ticktext = [in_ink(each) for each in said]
    if axis.title.text:
        axis.title.text = in_ink(axis.title.text)


def in_ink(text: str) -> str:
    """Text in the colour of the page's; what is coloured in it keeps its own."""
    return text and coloured("currentColor", text)


def plain(text: str) -> str:
    """Foreign text, so that Plotly reads no tags in it."""
    return escape(str(text), quote=False)


def coloured(colour: str, text: str) -> str:
    """Text in a colour, for keys that stand where their lines are."""
    return f'<span style="color:{colour}">{text}</span>'
