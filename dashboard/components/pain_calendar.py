"""The calendar of squares: a month a block, a day a button, pain and gaps told apart at a glance."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import asdict, dataclass
from datetime import date
from pathlib import Path

import streamlit as st

from dashboard import theme

HERE = Path(__file__)

FAINTEST, PER_POINT = 0.08, 0.07
"""Share of the pain colour before the first point, and of each. At 10, text on it still has a contrast
of 4.5 : 1 in light and dark."""

_mounted = st.components.v2.component(
    "pain_calendar",
    html=HERE.with_suffix(".html").read_text("utf-8"),
    css=HERE.with_suffix(".css").read_text("utf-8"),
    js=HERE.with_suffix(".js").read_text("utf-8"),
)


@dataclass(frozen=True)
class Square:
    """One day: `score` is None where nothing is known of its pain; `label` says all in words."""

    iso: str
    number: int
    label: str
    score: int | None = None
    ran: bool = False
    sign: bool = False
    today: bool = False


@dataclass(frozen=True)
class Month:
    """One month: `blank` squares stand before its first day; days that have not been are not among them."""

    name: str
    blank: int
    squares: Sequence[Square]


def pain_calendar(key: str, months: Sequence[Month], weekdays: Sequence[str]) -> date | None:
    """Draws the months in the order given; the day that was tapped just now, else None.

    `weekdays` are the seven heads of the columns. What the browser says is checked here: only a day that
    is drawn is passed on.
    """
    drawn = {square.iso for month in months for square in month.squares}
    data = {
        "months": [asdict(month) for month in months],
        "weekdays": list(weekdays),
        "fills": [fill(score) for score in range(11)],
        "distance": theme.DISTANCE,
    }
    tapped = _mounted(key=key, data=data, on_day_change=_heard).day
    return date.fromisoformat(tapped) if tapped in drawn else None


def fill(score: int) -> str:
    """The pain colour as CSS, the stronger the more it hurt, but never too strong for words on it."""
    red, green, blue = bytes.fromhex(theme.PAIN.removeprefix("#"))
    return f"rgba({red}, {green}, {blue}, {FAINTEST + score * PER_POINT:.2f})"


def _heard() -> None:
    """The page asks for the tapped day when it is drawn."""
