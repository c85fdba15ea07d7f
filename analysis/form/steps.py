"""Fewer steps a minute than usual at the same speed, and longer ones (EVIDENCE rules B1 and B4).

.. [1] Kliethermes 2021, Br J Sports Med, doi 10.1136/bjsports-2020-103833
.. [2] Heiderscheit 2011, Med Sci Sports Exerc, doi 10.1249/MSS.0b013e3181ebedf4
"""

from __future__ import annotations

import pandas as pd

from analysis import words
from analysis.findings import Evidence, Finding
from analysis.form.note import OWN_USUAL, note, percent
from analysis.limits import Limit, Limits, above, at_least

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

WEEK, LEAST_IN_WEEK = 7, 2
"""Days of a mean, and how many runs must tell in it. EVIDENCE rule B1; the second our own convention."""

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
LONGER_WHY = f"{OWN_USUAL} At one speed fewer steps a minute means longer steps: two sides of one thing."


def week_means(form: pd.DataFrame, name: str) -> pd.Series:
    """Mean of a column over the runs of the 7 days to each day, by day; NaN with fewer than two of them."""
    told = form.dropna(subset=[name])
    by_day = told.groupby("day")[name].agg(["sum", "count"])
    if by_day.empty:
        return pd.Series(dtype="float64", index=pd.DatetimeIndex([], dtype="datetime64[us]", name="day"))
    every_day = pd.date_range(by_day.index[0], form["day"].max(), name="day", unit="us")
    week = by_day.reindex(every_day, fill_value=0.0).rolling(WEEK, min_periods=1).sum()
    return (week["sum"] / week["count"]).where(week["count"] >= LEAST_IN_WEEK)


def fewer_steps(form: pd.DataFrame, limits: Limits) -> list[Finding]:
    """One finding a spell of days, of its worst. Reference: [1]_."""
    fewer, limit = -week_means(form, "cadence_residual"), limits[FEWER_STEPS]
    return [
        note(
            FEWER_STEPS,
            day.date(),
            f"In the 7 days to {words.day(day)} you took {percent(fewer[day])} fewer steps a minute than "
            "usual at the same speed.",
            (fewer[day], limit, "fraction"),
            STEPS_WHY,
            STEPS_EVIDENCE,
        )
        for day in _worst(fewer, at_least(fewer, limit))
    ]


def longer_steps(form: pd.DataFrame, limits: Limits) -> list[Finding]:
    """One finding a spell of days, of its worst, beside fewer steps only. Reference: [2]_."""
    longer, limit = week_means(form, "step_length_residual"), limits[LONGER_STEPS]
    fewer = -week_means(form, "cadence_residual").reindex(longer.index)
    both = above(longer, limit) & at_least(fewer, limits[FEWER_STEPS])
    return [
        note(
            LONGER_STEPS,
            day.date(),
            f"In the 7 days to {words.day(day)} your steps were {percent(longer[day])} longer than usual at "
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
