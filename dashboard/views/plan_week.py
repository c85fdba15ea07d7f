"""The plan's week as boxes, what goes with its runs, and one line for each week that is over."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace
from datetime import date
from math import isnan

import streamlit as st

from analysis import words
from analysis.ceiling import Ceiling
from analysis.plan import Session
from analysis.plan.present import DONE, MISSED, NEXT, OVER, PLANNED, REST, Kept
from analysis.plan.replay import ADVANCED, BACK, OPEN, REPEATED, STOPPED, Week
from dashboard import words as edge

ICONS = {
    DONE: ":material/check_circle:",
    OVER: ":material/error:",
    MISSED: ":material/remove_circle_outline:",
    NEXT: ":material/directions_run:",
    PLANNED: ":material/radio_button_unchecked:",
    REST: ":material/bedtime:",
}
VERDICTS = {"waiting": "waits for the morning", "unrated": "no pain score"}
LED = {
    ADVANCED: "on to the next step",
    REPEATED: "the step again",
    BACK: "back a step",
    STOPPED: "stopped by a red flag",
    OPEN: "not finished",
}


def as_allowed(sessions: Sequence[Session], today: date, allowed: Ceiling) -> tuple[Session, ...]:
    """The days with today's run as long as today's ceiling leaves it, or left out where that is closed."""
    return tuple(_allowed(each, allowed) if each.day == today else each for each in sessions)


def _allowed(session: Session, allowed: Ceiling) -> Session:
    if session.state != NEXT:
        return session
    if allowed.allowed_m is None:
        return replace(session, state=REST)
    return replace(session, cap_m=min(allowed.allowed_m, session.cap_m))


def days(sessions: Sequence[Session], today: date, unit: str) -> None:
    """The seven days, each a box."""
    for column, session in zip(st.columns(7, gap="xxsmall", border=True), sessions, strict=True):
        with column:
            st.markdown(edge.unbroken(box(session, today, unit)))


def box(session: Session, today: date, unit: str) -> str:
    """A day in a few words: `**Mon 2** ✓ 2.3 km: green`."""
    day = f"{words.WEEKDAYS[session.day.weekday()]} {session.day.day}"
    return f"**{'Today' if session.day == today else day}** {ICONS[session.state]} {_said(session, unit)}"


def _said(session: Session, unit: str) -> str:
    if session.state in (MISSED, REST):
        return session.state
    if session.state in (NEXT, PLANNED):
        return f"up to {words.distance_within(session.cap_m, unit)}"
    far = "ran" if isnan(session.distance_m) else words.distance(session.distance_m, unit)
    verdict = VERDICTS.get(session.verdict, session.verdict)
    return f"{far}, too much: {verdict}" if session.state == OVER else f"{far}: {verdict}"


def habits(kept: Sequence[Kept]) -> None:
    """What goes with the runs, done or not yet; none of it holds the plan up."""
    with st.container(gap="xxsmall"):
        for each in kept:
            done = each.done >= each.wanted
            icon = ":material/check_box:" if done else ":material/check_box_outline_blank:"
            st.markdown(f"{icon} {each.habit.name}: {each.done} of {each.wanted}")
    st.caption("Ticked by what you log as done. They belong to the plan, but do not hold it up.")


def told(week: Week, unit: str) -> str:
    """`2 to 8 Nov: 3 of 3 runs, 7.1 km, 3 green; on to the next step`."""
    span = f"{edge.date_of(week.first)} to {edge.date_of(week.last)}"
    ran = (
        f"{len(week.ran)} of {edge.counted(week.target.runs, 'run')}, {words.distance(week.distance_m, unit)}"
    )
    kinds = [
        (week.count(kind), VERDICTS.get(kind, kind))
        for kind in ("green", "amber", "red", "waiting", "unrated")
    ]
    how = "".join(f", {count} {kind}" for count, kind in kinds if count)
    return f"{span}, step {week.target.step}: {ran}{how}; {LED[week.verdict]}."
