"""Pairs worn by turns: which pair when, one pair alone (W4), and much of a week in a new one (W3).

References
----------
.. [1] Malisoux 2015, Scand J Med Sci Sports 25:110, doi 10.1111/sms.12154: 264 runners, 22 weeks.
"""

from __future__ import annotations

from datetime import date, timedelta

import pandas as pd

from analysis import words
from analysis.days import up_to
from analysis.findings import Evidence, Finding, Rule, Severity
from analysis.limits import Limit, Limits, above, at_least
from ingest.schema import Log
from ingest.units import metres_from_miles

TURNS_WEEKS = 22
"""Over how long pairs worn by turns are counted: as long as the study looked. [weeks] Reference: [1]_."""

OFTEN = 2
"""Runs from which a pair counts as one of those worn. [runs] Reference: [1]_."""

LEAST_RUNS = 6
"""Runs in a pair from which it is said to be the only one. [runs] Own convention."""

OTHERS_SHARE = 0.1
"""Share of the distance from which other pairs count, though worn once each. [fraction] Own convention."""

SAID_SHARE = 0.5
"""Share of runs whose pair must be known before one can say that there is but one. Own convention."""

NEW_DAYS = 14
"""So long after its first use a pair is new. [days] Expert opinion (W3)."""

NEW_RUNS = 2
"""A week of one run is all in one pair, new or not: it says nothing. [runs] Own convention."""

NEW_WITHIN = Limit(
    "shoes.new_within",
    metres_from_miles(30),
    "m",
    "A pair is new up to",
    "expert opinion (W3)",
    metres_from_miles(5),
    metres_from_miles(100),
)
NEW_SHARE = Limit(
    "shoes.new_share",
    0.5,
    "fraction",
    "Say that much of a week is in a new pair above",
    "expert opinion",
    0,
    1,
)
LIMITS = (NEW_WITHIN, NEW_SHARE)

SINGLE_WHY = (
    "In a study of 264 runners over 22 weeks, those who ran in two or more pairs by turns had fewer injuries "
    "of all kinds (39 % fewer; anything from 3 to 61 % fits). They chose for themselves, so it need not be "
    "the shoes."
)
SINGLE_EVIDENCE = Evidence(
    "weak",
    "Malisoux 2015, doi 10.1111/sms.12154",
    "Weak to moderate: one cohort, injuries of all body parts.",
)
NEW_WHY = "How much of a week goes in a new pair has hardly been studied."
NEW_SUGGESTED = (
    "Coaches suggest to begin with short runs in a new pair and to keep the old one beside it for two weeks."
)
NEW_EVIDENCE = Evidence("convention", "expert opinion", "Cushioning changes most in the first 50 miles.")


def worn(log: Log, today: date, days: int) -> pd.DataFrame:
    """Runs of the last `days` days: run_id, day, shoe_id, name (NaN: no pair is said), distance_m [m]."""
    runs = up_to(log.runs, today)
    runs = runs[runs["day"] > pd.Timestamp(today - timedelta(days=days))]
    names = log.shoes.set_index("shoe_id")["name"]
    return runs[["run_id", "day", "shoe_id", "distance_m"]].assign(name=runs["shoe_id"].map(names))


def shares(worn: pd.DataFrame) -> pd.DataFrame:
    """One row a pair of `worn`, the most worn first: shoe_id, name, runs, distance_m [m], share [fraction].

    Runs without a pair are one row, the last, with shoe_id and name NaN. A run of unknown distance adds 0.
    """
    by_pair = worn.groupby(["shoe_id", "name"], dropna=False, as_index=False)
    table = by_pair.agg(runs=("run_id", "size"), distance_m=("distance_m", "sum"))
    table = table.assign(
        unsaid=table["shoe_id"].isna(), share=table["distance_m"] / table["distance_m"].sum()
    )
    order = table.sort_values(
        ["unsaid", "distance_m", "name"], ascending=[True, False, True], ignore_index=True
    )
    return order[["shoe_id", "name", "runs", "distance_m", "share"]]


def by_turns(log: Log, today: date) -> pd.Series:
    """Runs by shoe_id, of the pairs worn at least twice in 22 weeks."""
    counts = worn(log, today, 7 * TURNS_WEEKS)["shoe_id"].value_counts()
    return counts[counts >= OFTEN]


def single(log: Log, today: date, limits: Limits) -> list[Finding]:
    """W4: one pair alone, but for some that were worn once, in 22 weeks. Reference: [1]_.

    Silent where the pairs of more than half of the runs are not known, in a few runs, and where the other
    pairs took a real share of the distance. Dated on the pair's last run.
    """
    runs = worn(log, today, 7 * TURNS_WEEKS)
    known, pairs = runs.dropna(subset="shoe_id"), by_turns(log, today)
    if len(pairs) != 1 or pairs.iloc[0] < LEAST_RUNS or not at_least(len(known) / len(runs), SAID_SHARE):
        return []
    mine = known["shoe_id"] == pairs.index[0]
    others_m = known.loc[~mine, "distance_m"].sum()
    if others_m > 0 and at_least(others_m, OTHERS_SHARE * known["distance_m"].sum()):
        return []
    return [
        Finding(
            rule="shoes.single",
            severity=Severity.NOTE,
            day=known.loc[mine, "day"].max().date(),
            headline=_single_said(known.loc[mine, "name"].iloc[0], mine.all(), len(runs) - len(known)),
            measured=1.0,
            limit=2.0,
            unit="pairs",
            why=SINGLE_WHY,
            evidence=SINGLE_EVIDENCE,
            subject=pairs.index[0],
        )
    ]


def _single_said(name: str, alone: bool, unsaid: int) -> str:
    """Claims of the known runs only what is so: `you ran in one pair only`, or `more than once`."""
    pair = "in one pair only" if alone else "more than once in one pair only"
    said = f"In the last {TURNS_WEEKS} weeks you ran {pair}: {name}."
    others = "1 other run has" if unsaid == 1 else f"{unsaid:,} other runs have"
    return said if unsaid == 0 else f"{said} {others} no pair in your log."


def new_share(log: Log, shoe_id: str, first: date, today: date, new_m: float) -> pd.DataFrame:
    """How much of the week up to each of a pair's first 14 days was run in it while it was new.

    One row a day from `first` on, not beyond today: day, share [fraction], runs (all of the week). A run
    counts as in a new pair where less than `new_m` was on the pair before it; `start_distance_m` counts.
    """
    runs = up_to(log.runs, today).dropna(subset="distance_m").sort_values("started_at")
    start_m = log.shoes.loc[log.shoes["shoe_id"] == shoe_id, "start_distance_m"].fillna(0.0).sum()
    mine = runs["distance_m"].where(runs["shoe_id"] == shoe_id, 0.0)
    before_m = start_m + mine.cumsum() - mine
    new = mine.where(~at_least(before_m, new_m), 0.0)
    by_day = pd.DataFrame({"new": new, "all": runs["distance_m"], "runs": 1.0}).groupby(runs["day"]).sum()
    last = min(pd.Timestamp(today), pd.Timestamp(first) + pd.Timedelta(days=NEW_DAYS - 1))
    week = by_day.reindex(pd.date_range(pd.Timestamp(first) - pd.Timedelta(days=6), last), fill_value=0.0)
    week = week.rolling(7).sum().dropna()
    return pd.DataFrame(
        {"day": week.index, "share": (week["new"] / week["all"]).array, "runs": week["runs"].array}
    )


def new_jump(log: Log, today: date, limits: Limits) -> list[Finding]:
    """W3: more than half of a week in a pair that has less than 30 miles, in its first two weeks.

    One finding a pair, on the day on which its share was largest, the first where equal. A pair that
    the log begins with is no new one: nobody knows what was run before.
    """
    runs = up_to(log.runs, today)
    found = []
    for shoe_id, first in _first_days(log, runs).items():
        if first <= runs["day"].min():
            continue
        weeks = new_share(log, shoe_id, first, today, limits[NEW_WITHIN])
        weeks = weeks[above(weeks["share"], limits[NEW_SHARE]) & (weeks["runs"] >= NEW_RUNS)]
        if len(weeks):
            found.append(_new_finding(log, shoe_id, weeks.loc[weeks["share"].idxmax()], limits))
    return found


def _first_days(log: Log, runs: pd.DataFrame) -> pd.Series:
    """Day of the first run in each pair, by shoe_id; of first use where that is said to be earlier."""
    ran = runs.groupby("shoe_id")["day"].min()
    said = log.shoes.set_index("shoe_id")["first_used"].reindex(ran.index)
    return ran.where(~(said < ran), said)


def _new_finding(log: Log, shoe_id: str, week: pd.Series, limits: Limits) -> Finding:
    name = log.shoes.set_index("shoe_id")["name"][shoe_id]
    new = words.distance(limits[NEW_WITHIN], limits.profile.distance_unit)
    return Finding(
        rule="shoes.new_jump",
        severity=Severity.NOTE,
        day=week["day"].date(),
        headline=f"{words.portion(week['share'])} of that week was in {name}, with less than {new} on it.",
        measured=float(week["share"]),
        limit=limits[NEW_SHARE],
        unit="fraction",
        why=NEW_WHY,
        evidence=NEW_EVIDENCE,
        subject=shoe_id,
        suggested=NEW_SUGGESTED,
    )


RULES: tuple[Rule, ...] = (new_jump, single)
