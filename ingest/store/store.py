"""The store: a few verbs, each one transaction, for one runner."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from contextlib import contextmanager
from datetime import date
from pathlib import Path
from types import MappingProxyType

import numpy as np
import pandas as pd
from sqlalchemy import Connection

from ingest.diary import Entry
from ingest.errors import InvalidEntry, StoreError
from ingest.schema import LAPS, TRACK, Log, Profile
from ingest.store import (
    care,
    defaults,
    diary,
    files,
    gait,
    ground,
    jobs,
    points,
    recordings,
    rows,
    runs,
    settings,
    shoe_photos,
    shoes,
    ticks,
    watched,
    worn,
)
from ingest.store.diary import Added
from ingest.store.engine import give_back, reading, url_of, writing
from ingest.store.files import Original
from ingest.store.gait import Windowed
from ingest.store.ground import Laid, Measured
from ingest.store.intake import Intake
from ingest.store.jobs import Item, Job
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

    @property
    def folder(self) -> Path:
        """Where files beside the log are kept, such as a map: the log's folder, ~/.hiplog for a server's."""
        url = self._engine.url
        return Path(url.database).parent if url.get_backend_name() == "sqlite" else Path.home() / ".hiplog"

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
                terrain=ground.frame(*here),
                routes=ground.routes_frame(*here),
                diary=diary.frame(*here),
                weekly=care.weekly_frame(*here),
                clearances=care.clearances_frame(*here),
                plans=care.plans_frame(*here),
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

    def left_out(self) -> pd.DataFrame:
        """RUNS that count for nothing: left out by the runner, or called something else than a run."""
        with self._reading() as here:
            return runs.left_out(*here)

    def recordings(self, run_ids: Iterable[str]) -> pd.DataFrame:
        """RECORDINGS of these runs."""
        with self._reading() as here:
            return recordings.frame(*here, run_ids)

    def track(self, run_id: str) -> pd.DataFrame:
        """The run's points (TRACK), bit for bit as they were added."""
        return points.decoded(self.packed_track(run_id), TRACK)

    def packed_track(self, run_id: str) -> bytes:
        """The run's points as they are kept, for `points.decoded`."""
        with self._reading() as here:
            return runs.blob(*here, run_id, "track")

    def ways(self, run_ids: Iterable[str]) -> dict[str, pd.DataFrame]:
        """The ways of runs on a grid of distance (WAY), by run_id; runs not yet measured are absent."""
        return {run_id: ground.unpacked(way) for run_id, way in self.packed_ways(run_ids).items()}

    def packed_ways(self, run_ids: Iterable[str]) -> dict[str, bytes]:
        """As `ways`, as they are kept."""
        with self._reading() as here:
            return ground.packed_ways(*here, run_ids)

    def positions(self, run_ids: Iterable[str]) -> dict[str, tuple[np.ndarray, np.ndarray]]:
        """Latitude and longitude of the runs' ways, by run_id [°]; runs not yet measured are absent."""
        with self._reading() as here:
            return ground.positions(*here, run_ids)

    def gait(self, run_ids: Iterable[str]) -> pd.DataFrame:
        """The windows of these runs (`run_id` and GAIT), in the order of asking; none of unknown ones."""
        with self._reading() as here:
            return gait.frame(*here, run_ids)

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

    def original(self, sha256: str) -> bytes:
        """A file's unpacked content. Raises StoreError where it was not kept."""
        with self._reading() as here:
            return files.original(*here, sha256)

    def known_contents(self) -> frozenset[str]:
        """The SHA-256 of all file contents that gave runs."""
        with self._reading() as here:
            return files.known_contents(*here)

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

    def edit_runs(self, run_ids: Iterable[str], **changes) -> None:
        """Sets what the runner says of all these runs; None clears.

        surface, shoe_id, title, sport, sub_sport, distance_m [m], excluded (true or false).
        """
        if changes:
            with self._writing() as here:
                runs.edit(*here, run_ids, changes)

    def give_pair(self, run_ids: Iterable[str], shoe_id: str) -> list[str]:
        """Gives a pair to those of the runs of which nobody has said one by now, and returns these.

        Raises InvalidEntry where there is no such pair.
        """
        with self._writing() as here:
            return worn.give(*here, run_ids, shoe_id)

    def take_pair_back(self, run_ids: Iterable[str], shoe_id: str) -> list[str]:
        """Takes a pair back from those of the runs that the runner has in it still, and returns these."""
        with self._writing() as here:
            return worn.take_back(*here, run_ids, shoe_id)

    def settle_pairs(self, run_ids: Iterable[str]) -> None:
        """Gives runs that have just come in the default pair for the ground that is known by now.

        For once their terrain is settled. What the runner or an account said of a pair stays.
        """
        with self._reading() as here:
            found = defaults.settled(*here, list(run_ids))
        if found:
            with self._writing() as here:
                defaults.put(*here, found)

    def unmeasured(self) -> list[str]:
        """Runs whose terrain is still to be worked out, the oldest first."""
        with self._reading() as here:
            return ground.unmeasured(*here)

    def unmatched(self, map_id: str, instead_of: Iterable[str] = ()) -> list[str]:
        """Measured runs with positions to be laid on this map: those on none, or on one of these before it.

        `instead_of` tells how the names of those maps begin. Runs on any other are left to who laid them.
        """
        with self._reading() as here:
            return ground.unmatched(*here, map_id, instead_of)

    def matched(self) -> list[str]:
        """Runs that are laid on a map, whichever it is, the oldest first."""
        with self._reading() as here:
            return ground.matched(*here)

    def maps_told(self) -> list[str]:
        """The maps that runs are laid on, as TERRAIN names them."""
        with self._reading() as here:
            return ground.maps_told(*here)

    def unrouted(self) -> list[str]:
        """Measured runs with positions whose route is still to be found, the oldest first."""
        with self._reading() as here:
            return ground.unrouted(*here)

    def courses(self) -> dict[str, bytes]:
        """Where each route leads, by route_id, as `ingest.ground.routes` packs it."""
        with self._reading() as here:
            return ground.courses(*here)

    def put_terrain(self, measured: Iterable[Measured]) -> None:
        """Keeps what was worked out from runs' points, of those that have these points still."""
        with self._writing() as here:
            ground.put(*here, measured)

    def ungaited(self) -> list[str]:
        """Runs whose windows are still to be worked out, the oldest first."""
        with self._reading() as here:
            return gait.waiting(*here)

    def put_gait(self, windowed: Iterable[Windowed]) -> None:
        """Keeps the windows of runs, of those that have the points still that they were made of."""
        with self._writing() as here:
            gait.put(*here, windowed)

    def put_surfaces(self, found: Mapping[str, Laid]) -> None:
        """Keeps what a map says of runs, by run_id, of those whose way is still the one laid on it."""
        with self._writing() as here:
            ground.put_surfaces(*here, found)

    def put_routes(
        self,
        courses: Mapping[str, bytes],
        of_runs: Mapping[str, tuple[str, float]],
        known: int | None = None,
    ) -> None:
        """Keeps new routes by their courses, and of runs the (route_id, direction).

        `known` is how many routes the writer took there to be. Raises ChangedMeanwhile, and keeps nothing,
        where another has found some since.
        """
        with self._writing() as here:
            ground.put_routes(*here, courses, of_runs, known)

    def edit_route(self, route_id: str, **changes) -> None:
        """Sets what the runner says of a route: name, camber, surface; None clears."""
        if changes:
            with self._writing() as here:
                ground.edit_route(*here, route_id, changes)

    def add_entry(self, entry: Entry) -> None:
        """As add_entries, of one. Raises InvalidEntry where it cannot stand beside the rest of its day."""
        for reason in self.add_entries([entry]).refused.values():
            raise InvalidEntry(reason)

    def add_entries(self, entries: Iterable[Entry]) -> Added:
        """Adds what these diary entries say to what stands on their days, and tells what became of each.

        Scores and the note of an entry count from now on, words (signs, places …) are joined with those
        that stand, and what it leaves unsaid stays: a table takes nothing away, amend_entries does.
        """
        with self._writing() as here:
            return diary.add(*here, entries)

    def amend_entries(
        self,
        changes: Mapping[date, Mapping[str, object]],
        seen: Mapping[date, Mapping[str, object]],
    ) -> None:
        """Sets fields of the entries of some days (None clears) and leaves their others as they are.

        `seen` is what the writer took to stand in these fields. Raises ChangedMeanwhile, and keeps
        nothing, where another has changed one of them since; InvalidEntry where a changed field cannot be.
        An entry that says nothing any more is withdrawn.
        """
        with self._writing() as here:
            diary.amend(*here, changes, seen)

    def tick(
        self,
        day: date,
        put: Mapping[str, Iterable[str]] = MappingProxyType({}),
        take: Mapping[str, Iterable[str]] = MappingProxyType({}),
        sets: Mapping[str, Iterable[str]] = MappingProxyType({}),
    ) -> None:
        """Puts words (by `done` and `exercises`) into the entry of a day and takes others out of it.

        All else that stands there stays, whoever wrote it. `sets` says of which exercises a word of
        `done` is made: the last one put in ticks it, and one taken out takes it back.
        """
        with self._writing() as here:
            ticks.tick(*here, day, put, take, sets)

    def save_weekly(
        self, day: date, answers: Mapping[str, int], seen: Mapping[str, int] | None = None
    ) -> None:
        """Keeps the four weekly answers (0 to 3 each) of a day. Raises InvalidEntry where one is missing.

        `seen` are those that the writer took to stand there, None for none. Raises ChangedMeanwhile, and
        keeps nothing, where others do; the same again changes nothing.
        """
        with self._writing() as here:
            care.save_weekly(*here, day, answers, seen)

    def clear_flags(self, day: date, flags: Iterable[str], note: str) -> None:
        """Clears red flags, by their keys. Raises InvalidEntry without a note."""
        with self._writing() as here:
            care.clear(*here, day, flags, note)

    def start_plan(self, started_on: date, weekdays: str, **fields) -> str:
        """Keeps a return plan, with any of the PLANS columns, and returns its plan_id."""
        with self._writing() as here:
            return care.start_plan(*here, {"started_on": started_on, "weekdays": weekdays, **fields})

    def edit_plan(self, plan_id: str, **changes) -> None:
        """Sets PLANS columns of a plan; None clears."""
        if changes:
            with self._writing() as here:
                care.edit_plan(*here, plan_id, changes)

    def add_shoe(self, name: str, kind: str, **fields) -> str:
        """Keeps a pair, with any of the SHOES columns, and returns its shoe_id."""
        with self._writing() as here:
            return shoes.add(*here, {"name": name, "kind": kind, **fields})

    def edit_shoe(self, shoe_id: str, **changes) -> None:
        """Sets SHOES columns of a pair; None clears. Raises InvalidEntry for days that cannot be."""
        if changes:
            with self._writing() as here:
                shoes.edit(*here, shoe_id, changes)

    def shoe_photo(self, shoe_id: str) -> bytes | None:
        """The picture of a pair, as it was given; None where there is none."""
        with self._reading() as here:
            return shoe_photos.picture(*here, shoe_id)

    def keep_shoe_photo(self, shoe_id: str, picture: bytes | None) -> None:
        """Keeps a picture (JPEG, PNG, WebP) of a pair in place of the one before; None takes it away.

        Raises InvalidEntry for what is no such picture, or too large.
        """
        with self._writing() as here:
            shoe_photos.keep(*here, shoe_id, picture)

    def save_profile(self, profile: Profile) -> None:
        with self._writing() as here:
            settings.save_profile(*here, profile)

    def home_seed(self) -> int:
        """The secret number of this log, by which places are shifted in what is shared; drawn once."""
        with self._reading() as here:
            seed = settings.home_seed(*here)
        if seed is None:
            with self._writing() as here:
                seed = settings.draw_home_seed(*here)
        return seed

    def save_limits(self, changed: Mapping[str, float]) -> None:
        """These thresholds, by key, in place of all that were changed before."""
        with self._writing() as here:
            settings.save_limits(*here, changed)

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
        with writing(self._engine) as connection:
            rows.hold(connection, self.runner_id)
            return jobs.take(connection, self.runner_id, job_id)

    def expect(self, item_id: int, members: int) -> None:
        """Notes how many files an archive of a job holds, for its progress."""
        with writing(self._engine) as connection:
            jobs.expect(connection, self.runner_id, item_id, members)

    def done_of_item(self, item_id: int) -> dict[str, bool]:
        """Names of an archive's files that are done, and whether each gave a run."""
        with self._reading() as here:
            return files.done_of_item(*here, item_id)

    def finish_item(self, item_id: int, result: Mapping) -> None:
        """Keeps what became of an item, a dict(path, status, reason, run_ids), and frees its bytes."""
        with writing(self._engine) as connection:
            jobs.finish(connection, self.runner_id, item_id, result)

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
        with writing(self._engine) as connection:
            watched.note(connection, self.runner_id, files_seen)
