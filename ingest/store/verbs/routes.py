"""The verbs of routes: where each leads, which run is on which, and what the runner calls it."""

from __future__ import annotations

from collections.abc import Mapping

from ingest.store import routes
from ingest.store.transactions import Transactions


class RouteVerbs(Transactions):
    def courses(self) -> dict[str, bytes]:
        """Where each route leads, by route_id, as `ingest.ground.routes` packs it."""
        with self._reading() as here:
            return routes.courses(*here)

    def unrouted(self) -> list[str]:
        """Measured runs with positions whose route is still to be found, the oldest first."""
        with self._reading() as here:
            return routes.unrouted(*here)

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
            routes.put(*here, courses, of_runs, known)

    def edit_route(self, route_id: str, **changes) -> None:
        """Sets what the runner says of a route: name, camber, surface; None clears."""
        if changes:
            with self._writing() as here:
                routes.edit(*here, route_id, changes)
