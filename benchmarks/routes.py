"""How long it takes to work out a run's terrain and to find its route, and how often that is right."""

from __future__ import annotations

import time
from collections.abc import Callable, Iterable, Iterator, Sequence
from datetime import UTC, datetime, timedelta
from pathlib import Path

import numpy as np

from benchmarks import report
from benchmarks.courses import Outing, outings
from benchmarks.report import Section
from benchmarks.workloads import hours
from ingest import form
from ingest.ground import settle_all
from ingest.ground.finder import Finder
from ingest.ground.measure import measured
from ingest.ground.routes import Routes, course
from ingest.readers import fit
from ingest.schema import GAIT, LAPS, TRACK
from ingest.store import Store
from ingest.store.gait import Windowed
from ingest.store.gait import packed as packed_gait
from ingest.store.ground import Measured, mark, packed
from ingest.store.runs import packed as packed_points
from ingest.summary import summarise

GROUPING_S, NEW_MS, TERRAIN_MS = 10.0, 20.0, 15.0
FORM_MS, READ_MS, READ_TOGETHER = 5.0, 300.0, 450
LEAST_AGREEMENT = 0.99
NEW, HOURS = 40, 12
NOISES_M = (3.5, 5.0, 8.0)
FEWER = 400
BEGAN = datetime(2016, 1, 2, 7, tzinfo=UTC)
HOUR = packed_gait(GAIT.frame([dict.fromkeys(GAIT.names, 60.0)] * 60))
BLANK = packed_points(TRACK.empty(), LAPS.empty())
HOW = (
    "A runner's log from one door: 60 courses of 3 to 17 km run again and again, three tenths of them the "
    "other way round, and a quarter of all runs on ways that were run once; all begin on the same half "
    "kilometre. Grouping begins with measured runs and ends when their routes are on disk, and so does a new "
    "run, which first reads all routes that are known. The agreement with the true courses is the adjusted "
    "Rand index: 1 where each pair of runs is rightly together or apart, 0 where that is chance."
)


def finding(scratch: Path, count: int) -> Section:
    """Terrain of an hour, routes of so many runs at once, and of one more when these are known."""
    runs = list(outings(count + NEW))
    store = _filled(Store(scratch / "routes"), runs[:count])
    grouped = _timed(lambda: settle_all(store))
    agreed = agreement([run.course for run in runs[:count]], _found(store, runs[:count]))
    known = len(store.courses())
    new = np.median([_new(store, run) for run in runs[count:]], axis=0)
    tracks = list(_tracks())
    terrain, minutes = (_each(work, tracks) for work in (measured, form.windowed))
    read = _timed(lambda: store.gait([run.run_id for run in runs[:READ_TOGETHER]]))
    rows = [
        ("terrain of an hour", *(1000 * terrain)),
        ("form of an hour, in minutes", *(1000 * minutes)),
        (f"form of {READ_TOGETHER} runs of an hour, read at once", *(1000 * np.array(read))),
        (f"the route of a new run, {known:,} known", *(1000 * new)),
        (f"the routes of {count:,} runs, each", *(1000 / count * np.array(grouped))),
    ]
    timed = report.table(("what", "median ms by the clock", "of CPU"), rows)
    right = report.table(("noise m", "runs", "routes found", "true courses", "agreement"), _by_noise())
    promises = (
        report.at_most("Terrain of a new run, an hour at 1 Hz, CPU", TERRAIN_MS, 1000 * terrain[1], "ms"),
        report.at_most("Form of a new run, an hour at 1 Hz, CPU", FORM_MS, 1000 * minutes[1], "ms"),
        report.at_most(f"Form of {READ_TOGETHER} runs, by the clock", READ_MS, 1000 * read[0], "ms"),
        report.at_most(f"Routes of {count:,} runs, by the clock", GROUPING_S, grouped[0], "s"),
        report.at_most(f"The route of a new run, {known:,} known, CPU", NEW_MS, 1000 * new[1], "ms"),
        report.at_least("Routes agree with the true courses", LEAST_AGREEMENT, agreed, ""),
    )
    return Section("Terrain and routes of ten years", f"{HOW}\n\n{timed}\n\n{right}", promises)


def agreement(true: Sequence[object], found: Sequence[object]) -> float:
    """The adjusted Rand index of two groupings of the same things (Hubert & Arabie 1985)."""
    rows, columns = (np.unique(one, return_inverse=True)[1] for one in (true, found))
    cells = np.unique(rows * (columns.max() + 1) + columns, return_counts=True)[1]
    both, one, other = (_pairs(counts) for counts in (cells, np.bincount(rows), np.bincount(columns)))
    chance = one * other / _pairs(np.array([rows.size]))
    most = (one + other) / 2
    return 1.0 if most == chance else float((both - chance) / (most - chance))


def _pairs(counts: np.ndarray) -> float:
    return float((counts * (counts - 1.0) / 2).sum())


def _by_noise() -> Iterator[tuple[float, int, int, int, float]]:
    for noise_m in NOISES_M:
        runs, routes = list(outings(FEWER, noise_m)), Routes()
        found = [routes.place(run.run_id, course(*run.positions)).route_id for run in runs]
        true = [run.course for run in runs]
        yield noise_m, FEWER, len(set(found)), len(set(true)), agreement(true, found)


def _filled(store: Store, runs: Iterable[Outing]) -> Store:
    """A log of runs that are measured, their routes still to be found."""
    runs = list(runs)
    with store.intake() as intake:
        for number, run in enumerate(runs):
            began = BEGAN + timedelta(days=number)
            row = {"started_at": began, "day": began.date(), "distance_m": 10.0 * len(run.way)}
            intake.add_run(run.run_id, row, BLANK)
    store.put_terrain(_measured(run) for run in runs)
    store.put_gait(Windowed(run.run_id, HOUR, mark(BLANK["track"])) for run in runs)
    return store


def _measured(run: Outing) -> Measured:
    row = {"run_id": run.run_id, "located_m": 10.0 * len(run.way)}
    return Measured(row, packed(run.way), mark(BLANK["track"]))


def _found(store: Store, runs: Iterable[Outing]) -> list[str]:
    route_of = store.load().terrain.set_index("run_id")["route_id"]
    return [route_of[run.run_id] for run in runs]


def _new(store: Store, run: Outing) -> tuple[float, float]:
    _filled(store, [run])
    return _timed(lambda: Finder(store).find([run.run_id]))


def _tracks() -> Iterator[bytes]:
    """Hours of running as the store keeps them."""
    for recordings in (fit.read(data) for data in hours(range(HOURS))):
        for recording in recordings:
            yield packed_points(summarise(recording, "UTC").track, LAPS.empty())["track"]


def _each(work: Callable[[str, bytes], object], tracks: Sequence[bytes]) -> np.ndarray:
    """Median seconds by the clock, and of CPU, that one track takes."""
    work("warm", tracks[0])
    return np.median([_timed(lambda track=track: work("run", track)) for track in tracks], axis=0)


def _timed(work: Callable[[], object]) -> tuple[float, float]:
    """Seconds by the clock, and of CPU."""
    began, cpu = time.perf_counter(), time.process_time()
    work()
    return time.perf_counter() - began, time.process_time() - cpu
