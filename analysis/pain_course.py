"""How the hip goes over weeks: the drift of its usual pain (P4), and pain that lasts (P5).

References
----------
.. [1] Salaffi 2004, Eur J Pain, doi 10.1016/j.ejpain.2003.09.004; Farrar 2001, Pain 94:149
"""

from __future__ import annotations

from datetime import date

import pandas as pd

from analysis import words
from analysis.findings import Evidence, Finding, Rule, Severity
from analysis.limits import Limit, Limits, at_least
from analysis.pain import CHANGE, daily, spells, week_median
from ingest.schema import Log

DRIFT_WATCH = Limit("pain.drift_watch", 1, "points", "Rise of the week's median: watch from", CHANGE, 0.5, 10)
DRIFT_ACT = Limit("pain.drift_act", 2, "points", "Rise of the week's median: act from", CHANGE, 0.5, 10)
LASTING_DAYS = Limit("pain.lasting_days", 14, "days", "Pain day after day for", "clinical convention", 7, 60)
LIMITS = (DRIFT_WATCH, DRIFT_ACT, LASTING_DAYS)

LOGGED_SHARE = 5 / 7
"""Share of the days of P5's window that must be logged: 10 of 14. Own convention."""

CHANGE_EVIDENCE = Evidence(
    "moderate",
    f"{CHANGE}; Farrar 2001, Pain 94:149",
    "One point is the smallest change that patients notice, two points are a clear one.",
)
LASTING_EVIDENCE = Evidence(
    "convention",
    "clinical convention: pain beyond two weeks",
    "Advice of clinicians; no study sets the number.",
)
DRIFT_WHY = (
    "The middle score of seven days was held against the seven days before: single days go up and down. "
    "One point is the smallest change that patients notice, two points are a clear one."
)
LASTING_WHY = (
    "Hip pain that lasts two weeks or more is worth showing to a clinician. That is a common convention, "
    "not a measured limit."
)
PARTLY_WHY = "Some days have no entry, so hiplog cannot tell whether they hurt as well. " + LASTING_WHY


def drift(pain: pd.Series) -> pd.Series:
    """Median of the seven days to each day, less that of the seven days before. [points]

    NaN where either week has fewer than RATED_DAYS scores. Reference: [1]_.
    """
    week = week_median(pain)
    return week - week.shift(7)


def weekly_drift(log: Log, today: date, limits: Limits) -> list[Finding]:
    """P4: the week's median pain has risen over that of the week before. Reference: [1]_.

    One finding a spell, on its worst day; the last such day, so that a rise that holds stays news.
    """
    pain = daily(log.diary, today)
    rise = drift(pain)
    breached = at_least(rise, limits[DRIFT_WATCH]) | at_least(rise, limits[DRIFT_ACT])
    worst = [spell.iloc[::-1].idxmax() for spell in spells(rise, breached)]
    return [_drift_finding(day, pain, rise[day], limits) for day in worst]


def _drift_finding(day: pd.Timestamp, pain: pd.Series, rise: float, limits: Limits) -> Finding:
    act = at_least(rise, limits[DRIFT_ACT])
    now = float(pain[day - pd.Timedelta(days=6) : day].median())
    return Finding(
        rule="pain.drift",
        severity=Severity.ACT if act else Severity.WATCH,
        day=day.date(),
        headline=f"Your hip usually hurt {words.number(now)} of 10 in the week to {words.day(day)}, "
        f"up from {words.number(now - rise)} in the week before.",
        measured=float(rise),
        limit=limits[DRIFT_ACT if act else DRIFT_WATCH],
        unit="points",
        why=DRIFT_WHY,
        evidence=CHANGE_EVIDENCE,
    )


def lasting(log: Log, today: date, limits: Limits) -> list[Finding]:
    """P5: pain of 1 or more on every one of 14 days.

    All 14 logged and painful: act. Some missing between a first and a last painful day 14 or
    more apart, both counted, but 10 of 14 logged and every one of them painful: watch, and the
    sentence says how many were logged. One finding a spell, dated on its last painful day: that
    is when it has lasted longest.
    """
    window = int(limits[LASTING_DAYS])
    pain = daily(log.diary, today)
    if pain.empty:
        return []
    pain = pain.reindex(pd.date_range(pain.index[0] - pd.Timedelta(days=window - 1), pain.index[-1]))
    logged = pain.notna().rolling(window).sum()
    painful = at_least(pain, 1.0).rolling(window).sum()
    breached = (painful == logged) & at_least(logged, LOGGED_SHARE * window)
    found = [(_hurting(pain, spell, window), spell) for spell in spells(painful, breached)]
    return [
        _lasting_finding(hurt, bool((spell == window).any()), window)
        for hurt, spell in found
        if _length(hurt) >= window
    ]


def _hurting(pain: pd.Series, spell: pd.Series, window: int) -> pd.Series:
    """The logged days of all windows that end on a day of the spell."""
    return pain[spell.index[0] - pd.Timedelta(days=window - 1) : spell.index[-1]].dropna()


def _length(hurt: pd.Series) -> int:
    """Days from the first to the last, both counted."""
    return (hurt.index[-1] - hurt.index[0]).days + 1


def _lasting_finding(hurt: pd.Series, full: bool, window: int) -> Finding:
    """`full` where some window was painful and logged on every day."""
    last, days = hurt.index[-1], _length(hurt)
    out_of = "" if len(hurt) == days else f" you logged out of the {days}"
    return Finding(
        rule="pain.lasting",
        severity=Severity.ACT if full else Severity.WATCH,
        day=last.date(),
        headline=f"Your hip hurt on all {len(hurt)} days{out_of} up to {words.day(last)}.",
        measured=float(len(hurt)),
        limit=float(window),
        unit="days",
        why=LASTING_WHY if full else PARTLY_WHY,
        evidence=LASTING_EVIDENCE,
    )


RULES: tuple[Rule, ...] = (weekly_drift, lasting)
