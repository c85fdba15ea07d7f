"""What stands out in form: fewer steps, longer ones, drift within a run, balance (EVIDENCE rules B1 to B4).

All are notes: a change of one's own form says how one moves, and no study ties it to a sore hip.
"""

from __future__ import annotations

from datetime import date, timedelta

import pandas as pd

from analysis.findings import Finding, Rule
from analysis.form.balance import BALANCE, balances
from analysis.form.by_run import BASELINE_DAYS, by_run, with_minutes
from analysis.form.drift import DRIFT, drifts
from analysis.form.steps import FEWER_STEPS, LONGER_STEPS, fewer_steps, longer_steps
from analysis.limits import Limits
from ingest.schema import Log

LIMITS = (FEWER_STEPS, LONGER_STEPS, DRIFT, BALANCE)

DAYS = 365
"""Form is looked at over the last year, as patterns are (`patterns.asked`). [days]"""


def stood_out(log: Log, today: date, limits: Limits) -> list[Finding]:
    """Fewer steps, longer ones, drift within a run and a changed balance: notes, all four.

    Nothing where the log comes without its minutes (`log.gait`).
    """
    if log.gait.empty:
        return []
    runs = with_minutes(log, today)
    form = by_run(runs, log.gait).assign(day=runs["day"].to_numpy())
    return [
        *fewer_steps(form, limits),
        *longer_steps(form, limits),
        *drifts(form, limits),
        *balances(form, limits),
    ]


def looked_at_since(today: date) -> date:
    """The first day of which minutes are needed: the first that its first run is held against."""
    return today - timedelta(days=DAYS - 1 + BASELINE_DAYS)


def looked_at(runs: pd.DataFrame, today: date) -> list[str]:
    """The run_id of the RUNS of which minutes are needed."""
    return runs.loc[runs["day"] >= pd.Timestamp(looked_at_since(today)), "run_id"].to_list()


RULES: tuple[Rule, ...] = (stood_out,)
