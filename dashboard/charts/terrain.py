"""Terrain in pictures: what was underfoot, how far down, and painful runs beside the others."""

from __future__ import annotations

import numpy as np
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


WAYS = {
    "descent_m": ("Down in 7 days", "down", theme.DESCENT, theme.DESCENT_FAINT),
    "ascent_m": ("Up in 7 days", "up", theme.ASCENT, theme.ASCENT_FAINT),
    "steps": (
        "Weighted steps in 7 days",
        "steps, downhill ones counted more",
        theme.DESCENT,
        theme.DESCENT_FAINT,
    ),
}
"""Column of what is drawn: its heading, the words after an amount, its colours."""


def seven_day(days: pd.DataFrame, way: str, unit: str) -> go.Figure:
    """Seven days' climb or steps beside the usual: `days` has day, a `way` of WAYS and its usual."""
    name, _, colour, _ = WAYS[way]
    few = thinned(days, way)
    figure = go.Figure([_usual(few, way, unit), _climb(few, way, unit)])
    key = f"{coloured(colour, '━')} 7 days   ┅ usual of the four weeks before"
    height = "" if way == "steps" else f", {units.height_unit(unit)}"
    place = {
        "xref": "paper",
        "yref": "paper",
        "x": 0,
        "y": 1,
        "yshift": 50,
        "xanchor": "left",
        "align": "left",
    }
    figure.add_annotation(text=f"<b>{name}{height}</b><br>{key}", showarrow=False, font_size=13, **place)
    figure.update_layout(theme.layout(320, showlegend=False, margin={"l": 4, "r": 8, "t": 62, "b": 30}))
    if len(few):
        figure.update_xaxes(time_axis(few["day"].iloc[0].date(), few["day"].iloc[-1].date()))
    figure.update_yaxes(quiet(rangemode="tozero"))
    return figure


def _shown(amounts: pd.Series, way: str, unit: str) -> pd.Series:
    return amounts if way == "steps" else units.height(amounts, unit)


def _said(amount: float, way: str, unit: str) -> str:
    return f"{amount:,.0f}" if way == "steps" else words.climb(amount, unit)


def _usual(days: pd.DataFrame, way: str, unit: str) -> go.Scatter:
    """Comes first and has no colour of its own, so that it takes the ink of the theme."""
    usual = days[f"usual_{way}"]
    return go.Scatter(
        x=epoch_ms(days["day"]) + DAY_MS / 2,
        y=_shown(usual, way, unit),
        mode="lines",
        line={"width": 2, "dash": "dash"},
        hovertext=[f"usual of the four weeks before: {_said(amount, way, unit)}" for amount in usual],
        hoverinfo="text",
    )


def _climb(days: pd.DataFrame, way: str, unit: str) -> go.Scatter:
    _, after, colour, faint = WAYS[way]
    return go.Scatter(
        x=epoch_ms(days["day"]) + DAY_MS / 2,
        y=_shown(days[way], way, unit),
        mode="lines",
        fill="tozeroy",
        fillcolor=faint,
        line={"color": colour, "width": 2},
        hovertext=[
            f"<b>7 days to {words.day(day)}</b><br>{_said(amount, way, unit)} {after}"
            for day, amount in zip(days["day"], days[way], strict=True)
        ],
        hoverinfo="text",
    )


LOOKS = (
    ("painful", "painful runs", theme.PAIN, "/"),
    ("other", "other runs", theme.DISTANCE, ""),
)
"""Group, its name, colour and hatching: painful runs are told apart without colour too."""

PAIR_PX = 48
HATCHED = {"fillmode": "overlay", "fgcolor": "white", "fgopacity": 0.6, "size": 6, "solidity": 0.3}


def pairs(shares: pd.DataFrame) -> go.Figure:
    """Two bars a row, painful runs above the others, each with its share; rows from the top down.

    `shares` has the columns `painful` and `other` [fraction] and is indexed by the rows' names.
    """
    figure = go.Figure([_bars(shares, *look) for look in LOOKS])
    height = 60 + PAIR_PX * max(1, len(shares))
    figure.update_layout(theme.layout(height, margin={"l": 4, "r": 8, "t": 8, "b": 8}))
    figure.update_layout(barmode="group", bargap=0.25, bargroupgap=0.08)
    figure.update_layout(legend={"y": -8 / height})
    longest = max(100 * shares.max(axis=None), 1)
    figure.update_xaxes(quiet(range=[0, longest * 1.2], visible=False))
    figure.update_yaxes(fixedrange=True, showgrid=False, ticksuffix="  ", automargin=True)
    figure.update_yaxes(autorange="reversed")
    return figure


def _bars(shares: pd.DataFrame, group: str, name: str, colour: str, hatching: str) -> go.Bar:
    said = [words.percent(share) for share in shares[group]]
    return go.Bar(
        y=list(shares.index),
        x=100 * shares[group],
        orientation="h",
        name=name,
        marker={"color": colour, "pattern": HATCHED | {"shape": hatching}},
        text=[f" {text}" for text in said],
        textposition="outside",
        textangle=0,
        cliponaxis=False,
        hovertext=[f"{row}: {text} of {name}" for row, text in zip(shares.index, said, strict=True)],
        hoverinfo="text",
    )


COURSE_PX = 120
COURSE_POINTS = 300
LEAST_COURSE_DEG = 0.0005
"""Room for the smallest course, about 50 m. [°]"""


def course(way: pd.DataFrame) -> go.Figure:
    """The way of a route on an empty ground, small, north up: to know it by. Takes a WAY."""
    path = way[["latitude_deg", "longitude_deg"]].dropna()
    path = path.iloc[:: max(1, len(path) // COURSE_POINTS)]
    east = np.cos(np.radians(path["latitude_deg"].mean())) * path["longitude_deg"]
    line = {"color": theme.DISTANCE, "width": 4}
    figure = go.Figure(go.Scatter(x=east, y=path["latitude_deg"], mode="lines", line=line, hoverinfo="skip"))
    figure.update_layout(theme.layout(COURSE_PX, showlegend=False))
    if len(path):
        half = 0.55 * max(np.ptp(east), np.ptp(path["latitude_deg"]), LEAST_COURSE_DEG)
        figure.update_xaxes(range=_about(east, half))
        figure.update_yaxes(range=_about(path["latitude_deg"], half))
    figure.update_xaxes(visible=False, fixedrange=True)
    figure.update_yaxes(visible=False, fixedrange=True, scaleanchor="x")
    return figure


def _about(places: pd.Series, half: float) -> list[float]:
    """A range about their middle: left to itself Plotly gives a straight way north a degree of room."""
    middle = (places.min() + places.max()) / 2
    return [middle - half, middle + half]
