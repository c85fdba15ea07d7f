"""Works out what is still to be known of runs that are in the log: terrain, surfaces by the map, routes.

Everything here is derived, so a run may wait for it: an import writes the run first and settles after, a
log from an older hiplog is settled when it is first opened, and a new map asks for the surfaces again.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping

from ingest.errors import ChangedMeanwhile, NotInTheLog
from ingest.ground import surfaces
from ingest.ground.measure import measured
from ingest.ground.portions import portions
from ingest.ground.routes import Course, Routes, course
from ingest.store import Store
from ingest.store.ground import Measured


def outstanding(store: Store) -> int:
    """How many runs `settle` would look at."""
    return len({*store.unmeasured(), *store.unrouted(), *surfaces.waiting(store)})


def settle(store: Store, newest_first: bool = False) -> Iterator[int]:
    """Works through all that is outstanding; after each portion, which is on disk then, how many runs it had.

    Any number may settle the same log at once: what both work out is the same, and a route that one has
    found is known to the other before it writes. One that begins with the newest runs meets another that
    begins with the oldest half-way, for each asks again after every portion what is left.
    """
    finder = _Finder(store)
    for some in portions(store.unmeasured, newest_first):
        store.put_terrain(list(_measured(store, some)))
        finder.find(some)
        yield len(some)
    for some in portions(store.unrouted, newest_first):
        finder.find(some)
        yield len(some)
    yield from surfaces.lay(store, newest_first)


def settle_all(store: Store, newest_first: bool = False) -> int:
    """As `settle`, in one go; returns how many runs there were."""
    return sum(settle(store, newest_first))


def _measured(store: Store, run_ids: Iterable[str]) -> Iterator[Measured]:
    for run_id in run_ids:
        try:
            track = store.track(run_id)
        except NotInTheLog:  # joined with another run meanwhile
            continue
        yield measured(run_id, track)


class _Finder:
    """Finds the routes of runs; reads those that are known once, and again where another has found more."""

    def __init__(self, store: Store) -> None:
        self._store = store
        self._routes: Routes | None = None

    def find(self, run_ids: list[str]) -> None:
        """Keeps the routes of measured runs, in their order; those without positions have none."""
        ways = self._store.ways(run_ids)
        courses = {run_id: course(ways[run_id]) for run_id in run_ids if run_id in ways}
        courses = {run_id: led for run_id, led in courses.items() if led is not None}
        while courses and not self._kept(courses):
            self._routes = None

    def _kept(self, courses: Mapping[str, Course]) -> bool:
        """Whether the routes of these runs are in the log now; not, where others have come between."""
        if self._routes is None:
            self._routes = Routes(self._store.courses())
        known = len(self._routes)
        found = {run_id: self._routes.place(run_id, led) for run_id, led in courses.items()}
        try:
            self._store.put_routes(self._routes.since(known), found, known)
        except ChangedMeanwhile:
            return False
        return True
