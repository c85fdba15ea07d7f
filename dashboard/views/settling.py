"""That terrain, routes and surfaces of some runs are still being worked out, and of how many."""

from __future__ import annotations

import streamlit as st

from dashboard import words as edge
from ingest import ground
from ingest.store import Store

EVERY_S = 3.0
"""How often to look whether it is done. [s]"""


def section(store: Store) -> None:
    """One line while runs wait, looked at again every few seconds; then the page is drawn anew."""
    if ground.outstanding(store):
        st.fragment(watch, run_every=EVERY_S)(store)


def watch(store: Store) -> None:
    """How many runs wait."""
    left = ground.outstanding(store)
    if not left:
        st.rerun()
    st.caption(f"{edge.counted(left, 'run')} still to be worked out; what stands here grows meanwhile.")
