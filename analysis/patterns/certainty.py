"""How sure a lead is, in sentences: its days, what big means, how luck would do, and its halves."""

from __future__ import annotations

from analysis import exposures, words
from analysis.patterns.words import described, dose, number, points, span

LUCK = (
    "We looked at {things}. With so many, {luck} striking by luck alone, so only patterns that hold against "
    "that stand out. Of 100 runners in whom nothing goes with pain, about 10 at most would see one stand out "
    "on any one day. Of those who look again every two weeks for most of a year, about three times as many "
    "would at some time: {simulated} of 100 in a simulation."
)
SIMULATED = 30
"""Of 100 runners in whom nothing goes with pain, so many saw a lead at one of 40 looks from day 90 on. Own
simulation."""

RULE = (
    "Only what holds against the number of things looked at stands out. By this rule, on average no more "
    "than 1 in 10 of the patterns that stand out are luck."
)
WITH_SCORE, WAKING_SCORE = "with a pain score", "with a score on waking"


def how_sure(row, asked: int, unit: str, mornings: bool = False) -> list[str]:
    """What stands behind a lead among so many things `asked`; `unit` is km or mi.

    `mornings`: the pain asked about is that on waking.
    """
    scored = WAKING_SCORE if mornings else WITH_SCORE
    return [
        f"Counted on {words.days(row.n)} {scored}. It was there on, or in the week before, "
        f"{words.days(row.exposed_days)} {scored}.",
        f"Big means, over {span(row.window)}: {big(row.Index, row.big_dose, row.window, unit)}.",
        "The interval says how far off that may be: of ten such intervals about nine hold the true one.",
        by_luck(row, asked),
        RULE,
        f"In the first half of your days the rise was {points(row.first_half)}, in the second "
        f"{points(row.second_half)}.",
    ]


def big(name: str, amount: float, window: str, unit: str) -> str:
    """What makes a big dose of a factor, a mean a day over a window: `150 m down a day more than …`."""
    if not (said := dose(name, amount, unit)):
        return "the top tenth against a middling dose"
    if name in exposures.PEAKS:
        if exposures.FACTORS[name].unit == "fraction":  # 20 % above a middling 10 % would be read as 12 %
            said = f"{words.number(100 * amount)} percentage points"
        return f"{said} above a middling level, on average"
    if is_there_or_not(name):
        days = length(window)
        return "that it was there" if days == 1 else f"{dose(name, days * amount, unit)} more of it"
    return f"{said} a day more than a middling dose"


def most_of_it(name: str, least: float, window: str, unit: str) -> str:
    """Which days have most of a factor: `the top quarter of the days with any, 150 m down or more …`."""
    there_or_not = is_there_or_not(name)
    if there_or_not and length(window) == 1:
        return f"the days with any, over {span(window)}"
    said = dose(name, length(window) * least if there_or_not else least, unit)
    a_day = "on average " if name in exposures.PEAKS else "" if there_or_not else "a day "
    least_said = f", {said} or more {a_day}" if said else ", "
    return f"the top quarter of the days with any{least_said}over {span(window)}"


def is_there_or_not(name: str) -> bool:
    """Whether a day either holds a factor or not, so that days with it are counted."""
    return (
        name in exposures.FACTORS and exposures.FACTORS[name].unit == "days" and name not in exposures.PEAKS
    )


def length(window: str) -> int:
    """Days of a window, both ends counted: `1-3` has 3."""
    first, last = (int(part) for part in window.split("-"))
    return last - first + 1


def by_luck(row, asked: int) -> str:
    """How often as strong a rise would come of luck: in this factor, and in any of those asked about."""
    said = (
        f"If nothing went with your pain, {of_diaries(row.p)} would still show a rise as strong as this in "
        f"{described(row.Index).plain}"
    )
    if asked < 2:
        return f"{said}."
    among_all = of_diaries(min(1.0, asked * row.p))
    return f"{said}. Among all {number(asked)} things looked at, {among_all} would show one as strong."


def of_diaries(p: float) -> str:
    """How often luck does as well: `about 1 of 300 such diaries`."""
    if p < 0.001:
        return "fewer than 1 of 1,000 such diaries"
    if p >= 0.95:
        return "nearly all such diaries"
    if p > 0.15:
        return f"about {max(2, round(10 * p))} of 10 such diaries"
    one_of = 1 / p
    rounded = round(one_of, -2) if one_of > 150 else round(one_of, -1) if one_of > 15 else round(one_of)
    return f"about 1 of {rounded:,.0f} such diaries"


def luck(count: int) -> str:
    """That many were asked, and how many of them look striking by luck; one in ten does."""
    striking = "one may look" if count < 10 else "one or two look" if count < 25 else "two or three look"
    things = f"{number(count)} {'thing' if count == 1 else 'things'}"
    return LUCK.format(things=things, luck=striking, simulated=SIMULATED)
