"""How far imports are while they run, and what became of the last one."""

from __future__ import annotations

import time
from collections import Counter
from collections.abc import Sequence

import streamlit as st

from dashboard import cache, disk, file_names, import_pace
from dashboard import words as edge
from dashboard.import_pace import Seen
from dashboard.views import import_log, links, new_runs
from ingest import batch
from ingest.store import Job, Store

FIRST_SEEN = "import.first_seen"
MOST_TROUBLES = 5
TROUBLE = ("failed", "not_a_run", "not_an_activity")
"""Ends that gave no run, those that a runner should know of first."""


def section(store: Store) -> None:
    """What waits or runs, looked at again every second; else what became of the last import."""
    if store.waiting_jobs():
        st.fragment(watch, run_every=1.0)(store)
        return
    job = store.last_job()
    if job is not None:
        finished(store, job)


def watch(store: Store) -> None:
    """A bar for each import that is not done, and its newest files."""
    jobs = store.waiting_jobs()
    if not jobs:
        st.rerun()
    for job in jobs:
        running(store, job)
    if any(job.failed is None for job in jobs):
        st.caption("You may leave this page or close it: the import goes on.")


def elsewhere(store: Store) -> bool:
    """On other pages: that an import is not done yet, how far it is, and the way to it. True if so."""
    jobs = store.waiting_jobs()
    if jobs:
        st.markdown(not_done(jobs))
        links.link("import", "See the import", ":material/upload_file:")
    return bool(jobs)


def not_done(jobs: Sequence[Job]) -> str:
    """`An import is running: 276 of 500 files.`"""
    does = "is running" if any(job.failed is None for job in jobs) else "has stopped"
    done, total = (sum(getattr(job, count) for job in jobs) for count in ("done", "total"))
    return f"An import {does}: {done:,} of {edge.counted(total, 'file')}."


def running(store: Store, job: Job) -> None:
    """How far one import is; where it stopped, why, and a way on."""
    st.progress(import_pace.share(job), text=import_pace.in_words(job, _first_seen(job), time.monotonic()))
    if job.failed is not None:
        st.warning(disk.trouble(store.where) or job.failed, icon=":material/pause_circle:")
        st.button(
            "Go on", key=f"import.go_on.{job.job_id}", on_click=batch.start_worker, args=(store, job.job_id)
        )
    if job.results:
        import_log.table(import_log.of_job(job, cache.files(store))[::-1], alt="The newest files")


def _first_seen(job: Job) -> Seen:
    """How far the job was when this page first looked at it since it last went on."""
    seen = st.session_state.setdefault(FIRST_SEEN, {})
    if job.failed is not None:
        seen.pop(job.job_id, None)
    return seen.setdefault(job.job_id, Seen(job.job_id, job.done, time.monotonic()))


def finished(store: Store, job: Job) -> None:
    """The last import in words, its troubles, questions about its runs, and all its files."""
    st.subheader("The last import", anchor=False)
    st.markdown(in_words(job.results))
    for note in job.notes:
        st.text(note)
    troubles(job.results)
    if any(result["run_ids"] for result in job.results):
        links.link("risk", "See the whole picture", ":material/monitoring:")
    new_runs.section(store, job)
    files = import_log.of_job(job, cache.files(store))
    few, key = len(files) <= MOST_TROUBLES, f"import.files_of.{job.job_id}"
    label = f"File by file ({len(files):,})"
    box = st.expander(label, expanded=few, icon=":material/list:", key=key, on_change="rerun")
    if box.open:
        with box:
            import_log.searchable(store, files, "import.last")


def in_words(results: Sequence[dict]) -> str:
    """`212 runs added, 14 were already here, 2 could not be read.`"""
    counts = Counter(result["status"] for result in results)
    added = sum(len(result["run_ids"]) for result in results if result["status"] == "imported")
    said = [
        (added, "run added", "runs added"),
        (counts["duplicate"], "was already here", "were already here"),
        (counts["merged"], "merged from two devices", "merged from two devices"),
        (counts["not_a_run"], "is not a run", "are not runs"),
        (counts["not_an_activity"], "is not an activity", "are not activities"),
        (counts["failed"], "could not be read", "could not be read"),
    ]
    told = ", ".join(edge.counted(count, one, many) for count, one, many in said if count)
    return f"{told}." if told else "No files were in it."


def troubles(results: Sequence[dict]) -> None:
    """Why files gave no run, beside their names; all of them are in the table below."""
    told = sorted(
        (result for result in results if result["status"] in TROUBLE),
        key=lambda result: TROUBLE.index(result["status"]),
    )
    names = file_names.told_apart(result["path"] for result in results)
    for result in told[:MOST_TROUBLES]:
        st.text(f"{names[result['path']]}: {result['reason']}")
    if len(told) > MOST_TROUBLES:
        st.caption(f"… and {len(told) - MOST_TROUBLES:,} more; see “File by file”.")
    if any(result["status"] == "not_a_run" for result in told):
        st.caption("Was one of them a run after all? Tick it in “File by file” and count it.")
