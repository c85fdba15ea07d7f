"""Works out what is still to be known of runs in the log: terrain, form, surfaces by the map, routes.

Everything here is derived, so a run may wait for it: an import writes the run first and settles after, a
log from an older hiplog is settled when it is first opened, and a new map asks for the surfaces again.
"""

from __future__ import annotations

import logging
from collections.abc import Callable, Iterable, Iterator
from typing import TypeVar

from ingest import form
from ingest.errors import NotInTheLog, StoreError
from ingest.ground import surfaces
from ingest.ground.finder import Finder
from ingest.ground.measure import blank, measured
from ingest.ground.portions import portions
from ingest.store import Store

log = logging.getLogger("hiplog.ground")

Found = TypeVar("Found")

ROUTED_TOGETHER = 200
"""A route is little to write."""


def outstanding(store: Store) -> int:
    """How many runs `settle` would look at."""
    return len({*store.unmeasured(), *store.ungaited(), *store.unrouted(), *surfaces.waiting(store)})


def settle(store: Store, newest_first: bool = False) -> Iterator[int]:
    """Works through all that is outstanding; after each portion, which is on disk then, how many runs it had.

    Any number may settle the same log at once: what both work out of a run is the same, and a route that
    one has found is known to the other before it writes. One that begins with the newest runs meets another
    that begins with the oldest half-way, for each asks again after every portion what is left.
    """
    finder = Finder(store)
    for some in portions(store.unmeasured, newest_first):
        store.put_terrain(list(_known(store, some, measured, blank)))
        _put_gait(store, some)
        finder.find(some)
        yield len(some)
    for some in portions(store.unrouted, newest_first, ROUTED_TOGETHER):
        finder.find(some)
        yield len(some)
    for some in portions(store.ungaited, newest_first):
        _put_gait(store, some)
        yield len(some)
    yield from surfaces.lay(store, newest_first)


def settle_all(store: Store, newest_first: bool = False) -> int:
    """As `settle`, in one go; returns how many runs there were."""
    return sum(settle(store, newest_first))


def settle_after(store: Store, newest_first: bool = False) -> None:
    """As `settle_all`, after other work, which a trouble here does not undo: it is logged.

    Raises StoreError, as all that writes.
    """
    try:
        settle_all(store, newest_first)
    except StoreError:
        raise
    except Exception:
        log.exception("settling")


def _put_gait(store: Store, run_ids: Iterable[str]) -> None:
    store.put_gait(list(_known(store, run_ids, form.windowed, form.unreadable)))


def _known(
    store: Store,
    run_ids: Iterable[str],
    work: Callable[[str, bytes], Found],
    instead: Callable[[str, bytes], Found],
) -> Iterator[Found]:
    """What `work` makes of runs' points; `instead` of points nobody can make sense of: they wait no more."""
    for run_id in run_ids:
        try:
            kept = store.packed_track(run_id)
        except NotInTheLog:  # joined with another run meanwhile
            continue
        try:
            yield work(run_id, kept)
        except Exception:
            log.exception("measuring %s", run_id)
            yield instead(run_id, kept)
