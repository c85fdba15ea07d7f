"""Terrain in pictures: what was underfoot, how far down, and painful runs beside the others."""

from __future__ import annotations

import pandas as pd
import plotly.graph_objects as go

from analysis import words
from dashboard import theme
from dashboard.charts.axes import DAY_MS, coloured, epoch_ms, quiet, thinned, time_axis
from ingest import units
from ingest.schema import HARD_SURFACES, SURFACES

FIRM = {"track", "treadmill", "mixed"}
LANE_PX = 46


def shares(share: pd.Series) -> go.Figure:
    """A bar a surface, longest first, named and with its share; `share` is indexed by SURFACES' keys."""
    run = share[share > 0].sort_values()
    figure = go.Figure(
        go.Bar(
            y=[SURFACES[name] for name in run.index],
            x=100 * run,
            orientation="h",
            width=0.42,
            marker={"color": [_ground(name) for name in run.index]},
            text=[f" {words.percent(value)}" for value in run],
            textposition="outside",
            cliponaxis=False,
            hovertext=[f"{SURFACES[name]}: {words.percent(value)}" for name, value in run.items()],
            hoverinfo="text",
        )
    )
    figure.update_layout(theme.layout(30 + LANE_PX * max(1, len(run)), showlegend=False))
    figure.update_xaxes(quiet(range=[0, 100 * max(run.max(), 0.5) * 1.18], visible=False))
    figure.update_yaxes(fixedrange=True, showgrid=False, ticksuffix="  ", automargin=True)
    return figure


def _ground(surface: str) -> str:
    if surface in HARD_SURFACES:
        return theme.HARD
    return theme.FIRM if surface in FIRM else theme.SOFT


def descent(days: pd.DataFrame, unit: str) -> go.Figure:
    """Seven-day descent beside its usual, day by day: `days` has day, descent_m and usual_descent_m."""
    few = thinned(days, "descent_m")
    figure = go.Figure([_usual(few, unit), _down(few, unit)])
    key = f"{coloured(theme.DESCENT, '━')} 7 days   ┅ your usual"
    heading = f"<b>Descent in 7 days, {units.height_unit(unit)}</b>   {key}"
    place = {"xref": "paper", "yref": "paper", "x": 0, "y": 1, "yshift": 30, "xanchor": "left"}
    figure.add_annotation(text=heading, showarrow=False, font_size=13, **place)
    figure.update_layout(theme.layout(300, showlegend=False, margin={"l": 4, "r": 8, "t": 42, "b": 30}))
    if len(few):
        figure.update_xaxes(time_axis(few["day"].iloc[0].date(), few["day"].iloc[-1].date()))
    figure.update_yaxes(quiet(rangemode="tozero"))
    return figure


def _usual(days: pd.DataFrame, unit: str) -> go.Scatter:
    """Comes first and has no colour of its own, so that it takes the ink of the theme."""
    return go.Scatter(
        x=epoch_ms(days["day"]) + DAY_MS / 2,
        y=units.height(days["usual_descent_m"], unit),
        mode="lines",
        line={"width": 2, "dash": "dash"},
        hovertext=[f"usual for 7 days: {words.climb(value, unit)}" for value in days["usual_descent_m"]],
        hoverinfo="text",
    )


def _down(days: pd.DataFrame, unit: str) -> go.Scatter:
    return go.Scatter(
        x=epoch_ms(days["day"]) + DAY_MS / 2,
        y=units.height(days["descent_m"], unit),
        mode="lines",
        fill="tozeroy",
        fillcolor=theme.DESCENT_FAINT,
        line={"color": theme.DESCENT, "width": 2},
        hovertext=[
            f"<b>7 days to {words.day(row.day)}</b><br>{words.climb(row.descent_m, unit)} down"
            for row in days.itertuples()
        ],
        hoverinfo="text",
    )


def beside(painful: pd.Series, others: pd.Series) -> go.Figure:
    """A line a row: painful runs as a diamond, the others as a circle, joined so that the gap is seen.

    Both are indexed by the same words. [%]
    """
    names = list(painful.index)[::-1]
    figure = go.Figure(_joins(painful, others, names))
    looks = (
        ("other runs", others, "circle", theme.DISTANCE),
        ("painful runs", painful, "diamond", theme.PAIN),
    )
    for name, values, symbol, colour in looks:
        figure.add_trace(
            go.Scatter(
                x=[values[row] for row in names],
                y=names,
                mode="markers",
                marker={"symbol": symbol, "size": 13, "color": colour},
                name=name,
                cliponaxis=False,
                hovertext=[f"{row}, {name}: {values[row]:.0f} %" for row in names],
                hoverinfo="text",
            )
        )
    height = 96 + LANE_PX * max(1, len(names))
    figure.update_layout(theme.layout(height, margin={"l": 4, "r": 16, "t": 8, "b": 8}))
    figure.update_layout(legend={"y": -40 / height, "traceorder": "reversed"})
    figure.update_xaxes(
        quiet(dtick=20, ticksuffix=" %", range=[0, max(painful.max(), others.max(), 1) * 1.06])
    )
    figure.update_yaxes(fixedrange=True, showgrid=False, ticksuffix="  ", automargin=True)
    return figure


def _joins(painful: pd.Series, others: pd.Series, names: list[str]) -> go.Scatter:
    return go.Scatter(
        x=[end for row in names for end in (painful[row], others[row], None)],
        y=[row for row in names for _ in range(3)],
        mode="lines",
        line={"color": theme.CONTEXT, "width": 3},
        hoverinfo="skip",
        showlegend=False,
    )
