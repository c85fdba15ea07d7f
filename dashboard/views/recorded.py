"""What recorded a run: seen, and undone where two runs were taken for one or one for two."""

from __future__ import annotations

from collections.abc import Callable, Sequence

import pandas as pd
import streamlit as st

from dashboard import recordings
from dashboard import words as edge
from dashboard.views import links, notice
from dashboard.views.run_words import recorded_by
from ingest import batch
from ingest.errors import IngestError
from ingest.schema import Log
from ingest.store import Store

SAID, NOT_JOINED = "runs.notice", "runs.not_joined"


def section(store: Store, log: Log, run: pd.Series) -> None:
    """The run's recordings, where they are several, and runs that were set apart from it."""
    near = store.recordings(recordings.nearby(log.runs, run))
    mine = near[near["run_id"] == run["run_id"]]
    if len(mine) > 1:
        together(store, run["run_id"], mine)
    others = recordings.set_apart(near, run["run_id"])
    if others:
        apart(store, log, run["run_id"], others)


def together(store: Store, run_id: str, mine: pd.DataFrame) -> None:
    """What each recording gives, and the button that takes them apart."""
    with st.container(border=True):
        st.markdown(f"**Recorded {len(mine)} times**, counted once")
        for sentence in recordings.sentences(mine):
            st.text(sentence)
        st.button(
            "These are different runs",
            key=f"runs.separate.{run_id}",
            icon=":material/call_split:",
            on_click=separate,
            args=(store, run_id),
        )
        notice.told(f"runs.separate.{run_id}.said")


def apart(store: Store, log: Log, run_id: str, others: Sequence[str]) -> None:
    """The runs of the same time that count beside this one, and the button that makes them one."""
    beside = log.runs.set_index("run_id").loc[list(others)]
    with st.container(border=True):
        st.markdown("**At the same time**, counted as runs of their own")
        for other in beside.itertuples():
            st.text(recorded_by(other, log.profile.distance_unit))
        st.button(
            "These are one run",
            key=f"runs.join.{run_id}",
            icon=":material/call_merge:",
            on_click=join,
            args=(store, [run_id, *others], f"runs.join.{run_id}.said"),
        )
        notice.told(f"runs.join.{run_id}.said")


def ticked(store: Store, runs: pd.DataFrame) -> None:
    """The ticked runs (newest first) made one that keeps the name of the earliest, where they share time."""
    if not recordings.may_be_joined(runs):
        return
    with st.container(border=True):
        st.markdown("**The same run, recorded by several devices?**")
        st.caption("They become one that counts once. Not for the two halves of a run: these stay two.")
        st.button(
            "Make one run of these",
            key="runs.join",
            icon=":material/call_merge:",
            on_click=join,
            args=(store, list(runs["run_id"])[::-1], NOT_JOINED),
        )
        notice.told(NOT_JOINED)


def separate(store: Store, run_id: str) -> None:
    """Makes each recording a run of its own."""
    names = _done(f"runs.separate.{run_id}.said", batch.separate, store, run_id)
    if names is not None:
        told = f"{edge.counted(len(names), 'run')} now, each counted. To undo it, open one of them."
        notice.say(SAID, notice.SAVED, told)


def join(store: Store, run_ids: list[str], refused: str) -> None:
    """Makes one run of these, which is shown next; where that cannot be, `refused` tells it."""
    kept = _done(refused, batch.join, store, run_ids)
    if kept is not None:
        st.session_state["runs.run"] = kept
        if st.session_state.get(links.RUN) in run_ids:
            st.session_state[links.RUN] = kept
        notice.say(SAID, notice.SAVED, "One run now, counted once. To undo it, open the run.")


def _done(refused: str, verb: Callable, *args):
    """What the verb gives; None, and a sentence for the place `refused`, where it refuses."""
    try:
        return verb(*args)
    except IngestError as error:
        notice.say(refused, notice.REFUSED, str(error))
        return None
