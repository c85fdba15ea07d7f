"""Beside the running: exercises left out, and what the day off the run held.

All of it may be done because it hurts already, so that only earlier days say anything.
"""

from __future__ import annotations

import pandas as pd

from analysis.exposures.factor import Factor
from analysis.exposures.grid import Grid
from ingest.schema import Log, listed

FACTORS = (
    Factor(
        "strength_missed",
        "days",
        "time without strength exercises",
        "long break from strength exercises",
        "four weeks with a strength set every third day",
        answers_pain=True,
    ),
    Factor(
        "mobility_missed",
        "days",
        "time without mobility exercises",
        "long break from mobility exercises",
        "four weeks with mobility exercises every other day",
        answers_pain=True,
    ),
    Factor(
        "sitting",
        "days",
        "sitting for hours",
        "day of long sitting",
        "one week of getting up every half hour",
        answers_pain=True,
    ),
    Factor(
        "driving",
        "days",
        "driving for hours",
        "day of long driving",
        "one week without long drives",
        answers_pain=True,
    ),
    Factor(
        "one_sided_bag",
        "days",
        "carrying a bag on one side",
        "day with a bag on one side",
        "one week with a rucksack instead",
        answers_pain=True,
    ),
    Factor(
        "leaning",
        "days",
        "leaning or standing on one side",
        "day of leaning on one side",
        "one week of standing on both legs",
        answers_pain=True,
    ),
    Factor(
        "slept_on_side",
        "days",
        "sleeping on your sore side",
        "night on your sore side",
        "one week of sleeping on your back or the other side",
        answers_pain=True,
    ),
)

MISSED = {"strength_missed": ("strength",), "mobility_missed": ("mobility", "stretch")}
"""Words of the diary's `done` that end a break."""

LONGEST_BREAK = 14
"""A break of two weeks and one of two months are the same here. [days] Own convention."""

WORDS = {
    "sitting": "long_sitting",
    "driving": "long_driving",
    "one_sided_bag": "one_sided_bag",
    "leaning": "leaning",
    "slept_on_side": "slept_on_side",
}
"""Words of the diary's `off_run`."""

BESIDE = ("off_run", "quality", "timing", "sets_off", "done")
"""Questions that are asked together. None of them can be answered with "no", so the answer to one shows
that those left empty were seen."""


def by_day(log: Log, grid: Grid) -> pd.DataFrame:
    """A column a factor, a row a day. [days]

    Breaks: days since the exercises were last logged, at most LONGEST_BREAK; NaN before the first. The rest:
    1 on days of which it was said, 0 on days whose entry answers a question beside it, NaN on all others.
    """
    entries = log.diary[["day", *BESIDE]].drop_duplicates("day", keep="last").set_index("day")
    done, held = entries["done"].map(listed), entries["off_run"].map(listed)
    breaks = {name: days_since(done, ended, grid) for name, ended in MISSED.items()}
    asked = entries[list(BESIDE)].notna().any(axis=1)
    said = {name: _has(held, (word,)).where(asked) for name, word in WORDS.items()}
    off_run = pd.DataFrame(said, index=entries.index).astype("float64").reindex(grid.index)
    return pd.DataFrame(breaks, index=grid.index).join(off_run)


def days_since(done: pd.Series, ended: tuple[str, ...], grid: Grid) -> pd.Series:
    """Days since any of these words was last done, by day; NaN before the first time and in gaps. [days]

    `done` holds the words of each day's entry.
    """
    day = grid.index.to_series()
    last = day.where(day.isin(done.index[_has(done, ended)])).ffill()
    return (day - last).dt.days.clip(upper=LONGEST_BREAK).where(grid.heard).astype("float64")


def _has(said: pd.Series, words: tuple[str, ...]) -> pd.Series:
    """Whether the words of each entry hold one of these."""
    return said.map(lambda each: not set(words).isdisjoint(each)).astype("bool")
