"""How much makes much of a factor, in words: the big dose of a lead, and the days with most of it."""

from __future__ import annotations

from analysis import exposures, words
from analysis.exposures.dose import CLIMBED
from analysis.patterns.words import described, dose, number, span, with_article


def span_with_much(name: str, amount: float, window: str, unit: str) -> str:
    """What a lead's points are for: `a big downhill day`, `a week with 210 m down more than a usual one`.

    `amount` is the finder's big dose: a mean a day over the window, above that of a middle one.
    """
    days, in_all = length(window), dose(name, length(window) * amount, unit)
    if days == 1 or name in exposures.PEAKS or not in_all:
        return with_article(described(name).big)
    if is_there_or_not(name):
        return f"{in_all} more of it within {number(days)}"
    more = f"{in_all} more" if name in CLIMBED else f"{in_all} more of it"
    if days == 7:
        return f"a week with {more} than a usual one"
    return f"{number(days)} days with {more} than usual ones"


def more_than_usual(name: str, amount: float, window: str, unit: str) -> str:
    """A big dose: `610 m down more in all than usual`, and for what cannot be added up how high it is."""
    if not (said := dose(name, length(window) * amount, unit)):
        return "the top tenth against a usual dose"
    if name in exposures.PEAKS:
        return f"{_level(name, amount, unit)} above a usual level, on average"
    if is_there_or_not(name):
        return "that it was there" if length(window) == 1 else f"{said} more of it"
    return f"{said} more in all than usual"


def above_usual(name: str, amount: float, window: str, unit: str) -> str:
    """The same in short, for a table: `+610 m down`, `+20 percentage points`."""
    if name in exposures.PEAKS:
        return f"+{_level(name, amount, unit)}"
    if is_there_or_not(name) and length(window) == 1:
        return "that it was there"
    said = dose(name, length(window) * amount, unit)
    return f"+{said}" if said else "the top tenth"


def _level(name: str, amount: float, unit: str) -> str:
    """How far one level of what cannot be added up is above another: `20 percentage points`, `120 km`."""
    if exposures.FACTORS[name].unit == "fraction":
        return f"{words.number(100 * amount)} percentage points"
    return dose(name, amount, unit)


def most_of_it(name: str, least: float, window: str, unit: str) -> str:
    """Which days have most of a factor: `the top quarter of the days with any, 150 m down or more …`."""
    there_or_not = is_there_or_not(name)
    if there_or_not and length(window) == 1:
        return f"the days with any, over {span(window)}"
    said = dose(name, length(window) * least if there_or_not else least, unit)
    a_day = "on average " if name in exposures.PEAKS else "" if there_or_not else "a day "
    least_said = f", {said} or more {a_day}" if said else ", "
    return f"the top quarter of the days with any{least_said}over {span(window)}"


def time_with_most(name: str, least: float, window: str, unit: str) -> str:
    """When most of a factor was there: `At the end of a week with about 290 m down or more`.

    `least` is the dose from which it is most: a mean a day over the window, in the factor's unit.
    """
    first, last = (int(part) for part in window.split("-"))
    days = length(window)
    time = "a week" if days == 7 else f"{number(days)} days"
    when = ("On" if last == 0 else "After") + " days" if days == 1 else f"At the end of {time}"
    if days > 1 and first > 0:
        when = f"After {time}"
    return f"{when} with {_most(name, least, days, unit)}"


def _most(name: str, least: float, days: int, unit: str) -> str:
    """`about 290 m down or more`, `2 days or more of sitting for hours`."""
    plain, peak = described(name).plain, name in exposures.PEAKS
    if is_there_or_not(name) and days == 1:
        return plain
    if not (said := dose(name, least if peak else days * least, unit)):
        return f"most {plain}"
    if name in CLIMBED:
        return f"about {said} or more"
    if not peak:
        return f"about {said} or more of {plain}"
    return f"{plain} of about {said} or more{' on average' if days > 1 else ''}"


def is_there_or_not(name: str) -> bool:
    """Whether a day either holds a factor or not, so that days with it are counted."""
    return (
        name in exposures.FACTORS and exposures.FACTORS[name].unit == "days" and name not in exposures.PEAKS
    )


def length(window: str) -> int:
    """Days of a window, both ends counted: `1-3` has 3."""
    first, last = (int(part) for part in window.split("-"))
    return last - first + 1
