"""How the hip went in each pair, and which was worn when an episode of pain began; no cause is claimed."""

from __future__ import annotations

from datetime import date

import pandas as pd
import streamlit as st

from analysis import compare, pairs, words
from dashboard import words as edge
from ingest.schema import Log

NOT_THE_SHOE = (
    "Pairs are worn on different ground and in different months: what differs need not be the shoe."
)
COUNTED = "A count, no test."
BEFORE = "worn most in the two weeks before"
THAT_DAY = "worn that day"
MOST = 6
"""Pairs, and the newest episodes; the Risk page has them all."""


def section(log: Log, begun: pd.DataFrame, today: date) -> None:
    """Painful runs by pair, then the episodes of `pairs.onsets` with the pair and how far it had come."""
    table = pairs.pain_by_pair(log, today)
    rated = table[table["rated"] > 0]
    if rated.empty and begun.empty:
        return
    st.subheader("Pain by pair", anchor=False)
    lines = [
        f"{pair.name}: hip pain of {compare.PAINFUL:g} or more in {pair.painful} "
        f"of {edge.counted(pair.rated, 'run')} with an entry ({words.percent(pair.share)})."
        for pair in rated.itertuples()
    ]
    if lines:
        st.text("\n".join(lines[:MOST]))
    if lines[MOST:]:
        with st.expander(f"{edge.counted(len(lines[MOST:]), 'pair')} worn less often"):
            st.text("\n".join(lines[MOST:]))
    if len(begun):
        st.markdown("**When an episode began**")
        newest = begun.tail(MOST).iloc[::-1]
        st.text("\n".join(onset_said(each, log.profile.distance_unit, today) for each in newest.itertuples()))
    left_out = edge.not_the_only(table["left_out"].sum())
    st.caption(f"{COUNTED} {NOT_THE_SHOE} {left_out}".rstrip())


def onset_said(onset, unit: str, today: date) -> str:
    """One episode: its first day, the pair, and how far that had come."""
    year = f" {onset.onset.year}" if onset.onset.year != today.year else ""
    far = edge.unbroken(words.distance(onset.worn_m, unit))
    how = THAT_DAY if onset.that_day else BEFORE
    return f"{words.day(onset.onset)}{year}: {onset.name}, {how}, with {far} on it."
