"""The pain diary as a file: CSV in, with its bad rows named, and CSV out."""

from __future__ import annotations

import streamlit as st

from dashboard import cache, clock
from dashboard import words as edge
from ingest import diary
from ingest.errors import IngestError
from ingest.store import Store

ROUND = "import.diary_round"
SAID = "import.diary_said"


def section(store: Store) -> None:
    """Drop zone for a diary, what became of it, and a download."""
    log = cache.log(store)
    with st.expander("Pain diary as a CSV file", expanded=SAID in st.session_state):
        st.caption(
            "One row a day with the columns day (2026-05-03), worst_pain, run_pain, morning_pain, side, "
            "place, quality, note, and all others of the download below. Only the day and one score, or a "
            "note, must be there. A day that is here already gets the row's words; its warning signs stay."
        )
        key = f"import.diary.{st.session_state.setdefault(ROUND, 0)}"
        st.file_uploader("Drop a diary here", type=[".csv"], key=key, on_change=take, args=(store, key))
        told()
        if not log.diary.empty:
            st.download_button(
                "Download my diary",
                diary.write_csv(log.diary),
                file_name="diary.csv",
                mime="text/csv",
                icon=":material/download:",
                on_click="ignore",
                key="import.diary_download",
            )


def take(store: Store, key: str) -> None:
    """Keeps the good rows at once and remembers what to say about the others."""
    file = st.session_state[key]
    if file is None:
        return
    today = clock.today(cache.log(store).profile)
    try:
        entries, problems = diary.read_csv(file.getvalue(), latest=today)
        store.add_entries(entries)
    except IngestError as error:
        st.session_state[SAID] = (None, [str(error)])
    else:
        st.session_state[SAID] = (len(entries), [f"Line {p.line}: {p.reason}" for p in problems])
    st.session_state[ROUND] += 1


def told() -> None:
    """How many days were kept, and each row that was not."""
    kept, problems = st.session_state.get(SAID, (None, []))
    if kept is not None:
        st.success(f"{edge.counted(kept, 'day')} kept.", icon=":material/check:")
    if problems:
        st.warning("Not kept:", icon=":material/edit:")
        st.text("\n".join(problems))
