"""How far the reading of a map is, told by the process that reads and looked at by the page."""

from __future__ import annotations

import json
import os
import time
from dataclasses import asdict, dataclass, replace
from datetime import datetime
from pathlib import Path

from ingest.map import place
from ingest.store import Store, workers
from ingest.store.rows import now

READING, LAYING, DONE, FAILED = "reading", "laying", "done", "failed"
EVERY_S = 0.3
"""Nobody looks more often."""

DIED = {
    READING: "The reading of the map stopped before it was done. What you had stays; add the file again.",
    LAYING: "The map is in use, but not all runs are laid on it yet. The next import does the rest.",
}


@dataclass(frozen=True)
class State:
    """`step`: READING (`done` ways so far), LAYING (`done` of `total` runs), DONE or FAILED (`said` why)."""

    step: str
    name: str
    done: int = 0
    total: int = 0
    said: str = ""
    worker: str = ""
    seen_at: str = ""

    @property
    def goes_on(self) -> bool:
        return self.step in (READING, LAYING)


def state(store: Store) -> State | None:
    """How far the last reading is, or what became of it; None where there is nothing to tell."""
    try:
        told = State(**json.loads(_file(store).read_text(encoding="utf-8")))
        dead = told.goes_on and not workers.alive(told.worker, datetime.fromisoformat(told.seen_at))
    except (OSError, ValueError, TypeError):
        return None
    return State(FAILED, told.name, said=DIED[told.step]) if dead else told


def clear(store: Store) -> None:
    """Forgets what became of the last reading."""
    _file(store).unlink(missing_ok=True)


def _file(store: Store) -> Path:
    return place.folder(store) / "progress.json"


def expect(store: Store, step: str, name: str, pid: int) -> None:
    """Tells of a process that has just been started, before it can tell of itself."""
    _write(_file(store), State(step, name, worker=workers.worker(pid)))


def _write(file: Path, state: State) -> None:
    file.parent.mkdir(mode=0o700, parents=True, exist_ok=True)
    fresh = file.with_name(f"{file.stem}-{os.getpid()}.new")
    fresh.write_text(json.dumps({**asdict(state), "seen_at": now().isoformat()}), encoding="utf-8")
    fresh.replace(file)


class Teller:
    """Writes how far it is; often enough for the eye, seldom enough to cost nothing."""

    def __init__(self, store: Store, name: str) -> None:
        self.file, self.name, self.told_s = _file(store), name, 0.0

    def tell(self, step: str, done: int = 0, total: int = 0) -> None:
        if time.monotonic() - self.told_s > EVERY_S:
            self.write(State(step, self.name, done, total))

    def write(self, state: State) -> None:
        _write(self.file, replace(state, worker=workers.worker()))
        self.told_s = time.monotonic()
