"""Import: files in, one line each on what became of them, then surface and shoe for the new runs."""

from __future__ import annotations

from collections import Counter
from pathlib import PurePath

import pandas as pd
import streamlit as st

from dashboard import cache
from dashboard import words as edge
from dashboard.views import diary_csv, links, new_runs
from ingest import batch
from ingest.errors import IngestError
from ingest.store import Job, Store

ENDINGS = [".fit", ".gpx", ".gz"]
ROUND, REFUSED, TAKEN = "import.round", "import.refused", "import.taken"
STATUSES = {
    "imported": "Added",
    "merged": "Merged",
    "duplicate": "Already here",
    "not_a_run": "Not a run",
    "not_an_activity": "Not an activity",
    "failed": "Could not be read",
}
TROUBLE = ("not_a_run", "not_an_activity", "failed")
MOST_TROUBLES = 5


def page(store: Store) -> None:
    """Drop zone, what became of the files, the log of all imports, the diary as a file."""
    st.title("Import", anchor=False)
    drop_zone(store)
    job = store.last_job()
    if job is not None:
        progress(store, job)
    past_imports(store)
    diary_csv.section(store)


def drop_zone(store: Store) -> None:
    """Takes files as soon as they are here; a fresh key empties the zone for the next ones."""
    key = f"import.files.{st.session_state.setdefault(ROUND, 0)}"
    st.file_uploader(
        "Choose FIT or GPX files of your watch or app, or drop them here",
        type=ENDINGS,
        accept_multiple_files=True,
        key=key,
        on_change=take,
        args=(store, key),
    )
    if REFUSED in st.session_state:
        st.error(st.session_state.pop(REFUSED), title="These files could not be taken.")
    st.caption("Zipped files (.gz) are fine. A file that is already here does no harm.")


def take(store: Store, key: str) -> None:
    """Commits the bytes as a job, once an upload, then has a process of its own work on it.

    A tap elsewhere may end this run of the script wherever it asks for the session's state, and
    Streamlit then calls again with the same uploads: from the job to the set nothing may ask.
    """
    files, taken = st.session_state[key], st.session_state.setdefault(TAKEN, set())
    if not files:
        return
    fresh = [file for file in files if file.file_id not in taken]
    try:
        if fresh:
            job_id = store.add_job([(file.name, file.getvalue()) for file in fresh])
            taken.update(file.file_id for file in fresh)
            batch.start_worker(store, job_id)
    except (IngestError, OSError) as error:
        st.session_state[REFUSED] = str(error)
    st.session_state[ROUND] += 1


def progress(store: Store, job: Job) -> None:
    """What became of the last files; looks again every second while there are some to do."""
    if not job.finished:
        st.fragment(watch, run_every=1.0)(store)
        return
    st.subheader("The last import", anchor=False)
    st.markdown(in_words(job.results))
    if any(result["run_ids"] for result in job.results):
        links.link("risk", "See the whole picture", ":material/monitoring:")
    troubles(job.results)
    new_runs.section(store, job)
    with st.expander(f"File by file ({len(job.results):,})", expanded=len(job.results) <= MOST_TROUBLES):
        st.dataframe(_lines(job.results), hide_index=True, alt="What became of each file of the last import")


def watch(store: Store) -> None:
    """A bar with a count, and a line a file, the newest first."""
    job = store.last_job()
    if job.finished:
        st.rerun()
    if job.failed is not None:
        st.warning(job.failed, icon=":material/pause_circle:")
        st.button("Go on", key="import.go_on", on_click=batch.start_worker, args=(store, job.job_id))
    st.progress(job.done / job.total, text=f"{job.done} of {edge.counted(job.total, 'file')}")
    st.caption("You may leave this page or close it: the import goes on.")
    if job.results:
        st.dataframe(_lines(job.results[::-1]), hide_index=True, alt="Files so far")


def in_words(results: list[dict]) -> str:
    """`212 runs added, 14 were already here, 2 could not be read.`"""
    counts = Counter(result["status"] for result in results)
    added = sum(len(result["run_ids"]) for result in results if result["status"] == "imported")
    said = [
        (added, "run added", "runs added"),
        (counts["merged"], "merged with a run already here", None),
        (counts["duplicate"], "was already here", "were already here"),
        (counts["not_a_run"], "is not a run", "are not runs"),
        (counts["not_an_activity"], "holds no activity", "hold no activity"),
        (counts["failed"], "could not be read", None),
    ]
    return ", ".join(edge.counted(count, one, many or one) for count, one, many in said if count) + "."


def troubles(results: list[dict]) -> None:
    """Why files gave no run, beside their names; all of them are in the table below."""
    told = [result for result in results if result["status"] in TROUBLE]
    for result in told[:MOST_TROUBLES]:
        st.text(f"{PurePath(result['path']).name}: {result['reason']}")
    if len(told) > MOST_TROUBLES:
        st.caption(f"… and {len(told) - MOST_TROUBLES:,} more; see the table.")


def _lines(results: list[dict]) -> pd.DataFrame:
    rows = [(PurePath(r["path"]).name, STATUSES[r["status"]], r["reason"]) for r in results]
    return pd.DataFrame(rows, columns=["File", "What became of it", "Why"])


def past_imports(store: Store) -> None:
    """Every file ever taken, with a search."""
    files = store.files()
    if files.empty:
        return
    with st.expander(f"All imports ({edge.counted(len(files), 'file')})"):
        sought = st.text_input("Search", key="import.search", placeholder="A file's name, or a word")
        shown = files[_matches(files, sought)]
        st.dataframe(
            _past(shown, cache.log(store).profile.zone), hide_index=True, alt="All files ever imported"
        )
        st.caption(f"{len(shown):,} of {edge.counted(len(files), 'file')}")


def _matches(files: pd.DataFrame, sought: str) -> pd.Series:
    text = files["name"] + " " + files["status"].map(STATUSES) + " " + files["reason"]
    return text.str.contains(sought or "", case=False, regex=False)


def _past(files: pd.DataFrame, zone: str) -> pd.DataFrame:
    return pd.DataFrame(
        {
            "When": files["imported_at"].dt.tz_convert(zone).dt.strftime("%Y-%m-%d %H:%M"),
            "File": files["name"].map(lambda name: PurePath(name).name),
            "What became of it": files["status"].map(STATUSES),
            "Why": files["reason"],
        }
    )
