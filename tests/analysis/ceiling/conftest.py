"""Logs around one Sunday, SUNDAY, by days before it."""

from datetime import date, timedelta

import pandas as pd
import pytest

from ingest.schema import CLEARANCES, DIARY, PLANS, RUNS, Log

SUNDAY = date(2026, 11, 22)


def before(days):
    return pd.Timestamp(SUNDAY - timedelta(days=days))


@pytest.fixture
def log_of():
    """`log_of({3: 10}, {1: {"worst_pain": 4}})`: 10 km three days before SUNDAY, pain 4 the day before it.

    `plan` is how many days before SUNDAY a plan began, `cleared` on which days flags were cleared.
    """

    def made(runs, diary=None, plan=None, cleared=None, **fields):
        plans = (
            [{"plan_id": "p", "started_on": before(plan), "weekdays": "mon wed fri sun"}]
            if plan is not None
            else []
        )
        return Log(
            runs=RUNS.frame([row for days, far in runs.items() for row in _runs(days, far)]),
            diary=DIARY.frame([{"day": before(days), **said} for days, said in (diary or {}).items()]),
            plans=PLANS.frame(plans),
            clearances=CLEARANCES.frame(
                [
                    {"day": before(days), "flags": flags, "note": "seen"}
                    for days, flags in (cleared or {}).items()
                ]
            ),
            **fields,
        )

    return made


def _runs(days, far):
    """A run at 8:00 of so many km, or several, two hours apart, of half an hour each."""
    start = before(days).tz_localize("UTC") + pd.Timedelta(hours=8)
    for number, km in enumerate(far if isinstance(far, tuple) else (far,)):
        yield {
            "run_id": f"run-{days}-{number}",
            "day": before(days),
            "started_at": start + pd.Timedelta(hours=2 * number),
            "distance_m": km * 1000.0,
            "duration_s": 1800.0,
        }
