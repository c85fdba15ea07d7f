"""Which way round: turns and rounds of a week, and the finding on rounds that all went one way (rule S3).

.. [1] EVIDENCE 3, "Direction and camber": that one-way rounds matter is what coaches say; no cohort has
   tested it.
"""

from __future__ import annotations

from datetime import date

import pandas as pd

from analysis import words
from analysis.days import up_to, worst_days
from analysis.findings import Evidence, Finding, Rule, Severity
from analysis.limits import Limit, Limits, at_least
from ingest.schema import Log

BIAS = Limit(
    "direction.bias",
    0.60,
    "fraction",
    "Turns to one side less those to the other, as a share of all, more than",
    "expert opinion",
    0.0,
    1.0,
)
LEAST_ROUNDS = Limit(
    "direction.least_rounds",
    15.0,
    "rounds",
    "Rounds one way count only when seven days hold at least",
    "expert opinion",
    1.0,
    200.0,
)

ROUND_AND_ROUND = 3
"""From so many rounds on a run goes round and round; the corners of streets say nothing of a track's bends.
[rounds], own convention"""

WAYS = {"left": "anticlockwise, turning left", "right": "clockwise, turning right"}

ON_DIRECTION = Evidence(
    "convention",
    "expert opinion: popular articles that name running a track one way only",
    "No study has followed runners who turn one way only.",
)


def rounds(log: Log, today: date) -> pd.DataFrame:
    """The runs up to `today` that went round and round: run_id, day, turned_deg, turning_deg [°], laps_left,
    laps_right [rounds]."""
    names = ["run_id", "turned_deg", "turning_deg", "laps_left", "laps_right"]
    runs = up_to(log.runs, today)[["run_id", "day"]].merge(log.terrain[names], on="run_id")
    return runs[runs["laps_left"] + runs["laps_right"] >= ROUND_AND_ROUND].reset_index(drop=True)


def seven_day(log: Log, today: date) -> pd.DataFrame:
    """Rounds and turn bias of the last seven days, a row a day from the first run's day to `today`.

    Columns: laps_left, laps_right [rounds]; bias: right turns less left turns over both, of the runs that
    went round and round: −1 is all anticlockwise, +1 all clockwise, NaN where there are none [fraction].
    """
    by_day = rounds(log, today).drop(columns="run_id").groupby("day").sum()
    first = log.runs["day"].min() if len(log.runs) else pd.NaT
    until = pd.Timestamp(today)
    every_day = pd.date_range(until if pd.isna(first) else min(first, until), until, name="day", unit="us")
    week = by_day.reindex(every_day, fill_value=0.0).rolling(7, min_periods=1).sum()
    bias = week["turned_deg"] / week["turning_deg"].where(week["turning_deg"] > 1.0)
    return week[["laps_left", "laps_right"]].assign(bias=bias)


def one_way_rounds(log: Log, today: date, limits: Limits) -> list[Finding]:
    """A finding for each spell in which the turns of seven days' rounds went one way by more than BIAS.

    Fewer rounds than LEAST_ROUNDS never count.
    """
    week = seven_day(log, today)
    enough = at_least(week["laps_left"] + week["laps_right"], limits[LEAST_ROUNDS])
    days = worst_days(week["bias"].abs().where(enough), limits[BIAS])
    return [_one_way(one, limits) for one in week.loc[days].itertuples()]


def _one_way(week, limits: Limits) -> Finding:
    side = "left" if week.bias < 0 else "right"
    laps, all_laps = getattr(week, f"laps_{side}"), week.laps_left + week.laps_right
    return Finding(
        rule="direction.bias",
        severity=Severity.NOTE,
        day=week.Index.date(),
        headline=f"{words.portion(laps / all_laps)} of your {words.number(all_laps)} rounds in the 7 days to "
        f"{words.day(week.Index)} were {WAYS[side]}.",
        measured=abs(week.bias),
        limit=limits[BIAS],
        unit=BIAS.unit,
        why="Research on rounds that all go one way is thin.",
        evidence=ON_DIRECTION,
        suggested="Coaches suggest alternating.",
    )


LIMITS = (BIAS, LEAST_ROUNDS)
RULES: tuple[Rule, ...] = (one_way_rounds,)
