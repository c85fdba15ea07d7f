"""The verbs of the ground: what was worked out of where runs went, and what waits for that."""

from __future__ import annotations

from collections.abc import Iterable, Mapping

import numpy as np
import pandas as pd

from ingest.store import ground
from ingest.store.ground import Laid, Measured
from ingest.store.transactions import Transactions


class GroundVerbs(Transactions):
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

    def put_terrain(self, measured: Iterable[Measured]) -> None:
        """Keeps what was worked out from runs' points, of those that have these points still."""
        with self._writing() as here:
            ground.put(*here, measured)

    def put_surfaces(self, found: Mapping[str, Laid]) -> None:
        """Keeps what a map says of runs, by run_id, of those whose way is still the one laid on it."""
        with self._writing() as here:
            ground.put_surfaces(*here, found)
