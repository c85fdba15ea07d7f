"""Numbers at the edge: SI turned into what a runner says, and back."""

from __future__ import annotations

import math
import re
from datetime import date

from analysis import words
from analysis.limits import Limit
from ingest import units
from ingest.errors import InvalidEntry

MISSING = "–"
HARD_SPACE = "\N{NO-BREAK SPACE}"
MASS_UNITS = {"km": "kg", "mi": "lb"}
STEPS = {"ratio": 0.1, "points": 0.5, "m": 0.5}
PLAIN_UNITS = {"points": "points", "days": "days", "ratio": "", "percentile": "percentile"}
CLIMBS = "terrain."
"""Thresholds of this topic that are lengths are heights: feet with miles, metres with kilometres."""


def known(amount: float | None) -> bool:
    """Whether there is a number at all: absent is not zero."""
    return amount is not None and math.isfinite(amount)


def duration(seconds: float | None) -> str:
    """`3725.0` → `1:02:05`, `245.0` → `4:05`."""
    if not known(seconds):
        return MISSING
    minutes, rest = divmod(round(seconds), 60)
    hours, minutes = divmod(minutes, 60)
    return f"{hours}:{minutes:02d}:{rest:02d}" if hours else f"{minutes}:{rest:02d}"


def seconds(text: str) -> float | None:
    """What `duration` wrote, read again: `1:02:05` → 3725.0; nothing → None.

    Raises InvalidEntry for anything else, a bare number too: nobody knows whether it is minutes.
    """
    if not text.strip():
        return None
    written = re.fullmatch(r"(?:(\d{1,3}):)?(\d{1,3}):([0-5]\d)", text.strip())
    if written is None or (written[1] and int(written[2]) > 59):
        raise InvalidEntry(f"“{text.strip()}” is no time. Write hours, minutes and seconds, like 0:45:00.")
    hours, minutes, rest = (int(part or 0) for part in written.groups())
    return 3600.0 * hours + 60.0 * minutes + rest


def roughly(amount_s: float) -> str:
    """A time to wait, as a person says it: `a few seconds`, `about 40 seconds`, `about 1 h 20 min`."""
    if amount_s < 10:
        return "a few seconds"
    if amount_s < 55:
        return f"about {round(amount_s, -1):.0f} seconds"
    if amount_s < 3570:
        return f"about {counted(round(amount_s / 60), 'minute')}"
    hours, minutes = divmod(5 * round(amount_s / 300), 60)
    return f"about {hours} h {minutes} min" if minutes else f"about {counted(hours, 'hour')}"


def pace(speed_m_s: float | None, unit: str) -> str:
    """Speed as `5:23 /km` or `8:40 /mi`."""
    if not known(speed_m_s) or not known(units.pace(speed_m_s, unit)):
        return MISSING
    return f"{duration(units.pace(speed_m_s, unit))} /{unit}"


def whole(amount: float | None, unit: str) -> str:
    """`152.4`, `bpm` → `152 bpm`."""
    return f"{amount:.0f} {unit}" if known(amount) else MISSING


def fine(amount: float | None, unit: str, factor: float = 1.0) -> str:
    """One decimal place, after turning SI into the unit shown: `0.0832`, `cm`, `100` → `8.3 cm`."""
    return f"{amount * factor:.1f} {unit}" if known(amount) else MISSING


def mass_unit(distance_unit: str) -> str:
    """Kilograms go with kilometres, pounds with miles."""
    return MASS_UNITS[distance_unit]


def mass(kilograms: float | None, distance_unit: str) -> float | None:
    """Body mass in the runner's unit, to one decimal place."""
    if kilograms is None:
        return None
    return round(units.pounds(kilograms) if distance_unit == "mi" else kilograms, 1)


def kilograms(amount: float | None, distance_unit: str) -> float | None:
    """Body mass as the runner gives it, in kilograms."""
    if amount is None or distance_unit == "km":
        return amount
    return units.kilograms_from_pounds(amount)


def date_of(day: date) -> str:
    """A day without its weekday, for places with little room: `14 Jan`."""
    return f"{day.day} {words.MONTHS[day.month - 1]}"


def limit_unit(limit: Limit, distance_unit: str) -> str:
    """The unit in which a threshold is shown: `%`, `km`, `points` …"""
    if limit.unit == "fraction":
        return "%"
    if limit.unit == "m":
        return units.height_unit(distance_unit) if limit.key.startswith(CLIMBS) else distance_unit
    return PLAIN_UNITS.get(limit.unit, limit.unit)


def limit_step(limit: Limit) -> float:
    """How far one tap on plus or minus goes, in the unit shown."""
    return 10.0 if limit.key.startswith(CLIMBS) and limit.unit == "m" else STEPS.get(limit.unit, 1.0)


def limit_shown(limit: Limit, value: float, distance_unit: str) -> float:
    """A threshold's value in the unit in which it is shown, rounded as a person would say it."""
    shown = value / limit_factor(limit, distance_unit)
    if limit.unit != "m":
        return round(shown, 2)
    return round(shown, 1 if abs(shown) < 100 else 0)


def limit_meant(limit: Limit, shown: float, distance_unit: str) -> float:
    """A threshold as the runner set it, in its own unit; the ends of its range are shown rounded."""
    for end in (limit.low, limit.high):
        if shown == limit_shown(limit, end, distance_unit):
            return end
    return shown * limit_factor(limit, distance_unit)


def limit_factor(limit: Limit, distance_unit: str) -> float:
    """What one unit on the screen is worth in the threshold's own unit."""
    if limit.unit == "fraction":
        return 0.01
    if limit.unit != "m":
        return 1.0
    if limit.key.startswith(CLIMBS):
        return 1 / units.height(1.0, distance_unit)
    return units.DISTANCE_UNITS[distance_unit]


def limit_said(limit: Limit, value: float, distance_unit: str) -> str:
    """A threshold's value with its unit: `10 %`, `1 point`, `90`."""
    amount, named = limit_shown(limit, value, distance_unit), limit_unit(limit, distance_unit)
    named = named.removesuffix("s") if amount == 1 else named
    return f"{amount:g} {named}".removesuffix(" percentile").strip()


def unbroken(text: str) -> str:
    """Spaces between a number and what it counts made hard, so that no line ends between them."""
    return re.sub(r"(?<=\d) (?=(?:%|km|mi|m|ft|of 10)(?!\w))", HARD_SPACE, text)


def plain(text: str) -> str:
    """Foreign text with Markdown's marks disarmed, for labels that read Markdown.

    A colon is a mark only where a word follows it at once (":red"); elsewhere a screen reader
    would read the backslash.
    """
    return re.sub(r"([\\`*_{}\[\]()#+\-.!|<>~$^&]|:(?=\S))", r"\\\1", text)


def counted(count: int, one: str, many: str | None = None) -> str:
    """`1 run`, `12 runs`."""
    return f"{count:,} {one if count == 1 else many or one + 's'}"


def not_the_only(runs: int) -> str:
    """Why so many runs are in no comparison of pain; empty for none."""
    if runs == 0:
        return ""
    left = f"{counted(runs, 'run')} {'is' if runs == 1 else 'are'} left out"
    return f"{left}: with two runs or more on a day, its entry does not tell which of them hurt."
