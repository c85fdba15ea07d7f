"""What stands out in a log with its minutes."""

from datetime import date, timedelta

import numpy as np
import pandas as pd

from analysis.form import rules
from analysis.limits import Limits
from ingest.schema import Log

FIRST = date(2026, 3, 1)  # a Sunday


def test_a_log_with_its_minutes_is_looked_through_up_to_the_day(runs_of, minutes):
    """Five usual weeks at 174 steps a minute, then two runs in a week with 5 % fewer."""
    days = [0, 7, 14, 21, 28, 35, 37]
    runs = runs_of(days)
    gait = [
        minutes(f"r{n}", np.full(20, 3.0), cadence_spm=174.0 * (0.95 if day >= 35 else 1.0))
        for n, day in enumerate(days)
    ]
    log = Log(runs=runs, gait=pd.concat(gait, ignore_index=True))
    found = rules.stood_out(log, FIRST + timedelta(days=37), Limits())
    # The last run is held against six others, one of which was low already.
    assert [(each.rule, each.day) for each in found] == [("form.fewer_steps", FIRST + timedelta(days=37))]
    assert rules.stood_out(log, FIRST + timedelta(days=36), Limits()) == []


def test_without_minutes_nothing_stands_out(runs_of):
    assert rules.stood_out(Log(runs=runs_of([0, 3, 6])), FIRST + timedelta(days=9), Limits()) == []
    assert rules.stood_out(Log(), FIRST, Limits()) == []
