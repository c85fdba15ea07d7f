"""Which side hurts: the one that the diary names on most painful days; and columns of doses of one side."""

from __future__ import annotations

import pandas as pd

MOST = 0.5
"""Share of the entries that name a side from which it is the sore one. [fraction] Own convention."""

ONE_SIDED = ("left", "right")

SIDED = ("turning", "camber", "sore_side_stance")
"""Factors whose dose is towards a side: without a sore one they cannot be asked about."""


def sore_side(diary: pd.DataFrame) -> str | None:
    """ "left" or "right", where more than half of the entries that name a side name it alone; else None.

    One side for all of these days: turning and camber to the sore side must mean the same on each of them.
    """
    said = diary.drop_duplicates("day", keep="last")["side"].dropna()
    counts = said.value_counts()
    for side in ONE_SIDED:
        if counts.get(side, 0) > MOST * len(said):
            return side
    return None


def of(factor: str, side: str) -> str:
    """The column of a factor towards one side: `turning.left`."""
    return f"{factor}.{side}"


def factor(column: str) -> str:
    """The factor of a column: `turning` of `turning.left`, `distance` of `distance`."""
    return column.partition(".")[0]
