"""The pain diary as a file: CSV in, with its bad rows named, and CSV out."""

from __future__ import annotations

import streamlit as st

from dashboard import cache, clock
from dashboard import words as edge
from ingest import diary, diary_file
from ingest.diary_file import Taken
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
            "note, must be there. A row adds to a day that is here already: its scores and note count, "
            "and all else stays."
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
    """Keeps the good rows at once and remembers what to say about them and the others."""
    file = st.session_state[key]
    if file is None:
        return
    today = clock.today(cache.log(store).profile)
    try:
        st.session_state[SAID] = diary_file.take(store, file.getvalue(), latest=today)
    except IngestError as error:
        st.session_state[SAID] = str(error)
    st.session_state[ROUND] += 1


def told() -> None:
    """How many days were kept, how many of them changed, and each row that was not kept as it stands."""
    said = st.session_state.get(SAID)
    if isinstance(said, Taken):
        changed = f" {edge.counted(said.changed, 'day')} that had an entry changed." if said.changed else ""
        st.success(f"{edge.counted(said.rows, 'day')} kept.{changed}", icon=":material/check:")
        named("Not kept:", [f"Line {each.line}: {each.reason}" for each in said.left_out])
        named("Kept, but not as they stand:", [f"Line {each.line}: {each.reason}" for each in said.mended])
    elif said is not None:
        named("Not kept:", [said])


def named(what: str, lines: list[str]) -> None:
    if lines:
        st.warning(what, icon=":material/edit:")
        st.text("\n".join(lines))
