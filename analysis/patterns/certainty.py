"""A lead in sentences: how much goes with pain, and how sure that is by luck, by its days and its halves."""

from __future__ import annotations

from analysis import words
from analysis.patterns import big
from analysis.patterns.words import described, number, points, span

LEAD = (
    "{when} more **{plain}**, your pain tended to be higher (about +{effect} for {big}, 90 % interval "
    "{low}{to}{high}). This pattern is stronger than chance in your data, but it is not proof of cause."
)
"""In the words of EVIDENCE 7.7."""

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
    "than 1 in 10 of the patterns that stand out are luck: fewer of the strong ones, more of the weak."
)
TRUE_BY_P = (
    (0.0003, 0.950),
    (0.001, 0.830),
    (0.003, 0.777),
    (0.01, 0.666),
    (1.0, 0.282),
)
"""p up to which, and the share of such leads that named the one thing which did add to the pain. [fraction]
Own simulation: "Whether leads are true as often as they claim" in benchmarks/PATTERNS.md, whose leads above
.01 are few and count together here."""

ONLY_JUST_FROM = 0.003
"""p above which a lead stood out only just: over 3 in 10 named another thing. Own simulation, as above."""

ONLY_JUST = "It stood out only just: look at it again in some weeks."
NAMED_TRULY = (
    "In made-up runners in whom one thing did add to the pain, about {often} patterns of this strength named "
    "that thing; the others were luck, or something that goes along with it."
)
OFTEN = 0.9
"""From this share on it is told of 20, below of 10. [fraction]"""

WITH_SCORE, WAKING_SCORE = "with a pain score", "with a score on waking"


def lead(row, unit: str, mornings: bool = False) -> str:
    """What goes with pain, by how much for a big dose, and that this proves nothing; `unit` is km or mi.

    Of one that stood out only just, that too.
    `mornings`: the pain asked about is that on waking.
    """
    said = LEAD.format(
        when=_when(row.window, mornings),
        plain=described(row.Index).plain,
        effect=points(row.effect),
        big=big.span_with_much(row.Index, row.big_dose, row.window, unit),
        low=words.number(row.effect_low),
        to="–" if row.effect_low >= 0 else " to ",
        high=words.number(row.effect_high),
    )
    return f"{said} {ONLY_JUST}" if row.p > ONLY_JUST_FROM else said


def _when(window: str, mornings: bool) -> str:
    """How the days of a window stand to those with pain, up to `more {plain}`."""
    if mornings:
        return "On mornings after"
    return "On days with" if window == "0-0" else "On days after"


def how_sure(row, days_with: int, asked: int, unit: str, mornings: bool = False) -> list[str]:
    """What stands behind a lead among so many things `asked`: first two for everyone, the rest for a physio.

    The two are how luck would do, and how often a pattern as strong names what does add to the pain.
    `days_with`: days on which it was there at all. `unit` is km or mi. `mornings`: as of `lead`.
    """
    scored = WAKING_SCORE if mornings else WITH_SCORE
    much = big.more_than_middling(row.Index, row.big_dose, row.window, unit)
    return [
        by_luck(row, asked),
        named_truly(row.p),
        RULE,
        f"Counted on {words.days(row.n)} {scored}. It was there on {words.days(days_with)}: on, or in the "
        f"week before, {words.days(row.exposed_days)} {scored}.",
        f"Big means, over {span(row.window)}: {much}.",
        "The interval says how far off the points may be: of ten such about nine hold the true ones.",
        f"In the first half of your days the rise was {points(row.first_half)}, in the second "
        f"{points(row.second_half)}.",
    ]


def by_luck(row, asked: int) -> str:
    """How often as strong a rise would come of luck: in this factor, and in any of those asked about."""
    said = (
        f"If nothing went with your pain, {of_diaries(row.p)} would still show pain rising as strongly "
        f"with {described(row.Index).plain}"
    )
    if asked < 2:
        return f"{said}."
    among_all = of_diaries(min(1.0, asked * row.p))
    return f"{said}. Among all {number(asked)} things looked at, {among_all} would show a rise as strong."


def named_truly(p: float) -> str:
    """How often a lead of such a p was the thing that did add to the pain of made runners."""
    share = next(share for up_to, share in TRUE_BY_P if p <= up_to)
    return NAMED_TRULY.format(often=_in_so_many(share))


def _in_so_many(share: float) -> str:
    """A share as `6 in 10`, a large one as `19 in 20`."""
    of = 20 if share >= OFTEN else 10
    return f"{round(of * share)} in {of}"


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
