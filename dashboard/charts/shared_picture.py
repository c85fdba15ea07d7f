"""A run as a picture to share: an SVG of our own without places, times, or the runner's doors.

Nothing in it tells how long the hidden part is, from which doors can be found: the way is cut first, and
all else (scale, thinning, how far aside lines lie, colours, distance, climb) comes from the rows that are
left (see `analysis.home`).
"""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from html import escape

import numpy as np
import pandas as pd

from analysis import home, words
from analysis.home import Area
from dashboard import theme
from dashboard.charts import lines
from dashboard.charts.looks import Coloured, Look, with_distance
from dashboard.charts.map import round_length

WIDTH_PX, GROUND_PX, EDGE_PX, ROW_PX = 720, 640, 40, 40
THICKER = 1.8
"""Lines are so much wider than on the page, for the picture is made larger than a phone."""

LEAST_SHOWN_M = 500.0
"""With less than this outside the hidden areas there is no picture. [m]"""

HIDDEN = "hidden"
"""The kind of a step that is not drawn."""

WORDS_HIDDEN = "Start and finish are hidden."
FONT = "font-family='system-ui, sans-serif'"


@dataclass(frozen=True)
class Seen:
    """What may be shown of a run: its line, hidden steps marked as such, and how far and high that leads.

    `metres` is by kind, `looks` how each is drawn; `credit` is that of the map that told the kinds.
    """

    line: pd.DataFrame
    looks: Mapping[str, Look]
    metres: pd.Series
    ascent_m: float
    descent_m: float
    credit: str


def seen(
    way: pd.DataFrame, areas: Sequence[Area], draw: Callable[[pd.DataFrame], Coloured], hilly: bool = True
) -> Seen | None:
    """The part of a WAY outside the hidden areas; None where it is shorter than LEAST_SHOWN_M.

    `draw` colours the rows that it is given, which are the shown ones alone: the usual pace of the whole run
    would tell of the hidden part. `hilly` is whether the run's climb is known at all. The line has x and y
    [m], and `kind`, of the step that ends at each row; HIDDEN where a leg begins.
    """
    line = _cut(way, areas)
    steps_m = line.groupby("leg")["distance_m"].diff()
    if steps_m.sum() < LEAST_SHOWN_M:
        return None
    drawn = draw(line[way.columns])
    metres = steps_m.groupby(drawn.kinds).sum()
    climbs = (home.climbed(line["grade"], steps_m, up) if hilly else float("nan") for up in (True, False))
    few = lines.fewer(line.assign(kind=drawn.kinds.where(steps_m.notna(), HIDDEN)), line["leg"])
    return Seen(few[["x", "y", "kind"]], drawn.looks, metres[metres > 0], *climbs, drawn.credit)


def _cut(way: pd.DataFrame, areas: Sequence[Area]) -> pd.DataFrame:
    """The rows of a WAY that may be shown, in legs between what is hidden, with where they are drawn."""
    out = home.shown(way, areas).to_numpy()
    legs = pd.Series(np.cumsum(~out)[out])
    line = lines.laid_flat(way[out].reset_index(drop=True), legs)
    clear = _drawn_outside(line, areas)
    line = line.assign(leg=np.cumsum(~clear) + legs)[clear]
    return line[line.groupby("leg")["leg"].transform("size") > 1].reset_index(drop=True)


def _drawn_outside(line: pd.DataFrame, areas: Sequence[Area]) -> np.ndarray:
    """Rows that are outside also where they are drawn, which is a little beside the truth."""
    plane, out = lines.plane_of(line), np.ones(len(line), dtype=bool)
    drawn_x, drawn_y = line["x"].to_numpy(), line["y"].to_numpy()
    for area in areas if plane else ():
        x, y = plane.metres(area.latitude_deg, area.longitude_deg)
        out &= np.hypot(drawn_x - x, drawn_y - y) > area.radius_m + home.MARGIN_M
    return out


def svg(shown: Seen, unit: str) -> str:
    """Course, scale, legend in words, distance and climb of what is drawn, and the credit of a map."""
    scale, x, y = _on_paper(shown.line)
    line = pd.DataFrame({"x": x, "y": y})
    parts, looks = lines.stretches(line, shown.line["kind"]), shown.looks
    drawn = [(parts[kind], look) for kind, look in looks.items() if kind in parts and kind in shown.metres]
    listed = [(look, shown.metres[kind]) for kind, look in looks.items() if kind in shown.metres]
    height = GROUND_PX + ROW_PX * (len(listed) + 2) + EDGE_PX
    inside = [
        *(_path(part, look) for part, look in drawn),
        *_scale_bar(scale, unit),
        _text(EDGE_PX, GROUND_PX + ROW_PX, _summary(shown, unit), 24, "bold"),
        *(_row(number, with_distance(*row, unit), row[0]) for number, row in enumerate(listed)),
        _text(EDGE_PX, height - EDGE_PX, WORDS_HIDDEN, 22),
        _text(EDGE_PX, height - EDGE_PX / 4, shown.credit, 16),
    ]
    return (
        f"<svg xmlns='http://www.w3.org/2000/svg' viewBox='0 0 {WIDTH_PX} {height}' "
        f"width='{WIDTH_PX}' height='{height}'>"
        f"<rect width='100%' height='100%' fill='white'/>{''.join(inside)}</svg>"
    )


def _on_paper(line: pd.DataFrame) -> tuple[float, np.ndarray, np.ndarray]:
    """Pixels a metre, and the line in pixels with north up, in the middle of its ground."""
    x, y = line["x"].to_numpy(), line["y"].to_numpy()
    wide, high = (max(float(np.nanmax(each) - np.nanmin(each)), 1.0) for each in (x, y))
    scale = min((WIDTH_PX - 2 * EDGE_PX) / wide, (GROUND_PX - 3 * EDGE_PX) / high)
    across = (x - (np.nanmax(x) + np.nanmin(x)) / 2) * scale + WIDTH_PX / 2
    down = (np.nanmax(y) + np.nanmin(y)) / 2 * scale - y * scale + (GROUND_PX - EDGE_PX) / 2
    return scale, across, down


def _path(part: pd.DataFrame, look: Look) -> str:
    """One kind's stretches as one path: M begins a stretch, L goes on."""
    steps, going = [], False
    for x, y in zip(part["x"], part["y"], strict=True):
        if not np.isnan(x):
            steps.append(f"{'L' if going else 'M'}{x:.1f} {y:.1f}")
        going = not np.isnan(x)
    return f"<path d='{''.join(steps)}' {_stroke(look)}/>"


def _stroke(look: Look) -> str:
    dashes = (
        f" stroke-dasharray='{' '.join(f'{THICKER * each:g}' for each in look.dashes)}'"
        if look.dashes
        else ""
    )
    return f"fill='none' stroke='{look.colour}' stroke-width='{THICKER * look.width:g}'{dashes}"


def _text(x: float, y: float, text: str, size: int, weight: str = "normal") -> str:
    return (
        f"<text x='{x:g}' y='{y:g}' font-size='{size}' font-weight='{weight}' fill='{theme.INK_LIGHT}' "
        f"{FONT}>{escape(text)}</text>"
    )


def _row(number: int, text: str, look: Look) -> str:
    y = GROUND_PX + ROW_PX * (number + 2)
    return f"<path d='M{EDGE_PX} {y - 9}h60' {_stroke(look)}/>{_text(EDGE_PX + 76, y, text, 26)}"


def _scale_bar(scale: float, unit: str) -> list[str]:
    length_m, name = round_length((WIDTH_PX / scale) / 4, unit)
    y, end = GROUND_PX - EDGE_PX, EDGE_PX + length_m * scale
    bar = f"<path d='M{EDGE_PX} {y - 6}v6H{end:.1f}v-6' {_stroke(Look('', theme.LIMIT, 2.0))}/>"
    return [bar, _text(EDGE_PX, y - 12, f"{name}, north is up", 20)]


def _summary(shown: Seen, unit: str) -> str:
    climbs = ((shown.ascent_m, "up"), (shown.descent_m, "down"))
    said = [f"{words.climb(metres, unit)} {way}" for metres, way in climbs if not np.isnan(metres)]
    return ", ".join([f"{words.distance(shown.metres.sum(), unit)} shown", *said])
