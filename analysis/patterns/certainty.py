"""A lead in sentences: how much goes with pain, and how sure that is by luck, by its days and its halves."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from analysis import words
from analysis.patterns import big, picture
from analysis.patterns.picture import Beside
from analysis.patterns.words import described, number, points, span

LEAD = (
    "{when} more **{plain}**, your pain tended to be higher (about +{effect} for {big}, 90 % interval "
    "{low}{to}{high}). This pattern is stronger than chance in your data, but it is not proof of cause."
)
"""In the words of EVIDENCE 7.7."""

BY_DOTS = "{when}, your hip hurt {much}{waking} on average, otherwise {others}."
ON_FEW = "It stands on few days ({days}): take it lightly."
FEW_IN_HALF = "One half of your log has few big days ({days}): take it lightly."
COUNTED = "Counted on {days} {scored}"
LEFT_OUT = ", of {days} that have one; the rest have no score just before them, or too little is known of it"
ASSUMED = (
    "; on {more} more your watch could not tell, and about half of the most possible is assumed. Together "
    "that is on"
)
"""Of what has no certain climb, as `exposures.climb.by_day` counts it."""

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


@dataclass(frozen=True)
class There:
    """Days on which a factor was there for certain, or by assumption alone; and all with a score. [days]"""

    certain: int
    assumed: int = 0
    scored: int = 0


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
    if window == "0-0":
        return "On days with"
    return "On days with or after" if window.startswith("0-") else "On days after"


def by_dots(name: str, both: Beside, window: str, unit: str, mornings: bool = False) -> str:
    """How the hip was after most of a factor and else, as the dots of the picture show; as `lead`."""
    mean = both.means["mean"]
    return BY_DOTS.format(
        when=big.time_with_most(name, both.least, window, unit),
        much=words.number(mean[True]),
        others=words.number(mean[False]),
        waking=" on waking" if mornings else "",
    )


def lightly(big_days: int, in_halves: Sequence[int]) -> str:
    """On how few days with most of it a lead stands, or one half of it; empty where they are enough."""
    if min(in_halves) >= picture.FEWEST_IN_HALF:
        return ""
    if big_days < 2 * picture.FEWEST_IN_HALF:
        return ON_FEW.format(days=big_days)
    return FEW_IN_HALF.format(days=min(in_halves))


def how_sure(row, there: There, asked: int, unit: str, mornings: bool = False) -> list[str]:
    """What stands behind a lead among so many things `asked`: first two for everyone, the rest for a physio.

    The two are how luck would do, and how often a pattern as strong names what does add to the pain.
    `there`: on how many days it was. `unit` is km or mi. `mornings`: as of `lead`.
    """
    much = big.more_than_usual(row.Index, row.big_dose, row.window, unit)
    return [
        by_luck(row, asked),
        named_truly(row.p),
        RULE,
        _counted(row, there, WAKING_SCORE if mornings else WITH_SCORE),
        f"Big means, over {span(row.window)}: {much}.",
        "The interval shows how far off the points may be: about 9 of 10 such hold the true number.",
        f"In the first half of your days the rise was {points(row.first_half)}, in the second "
        f"{points(row.second_half)}.",
    ]


def _counted(row, there: There, scored: str) -> str:
    """On how many days a lead was counted, where the others went, and on how many it was there."""
    left_out = LEFT_OUT.format(days=f"{there.scored:,}") if there.scored > row.n else ""
    assumed = ASSUMED.format(more=f"{there.assumed:,}") if there.assumed else ": on"
    reached = f"{words.days(row.exposed_days)} {scored}"
    return (
        f"{COUNTED.format(days=words.days(row.n), scored=scored)}{left_out}. It was there on "
        f"{words.days(there.certain)}{assumed}, or in the week before, {reached}."
    )


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
