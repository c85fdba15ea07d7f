"""The soreness clock as one card: how long ago the last run was, and whether the hip is back from it."""

from __future__ import annotations

from datetime import date, datetime, timedelta
from math import isnan

import streamlit as st

from analysis import soreness, words
from analysis.soreness import BACK, SORE, Clock
from dashboard import cache, clock
from dashboard import words as edge
from ingest.schema import Profile
from ingest.store import Store

SHOWN_FOR = timedelta(hours=96)
"""For so long after a run the card is of use; what stays sore for longer, the findings tell."""

WEEKDAYS = ("Monday", "Tuesday", "Wednesday", "Thursday", "Friday", "Saturday", "Sunday")
USUAL = "A day or two of soreness is common. Beyond 72 hours, the run is commonly said to have been too much."


def show(store: Store, profile: Profile, today: date) -> None:
    """One card; nothing where the last run is long ago, or where there is none."""
    last = cache.of_log(store, soreness.present, today)
    now = clock.now(profile).replace(tzinfo=None)
    if last is None or now - last.ended_at > SHOWN_FOR:
        return
    with st.container(border=True):
        st.caption("Soreness clock")
        st.markdown(edge.unbroken(said(last, now)))
        if last.state == SORE:
            st.caption(USUAL)


def said(last: Clock, now: datetime) -> str:
    """`31 h since Friday's run. 3 now, 1 before it: not yet back to usual.`"""
    hours = max(0, (now - last.ended_at) // timedelta(hours=1))
    since = f"**{hours:.0f} h since {run_of(last.day, now.date())}.**"
    return " ".join(filter(None, [since, _state(last, now.date()), _again(last, now.date())]))


def _state(last: Clock, today: date) -> str:
    if not last.readings:
        unknown = "before it" if isnan(last.before) else "since it"
        return f"Nothing was logged {unknown}, so hiplog cannot tell whether the hip is back to usual."
    newest = last.readings[-1]
    levels = f"{words.number(newest.score)} {_when(newest.at.date(), today)}, "
    levels += f"{words.number(newest.before)} before it"
    if last.state == BACK:
        return f"Back to usual within {_hours(last.back.hours)} h: {levels}."
    return f"{levels}: {'not yet back to usual' if last.state == SORE else 'no sorer so far'}."


def _hours(hours: float) -> str:
    """Hours by which the hip was back, so rounded up: 22.2 h is "23"."""
    return f"{-(-hours // 1):.0f}"


def _when(day: date, today: date) -> str:
    return "now" if day == today else f"on {words.day(day)}"


def _again(last: Clock, today: date) -> str:
    if last.again_after is None:
        return ""
    earlier = run_of(last.again_after, today)
    return f"The hip was not back from {earlier} when you ran again, so the clock began anew."


def run_of(day: date, today: date) -> str:
    """`today's run`, `yesterday's run`, `Friday's run`; with its date where that is a week ago or more."""
    back = (today - day).days
    if back < 7:
        return f"{ {0: 'today', 1: 'yesterday'}.get(back, WEEKDAYS[day.weekday()]) }’s run"
    return f"the run on {words.day(day)}"
