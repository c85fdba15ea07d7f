"""Folders that are looked into for new files while hiplog runs."""

from __future__ import annotations

from pathlib import Path

import streamlit as st

from dashboard.views import notice
from ingest import batch
from ingest.errors import IngestError
from ingest.store import Store

FOLDER, SAID = "import.folder", "import.folder_said"
WHAT = (
    "For tools that put your runs into a folder. While hiplog runs, it looks there every "
    f"{batch.EVERY_S:.0f} seconds and imports what is new. It never changes or deletes anything there."
)


def section(store: Store) -> None:
    """The folders, each with a way to let it go, and a field for another."""
    folders = store.watched()
    label = f"Watched folders ({len(folders)})" if folders else "Watch a folder"
    with st.expander(label, icon=":material/sync:"):
        st.markdown(WHAT)
        notice.told(SAID)
        for folder in folders:
            row(store, folder)
        with st.form("import.watch", border=False):
            st.text_input("Folder on this machine", key=FOLDER, placeholder=str(Path.home() / "Watch"))
            st.form_submit_button("Watch this folder", on_click=add, args=(store,))


def row(store: Store, folder: str) -> None:
    """One folder, whether it is there just now, and a way to let it go."""
    with st.container(border=True):
        st.text(folder)
        if not Path(folder).is_dir():
            st.caption("This folder is not there just now. hiplog goes on when it is back.")
        st.button("Stop watching", key=f"import.unwatch.{folder}", on_click=remove, args=(store, folder))


def add(store: Store) -> None:
    """Watches the folder that was typed."""
    folder = st.session_state[FOLDER].strip()
    try:
        store.watch(folder)
    except IngestError as error:
        notice.say(SAID, notice.REFUSED, str(error))
        return
    st.session_state[FOLDER] = ""
    notice.say(SAID, notice.SAVED, f"hiplog watches {folder} from now on.")


def remove(store: Store, folder: str) -> None:
    """Lets a folder go; its files and their runs stay."""
    store.unwatch(folder)
    notice.say(SAID, notice.SAVED, f"{folder} is no longer watched. Its runs stay in your log.")
