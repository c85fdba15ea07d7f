"""How the runner would say a dose, and which doses cannot be added up."""

from __future__ import annotations

from analysis import words
from analysis.exposures.daily import FACTORS

PEAKS = (
    "session_spike",
    "week_change",
    "days_in_a_row",
    "shoe_age",
    "fewer_steps",
    "sore_side_stance",
    "step_drift",
    "strength_missed",
    "mobility_missed",
)
"""Factors of which adding up days means nothing: they tell of weeks, of breaks or of how a run went."""

CLIMBED = {"descent": "down", "ascent": "up"}


def in_words(name: str, amount: float, unit: str) -> str:
    """A dose as the runner would say it, by the unit "km" or "mi": "12.4 km", "240 m down", "25 min"."""
    if name in CLIMBED:
        return f"{words.climb(amount, unit)} {CLIMBED[name]}"
    return SAID[FACTORS[name].unit](amount, unit)


def _distance(metres: float, unit: str) -> str:
    """As a distance, and what is too little for one as a height: "0.4 km", "40 m"."""
    said = words.distance(metres, unit)
    return words.climb(metres, unit) if said.startswith("0 ") and metres > 0 else said


def _minutes(seconds: float, unit: str) -> str:
    return f"{words.number(seconds / 60)} min"


def _days(amount: float, unit: str) -> str:
    text = words.number(amount)
    return f"{text} day" if text == "1" else f"{text} days"


SAID = {
    "m": _distance,
    "s": _minutes,
    "days": _days,
    "fraction": lambda amount, unit: f"{words.number(100 * amount)} %",
    "steps": lambda amount, unit: f"{words.number(round(amount, -2))} steps",
    "rounds": lambda amount, unit: f"{words.number(amount)} rounds",
    "points": lambda amount, unit: f"{words.number(amount)} points of effort",
    "percentage points": lambda amount, unit: words.points(amount).replace("point", "percentage point"),
}
"""How an amount of each unit is said, by the amount and the runner's unit of distance."""
