"""Care: what is due now, the warm-up to tick off, ice or heat, exercises, and all of it beside the pain."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date, datetime

import pandas as pd
import streamlit as st

from analysis import care, words
from analysis.guide import guide
from dashboard import cache, clock
from dashboard.charts import adherence
from dashboard.views import care_exercises, links, notice, picture, told_source
from dashboard.views.care_log import SAID, Ticked, tick, ticked
from ingest.schema import DONE, Log
from ingest.store import Store

PUT_AWAY = (
    "**While a warning sign stands,** the warm-up and every exercise that loads the hip are put away here. "
    "What helps without load stays."
)
NOTHING_TICKED = "Tick what you do, and it will stand here week by week, under your pain."
ASKED = "Ice or heat?"
STATES = {"now": "due now", "later": "from {opens}", "over": "until {closes}"}


def page(store: Store) -> None:
    """What is due now first, then what can be ticked, the library, and the picture."""
    log = cache.log(store)
    now = clock.now(log.profile)
    st.title("Care", anchor=False)
    notice.told(SAID, floating=True)
    resting = bool(cache.standing(store, now.date()))
    if resting:
        st.markdown(PUT_AWAY)
    today = ticked(log, now.date())
    due_now(store, log, now, resting)
    ice_or_heat(log, now)
    in_a_row(log, now.date())
    if not resting:
        warm_up(store, today, bool((log.runs["day"] == pd.Timestamp(now.date())).any()))
    with st.expander("What I did today", icon=":material/checklist:"):
        done_today(store, today)
    if not resting:
        more_sets(store, today)
    by_heart(resting)
    beside_pain(log, now.date())
    st.subheader("Exercises", anchor=False)
    care_exercises.library(store, today, resting)


def due_now(store: Store, log: Log, now: datetime, resting: bool) -> None:
    """The steps after the last run that are due now, and the others folded away."""
    every = care.protocol(guide().steps.values(), log, now)
    steps = [due for due in every if not (resting and due.step.loads_hip)]
    if not steps:
        return
    run = care.last_run(log, now)
    before = ticked(log, run.day)
    st.subheader(f"After the run of {words.day(run.day)}", anchor=False)
    due = [each for each in steps if each.state == "now"]
    for each in due:
        step(store, each, before)
    if not due:
        st.markdown("Nothing is due right now.")
    with st.expander("The rest of the first 24 hours", icon=":material/schedule:"):
        for each in steps:
            if each.state != "now":
                step(store, each, before)
        told_source.said("convention", ("articles",))


def step(store: Store, due: care.Due, before: Ticked) -> None:
    """One step with its hours; those that are logged by a tap have a button, the morning's has a link."""
    hours = {"opens": f"{due.opens:%H:%M}", "closes": f"{due.closes:%H:%M}"}
    when = STATES[due.state].format(**hours)
    if due.step.done:
        label = f"{due.step.name} ({when})"
        tick(store, f"care.step.{due.step.id}", label, before, dated=True, done=[due.step.done])
    else:
        st.markdown(f"**{due.step.name}** ({'logged' if due.logged else when})")
    told_source.small(due.step.how)
    if not due.step.done and due.state == "now" and not due.logged:
        links.link("today", "Log it", ":material/today:")


def warm_up(store: Store, today: Ticked, ran: bool) -> None:
    """The checklist before a run; folded once it is done, or the day has its run."""
    done = "prehab" in today.done
    title = "Before the run: done" if done else "Before the run"
    with st.expander(title, icon=":material/directions_run:", expanded=not done and not ran):
        care_exercises.routine(store, guide().routines["pre_run"], today)


def ice_or_heat(log: Log, now: datetime) -> None:
    """Ice or heat by the diary, under its question: on an empty log it stands alone."""
    relief = care.ice_or_heat(log, now)
    remedy = guide().remedies[relief.kind]
    day = words.day(relief.onset) if relief.onset else ""
    answer = remedy.headline.removeprefix(ASKED).strip()
    with st.container(border=True):
        st.subheader(ASKED, anchor=False)
        st.markdown(f"**{answer}** {remedy.said.format(day=day)}" if answer else remedy.said)
        if relief.kind == "not_logged":
            links.link("today", "Log how the hip is", ":material/today:")


def by_heart(resting: bool) -> None:
    """What holds after every run and every night, to read."""
    with st.expander("Ice, heat, sleep and the first 24 hours", icon=":material/bedtime:"):
        for name in ("ice_heat", "sleep"):
            topic = guide().topics[name]
            st.markdown(f"**{topic.title}** {topic.answer}")
            st.markdown("\n".join(f"- {point}" for point in topic.points))
            told_source.said(topic.evidence, topic.sources)
        st.markdown("**After each run**")
        steps = [each for each in guide().steps.values() if not (resting and each.loads_hip)]
        st.markdown("\n".join(f"- {each.name}. {each.how}" for each in steps))


def done_today(store: Store, today: Ticked) -> None:
    """Everything that the diary knows to have been done, to tick."""
    with st.container(gap="xsmall"):
        for word, label in DONE.items():
            tick(store, f"care.done.{word}", label[0].upper() + label[1:], today, done=[word])


def more_sets(store: Store, today: Ticked) -> None:
    """The other sets, folded."""
    for name, icon in (
        ("strength_set", ":material/fitness_center:"),
        ("evening", ":material/self_improvement:"),
    ):
        routine = guide().routines[name]
        with st.expander(routine.name, icon=icon):
            care_exercises.routine(store, routine, today)


def beside_pain(log: Log, today: date) -> None:
    """What was done week by week, and days without a run, under the pain of the same weeks."""
    st.subheader("What you did, beside the pain", anchor=False)
    weeks = care.weekly(log, today)
    shown = adherence.charted(weeks)
    st.markdown(this_week(weeks, shown) if shown else NOTHING_TICKED)
    if weeks.empty:
        return
    alt = "Pain by week above; below it days of each week on which something was done, and without a run"
    picture.show(adherence.by_week(weeks, shown), "care.picture", alt)
    told_source.small("Side by side, not cause and effect: on sore weeks people also do more for the hip.")


def in_a_row(log: Log, today: date) -> None:
    """Days in a row with a run, once they ask for a rest."""
    days = care.streak(log, today)
    if days >= care.STREAK_DAYS:
        st.markdown(f"**{days} days in a row with a run.** A rest day lets bone and tendon rebuild.")


def this_week(weeks: pd.DataFrame, shown: Sequence[str]) -> str:
    """`This week so far: warm-up before the run on 2 days, strength set on 1.`"""
    said = [
        f"{DONE[word]} on {words.days(int(weeks[word].iloc[-1]))}"
        for word in shown
        if weeks[word].iloc[-1] > 0
    ]
    return f"**This week so far:** {', '.join(said)}." if said else "**This week so far:** nothing ticked."
