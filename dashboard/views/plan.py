"""Plan: the way back to running. This week's days, the gate to the next week, and how it went."""

from __future__ import annotations

from dataclasses import replace
from datetime import date

import streamlit as st

from analysis import pain, plan, soreness, words
from analysis.limits import Limits, limits_of
from analysis.plan import Progress, present, steps
from analysis.plan.replay import Week
from dashboard import cache, clock, theme
from dashboard import words as edge
from dashboard.views import ceiling_card, notice, plan_file, plan_gates, plan_week, reminders
from ingest.errors import IngestError
from ingest.schema import Log
from ingest.store import Store

INTRO = (
    "Four steps from short runs back to your own: 3 runs a week, then 4, each a little longer, and from the "
    "fourth on 10 % more a week. The hip decides when the next one comes."
)
SAID = "plan.said"


def page(store: Store) -> None:
    """What to do this week; or what must hold before a plan can begin, or go on."""
    log = cache.log(store)
    today = clock.today(log.profile)
    st.title("Plan", anchor=False)
    with st.container():  # its place stays, so that nothing below it folds up when the sentence goes
        notice.told(SAID, floating=True)
    row = plan.current(log, today)
    now = None if row is None else plan.progress(log, row, today)
    if cache.standing(store, today):
        st.markdown(STOPPED)
    elif now is None:
        st.markdown(INTRO)
        plan_gates.start(store, log, today, None)
    elif now.state == present.PAUSED:
        st.markdown(f"**Your plan is paused** since {words.day(now.stopped_on)}, when a red flag stood.")
        plan_gates.start(store, log, today, row)
    else:
        going(store, log, now, row, today)
    if now is not None:
        past(now.history, log.profile.distance_unit)
        end(store, row.plan_id, today)
    earlier(log, row, today)
    colours(limits_of(log))
    how_sure()
    reminders.section(today)


STOPPED = """
:material/front_hand: **No runs while a red flag stands.** Once it is looked into and you have cleared it on
the Today page, it says here what a plan takes to begin, or to go on.
"""


def going(store: Store, log: Log, now: Progress, row, today: date) -> None:
    """The week: its next run, its days, the gate, what goes with the runs, the runner's days, the file."""
    unit = log.profile.distance_unit
    st.markdown(f"**Week {now.week.number}, step {now.step}:** {edge.unbroken(asked(now.week, unit))}.")
    allowed = ceiling_card.allowed(store, today)
    now = replace(now, sessions=plan_week.as_allowed(now.sessions, today, allowed))
    plan_week.days(now.sessions, today, unit)
    if allowed.bound == "pain":
        first = "Rest today." if allowed.closed else "Today:"
        st.text(edge.unbroken(" ".join([first, *allowed.reasons])))
    st.subheader("The gate to the next week", anchor=False)
    st.text(edge.unbroken(now.gate))
    st.subheader("What goes with the runs", anchor=False)
    plan_week.habits(now.habits)
    plan_gates.weekdays(store, row)
    plan_file.download(now, row.plan_id, limits_of(log))


def asked(week: Week, unit: str) -> str:
    """`3 runs of at most 2.4 km`, with what they may come to together where that is bounded."""
    target = week.target
    said = f"{edge.counted(target.runs, 'run')} of at most {words.distance_within(target.cap_m, unit)}"
    if target.budget_m is None:
        return said
    return f"{said}, together at most {words.distance_within(target.budget_m, unit)}"


def past(weeks: tuple[Week, ...], unit: str) -> None:
    """What ran in the weeks before, the last first."""
    if not weeks:
        return
    st.subheader("Weeks before", anchor=False)
    with st.container(gap="xsmall"):
        for week in reversed(weeks):
            st.text(edge.unbroken(plan_week.told(week, unit)))


def earlier(log: Log, going, today: date) -> None:
    """The plans before this one, the last first: their days, why they ended, and their weeks."""
    rows = [row for row in log.plans.itertuples() if going is None or row.plan_id != going.plan_id]
    if not rows:
        return
    with st.expander("Earlier plans"):
        for row in reversed(rows):
            span = f"{edge.date_of(row.started_on)} to {edge.date_of(row.ended_on)}"
            st.text(f"{span}: {row.ended_why}" if isinstance(row.ended_why, str) else span)
            for week in plan.progress(log, row, today).history:
                st.text(edge.unbroken(plan_week.told(week, log.profile.distance_unit)))


def end(store: Store, plan_id: str, today: date) -> None:
    """Ends the plan, with the runner's reason."""
    with st.expander("End this plan"), st.form("plan.end", border=False):
        st.text_input("Why? (for your own record)", key="plan.why", max_chars=500)
        does = {"on_click": ended, "args": (store, plan_id, today)}
        st.form_submit_button("End the plan", key="plan.ended", **does)


def ended(store: Store, plan_id: str, today: date) -> None:
    """Keeps the plan's last day and why."""
    why = st.session_state.get("plan.why", "").strip() or "ended by the runner"
    try:
        store.edit_plan(plan_id, ended_on=today, ended_why=why)
    except IngestError as error:
        notice.say(SAID, notice.REFUSED, str(error))
    else:
        notice.say(SAID, notice.SAVED, "The plan has ended.")


COLOURS = """
- **Green**: pain below {watch} of 10 in the run, and a morning after it no worse than the one before.
- **Amber**: pain of {watch} to {act}, a morning {worse} worse, more running than planned,
  or a run whose length is not known.
  The week is repeated.
- **Red**: pain above {act}, a morning {much_worse} worse, or at {high} and more, or a hip that is
  not back to usual after {hours} hours. The week has no more runs, and the plan goes back a step.
- A run **without a pain score** counts as none of these: log how the hip was.
"""


def colours(limits: Limits) -> None:
    """What the words for runs mean, by the limits in force."""
    said = COLOURS.format(
        watch=words.number(limits[pain.ZONE_WATCH]),
        act=words.number(limits[pain.ZONE_ACT]),
        worse=words.points(limits[pain.MORNING_WATCH]),
        much_worse=words.points(limits[pain.MORNING_ACT]),
        high=words.number(limits[pain.MORNING_HIGH]),
        hours=words.number(limits[soreness.ACT_AFTER]),
    )
    with st.expander("What green, amber and red mean"):
        st.markdown(edge.unbroken(said))


def how_sure() -> None:
    """What the steps rest on."""
    with st.expander("How sure is this?"):
        st.caption(theme.STRENGTHS[steps.EVIDENCE.strength])
        st.text(edge.unbroken(steps.EVIDENCE.said))
        st.text(f"Source: {steps.EVIDENCE.reference}")
