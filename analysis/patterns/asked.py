"""The page's question put to a log: doses and pain of the last year, and what the finder made of them."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date, timedelta

import pandas as pd

from analysis import exposures, form, pain
from analysis.patterns import gate
from analysis.patterns.doses import FROM_YESTERDAY, WINDOWS
from analysis.patterns.find import find_patterns
from ingest.schema import Log

DAYS = 365
"""So much of the log is asked about. [days]"""

WORST, MORNING = "worst", "morning"
"""The two series of pain that can be asked about."""

OVER = {WORST: WINDOWS, MORNING: FROM_YESTERDAY}
"""The windows of days over which doses are counted: a morning comes before the dose of its day."""


@dataclass(frozen=True)
class Asked:
    """What was asked and found.

    `exposures`: a column a factor, indexed by every calendar day. `pain`: scores by day [0–10]. `found`:
    the frame of `find_patterns`. `series`: WORST or MORNING.
    """

    exposures: pd.DataFrame
    pain: pd.Series
    found: pd.DataFrame
    series: str = WORST


def asked(log: Log, gait: pd.DataFrame, today: date, series: str = WORST) -> Asked:
    """Looks for patterns in the last DAYS days up to today.

    `gait` holds run_id and the columns of GAIT of the runs that `with_form` names; `series` is WORST or
    MORNING.
    """
    doses = exposures.daily(log, gait, today, since=today - timedelta(days=DAYS - 1))
    scores = _scores(log, today, series).reindex(doses.index)
    answers = [name for name, factor in exposures.FACTORS.items() if factor.answers_pain]
    found = find_patterns(doses, scores, windows=OVER[series], from_yesterday=answers)
    return Asked(doses, scores, found, series)


def with_form(runs: pd.DataFrame, today: date) -> list[str]:
    """The runs whose form the doses of the last DAYS days need."""
    return runs.loc[runs["day"] > pd.Timestamp(form.looked_at_since(today)), "run_id"].to_list()


def _scores(log: Log, today: date, series: str) -> pd.Series:
    if series == MORNING:
        return pain.mornings(log.diary, today)
    return pain.daily(log.diary, today)


def enough_mornings(diary: pd.DataFrame, today: date) -> bool:
    """Whether pain on waking is logged often enough to be asked about: gate N1."""
    waking = pain.mornings(diary, today)
    return int(waking.tail(gate.OF_DAYS).notna().sum()) >= gate.RATED_DAYS
