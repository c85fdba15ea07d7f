"""The sample year: loaded by a process of its own, which neither a click nor a closed tab ends."""

from __future__ import annotations

import os
import subprocess
import sys
from datetime import date
from pathlib import Path

import streamlit as st

from ingest.store import Store

ROOT = Path(__file__).resolve().parent.parent.parent
FILES = max(1, len(list((ROOT / "sample_data" / "year" / "runs").glob("*"))))


@st.cache_resource
def _loaders() -> dict[str, subprocess.Popen]:
    """The process that loads the sample year into a store, by the store's name."""
    return {}


def start(store: Store, until: date) -> None:
    """Begins to load the year that ends on `until`; a second tab that asks as well begins nothing."""
    before = _loaders().get(store.where)
    if before is not None and before.poll() is None:
        return
    command = [sys.executable, "-m", "sample_data.load", "--until", until.isoformat()]
    environment = {**os.environ, "HIPLOG_STORE": store.where}
    quiet = {"stdin": subprocess.DEVNULL, "stdout": subprocess.DEVNULL, "stderr": subprocess.DEVNULL}
    _loaders()[store.where] = subprocess.Popen(
        command, cwd=ROOT, env=environment, start_new_session=True, **quiet
    )


def is_loading(store: Store) -> bool:
    """Whether the year is being loaded, or stopped before it was whole."""
    loader = _loaders().get(store.where)
    if loader is not None and loader.poll() == 0:
        _loaders().pop(store.where, None)  # another tab may have done so
        return False
    return loader is not None


def progress(store: Store, until: date) -> None:
    """How far it is, looked at every second, until it is done."""
    st.title("The sample year", anchor=False)
    st.fragment(_watch, run_every=1.0)(store, until)


def _watch(store: Store, until: date) -> None:
    loader = _loaders().get(store.where)
    if not is_loading(store):
        st.rerun()
    done = min(len(store.files()), FILES)
    if loader.poll() is None:
        st.progress(done / FILES, text=f"{done} of {FILES} files" if done else "Writing the files …")
        st.caption("It takes a minute or two. You may leave this page: the loading goes on.")
        return
    st.warning("Loading stopped before it was done. What is loaded is kept.", icon=":material/pause_circle:")
    st.button("Go on", key="sample.go_on", on_click=start, args=(store, until))
