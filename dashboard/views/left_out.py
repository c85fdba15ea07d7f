"""Runs that count for nothing, and the way back for each."""

from __future__ import annotations

import pandas as pd
import streamlit as st

from dashboard import words as edge
from dashboard.views import notice
from dashboard.views.run_words import short
from ingest.schema import SPORTS
from ingest.store import Store

SAID = "runs.back_said"
MOST_SHOWN = 20


def section(store: Store, unit: str) -> None:
    """The newest of them, each with a button, and one for all."""
    runs = store.left_out()
    if runs.empty:
        notice.told(SAID, floating=True)
        return
    with st.expander(f"Left out ({len(runs):,})", icon=":material/visibility_off:", key="runs.left_out"):
        st.caption("These count for nothing: not for distance, shoes or findings.")
        notice.told(SAID, floating=True)
        for run in runs[::-1][:MOST_SHOWN].itertuples():
            row(store, run, unit)
        if len(runs) > MOST_SHOWN:
            st.caption(f"… and {len(runs) - MOST_SHOWN:,} older ones.")
        if len(runs) > 1:
            st.button(
                f"Take all {len(runs):,} back", key="runs.all_back", on_click=take_back, args=(store, runs)
            )


def row(store: Store, run, unit: str) -> None:
    """One of them, why it is here, and its way back."""
    with st.container(horizontal=True, vertical_alignment="center", border=True):
        st.text(f"{short(run, unit)} ({why(run)})")
        st.button(
            "Take it back",
            key=f"runs.back.{run.run_id}",
            on_click=take_back,
            args=(store, pd.DataFrame([run._asdict()])),
        )


def why(run) -> str:
    """What the runner said of it."""
    return "left out by you" if pd.notna(run.excluded) else SPORTS.get(run.sport, run.sport)


def take_back(store: Store, runs: pd.DataFrame) -> None:
    """Makes these count again, as runs."""
    others = runs[runs["sport"].notna() & (runs["sport"] != "running")]
    store.edit_runs(runs[runs["excluded"].notna()]["run_id"], excluded=False)
    store.edit_runs(others["run_id"], sport="running")
    counted = edge.counted(len(runs), "run")
    notice.say(SAID, notice.SAVED, f"{counted} {'counts' if len(runs) == 1 else 'count'} again.")
