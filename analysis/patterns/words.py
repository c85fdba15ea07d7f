"""What was found about each factor, in sentences: the words of a verdict.

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
from analysis.patterns.gate import DOSES, EXPOSED_DAYS
from analysis.patterns.leads import FIRST, HALVES, NO_RISE

WEAK = "{Plain}: a faint pattern; chance could explain it."
FLIPS = "{Plain}: a faint pattern that flips between the halves of your log; chance could explain it."
HELD_BACK = {
    FIRST: "Your pain was already higher before days with more {plain}, so we cannot tell which came first.",
    HALVES: "{Plain}: went with more pain over the whole log, but not in both halves of it; chance could "
    "explain it.",
    NO_RISE: "{Plain}: beside the pain of the day before, pain rose with more of it; over the whole log, "
    "days with more of it hurt no more than others. A sore runner does less, so we cannot tell.",
}
"""Why a row is none that would stand out else, by its `held_back`."""

NONE = "No clear pattern{waking} in {days}. That does not mean nothing matters."
TOGETHER = "{Names} rise together in your log, so we cannot tell them apart."
TRY = "To tell them apart, try this{how} when your hip allows it: {little}."
TEST_FIRST = "Your self-test comes first."
SOME_TIMES = "a few times over some weeks"
TRY_LATER = "Once you may run as usual again, this may tell them apart{how}: {little}."
WITH_WEEKDAY = "{Names} go together in your log, so we cannot tell them apart."
USUAL_DAY = "on the day of the week that usually has most of it"
WEEKS = ("week", "weeks")
NOT_ENOUGH = "Not enough is logged yet to say what goes with your pain{waking}."
WAKING = " on waking"
WHICH = "We cannot yet say which of them matters."
FEW_DAYS = "With this much data we would miss 6 to 9 of 10 patterns that are really there."
ONLY_RISES = (
    "Only rises are looked for. That less pain follows more of something says little: a sore runner "
    "runs less, and so does less of most of it."
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

BRIEFLY = {
    FIRST: "pain was higher before it already",
    HALVES: "not in both halves",
    NO_RISE: "no higher over the whole log",
}
"""Each reason of `held_back` as it stands there."""

LACKS = {
    "rated": "more days with a pain score",
    "painful": "more painful days, which nobody wishes for",
    "runs": "more runs",
    "neff": "a longer log",
}
THE_WEEKDAY = Factor(verdicts.WEEKDAY, "", "the day of the week", "", "")
SUFFIX = re.compile(r"_(m|s|h|km|min|pct|deg|bpm|ms|mm)$")
MOST_NAMED = 3
"""Factors named in one sentence; the rest are counted, for they stand in the table."""

NUMBERS = ("no", "one", "two", "three", "four", "five", "six", "seven", "eight", "nine", "ten")


def described(name: str) -> Factor:
    """The factor behind a column, or the day of the week; for an unknown one its name in words."""
    if name == verdicts.WEEKDAY:
        return THE_WEEKDAY
    if name in exposures.FACTORS:
        return exposures.FACTORS[name]
    plain = SUFFIX.sub("", name).replace("_", " ")
    return Factor(name, "", plain, f"day with much {plain}", f"a week with less {plain}")


def term(name: str) -> str:
    """A factor as those who treat hips call it, short: its column in words, `descent`."""
    return words.capital(SUFFIX.sub("", name).replace("_", " "))


def plain(names: Sequence[str]) -> str:
    """Factors in a sentence: `descent`, `descent and distance`, `descent, distance, ascent and two more`."""
    shown = [described(name).plain for name in names[:MOST_NAMED]]
    more = len(names) - MOST_NAMED
    *before, last = [*shown, f"{number(more)} more"] if more > 0 else shown
    return f"{', '.join(before)} and {last}" if before else last


def every(names: Sequence[str]) -> str:
    """All of these factors after one another."""
    return ", ".join(described(name).plain for name in names)


def number(count: int) -> str:
    """A count in a sentence: `two`, `17`."""
    return NUMBERS[count] if count < len(NUMBERS) else f"{count:,}"


def headline(found: pd.DataFrame, mornings: bool = False) -> str:
    """The answer in a line: what stood out, or that nothing did, or that nobody can say yet.

    `mornings`: the pain asked about is that on waking.
    """
    said, waking = found["verdict"], WAKING if mornings else ""
    if (leads := found.index[said == "lead"]).size:
        one = leads.size == 1
        things = "One thing" if one else f"{words.capital(number(leads.size))} things"
        return f"{things} stood out before it hurt more{waking}: {plain(list(leads))}."
    if (said == "inseparable").any():
        groups = verdicts.among_themselves(found)
        named = f": {plain(groups[0])}" if groups else ""
        return f"Something stood out before it hurt more{waking}{named}. {WHICH}"
    if (said == "not_enough_data").all():
        return NOT_ENOUGH.format(waking=waking)
    return NONE.format(waking=f" with pain{waking}" if mornings else "", days=words.days(most_days(found)))


def most_days(found: pd.DataFrame) -> int:
    """How many days were used for the factor that had most; 0 where none was looked at."""
    asked = found.loc[found["verdict"] != "not_enough_data", "n"]
    return int(asked.max()) if len(asked) else 0


def weak(row) -> str:
    """A pattern that chance could explain and whether it flips between the halves, or why it is held back."""
    said = HELD_BACK.get(row.held_back) or (WEAK if row.stable else FLIPS)
    named = described(row.Index).plain
    return said.format(plain=named, Plain=words.capital(named))


def shadows(names: Sequence[str]) -> str:
    """What went with the pain only because it rises with a lead: beside that, it says nothing."""
    tell = "tells" if len(names) == 1 else "tell"
    also = words.capital(plain(names))
    return f"{also} went up on the same days, and {tell} nothing more once this is counted."


def together(names: Sequence[str], resting: bool, testing: bool = False) -> str:
    """Which factors cannot be told apart, and what would do it: the others without the first.

    `resting`: a red flag, the hip or a return plan holds back, so that nothing is suggested for today.
    `testing`: a self-test goes on, that another change would disturb. The day of the week is told apart by
    such a day with less; what takes weeks holds one anyway.
    """
    little, with_weekday = described(names[0]).little, verdicts.WEEKDAY in names
    if with_weekday:
        names = [*names[:1], verdicts.WEEKDAY, *(name for name in names[1:] if name != verdicts.WEEKDAY)]
    how = "" if set(WEEKS) & set(little.split()) else USUAL_DAY if with_weekday else SOME_TIMES
    alike = (WITH_WEEKDAY if with_weekday else TOGETHER).format(Names=words.capital(plain(names)))
    return f"{alike} {TEST_FIRST if testing else _advice(little, how, resting)}"


def _advice(little: str, how: str, resting: bool) -> str:
    """What to try and how often, now or later. It stands last, so that no word after it belongs to it."""
    if resting:
        return TRY_LATER.format(little=little, how=f", tried {how}" if how else "")
    return TRY.format(little=little, how=f" {how}," if how else "")


def points(amount: float) -> str:
    """A rise of pain: `0.9 points`; one that would round to nothing is `under 0.1 points`."""
    return "under 0.1 points" if 0 < amount < 0.05 else words.points(amount)


def with_article(noun: str) -> str:
    """`a big downhill day`, `an evening run`."""
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


def dose(name: str, amount: float, unit: str) -> str:
    """An amount of a factor as the runner would say it; `unit` is km or mi. Empty for an unknown one."""
    return exposures.in_words(name, amount, unit) if name in exposures.FACTORS else ""


def asked(found: pd.DataFrame) -> int:
    """How many factors were looked at: those with enough data."""
    return int((found["verdict"] != "not_enough_data").sum())


def in_short(row) -> str:
    """A row's verdict in a few words."""
    if row.held_back in BRIEFLY:
        return BRIEFLY[row.held_back]
    if row.verdict == "weak" and not row.stable:
        return "faint, flips between halves"
    if row.verdict == "inseparable" and row.inseparable_from:
        names = row.inseparable_from.split()
        return f"along with {plain(names)}"
    return IN_SHORT[row.verdict]


def rise(row) -> str:
    """A row's effect in a table: `0.9`, `no rise`, `–` where nothing was reckoned. [points]"""
    if pd.isna(row.effect):
        return words.UNKNOWN
    return words.number(row.effect) if row.effect > 0 else "no rise"


def lacks(row) -> str:
    """What is missing for a row: `more runs; a longer log`; empty for nothing."""
    return "; ".join(_lack(word, row) for word in row.missing.split())


def _lack(word: str, row) -> str:
    if word != "varies":
        return LACKS[word]
    if row.exposed_days >= EXPOSED_DAYS:
        return f"there on fewer than {DOSES} days, or always the same"
    return f"on or within a week before {row.exposed_days:.0f} of the {EXPOSED_DAYS} days with a score needed"
