"""Whole weeks written as a line each, from which a log is made."""

import re
from datetime import date, datetime, time, timedelta
from zoneinfo import ZoneInfo

import pandas as pd
import pytest

from ingest.schema import CLEARANCES, DIARY, PLANS, RUNS, Log, Profile

MONDAY = date(2026, 11, 2)
DAY = timedelta(days=1)
TOKEN = re.compile(
    r"(?P<unlogged>_)?(?P<km>\d[\d.]*(?:\+\d[\d.]*)*|\.)?"
    r"(?:p(?P<pain>\d+))?(?:m(?P<morning>\d+))?(?P<flag>F)?(?P<clear>C)?"
)


def _rows(token, day, zone):
    """A day's runs and its entry.

    `2.4` is a run of 2.4 km, `1+2` are two runs, `0` is one of unknown distance, `.` none; `p4` pain of
    4 (in the run, if there is one), `m2` waking with 2 the next morning; `F` woken at night by the hip,
    `C` cleared that day; `_` before it all: no entry. Pain and waking are 1 unless said.
    """
    found = TOKEN.fullmatch(token)
    assert found, token
    runs = []
    for number, km in enumerate(found["km"].split("+") if found["km"] not in (None, ".") else []):
        start = datetime.combine(day, time(8 + 4 * number), tzinfo=ZoneInfo(zone))
        runs.append(
            {
                "run_id": f"{day}-{number}",
                "day": pd.Timestamp(day),
                "started_at": pd.Timestamp(start).tz_convert("UTC"),
                "distance_m": float(km) * 1000 if km != "0" else float("nan"),
                "duration_s": 900.0,
                "zone": zone,
            }
        )
    pain = float(found["pain"] or 1)
    entry = {
        "day": pd.Timestamp(day),
        "worst_pain": pain,
        "run_pain": pain if runs else float("nan"),
        "morning_pain": float(found["morning"] or 1),
        "signs": "night" if found["flag"] else None,
    }
    clearing = {"day": pd.Timestamp(day), "note": "seen by a doctor"} if found["clear"] else None
    return runs, None if found["unlogged"] else entry, clearing


@pytest.fixture
def weeks():
    """`weeks("2 . 2 . 2 . .", …)` is a log with a plan from its first Monday on, the day before it quiet."""

    def made(*lines, first=MONDAY, weekdays="mon wed fri sun", zone="UTC", plans=None, **fields):
        before = {"day": pd.Timestamp(first - DAY), "worst_pain": 1.0, "morning_pain": 1.0}
        runs, entries, clearings = [], [before], []
        days = [token for line in lines for token in line.split()]
        assert all(len(line.split()) == 7 for line in lines)
        for number, token in enumerate(days):
            ran, entry, clearing = _rows(token, first + number * DAY, zone)
            runs += ran
            entries += [entry] if entry else []
            flags = " ".join(f"{row['day'].date()}:night" for row in entries if row.get("signs"))
            clearings += [{**clearing, "flags": flags}] if clearing else []
        row = {"plan_id": "plan", "started_on": pd.Timestamp(first), "weekdays": weekdays}
        return Log(
            runs=RUNS.frame(runs),
            diary=DIARY.frame(entries),
            clearances=CLEARANCES.frame(clearings),
            plans=PLANS.frame([row] if plans is None else plans),
            profile=Profile(zone=zone),
            **fields,
        )

    return made
