"""Line pictures with error bars as plain SVG text, readable on white and on black."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from html import escape
from math import isnan

WIDE, HIGH, LEFT, TOP, RIGHT, BELOW = 640, 340, 56, 34, 150, 46
COLOURS = ("#0072B2", "#D55E00", "#009E73", "#CC79A7", "#56B4E9", "#E69F00")
"""Okabe and Ito's, which colour-blind readers can tell apart; each series has a mark of its own as well."""

MARKS = ("circle", "square", "diamond", "triangle", "circle", "square")
INK = "#767676"

Point = tuple[float, float, float]
"""Where it stands, its value, and the standard error of that (0: no bar)."""


@dataclass(frozen=True)
class Frame:
    """What the axes show. `at` are the places named below, in the series' own unit."""

    title: str
    across: str
    at: Mapping[float, str]
    top: float = 1.0
    line: float | None = None
    """A bound to hold, drawn across."""

    floor: float = 0.0
    diagonal: bool = False
    """Draws where a share is what the place across says."""

    def x(self, place: float) -> float:
        low, high = min(self.at), max(self.at)
        return LEFT + (WIDE - LEFT - RIGHT) * ((place - low) / (high - low) if high > low else 0.5)

    def y(self, value: float) -> float:
        share = (value - self.floor) / (self.top - self.floor)
        return HIGH - BELOW - (HIGH - TOP - BELOW) * min(max(share, 0), 1)


def drawing(frame: Frame, series: Mapping[str, Sequence[Point]]) -> str:
    """The whole SVG: axes, bounds, and a line a series with a bar of two standard errors each way."""
    parts = [*_axes(frame)]
    for place, (name, points) in enumerate(series.items()):
        parts += _line(frame, name, points, place)
    head = (
        f'<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 {WIDE} {HIGH}" width="{WIDE}" height="{HIGH}" '
        f'font-family="sans-serif" font-size="12" role="img" aria-label="{escape(frame.title)}">'
    )
    return "\n".join([head, *parts, "</svg>"]) + "\n"


def _axes(frame: Frame) -> list[str]:
    right, floor = WIDE - RIGHT, HIGH - BELOW
    steps = [frame.floor + (frame.top - frame.floor) * step / 4 for step in range(5)]
    parts = [_text(LEFT, 18, frame.title, "start", 'font-weight="bold"')]
    parts += [
        _stroke(LEFT, frame.y(step), right, frame.y(step), INK, 'stroke-opacity="0.3"') for step in steps
    ]
    parts += [_text(LEFT - 8, frame.y(step) + 4, f"{100 * step:.3g} %", "end") for step in steps]
    parts += [_text(frame.x(place), floor + 18, name, "middle") for place, name in frame.at.items()]
    parts.append(_text((LEFT + right) / 2, HIGH - 8, frame.across, "middle"))
    dashed = 'stroke-dasharray="6 4"'
    if frame.line is not None:
        parts.append(_stroke(LEFT, frame.y(frame.line), right, frame.y(frame.line), INK, dashed))
    if frame.diagonal:
        parts.append(_stroke(LEFT, frame.y(min(frame.at)), right, frame.y(max(frame.at)), INK, dashed))
    return parts


def _line(frame: Frame, name: str, points: Sequence[Point], place: int) -> list[str]:
    colour, mark = COLOURS[place % len(COLOURS)], MARKS[place % len(MARKS)]
    points = [point for point in points if not isnan(point[1])]
    path = " ".join(f"{frame.x(at):.1f},{frame.y(value):.1f}" for at, value, _ in points)
    parts = [f'<polyline points="{path}" fill="none" stroke="{colour}" stroke-width="2"/>']
    for at, value, error in points:
        x, low, high = frame.x(at), frame.y(value - 2 * error), frame.y(value + 2 * error)
        parts += [_stroke(x, low, x, high, colour), _mark(mark, x, frame.y(value), colour)]
    key = TOP + 20 * place + 6
    named = _text(WIDE - RIGHT + 28, key + 4, name, "start")
    return [*parts, _mark(mark, WIDE - RIGHT + 16, key, colour), named]


def _mark(mark: str, x: float, y: float, colour: str) -> str:
    if mark == "circle":
        return f'<circle cx="{x:.1f}" cy="{y:.1f}" r="4" fill="{colour}"/>'
    corners = {
        "square": ((-4, -4), (4, -4), (4, 4), (-4, 4)),
        "diamond": ((0, -5), (5, 0), (0, 5), (-5, 0)),
        "triangle": ((0, -5), (5, 4), (-5, 4)),
    }[mark]
    points = " ".join(f"{x + across:.1f},{y + down:.1f}" for across, down in corners)
    return f'<polygon points="{points}" fill="{colour}"/>'


def _stroke(x1: float, y1: float, x2: float, y2: float, colour: str, more: str = "") -> str:
    return f'<line x1="{x1:.1f}" y1="{y1:.1f}" x2="{x2:.1f}" y2="{y2:.1f}" stroke="{colour}" {more}/>'


def _text(x: float, y: float, text: str, anchor: str, more: str = "") -> str:
    return f'<text x="{x:.1f}" y="{y:.1f}" fill="{INK}" text-anchor="{anchor}" {more}>{escape(text)}</text>'
