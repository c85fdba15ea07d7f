"""The four weekly questions: how far the hip got in the way of running, as a score from 0 to 100 (P8).

The structure is that of the OSTRC questionnaire on health problems [1]_; the words of the questions are
hiplog's own. Each of four answers, 0 to 3, is worth 0, 8, 17 or 25 [2]_. Who ran fully and without
trouble is asked no more and has 0.

References
----------
.. [1] Clarsen 2013, Br J Sports Med, doi 10.1136/bjsports-2012-091524
.. [2] Clarsen 2020, Br J Sports Med (the update with its gatekeeper question)
"""

from __future__ import annotations

from datetime import date

import pandas as pd

from analysis import words
from analysis.days import up_to
from analysis.findings import Evidence, Finding, Rule, Severity
from analysis.limits import Limits
from ingest.schema import WEEKLY_ANSWERS, Log

WORTH = {0.0: 0.0, 1.0: 8.0, 2.0: 17.0, 3.0: 25.0}
"""What an answer adds to the score. Reference: [2]_."""

MODERATE, UNABLE = 2, 3
"""Answers from which a loss of volume or performance is substantial, and that of one who could not run."""

BINS = {0.0: "no trouble", 39.0: "some trouble", 75.0: "much trouble", 100.0: "hardly any running"}
"""Highest score of each group. The groups are ours; no study draws these lines."""

EVERY_DAYS = 7
SUCCESSIVE_DAYS = 14
"""When to ask again, and within how many days answers follow one another: one week may be missed."""

EVIDENCE = Evidence(
    "moderate",
    "Clarsen 2013, doi 10.1136/bjsports-2012-091524; Clarsen 2020, Br J Sports Med",
    "The questionnaire is tested and widely used; what to do at a score was not studied.",
)
WHY = (
    "In the questionnaire that these questions follow, a problem counts as substantial when it cuts the "
    "amount or the quality of your training moderately or more, or keeps you from it. {then}"
)
ONCE = "Once is worth watching. If it stays so, see a clinician."
AGAIN = "When that lasts for two weeks, or when you cannot run at all, it is time to see a clinician."

LIMITS = ()


def scores(weekly: pd.DataFrame, until: date) -> pd.DataFrame:
    """One row an answered day: day, score [0–100] and substantial, oldest first.

    Full participation without trouble is 0, whatever else is there. Substantial is a moderate or severe
    loss of volume or performance, or that one could not run. References: [1]_, [2]_.
    """
    answers = up_to(weekly, until).sort_values("day").drop_duplicates("day", keep="last")
    free = answers["participation"] == 0
    worth = (
        answers[list(WEEKLY_ANSWERS)]
        .apply(lambda answer: answer.map(WORTH))
        .sum(axis="columns", skipna=False)
    )
    lost = answers[["volume", "performance"]].max(axis="columns") >= MODERATE
    frame = pd.DataFrame({"day": answers["day"], "score": worth.mask(free, 0.0)})
    frame["substantial"] = ~free & (lost | (answers["participation"] == UNABLE))
    return frame.reset_index(drop=True)


def named(score: float) -> str:
    """The group of a score, in words."""
    return next(name for highest, name in BINS.items() if score <= highest)


def is_due(weekly: pd.DataFrame, today: date) -> bool:
    """Whether to ask: nothing is answered yet, or the last answers are seven days old or older."""
    last = up_to(weekly, today)["day"].max()
    return pd.isna(last) or (pd.Timestamp(today) - last).days >= EVERY_DAYS


def substantial(log: Log, today: date, limits: Limits) -> list[Finding]:
    """P8: the hip took substantially from the running of a week.

    One finding an answered week. To watch, because the score measures well but no study says what to do
    at one; to act on where one could not run, or where the answers before, two weeks ago at most, were
    substantial as well: two bad weeks in a row are a reason for a clinician (EVIDENCE 5.4).
    """
    answered = scores(log.weekly, today)
    near = answered["day"].diff() <= pd.Timedelta(days=SUCCESSIVE_DAYS)
    again = near & answered["substantial"].shift(1, fill_value=False)
    unable = up_to(log.weekly, today).set_index("day")["participation"] == UNABLE
    chosen = answered.assign(act=again | answered["day"].map(unable))[answered["substantial"]]
    return [_finding(row, log.weekly) for row in chosen.itertuples()]


def _finding(row, weekly: pd.DataFrame) -> Finding:
    answers = weekly[weekly["day"] == row.day].iloc[-1]
    return Finding(
        rule="pain.weekly",
        severity=Severity.ACT if row.act else Severity.WATCH,
        day=row.day.date(),
        headline=_headline(answers, words.day(row.day)),
        measured=float(answers[["participation", "volume", "performance"]].max()),
        limit=float(MODERATE),
        unit="points",
        why=WHY.format(then=AGAIN if row.act else ONCE),
        evidence=EVIDENCE,
    )


def _headline(answers: pd.Series, day: str) -> str:
    if answers["participation"] == UNABLE:
        return f"In the week to {day} your hip kept you from running."
    lost = {"volume": "how much you ran", "performance": "how well you ran"}
    cut = [said for name, said in lost.items() if answers[name] >= MODERATE]
    return f"In the week to {day} your hip clearly cut {' and '.join(cut)}."


RULES: tuple[Rule, ...] = (substantial,)
