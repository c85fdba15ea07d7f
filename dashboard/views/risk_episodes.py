"""The episodes of pain as the risk picture shades them."""

from __future__ import annotations

from datetime import date

import pandas as pd

from analysis import episodes, pain, words
from analysis.limits import Limits, limits_of
from dashboard import words as edge
from dashboard.charts.risk import Span
from dashboard.views.episode_words import at_worst
from ingest.schema import Log


def spans(log: Log, today: date, stopped: bool) -> list[Span]:
    """Each episode with its name, and the day by which it should have been better where it came to that.

    Not of one that goes on while a red flag stands: no usual course is said beside "do not run".
    """
    limits, hurt = limits_of(log), pain.daily(log.diary, today)
    return [
        _span(log.diary, hurt, episode, limits, stopped)
        for episode in episodes.episodes(log.diary, today).itertuples()
    ]


def _span(diary: pd.DataFrame, hurt: pd.Series, episode, limits: Limits, stopped: bool) -> Span:
    first, last = episode.onset.date(), episode.last_painful.date()
    due = episodes.should_be_better_on(first, limits)
    reached = due <= last and not (stopped and episode.state == episodes.GOING_ON)
    return Span(
        first,
        last,
        episodes.where(episode) or "hip",
        _said(episode, diary),
        due if reached else None,
        _due_said(hurt, episode, due, limits) if reached else "",
    )


def _said(episode, diary: pd.DataFrame) -> str:
    ended = "" if episode.state == episodes.OVER else f" ({STATES[episode.state]})"
    return (
        f"<b>{episodes.where(episode) or 'Hip'}</b><br>"
        f"{words.day(episode.onset)} – {words.day(episode.last_painful)}{ended}<br>"
        f"{at_worst(diary, episode.onset.date(), episode.last_painful.date())}<br>"
        f"painful on {episode.painful_days} of {edge.counted(episode.logged_days, 'day')} logged"
    )


STATES = {episodes.GOING_ON: "goes on", episodes.UNKNOWN: "end not known"}


def _due_said(hurt: pd.Series, episode, due: date, limits: Limits) -> str:
    late = len(episodes.not_better(hurt, episode, limits)) > 0
    then = "It was not, on some day since." if late else "As far as the diary tells, it was."
    return f"<b>Should be clearly better by {words.day(due)}</b><br>{then}"
