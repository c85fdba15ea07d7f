"""What became of files: a table that can be searched, and a file that was a run after all."""

from __future__ import annotations

from pathlib import PurePath

import pandas as pd
import streamlit as st

from dashboard import cache, file_names
from dashboard import words as edge
from dashboard.views import links, notice
from ingest import batch
from ingest.errors import IngestError
from ingest.schema import FILES
from ingest.schema.zone import clock_of
from ingest.store import Job, Store

STATUSES = {
    "imported": "Added",
    "merged": "Merged",
    "duplicate": "Already here",
    "not_a_run": "Not a run",
    "not_an_activity": "Not an activity",
    "failed": "Could not be read",
}
LOG, COUNTED = "import.log", "import.counted"
HEIGHT = 400
ROW_HEIGHT = 36


def section(store: Store) -> None:
    """Every file ever taken; drawn only where somebody looks, for it may be tens of thousands."""
    files = cache.files(store)
    if files.empty:
        return
    label = f"All files ever imported ({len(files):,})"
    box = st.expander(label, key=LOG, on_change="rerun", icon=":material/manage_search:")
    if box.open:
        with box:
            searchable(store, files, "import.all")


def of_job(job: Job, files: pd.DataFrame) -> pd.DataFrame:
    """What became of a job's files as FILES; sha256 and time where the log names exactly one content."""
    rows = [
        {**result, "name": result["path"], "run_ids": " ".join(result["run_ids"])} for result in job.results
    ]
    told = FILES.frame(rows).drop(columns=["sha256", "imported_at"])
    known = files.drop_duplicates(["name", "status", "sha256"])
    known = known.drop_duplicates(["name", "status"], keep=False)[["name", "status", "sha256", "imported_at"]]
    return FILES.conform(told.merge(known, on=["name", "status"], how="left"))


def searchable(store: Store, files: pd.DataFrame, key: str) -> None:
    """The table with a search and a filter; a file that is ticked is told in full."""
    notice.told(f"{COUNTED}.{key}")
    with st.container(horizontal=True):
        sought = st.text_input("Search", key=f"{key}.search", placeholder="File or word")
        status = st.selectbox(
            "What became of it",
            list(files["status"].value_counts().index),
            index=None,
            format_func=STATUSES.get,
            placeholder="Anything",
            key=f"{key}.status",
        )
    shown = files[matches(files, sought, status)]
    zone = cache.log(store).profile.zone
    ticked = table(shown, f"{key}.table", zone, "What became of each file")
    st.caption(f"{len(shown):,} of {edge.counted(len(files), 'file')}. Tick one for more.")
    if ticked is not None:
        one(store, ticked, key)


def matches(files: pd.DataFrame, sought: str, status: str | None) -> pd.Series:
    """Which files hold the words sought, in name or reason, and ended in this status."""
    text = files["name"] + " " + files["status"].map(STATUSES) + " " + files["reason"].fillna("")
    found = text.str.contains(sought or "", case=False, regex=False)
    return found if status is None else found & (files["status"] == status)


def table(files: pd.DataFrame, key: str | None = None, zone: str = "UTC", alt: str = "") -> pd.Series | None:
    """The files with what became of them; with a `key` one may be ticked, and its row is returned."""
    state = st.dataframe(
        lines(files, zone),
        hide_index=True,
        height=min(HEIGHT, ROW_HEIGHT * (len(files) + 1) + 2),
        alt=alt,
        **({} if key is None else {"key": key, "on_select": "rerun", "selection_mode": "single-row"}),
    )
    if key is None:
        return None
    ticked = [row for row in state.selection.rows if row < len(files)]
    return files.iloc[ticked[0]] if ticked else None


def lines(files: pd.DataFrame, zone: str) -> pd.DataFrame:
    """FILES as the runner reads them; what became of one stands first, for a phone shows two columns."""
    names = file_names.told_apart(files["name"])
    when = files["imported_at"].dt.tz_convert(clock_of(zone)).dt.strftime("%Y-%m-%d %H:%M")
    return pd.DataFrame(
        {
            "What became of it": files["status"].map(STATUSES),
            "File": files["name"].map(names),
            "Why": files["reason"],
            "When": when.fillna(""),
        }
    )


def one(store: Store, file: pd.Series, key: str) -> None:
    """A file in full: its whole name, why it ended so, its runs, and a second chance."""
    with st.container(border=True):
        st.text(file["name"])
        st.text(file["reason"])
        for number, run_id in enumerate(file["run_ids"].split(), start=1):
            links.to_run(run_id, f"Open run {number}" if number > 1 else "Open the run", key)
        if may_count(file):
            st.button(
                "Count it as a run",
                key=f"{key}.count",
                icon=":material/directions_run:",
                on_click=count,
                args=(store, file["sha256"], f"{COUNTED}.{key}"),
            )


def may_count(file: pd.Series) -> bool:
    """Whether a file may be taken once more as a run: hiplog read it and said that it is none."""
    return file["status"] == "not_a_run" and pd.notna(file["sha256"])


def count(store: Store, sha256: str, said: str) -> None:
    """Takes the file once more, as a run."""
    try:
        outcome = batch.count_as_run(store, sha256)
    except IngestError as error:
        notice.say(said, notice.REFUSED, str(error))
        return
    kind = notice.SAVED if outcome.run_ids else notice.REFUSED
    name = PurePath(outcome.path).name
    notice.say(said, kind, f"“{name}” counts as a run now." if outcome.run_ids else outcome.reason)
