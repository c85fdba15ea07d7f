"""Gives a pair to runs of which nobody has said one, after it has been said how many they are."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date, timedelta
from typing import NamedTuple

import pandas as pd
import streamlit as st

from analysis import tagging, words
from dashboard import words as edge
from dashboard.views import notice, run_form
from ingest.errors import IngestError
from ingest.schema import SURFACES, Log
from ingest.store import Store

SAID, UNDO = "shoes.given", "shoes.given_runs"
WEEKS = 12
"""So far back where nobody knows since when a pair is in use."""


class Given(NamedTuple):
    """A pair that was given to many runs, and the log's version just after."""

    shoe_id: str
    run_ids: list[str]
    version: int


def section(store: Store, log: Log, today: date) -> None:
    """The pair, the days and the ground; how many runs these are; and the button."""
    notice.told(SAID)
    undo(store)
    if not log.runs["shoe_id"].isna().any():
        return
    with st.expander("Give a pair to runs without one", icon=":material/playlist_add_check:"):
        names = run_form.pairs(log)
        shoe_id = st.selectbox("Pair", list(names), format_func=names.get, key="shoes.give_pair")
        first, last = days(log, shoe_id, today)
        chosen = st.multiselect(
            "Only on", list(SURFACES), format_func=SURFACES.get, key="shoes.give_on", placeholder="Any ground"
        )
        runs = tagging.without_pair(log, first, last, chosen)
        far = words.distance(runs["distance_m"].sum(), log.profile.distance_unit)
        st.markdown(
            edge.unbroken(f"**{edge.counted(len(runs), 'run')} without a pair** in these days, {far}.")
        )
        older(log, shoe_id, first, chosen)
        if len(runs):
            st.button(
                f"Give the pair to {edge.counted(len(runs), 'run')}",
                key="shoes.give",
                type="primary",
                on_click=give,
                args=(store, shoe_id, list(runs["run_id"])),
            )


def older(log: Log, shoe_id: str, first: date, surfaces: Sequence[str]) -> None:
    """Offers the days before the chosen ones, where runs of those have no pair."""
    began = log.runs["day"].min().date()
    runs = tagging.without_pair(log, began, first, surfaces)
    runs = runs[runs["day"] < pd.Timestamp(first)]
    if runs.empty:
        return
    have = "has" if len(runs) == 1 else "have"
    st.button(
        f"{edge.counted(len(runs), 'older run')} {have} none: take these days",
        key=f"shoes.give_older.{shoe_id}",
        on_click=begin_on,
        args=(shoe_id, runs["day"].min().date()),
    )


def begin_on(shoe_id: str, day: date) -> None:
    """Sets the first of the days; nothing is given yet."""
    st.session_state[f"shoes.give_from.{shoe_id}"] = day


def days(log: Log, shoe_id: str, today: date) -> tuple[date, date]:
    """From when to when, filled in with the days on which the pair was in use."""
    began, ended = tagging.in_use(log, shoe_id, today)
    first = began or max(ended - timedelta(weeks=WEEKS), date.min)
    with st.grid(min_column_width=run_form.FIELD_WIDTH):
        since = _day("From", f"shoes.give_from.{shoe_id}", min(first, ended), today)
        until = _day("To", f"shoes.give_to.{shoe_id}", ended, today)
    return since, until


def _day(label: str, key: str, shown: date, today: date) -> date:
    return st.date_input(label, shown, max_value=today, key=key, format="YYYY-MM-DD")


def give(store: Store, shoe_id: str, run_ids: list[str]) -> None:
    """Writes it, and keeps which runs these were, so that it can be taken back."""
    try:
        given = store.give_pair(run_ids, shoe_id)
    except IngestError as error:
        notice.say(SAID, notice.REFUSED, str(error))
        return
    st.session_state[UNDO] = Given(shoe_id, given, store.data_version())
    notice.say(SAID, notice.SAVED, f"Given to {edge.counted(len(given), 'run')}.")


def undo(store: Store) -> None:
    """Offers to take the last pair back, for as long as nothing else has changed in the log."""
    given = st.session_state.get(UNDO)
    if given is None or given.version != store.data_version():
        st.session_state.pop(UNDO, None)
        return
    label = f"Take it back from {edge.counted(len(given.run_ids), 'run')}"
    st.button(label, key="shoes.take_back", icon=":material/undo:", on_click=take_back, args=(store, given))


def take_back(store: Store, given: Given) -> None:
    """The runs that still have it have no pair again, and nobody has said that they have none."""
    st.session_state.pop(UNDO, None)
    try:
        without = store.take_pair_back(given.run_ids, given.shoe_id)
    except IngestError as error:
        notice.say(SAID, notice.REFUSED, str(error))
    else:
        notice.say(SAID, notice.SAVED, f"{edge.counted(len(without), 'run')} without a pair again.")
