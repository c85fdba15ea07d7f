"""The coming runs of a plan as a calendar file."""

from __future__ import annotations

from datetime import UTC, datetime
from functools import partial

import streamlit as st

from analysis import words
from analysis.plan import Progress
from analysis.plan.present import NEXT, PLANNED
from dashboard import ical
from dashboard.ical import Event
from dashboard.views.reminders import HOW

CARE = "Less where the hip hurts: stop above 5 of 10, and look at Today in hiplog before you go."


def download(now: Progress, plan_id: str, unit: str) -> None:
    """A button for this week's runs to come and the days of the next week."""
    st.download_button(
        "Coming runs for your calendar",
        partial(calendar, now, plan_id, unit),
        file_name="return-plan.ics",
        mime=ical.MIME,
        icon=":material/event:",
        on_click="ignore",
        key="plan.calendar",
    )
    st.caption(HOW)


def calendar(now: Progress, plan_id: str, unit: str) -> str:
    """The file, made at the moment of the tap."""
    return ical.calendar(events(now, plan_id, unit), datetime.now(UTC))


def events(now: Progress, plan_id: str, unit: str) -> list[Event]:
    """An event a run to come; a run keeps its name when it moves to another day of its week."""
    number, done = now.week.number, len(now.week.ran)
    coming = [session for session in now.sessions if session.state in (NEXT, PLANNED)]
    habits = "\n".join(f"- {kept.habit.name}" for kept in now.habits)
    made = []
    for run, session in enumerate(coming, done + 1):
        title = f"Run, at most {words.distance_within(session.cap_m, unit)}"
        text = f"Return plan, week {number}, run {run}.\n{habits}\n{CARE}"
        made.append(Event(_uid(plan_id, number, run), title, session.day, text))
    for run, day in enumerate(now.next_days, 1):
        text = f"Return plan, week {number + 1}. How far: see hiplog, this week decides.\n{CARE}"
        made.append(Event(_uid(plan_id, number + 1, run), "Run, if this week goes well", day, text))
    return made


def _uid(plan_id: str, week: int, run: int) -> str:
    return f"plan-{plan_id}-week{week}-run{run}@hiplog"
