"""What was found about each factor, in sentences: the words of a verdict, and how sure it is.

A row is one of the frame of `find_patterns`, as `itertuples` gives it. Sentences name a factor by its own
words; of a column that has none, by the column's name.
"""

from __future__ import annotations

import re
from collections.abc import Sequence

import pandas as pd

from analysis import exposures, words
from analysis.exposures import Factor
from analysis.patterns import verdicts
from analysis.patterns.gate import EXPOSED_DAYS

LEAD = (
    "On days after more **{plain}**, your pain tended to be higher: about {effect} for {big} ({interval}). "
    "This pattern is stronger than chance in your data, but it is not proof of cause."
)
WEAK = "{Plain}: a faint pattern; chance could explain it."
FLIPS = "{Plain}: a faint pattern that flips between the halves of your log; chance could explain it."
NONE = "No clear pattern in {days}. That does not mean nothing matters."
TOGETHER = "{Names} rise together in your log, so we cannot tell them apart."
TRY = "To tell them apart, try {little} when your hip allows it."
TRY_LATER = "Once you may run as usual again, {little} may tell them apart."
NOT_ENOUGH = "Not enough is logged yet to say what goes with your pain."
FEW_DAYS = "With this much data we would miss 6 to 9 of 10 patterns that are really there."
LUCK = (
    "We looked at {things}. With so many, {luck} striking by luck alone, so only patterns that hold against "
    "that are shown: of 100 runners in whom nothing goes with pain, about 10 at most would be shown one."
)
ONLY_RISES = (
    "Only rises are looked for. That less pain follows more of something says little: who hurts runs less, "
    "and so does less of most of it."
)

MANY_DAYS = 120
"""Days from which no longer most patterns are missed. [days], EVIDENCE 7.4 and 7.7"""

IN_SHORT = {
    "lead": "stood out",
    "weak": "faint, may be chance",
    "none": "no clear pattern",
    "inseparable": "cannot be told apart",
    "not_enough_data": "not enough data",
}
"""Each verdict of `find_patterns` as it stands in a table."""

LACKS = {
    "rated": "more days with a pain score",
    "painful": "more painful days, which nobody wishes for",
    "runs": "more runs",
    "neff": "a longer log",
}
SUFFIX = re.compile(r"_(m|s|h|km|min|pct|deg|bpm|ms|mm)$")
MOST_NAMED = 3
"""Factors named in one sentence; the rest are counted, for they stand in the table."""

NUMBERS = ("no", "one", "two", "three", "four", "five", "six", "seven", "eight", "nine", "ten")


def described(name: str) -> Factor:
    """The factor behind a column; for an unknown one its name in words."""
    if name in exposures.FACTORS:
        return exposures.FACTORS[name]
    plain = SUFFIX.sub("", name).replace("_", " ")
    return Factor(name, "", plain, f"day with much {plain}", f"a week with less {plain}")


def plain(names: Sequence[str]) -> str:
    """Factors in a sentence: `descent`, `descent and distance`, `descent, distance, ascent and two more`."""
    shown = [described(name).plain for name in names[:MOST_NAMED]]
    more = len(names) - MOST_NAMED
    *before, last = [*shown, f"{number(more)} more"] if more > 0 else shown
    return f"{', '.join(before)} and {last}" if before else last


def capital(text: str) -> str:
    """The same at the head of a sentence."""
    return text[:1].upper() + text[1:]


def number(count: int) -> str:
    """A count in a sentence: `two`, `17`."""
    return NUMBERS[count] if count < len(NUMBERS) else f"{count:,}"


def headline(found: pd.DataFrame) -> str:
    """The answer in a line: what stood out, or that nothing did, or that nobody can say yet."""
    said = found["verdict"]
    if (leads := found.index[said == "lead"]).size:
        things, them = (
            ("One thing", "it") if leads.size == 1 else (f"{capital(number(leads.size))} things", "them")
        )
        alone = not any(verdicts.beside_leads(found).values())
        other = "" if alone else f", or what rises together with {them}"
        return f"{things} stood out before it hurt more: {plain(list(leads))}{other}."
    if (said == "inseparable").any():
        return "Something stood out, but what it was cannot be told apart yet."
    if (said == "not_enough_data").all():
        return NOT_ENOUGH
    return NONE.format(days=words.days(most_days(found)))


def most_days(found: pd.DataFrame) -> int:
    """How many days were used for the factor that had most; 0 where none was looked at."""
    asked = found.loc[found["verdict"] != "not_enough_data", "n"]
    return int(asked.max()) if len(asked) else 0


def lead(row) -> str:
    """What goes with pain, by how much for a big dose, and that this proves nothing."""
    factor = described(row.Index)
    return LEAD.format(
        plain=factor.plain, effect=points(row.effect), big=with_article(factor.big), interval=interval(row)
    )


def weak(row) -> str:
    """A pattern that chance could explain, and whether it flips between the halves."""
    said = WEAK if row.stable else FLIPS
    return said.format(Plain=capital(described(row.Index).plain))


def together(names: Sequence[str], resting: bool) -> str:
    """Which factors cannot be told apart, and what would do it: the others without the first.

    `resting`: a red flag, the hip or a return plan holds back, so that nothing is suggested for today.
    """
    little = described(names[0]).little
    alike = TOGETHER.format(Names=capital(plain(names)))
    return f"{alike} {(TRY_LATER if resting else TRY).format(little=little)}"


def interval(row) -> str:
    """`90 % interval 0.3–1.5`."""
    low, high = (words.number(each) for each in (row.effect_low, row.effect_high))
    return f"90 % interval {low}–{high}" if row.effect_low >= 0 else f"90 % interval {low} to {high}"


def points(amount: float) -> str:
    """A rise of pain: `0.9 points`; one that would round to nothing is `under 0.1 points`."""
    return "under 0.1 points" if 0 < amount < 0.05 else words.points(amount)


def with_article(noun: str) -> str:
    """`a big-descent day`, `an evening run`."""
    return f"{'an' if noun[:1].lower() in 'aeiou' else 'a'} {noun}"


def span(window: str) -> str:
    """The days of a window, from the day of the pain: `0-3` → `the day itself and the three days before`."""
    first, last = (int(part) for part in window.split("-"))
    if last == 0:
        return "the day itself"
    if first > 1:
        return f"{number(first)} to {number(last)} days before"
    before = "the day before" if last == 1 else f"the {number(last)} days before"
    return f"the day itself and {before}" if first == 0 else before


def how_sure(row, asked: int, unit: str) -> list[str]:
    """What stands behind a lead: its days, its dose, its interval, how chance would do, and its halves."""
    more = dose(row.Index, row.big_dose, unit)
    big = f"{more} a day more than a middling dose" if more else "the top tenth"
    return [
        f"Counted on {words.days(row.n)} with a pain score. Some of it was there on "
        f"{words.days(row.exposed_days)}.",
        f"Big means, over {span(row.window)}: {big}.",
        "The interval says how far off that may be: of ten such intervals about nine hold the true one.",
        f"If nothing went with your pain, {of_diaries(row.p)} would still show a rise as strong as this.",
        f"Of 100 patterns as strong as this among {number(asked)} things, {of_patterns(row.q)} luck.",
        f"In the first half of your days the rise was {points(row.first_half)}, in the second "
        f"{points(row.second_half)}.",
    ]


def of_diaries(p: float) -> str:
    """How often luck does as well: `about 1 of 300 such diaries`."""
    if p < 0.001:
        return "fewer than 1 of 1,000 such diaries"
    if p > 0.15:
        return f"about {max(2, round(10 * p))} of 10 such diaries"
    one_of = 1 / p
    rounded = round(one_of, -2) if one_of > 150 else round(one_of, -1) if one_of > 15 else round(one_of)
    return f"about 1 of {rounded:,.0f} such diaries"


def of_patterns(q: float) -> str:
    """`about 4 are`, `fewer than 1 is`: what is luck among 100 patterns as strong."""
    luck = round(100 * q)
    return "fewer than 1 is" if luck < 1 else f"about {luck} {'is' if luck == 1 else 'are'}"


def dose(name: str, amount: float, unit: str) -> str:
    """An amount of a factor as the runner would say it; `unit` is km or mi. Empty for an unknown one."""
    return exposures.in_words(name, amount, unit) if name in exposures.FACTORS else ""


def asked(found: pd.DataFrame) -> int:
    """How many factors were looked at: those with enough data."""
    return int((found["verdict"] != "not_enough_data").sum())


def luck(count: int) -> str:
    """That many were asked, and how many of them look striking by luck; one in ten does."""
    by_luck = "one may look" if count < 10 else "one or two look" if count < 25 else "two or three look"
    return LUCK.format(things=f"{number(count)} {'thing' if count == 1 else 'things'}", luck=by_luck)


def in_short(row) -> str:
    """A row's verdict in a few words."""
    if row.verdict == "weak" and not row.stable:
        return "faint, flips between halves"
    if row.verdict == "inseparable" and row.inseparable_from:
        return f"rises with {plain(row.inseparable_from.split())}: not told apart"
    return IN_SHORT[row.verdict]


def rise(row) -> str:
    """A row's effect in a table: `0.9`, `no rise`, `–` where nothing was reckoned. [points]"""
    if pd.isna(row.effect):
        return words.UNKNOWN
    return words.number(row.effect) if row.effect > 0 else "no rise"


def lacks(row) -> str:
    """What is missing for a row: `more runs; there on 5 of the 12 days needed`; empty for nothing."""
    return "; ".join(_lack(word, row) for word in row.missing.split())


def _lack(word: str, row) -> str:
    if word != "varies":
        return LACKS[word]
    if row.exposed_days >= EXPOSED_DAYS:
        return "it hardly changes from day to day"
    return f"there on {row.exposed_days:.0f} of the {EXPOSED_DAYS} days needed"
