"""How the hip has been, and each episode of pain, in sentences."""

from __future__ import annotations

from datetime import date, timedelta

import pandas as pd

from analysis import episodes, pain, words, worst
from analysis.limits import Limits
from dashboard import words as edge
from ingest.schema import PLACES

HOW = (
    "An episode begins with a day of 2 or more, or with four painful days of seven, and is over after seven "
    "logged days that are nearly all free of pain. Days without an entry count neither way."
)
WEEK = 7
PROGRESS = {
    True: "By now it is clearly better than in its worst week.",
    False: "**It should have been clearly better by {due}, and is not**: worth showing to a clinician.",
    None: "Too few days were logged lately to tell whether it is clearly better than in its worst week.",
}


def lately(diary: pd.DataFrame, found: pd.DataFrame, today: date) -> str:
    """The last seven days and the present episode, in a sentence or two."""
    return " ".join(filter(None, [_week(diary, today), _present(found)]))


def _week(diary: pd.DataFrame, today: date) -> str:
    since = today - timedelta(days=WEEK - 1)
    week = pain.daily(diary, today)[pd.Timestamp(since) :].dropna()
    highest = at_worst(diary, since, today)
    painful, logged = int((week >= episodes.PAINFUL).sum()), edge.counted(len(week), "day")
    if painful:
        return f"**Pain on {painful} of the {logged} logged in the last seven: {highest}.**"
    if highest:
        return f"**Pain in the last seven days: {highest}.**"
    if week.empty:
        return "**No score in the last seven days**, so hiplog cannot tell how the hip is."
    return f"**No pain on the {logged} logged** of the last seven."


def at_worst(diary: pd.DataFrame, first: date, last: date) -> str:
    """`4 of 10 at worst, on Sun 22 Nov`, of the days from the first to the last; "" without pain."""
    found = worst.within(diary, first, last)
    if found is None or found.score == 0:
        return ""
    return f"{words.number(found.score)} of 10 at worst, {found.when}"


def _present(found: pd.DataFrame) -> str:
    if found.empty:
        return ""
    last = next(found.tail(1).itertuples())
    where = episodes.where(last)
    place = f" ({where})" if where else ""
    if last.state == episodes.GOING_ON:
        return f"This episode{place} began on {words.day(last.onset)}."
    if last.state == episodes.OVER:
        return f"The last episode{place} was over by {words.day(last.ended_on)}."
    silent = words.day(last.last_painful)
    return f"How the last episode{place} ended is not known: after {silent} the diary was silent."


def told(episode, diary: pd.DataFrame, today: date) -> str:
    """One episode: from when to when, where, how bad, on how many days."""
    year = f" {episode.onset.year}" if episode.onset.year != today.year else ""
    where = _spots(episode) or "place not said"
    highest = at_worst(diary, episode.onset.date(), episode.last_painful.date())
    days = f"painful on {episode.painful_days} of {edge.counted(episode.logged_days, 'day')} logged"
    return f"**{words.day(episode.onset)}{year} – {_end(episode)}**: {where}; {highest}; {days}."


def _end(episode) -> str:
    if episode.state == episodes.GOING_ON:
        return "goes on"
    last = words.day(episode.last_painful)
    return last if episode.state == episodes.OVER else f"{last}, end not known"


def _spots(episode) -> str:
    """The main place and side, and all others by name: "outer hip, left; also back / buttock"."""
    main = episodes.where(episode)
    spots = episode.spots.split() if isinstance(episode.spots, str) else []
    others = dict.fromkeys(spot.partition(".")[2] for spot in spots)
    also = [PLACES[place] for place in others if place != episode.place]
    return f"{main}, also {' and '.join(also)}" if main and also else main


def expected(episode, hurt: pd.Series, today: date, limits: Limits) -> str:
    """What is commonly said of pain in this place, and whether it has become better in time.

    `hurt` is the worst pain by day, up to today.
    """
    course = episodes.course(episode.place)
    if episode.state != episodes.GOING_ON:
        return course.said
    day, (least, most) = (today - episode.onset.date()).days + 1, course.days
    said = f"{course.said} Today is day {day}; it is commonly said to take {least} to {most} days."
    due = episodes.should_be_better_on(episode.onset.date(), limits)
    if due > today:
        return f"{said} It should be clearly better by {words.day(due)}; if not, see a clinician."
    return f"{said} {PROGRESS[episodes.is_better(hurt, episode)].format(due=words.day(due))}"
