"""Where most metres of some weeks were: ways by ground, the wider the oftener they were run."""

from __future__ import annotations

from collections.abc import Mapping

import numpy as np
import pandas as pd
import plotly.graph_objects as go

from analysis import heat
from analysis.ground import UNKNOWN
from dashboard import theme
from dashboard.charts import map as run_map
from dashboard.charts.axes import MOST_POINTS
from dashboard.charts.lines import plane_of
from dashboard.charts.looks import DOTTED, SHORT, SOLID, Look, with_distance

LOOKS: Mapping[str, Look] = {
    "hard": Look("hard: concrete, asphalt, paved", theme.HARD, 4.0, SOLID),
    "soft": Look("soft: gravel, trail, grass", theme.SOFT, 4.0, SOLID),
    "other": Look("running track or mixed", theme.ASCENT, 4.0, SHORT),
    UNKNOWN: Look("ground not known", theme.DISTANCE, 4.0, DOTTED),
}

OFTEN = {"once": 1.5, "2 to 4 times": 3.0, "5 to 9 times": 5.5, "10 times or more": 9.0}
"""Widths. [px]"""

GROUND_PX, LADDER_PX = 440, 52
"""Height of the map, and of the row that tells how often by width."""

EDGES = (2, 5, 10)
"""From so many times on the next one counts."""

COARSER = 1.4
"""Places move apart by this until no trace has too many points."""


def heat_map(steps: pd.DataFrame, unit: str, streets: pd.DataFrame | None = None) -> go.Figure:
    """Takes `heat.steps` of one area; `streets` as for `map.run_map`. Empty where no position is known."""
    plane = plane_of(steps)
    if plane is None:
        return run_map.nowhere()
    box = run_map.box_around(*plane.metres(steps["latitude_deg"], steps["longitude_deg"]))
    figure = go.Figure([] if streets is None else run_map.streets_beneath(plane, streets, box))
    metres = steps.groupby("group")["step_m"].sum()
    legend = _legend(metres[metres > 0], unit)
    figure.add_traces([*_ways(_light_enough(steps)), *legend])
    run_map.framed(figure, box, unit, rows=len(legend))
    _ladder(figure, run_map.LEGEND_ROW_PX * len(legend) + 12)
    return figure


def _light_enough(steps: pd.DataFrame) -> dict[tuple[str, str], pd.DataFrame]:
    """The lines by ground and how often, with places as far apart as it takes to keep each trace light."""
    spacing_m = heat.spacing(steps)
    while True:
        lines = _lines(heat.links(steps, spacing_m))
        if max((len(line) for line in lines.values()), default=0) <= MOST_POINTS:
            return lines
        spacing_m *= COARSER


def _lines(links: pd.DataFrame) -> dict[tuple[str, str], pd.DataFrame]:
    words = list(OFTEN)
    often = pd.Series(
        [words[step] for step in np.searchsorted(EDGES, links["times"], side="right")], dtype="str"
    )
    return {key: chained(some) for key, some in links.groupby([links["group"], often], sort=False)}


def chained(links: pd.DataFrame) -> pd.DataFrame:
    """Links end to end as few lines, x and y, a row of NaN between two: dashes need a length to be seen."""
    spots = {row.a: (row.x_a, row.y_a) for row in links.itertuples()}
    spots |= {row.b: (row.x_b, row.y_b) for row in links.itertuples()}
    ways: dict[int, list[int]] = {spot: [] for spot in spots}
    for a, b in zip(links["a"], links["b"], strict=True):
        ways[a].append(b)
        ways[b].append(a)
    points: list[tuple[float, float]] = []
    for first in sorted(ways, key=lambda spot: len(ways[spot]) != 1):
        while ways[first]:
            points += [*(spots[spot] for spot in _walked(ways, first)), (np.nan, np.nan)]
    return pd.DataFrame(points[:-1], columns=["x", "y"], dtype="float64")


def _walked(ways: dict[int, list[int]], here: int) -> list[int]:
    """As far as links lead on from here, each used once."""
    passed = [here]
    while ways[here]:
        there = ways[here].pop()
        ways[there].remove(here)
        passed.append(here := there)
    return passed


def _ways(lines: Mapping[tuple[str, str], pd.DataFrame]) -> list[go.Scatter]:
    """Narrow ways first, so that those run most lie on top."""
    order = sorted(lines, key=lambda key: (OFTEN[key[1]], key[0]))
    return [_way(lines[key], LOOKS[key[0]], key[1]) for key in order]


def _way(line: pd.DataFrame, look: Look, often: str) -> go.Scatter:
    return go.Scatter(
        x=line["x"],
        y=line["y"],
        mode="lines",
        line={"color": look.colour, "width": OFTEN[often], "dash": look.dash},
        text=[f"{look.word}<br>{often}"] * len(line),
        hoverinfo="text",
        showlegend=False,
    )


def _legend(metres: pd.Series, unit: str) -> list[go.Scatter]:
    """Grounds with their distance, as lines that lie nowhere."""
    return [
        go.Scatter(
            x=[None],
            y=[None],
            mode="lines",
            line={"color": look.colour, "width": look.width, "dash": look.dash},
            name=with_distance(look, metres[group], unit),
        )
        for group, look in LOOKS.items()
        if group in metres
    ]


def _ladder(figure: go.Figure, legend_px: int) -> None:
    """How often by width: four lines side by side below the grounds, each above its words."""
    below = legend_px + LADDER_PX
    figure.update_layout(height=GROUND_PX + below, margin_b=below)
    for n, (often, width) in enumerate(OFTEN.items()):
        place = {"xref": "paper", "yref": "paper", "x0": n / 4, "x1": n / 4 + 0.2, "yanchor": 0}
        y = {"ysizemode": "pixel", "y0": -legend_px - 14, "y1": -legend_px - 14}
        figure.add_shape(type="line", line={"color": theme.LIMIT, "width": width}, **place, **y)
        words = {"text": often.replace("10 times or more", "10 or more"), "yshift": -legend_px - 20}
        figure.add_annotation(
            x=n / 4, y=0, xref="paper", yref="paper", xanchor="left", yanchor="top", showarrow=False, **words
        )
