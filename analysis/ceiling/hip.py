"""What the hip says to a run on a day: nothing, less, or none, by what was known of it then.

.. [1] Silbernagel 2007, doi 10.1177/0363546506298279 (zones: Thomeé 1997); EVIDENCE 5.3
.. [2] KNOWLEDGE 2.10: keep the distance below the one at which it hurts
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date, timedelta
from math import nan

import pandas as pd

from analysis import pain, soreness, words
from analysis.days import up_to
from analysis.limits import Limits, above, at_least
from analysis.soreness import Clock
from ingest.schema import SCORES_OF_THE_DAY, Log

ONE_DAY = timedelta(days=1)

LOWERED_TO = 0.5
"""What an amber hip leaves of a run. [fraction] Own convention."""

LAST_WORD_DAYS = 7
"""How far back the last entry speaks for the hip, where neither today nor yesterday was logged.
[days] Own convention."""

ONSET_DAYS = 14
"""How far back it counts where in a run it began to hurt. [days] Own convention."""


FREE, HOLD, LESS, REST = range(4)
"""What it says: nothing; no longer than lately; LOWERED_TO of it; no run at all."""


@dataclass(frozen=True)
class Hip:
    """What the hip says, and where it began to hurt in the last run, if that counts [m, or NaN].

    `because` holds what it did, each to be read after "Your hip".
    """

    says: int = FREE
    onset_m: float = nan
    because: tuple[str, ...] = ()

    @property
    def sentence(self) -> str:
        return f"Your hip {' and '.join(self.because)}."


@dataclass(frozen=True)
class Diary:
    """Scores by day, where there are any: the highest of the day, on waking on it [0–10]; where in the
    run it began to hurt, NaN where a run has a score and not that. [m]
    """

    worst: Mapping[date, float]
    waking: Mapping[date, float]
    onset_m: Mapping[date, float]

    @classmethod
    def of(cls, log: Log, until: date) -> Diary:
        """The diary up to the evening of `until`."""
        rows = up_to(log.diary, until).drop_duplicates("day", keep="last").set_index("day")
        told = rows[rows["run_pain"].notna() | rows["onset_m"].notna()]
        highest = rows[list(SCORES_OF_THE_DAY)].max(axis="columns").dropna()
        return cls(
            _by_day(highest), _by_day(pain.mornings(log.diary, until).dropna()), _by_day(told["onset_m"])
        )


def _by_day(scores: pd.Series) -> dict[date, float]:
    return dict(zip(pd.DatetimeIndex(scores.index).date, scores.to_list(), strict=True))


def hip(diary: Diary, day: date, limits: Limits, evening: bool, clock: Clock | None) -> Hip:
    """What the hip says to a run on a day. `evening` counts the day's own scores, else only its waking.

    `clock` is the soreness clock of the run before. Reference: [1]_, [2]_.
    """
    told = [
        *_scores(diary, day, limits, evening),
        *_waking(diary, day, limits),
        *_sore(clock, day, limits),
    ]
    says = max((each for each, _ in told), default=FREE)
    because = tuple(said for each, said in told if each == says)
    return Hip(says, nan if says == REST else _onset(diary, day, limits, evening), because)


def silent(diary: Diary, day: date) -> bool:
    """Whether nothing was logged of the day and the one before."""
    return not {day, day - ONE_DAY} & {*diary.worst, *diary.waking}


Told = list[tuple[int, str]]


def _scores(diary: Diary, day: date, limits: Limits, evening: bool) -> Told:
    """What the scores of the day and the day before say.

    Where nothing was logged on either, the last entry of the week before still stands: no entry is
    not no pain.
    """
    days = [day, day - ONE_DAY] if evening else [day - ONE_DAY]
    known = [each for each in days if each in diary.worst]
    if not known:
        before = (day - n * ONE_DAY for n in range(2, LAST_WORD_DAYS + 1))
        known = [each for each in before if each in diary.worst][:1]
    return [_score(each, diary.worst[each], limits) for each in known if _hurts(diary.worst[each], limits)]


def _hurts(score: float, limits: Limits) -> bool:
    return above(score, limits[pain.ZONE_ACT]) or at_least(score, limits[pain.ZONE_WATCH])


def _score(day: date, score: float, limits: Limits) -> tuple[int, str]:
    says = REST if above(score, limits[pain.ZONE_ACT]) else LESS
    return says, f"hurt {words.number(score)} of 10 on {words.day(day)}"


def _waking(diary: Diary, day: date, limits: Limits) -> Told:
    """What the waking of the day says: a point more than the morning before, or a score to watch."""
    now = diary.waking.get(day, nan)
    rise = now - diary.waking.get(day - ONE_DAY, nan)
    if at_least(now, limits[pain.MORNING_HIGH]) or at_least(rise, limits[pain.MORNING_ACT]):
        says = REST
    elif at_least(now, limits[pain.ZONE_WATCH]):
        says = LESS
    elif at_least(rise, limits[pain.MORNING_WATCH]):
        says = HOLD
    else:
        return []
    more = f", {words.points(rise)} more than the morning before" if rise > 0 else ""
    return [(says, f"hurt {words.number(now)} of 10 on waking on {words.day(day)}{more}")]


def _sore(clock: Clock | None, day: date, limits: Limits) -> Told:
    """What the run before says, where the hip was last heard of as not back from it."""
    if clock is None or clock.state != soreness.SORE:
        return []
    last = clock.readings[-1]
    if (day - last.at.date()).days > LAST_WORD_DAYS or not above(last.hours, limits[soreness.WATCH_AFTER]):
        return []
    says = REST if above(last.hours, limits[soreness.ACT_AFTER]) else HOLD
    hours = words.number(last.hours // 1)
    return [(says, f"was not back to usual {hours} hours after your run on {words.day(clock.day)}")]


def _onset(diary: Diary, day: date, limits: Limits, evening: bool) -> float:
    """Where it began in the last run with a score, if that run hurt enough to watch. [m]"""
    days = (day - n * ONE_DAY for n in range(0 if evening else 1, ONSET_DAYS))
    told = next((each for each in days if each in diary.onset_m), None)
    if told is None or not at_least(diary.worst.get(told, nan), limits[pain.ZONE_WATCH]):
        return nan
    return diary.onset_m[told]
