"""Left against right: the pain of each hip by day, and the rule P10 over their difference.

A difference says where to look; no study ties a number to it.
"""

from __future__ import annotations

from datetime import date

import pandas as pd

from analysis import words
from analysis.days import up_to
from analysis.findings import Evidence, Finding, Rule, Severity
from analysis.limits import Limit, Limits, at_least
from analysis.pain import CHANGE, daily, spells
from ingest.schema import Log

WINDOW = 14
RATED = 7
"""Days of P10's window, and how many must tell of both hips. Own convention."""

DIFFERENCE = Limit(
    "pain.side_difference",
    2,
    "points",
    "One hip hurts more than the other, over two weeks, by",
    f"own rule; two points are a clear difference: {CHANGE}",
    1,
    10,
)
LIMITS = (DIFFERENCE,)

EVIDENCE = Evidence(
    "convention", f"expert opinion; two points are a clear difference: {CHANGE}", "No study sets the number."
)
WHY = (
    "The middle score of each hip over two weeks was held against the other's. One leg may carry more than "
    "its share: a bag or a seat on one side, a sloping road, worn soles. Worth a look, no more."
)


def by_side(diary: pd.DataFrame, until: date) -> pd.DataFrame:
    """Worst pain of each hip by day, columns left and right, from the first entry to `until`. [0–10]

    Where a hip has no score of its own: with one side named, that hip had the day's worst and the other
    none; with both named, both had the worst, but beside a lower score of the one the other alone had it.
    On a day without any pain both had none. NaN where nobody said which side.
    """
    worst = daily(diary, until)
    entries = up_to(diary, until).drop_duplicates("day", keep="last").set_index("day")
    side = entries["side"].reindex(worst.index).mask(worst == 0, "none")
    given = entries[["left_pain", "right_pain"]].reindex(worst.index)
    return pd.DataFrame(
        {
            "left": _hip(worst, side, given["left_pain"], given["right_pain"], "left"),
            "right": _hip(worst, side, given["right_pain"], given["left_pain"], "right"),
        }
    )


def _hip(worst: pd.Series, side: pd.Series, own: pd.Series, other: pd.Series, name: str) -> pd.Series:
    """A hip's own score, else what the day's worst and its side say of it."""
    has_worst = (side == name) | ((side == "both") & (other.isna() | (other < worst)))
    has_none = side.isin(["left", "right", "none"]) & (side != name)
    return own.fillna(worst.where(has_worst)).fillna((worst * 0).where(has_none))


def difference(hips: pd.DataFrame) -> pd.Series:
    """Median of the left hip less that of the right, over the 14 days to each day. [points]

    Days count that tell of both; NaN with fewer than RATED of them.
    """
    both = hips.dropna().reindex(hips.index)
    medians = both.rolling(WINDOW, min_periods=RATED).median()
    return medians["left"] - medians["right"]


def side_difference(log: Log, today: date, limits: Limits) -> list[Finding]:
    """P10: one hip has hurt clearly more than the other for two weeks: a note.

    One finding a spell, on its worst day; the last such day, so that it stays news while it lasts.
    """
    hips = by_side(log.diary, today)
    apart = difference(hips)
    size = apart.abs()
    breached = at_least(size, limits[DIFFERENCE])
    days = [spell.iloc[::-1].idxmax() for spell in spells(size, breached)]
    return [_finding(hips, day, apart[day], limits) for day in days]


def _finding(hips: pd.DataFrame, day: pd.Timestamp, apart: float, limits: Limits) -> Finding:
    window = hips[day - pd.Timedelta(days=WINDOW - 1) : day].dropna().median()
    more, less = ("left", "right") if apart > 0 else ("right", "left")
    return Finding(
        rule="pain.sides",
        severity=Severity.NOTE,
        day=day.date(),
        headline=f"In the two weeks to {words.day(day)} your {more} hip usually hurt "
        f"{words.number(window[more])} of 10, the {less} one {words.number(window[less])}.",
        measured=abs(float(apart)),
        limit=limits[DIFFERENCE],
        unit="points",
        why=WHY,
        evidence=EVIDENCE,
    )


RULES: tuple[Rule, ...] = (side_difference,)
