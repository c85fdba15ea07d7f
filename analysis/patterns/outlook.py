"""What is missing before patterns can be looked for, and on which day it will be there at the present pace.

The pace is that of the last PACE_DAYS days. Rated days drop out of the gate's window as time goes on, so
the days to come are played through one by one: who logs twice a week never gets there, however long.
"""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date, timedelta

import numpy as np
import pandas as pd

from analysis import words
from analysis.patterns import gate

PACE_DAYS = 28
"""The runner's pace is that of so many days. [days] Own convention: four whole weeks."""

FEWEST_DAYS = 7
"""A diary that is younger still is taken to be so old, for its pace. [days]"""

GOOD_DAYS, OF_YEAR = 180, 365
"""Rated days in a year from which two of three patterns of middling strength are found. EVIDENCE 7.4"""

GOOD = "From {need} days with a pain score on we would miss about 3 of 10 patterns of middling strength"


@dataclass(frozen=True)
class Missing:
    """A count that is too low yet: "rated", "painful" or "runs" of gate N1.

    `more`: how many are still to come until it is reached. `on`: the day on which it is at the present pace;
    None where it never is, or where nobody should wait for it. `pace`: how many a week now. [1/week]
    """

    what: str
    have: int
    need: int
    more: int
    on: date | None
    pace: float


@dataclass(frozen=True)
class Enough:
    """The fewest entries a week with which enough days are rated, and the day on which they are."""

    a_week: int
    on: date


def missing(exposures: pd.DataFrame, pain: pd.Series) -> list[Missing]:
    """Which counts of gate N1 are too low on the last day of the frame; empty where none is.

    `exposures` is indexed by every calendar day, `pain` by day [0–10], NaN where not logged.
    """
    if exposures.index.empty:
        return []
    have = gate.counts(exposures, pain)
    today, ran = exposures.index[-1].date(), gate.run_days(exposures)
    rated = pain.reindex(exposures.index).notna()
    found = [
        _rated(rated, today) if have.rated < gate.RATED_DAYS else None,
        _painful(have.painful) if rated.any() and have.painful < gate.PAINFUL_DAYS else None,
        _runs(have.runs, ran, today) if have.runs < gate.RUNS else None,
    ]
    return [each for each in found if each]


def pace(happened: pd.Series) -> float:
    """How often something happened in the last PACE_DAYS days, or since it first did. [1/day]

    `happened` is indexed by every calendar day.
    """
    since = len(happened) - int(happened.to_numpy().argmax()) if happened.any() else PACE_DAYS
    return float(happened.tail(PACE_DAYS).sum()) / min(PACE_DAYS, max(FEWEST_DAYS, since))


def reached(
    rated: pd.Series, a_day: float, of_days: int = gate.OF_DAYS, need: int = gate.RATED_DAYS
) -> tuple[int, int] | None:
    """After how many days, and how many entries, `need` of the last `of_days` are rated; None for never.

    `rated` says of every calendar day up to today whether it is; `a_day` entries a day are to come. [1/day]
    So many days as the window holds are played through: then all of it has been renewed.
    """
    known = np.zeros(of_days, dtype=int)
    last = rated.tail(of_days).to_numpy(dtype=int)
    known[of_days - len(last) :] = last
    to_come = np.floor(a_day * np.arange(1, of_days + 1) + 1e-9).astype(int)
    still = known.sum() - known.cumsum()  # of those known, how many are in the window after so many days
    there = np.flatnonzero(still + to_come >= need)
    return (int(there[0]) + 1, int(to_come[there[0]])) if there.size else None


def enough(rated: pd.Series, today: date) -> Enough:
    """The fewest whole entries a week that reach the gate, and when they do: four always will."""
    found = ((a_week, reached(rated, a_week / 7)) for a_week in range(1, 8))
    a_week, (days, _) = next((a_week, there) for a_week, there in found if there)
    return Enough(a_week, today + timedelta(days=days))


def _rated(rated: pd.Series, today: date) -> Missing:
    a_day, have = pace(rated), int(rated.tail(gate.OF_DAYS).sum())
    days, entries = reached(rated, a_day) or (None, gate.RATED_DAYS - have)
    on = today + timedelta(days=days) if days else None
    return Missing("rated", have, gate.RATED_DAYS, entries, on, 7 * a_day)


def _painful(have: int) -> Missing:
    return Missing("painful", have, gate.PAINFUL_DAYS, gate.PAINFUL_DAYS - have, None, 0.0)


def _runs(have: int, ran: pd.Series, today: date) -> Missing:
    a_day, more = pace(ran), gate.RUNS - have
    on = today + timedelta(days=int(np.ceil(more / a_day - 1e-9))) if a_day else None
    return Missing("runs", have, gate.RUNS, more, on, 7 * a_day)


def said(exposures: pd.DataFrame, pain: pd.Series, resting: bool = False) -> list[str]:
    """What is missing, a sentence or two each, with the day on which it will be there. Empty for nothing.

    `resting`: a red flag, the hip or a return plan holds back, so that nobody is told to run.
    """
    rated = pain.reindex(exposures.index).notna()
    return [_said(each, rated, resting) for each in missing(exposures, pain)]


def _said(piece: Missing, rated: pd.Series, resting: bool) -> str:
    if piece.what == "painful":
        on = f"only {words.days(piece.have)}" if piece.have else "none of the days that you logged"
        return f"Your hip hurt on {on}: good, and too few to compare."
    if piece.what == "runs":
        return _runs_said(piece, rated.index[-1].date(), resting)
    today = rated.index[-1].date()
    if piece.on:
        return f"Log pain on {_more(piece.more, 'day')}: at your pace that is on {when(piece.on, today)}."
    return (
        f"{piece.need} of the last {gate.OF_DAYS} days need a pain score, and {_have_one(piece.have)}. "
        f"{_too_slow(piece.pace)} {_would_do(rated, today)}."
    )


def _would_do(rated: pd.Series, today: date) -> str:
    """The fewest entries a week that do it, and one a day, each with its day."""
    best = enough(rated, today)
    said = f"{_entries(best.a_week)} a week would do it by {when(best.on, today)}"
    daily = reached(rated, 1.0)
    if daily is None or best.a_week == 7:
        return said
    return f"{said}, one a day by {when(today + timedelta(days=daily[0]), today)}"


def _have_one(count: int) -> str:
    return {0: "none has one", 1: "1 has one"}.get(count, f"{count} have one")


def _runs_said(piece: Missing, today: date, resting: bool) -> str:
    needed = f"{_more(piece.more, 'day')} with a run {'is' if piece.more == 1 else 'are'} needed"
    if resting:
        return f"{needed}; they can wait until you may run as usual again."
    if piece.on is None:
        return f"{needed}. Runs of the past count too: import them."
    return f"{needed}: at your pace that is on {when(piece.on, today)}. Runs of the past count too."


def better(exposures: pd.DataFrame, pain: pd.Series) -> str:
    """With how many rated days fewer patterns are missed, and when they are there; empty from then on."""
    rated = pain.reindex(exposures.index).notna()
    if rated.tail(OF_YEAR).sum() >= GOOD_DAYS:
        return ""
    found = reached(rated, pace(rated), OF_YEAR, GOOD_DAYS)
    said = GOOD.format(need=GOOD_DAYS)
    if found is None:
        return f"{said}. It takes an entry every other day."
    today = rated.index[-1].date()
    return f"{said}: at your pace that is on {when(today + timedelta(days=found[0]), today)}."


def _more(count: int, one: str) -> str:
    return f"{count:,} more {one if count == 1 else one + 's'}"


def _entries(count: int) -> str:
    return f"{count} {'entry' if count == 1 else 'entries'}"


def _too_slow(pace: float) -> str:
    if pace == 0:
        return "There is no entry in the last four weeks;"
    slow = "less than one entry" if pace < 0.75 else f"about {_entries(round(pace))}"
    return f"At {slow} a week that will not be reached;"


def when(day: date, today: date) -> str:
    """A day to come: `12 Dec`, with its year where that is another."""
    year = "" if day.year == today.year else f" {day.year}"
    return f"{day.day} {words.MONTHS[day.month - 1]}{year}"
