"""The verbs of form: runs in windows of a minute, and those that wait for theirs."""

from __future__ import annotations

from collections.abc import Iterable

import pandas as pd

from ingest.store import gait
from ingest.store.gait import Windowed
from ingest.store.transactions import Transactions


class FormVerbs(Transactions):
    def gait(self, run_ids: Iterable[str]) -> pd.DataFrame:
        """The MINUTES of these runs, in the order of asking; none of runs that still wait for theirs."""
        with self._reading() as here:
            return gait.frame(*here, run_ids)

    def ungaited(self) -> list[str]:
        """Runs whose windows are still to be worked out, the oldest first."""
        with self._reading() as here:
            return gait.waiting(*here)

    def put_gait(self, windowed: Iterable[Windowed]) -> None:
        """Keeps the windows of runs, of those that have the points still that they were made of."""
        with self._writing() as here:
            gait.put(*here, windowed)
