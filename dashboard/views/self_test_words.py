"""What a self-test says of itself: before it starts, in a week of it, and when it is over."""

from __future__ import annotations

from collections.abc import Iterable
from datetime import date
from math import isnan

from analysis import exposures, self_test, words
from analysis.limits import above
from analysis.self_test import LESS, USUAL, Answer, Seen, Week
from dashboard import words as edge

WHAT = (
    "Some weeks with **less {plain}**, some **as usual**, and your pain beside them. A coin decides the "
    "order, so that neither you nor the weather does. No week ever asks for more than your usual."
)
CAN_SAY = (
    "**What it can say.** {weeks} weeks have {orders} possible orders. However clear your pain is, the "
    "strongest answer is: 1 of these {orders} orders would look like this. {so}"
)
SO_LITTLE = "That is like two tosses of a coin: a hint, no more."
SO_MUCH = "That is more than a hint, but it is not proof of cause."
ASKS = (
    "**What it asks.** A pain score every day. In weeks with less, at most half of your usual, none if you "
    "can. The first two days of each week are not counted, for they may still feel the week before."
)
STOPS = (
    "**When it stops.** By itself, when a red flag comes up or your pain clearly rises. What Today says "
    "about a run always goes first."
)
USUAL_SO_FAR = (
    "Your usual, of the last four weeks: {held} a week. It is counted once more on the day it starts."
)
AHEAD = "It begins on {first}. Until then nothing changes. It goes on for {weeks} weeks, to {last}{less}."
AHEAD_LESS = "; in weeks with less at most {half}, counted once more on the first day"
BY_THEN = "If it still stands on {day}, the test ends before it has begun."
STOPPED_SHORT = "Your self-test stopped itself. Patterns says why."
OVER_SHORT = "Your self-test is over. Patterns has what it says."
LESS_NOW = "at most half of your usual: {half}, or none"
USUAL_NOW = "as much as usual, not more: about {usual}"
HIP_FIRST = "This week would be as usual, but today your hip says less: that goes first."
LESS_WITH_HIP = "What your hip says today goes first."
READ_ONCE = (
    "The result opens when the last week is over, and then it stays as it is. Until then you can make the "
    "test longer: with two more weeks there are {orders} orders instead of {now}."
)
STOPPED = ":material/front_hand: **It stopped itself on {day}, in {kind}.** No answer is read from it."
KINDS = {LESS: "a week with less", USUAL: "a week as usual"}
THE_WEEKS = "Its weeks up to then. If the hip worries you, show them to a clinician."
PAST = "past {held}. As little more of it as you can until {day}; the test goes on."
STOPS_SHORT = "A red flag, or pain that clearly rises, ends the test. What Today says about a run goes first."
NOT_COUNTED = (
    "Too few pain scores in {named}. A week needs three, its first two days not counted; a pair of "
    "weeks in which one falls short does not count."
)
NO_ANSWER_LEFT = "**So there will be no answer**, unless you make the test two weeks longer in its last week."
LONGER_TWICE = (
    "**So there will be no answer**, unless you make the test two weeks longer in its last week, and once "
    "more after that."
)
NONE_LEFT = "**So there will be no answer**, however long it goes on. You may as well end it early."
NO_ANSWER_EARLY = (
    "No answer is read from a test that was ended early, for when it ends may then depend on the pain."
)
AVERAGED = (
    "**{strength} your hip hurt less in the weeks with less {plain}**: {less} on average, against {usual} in "
    "weeks with your usual."
)
HIGHER = "In weeks with your usual {plain} your pain averaged **{usual}**, in weeks with less **{less}**."
A_HINT, MORE_THAN_HINT = "A hint, no more:", "More than a hint, but no proof:"
LIKE_THIS = "Of the {orders} orders that the draw could have given, {count} would look like this or stronger."
ALIKE = "Your pain averaged **{usual}** in both kinds of weeks."
NOT_HIGHER = "So it was not higher with more of it. That does not mean that {plain} never matters."
AT_MOST = "That is as much as {weeks} weeks can say: luck alone does that 1 time in {orders}. "
LUCK_COULD = "Luck alone could well do that. "
LUCK_SELDOM = "Luck alone would seldom do that. "
NO_PROOF = "It is not proof of cause."
SELDOM = 0.05
"""From which share of the orders on luck alone is said to be rare. Convention."""

NO_ANSWER = (
    "**No answer:** too few days have a pain score. At least two pairs of weeks need three scores in each "
    "week, its first two days not counted."
)
NO_DIFFERENCE = (
    "**No answer:** the two kinds of weeks held nearly the same, {usual} a week as usual and {less} in weeks "
    "with less."
)
DOSES = "You had {usual} a week as usual and {less} in weeks with less."
DOSES_UNKNOWN = "How much of it these weeks held is not known."


def span(weeks: tuple[Week, ...]) -> str:
    """`4 May to 31 May`."""
    return f"{edge.date_of(weeks[0].first)} to {edge.date_of(weeks[-1].last)}"


def can_say(pairs: int) -> str:
    """The strongest that so many pairs of weeks can say."""
    so = SO_LITTLE if pairs == self_test.FEWEST_PAIRS else SO_MUCH
    return CAN_SAY.format(weeks=2 * pairs, orders=self_test.orders(pairs), so=so)


def a_week(factor: str, dose: float, unit: str) -> str:
    """A dose a day as what a week holds."""
    return exposures.in_words(factor, 7 * dose, unit)


def ahead(row, usual: float, unit: str, free: bool = True) -> str:
    """When a test begins that is kept, how long it goes on, and how much a week with less may hold.

    `usual` is the dose a day up to now. Where it is not known, or where the hip is not `free` today, no
    amount is said.
    """
    weeks = self_test.weeks(row)
    known = free and usual > 0
    less = AHEAD_LESS.format(half=a_week(row.factor, usual / 2, unit)) if known else ""
    first, last = words.day(weeks[0].first), words.day(weeks[-1].last)
    return AHEAD.format(first=first, weeks=len(weeks), last=last, less=less)


def this_week(row, week: Week, usual: float, unit: str, free: bool = True) -> str:
    """What the week is, how long, and how much that means; `usual` is the dose a day before the test.

    Where the hip is not `free` today no amount is said, for the hip may ask for less than that.
    """
    factor = exposures.FACTORS[row.factor]
    kind = f"less {factor.plain}" if week.kind == LESS else f"your usual {factor.plain}"
    said = f"**Week {week.number} of {len(row.weeks)}: {kind}**, until {words.day(week.last)}"
    if not free:
        return f"{said}. {LESS_WITH_HIP if week.kind == LESS else HIP_FIRST}"
    if isnan(usual):
        return f"{said}."
    if week.kind == LESS:
        return f"{said}: {LESS_NOW.format(half=a_week(row.factor, usual / 2, unit))}."
    return f"{said}: {USUAL_NOW.format(usual=a_week(row.factor, usual, unit))}."


def this_week_in_short(row, week: Week, free: bool) -> str:
    """The same in small print, without an amount."""
    plain = exposures.FACTORS[row.factor].plain
    until = f"Self-test, until {words.day(week.last)}:"
    if week.kind == LESS:
        return f"{until} less {plain}."
    return (
        f"{until} your usual {plain}, not more." if free else f"{until} {HIP_FIRST[0].lower()}{HIP_FIRST[1:]}"
    )


def so_far(row, week: Week, amount: float, usual: float, unit: str) -> str:
    """What the week held up to now, and what to do where that is past what it asks for.

    `amount` is that of the week, `usual` the dose a day before the test.
    """
    most, held = (7 * usual / 2, "half of your usual") if week.kind == LESS else (7 * usual, "your usual")
    said = f"So far this week: {exposures.in_words(row.factor, amount, unit)}"
    if not above(amount, most):
        return f"{said}."
    return f"{said}, {PAST.format(held=held, day=words.day(week.last))}"


def not_counted(row, lost: tuple[int, ...]) -> list[str]:
    """Which weeks that are over have too few scores, and whether an answer is still to be had."""
    if not lost:
        return []
    said = NOT_COUNTED.format(named=named(lost))
    missing = self_test.FEWEST_PAIRS - self_test.pairs_left(row, lost)
    if missing <= 0:
        return [said]
    if missing > self_test.MOST_PAIRS - len(row.weeks) // 2:
        return [said, NONE_LEFT]
    return [said, NO_ANSWER_LEFT if missing == 1 else LONGER_TWICE]


def named(numbers: tuple[int, ...]) -> str:
    """`week 2`, `weeks 1 and 3`, `weeks 1, 3 and 5`."""
    *others, last = map(str, numbers)
    return f"weeks {', '.join(others)} and {last}" if others else f"week {last}"


def left(row, today: date) -> str:
    """How many days are left, today among them."""
    days = (self_test.weeks(row)[-1].last - today).days + 1
    return f"{words.days(days)} left, today counted."


def result(row, answer: Answer, unit: str) -> list[str]:
    """What a self-test that is over says, in sentences."""
    if answer.orders == 0:
        return [NO_ANSWER]
    less, usual = (a_week(row.factor, dose, unit) for dose in (answer.dose_less, answer.dose_usual))
    if answer.differed is False:
        return [NO_DIFFERENCE.format(usual=usual, less=less)]
    doses = DOSES_UNKNOWN if answer.differed is None else DOSES.format(usual=usual, less=less)
    return [*compared(row, answer), doses]


def compared(row, answer: Answer) -> list[str]:
    """The two means, and how many of the orders would look like it."""
    plain = exposures.FACTORS[row.factor].plain
    scores = {"usual": words.number(answer.usual), "less": words.number(answer.less)}
    alike = scores["usual"] == scores["less"]
    if alike or answer.difference < 0:
        means = (ALIKE if alike else HIGHER).format(plain=plain, **scores)
        return [means, NOT_HIGHER.format(plain=plain)]
    strength = MORE_THAN_HINT if seldom(answer) else A_HINT
    means = AVERAGED.format(plain=plain, strength=strength, **scores)
    like_this = LIKE_THIS.format(orders=answer.orders, count=answer.as_strong)
    return [means, like_this, how_strong(answer) + NO_PROOF]


def seldom(answer: Answer) -> bool:
    """Whether luck alone would rarely do it."""
    return answer.as_strong / answer.orders <= SELDOM


def how_strong(answer: Answer) -> str:
    """Whether luck alone could do it."""
    if seldom(answer):
        return LUCK_SELDOM
    if answer.as_strong == 1:
        pairs = answer.orders.bit_length() - 1
        return AT_MOST.format(weeks=2 * pairs, orders=answer.orders)
    return LUCK_COULD


def table(factor: str, weeks: Iterable[Seen], unit: str) -> dict[str, list[str]]:
    """The weeks as columns of a table: days, kind, pain, dose."""
    rows = [map(edge.unbroken, _cells(seen, factor, unit)) for seen in weeks]
    plain = exposures.FACTORS[factor].plain
    heads = "Week", "Kind", "Pain", words.capital(plain)
    return dict(zip(heads, map(list, zip(*rows, strict=True)), strict=True))


def _cells(seen: Seen, factor: str, unit: str) -> tuple[str, str, str, str]:
    first, last = seen.week.first, seen.week.last
    days = f"{edge.date_of(first)} – {edge.date_of(last)}"
    pain = edge.MISSING if isnan(seen.pain) else f"{words.number(seen.pain)} on {words.days(seen.rated)}"
    held = seen.dose * ((last - first).days + 1)
    dose = edge.MISSING if isnan(held) else exposures.in_words(factor, held, unit)
    return days, "less" if seen.week.kind == LESS else "usual", pain, dose
