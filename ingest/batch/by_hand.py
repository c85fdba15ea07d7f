"""Runs that the runner brings by hand: typed in, or a file that was taken for something else."""

from __future__ import annotations

from datetime import datetime

import pandas as pd

from ingest.batch.keeping import is_here, keep
from ingest.batch.outcome import Outcome
from ingest.batch.reading import Context, Task, read
from ingest.batch.taking import take
from ingest.distance import FASTEST_M_S
from ingest.errors import InvalidEntry, StoreError
from ingest.exports.said import Said
from ingest.readers import manual
from ingest.schema.zone import clock_of
from ingest.store import Store
from ingest.store.edits import FURTHEST_M
from ingest.summary import LONGEST_RUN_S


def add_run(
    store: Store,
    began: datetime,
    distance_m: float | None,
    duration_s: float | None,
    sub_sport: str | None = None,
    title: str | None = None,
    **said: str | None,
) -> Outcome:
    """Adds a run that no watch recorded. `began` is naive, by the clock of the runner's zone.

    `said` is the runner's surface and shoe_id. [m], [s] Raises InvalidEntry for what cannot be, and
    where another run of that time is here.
    """
    _check(distance_m, duration_s)
    local = pd.Timestamp(began).tz_localize(
        clock_of(store.profile().zone), ambiguous=True, nonexistent="shift_forward"
    )
    told = {"distance_m": distance_m, "timer_s": duration_s, "elapsed_s": duration_s}
    told |= {
        "sub_sport": sub_sport,
        "title": title or None,
        "utc_offset_s": local.utcoffset().total_seconds(),
    }
    data = manual.written(local.tz_convert("UTC"), sport="running", source="runner", **told)
    outcome = _kept(store, Task(f"added by hand, {began:%Y-%m-%d %H:%M}", data))
    said = {name: value for name, value in said.items() if value is not None}
    if outcome.status == "imported" and said:
        store.edit_runs(outcome.run_ids, **said)
        store.settle_pairs(outcome.run_ids)
    return outcome


def _kept(store: Store, task: Task) -> Outcome:
    typed = read(task, Context(store.profile().zone, store.known_contents()))
    with store.intake() as intake:
        if any(is_here(intake, run) for run in typed.runs):
            raise InvalidEntry("A run of that time is here already. Change the time, or correct that run.")
        return keep(intake, typed)


def _check(distance_m: float | None, duration_s: float | None) -> None:
    if not distance_m and not duration_s:
        raise InvalidEntry("Give a distance or a time, so that there is something to count.")
    if not 0 <= (distance_m or 0.0) <= FURTHEST_M:
        raise InvalidEntry("A run is longer than nothing and shorter than 1,000 km.")
    if not 0 <= (duration_s or 0.0) <= LONGEST_RUN_S:
        raise InvalidEntry("A run lasts longer than nothing and at most six days.")
    if distance_m and duration_s and distance_m > FASTEST_M_S * duration_s:
        raise InvalidEntry("Nobody runs that far in that time. Check both.")


def count_as_run(store: Store, sha256: str) -> Outcome:
    """Takes a file once more that was said to be no run, for the runner says that it is one.

    Raises StoreError where its content was not kept.
    """
    before = store.known_file(sha256)
    if before is None:
        raise StoreError("The original of this file was not kept.")
    task = Task(before["name"], store.original(sha256), said=Said(sport="running"))
    (outcome,) = take(store, [task])
    return outcome
