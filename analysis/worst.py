"""When the hip hurt most in a span of days: by the worst of each day, or on waking where that was higher.

Every sentence that names a worst number takes it from here, so that no two of them name different ones.
"""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date

import pandas as pd

from analysis import pain, words


@dataclass(frozen=True)
class Worst:
    """The highest score, its day (of several the latest), and whether it was that on waking. [0–10]"""

    score: float
    day: date
    waking: bool = False

    @property
    def when(self) -> str:
        """`on Sun 22 Nov`, or `on waking on Sun 22 Nov`."""
        return f"on waking on {words.day(self.day)}" if self.waking else f"on {words.day(self.day)}"


def within(diary: pd.DataFrame, first: date, last: date) -> Worst | None:
    """The worst of the days `first` to `last`, both counted; None where none of them has a score.

    Waking comes in only where it was higher than every day's worst: the other scores of a day never are, but
    how a morning was stands in the entry of the day before.
    """
    of_day, on_waking = pain.daily(diary, last), pain.mornings(diary, last)
    days, mornings = (_highest(scores[pd.Timestamp(first) :]) for scores in (of_day, on_waking))
    if mornings is not None and (days is None or mornings[0] > days[0]):
        return Worst(*mornings, waking=True)
    return None if days is None else Worst(*days)


def _highest(scores: pd.Series) -> tuple[float, date] | None:
    known = scores.dropna()[::-1]
    return None if known.empty else (float(known.max()), known.idxmax().date())
