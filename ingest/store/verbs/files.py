"""The verbs of what comes in: runs with their files, what became of each file, and its bytes."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from contextlib import contextmanager

import pandas as pd

from ingest.store import files, recordings, runs
from ingest.store.files import Original
from ingest.store.intake import Intake
from ingest.store.transactions import Transactions


class FileVerbs(Transactions):
    @contextmanager
    def intake(self) -> Iterator[Intake]:
        """One transaction for many files. Keep it short: other writers wait."""
        with self._writing() as here:
            yield Intake(*here)

    def add_run(
        self, run_id: str, row: Mapping, track: pd.DataFrame, laps: pd.DataFrame, original: Original
    ) -> None:
        """Keeps a run with its points and the file that it came in. `row` is by RUNS column.

        Raises RunExists, and keeps nothing, where a run of this name is in the log.
        """
        blobs, file = runs.packed(track, laps), original.sealed()
        with self.intake() as intake:
            intake.add_run(run_id, row, blobs)
            intake.add_file(file, "imported", "", [run_id])

    def add_file(self, original: Original, status: str, reason: str, run_ids: Iterable[str] = ()) -> None:
        """Keeps a file that gave no new run, and what became of it."""
        file = original.sealed()
        with self.intake() as intake:
            intake.add_file(file, status, reason, run_ids)

    def files(self) -> pd.DataFrame:
        """What became of every file (FILES), newest first."""
        with self._reading() as here:
            return files.frame(*here)

    def known_file(self, sha256: str) -> dict | None:
        """The FILES row of an earlier import of this content: one that gave runs, else the newest."""
        with self._reading() as here:
            return files.known(*here, sha256)

    def lines_on(self, contents: Iterable[str]) -> dict[str, list[dict]]:
        """FILES rows by content (SHA-256), those that gave runs first; nothing for what is not known.

        Their `run_ids` are the runs that the content is of today.
        """
        contents = set(contents)
        with self._reading() as here:
            lines, runs_now = files.lines_on(*here, contents), recordings.runs_of_contents(*here, contents)
        for sha256, run_ids in runs_now.items():
            for line in lines.get(sha256, ()):
                line["run_ids"] = " ".join(dict.fromkeys(run_ids))
        return lines

    def known_contents(self) -> frozenset[str]:
        """The SHA-256 of all file contents that gave runs."""
        with self._reading() as here:
            return files.known_contents(*here)

    def original(self, sha256: str) -> bytes:
        """A file's unpacked content. Raises StoreError where it was not kept."""
        with self._reading() as here:
            return files.original(*here, sha256)
