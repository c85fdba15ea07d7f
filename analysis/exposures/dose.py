"""How much a big dose is, and how the runner would say it."""

from __future__ import annotations

import pandas as pd

from analysis import words
from analysis.exposures.daily import FACTORS

USUAL, BIG = 0.50, 0.90
"""Quantiles of the exposed days between which a big dose lies: EVIDENCE 7.2."""

CLIMBED = {"descent": "down", "ascent": "up"}


def big_dose(exposure: pd.Series) -> float:
    """How much more a big day holds than a middle one: P90 less P50 of the days with any. [its unit]

    Where such days are all alike, as a thing that is done or not, all that they hold. NaN without any.
    """
    exposed = exposure[exposure > 0]
    spread = exposed.quantile(BIG) - exposed.quantile(USUAL)
    return float(spread if spread > 0 else exposed.median())


def big_day(exposure: pd.Series) -> float:
    """From how much on a day is a big one: P90 of the days with any. [its unit] NaN without any."""
    return float(exposure[exposure > 0].quantile(BIG))


def in_words(name: str, amount: float, unit: str) -> str:
    """A dose as the runner would say it, by the unit "km" or "mi": "12.4 km", "240 m down", "25 min"."""
    if name in CLIMBED:
        return f"{words.climb(amount, unit)} {CLIMBED[name]}"
    return SAID[FACTORS[name].unit](amount, unit)


def _minutes(seconds: float, unit: str) -> str:
    return f"{words.number(seconds / 60)} min"


def _days(amount: float, unit: str) -> str:
    text = words.number(amount)
    return f"{text} day" if text == "1" else f"{text} days"


SAID = {
    "m": words.distance,
    "s": _minutes,
    "days": _days,
    "fraction": lambda amount, unit: f"{words.number(100 * amount)} %",
    "steps": lambda amount, unit: f"{words.number(round(amount, -2))} steps",
    "rounds": lambda amount, unit: f"{words.number(amount)} rounds",
    "points": lambda amount, unit: f"{words.number(amount)} points of effort",
    "percentage points": lambda amount, unit: words.points(amount),
}
"""How an amount of each unit is said, by the amount and the runner's unit of distance."""
