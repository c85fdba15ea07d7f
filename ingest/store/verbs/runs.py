"""The verbs of runs that are here: their points and recordings, and what the runner says of them."""

from __future__ import annotations

from collections.abc import Iterable

import pandas as pd

from ingest.schema import LAPS, TRACK
from ingest.store import points, recordings, runs
from ingest.store.transactions import Transactions


class RunVerbs(Transactions):
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

    def laps(self, run_id: str) -> pd.DataFrame:
        """The run's LAPS."""
        with self._reading() as here:
            data = runs.blob(*here, run_id, "laps")
        return points.decoded(data, LAPS)

    def edit_runs(self, run_ids: Iterable[str], **changes) -> None:
        """Sets what the runner says of all these runs; None clears.

        surface, shoe_id, title, sport, sub_sport, distance_m [m], excluded (true or false).
        """
        if changes:
            with self._writing() as here:
                runs.edit(*here, run_ids, changes)
