"""The page's question put to a log: doses and pain of the last year, and what the finder made of them."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date, timedelta

import pandas as pd

from analysis import exposures, form, pain
from analysis.days import up_to
from analysis.patterns import gate
from analysis.patterns.doses import FROM_YESTERDAY, WINDOWS
from analysis.patterns.find import find_patterns
from ingest.schema import Log

WORST, MORNING = "worst", "morning"
"""The two series of pain that can be asked about."""

OVER = {WORST: WINDOWS, MORNING: FROM_YESTERDAY}
"""The windows of days over which doses are counted: a morning comes before the dose of its day."""


@dataclass(frozen=True)
class Asked:
    """What was asked and found.

    `exposures`: a column a factor, indexed by every calendar day. `pain`: scores by day [0–10]. `found`:
    the frame of `find_patterns`. `series`: WORST or MORNING. `side`: the sore one, None where none is.
    """

    exposures: pd.DataFrame
    pain: pd.Series
    found: pd.DataFrame
    series: str = WORST
    side: str | None = None


def asked(log: Log, exposed: pd.DataFrame, today: date, series: str = WORST) -> Asked:
    """Looks for patterns in the last `form.DAYS` days up to today.

    `exposed` is `exposures.daily` of the log up to today, with form of the runs that `form.looked_at` names;
    `series` is WORST or MORNING.
    """
    side = sore_side(log, today)
    doses = exposures.towards(exposed, side, since=_first_day(today))
    scores = _scores(log, today, series).reindex(doses.index)
    answers = [name for name in doses if exposures.FACTORS[name].answers_pain]
    found = find_patterns(doses, scores, windows=OVER[series], from_yesterday=answers)
    return Asked(doses, scores, found, series, side)


def sore_side(log: Log, today: date) -> str | None:
    """The side that was sore on most of the days asked about: that of years ago may be another."""
    diary = up_to(log.diary, today)
    return exposures.sore_side(diary[diary["day"] >= pd.Timestamp(_first_day(today))])


def _first_day(today: date) -> date:
    return today - timedelta(days=form.DAYS - 1)


def _scores(log: Log, today: date, series: str) -> pd.Series:
    if series == MORNING:
        return pain.mornings(log.diary, today)
    return pain.daily(log.diary, today)


def enough_mornings(diary: pd.DataFrame, today: date) -> bool:
    """Whether pain on waking is logged often enough to be asked about: gate N1."""
    waking = pain.mornings(diary, today)
    return int(waking.tail(gate.OF_DAYS).notna().sum()) >= gate.RATED_DAYS
