"""Writes what was read: adds runs, joins recordings of one run, and says what became of each file.

Everything here happens inside one transaction of the store, so that two importers at once, or one
that is killed, never leave a run twice or half.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from contextlib import suppress
from pathlib import Path

from ingest import twins
from ingest.batch.joining import ALL_ELSE, fill_in, joined
from ingest.batch.outcome import Outcome, together
from ingest.batch.reading import NOBODY, Read, Run
from ingest.exports.said import NOTHING
from ingest.store import Intake, RunExists, Sealed
from ingest.store.files import KNOWN
from ingest.twins import Key
from ingest.twins.key import FACTS


def keep(intake: Intake, read: Read) -> Outcome:
    """Keeps one file and its runs, and tells the job that waits for it."""
    known = _unopened(intake, read) if read.file is None else _known(intake, read)
    outcome = known or _kept(intake, read)
    if read.ticket.item_id is not None:
        intake.finish_item(read.ticket.item_id, outcome.record())
    return outcome


def _unopened(intake: Intake, read: Read) -> Outcome:
    """A file that nobody could open leaves a line where it came in an archive: there it is not seen."""
    archive_id = read.ticket.archive_id
    if archive_id is not None:
        intake.add_file(Sealed(read.name, "", 0), read.status, read.reason, (), archive_id)
    return Outcome(read.name, read.status, read.reason)


def _known(intake: Intake, read: Read) -> Outcome | None:
    """A duplicate's outcome where the same bytes gave a run before; else None: try (again)."""
    before = intake.known_file(read.file.sha256)
    if before is None or before["status"] not in KNOWN:
        return None
    recordings = intake.recordings_in(read.file.sha256)
    now = list(dict.fromkeys(row["run_id"] for row in recordings))  # runs are joined and taken apart
    outcome = duplicate_of({**before, "run_ids": " ".join(now) or before["run_ids"]}, read.name)
    archive_id = read.ticket.archive_id
    if archive_id is not None or not intake.is_told(read.file.sha256, read.name, "duplicate"):
        intake.add_file(read.file, "duplicate", outcome.reason, outcome.run_ids, archive_id)
    if len(recordings) == 1 and recordings[0]["said"] != read.said.written():  # else it was said before
        fill_in(intake, recordings[0]["run_id"], read.said)
        intake.add_recording({**recordings[0], "said": read.said.written() or recordings[0]["said"]})
    return outcome


def duplicate_of(before: Mapping, name: str) -> Outcome:
    """What becomes of a file whose content gave runs before, by that file's FILES row."""
    day = f"{before['imported_at'].day} {before['imported_at']:%B %Y}"
    reason = f"Already here: the same file as “{Path(before['name']).name}”, imported on {day}."
    return Outcome(name, "duplicate", reason, tuple(before["run_ids"].split()))


def already_told(read: Read, lines: Sequence[Mapping]) -> Outcome | None:
    """The outcome of a file of which nothing is to be kept, by all FILES rows of its content; else None."""
    if not lines or lines[0]["status"] not in KNOWN or read.ticket != NOBODY or read.said != NOTHING:
        return None
    return duplicate_of(lines[0], read.name) if any(line["name"] == read.name for line in lines) else None


def _kept(intake: Intake, read: Read) -> Outcome:
    if read.runs:
        intake.keep_content(read.file)
    outcomes = [_taken(intake, read, run) for run in read.runs]
    outcome = together(read.name, outcomes) if outcomes else Outcome(read.name, read.status, read.reason)
    told_before = not outcomes and read.ticket.archive_id is None and _is_told(intake, outcome, read)
    if not told_before:
        intake.add_file(read.file, outcome.status, outcome.reason, outcome.run_ids, read.ticket.archive_id)
    return outcome


def _is_told(intake: Intake, outcome: Outcome, read: Read) -> bool:
    """Whether the import log says already that this file gave no run, and why."""
    return intake.is_told(read.file.sha256, read.name, outcome.status, outcome.reason)


def _taken(intake: Intake, read: Read, run: Run) -> Outcome:
    """Adds one run, or joins it with what is here of it."""
    new, here = _keys(intake, run)
    recording = _recording(read, run)
    matches = twins.same_run(new, here)
    outcome = joined(intake, read, run, recording, new, matches) if matches else None
    if outcome is None:
        with suppress(RunExists):  # of a file whose import an earlier hiplog ended half-way
            intake.add_run(run.run_id, run.row, run.blobs)
        intake.add_recording(recording)
        outcome = Outcome(read.name, "imported", run.reason or "Added.", (run.run_id,))
    fill_in(intake, outcome.run_ids[0], read.said)
    return outcome


def _keys(intake: Intake, run: Run) -> tuple[Key, list[Key]]:
    """A run as twins are found by, and the recordings that are here about its time."""
    here = intake.recordings_near(run.row["started_at"])
    return twins.key(run.row, run.run_id), [key_of(known) for known in here]


def is_here(intake: Intake, run: Run) -> bool:
    """Whether a recording of the same time is in the log."""
    new, here = _keys(intake, run)
    return bool(twins.same_run(new, here))


def key_of(known: Mapping) -> Key:
    """A kept recording (a RECORDINGS row) as twins are found by."""
    facts = {name: _number(known[column]) for column, name in FACTS.items()}
    began_s = known["started_at"].timestamp()
    ids = {name: known[name] for name in ("recording_id", "run_id", "device", "format")}
    return Key(began_s=began_s, **ids, **facts)


def _number(value: float | None) -> float:
    return float("nan") if value is None else value


def _recording(read: Read, run: Run) -> dict:
    """The RECORDINGS row of a run's first recording."""
    row = run.row
    return {
        "recording_id": run.run_id,
        "run_id": run.run_id,
        "name": read.name,
        "sha256": read.file.sha256,
        "number": float(run.number),
        "said": read.said.written(),
        "gives": ALL_ELSE,
        "apart": 0.0,
        **{name: row[name] for name in ("started_at", "device", "format", *FACTS)},
    }
