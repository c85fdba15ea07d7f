"""The coming runs of a plan as a calendar file."""

from __future__ import annotations

from datetime import UTC, datetime
from functools import partial

import streamlit as st

from analysis import pain, words
from analysis.limits import Limits
from analysis.plan import Progress
from analysis.plan.present import NEXT, PLANNED
from dashboard import ical
from dashboard.ical import Event
from dashboard.views.reminders import HOW

CARE = "Less where the hip hurts: stop above {act} of 10, and look at Today in hiplog before you go."


def download(now: Progress, plan_id: str, limits: Limits) -> None:
    """A button for this week's runs to come and the days of the next week."""
    st.download_button(
        "Coming runs for your calendar",
        partial(calendar, now, plan_id, limits),
        file_name="return-plan.ics",
        mime=ical.MIME,
        icon=":material/event:",
        on_click="ignore",
        key="plan.calendar",
    )
    st.caption(HOW)


def calendar(now: Progress, plan_id: str, limits: Limits) -> str:
    """The file, made at the moment of the tap."""
    return ical.calendar(events(now, plan_id, limits), datetime.now(UTC))


def events(now: Progress, plan_id: str, limits: Limits) -> list[Event]:
    """An event a run to come; a run keeps its name when it moves to another day of its week."""
    unit, care = limits.profile.distance_unit, CARE.format(act=words.number(limits[pain.ZONE_ACT]))
    number, done = now.week.number, len(now.week.ran)
    coming = [session for session in now.sessions if session.state in (NEXT, PLANNED)]
    habits = "\n".join(f"- {kept.habit.name}" for kept in now.habits)
    made = []
    for run, session in enumerate(coming, done + 1):
        title = f"Run, at most {words.distance_within(session.cap_m, unit)}"
        text = f"Return plan, week {number}, run {run}.\n{habits}\n{care}"
        made.append(Event(_uid(plan_id, number, run), title, session.day, text))
    for run, day in enumerate(now.next_days, 1):
        text = f"Return plan, week {number + 1}. How far: see hiplog, this week decides.\n{care}"
        made.append(Event(_uid(plan_id, number + 1, run), "Run, if this week goes well", day, text))
    return made


def _uid(plan_id: str, week: int, run: int) -> str:
    return f"plan-{plan_id}-week{week}-run{run}@hiplog"
