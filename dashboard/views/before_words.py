"""What stood out in the days before an episode, with what it was compared, and what could not be."""

from __future__ import annotations

import pandas as pd

from analysis import before, exposures, words
from dashboard import words as edge

NOTHING = "Nothing stood out in the {days} days before it. That does not mean that nothing mattered."
TOO_LITTLE = "Too little is logged of the time before it to tell what was usual then."
TOO_SORE = "In the year before it too few days were outside episodes of pain to tell what was usual."
NOT_COMPARED = "The {days} days before it are not compared: {why}."
WHY = {
    before.SORE: "the year before holds too few such spans outside episodes of pain",
    before.UNLOGGED: "too little is logged",
}
LASTING = " In the three months before, such spans often held more than those before them, too."
OF_YEAR = "{lead}, which stands out over the whole year, was {how}{day}."
AS = {before.MORE: "more than usual", before.LESS: "less than usual", before.USUAL: "as usual"}
LUCK = (
    "We looked at {things} over {days} days, {compared} comparisons in all. Before a day picked by luck, up "
    "to about {luck} of them would stand out too; here {out}. {so}"
)
AS_LUCK = "So any other day may have as many before it."
MORE_THAN_LUCK = "Many of them rise and fall together, and none of it says where the pain came from."
USUAL = (
    "Usual: what 8 of 10 spans of {days} days outside episodes of pain held, {many} of them a row, since "
    "{since}. Who builds up for months runs more than usual all the time."
)
DASH = "–: not compared; {why}."


def told(row, unit: str) -> str:
    """`Running downhill: 640 m down in the 7 days before it, more than in any of the 33 spans …`."""
    plain = exposures.FACTORS[row.factor].plain
    less = round(row.below * row.among)
    among = "any" if less == row.among else f"{less}"
    return (
        f"**{words.capital(plain)}:** {amount(row, unit)} in the {row.days} days before it, more "
        f"than in {among} of the {row.among} spans of {row.days} days outside episodes of pain since "
        f"{_dated(row.since)}. In these, {usual(row, unit)} was usual."
        f"{LASTING if row.luck >= before.LASTING else ''}"
    )


def _dated(day: pd.Timestamp) -> str:
    return f"{edge.date_of(day)} {day.year}"


def of_year(table: pd.DataFrame, leads: list[str], that_day: pd.Series, unit: str) -> list[str]:
    """A sentence for each lead of the year that is not told above: how it was then, and on the day itself.

    `that_day` is what the day of the onset held of each factor, NaN where that is not known.
    """
    above = set(before.strongest(table)["factor"])
    then = table[table["verdict"] != before.UNKNOWN]
    rows = {lead: then[then["factor"] == lead] for lead in leads if lead not in above}
    return [_of_lead(lead, own, that_day[lead], unit) for lead, own in rows.items() if len(own)]


def _of_lead(lead: str, rows: pd.DataFrame, on_day: float, unit: str) -> str:
    plain = exposures.FACTORS[lead].plain
    verdicts = rows.groupby("verdict", sort=False)["days"].agg(list)
    how = _listed(
        [f"{AS[verdict]} in the {_listed(days)} days before it" for verdict, days in verdicts.items()]
    )
    had = "none" if on_day == 0 else exposures.in_words(lead, on_day, unit)
    day = f"; the day itself had {had}" if edge.known(on_day) else ""
    return OF_YEAR.format(lead=words.capital(plain), how=how, day=day)


def nothing(table: pd.DataFrame) -> str:
    """That nothing stood out, in those days that could be compared."""
    return NOTHING.format(days=_listed(before.lengths(table)))


def missing(table: pd.DataFrame) -> str:
    """Which lengths could not be compared and why; empty where all could."""
    lacking = before.lacking(table)
    if before.compared(table) == 0:
        return TOO_SORE if before.SORE in lacking else TOO_LITTLE
    said = (NOT_COMPARED.format(days=_listed(spans), why=WHY[why]) for why, spans in lacking.items())
    return " ".join(said)


def _listed(each: list) -> str:
    """`3`, `7 and 28`, `3, 7 and 28`."""
    *first, last = map(str, each)
    return f"{', '.join(first)} and {last}" if first else last


def compared_with(table: pd.DataFrame) -> str:
    """What a table of one length was compared with, and why some of its rows were not."""
    told = table[table["verdict"] != before.UNKNOWN]
    dashed = table[(table["verdict"] == before.UNKNOWN) & table["amount"].notna()]
    said = ([_usual(told)] if len(told) else []) + ([_dashes(dashed)] if len(dashed) else [])
    return " ".join(said) or TOO_LITTLE


def _usual(told: pd.DataFrame) -> str:
    """How many spans a row was held against: `33`, or `33 to 49`, and since when."""
    fewest, most = told["among"].min(), told["among"].max()
    many = f"{fewest}" if fewest == most else f"{fewest} to {most}"
    return USUAL.format(days=told["days"].iloc[0], many=many, since=_dated(told["since"].min()))


def _dashes(dashed: pd.DataFrame) -> str:
    """Why there are dashes: one reason, or one or the other."""
    lacks = set(dashed["lacks"])
    return DASH.format(why=", or ".join(said for why, said in WHY.items() if why in lacks))


def amount(row, unit: str) -> str:
    """What a span of days held, added up, or `up to` the highest of a day where a sum means nothing."""
    if row.amount == 0:
        return "none"
    highest = "up to " if row.factor in exposures.PEAKS else ""
    return f"{highest}{exposures.in_words(row.factor, _times(row) * row.amount, unit)}"


def usual(row, unit: str) -> str:
    """`120 to 410 m down`, or `up to 410 m down`."""
    low, high = (exposures.in_words(row.factor, _times(row) * each, unit) for each in (row.low, row.high))
    if row.high == 0 or low == high:
        return "none" if row.high == 0 else high
    (number, low_unit), (_, high_unit) = low.split(" ", 1), high.split(" ", 1)
    return f"up to {high}" if row.low == 0 else f"{number if low_unit == high_unit else low} to {high}"


def _times(row) -> int:
    return 1 if row.factor in exposures.PEAKS else row.days


def luck(table: pd.DataFrame) -> str:
    """How many were compared, how many stood out, and how many would by luck."""
    expected, out = before.by_luck(table), int(table["stands_out"].sum())
    things = table.loc[table["verdict"] != before.UNKNOWN, "factor"].nunique()
    did = {0: "none did", 1: "1 did"}.get(out, f"{out} did")
    return LUCK.format(
        days=_listed(before.lengths(table)),
        compared=before.compared(table),
        things=edge.counted(things, "thing"),
        luck=max(1, round(expected)),
        out=did,
        so=AS_LUCK if out <= round(expected) else MORE_THAN_LUCK,
    )
