"""The store: a few verbs, each one transaction, for one runner."""

from __future__ import annotations

from datetime import date
from pathlib import Path

from ingest.schema import Log
from ingest.store import care, diary, gait, ground, routes, rows, runs, self_tests, settings, shoes
from ingest.store.verbs import (
    CareVerbs,
    DiaryVerbs,
    FileVerbs,
    FormVerbs,
    GroundVerbs,
    ImportVerbs,
    RouteVerbs,
    RunVerbs,
    SettingVerbs,
    ShoeVerbs,
)


class Store(
    RunVerbs,
    FileVerbs,
    GroundVerbs,
    RouteVerbs,
    FormVerbs,
    DiaryVerbs,
    CareVerbs,
    ShoeVerbs,
    SettingVerbs,
    ImportVerbs,
):
    """One runner's log in a database. Any number of threads and processes may use it at once.

    `where` is a folder, which is made where it is missing, or a SQLAlchemy URL; None means
    $HIPLOG_STORE, else ~/.hiplog. `store.where` opens the same log again elsewhere.
    Every verb raises StoreError, with a sentence, where the database fails; what a verb
    has written when it returns is on disk.
    """

    @property
    def folder(self) -> Path:
        """Where files beside the log are kept, such as a map: the log's folder, ~/.hiplog for a server's."""
        url = self._engine.url
        return Path(url.database).parent if url.get_backend_name() == "sqlite" else Path.home() / ".hiplog"

    def load(self, minutes_since: date | None = None) -> Log:
        """The whole log but for the points, as of one moment; with the MINUTES of runs from a day on."""
        with self._reading() as here:
            ran = runs.frame(*here)
            return Log(
                runs=ran,
                gait=gait.frame(*here, gait.since(ran, minutes_since)),
                terrain=ground.frame(*here),
                routes=routes.frame(*here),
                diary=diary.frame(*here),
                weekly=care.weekly_frame(*here),
                clearances=care.clearances_frame(*here),
                plans=care.plans_frame(*here),
                self_tests=self_tests.frame(*here),
                shoes=shoes.frame(*here),
                profile=settings.profile(*here),
                limits=settings.changed_limits(*here),
            )

    def data_version(self) -> int:
        """Grows with every change of the log; how far an import is counts as none."""
        with self._reading() as here:
            return rows.version(*here)
