"""The store: a few verbs, each one transaction, for one runner."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from contextlib import contextmanager
from datetime import date, datetime
from pathlib import Path

import pandas as pd
from sqlalchemy import Connection

from ingest.diary import Entry
from ingest.errors import StoreError
from ingest.schema import LAPS, TRACK, Log, Profile
from ingest.store import diary, files, jobs, points, rows, runs, settings, shoes
from ingest.store.engine import reading, url_of, writing
from ingest.store.files import Original
from ingest.store.jobs import Job
from ingest.store.opening import opened


class Store:
    """One runner's log in a database. Any number of threads and processes may use it at once.

    `where` is a folder, which is made where it is missing, or a SQLAlchemy URL; None means
    $HIPLOG_STORE, else ~/.hiplog. `store.where` opens the same log again elsewhere.
    Every verb raises StoreError, with a sentence, where the database fails; what a verb
    has written when it returns is on disk.
    """

    def __init__(self, where: str | Path | None = None, runner_id: int = 1) -> None:
        url = url_of(where)
        self.where = url.render_as_string(hide_password=False)
        self.runner_id = runner_id
        self._engine = opened(url)

    @contextmanager
    def _reading(self) -> Iterator[tuple[Connection, int]]:
        with reading(self._engine) as connection:
            yield connection, self.runner_id

    @contextmanager
    def _writing(self) -> Iterator[tuple[Connection, int]]:
        """A transaction that counts as a change of the log."""
        with writing(self._engine) as connection:
            rows.bump(connection, self.runner_id)
            yield connection, self.runner_id

    def load(self) -> Log:
        """The whole log but for the points, as of one moment."""
        with self._reading() as here:
            return Log(
                runs=runs.frame(*here),
                diary=diary.frame(*here),
                shoes=shoes.frame(*here),
                profile=settings.profile(*here),
                limits=settings.changed_limits(*here),
            )

    def data_version(self) -> int:
        """Grows with every change of the log; how far an import is counts as none."""
        with self._reading() as here:
            return rows.version(*here)

    def profile(self) -> Profile:
        with self._reading() as here:
            return settings.profile(*here)

    def runs_near(self, started_at: datetime) -> pd.DataFrame:
        """RUNS that begin within two days of an instant."""
        with self._reading() as here:
            return runs.near(*here, started_at)

    def track(self, run_id: str) -> pd.DataFrame:
        """The run's points (TRACK), bit for bit as they were added."""
        with self._reading() as here:
            data = runs.blob(*here, run_id, "track")
        return points.decoded(data, TRACK)

    def laps(self, run_id: str) -> pd.DataFrame:
        """The run's LAPS."""
        with self._reading() as here:
            data = runs.blob(*here, run_id, "laps")
        return points.decoded(data, LAPS)

    def files(self) -> pd.DataFrame:
        """What became of every file (FILES), newest first."""
        with self._reading() as here:
            return files.frame(*here)

    def known_file(self, sha256: str) -> dict | None:
        """The FILES row of an earlier import of this content: one that gave runs, else the newest."""
        with self._reading() as here:
            return files.known(*here, sha256)

    def original(self, sha256: str) -> bytes:
        """A file's unpacked content. Raises StoreError where it was not kept."""
        with self._reading() as here:
            return files.original(*here, sha256)

    def add_run(
        self,
        run_id: str,
        row: Mapping,
        track: pd.DataFrame,
        laps: pd.DataFrame,
        original: Original | None,
        reason: str = "",
    ) -> None:
        """Keeps a run with its points and the file that it came in. `row` is by RUNS column.

        `original` is None for a run of a file with several, which `add_file` keeps when all are here.
        Raises RunExists, and keeps nothing, where a run of this name is in the log.
        """
        blobs = runs.packed(track, laps)
        with self._writing() as here:
            runs.add(*here, run_id, row, blobs)
            if original is not None:
                files.add(*here, original, "imported", reason, [run_id])

    def replace_run(
        self,
        run_id: str,
        row: Mapping,
        track: pd.DataFrame,
        laps: pd.DataFrame,
        original: Original | None,
        reason: str = "",
    ) -> None:
        """A richer recording takes the run's place; title, shoes and the runner's surface stay."""
        blobs = runs.packed(track, laps)
        with self._writing() as here:
            runs.replace(*here, run_id, row, blobs)
            if original is not None:
                files.add(*here, original, "merged", reason, [run_id])

    def add_file(self, original: Original, status: str, reason: str, run_ids: Iterable[str] = ()) -> None:
        """Keeps a file that gave no new run, and what became of it."""
        with self._writing() as here:
            files.add(*here, original, status, reason, run_ids)

    def edit_runs(self, run_ids: Iterable[str], **changes) -> None:
        """Sets surface (then the runner's own), shoe_id or title of all these runs; None clears."""
        if changes:
            with self._writing() as here:
                runs.edit(*here, run_ids, changes)

    def add_entry(self, entry: Entry) -> None:
        self.add_entries([entry])

    def add_entries(self, entries: Iterable[Entry]) -> None:
        """Keeps all of these diary entries; one that says nothing new about its day changes nothing."""
        with self._writing() as here:
            diary.add(*here, entries)

    def withdraw_entry(self, day: date) -> None:
        """Takes the entry of a day back, as if it had never been logged."""
        with self._writing() as here:
            diary.withdraw(*here, day)

    def add_shoe(self, name: str, kind: str, **fields) -> str:
        """Keeps a pair, with any of the SHOES columns, and returns its shoe_id."""
        with self._writing() as here:
            return shoes.add(*here, {"name": name, "kind": kind, **fields})

    def edit_shoe(self, shoe_id: str, **changes) -> None:
        """Sets SHOES columns of a pair; None clears."""
        if changes:
            with self._writing() as here:
                shoes.edit(*here, shoe_id, changes)

    def save_profile(self, profile: Profile) -> None:
        with self._writing() as here:
            settings.save_profile(*here, profile)

    def save_limits(self, changed: Mapping[str, float]) -> None:
        """These thresholds, by key, in place of all that were changed before."""
        with self._writing() as here:
            settings.save_limits(*here, changed)

    def add_job(self, uploads: Iterable[tuple[str, bytes]]) -> int:
        """Keeps uploaded (name, bytes) until a worker has imported them; returns the job's number."""
        with self._writing() as here:
            return jobs.add(*here, uploads)

    def job(self, job_id: int) -> Job:
        with self._reading() as here:
            job = jobs.job(*here, job_id)
        if job is None:
            raise StoreError(f"There is no import number {job_id}.")
        return job

    def last_job(self) -> Job | None:
        with self._reading() as here:
            job_id = jobs.last(*here)
            return None if job_id is None else jobs.job(*here, job_id)

    def take_from_job(self, job_id: int) -> tuple[int, str, bytes] | None:
        """(item, name, bytes) of the job's next file, which no other worker gets unless this one dies."""
        with writing(self._engine) as connection:
            rows.hold(connection, self.runner_id)
            return jobs.take(connection, self.runner_id, job_id)

    def finish_item(self, item_id: int, result: Mapping) -> None:
        """Keeps what became of a file, a dict(path, status, reason, run_ids), and frees its bytes."""
        with writing(self._engine) as connection:
            jobs.finish(connection, self.runner_id, item_id, result)
