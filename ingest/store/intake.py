"""Many files in one transaction: what an importer asks and keeps while nobody else can write."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from datetime import datetime

from sqlalchemy import Connection

from ingest.schema import Profile
from ingest.store import defaults, edits, files, jobs, recordings, runs, settings, shoes
from ingest.store.files import Sealed


@dataclass(frozen=True)
class Intake:
    """The verbs of one open transaction; nothing is kept, nor acknowledged, before it ends."""

    connection: Connection
    runner_id: int

    @property
    def _here(self) -> tuple[Connection, int]:
        return self.connection, self.runner_id

    def profile(self) -> Profile:
        return settings.profile(*self._here)

    def known_file(self, sha256: str) -> dict | None:
        """The FILES row of an earlier import of this content: one that gave runs, else the newest."""
        return files.known(*self._here, sha256)

    def is_told(self, sha256: str, name: str, status: str, reason: str | None = None) -> bool:
        """Whether the import log has a line on this content under this name with this end."""
        return files.is_told(*self._here, sha256, name, status, reason)

    def recordings_in(self, sha256: str) -> list[dict]:
        """RECORDINGS rows of a file's content."""
        return recordings.of_content(*self._here, sha256)

    def keep_content(self, file: Sealed) -> None:
        """Keeps a file's bytes before its runs are joined with others, for that reads all files of a run."""
        files.keep_content(*self._here, file)

    def recordings_near(self, started_at: datetime) -> list[dict]:
        """RECORDINGS rows that begin within two days of an instant."""
        return recordings.near(*self._here, started_at)

    def recordings_of(self, run_ids: Iterable[str]) -> list[dict]:
        """RECORDINGS rows of these runs."""
        return recordings.of_runs(*self._here, run_ids)

    def said(self, run_id: str) -> dict:
        """What was said of a run, as changes of its row. Raises StoreError where there is none."""
        return edits.said(runs.row_of_run(*self._here, run_id))

    def original(self, sha256: str) -> bytes:
        """A file's unpacked content. Raises StoreError where it was not kept."""
        return files.original(*self._here, sha256)

    def add_run(self, run_id: str, row: Mapping, blobs: Mapping[str, bytes]) -> None:
        """Keeps a run that comes in, with the pair that is the default for it.

        Raises RunExists where one of this name is in the log.
        """
        runs.add(*self._here, run_id, {**row, **defaults.given(*self._here, row)}, blobs)

    def add_part(self, run_id: str, row: Mapping, blobs: Mapping[str, bytes]) -> None:
        """As `add_run`, of a run that was a part of another one: no pair is given to what was here."""
        runs.add(*self._here, run_id, row, blobs)

    def replace_run(self, run_id: str, row: Mapping, blobs: Mapping[str, bytes]) -> None:
        """Another measurement takes the run's place; what the runner said of it stays."""
        runs.replace(*self._here, run_id, row, blobs)

    def edit_run(self, run_id: str, changes: Mapping) -> None:
        runs.edit(*self._here, [run_id], changes)

    def remove_run(self, run_id: str) -> None:
        """Takes a run away that another one holds; give its recordings to that one before."""
        runs.remove(*self._here, run_id)

    def add_recording(self, row: Mapping) -> None:
        """Keeps a RECORDINGS row, in place of the one of this name where there is one."""
        recordings.add(*self._here, row)

    def add_file(
        self, file: Sealed, status: str, reason: str, run_ids: Iterable[str], item_id: int | None = None
    ) -> None:
        """Keeps a file and what became of it; `item_id` is the archive of a job that it came in."""
        files.add(*self._here, file, status, reason, run_ids, item_id)
        if item_id is not None:
            jobs.went_on(*self._here, item_id)

    def finish_item(self, item_id: int, result: Mapping) -> None:
        """Keeps what became of a job's item, and frees its bytes."""
        jobs.finish(*self._here, item_id, result)

    def shoe(self, name: str, fields: Mapping) -> str:
        """The shoe_id of the pair of this name, which is added with `fields` where it is not there."""
        known = shoes.named(*self._here, name)
        if known is not None:
            return known
        return shoes.add(*self._here, {"name": name, **shoes.without_impossible_days(fields)})
