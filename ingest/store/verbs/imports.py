"""The verbs of imports: jobs, their items, and the folders that are watched."""

from __future__ import annotations

from collections.abc import Iterable, Mapping

from ingest.errors import StoreError
from ingest.store import files, jobs, rows, watched
from ingest.store.engine import give_back
from ingest.store.jobs import Item, Job
from ingest.store.transactions import Transactions


class ImportVerbs(Transactions):
    def add_job(self, uploads: Iterable[tuple[str, bytes]] = (), paths: Iterable[str] = ()) -> int:
        """Keeps uploaded (name, bytes), and paths on this machine, until a worker has imported them.

        Returns the job's number.
        """
        with self._writing() as here:
            return jobs.add(*here, uploads, paths)

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

    def waiting_jobs(self) -> list[Job]:
        """The imports that are not done, the oldest first."""
        with self._reading() as here:
            return [jobs.job(*here, job_id) for job_id in jobs.waiting(*here)]

    def take_from_job(self, job_id: int) -> Item | None:
        """The job's next item, which no other worker gets unless this one dies."""
        with self._noting() as here:
            rows.hold(*here)
            return jobs.take(*here, job_id)

    def expect(self, item_id: int, members: int) -> None:
        """Notes how many files an archive of a job holds, for its progress."""
        with self._noting() as here:
            jobs.expect(*here, item_id, members)

    def done_of_item(self, item_id: int) -> dict[str, bool]:
        """Names of an archive's files that are done, and whether each gave a run."""
        with self._reading() as here:
            return files.done_of_item(*here, item_id)

    def finish_item(self, item_id: int, result: Mapping) -> None:
        """Keeps what became of an item, a dict(path, status, reason, run_ids), and frees its bytes."""
        with self._noting() as here:
            jobs.finish(*here, item_id, result)

    def give_back(self) -> None:
        """Gives the room of freed uploads back to the disk."""
        give_back(self._engine)

    def watched(self) -> list[str]:
        """Folders that are looked into for new files."""
        with self._reading() as here:
            return watched.folders(*here)

    def watch(self, folder: str) -> None:
        """Looks into a folder from now on. Raises InvalidEntry where it is none."""
        with self._writing() as here:
            watched.add(*here, folder)

    def unwatch(self, folder: str) -> None:
        with self._writing() as here:
            watched.remove(*here, folder)

    def seen_files(self) -> dict[str, tuple[int, int]]:
        """(bytes, time of last change in ns) of the watched files that were taken, by path."""
        with self._reading() as here:
            return watched.seen(*here)

    def note_seen(self, files_seen: Mapping[str, tuple[int, int]]) -> None:
        """These watched files were taken as they are now."""
        with self._noting() as here:
            watched.note(*here, files_seen)
