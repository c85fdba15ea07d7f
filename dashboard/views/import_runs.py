"""Import: files, account archives and folders in; how far they are and what became of them."""

from __future__ import annotations

from pathlib import Path

import streamlit as st

from dashboard.views import diary_csv, import_log, import_progress, watched
from ingest import batch
from ingest.errors import IngestError, InvalidEntry
from ingest.store import Store

ENDINGS = [".fit", ".gpx", ".tcx", ".gz", ".zip"]
ROUND, REFUSED, TAKEN = "import.round", "import.refused", "import.taken"
PATH, PATH_REFUSED = "import.path", "import.path_refused"
STAY = "Stay on this page until your files are up; after that you may leave."
WHERE = """
- **Strava:** Settings › My Account › Download or Delete Your Account › Get Started › Download Request.
- **Garmin:** account management on garmin.com › Export Your Data.
- **Apple Health:** your profile picture › Export All Health Data.

The archive comes as a ZIP. Drop it above as it is, or, where it is larger than 200 MB, say where it lies:
"""


def page(store: Store) -> None:
    """Drop zone, what became of the files, other ways in, the log of all imports, the diary as a file."""
    st.title("Import", anchor=False)
    drop_zone(store)
    import_progress.section(store)
    whole_accounts(store)
    watched.section(store)
    import_log.section(store)
    diary_csv.section(store)


def drop_zone(store: Store) -> None:
    """Takes files as soon as they are here; a fresh key empties the zone for the next ones."""
    key = f"import.files.{st.session_state.setdefault(ROUND, 0)}"
    st.file_uploader(
        "Choose the files of your watch or app, or the ZIP of a whole account, or drop them here",
        type=ENDINGS,
        accept_multiple_files=True,
        key=key,
        on_change=take,
        args=(store, key),
    )
    if REFUSED in st.session_state:
        st.error(st.session_state.pop(REFUSED), title="These files could not be taken.")
    st.caption(f"FIT, GPX and TCX, zipped too. A file that is already here does no harm. {STAY}")


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


def whole_accounts(store: Store) -> None:
    """Where to get an account's archive, and a way in for what is too large to upload."""
    with st.expander("A whole account, or files too large to upload", icon=":material/inventory_2:"):
        st.markdown(WHERE)
        with st.form("import.from_path", border=False):
            st.text_input(
                "A folder, file or ZIP on this machine",
                key=PATH,
                placeholder=str(Path.home() / "Downloads" / "export.zip"),
            )
            st.form_submit_button("Import from there", on_click=take_path, args=(store,))
        if PATH_REFUSED in st.session_state:
            st.warning(st.session_state.pop(PATH_REFUSED), icon=":material/edit:")
        st.caption("Nothing there is changed or deleted; a ZIP is read without unpacking it to disk.")


def take_path(store: Store) -> None:
    """Files a job for what lies on this machine; what is not there is said and stays in the field."""
    try:
        path = on_this_machine(st.session_state[PATH])
        batch.start_worker(store, store.add_job(paths=[str(path)]))
        st.session_state[PATH] = ""
    except (IngestError, OSError) as error:
        st.session_state[PATH_REFUSED] = str(error)


def on_this_machine(said: str) -> Path:
    """The whole path that a runner typed or pasted, perhaps in quotes. Raises InvalidEntry."""
    text = said.strip().strip("\"'")
    path = Path(text).expanduser()
    if not text or not path.is_absolute():
        raise InvalidEntry("Give the whole path, as your file manager copies it.")
    if not path.exists():
        raise InvalidEntry(f"There is nothing at {path} on this machine. Check the path.")
    return path.resolve()
