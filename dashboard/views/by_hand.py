"""A run that no watch recorded, typed in."""

from __future__ import annotations

from datetime import date, datetime, time

import streamlit as st

from dashboard import words
from dashboard.views import links, notice, run_form
from ingest import batch, units
from ingest.errors import IngestError, InvalidEntry
from ingest.schema import RUN_KINDS, SURFACES, Log
from ingest.store import Store

SAID, SAID_ADDED = "runs.by_hand_said", "runs.notice"
KEYS = ("day", "began", "distance", "duration", "kind", "surface", "shoe", "title")
MORNING = time(8)


def section(store: Store, log: Log, today: date) -> None:
    """The form, empty but for today's date; a distance or a time is enough."""
    unit = log.profile.distance_unit
    empty = {"day": today, "began": MORNING, "distance": None, "duration": "", "title": ""}
    for name in KEYS:
        st.session_state.setdefault(_key(name), empty.get(name))
    with st.expander("Add a run by hand", icon=":material/add:", key="runs.by_hand_box"):
        with st.form("runs.by_hand", border=False):
            with st.grid(min_column_width=run_form.FIELD_WIDTH):
                _facts(unit, today)
                run_form.select("Kind of run", RUN_KINDS, _key("kind"), "Not said")
                run_form.select("Surface", SURFACES, _key("surface"), "Not known")
                run_form.select("Shoes", run_form.pairs(log), _key("shoe"), "Not said")
            st.text_input("Name", max_chars=run_form.LONGEST_TITLE, key=_key("title"))
            st.form_submit_button("Add this run", type="primary", on_click=add, args=(store, unit))
        notice.told(SAID)
        st.caption("A distance or a time is enough.")


def _facts(unit: str, today: date) -> None:
    st.date_input("Day", max_value=today, key=_key("day"), format="YYYY-MM-DD")
    st.time_input("Began at", key=_key("began"), step=300)
    run_form.distance(f"Distance, {unit}", _key("distance"))
    st.text_input("Time", key=_key("duration"), placeholder="h:mm:ss")


def _key(name: str) -> str:
    return f"runs.by_hand.{name}"


def add(store: Store, unit: str) -> None:
    """Adds the run, which is shown next, and empties the form; what cannot be is said, and stays in it."""
    said = {name: st.session_state[_key(name)] for name in KEYS}
    try:
        outcome = batch.add_run(store, _began(said), *_amounts(said, unit), **_words(said))
    except IngestError as error:
        notice.say(SAID, notice.REFUSED, str(error))
        return
    if outcome.status != "imported":
        notice.say(SAID, notice.REFUSED, outcome.reason)
        return
    for name in KEYS:
        st.session_state.pop(_key(name))
    (st.session_state[links.RUN],) = outcome.run_ids
    notice.say(SAID_ADDED, notice.SAVED, f"Added: {words.date_of(said['day'])} {said['day'].year}.")


def _began(said: dict) -> datetime:
    if said["day"] is None or said["began"] is None:
        raise InvalidEntry("Say on which day and at what time the run began.")
    return datetime.combine(said["day"], said["began"])


def _amounts(said: dict, unit: str) -> tuple[float | None, float | None]:
    """Distance and time. [m], [s] Raises InvalidEntry."""
    far = said["distance"]
    return None if far is None else units.metres(far, unit), words.seconds(said["duration"])


def _words(said: dict) -> dict[str, str | None]:
    return {
        "sub_sport": said["kind"],
        "title": said["title"],
        "surface": said["surface"],
        "shoe_id": said["shoe"],
    }
