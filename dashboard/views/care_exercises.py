"""Exercises on the Care page: sets to tick off, and the library by phase."""

from __future__ import annotations

import streamlit as st

from analysis.guide import Exercise, Routine, guide
from analysis.guide.parts import PHASES
from dashboard.views import told_source
from dashboard.views.care_log import Ticked, tick
from dashboard.views.choice import choice
from ingest.store import Store

PHASE = "care.phase"
OWN_DOSE = "No source gives a full dose; this one is hiplog's own cautious start."


def routine(store: Store, routine: Routine, before: Ticked) -> None:
    """All of a set with one tap, or one by one."""
    st.markdown(f"{routine.how_often}.")
    key = f"care.{routine.id}"
    with st.container(gap="xsmall"):
        tick(store, f"{key}.all", "All done", before, done=[routine.done], exercises=routine.exercises)
        for name in routine.exercises:
            exercise = guide().exercises[name]
            tick(store, f"{key}.{name}", f"{exercise.name}, {exercise.dose.said}", before, exercises=[name])
    for point in routine.points:
        st.markdown(f"- {point}")
    told_source.said(routine.evidence, routine.sources)


def library(store: Store, before: Ticked, resting: bool) -> None:
    """The exercises of a phase; `resting` leaves out those that load the hip."""
    st.session_state.setdefault(PHASE, "early")
    choice(
        "Choose a phase. Go on to the next when this one is easy and the mornings stay good.", PHASE, PHASES
    )
    shown = [each for each in guide().exercises.values() if each.phase == st.session_state[PHASE]]
    shown = [each for each in shown if not (resting and each.loads_hip)]
    for each in shown:
        with st.expander(f"{each.name}, {each.dose.said}"):
            exercise(store, each, before)
    if not shown:
        st.markdown(
            "While a warning sign stands, nothing of this phase is shown."
            if resting
            else "No phase is chosen."
        )


def exercise(store: Store, exercise: Exercise, before: Ticked) -> None:
    """How to do one, when not to, what for, and a tick."""
    st.markdown(exercise.how)
    st.markdown(f"**{exercise.not_when}**")
    names = [guide().structures[name].name for name in exercise.serves]
    st.markdown(f"For: {'; '.join(names)}.")
    if not exercise.stated:
        told_source.small(OWN_DOSE)
    told_source.said(exercise.evidence, exercise.sources)
    tick(store, f"care.library.{exercise.id}", "I did this today", before, exercises=[exercise.id])
