"""Which pair on which day: a row a pair, a dot a run, larger for a longer run."""

from __future__ import annotations

from datetime import date, timedelta

import numpy as np
import pandas as pd
import plotly.graph_objects as go

from analysis import words
from dashboard import theme
from dashboard.charts.axes import DAY_MS, epoch_ms, plain, time_axis
from dashboard.charts.shoes import short

ROW_PX = 46
SMALLEST_PX, LARGEST_PX = 5, 15


def days(runs: pd.DataFrame, shares: pd.DataFrame, today: date, span: int, unit: str) -> go.Figure:
    """Runs of `rotation.worn` over `span` days, in rows as `rotation.shares` orders them, names filled in."""
    place = {_key(row.shoe_id): lane for lane, row in enumerate(shares.itertuples(index=False))}
    lanes = runs["shoe_id"].map(lambda shoe_id: place[_key(shoe_id)])
    figure = go.Figure(_dots(runs, lanes, unit))
    names = [_name(lane, row) for lane, row in enumerate(shares.itertuples(index=False))]
    layout = theme.layout(ROW_PX * len(shares) + 40, margin={"l": 4, "r": 8, "t": 4, "b": 8})
    figure.update_layout(layout, showlegend=False, annotations=names)
    figure.update_xaxes(time_axis(today - timedelta(days=span - 1), today) | {"dtick": 14 * DAY_MS})
    figure.update_yaxes(fixedrange=True, visible=False, range=[len(shares) - 0.5, -0.8])
    return figure


def _key(shoe_id: object) -> str:
    return shoe_id if isinstance(shoe_id, str) else ""


def _dots(runs: pd.DataFrame, lanes: pd.Series, unit: str) -> go.Scatter:
    said = runs["shoe_id"].notna()
    return go.Scatter(
        x=epoch_ms(runs["day"]),
        y=lanes,
        mode="markers",
        marker={
            "size": _sizes(runs["distance_m"]),
            "color": np.where(said, theme.DISTANCE, theme.CLEAR),
            "line": {"width": 1.5, "color": np.where(said, theme.DESCENT, theme.GREY)},
        },
        hovertext=[
            f"{words.day(run.day)}, {words.distance(run.distance_m, unit)}" for run in runs.itertuples()
        ],
        hoverinfo="text",
        cliponaxis=False,
    )


def _sizes(distance_m: pd.Series) -> pd.Series:
    """Areas go with distance; a run of unknown distance is a small dot. [px]"""
    most = max(distance_m.max(skipna=True), 1.0) if distance_m.notna().any() else 1.0
    return np.maximum(SMALLEST_PX, LARGEST_PX * np.sqrt(distance_m.fillna(0.0) / most))


def _name(lane: int, row) -> dict:
    return {
        "text": f"{plain(short(row.name))}  {words.percent(row.share)}",
        "x": 0,
        "xref": "paper",
        "y": lane,
        "yref": "y",
        "yshift": 17,
        "xanchor": "left",
        "yanchor": "middle",
        "showarrow": False,
        "font_size": 12,
    }
