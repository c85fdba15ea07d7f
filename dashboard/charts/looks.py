"""How each kind of ground, grade and pace is drawn: a colour by meaning, a width and dashes of its own."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass

import numpy as np
import pandas as pd

from analysis import stretches, words
from analysis.ground import UNKNOWN
from dashboard import theme
from dashboard.charts.run import clock
from ingest import units
from ingest.schema import SURFACES

SOLID = ()
DASHED, SHORT, DOTTED = (9.0, 4.0), (5.0, 3.0), (2.0, 4.0)


@dataclass(frozen=True)
class Look:
    """A line. `dashes` are lengths of line and gap. [px]"""

    word: str
    colour: str
    width: float
    dashes: tuple[float, ...] = SOLID

    @property
    def dash(self) -> str:
        """The dashes in the words of Plotly and SVG."""
        return ",".join(f"{length:g}px" for length in self.dashes) or "solid"


@dataclass(frozen=True)
class Coloured:
    """A WAY, the kind of each of its steps, how each kind looks, and whose map told the kinds, if one did.

    `told_m` is how far each kind is said to be elsewhere on the page, indexed by kind [m]: the legend says
    the same, though places without a position are not drawn.
    """

    way: pd.DataFrame
    kinds: pd.Series
    looks: Mapping[str, Look]
    credit: str = ""
    told_m: pd.Series | None = None

    def metres(self) -> pd.Series:
        """How far each kind that is drawn goes, as it is told, indexed by kind. [m]"""
        drawn_m = stretches.metres(self.way, self.kinds)
        return drawn_m if self.told_m is None else self.told_m.reindex(drawn_m.index).fillna(drawn_m)

    def in_words(self, unit: str) -> str:
        """The legend as a sentence, for those who cannot see the picture."""
        metres = self.metres()
        return ", ".join(
            with_distance(look, metres[kind], unit) for kind, look in self.looks.items() if kind in metres
        )


_UNKNOWN = Look("not known", theme.CONTEXT, 2.5, DOTTED)

_GROUND = {
    "concrete": (theme.HARD, 7.0, SOLID),
    "asphalt": (theme.HARD, 4.5, SOLID),
    "paved": (theme.HARD, 4.5, DASHED),
    "gravel": (theme.SOFT, 4.5, DASHED),
    "trail": (theme.SOFT, 4.5, SOLID),
    "grass": (theme.SOFT, 4.5, SHORT),
    "track": (theme.ASCENT, 4.5, SOLID),
    "treadmill": (theme.ASCENT, 4.5, DASHED),
    "mixed": (theme.FIRM, 4.5, DASHED),
}


def of_surface() -> Mapping[str, Look]:
    """Hard ground grey, soft ground orange, the rest green."""
    return {name: Look(SURFACES[name], *look) for name, look in _GROUND.items()} | {UNKNOWN: _UNKNOWN}


def of_grade() -> Mapping[str, Look]:
    """Down blue and whole, up green and dashed; the steeper the wider."""
    gentle, steep = (f"{100 * grade:.0f} %" for grade in (stretches.GENTLE, stretches.STEEP))
    middling = f"{gentle.removesuffix(' %')} to {steep}"
    return {
        "steep_down": Look(f"▼ down, {steep} or steeper", theme.DESCENT, 7.0),
        "down": Look(f"▼ down, {middling}", theme.DESCENT, 3.5),
        "level": Look("level", theme.CONTEXT, 2.5),
        "up": Look(f"▲ up, {middling}", theme.ASCENT, 3.5, SHORT),
        "steep_up": Look(f"▲ up, {steep} or steeper", theme.ASCENT, 7.0, SHORT),
        UNKNOWN: _UNKNOWN,
    }


def of_pace(way: pd.DataFrame, unit: str) -> Mapping[str, Look]:
    """By the run's own usual pace."""
    speeds = stretches.usual_speeds(way)
    if np.isnan(speeds).any():
        return {UNKNOWN: _UNKNOWN}
    slow, fast = (clock(units.pace(speed, unit)) for speed in speeds)
    return {
        "faster": Look(f"faster than {fast} /{unit}", theme.DISTANCE, 7.0),
        "usual": Look(f"{fast} to {slow} /{unit}", theme.CONTEXT, 3.5),
        "slower": Look(f"slower than {slow} /{unit}", theme.LEFT, 4.5, SHORT),
        UNKNOWN: _UNKNOWN,
    }


def with_distance(look: Look, metres: float, unit: str) -> str:
    """`trail: 3.2 km`, `grass: under 0.1 km`."""
    return f"{look.word}: {far(metres, unit)}"


def far(metres: float, unit: str) -> str:
    """A distance of which there is some: never 0."""
    said = words.distance(metres, unit)
    return f"under 0.1 {unit}" if said.startswith("0 ") else said
