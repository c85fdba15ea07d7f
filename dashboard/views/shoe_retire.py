"""Retires a pair with one tap, from today on, and takes that back."""

from __future__ import annotations

from datetime import date

import pandas as pd
import streamlit as st

from dashboard import words as edge
from dashboard.views import notice
from ingest.errors import IngestError
from ingest.store import Store

SAID, UNDO = "shoes.retired", "shoes.retired_pair"


def told(store: Store) -> None:
    """What became of the tap, at the head of the page, with the way back."""
    notice.told(SAID, floating=True)
    if UNDO in st.session_state:
        st.button(
            "Undo: the pair is still worn",
            key="shoes.unretire",
            icon=":material/undo:",
            on_click=retire,
            args=(store, st.session_state[UNDO], None),
        )


def several(store: Store, in_use: pd.DataFrame, today: date) -> None:
    """A button for each pair in use."""
    if in_use.empty:
        return
    with st.expander("Retire a pair today", icon=":material/inventory_2:"):
        for pair in in_use.itertuples():
            button(store, pair.shoe_id, f"Retire {edge.plain(pair.name)}", "shoes.retire", today)


def button(store: Store, shoe_id: str, label: str, key: str, today: date) -> None:
    """The tap that retires one pair; its runs and its distance stay."""
    st.button(label, key=f"{key}.{shoe_id}", on_click=retire, args=(store, shoe_id, today))


def retire(store: Store, shoe_id: str, day: date | None) -> None:
    """Keeps the day as the pair's last, or with None that it is worn; or says why not."""
    try:
        store.edit_shoe(shoe_id, retired_on=day)
    except IngestError as error:
        notice.say(SAID, notice.REFUSED, str(error))
        return
    st.session_state.pop(f"shoes.{shoe_id}.retired_on", None)  # the long form shows what holds now
    if day is None:
        st.session_state.pop(UNDO, None)
        notice.say(SAID, notice.SAVED, "In use again.")
    else:
        st.session_state[UNDO] = shoe_id
        notice.say(SAID, notice.SAVED, "Retired from today on. Its runs and its distance stay.")
