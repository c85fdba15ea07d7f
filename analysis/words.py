"""How findings say numbers: in the runner's unit, rounded as a person would say them."""

from __future__ import annotations

from datetime import date
from math import floor, isnan

from analysis.limits import above
from ingest import units

WEEKDAYS = ("Mon", "Tue", "Wed", "Thu", "Fri", "Sat", "Sun")
UNKNOWN = "–"
MONTHS = ("Jan", "Feb", "Mar", "Apr", "May", "Jun", "Jul", "Aug", "Sep", "Oct", "Nov", "Dec")

ALIKE = 0.15
"""Within this of the usual is "about your usual". [fraction] Own convention."""

MANY_TIMES = 10
"""Beyond so many times the usual a ratio says little. Own convention."""


def capital(text: str) -> str:
    """The same at the head of a sentence."""
    return text[:1].upper() + text[1:]


def number(amount: float) -> str:
    """One decimal below 100 and none above; a whole number stays whole: "16.2", "16", "1,250"; NaN is "–"."""
    text = f"{amount:.1f}" if abs(amount) < 99.95 else _whole(amount)
    return text.removesuffix(".0")


def _whole(amount: float) -> str:
    return UNKNOWN if isnan(amount) else f"{amount:,.0f}"


def distance(metres: float, unit: str) -> str:
    """A distance in the runner's unit, ``"km"`` or ``"mi"``: "16.2 km"."""
    return f"{number(units.distance(metres, unit))} {unit}"


def distance_within(metres: float, unit: str) -> str:
    """A distance not to be passed, so rounded down: 11,180 m is "11.1 km"."""
    return f"{number(floor(units.distance(metres, unit) * 10 + 1e-6) / 10)} {unit}"


def climb(metres: float, unit: str) -> str:
    """Metres up or down, to the ten from 100 on: "420 m" (km) or "1,380 ft" (mi)."""
    amount = units.height(metres, unit)
    return f"{_whole(round(amount, -1 if abs(amount) >= 100 else 0))} {units.height_unit(unit)}"


def percent(fraction: float) -> str:
    """A fraction as whole percent: "33 %"."""
    return f"{_whole(100 * fraction)} %"


def portion(fraction: float) -> str:
    """A share at the head of a sentence: "None", "33 %", "All"."""
    return {"0 %": "None", "100 %": "All"}.get(percent(fraction), percent(fraction))


def points(amount: float) -> str:
    """Points of a scale, or percentage points: "1 point", "1.5 points", "30 points"."""
    text = number(amount)
    return f"{text} point" if text in ("1", "-1") else f"{text} points"


def times(ratio: float) -> str:
    """How many times as much: "1.6 times", "twice", "3 times"."""
    text = number(ratio)
    return "twice" if text == "2" else f"{text} times"


def days(count: int) -> str:
    """A count of days: "1 day", "12 days"."""
    return "1 day" if count == 1 else f"{count:,} days"


def day(moment: date) -> str:
    """A day without its year, the same in every locale: "Fri 20 Nov"."""
    return f"{WEEKDAYS[moment.weekday()]} {moment.day} {MONTHS[moment.month - 1]}"


def against_usual(amount: float, usual: float, span: str = "") -> str:
    """How an amount stands to the usual one, in words that follow it: ", twice your usual"; "" if unknown.

    `span` says of when the usual is: "the four weeks before".
    """
    if not (usual > 0 and amount >= 0):
        return ""
    ratio, of = amount / usual, f" of {span}" if span else ""
    if not above(abs(ratio - 1), ALIKE):
        return f", about your usual{of}"
    if ratio > MANY_TIMES:
        return f", after next to none {f'in {span}' if span else 'before'}"
    if ratio < 1 / MANY_TIMES:
        return f", far more {f'in {span}' if span else 'before'}"
    return f", {'half' if abs(ratio - 0.5) < 0.05 else times(ratio)} your usual{of}"
