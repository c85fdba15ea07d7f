"""Pain days grouped into episodes: when each began, where it hurt, how it went, and when it should be better.

What is an episode here is our own convention, for no study gives one. Single points are the noise of
the scale, on which one point is the smallest change that patients notice [1]_, so it goes by weeks:

* a painful day has a worst pain of 1 or more; days without a score are neither painful nor free, and
  all counts below are of days with a score;
* pain is an episode from a day of 2 or more, or once 4 of 7 days are painful (their middle score is
  then 1 or more); it began with the first painful day since the one before it was over;
* it is over with a day of no pain that ends 7 of which none is 2 or more and at most 3 are painful
  (their middle score is 0), or 3 pain-free days in a row that reach over 14 days: who logs rarely in
  good times ends an episode as well;
* after more than SILENT_DAYS days in a row without a score nobody knows how it ended; pain that is
  logged later begins another.

References
----------
.. [1] Salaffi 2004, Eur J Pain, doi 10.1016/j.ejpain.2003.09.004
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from datetime import date, timedelta
from itertools import chain

import numpy as np
import pandas as pd

from analysis import words
from analysis.days import SILENT_DAYS, up_to
from analysis.findings import Evidence, Finding, Rule, Severity
from analysis.limits import HAIR, Limit, Limits, at_least
from analysis.pain import CHANGE, daily, week_median
from analysis.pain_course import lasting
from ingest.schema import PLACES, SIDES, Log, spots_of

PAINFUL, CLEAR = 1.0, 2.0
"""Scores from which a day is painful, and from which it is so beyond the noise. [0–10]"""

WEEK, FEW = 7, 3
"""Days with a score that make a week, and how many of them may be painful for their middle to be 0."""

FREE_LEAST, FREE_SPAN = 3, 14
"""Pain-free days in a row, and the days since the last painful one over which they must reach."""

CLEARLY_POINTS, CLEARLY_SHARE = 2.0, 0.33
"""A fall by which patients call themselves much better. [points], [fraction] Reference: [1]_."""

BETTER_AFTER = Limit(
    "episodes.better_after",
    14,
    "days",
    "An episode should be clearly better after",
    "popular articles: mild overuse gets better within one to two weeks; clinical convention",
    7,
    60,
)
LIMITS = (BETTER_AFTER,)

GOING_ON, OVER, UNKNOWN = "going on", "over", "unknown"
COLUMNS = {
    "onset": "datetime64[us]",
    "last_painful": "datetime64[us]",
    "ended_on": "datetime64[us]",
    "state": "str",
    "place": "str",
    "side": "str",
    "spots": "str",
    "painful_days": "int64",
    "logged_days": "int64",
}


ARTICLES = "popular articles on running with hip pain, which differ from one another; no study"


@dataclass(frozen=True)
class Course:
    """How long pain in a place is commonly said to last [days], in a sentence, and who says so."""

    days: tuple[int, int]
    said: str
    source: str = ARTICLES


MILD = "Mild overuse is commonly said to get better within one to two weeks."
COMMON = Course((7, 14), MILD)  # KNOWLEDGE 0.12, 0.15
GROIN = (
    f"{MILD} Ache deep in the groin that grows while you run and eases with rest is not one to wait for: "
    "have it looked at soon."
)
COURSES = {
    "front": Course((7, 14), GROIN),  # KNOWLEDGE 0.9, 0.12
    "deep": Course((7, 14), GROIN),  # KNOWLEDGE 0.9, 0.12
    "outer": Course(
        (7, 42),
        "On the outer hip it is commonly said to take about a week; the author of one article was out for "
        "six weeks after running on.",
    ),  # KNOWLEDGE 2.3, 2.4, 3.1
}
"""By place; COMMON for all others."""


def episodes(diary: pd.DataFrame, until: date) -> pd.DataFrame:
    """One row an episode, the oldest first, with COLUMNS. Scores are 0–10.

    `ended_on` is the day on which it could be called over; NaT where it goes on, or where nobody knows
    (`state` says which). `logged_days` counts days with a score from onset to the last painful day.
    `place` and `side` are the most frequent, the newer where equal; `spots` are all, frequent first.
    """
    newest = up_to(diary, until).drop_duplicates("day", keep="last")
    told = zip(*(newest[name].astype(object).to_list() for name in ("side", "place", "spots")), strict=True)
    entries = dict(zip(newest["day"].to_list(), told, strict=True))
    rows = [_row(*stretch, entries) for stretch in _stretches(daily(diary, until).dropna(), until)]
    return pd.DataFrame([row for row in rows if row], columns=list(COLUMNS)).astype(COLUMNS)


def _stretches(scored: pd.Series, until: date) -> Iterator[tuple[pd.Series, str]]:
    """The scored days from a painful one to the end of that pain, and how it ended."""
    score, day = scored.to_numpy(), scored.index.to_numpy()
    silent = _silent(day[:-1], day[1:]) if len(day) else day
    begun = None
    for place in range(len(score)):
        if begun is not None and silent[place - 1]:
            yield scored.iloc[begun:place], UNKNOWN
            begun = None
        if begun is None and score[place] >= PAINFUL:
            begun = place
        if begun is not None and _over(score[begun : place + 1], day[begun : place + 1]):
            yield scored.iloc[begun : place + 1], OVER
            begun = None
    if begun is not None:
        lost = _silent(day[-1], pd.Timestamp(until).to_numpy())
        yield scored.iloc[begun:], UNKNOWN if lost else GOING_ON


def _silent(day: np.ndarray, following: np.ndarray) -> np.ndarray:
    """Whether the days between one with a score and the following are a gap in the log."""
    return following - day - np.timedelta64(1, "D") > np.timedelta64(SILENT_DAYS, "D")


def _over(score: np.ndarray, day: np.ndarray) -> bool:
    """Whether pain is over with the last of these days."""
    if score[-1] >= PAINFUL:
        return False
    week = score[-WEEK:]
    if len(week) == WEEK and week.max() < CLEAR and (week >= PAINFUL).sum() <= FEW:
        return True
    last_painful = np.flatnonzero(score >= PAINFUL)[-1]
    free, reach = len(score) - 1 - last_painful, day[-1] - day[last_painful]
    return bool(free >= FREE_LEAST and reach >= np.timedelta64(FREE_SPAN, "D"))


def _counts(days: pd.Series) -> bool:
    """Whether pain is more than the noise of the scale."""
    painful = days.to_numpy() >= PAINFUL
    return bool(days.max() >= CLEAR or np.convolve(painful, np.ones(WEEK, dtype=int)).max() > FEW)


def _row(days: pd.Series, state: str, entries: dict[pd.Timestamp, tuple]) -> dict | None:
    """`entries` holds the (side, place, spots) of each day."""
    if not _counts(days):
        return None
    hurt = days[days >= PAINFUL]
    said = [entries[day] for day in hurt.index]
    sides, places, _ = zip(*said, strict=True)
    return {
        "onset": hurt.index[0],
        "last_painful": hurt.index[-1],
        "ended_on": days.index[-1] if state == OVER else pd.NaT,
        "state": state,
        "place": _most(places),
        "side": _most(sides),
        "spots": " ".join(_by_count([*chain.from_iterable(spots_of(*each) for each in said)])) or None,
        "painful_days": len(hurt),
        "logged_days": len(days.loc[: hurt.index[-1]]),
    }


def _by_count(said: list[str]) -> list[str]:
    """Each once, the most frequent first, the newer where equal."""
    newest_first = Counter(reversed(said))
    return [word for word, _ in newest_first.most_common()]


def _most(said: Sequence[object]) -> str | None:
    return next(iter(_by_count([each for each in said if isinstance(each, str)])), None)


def course(place: object) -> Course:
    """What is commonly said of pain in a place; the common course where it is not known."""
    return COURSES.get(place, COMMON)


def should_be_better_on(onset: date, limits: Limits) -> date:
    """The day by which an episode should be clearly better."""
    return onset + timedelta(days=int(limits[BETTER_AFTER]))


def improved(pain: pd.Series) -> pd.Series:
    """Whether each day of an episode is clearly better than its worst week so far; 1, 0, NaN = not known.

    `pain` is the worst pain by day from the onset on. The median of seven days must have fallen by 2
    points or by a third from the highest such median. Reference: [1]_.
    """
    week = week_median(pain)
    peak = week.cummax()
    fallen = peak - week
    clearly = at_least(fallen, CLEARLY_POINTS) | ((fallen > HAIR) & at_least(fallen, CLEARLY_SHARE * peak))
    return clearly.astype("float64").where(week.notna())


def not_better(pain: pd.Series, episode, limits: Limits) -> pd.DatetimeIndex:
    """The logged days of an episode, its due day or later, on which it is known not to be clearly better.

    `pain` is the worst pain by day, `episode` a row of `episodes`. Days after its last painful one are
    none of its days.
    """
    days = pain[episode.onset : episode.last_painful]
    due = pd.Timestamp(should_be_better_on(episode.onset.date(), limits))
    if episode.last_painful < due:
        return days.index[:0]
    better = improved(days)
    return better[(better == 0) & days.notna() & (better.index >= due)].index


def is_better(pain: pd.Series, episode) -> bool | None:
    """Whether an episode is clearly better than in its worst week, on the last day of `pain`.

    None where that is not known.
    """
    better = improved(pain[episode.onset :]).iloc[-1]
    return None if pd.isna(better) else bool(better)


OVERDUE_EVIDENCE = Evidence(
    "convention",
    f"clinical convention; popular articles: one to two weeks; a clear change: {CHANGE}",
    "Articles differ from a week to six; no study sets the number.",
)
OVERDUE_WHY = (
    "{course} A clear change is two points or a third less in the middle of seven days. "
    "Your hip has not come that far, so it is worth showing to a clinician."
)


def overdue(log: Log, today: date, limits: Limits) -> list[Finding]:
    """An episode that is not clearly better when it should be: see a clinician. Reference: [1]_.

    One finding an episode, on the last day on which that is known. To be acted on where the middle of
    the week is 2 points or more, else to watch. P5 (`pain.lasting`) says nearly the same of pain
    without a break: where it speaks in the same week and as urgently, this rule is silent.
    """
    pain = daily(log.diary, today)
    days = [(each, not_better(pain, each, limits)) for each in episodes(log.diary, today).itertuples()]
    found = [_overdue_finding(pain, each, late[-1], limits) for each, late in days if len(late)]
    spoken = lasting(log, today, limits)
    return [finding for finding in found if not any(_says_it(other, finding) for other in spoken)]


def _says_it(other: Finding, finding: Finding) -> bool:
    near = abs((other.day - finding.day).days) < 7
    return near and other.severity >= finding.severity


def _overdue_finding(pain: pd.Series, episode, day: pd.Timestamp, limits: Limits) -> Finding:
    usual = week_median(pain[episode.onset : day])[day]
    count = (day - episode.onset).days
    return Finding(
        rule="episodes.overdue",
        severity=Severity.ACT if at_least(usual, CLEAR) else Severity.WATCH,
        day=day.date(),
        headline=f"Your hip has been hurting on and off since {words.day(episode.onset)}. "
        f"{words.days(count)} on, it was not clearly better than in its worst week: see a clinician.",
        measured=float(count),
        limit=limits[BETTER_AFTER],
        unit="days",
        why=OVERDUE_WHY.format(course=course(episode.place).said),
        evidence=OVERDUE_EVIDENCE,
    )


def where(episode) -> str:
    """Place and side of an episode in words: "outer hip, left"; "" where neither is known."""
    said = [PLACES.get(episode.place), SIDES.get(episode.side)]
    return ", ".join(word for word in said if word)


RULES: tuple[Rule, ...] = (overdue,)
