"""From a file's bytes to runs that only have to be written: the part of an import that can run anywhere.

Pure work, without the store: a process of its own does it, while another one writes.
"""

from __future__ import annotations

import logging
from collections.abc import Mapping
from dataclasses import dataclass, field
from pathlib import Path

from ingest import readers
from ingest.errors import IngestError, NotAnActivity, NotARun, UnreadableFile
from ingest.exports.said import NOTHING, Said
from ingest.recording import Recording
from ingest.store import Original, Sealed
from ingest.store.runs import packed
from ingest.summary import Summary, summarise, why_not_a_run

LARGEST_FILE = 256_000_000
"""Files beyond this are refused unread. [B]; a day of one-second FIT records is 5 MB."""

OUR_FAULT = "hiplog stumbled over this file; that is a fault of hiplog."
log = logging.getLogger("hiplog.import")


@dataclass(frozen=True)
class Ticket:
    """Who waits for a file: the item of a job that it is, or the one whose archive it came in."""

    item_id: int | None = None
    archive_id: int | None = None


NOBODY = Ticket()


@dataclass(frozen=True)
class Task:
    """A file to read: its bytes, or where it lies; or why it cannot be read at all."""

    name: str
    data: bytes | None = None
    path: Path | None = None
    said: Said = NOTHING
    refusal: IngestError | None = None
    ticket: Ticket = NOBODY


@dataclass(frozen=True)
class Run:
    """A run measured and packed. `reason` is what there is to tell of it, perhaps nothing."""

    run_id: str
    number: int
    row: Mapping[str, object]
    blobs: Mapping[str, bytes]
    reason: str


@dataclass(frozen=True)
class Read:
    """What was read of one file: its runs, or a status and a reason why there are none.

    `file` is None where the file could not even be opened. Where its content gave runs before, nobody
    looked into it again.
    """

    name: str
    file: Sealed | None
    ticket: Ticket = NOBODY
    said: Said = NOTHING
    runs: tuple[Run, ...] = ()
    status: str = ""
    reason: str = ""


@dataclass(frozen=True)
class Context:
    """What a reader has to know of the log: the runner's zone, and contents that gave runs before."""

    zone: str = "UTC"
    known: frozenset[str] = field(default_factory=frozenset)


def read(task: Task, context: Context) -> Read:
    """Reads, measures and packs one file. Never raises for what the file holds."""
    original = _handed_over(task)
    return original if isinstance(original, Read) else _read(task, original, context)


def known_already(task: Task, context: Context) -> Read | None:
    """A file whose content gave runs before, without a look into it; None for any other."""
    original = _handed_over(task)
    return None if isinstance(original, Read) else _known(task, original, context)


def _known(task: Task, original: Original, context: Context) -> Read | None:
    if original.sha256 not in context.known:
        return None
    return Read(task.name, Sealed(task.name, original.sha256, len(original.data)), task.ticket, task.said)


def _handed_over(task: Task) -> Original | Read:
    """A file's bytes; or what was read of one that cannot be opened."""
    if task.refusal is not None:
        return unread(task, str(task.refusal), status_of(task.refusal))
    try:
        return Original(task.name, (task.data or b"") if task.path is None else bytes_of(task.path))
    except OSError as error:
        return unread(task, f"The file cannot be opened: {error.strerror or error}.")
    except UnreadableFile as error:
        return unread(task, str(error))


def unread(task: Task, reason: str, status: str = "failed") -> Read:
    """A file that gave nothing, and why."""
    return Read(task.name, None, task.ticket, status=status, reason=reason)


def given_up(task: Task, reason: str) -> Read:
    """A file that its reader did not survive: told, and kept for a hiplog that can read it."""
    original = _handed_over(task)
    if isinstance(original, Read):
        return original
    return Read(task.name, original.sealed(), task.ticket, task.said, status="failed", reason=reason)


def bytes_of(path: Path) -> bytes:
    """A file's bytes. Raises OSError, or UnreadableFile for pipes and for what is far too large."""
    if path.exists() and not path.is_file():
        raise UnreadableFile("This is not a file but a device, a socket or a pipe.")
    if path.stat().st_size > LARGEST_FILE:
        raise UnreadableFile(f"The file is larger than {LARGEST_FILE // 1_000_000} MB; no run is.")
    return path.read_bytes()


def _read(task: Task, original: Original, context: Context) -> Read:
    known = _known(task, original, context)
    if known is not None:
        return known
    try:
        runs, refusals = _runs(original, task.said, context.zone)
        status, reason = "not_a_run", " ".join(refusals)
    except IngestError as error:
        runs, status, reason = [], status_of(error), str(error)
    except Exception:
        log.exception("import of %s", task.name)
        runs, status, reason = [], "failed", OUR_FAULT
    return Read(task.name, original.sealed(), task.ticket, task.said, tuple(runs), status, reason)


def status_of(error: IngestError) -> str:
    """The status that an error stands for."""
    if isinstance(error, NotARun):
        return "not_a_run"
    return "not_an_activity" if isinstance(error, NotAnActivity) else "failed"


def _runs(original: Original, said: Said, zone: str) -> tuple[list[Run], list[str]]:
    """The runs of a file, and why its other recordings are none."""
    runs, refusals = [], []
    for number, recording in enumerate(readers.read(original.content)):
        recording = said.of(recording)
        refusal = why_not_a_run(recording)
        if refusal is None:
            run_id = original.sha256[:16] + (f"-{number + 1}" if number else "")
            runs.append(run_of(run_id, number, recording, summarise(recording, zone)))
        else:
            refusals.append(refusal)
    return runs, refusals


def run_of(run_id: str, number: int, recording: Recording, summary: Summary) -> Run:
    """A measured recording, packed for the store."""
    reason = " ".join((*recording.warnings, *summary.notes))
    return Run(run_id, number, summary.row, packed(summary.track, recording.laps), reason)


def recording_in(content: bytes, number: int, said: Said) -> Recording:
    """One of a file's recordings once more, as `read` saw it."""
    return said.of(readers.read(content)[number])
