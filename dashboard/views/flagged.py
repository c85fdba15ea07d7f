"""A warning sign that stands, told at the head of pages that would else give advice."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date

import streamlit as st

from analysis import flags
from dashboard import words as edge
from dashboard.views import links
from ingest.schema import Log


def board(log: Log, today: date, put_away: str) -> Sequence[flags.Flag]:
    """Says what stands, whom to see and what is `put_away` until it is cleared; returns what stands."""
    standing = flags.standing(log, today)
    if standing:
        first = standing[0]
        with st.container(border=True):
            st.badge("Stop", icon=":material/front_hand:", color="red")
            st.markdown(f"**{edge.plain(first.headline)} {edge.plain(first.whom)}**")
            st.markdown(put_away)
            links.link("today", "See it on Today", ":material/today:")
    return standing
