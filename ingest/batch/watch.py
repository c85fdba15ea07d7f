"""Watches folders: what a sync tool drops there is imported, and never moved or deleted."""

from __future__ import annotations

import logging
import os
import signal
import threading
import time
from collections.abc import Iterator
from pathlib import Path

from ingest.batch.importing import files_below, import_paths
from ingest.batch.outcome import Outcome, added
from ingest.errors import StoreError
from ingest.ground import settle_after
from ingest.store import Store
from ingest.store.rows import text

log = logging.getLogger("hiplog.watch")

EVERY_S = 20.0
"""How long to wait between two looks. [s]"""

Stamp = tuple[int, int]
"""Size and time of the last change. [B], [ns]"""


def watch(store: Store, every_s: float = EVERY_S) -> Iterator[Outcome]:
    """Looks into the watched folders until it is stopped; yields what became of each new file.

    A file is taken once it has stayed as it is for a whole turn, for sync tools write slowly. What is not
    yet worked out of runs, these or others, is after each look.
    """
    before: dict[str, Stamp] = {}
    while True:
        now = stamps(store.watched())
        taken = []
        for outcome in look(store, now, before):
            taken.append(outcome.record())
            yield outcome
        settle_after(store, newest_first=True)
        store.settle_pairs(added(taken))
        before = now
        time.sleep(every_s)


def look(store: Store, now: dict[str, Stamp], before: dict[str, Stamp]) -> Iterator[Outcome]:
    """Takes the files that were there before as they are now, and were not taken as such."""
    taken = store.seen_files()
    for path, stamp in now.items():
        if before.get(path) == stamp and taken.get(text(path)) != stamp:
            yield from _taken(store, path, stamp)


def _taken(store: Store, path: str, stamp: Stamp) -> Iterator[Outcome]:
    """One file; whatever is wrong with it or with us, the next one has its turn."""
    try:
        yield from import_paths(store, [path])
        store.note_seen({path: stamp})
    except StoreError:
        raise
    except Exception:
        log.exception("watching %s", path)


def stamps(folders: list[str]) -> dict[str, Stamp]:
    """The files below these folders; what cannot be looked at is passed over until it can."""
    found = {}
    for path in _visible(folders):
        try:
            told = path.stat()
        except OSError:
            continue
        if path.is_file():
            found[str(path)] = (told.st_size, told.st_mtime_ns)
    return found


def _visible(folders: list[str]) -> Iterator[Path]:
    """Files below these folders, without those that sync tools hide, and those in hidden folders."""
    for folder in filter(os.path.isdir, folders):
        for path in files_below([folder]):
            if not any(part.startswith(".") for part in path.relative_to(folder).parts):
                yield path


def watch_patiently(store: Store, every_s: float) -> Iterator[Outcome]:
    """As `watch`, but a store that is full or in use is asked again at the next look."""
    while True:
        try:
            yield from watch(store, every_s)
        except StoreError:
            time.sleep(every_s)


def end_with_ctrl_c() -> None:
    """Ends this process at Ctrl-C (SIGINT), whatever it does just then; as `end_with`.

    An exception could be lost in a callback, and none comes where a script or a build server has started us
    in the background: shells have such commands ignore the signal.
    """
    signal.signal(signal.SIGINT, lambda *_: os._exit(0))


def end_with(pipe: int) -> None:
    """Ends this process as soon as a pipe (its file descriptor) does, whatever it does just then.

    A file that is being taken then is taken whole at the next start, or was: every write is one transaction.
    """
    threading.Thread(target=_wait_and_end, args=(pipe,), daemon=True).start()


def _wait_and_end(pipe: int) -> None:
    while os.read(pipe, 1024):  # not sys.stdin: who waits in there cannot be left at the end of Python
        pass
    os._exit(0)
