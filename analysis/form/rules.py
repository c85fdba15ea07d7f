"""What stands out in form: fewer steps, longer ones, drift within a run, balance (EVIDENCE rules B1 to B4).

All are notes: a change of one's own form says how one moves, and no study ties it to a sore hip.

.. [1] Kliethermes 2021, Br J Sports Med, doi 10.1136/bjsports-2020-103833
.. [2] Heiderscheit 2011, Med Sci Sports Exerc, doi 10.1249/MSS.0b013e3181ebedf4
.. [3] Malisoux 2024, BMJ Open Sport Exerc Med, doi 10.1136/bmjsem-2023-001787
"""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date, timedelta

import numpy as np
import pandas as pd

from analysis import words
from analysis.findings import Evidence, Finding, Rule, Severity
from analysis.form.by_run import DRIFTING, by_run, with_minutes
from analysis.limits import Limit, Limits, above, at_least
from ingest.schema import Log

FEWER_STEPS = Limit(
    "form.fewer_steps",
    0.03,
    "fraction",
    "Fewer steps a minute than usual at the same speed, over seven days, by",
    "own rule after Kliethermes 2021",
    0.01,
    0.20,
)
LONGER_STEPS = Limit(
    "form.longer_steps",
    0.03,
    "fraction",
    "With fewer steps, longer ones than usual at the same speed, by more than",
    "own rule after Heiderscheit 2011",
    0.01,
    0.20,
)
DRIFT = Limit(
    "form.drift",
    0.05,
    "fraction",
    "A run's last third unlike its first at the same speed, by more than",
    "own rule",
    0.01,
    0.30,
)
BALANCE = Limit(
    "form.balance",
    2.0,
    "points",
    "One foot longer on the ground than usual, beside the other, in three runs in a row, by",
    "own rule; evidence is against a link with injury: Malisoux 2024",
    0.5,
    20.0,
)
LIMITS = (FEWER_STEPS, LONGER_STEPS, DRIFT, BALANCE)

WEEK, LEAST_IN_WEEK = 7, 2
"""Days of a mean, and how many runs must tell in it. EVIDENCE rule B1; the second our own convention."""

IN_A_ROW = 3
"""Runs in a row whose balance must be off. EVIDENCE rule B2"""

INDEX = 4.0
"""Points of the symmetry index, by how much longer one foot stays than the other, in each percentage point of
the left foot's share: SI % = 4 (share − 50). EVIDENCE rule B2"""

LOOKED_AT = timedelta(days=456)
"""Form is looked at over 15 months: a year, and the 90 days that its first runs are held against."""

OWN_USUAL = "Usual is what your own runs of the 90 days before lead to expect at the same speed and grade."
STEPS_EVIDENCE = Evidence(
    "moderate",
    "Kliethermes 2021, Br J Sports Med, doi 10.1136/bjsports-2020-103833",
    "In 54 runners over three seasons, each further step a minute went with 5 % fewer bone injuries. "
    "Other hip pain was not studied.",
)
STEPS_WHY = (
    f"{OWN_USUAL} A runner who is sore, tired or careful may step differently, and a new watch may count "
    "differently. In the laboratory hips worked clearly less only with 10 % more steps."
)
LONGER_EVIDENCE = Evidence(
    "weak",
    "Heiderscheit 2011, Med Sci Sports Exerc, doi 10.1249/MSS.0b013e3181ebedf4",
    "45 runners in a laboratory: with shorter, quicker steps hips and knees worked less. Injuries were not "
    "counted.",
)
LONGER_WHY = (
    f"{OWN_USUAL} At one speed fewer steps a minute means longer steps: two sides of one thing. Long steps "
    "land further ahead of the body."
)
DRIFT_EVIDENCE = Evidence("convention", "own rule, expert opinion", "No study sets the number.")
DRIFT_WHY = f"Tired legs run differently: worth a look if your hip speaks up late in runs. {OWN_USUAL}"
BALANCE_EVIDENCE = Evidence(
    "moderate",
    "Malisoux 2024, BMJ Open Sport Exerc Med, doi 10.1136/bmjsem-2023-001787",
    "Evidence against a link: among 836 runners, 107 of them injured, asymmetry did not go with injury.",
)
WHOSE_FOOT = (
    "The file does not say whose share it holds; hiplog takes it for the left foot's, as watches show it."
)
BALANCE_WHY = (
    "Asymmetry alone has not been linked to injury; it may just show how you move with a sore hip. "
    f"{WHOSE_FOOT}"
)
DRIFTED = {
    ("cadence", True): "you took {} more steps a minute",
    ("cadence", False): "you took {} fewer steps a minute",
    ("stance_time", True): "your feet stayed {} longer on the ground",
    ("stance_time", False): "your feet stayed {} less long on the ground",
    ("vertical_ratio", True): "you bounced {} more for each step's length",
    ("vertical_ratio", False): "you bounced {} less for each step's length",
}


def stood_out(log: Log, today: date, limits: Limits) -> list[Finding]:
    """Fewer steps [1]_, longer ones [2]_, drift within a run and a changed balance [3]_: notes, all four.

    Nothing where the log comes without its minutes (`log.gait`).
    """
    if log.gait.empty:
        return []
    runs = with_minutes(log, today)
    form = by_run(runs, log.gait).assign(day=runs["day"].to_numpy())
    return [
        *_fewer_steps(form, limits),
        *_longer_steps(form, limits),
        *_drifts(form, limits),
        *_balances(form, limits),
    ]


def looked_at_since(today: date) -> date:
    """The first day of which minutes are needed."""
    return today - LOOKED_AT


def week_means(form: pd.DataFrame, name: str) -> pd.Series:
    """Mean of a column over the runs of the 7 days to each day, by day; NaN with fewer than two of them."""
    told = form.dropna(subset=[name])
    by_day = told.groupby("day")[name].agg(["sum", "count"])
    if by_day.empty:
        return pd.Series(dtype="float64", index=pd.DatetimeIndex([], dtype="datetime64[us]", name="day"))
    every_day = pd.date_range(by_day.index[0], form["day"].max(), name="day", unit="us")
    week = by_day.reindex(every_day, fill_value=0.0).rolling(WEEK, min_periods=1).sum()
    return (week["sum"] / week["count"]).where(week["count"] >= LEAST_IN_WEEK)


def _fewer_steps(form: pd.DataFrame, limits: Limits) -> list[Finding]:
    fewer, limit = -week_means(form, "cadence_residual"), limits[FEWER_STEPS]
    return [
        _note(
            FEWER_STEPS,
            day.date(),
            f"In the 7 days to {words.day(day)} you took {_percent(fewer[day])} fewer steps a minute than "
            "usual at the same speed.",
            (fewer[day], limit, "fraction"),
            STEPS_WHY,
            STEPS_EVIDENCE,
        )
        for day in _worst(fewer, at_least(fewer, limit))
    ]


def _longer_steps(form: pd.DataFrame, limits: Limits) -> list[Finding]:
    longer, limit = week_means(form, "step_length_residual"), limits[LONGER_STEPS]
    fewer = -week_means(form, "cadence_residual").reindex(longer.index)
    both = above(longer, limit) & at_least(fewer, limits[FEWER_STEPS])
    return [
        _note(
            LONGER_STEPS,
            day.date(),
            f"In the 7 days to {words.day(day)} your steps were {_percent(longer[day])} longer than usual at "
            "the same speed, and fewer.",
            (longer[day], limit, "fraction"),
            LONGER_WHY,
            LONGER_EVIDENCE,
        )
        for day in _worst(longer, both)
    ]


def _worst(measure: pd.Series, breached: pd.Series) -> list[pd.Timestamp]:
    """The worst day of each spell of days on which a limit is breached; the first where equal."""
    spell = (~breached).cumsum()[breached]
    return [days.index[at_least(days, days.max())][0] for _, days in measure[breached].groupby(spell)]


def _drifts(form: pd.DataFrame, limits: Limits) -> Iterator[Finding]:
    """One finding a run, of the measure that drifted furthest."""
    drifts = form[[f"{name}_drift" for name in DRIFTING]].set_axis(DRIFTING, axis=1)
    furthest = drifts.abs().max(axis=1)
    for run_id in furthest.index[above(furthest, limits[DRIFT])]:
        name = drifts.loc[run_id].abs().idxmax()
        drift, day = drifts.loc[run_id, name], form.loc[run_id, "day"]
        said = DRIFTED[name, drift > 0].format(_percent(abs(drift)))
        yield _note(
            DRIFT,
            day.date(),
            f"In the last third of your run on {words.day(day)} {said} than in the first, at the same speed.",
            (abs(drift), limits[DRIFT], "fraction"),
            DRIFT_WHY,
            DRIFT_EVIDENCE,
            run_id,
        )


def _balances(form: pd.DataFrame, limits: Limits) -> Iterator[Finding]:
    """One finding a spell, on its last run's day, so that it stays news while it lasts."""
    index = INDEX * form.set_index("day")["balance_shift"].dropna()
    side = np.sign(index) * at_least(index.abs(), limits[BALANCE])
    for _, spell in index.groupby((side != side.shift()).cumsum().to_numpy()):
        off = at_least(spell.abs(), limits[BALANCE]).all()
        if off and len(spell) >= IN_A_ROW:
            yield _balance(spell, limits[BALANCE])


def _balance(spell: pd.Series, limit: float) -> Finding:
    foot, other = ("left", "right") if spell.mean() > 0 else ("right", "left")
    size = abs(spell.mean())
    return _note(
        BALANCE,
        spell.index[-1].date(),
        f"Since {words.day(spell.index[0])} your {foot} foot has stayed {words.number(size)} % longer on the "
        f"ground than usual, beside the {other} one.",
        (size, limit, "points"),
        BALANCE_WHY,
        BALANCE_EVIDENCE,
    )


def _note(
    limit: Limit,
    day: date,
    headline: str,
    measured: tuple[float, float, str],
    why: str,
    evidence: Evidence,
    subject: str = "",
) -> Finding:
    amount, allowed, unit = measured
    return Finding(
        limit.key, Severity.NOTE, day, headline, float(amount), allowed, unit, why, evidence, subject
    )


def _percent(fraction: float) -> str:
    return f"{words.number(100 * fraction)} %"


RULES: tuple[Rule, ...] = (stood_out,)
