"""One run in pictures: how steep it was, and its profile over distance."""

from __future__ import annotations

import pandas as pd
import plotly.graph_objects as go
from plotly.subplots import make_subplots

from analysis import words
from dashboard import theme
from dashboard.charts.axes import coloured, quiet, thinned
from ingest import units
from ingest.motion import MOVING_M_S
from ingest.schema import STEEP_GRADE

ROW_PX, GAP_PX = 130, 46
BAND_PX = 34


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
    figure.update_xaxes(quiet(range=[0, max(grades["distance_m"].max(), 1.0) * 1.4], visible=False))
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
    if track["altitude_m"].notna().any():
        figure.add_traces(_steep(track, unit), rows=1, cols=1)
    figure.update_layout(
        theme.layout(height + 40, showlegend=False, margin={"l": 4, "r": 8, "t": 34, "b": 8})
    )
    figure.update_annotations(x=0, xanchor="left", yshift=4, font_size=13)
    figure.update_xaxes(fixedrange=True, showgrid=False, zeroline=False)
    figure.update_xaxes(ticksuffix=f" {unit}", row=len(panels), col=1)
    return figure


def _steep(track: pd.DataFrame, unit: str) -> list[go.Scatter]:
    """The steep parts of the altitude once more, wider: down and up."""
    points = pd.DataFrame(
        {
            "x": units.distance(track["distance_m"], unit),
            "altitude": units.height(track["altitude_m"], unit),
            "grade": track["grade"],
        }
    )
    few = thinned(points.dropna(subset=["x"]), "altitude")
    parts = ((few["grade"] <= -STEEP_GRADE, theme.DESCENT), (few["grade"] >= STEEP_GRADE, theme.ASCENT))
    return [
        go.Scatter(
            x=few["x"],
            y=few["altitude"].where(steep),
            mode="lines",
            line={"color": colour, "width": 5},
            hoverinfo="skip",
        )
        for steep, colour in parts
        if steep.any()
    ]


def _altitude_heading(track: pd.DataFrame, height: str) -> str:
    """The row's name, with what its colours mean; short enough for a phone."""
    keys = (
        (track["grade"] <= -STEEP_GRADE, theme.DESCENT, "▼", "down"),
        (track["grade"] >= STEEP_GRADE, theme.ASCENT, "▲", "up"),
    )
    said = [f"{coloured(colour, sign)} {way}" for known, colour, sign, way in keys if known.any()]
    steep = f"   from {100 * STEEP_GRADE:.0f} %: {'  '.join(said)}" if said else ""
    return f"Altitude, {height}{steep}"


def _panels(track: pd.DataFrame, unit: str) -> list[tuple]:
    """Heading, values, colour, axis and words of each row; a stop has no pace."""
    height = units.height_unit(unit)
    pace_s = units.DISTANCE_UNITS[unit] / track["speed_m_s"].where(track["speed_m_s"] >= MOVING_M_S)
    smooth = pace_s.rolling(15, center=True, min_periods=1).median()
    altitude = units.height(track["altitude_m"], unit)
    return [
        (
            _altitude_heading(track, height),
            altitude,
            theme.CONTEXT,
            {},
            lambda value: f"{value:.0f} {height}",
        ),
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
