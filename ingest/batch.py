"""Many files into the store: each is read, measured, compared with what is there, and kept.

Whatever a file holds, it ends as one Outcome with a sentence, and the next file goes on.
"""

from __future__ import annotations

import logging
import os
import subprocess
import sys
from collections.abc import Iterable, Iterator
from dataclasses import asdict, dataclass
from pathlib import Path

from ingest import readers, twins
from ingest.errors import IngestError, NotAnActivity, NotARun, StoreError, UnreadableFile
from ingest.recording import Recording
from ingest.store import Original, RunExists, Store
from ingest.summary import Summary, summarise, why_not_a_run

LARGEST_FILE = 256_000_000
"""Files beyond this are refused unread. [B]; a day of one-second FIT records is 5 MB."""

RANK = ("imported", "merged", "duplicate", "not_a_run", "not_an_activity", "failed")
"""Statuses, the one that tells most about a file of several recordings first."""

ROOT = Path(__file__).resolve().parent.parent
log = logging.getLogger("hiplog.import")


@dataclass(frozen=True)
class Outcome:
    """What became of one file: a status of RANK, one sentence, and the runs it belongs to."""

    path: str
    status: str
    reason: str
    run_ids: tuple[str, ...] = ()

    def record(self) -> dict:
        """The outcome as JSON takes it."""
        return {**asdict(self), "run_ids": list(self.run_ids)}


def import_paths(store: Store, paths: Iterable[str | Path]) -> Iterator[Outcome]:
    """Imports files and whole folders, one Outcome a file, in the order of their names."""
    for path in files_below(paths):
        yield import_path(store, path)


def files_below(paths: Iterable[str | Path]) -> list[Path]:
    """The files at and below these paths. Links to folders are not followed."""
    found: list[Path] = []
    for path in map(Path, paths):
        if path.is_dir():
            walk = os.walk(path, followlinks=False)
            found += sorted(Path(folder, name) for folder, _, names in walk for name in names)
        else:
            found.append(path)
    return found


def import_path(store: Store, path: Path) -> Outcome:
    """Imports one file from disk; a path that cannot be read is an Outcome too."""
    try:
        data = _bytes_of(path)
    except OSError as error:
        return Outcome(str(path), "failed", f"The file cannot be opened: {error.strerror or error}.")
    except UnreadableFile as error:
        return Outcome(str(path), "failed", str(error))
    return import_one(store, str(path), data)


def _bytes_of(path: Path) -> bytes:
    if path.exists() and not path.is_file():
        raise UnreadableFile("This is not a file but a device, a socket or a pipe.")
    if path.stat().st_size > LARGEST_FILE:
        raise UnreadableFile(f"The file is larger than {LARGEST_FILE // 1_000_000} MB; no run is.")
    return path.read_bytes()


def import_one(store: Store, name: str, data: bytes) -> Outcome:
    """Takes the bytes of one file into the store. Never raises for what the bytes hold.

    Raises StoreError where the store itself fails: then nothing was acknowledged.
    """
    original = Original(name, data)
    try:
        return _known(store, original) or _taken(store, original)
    except NotARun as error:
        return _kept(store, original, "not_a_run", str(error))
    except NotAnActivity as error:
        return _kept(store, original, "not_an_activity", str(error))
    except RunExists:  # another importer was faster, perhaps with the first run of several
        return _known(store, original) or _taken(store, original)
    except StoreError:
        raise
    except IngestError as error:
        return _kept(store, original, "failed", str(error))
    except Exception:
        log.exception("import of %s", name)
        return _kept(store, original, "failed", "hiplog stumbled over this file; that is a fault of hiplog.")


def _kept(store: Store, original: Original, status: str, reason: str, run_ids: tuple = ()) -> Outcome:
    store.add_file(original, status, reason, run_ids)
    return Outcome(original.name, status, reason, tuple(run_ids))


def _known(store: Store, original: Original) -> Outcome | None:
    """A duplicate's outcome where the same bytes gave a run before; else None: try (again)."""
    before = store.known_file(original.sha256)
    if before is None or before["status"] not in ("imported", "merged", "duplicate"):
        return None
    day = f"{before['imported_at'].day} {before['imported_at']:%B %Y}"
    reason = f"Already here: the same file as “{Path(before['name']).name}”, imported on {day}."
    return Outcome(original.name, "duplicate", reason, tuple(before["run_ids"].split()))


def _taken(store: Store, original: Original) -> Outcome:
    runs, refusals = _measured(original, store.profile().zone)
    if not runs:
        raise NotARun(" ".join(refusals))
    if len(runs) == 1:
        return _add(store, original, *runs[0], file=original)
    # The file itself comes last: one whose import ended half-way is not known yet, and is taken again.
    outcome = _together(original.name, [_add(store, original, *run, file=None) for run in runs])
    return _kept(store, original, outcome.status, outcome.reason, outcome.run_ids)


Run = tuple[str, Recording, Summary]
"""A run_id, and what is to be kept under it."""


def _measured(original: Original, zone: str) -> tuple[list[Run], list[str]]:
    """The runs of a file, and why its other recordings are none."""
    runs, refusals = [], []
    for number, recording in enumerate(readers.read(original.data)):
        refusal = why_not_a_run(recording)
        if refusal is not None:
            refusals.append(refusal)
            continue
        run_id = original.sha256[:16] + (f"-{number + 1}" if number else "")
        runs.append((run_id, recording, summarise(recording, zone)))
    return runs, refusals


def _add(
    store: Store,
    original: Original,
    run_id: str,
    recording: Recording,
    summary: Summary,
    file: Original | None,
) -> Outcome:
    """Keeps one run, and `file` in the same transaction where it holds no other."""
    reason = " ".join((*recording.warnings, *summary.notes))
    contents = (summary.row, summary.track, recording.laps, file)
    other = twins.twin(summary.row, store.runs_near(summary.row["started_at"]))
    if other is None:
        store.add_run(run_id, *contents, reason=reason)
    if other is None or other["run_id"] == run_id:
        return Outcome(original.name, "imported", reason or "Added.", (run_id,))
    same = (other["run_id"],)
    if not twins.richer(summary.row, other):
        told = f"The same run as one already here; it counts once. {reason}".strip()
        if file is not None:
            store.add_file(file, "duplicate", told, same)
        return Outcome(original.name, "duplicate", told, same)
    brought = twins.brought(summary.row, other)
    told = f"The same run as one already here, now shown {brought}. {reason}".strip()
    store.replace_run(other["run_id"], *contents, reason=told)
    return Outcome(original.name, "merged", told, same)


def _together(name: str, outcomes: list[Outcome]) -> Outcome:
    status = min((outcome.status for outcome in outcomes), key=RANK.index)
    reasons = dict.fromkeys(outcome.reason for outcome in outcomes)
    run_ids = dict.fromkeys(run_id for outcome in outcomes for run_id in outcome.run_ids)
    return Outcome(name, status, " ".join(reasons), tuple(run_ids))


def work(store: Store, job_id: int) -> None:
    """Imports all that waits in a job, file by file; what is done stays done."""
    while (item := store.take_from_job(job_id)) is not None:
        item_id, name, data = item
        store.finish_item(item_id, import_one(store, name, data).record())


def start_worker(store: Store, job_id: int) -> subprocess.Popen:
    """Works the job in a process of its own, so that neither a click nor a closed tab ends it."""
    command = [sys.executable, "-m", "ingest", "work", str(job_id)]
    environment = {**os.environ, "HIPLOG_STORE": store.where}
    quiet = {"stdin": subprocess.DEVNULL, "stdout": subprocess.DEVNULL}
    return subprocess.Popen(command, cwd=ROOT, env=environment, start_new_session=True, **quiet)
