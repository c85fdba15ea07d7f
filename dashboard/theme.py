"""What colours mean: one palette (Okabe–Ito), the marks of severity, and the look of every figure."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass

from analysis.findings import Severity

DISTANCE = "#56B4E9"
PAIN = "#D55E00"
DESCENT = "#0072B2"
DESCENT_FAINT = "rgba(0, 114, 178, 0.18)"
ASCENT = "#009E73"
ASCENT_FAINT = "rgba(0, 158, 115, 0.18)"
HARD = "#7f7f7f"
SOFT = "#E69F00"
LEFT = "#CC79A7"
RIGHT = "#0072B2"
CONTEXT = "#8a8f98"
FIRM = "#8fb3a5"
LIMIT = "#6b7178"
AMBER = "#E69F00"
VERMILION = "#D55E00"
GREY = "#7d838c"
FAINT = "rgba(128, 134, 142, 0.22)"
BAND = "rgba(128, 134, 142, 0.45)"
CLEAR = "rgba(0, 0, 0, 0)"

INK_LIGHT = "#101418"
INK_DARK = "#eceff2"
HOVER_GROUND, HOVER_INK = "#2a323b", "#ffffff"
"""Of the small label beside a finger or a mouse, the same in light and dark."""


@dataclass(frozen=True)
class Mark:
    """How a severity looks: never a colour alone, always a word and a sign with it."""

    word: str
    icon: str
    colour: str
    badge: str
    symbol: str
    sign: str


MARKS: Mapping[Severity, Mark] = {
    Severity.NOTE: Mark("Note", ":material/info:", GREY, "gray", "circle-open", "○"),
    Severity.WATCH: Mark("Watch", ":material/visibility:", AMBER, "orange", "triangle-up", "▲"),
    Severity.ACT: Mark("Act", ":material/priority_high:", VERMILION, "red", "square", "■"),
    Severity.STOP: Mark("Stop", ":material/front_hand:", VERMILION, "red", "octagon", "⬣"),
}

STRENGTHS: Mapping[str, str] = {
    "strong": "Strong evidence: several good studies agree.",
    "moderate": "Moderate evidence: at least one good study, but not of runners' hips alone.",
    "weak": "Weak evidence: studies are few, small or disagree.",
    "convention": "Convention: common advice that has hardly been studied.",
}

_SERIES = [DISTANCE, PAIN, ASCENT, SOFT, LEFT, RIGHT, HARD, FIRM, CONTEXT]
"""Nine and the ink make ten: with fewer, Plotly throws the whole list away."""

_SHARED = {"baseRadius": "0.6rem", "linkUnderline": True, "paddingTop": "1.5rem"}
CONFIG: Mapping[str, Mapping[str, object]] = {
    "theme": _SHARED,
    "theme.light": {
        "primaryColor": "#0072B2",
        "backgroundColor": "#ffffff",
        "secondaryBackgroundColor": "#f3f5f7",
        "textColor": INK_LIGHT,
        "linkColor": "#00639b",
        "codeTextColor": "#17613b",
        "borderColor": "#d5dae0",
        "chartCategoricalColors": [INK_LIGHT, *_SERIES],
    },
    "theme.dark": {
        "primaryColor": "#0b7cc0",
        "backgroundColor": "#10151b",
        "secondaryBackgroundColor": "#1b222b",
        "textColor": INK_DARK,
        "linkColor": "#7cc4f0",
        "borderColor": "#36404b",
        "chartCategoricalColors": [INK_DARK, *_SERIES],
    },
}


def config_toml() -> str:
    """The theme sections of ``.streamlit/config.toml``, which must agree with this module."""
    return "\n\n".join(_section(name, values) for name, values in CONFIG.items())


def _section(name: str, values: Mapping[str, object]) -> str:
    return "\n".join([f"[{name}]", *(f"{key} = {_toml(value)}" for key, value in values.items())])


def _toml(value: object) -> str:
    if isinstance(value, list):
        return f"[{', '.join(_toml(item) for item in value)}]"
    return str(value).lower() if isinstance(value, bool) else f'"{value}"'


def layout(height: int, **more: object) -> dict:
    """Layout that every figure shares: clear ground, legend below, nothing that catches a scrolling thumb.

    The colour of the grid is left to Streamlit's own theme and that of text to the page
    (`charts.axes.legible`), so that figures follow the reader's switch between light and dark.
    """
    return {
        "height": height,
        "paper_bgcolor": CLEAR,
        "plot_bgcolor": CLEAR,
        "margin": {"l": 8, "r": 8, "t": 8, "b": 8},
        "dragmode": False,
        "hovermode": "closest",
        "hoverlabel": {"align": "left", "bgcolor": HOVER_GROUND, "font": {"color": HOVER_INK}},
        "legend": {"orientation": "h", "yanchor": "top", "xanchor": "left", "x": 0},
        "separators": ".,",
    } | more
