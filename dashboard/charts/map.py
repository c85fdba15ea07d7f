"""Where one run went, on an empty ground: by surface, grade or pace, with its ends and where pain began."""

from __future__ import annotations

from collections.abc import Mapping
from math import log10

import numpy as np
import pandas as pd
import plotly.graph_objects as go

from analysis import stretches, words
from analysis.plane import Plane
from dashboard import theme
from dashboard.charts import lines
from dashboard.charts.axes import MOST_POINTS
from dashboard.charts.looks import Look, with_distance
from dashboard.charts.run import clock
from ingest import units

GROUND_PX, LEGEND_ROW_PX = 360, 21
ONE_PLACE = 0.08
"""Ends nearer to each other than this share of the whole way are one mark: their names would overlap."""

ARROWS = 6
NEAR_M = 60.0
"""A mark is set at the nearest node of the way, if one is within this. [m]"""


def run_map(
    way: pd.DataFrame,
    kinds: pd.Series,
    looks: Mapping[str, Look],
    unit: str,
    onset_m: float | None = None,
    streets: pd.DataFrame | None = None,
    metres: pd.Series | None = None,
) -> go.Figure:
    """A WAY with its steps drawn as their kind looks, both axes in metres, north up.

    `onset_m` is where the hip began to hurt [m into the run]. `streets` are lines to draw beneath
    (latitude_deg, longitude_deg, NaN between two). `metres` is how far each kind goes, for the legend, where
    it is not counted from the steps. Empty where no position is known.
    """
    line = lines.laid_flat(way)
    few = lines.fewer(line.assign(kind=kinds, said=_said(way, kinds, looks, unit)))
    metres = stretches.metres(way, kinds) if metres is None else metres
    plane = lines.plane_of(way)
    if plane is None:
        return nowhere()
    box = box_around(line["x"].to_numpy(), line["y"].to_numpy())
    figure = go.Figure([] if streets is None else streets_beneath(plane, streets, box))
    figure.add_traces(_parts(few, looks, metres, unit))
    figure.add_traces([*_arrows(few), *_ends(line), *_onset(line, onset_m, unit)])
    framed(figure, box, unit, rows=len([kind for kind in looks if kind in metres]))
    return figure


def nowhere() -> go.Figure:
    """The ground alone."""
    return go.Figure(layout=theme.layout(GROUND_PX))


def _said(way: pd.DataFrame, kinds: pd.Series, looks: Mapping[str, Look], unit: str) -> list[str]:
    """What a touch tells of each place: how far, what, how steep and how fast, as far as it is known."""
    far = units.distance(way["distance_m"], unit)
    pace_s = units.DISTANCE_UNITS[unit] / stretches.smooth_speed(way).where(lambda speed: speed > 0)
    return [
        "<br>".join(
            [
                f"<b>at {at:.1f} {unit}</b>",
                looks[kind].word,
                *([] if np.isnan(grade) else [f"{100 * grade:+.0f} % grade".replace("-", "−")]),
                *([] if np.isnan(pace) else [f"{clock(pace)} /{unit}"]),
            ]
        )
        for at, kind, grade, pace in zip(far, kinds, way["grade"], pace_s, strict=True)
    ]


def _parts(few: pd.DataFrame, looks: Mapping[str, Look], metres: pd.Series, unit: str) -> list[go.Scatter]:
    parts = lines.stretches(few, few["kind"])
    return [
        go.Scatter(
            x=parts[kind]["x"],
            y=parts[kind]["y"],
            mode="lines",
            line={"color": look.colour, "width": look.width, "dash": look.dash},
            name=with_distance(look, metres[kind], unit),
            hovertext=parts[kind]["said"].fillna(""),
            hoverinfo="text",
        )
        for kind, look in looks.items()
        if kind in parts and kind in metres
    ]


def streets_beneath(plane: Plane, streets: pd.DataFrame, box: tuple[float, ...]) -> list[go.Scatter]:
    """Lines beneath, in as many traces as their points take."""
    x, y = plane.metres(streets["latitude_deg"], streets["longitude_deg"])
    west, east, south, north = _square(box)
    inside = (x >= west) & (x <= east) & (y >= south) & (y <= north)
    near = inside | np.append(inside[1:], False) | np.append(False, inside[:-1])
    x, y = np.where(near, x, np.nan), np.where(near, y, np.nan)
    kept = ~np.isnan(x) | ~np.isnan(np.append(np.nan, x[:-1]))
    x, y = x[kept], y[kept]
    return [
        go.Scatter(
            x=x[first : first + MOST_POINTS],
            y=y[first : first + MOST_POINTS],
            mode="lines",
            line={"color": theme.FAINT, "width": 1.5},
            hoverinfo="skip",
            showlegend=False,
        )
        for first in range(0, len(x), MOST_POINTS - 1)
    ]


def _square(box: tuple[float, ...]) -> tuple[float, ...]:
    """As high as wide: the picture shows more than the box where its sides are not alike. [m]"""
    west, east, south, north = box
    across, up, half = (west + east) / 2, (south + north) / 2, max(east - west, north - south) / 2
    return across - half, across + half, up - half, up + half


def _arrows(few: pd.DataFrame) -> list[go.Scatter]:
    """Which way the run went, a few times along it."""
    known = few.dropna(subset=["x", "y"])
    if len(known) < 4 * ARROWS:
        return []
    rows = np.linspace(0, len(known) - 1, ARROWS + 2).astype("int64")[1:-1]
    x, y = known["x"].to_numpy(), known["y"].to_numpy()
    heading = np.degrees(np.arctan2(x[rows + 1] - x[rows - 1], y[rows + 1] - y[rows - 1]))
    marker = {"symbol": "arrow", "size": 12, "angle": heading, "color": theme.LIMIT}
    marker |= {"line": {"width": 1, "color": "white"}}
    return [
        go.Scatter(x=x[rows], y=y[rows], mode="markers", marker=marker, hoverinfo="skip", showlegend=False)
    ]


def _ends(line: pd.DataFrame) -> list[go.Scatter]:
    """Start and finish, or one mark for both where a round leads back to its beginning."""
    known = line.dropna(subset=["true_x", "true_y"])
    first, last = known.iloc[0], known.iloc[-1]
    size = lines.span_m(known["true_x"].to_numpy(), known["true_y"].to_numpy())
    middle = _middle(known)
    if np.hypot(first["true_x"] - last["true_x"], first["true_y"] - last["true_y"]) <= ONE_PLACE * size:
        return [_mark(first, "start and finish", "circle", middle, theme.LIMIT, "bottom")]
    sides = ("top", "bottom") if first["y"] >= last["y"] else ("bottom", "top")  # their names part
    return [
        _mark(first, "start", "circle", middle, theme.LIMIT, sides[0]),
        _mark(last, "finish", "square", middle, theme.LIMIT, sides[1]),
    ]


def _onset(line: pd.DataFrame, onset_m: float | None, unit: str) -> list[go.Scatter]:
    known = line.dropna(subset=["x", "y"])
    if onset_m is None or known.empty:
        return []
    off_m = (known["distance_m"] - min(onset_m, known["distance_m"].max())).abs()
    if off_m.min() > NEAR_M:
        return []
    name = f"pain began, {words.distance(onset_m, unit)}"
    return [_mark(known.loc[off_m.idxmin()], name, "diamond", _middle(known), theme.PAIN, "top")]


def _middle(known: pd.DataFrame) -> float:
    return (known["x"].min() + known["x"].max()) / 2


def _mark(point: pd.Series, name: str, symbol: str, middle: float, colour: str, side: str) -> go.Scatter:
    """A named place; the name reaches inwards, where the edge of the picture cannot cut it."""
    return go.Scatter(
        x=[point["x"]],
        y=[point["y"]],
        mode="markers+text",
        text=[f"<b>{name}</b>"],
        textposition=f"{side} {'right' if point['x'] <= middle else 'left'}",
        marker={"symbol": symbol, "size": 14, "color": colour, "line": {"width": 2, "color": "white"}},
        hoverinfo="text",
        hovertext=[name],
        showlegend=False,
        cliponaxis=False,
    )


def box_around(x: np.ndarray, y: np.ndarray) -> tuple[float, float, float, float]:
    """West, east, south and north of the picture, with room for names, scale and north. [m]"""
    room = 0.08 * max(lines.span_m(x, y), 50.0)
    return (
        float(np.nanmin(x) - room),
        float(np.nanmax(x) + room),
        float(np.nanmin(y) - 2.2 * room),
        float(np.nanmax(y) + room),
    )


def framed(figure: go.Figure, box: tuple[float, ...], unit: str, rows: int) -> None:
    """Equal axes without numbers, a scale bar, north, and the legend below in words."""
    west, east, south, north = box
    figure.add_trace(scale_bar(west, south, max(east - west, north - south), unit))
    figure.add_annotation(
        text="▲<br>north", x=1, y=1, xref="paper", yref="paper", showarrow=False, xanchor="right"
    )
    below = LEGEND_ROW_PX * rows + 12
    figure.update_layout(theme.layout(GROUND_PX + below, margin={"l": 8, "r": 8, "t": 8, "b": below}))
    figure.update_layout(legend={"orientation": "v", "y": 0, "yanchor": "top", "itemclick": False})
    figure.update_xaxes(visible=False, fixedrange=True, range=[west, east])
    figure.update_yaxes(visible=False, fixedrange=True, range=[south, north], scaleanchor="x")


def scale_bar(west: float, south: float, width_m: float, unit: str) -> go.Scatter:
    """A bar of a round length, about a quarter of the picture, named below its western end."""
    length_m, name = round_length(width_m / 4, unit)
    tip_m = width_m / 80
    return go.Scatter(
        x=[west, west, west, west + length_m, west + length_m, west + length_m],
        y=[south + tip_m, south - tip_m, south, south, south + tip_m, south - tip_m],
        mode="lines+text",
        text=["", "", f"  {name}", "", "", ""],
        textposition="top right",
        line={"color": theme.LIMIT, "width": 2},
        hoverinfo="skip",
        showlegend=False,
        cliponaxis=False,
    )


def round_length(about_m: float, unit: str) -> tuple[float, str]:
    """The largest of 1, 2 and 5 times a power of ten in the runner's unit that is not above `about_m`.

    In metres and its words: below a kilometre in metres, below a mile in tenths.
    """
    about = units.distance(max(about_m, 1.0), unit)
    power = 10.0 ** int(np.floor(log10(about)))
    amount = next(power * step for step in (5, 2, 1) if power * step <= about or step == 1)
    length_m = units.metres(amount, unit)
    return length_m, f"{length_m:g} m" if unit == "km" and amount < 1 else f"{amount:g} {unit}"
