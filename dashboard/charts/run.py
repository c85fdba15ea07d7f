"""One run in pictures: where it went, without any map from outside, and its profile over distance."""

from __future__ import annotations

import numpy as np
import pandas as pd
import plotly.graph_objects as go
from plotly.subplots import make_subplots

from analysis import words
from dashboard import theme
from dashboard.charts.axes import MOST_POINTS, quiet, thinned
from ingest import units
from ingest.motion import MOVING_M_S

METRES_PER_DEGREE = 111_320.0
ROW_PX, GAP_PX = 130, 46
BAND_PX = 34
ONE_PLACE = 0.08
"""Ends nearer to each other than this share of the whole way are one mark: their names would overlap."""


def route(track: pd.DataFrame, steep: float | None = None) -> go.Figure:
    """The way on an empty ground, both axes in metres, north up. Empty where no position is known.

    With `steep` [fraction] the parts at least as steep are drawn apart, uphill and downhill.
    """
    path = track[["latitude_deg", "longitude_deg", "grade"]].dropna(subset=["latitude_deg", "longitude_deg"])
    path = _metres(path.iloc[:: max(1, -(-len(path) // MOST_POINTS))])
    figure = go.Figure(_stretches(path, steep))
    figure.add_traces(_ends(path))
    figure.update_layout(theme.layout(380, showlegend=steep is not None))
    figure.update_xaxes(visible=False, fixedrange=True)
    figure.update_yaxes(visible=False, fixedrange=True, scaleanchor="x")
    return figure


def _metres(path: pd.DataFrame) -> pd.DataFrame:
    middle = path["latitude_deg"].mean()
    east = (
        METRES_PER_DEGREE * np.cos(np.radians(middle)) * (path["longitude_deg"] - path["longitude_deg"].min())
    )
    return path.assign(x=east, y=METRES_PER_DEGREE * (path["latitude_deg"] - path["latitude_deg"].min()))


def _stretches(path: pd.DataFrame, steep: float | None) -> list[go.Scatter]:
    way = _line(path["x"], path["y"], theme.CONTEXT if steep else theme.DISTANCE, "flat", 3 if steep else 4)
    if steep is None:
        return [way]
    up, down = path["grade"] >= steep, path["grade"] <= -steep
    return [
        way,
        _line(path["x"].where(up), path["y"].where(up), theme.ASCENT, "▲ uphill", 5),
        _line(path["x"].where(down), path["y"].where(down), theme.DESCENT, "▼ downhill", 5),
    ]


def _line(x: pd.Series, y: pd.Series, colour: str, name: str, width: float) -> go.Scatter:
    return go.Scatter(
        x=x, y=y, mode="lines", line={"color": colour, "width": width}, name=name, hoverinfo="skip"
    )


def _ends(path: pd.DataFrame) -> list[go.Scatter]:
    """Start and finish, or one mark for both where a round leads back to its beginning."""
    if path.empty:
        return []
    first, last = path.iloc[0], path.iloc[-1]
    size, middle = max(np.ptp(path["x"]), np.ptp(path["y"])), path["x"].min() + np.ptp(path["x"]) / 2
    if np.hypot(first["x"] - last["x"], first["y"] - last["y"]) <= ONE_PLACE * size:
        return [_end(first, "start and finish", "circle", middle)]
    return [_end(first, "start", "circle", middle), _end(last, "finish", "square", middle)]


def _end(point: pd.Series, name: str, symbol: str, middle: float) -> go.Scatter:
    """A named end; the name reaches inwards, where the edge of the picture cannot cut it."""
    inwards = "right" if point["x"] <= middle else "left"
    return go.Scatter(
        x=[point["x"]],
        y=[point["y"]],
        mode="markers+text",
        text=[f"<b>{name}</b>"],
        textposition=f"{'top' if name == 'start' else 'bottom'} {inwards}",
        marker={"symbol": symbol, "size": 13, "color": theme.LIMIT, "line": {"width": 2, "color": "white"}},
        hoverinfo="text",
        hovertext=[name],
        showlegend=False,
        cliponaxis=False,
    )


def bands(grades: pd.DataFrame, unit: str) -> go.Figure:
    """How far at which grade: a bar a band, the steepest climb on top; `grades` has band
    and distance_m [m].
    """
    figure = go.Figure(
        go.Bar(
            y=grades["band"],
            x=grades["distance_m"],
            orientation="h",
            width=0.5,
            marker={"color": _slopes(grades)},
            text=[f" {words.distance(metres, unit)}" for metres in grades["distance_m"]],
            textposition="outside",
            cliponaxis=False,
            hoverinfo="skip",
        )
    )
    figure.update_layout(theme.layout(30 + BAND_PX * len(grades), showlegend=False))
    figure.update_xaxes(quiet(range=[0, max(grades["distance_m"].max(), 1.0) * 1.25], visible=False))
    figure.update_yaxes(fixedrange=True, showgrid=False, ticksuffix="  ", automargin=True)
    return figure


def _slopes(grades: pd.DataFrame) -> list[str]:
    """Down, level and up: the middle band reaches from down to up."""
    level = len(grades) // 2
    colours = [theme.DESCENT] * level + [theme.CONTEXT] + [theme.ASCENT] * level
    return colours[: len(grades)]


def profile(track: pd.DataFrame, unit: str) -> go.Figure:
    """Altitude, pace and heart rate over distance, one row each, only of what was recorded."""
    panels = [panel for panel in _panels(track, unit) if panel[1].notna().any()]
    if not panels:
        return go.Figure(layout=theme.layout(80))
    height = len(panels) * (ROW_PX + GAP_PX)
    figure = make_subplots(
        rows=len(panels),
        cols=1,
        shared_xaxes=True,
        vertical_spacing=GAP_PX / height,
        subplot_titles=[f"<b>{heading}</b>" for heading, *_ in panels],
    )
    for row, (_, values, colour, axis, said) in enumerate(panels, start=1):
        figure.add_trace(_over_distance(track, values, unit, colour, said), row=row, col=1)
        figure.update_yaxes(quiet(nticks=4, **axis), row=row, col=1)
    figure.update_layout(
        theme.layout(height + 40, showlegend=False, margin={"l": 4, "r": 8, "t": 34, "b": 8})
    )
    figure.update_annotations(x=0, xanchor="left", yshift=4, font_size=13)
    figure.update_xaxes(fixedrange=True, showgrid=False, zeroline=False)
    figure.update_xaxes(ticksuffix=f" {unit}", row=len(panels), col=1)
    return figure


def _panels(track: pd.DataFrame, unit: str) -> list[tuple]:
    """Heading, values, colour, axis and words of each row; a stop has no pace."""
    height = units.height_unit(unit)
    pace_s = units.DISTANCE_UNITS[unit] / track["speed_m_s"].where(track["speed_m_s"] >= MOVING_M_S)
    smooth = pace_s.rolling(15, center=True, min_periods=1).median()
    altitude = units.height(track["altitude_m"], unit)
    return [
        (f"Altitude, {height}", altitude, theme.ASCENT, {}, lambda value: f"{value:.0f} {height}"),
        (
            f"Pace, min per {unit} (faster is up)",
            smooth,
            theme.DISTANCE,
            _pace_axis(smooth),
            lambda s: f"{clock(s)} /{unit}",
        ),
        (
            "Heart rate, beats a minute",
            track["heart_rate_bpm"],
            theme.CONTEXT,
            {},
            lambda value: f"{value:.0f} bpm",
        ),
    ]


def _pace_axis(pace_s: pd.Series) -> dict:
    """Reversed, so that faster is up; slow outliers at a gate or a light do not flatten the rest."""
    if pace_s.isna().all():
        return {}
    fast, slow = pace_s.quantile(0.01) - 15, pace_s.quantile(0.97) + 15
    step = next(
        step for step in (15, 30, 60, 120, 300, 600, 3600) if (slow - fast) / step <= 5 or step == 3600
    )
    ticks = [float(tick) for tick in range(0, int(slow) + step, step) if fast <= tick <= slow]
    return {"range": [slow, fast], "tickvals": ticks, "ticktext": [clock(tick) for tick in ticks]}


def clock(seconds: float) -> str:
    """`325` → `5:25`."""
    minutes, rest = divmod(round(seconds), 60)
    return f"{minutes}:{rest:02d}"


def _over_distance(track: pd.DataFrame, values: pd.Series, unit: str, colour: str, said) -> go.Scatter:
    points = pd.DataFrame({"x": units.distance(track["distance_m"], unit), "value": values})
    few = thinned(points.dropna(subset=["x"]), "value")
    return go.Scatter(
        x=few["x"],
        y=few["value"],
        mode="lines",
        line={"color": colour, "width": 1.8},
        hovertext=[
            "" if pd.isna(point.value) else f"<b>at {point.x:.1f} {unit}</b><br>{said(point.value)}"
            for point in few.itertuples()
        ],
        hoverinfo="text",
    )
