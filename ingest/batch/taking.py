"""Files read in several processes and kept by one, several in a transaction, each of them told."""

from __future__ import annotations

import logging
import time
from collections.abc import Iterable, Iterator
from dataclasses import replace
from itertools import chain

from ingest.batch import pool
from ingest.batch.keeping import already_told, keep
from ingest.batch.outcome import Outcome
from ingest.batch.reading import OUR_FAULT, Context, Read, Task, known_already
from ingest.errors import NotInTheLog, StoreError
from ingest.store import Store

MOST_TOGETHER = 12
LONGEST_TOGETHER_S = 0.25
"""So many files, or what comes in so long, are written in one transaction. [s]"""

MOST_KNOWN = 500
"""So many files that are here already are looked up at once."""

LONGEST_LOCK_S = 0.05
"""A transaction takes no more files once it has lasted so long: to join recordings takes its time. [s]"""

PAUSE_S = 0.01
"""Between two transactions others may write; they look every two milliseconds. [s]"""

log = logging.getLogger("hiplog.import")


def take(store: Store, tasks: Iterable[Task], workers: int | None = None) -> Iterator[Outcome]:
    """Reads files and keeps what they hold, several in one transaction."""
    context = Context(store.profile().zone, store.known_contents())
    for reads in _batches(_reads(iter(tasks), context, workers)):
        if _is_known(reads[0]):
            yield from _told_again(store, reads)
        else:
            yield from _keep_all(store, reads)


def _reads(tasks: Iterator[Task], context: Context, workers: int | None) -> Iterator[Read]:
    """What files hold. For those at the beginning that gave runs before no process need be started."""
    for task in tasks:
        known = known_already(task, context) if context.known else None
        if known is None:
            yield from pool.in_order(chain([task], tasks), context, workers)
        else:
            yield known


def _is_known(one: Read) -> bool:
    """Whether nobody looked into a file, for its content gave runs before."""
    return one.file is not None and not one.runs and not one.status


def _batches(reads: Iterator[Read]) -> Iterator[list[Read]]:
    """Reads to be written together: all known or all new, not too many, and not waiting long."""
    batch, since = [], time.monotonic()
    for one in reads:
        if batch and _is_known(one) != _is_known(batch[0]):
            yield batch
            batch = []
        since = since if batch else time.monotonic()
        batch.append(one)
        most = MOST_KNOWN if _is_known(one) else MOST_TOGETHER
        if len(batch) >= most or time.monotonic() - since > LONGEST_TOGETHER_S:
            yield batch
            batch = []
    if batch:
        yield batch


def _told_again(store: Store, reads: list[Read]) -> Iterator[Outcome]:
    """Files whose contents gave runs before; most of them leave nothing to write."""
    lines = store.lines_on(one.file.sha256 for one in reads)
    told = [already_told(one, lines.get(one.file.sha256, [])) for one in reads]
    yield from _keep_all(store, reads) if None in told else told


def _keep_all(store: Store, reads: list[Read]) -> Iterator[Outcome]:
    """Keeps what was read in as many transactions as it takes for none to be long."""
    while reads:
        kept = _keep_some(store, reads)
        yield from kept
        reads = reads[len(kept) :]
        time.sleep(PAUSE_S)


def _keep_some(store: Store, reads: list[Read]) -> list[Outcome]:
    """The first of them in one transaction, until its time is up; one that is too much for us, alone."""
    until, kept = time.monotonic() + LONGEST_LOCK_S, []
    try:
        with store.intake() as intake:
            for one in reads:
                kept.append(keep(intake, one))
                if time.monotonic() > until:
                    break
    except Exception as trouble:
        if isinstance(trouble, StoreError) and not isinstance(trouble, NotInTheLog):
            raise
        return _keep_some(store, reads[: len(kept)]) if kept else [_failed(store, reads[0])]
    return kept


def _failed(store: Store, one: Read) -> Outcome:
    """A file that we stumbled over: told, and kept for a hiplog that does not."""
    log.exception("keeping %s", one.name)
    with store.intake() as intake:
        return keep(intake, replace(one, runs=(), status="failed", reason=OUR_FAULT))
