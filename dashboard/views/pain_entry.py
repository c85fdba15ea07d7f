"""The form that asks how the hip is: a tap for a usual day, a number and a spot on the map for a bad one."""

from __future__ import annotations

import hashlib
import json
from collections.abc import Mapping
from dataclasses import replace
from datetime import date
from functools import partial

import streamlit as st

from analysis import words
from dashboard import cache
from dashboard.components import hip_log
from dashboard.views import pain_answers, pain_details, pain_saving
from dashboard.views.pain_answers import DAY, Form
from dashboard.views.pain_saving import MISSING, REFUSED, SAVED, Outcome
from ingest.errors import InvalidEntry
from ingest.schema import PLACES, Log
from ingest.store import Store

KEY = "today.hip"
SHOWN_DAY = "today.day"
"""Where other pages leave the day that they want to be asked about."""

FILLED, HEARD, SAID, UNDO = "today.filled", "today.heard", "today.said", "today.undo"


def form(store: Store, log: Log, today: date) -> None:
    """Asks, and saves when told to."""
    day = shown_day(today)
    filled, values = filling(log, day)
    data = face(log, filled, today) | {"values": values, "seen": dict(filled.seen)}
    data["form"] = hashlib.sha256(json.dumps(data["values"] | {"day": data["day"]}).encode()).hexdigest()[:16]
    data |= {"heard": st.session_state.get(HEARD), "reply": st.session_state.get(SAID)}
    hip_log.hip_log(KEY, data, partial(heard, store, today))


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


def face(log: Log, filled: Form, today: date) -> dict:
    """The words around the questions."""
    day, is_today = filled.day, filled.day == today
    asked = pain_details.questions(day, filled.run_day, today, filled.unit)
    return {
        "day": day.isoformat(),
        "latest": today.isoformat(),
        "before": (day - DAY).isoformat(),
        "after": None if is_today else (day + DAY).isoformat(),
        "run_day": filled.run_day.isoformat(),
        "named": f"{words.day(day)}, today" if is_today else words.day(day),
        "asked": "Worst pain today" if is_today else "Worst pain that day",
        "save": "Save" if is_today else f"Save for {words.day(day)}",
        "same": same_label(log, day, is_today),
        "places": PLACES,
        "questions": pain_details.told(asked),
    }


def same_label(log: Log, day: date, is_today: bool) -> str | None:
    """`Same as yesterday (4)`, where the day before has a score."""
    score = pain_answers.standing(log, day - DAY).get("worst_pain")
    before = "yesterday" if is_today else "the day before"
    return None if score is None else f"Same as {before} ({score})"


def heard(store: Store, today: date) -> None:
    """Does what the last tap asked for, and keeps the answer for the next drawing."""
    message = hip_log.said(KEY)
    if not isinstance(message, Mapping):
        return
    st.session_state[HEARD] = message.get("id")
    try:
        day, run_day = (_day(message.get(name), today) for name in ("day", "run_day"))
    except InvalidEntry as error:
        _reply(Outcome(REFUSED, str(error)))
        return
    act = message.get("act")
    if act == "day":
        show_day(day)
    elif act == "theirs":
        st.session_state.update({FILLED: None, SAID: None})
    elif act == "undo":
        _take_back(store)
    elif act in ("save", "none", "same"):
        _keep(store, message, day, run_day)


def _day(said: object, today: date) -> date:
    try:
        day = date.fromisoformat(str(said))
    except ValueError:
        raise InvalidEntry(f"“{said}” is not a date.") from None
    if day > today:
        raise InvalidEntry(f"{words.day(day)} has not been yet.")
    return day


def show_day(day: date) -> None:
    """Turns the form to another day; what was said about the last save no longer belongs to it."""
    st.session_state.update({SHOWN_DAY: day, SAID: None, UNDO: None})


def _keep(store: Store, message: Mapping, day: date, run_day: date) -> None:
    log = cache.log(store)
    seen, said = (
        each if isinstance(each := message.get(name), Mapping) else {} for name in ("seen", "answers")
    )
    seen = {name: pain_answers.plain(name, seen.get(name)) for name in pain_answers.ASKED}
    usual = pain_answers.form_of(log, day).usual
    form = Form(day, run_day, seen, usual, log.profile.distance_unit)
    outcome = pain_saving.save(store, form, said, shortcut(log, str(message.get("act")), day))
    if outcome.kind == SAVED:
        st.session_state[FILLED] = None
        st.session_state[UNDO] = outcome.undo or st.session_state.get(UNDO)
    elif outcome.form is not None:
        both = replace(outcome.form, seen=outcome.answers)
        st.session_state[FILLED] = (outcome.form, pain_answers.values(both))
    _reply(outcome)


def shortcut(log: Log, act: str, day: date) -> Mapping:
    """The answers that one tap gives."""
    if act == "none":
        return pain_answers.NO_PAIN
    if act == "same":
        before = pain_answers.standing(log, day - DAY)
        return {name: before[name] for name in pain_answers.LIKE_BEFORE if name in before}
    return {}


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
