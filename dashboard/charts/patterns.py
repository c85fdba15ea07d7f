"""A lead in three pictures: days with most of it beside the others, what follows one, and the two halves.

Traces and layout are plain until the figure is made of them: Plotly checks each part once, not at every step,
which takes half as long.
"""

from __future__ import annotations

from collections.abc import Sequence

import numpy as np
import pandas as pd
import plotly.graph_objects as go

from analysis import words
from analysis.patterns.picture import Beside
from dashboard import theme
from dashboard.charts.axes import quiet, thinned

ROW_PX, HEAD_PX, FOOT_PX = 92, 8, 40
LAGS_PX = 230
BAND = "rgba(213, 94, 0, 0.2)"
SCATTER = np.array([0.754878, 0.569840])
"""Multiples of both, without their whole parts, fall evenly over a square: the same on every drawing."""

ZERO = {"color": theme.LIMIT, "width": 1.5, "dash": "dot"}
MORE_THAN_USUAL = {
    "text": "<b>Points more than usual</b>, ┅ usual",
    "x": 0,
    "xref": "paper",
    "xanchor": "left",
    "y": 1,
    "yref": "paper",
    "yanchor": "bottom",
    "yshift": 6,
    "showarrow": False,
    "font": {"size": 13},
}

LOOKS = {
    True: (theme.PAIN, "circle", "with most of it"),
    False: (theme.CONTEXT, "circle-open", "other days"),
}
"""Colour, mark and words of the days with most of it, and of the others."""


def beside(both: Beside) -> go.Figure:
    """A dot a day by its pain, the days with most of it above the others, with counts and means."""
    traces, headings, means = [], [], both.means
    for row, big in enumerate((True, False)):
        days = thinned(both.days[both.days["big"] == big].reset_index(), "pain")
        traces += [_dots(days, row, big), _mean(means["mean"][big], row, big)]
        said = _group(int(means["count"][big]), big)
        headings.append(_heading(row, f"<b>{said}</b>: {words.number(means['mean'][big])} on average"))
    top = float(np.clip(np.ceil(both.days["pain"].max()), 4, 10))
    axis = _axis("pain, 0–10", range=[-0.3, top + 0.3], dtick=2 if top > 6 else 1, nticks=None)
    return go.Figure(traces, _rows(axis, headings))


def _group(count: int, big: bool) -> str:
    """`29 days with most of it`, `95 other days`."""
    if big:
        return f"{words.days(count)} with most of it"
    return f"{count:,} other {'day' if count == 1 else 'days'}"


def _dots(days: pd.DataFrame, row: int, big: bool) -> dict:
    colour, symbol, _ = LOOKS[big]
    aside, along = (np.arange(1, len(days) + 1)[:, None] * SCATTER % 1 - 0.5).T
    return {
        "type": "scatter",
        "x": days["pain"] + 0.4 * aside,
        "y": row + 0.14 + 0.42 * along,
        "mode": "markers",
        "marker": {"color": colour, "symbol": symbol, "size": 6, "opacity": 0.75},
        "hovertext": [f"<b>{words.day(day.day)}</b><br>{day.pain:g} of 10" for day in days.itertuples()],
        "hoverinfo": "text",
        "cliponaxis": False,
    }


def _mean(mean: float, row: int, big: bool) -> dict:
    """A bar across the row where the mean is."""
    return {
        "type": "scatter",
        "x": [mean, mean],
        "y": [row - 0.1, row + 0.38],
        "mode": "lines",
        "line": {"color": LOOKS[big][0], "width": 4},
        "hoverinfo": "skip",
        "cliponaxis": False,
    }


def halves(days: pd.DataFrame, rises: Sequence[float]) -> go.Figure:
    """The rise of pain in each half for a big dose, the first above. [points] `days`: `picture.halves`."""
    headings = []
    for row, half in enumerate(days.itertuples()):
        name = f"<b>{('First', 'Second')[row]} half</b>, {_span(half.first_day, half.last_day)}"
        headings.append(_heading(row, f"{name}: {_big_days(half.big_days)}"))
    low, high = np.nanmin([0.0, *rises]), np.nanmax([1.0, *rises])
    pad = 0.12 * (high - low)
    axis = _axis("points more for a big dose", range=[low - pad, high + pad])
    zeros = [
        {"type": "line", "x0": 0, "x1": 0, "y0": row - 0.2, "y1": row + 0.4, "line": ZERO} for row in (0, 1)
    ]
    return go.Figure(
        [_rise(more, row) for row, more in enumerate(rises)], _rows(axis, headings, shapes=zeros)
    )


def _big_days(count: int) -> str:
    return f"{count} big {'day' if count == 1 else 'days'}"


def _rise(more: float, row: int) -> dict:
    return {
        "type": "scatter",
        "x": [0, more],
        "y": [row + 0.1] * 2,
        "mode": "lines+markers+text",
        "line": {"color": theme.PAIN, "width": 4},
        "marker": {"size": [0, 14]},
        "text": ["", words.number(more)],
        "textposition": "bottom center",
        "textfont": {"size": 13},
        "hoverinfo": "skip",
        "cliponaxis": False,
    }


def _span(first: pd.Timestamp, last: pd.Timestamp) -> str:
    return f"{first.day} {words.MONTHS[first.month - 1]} to {last.day} {words.MONTHS[last.month - 1]}"


def _heading(row: int, text: str) -> dict:
    return {
        "text": text,
        "x": 0,
        "xref": "paper",
        "y": row - 0.42,
        "yref": "y",
        "xanchor": "left",
        "yanchor": "middle",
        "showarrow": False,
        "font": {"size": 13},
    }


def _axis(title: str, **more: object) -> dict:
    return quiet(title={"text": title, "font": {"size": 13}, "standoff": 6}, **more)


def _rows(axis: dict, headings: list[dict], **more: object) -> dict:
    """The layout of two rows under their headings over one axis."""
    margin = {"l": 8, "r": 12, "t": HEAD_PX, "b": FOOT_PX}
    upright = {"fixedrange": True, "visible": False, "range": [1.6, -0.65]}
    return theme.layout(
        2 * ROW_PX + HEAD_PX + FOOT_PX,
        margin=margin,
        showlegend=False,
        xaxis=axis,
        yaxis=upright,
        annotations=headings,
        **more,
    )


def lags(after: pd.DataFrame, mornings: bool = False) -> go.Figure:
    """How much more it hurt so many days after a big dose, with its 90 % band; of `picture.lags`.

    `mornings`: the scores are of mornings, of which the first comes a day after the dose.
    """
    zero = {"type": "line", "xref": "paper", "x0": 0, "x1": 1, "y0": 0, "y1": 0, "line": ZERO}
    layout = theme.layout(
        LAGS_PX,
        showlegend=False,
        margin={"l": 8, "r": 12, "t": 30, "b": 34},
        xaxis=_days_after(after.index, "morning" if mornings else "day"),
        yaxis=quiet(ticksuffix=" ", tickformat="~g"),
        shapes=[zero],
        annotations=[MORE_THAN_USUAL],
    )
    return go.Figure([*_band(after), _line(after)], layout)


def _days_after(lags: pd.Index, day: str) -> dict:
    """An axis of lags; `day` is "day" or "morning"."""
    named = [f"{'next' if lags[0] else 'same'}<br>{day}", *(str(lag) for lag in lags[1:])]
    return {
        "fixedrange": True,
        "showgrid": False,
        "zeroline": False,
        "tickangle": 0,
        "title": {"text": f"{day}s after", "font": {"size": 13}, "standoff": 4},
        "tickvals": list(lags),
        "ticktext": named,
        "range": [lags[0] - 0.4, lags[-1] + 0.4],
    }


def _band(after: pd.DataFrame) -> list[dict]:
    """A closed shape for each row of days without a gap between them."""
    known = after[["low", "high"]].dropna()
    gap = known.index.to_series().diff().ne(1).cumsum()
    return [_closed(stretch) for _, stretch in known.groupby(gap.to_numpy())]


def _closed(stretch: pd.DataFrame) -> dict:
    return {
        "type": "scatter",
        "x": [*stretch.index, *stretch.index[::-1]],
        "y": [*stretch["high"], *stretch["low"][::-1]],
        "mode": "lines",
        "line": {"width": 0 if len(stretch) > 1 else 4, "color": BAND},
        "fill": "toself",
        "fillcolor": BAND,
        "hoverinfo": "skip",
    }


def _line(after: pd.DataFrame) -> dict:
    said = [
        f"<b>{'The same day' if lag == 0 else words.days(lag) + ' after'}</b><br>{row.more:+.1f} points, "
        f"90 % band {row.low:+.1f} to {row.high:+.1f}<br>{words.days(int(row.days))}"
        for lag, row in after.iterrows()
    ]
    return {
        "type": "scatter",
        "x": after.index,
        "y": after["more"],
        "mode": "lines+markers",
        "line": {"color": theme.PAIN, "width": 2},
        "marker": {"size": 8},
        "hovertext": said,
        "hoverinfo": "text",
        "cliponaxis": False,
    }
