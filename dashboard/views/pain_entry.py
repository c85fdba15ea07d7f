"""The form that asks how the hip is: a tap for a usual day, a number and a spot on the map for a bad one."""

from __future__ import annotations

import hashlib
import json
from collections.abc import Mapping
from contextlib import suppress
from datetime import date
from functools import partial

import streamlit as st

from dashboard import cache
from dashboard.components import hip_log
from dashboard.views import pain_answers, pain_details, pain_saving
from dashboard.views.pain_answers import Form
from dashboard.views.pain_saving import MISSING, REFUSED, SAVED, Outcome
from ingest.errors import InvalidEntry
from ingest.schema import Log
from ingest.store import Store

KEY = "today.hip"
SHOWN_DAY = "today.day"
"""Where other pages leave the day that they want to be asked about."""

FILLED, HEARD, SAID, UNDO = "today.filled", "today.heard", "today.said", "today.undo"


def form(store: Store, log: Log, today: date) -> None:
    """Asks, and saves when told to."""
    day = shown_day(today)
    filled, values = filling(log, day)
    data = pain_details.face(log, filled, today) | {"values": values, "seen": dict(filled.seen)}
    data["form"] = hashlib.sha256(json.dumps(data["values"] | {"day": data["day"]}).encode()).hexdigest()[:16]
    data |= {"heard": st.session_state.get(HEARD), "reply": st.session_state.get(SAID)}
    message = hip_log.hip_log(KEY, data, partial(heard, store, today))
    if _is_unheard(message):
        obey(store, message, today)
        st.rerun()


def shown_day(today: date) -> date:
    """The day that the form is about; a new day begins with itself."""
    if st.session_state.get("today.clock") != today:
        st.session_state.update({"today.clock": today, SHOWN_DAY: today})
    return min(st.session_state.get(SHOWN_DAY) or today, today)


def filling(log: Log, day: date) -> tuple[Form, Mapping]:
    """What the log was filled with, and its answers; filled anew for another day, and after a save.

    What was tapped lives in the browser: where the log was not on the last page, nothing of it is left.
    """
    filled = st.session_state.get(FILLED)
    if filled is not None and filled[0].day != day:
        show_day(day)
        filled = None
    if not hip_log.is_drawn(KEY):
        filled = st.session_state[SAID] = None
    if filled is None:
        known = pain_answers.form_of(log, day)
        filled = st.session_state[FILLED] = (known, pain_answers.values(known))
    return filled


def heard(store: Store, today: date) -> None:
    """Does what the last tap asked for, before the page is drawn."""
    message = hip_log.said(KEY)
    if _is_unheard(message):
        obey(store, message, today)


def _is_unheard(message: object) -> bool:
    """Whether it is a message, and not dealt with yet.

    A phone that slept for long, or a server that was started again, begins a new session with this
    tap; Streamlit then calls nobody before the page is drawn.
    """
    return isinstance(message, Mapping) and message.get("id") != st.session_state.get(HEARD)


def obey(store: Store, message: Mapping, today: date) -> None:
    """Does what a message asks for, and keeps the answer for the next drawing."""
    st.session_state[HEARD] = message.get("id")
    act = message.get("act")
    if act == "day":
        turn(message, today)
    elif act == "theirs":
        st.session_state.update({FILLED: None, SAID: None})
    elif act == "undo":
        _take_back(store)
    elif act in pain_saving.ACTS:
        _keep(store, message, today)


def turn(message: Mapping, today: date) -> None:
    """Turns the form to the day that was tapped."""
    try:
        show_day(pain_answers.day_said(message.get("day"), today))
    except InvalidEntry as error:
        _reply(Outcome(REFUSED, str(error)))


def show_day(day: date) -> None:
    """Turns the form to another day; what was said about the last save no longer belongs to it."""
    st.session_state.update({SHOWN_DAY: day, SAID: None, UNDO: None})


def _keep(store: Store, message: Mapping, today: date) -> None:
    outcome = pain_saving.keep(store, partial(cache.log, store), message, today)
    _stay_with(message, today)
    if outcome.kind == SAVED:
        st.session_state[FILLED] = None
        st.session_state[UNDO] = outcome.undo or st.session_state.get(UNDO)
    elif outcome.form is not None:
        st.session_state[FILLED] = (outcome.form, pain_saving.both_sides(outcome))
    _reply(outcome)


def _stay_with(message: Mapping, today: date) -> None:
    """The page goes on with the day of the message: a new session would begin with today."""
    with suppress(InvalidEntry):
        day = st.session_state[SHOWN_DAY] = pain_answers.day_said(message.get("day"), today)
        if st.session_state[FILLED] and st.session_state[FILLED][0].day != day:
            st.session_state[FILLED] = None


def _take_back(store: Store) -> None:
    last = st.session_state.pop(UNDO, None)
    if last is None:
        _reply(Outcome(MISSING, "There is nothing left to take back."))
        return
    outcome = pain_saving.undo(store, last)
    st.session_state[FILLED] = None
    _reply(outcome)


def _reply(outcome: Outcome) -> None:
    can_undo = outcome.kind == SAVED and st.session_state.get(UNDO) is not None
    said = {"kind": outcome.kind, "text": outcome.text, "undo": can_undo}
    st.session_state[SAID] = said
