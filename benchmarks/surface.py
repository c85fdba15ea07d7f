"""How well and how fast runs are laid on a map: synthetic runs along the ways of the corpus' extracts.

python -m benchmarks.surface      writes SURFACE.md, in about three minutes
"""

from __future__ import annotations

import argparse
import tempfile
import time
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from datetime import datetime
from pathlib import Path

import numpy as np
import pandas as pd

from benchmarks import processes, report, walks
from benchmarks.report import Promise, Section
from ingest.ground.way import way as laid_way
from ingest.map import extract, index, match, near, tags
from ingest.map.gathered import PER_DEGREE, Ways
from ingest.map.index import Index
from ingest.map.tags import WRITTEN
from ingest.schema import MAP_SURFACES

HERE = Path(__file__).parent
EXTRACTS = HERE.parent.parent / "shared" / "corpus" / "osm"
LEAST_WAYS = 100
"""A map of fewer ways has no routes to speak of."""

CITY = "dusseldorf"
RUNS, RUN_M, TIMED_M = 12, 8000.0, 10_000.0
NOISES = {
    "5 m, anew each second": (5.0, 0.0),
    "5 m, lasting 30 s": (5.0, 30.0),
    "8 m, lasting 30 s": (8.0, 30.0),
}
"""Standard deviation east and north [m], and how long an error lasts [s]."""

ASKED = tuple(NOISES)[:2]
"""The noises that the promise is about."""

ALL, SAID, BESIDE = KINDS = ("all", "surface written", "beside another")
"""Kinds of metres: all; where the map has the surface written; where other ground lies close beside."""

BESIDE_M = 15.0
ROUNDS, SHORTEST_M, LONGEST_M, RADIUS_M = 12, 380.0, 440.0, 60.0
"""A running track is so long [m], EVIDENCE 3, and about so far from its middle [m]."""

UNKNOWN = len(MAP_SURFACES)
A_MILLION = 1_000_000
MOST_MS, LEAST_RIGHT = 150.0, 0.9


@dataclass(frozen=True)
class Map:
    """An extract that was read and laid out, and what that took."""

    name: str
    file_mb: float
    index: Index
    bytes: int
    read_s: float
    build_s: float
    open_ms: float


@dataclass
class Told:
    """Nodes by true surface (rows) and by what was told (columns); the last of each is unknown."""

    nodes: np.ndarray

    @property
    def right(self) -> float:
        """Share of the classified metres on ways of known surface that are right."""
        known = self.nodes[:UNKNOWN, :UNKNOWN]
        return float(np.trace(known) / known.sum()) if known.sum() else np.nan

    @property
    def coverage(self) -> float:
        """Share of the metres on ways of known surface that are classified."""
        known = self.nodes[:UNKNOWN]
        return float(known[:, :UNKNOWN].sum() / known.sum()) if known.sum() else np.nan

    @property
    def made_up(self) -> float:
        """Share of the metres on ways of unknown surface that are classified nevertheless."""
        unknown = self.nodes[UNKNOWN]
        return float(unknown[:UNKNOWN].sum() / unknown.sum()) if unknown.sum() else np.nan


def main() -> None:
    parser = argparse.ArgumentParser("python -m benchmarks.surface", description=__doc__)
    parser.add_argument("--out", type=Path, default=HERE / "SURFACE.md")
    wanted = parser.parse_args()
    if not EXTRACTS.is_dir():
        parser.error("the corpus with its extracts is not beside the project")
    begun, clock = datetime.now(), time.monotonic()
    with tempfile.TemporaryDirectory(prefix="hiplog-surface-") as scratch:
        maps = list(laid_out(Path(scratch)))
        sections = [
            evaluated(maps),
            ovals(maps),
            extracts(maps),
            a_million(maps, Path(scratch)),
            matching(maps),
        ]
    text = report.document(
        "Surface by the metre", report.machine(), sections, begun, time.monotonic() - clock
    )
    text = text.replace("`make bench`", "`python -m benchmarks.surface`")
    wanted.out.write_text(text[: text.index("## How it was measured")] + _rest(text), encoding="utf-8")
    print(f"Written to {wanted.out}.")


def _rest(text: str) -> str:
    """The report without how imports were measured."""
    return text[text.index(f"## {EVALUATED}") :]


EVALUATED = "Right and wrong"


def laid_out(scratch: Path, named: str = "") -> Iterator[Map]:
    """The extracts of the corpus with enough ways, those whose name begins so."""
    for file in sorted(EXTRACTS.glob(f"{named}*.osm*")):
        made = one(file, scratch / file.name)
        if len(made.index.code) >= LEAST_WAYS:
            yield made


def one(file: Path, folder: Path) -> Map:
    """Reads an extract, lays it out in a folder, and opens it."""
    folder.mkdir(parents=True)
    began = time.perf_counter()
    ways = extract.read(file)
    read = time.perf_counter()
    index.build(ways, folder, {"name": file.name})
    built = time.perf_counter()
    opened, open_ms = _opened(folder)
    size = sum(part.stat().st_size for part in folder.iterdir())
    name, file_mb = file.name.partition("__")[0], file.stat().st_size / 1e6
    return Map(name, file_mb, opened, size, read - began, built - read, open_ms)


def _opened(folder: Path) -> tuple[Index, float]:
    """An index, and how long opening it takes: the median of nine. [ms]"""
    took_ms = []
    for _ in range(9):
        began = time.perf_counter()
        opened = index.opened(folder)
        took_ms.append((time.perf_counter() - began) * 1000)
    return opened, float(np.median(took_ms))


def runs(
    made: Map, count: int, length_m: float, seed: int, noise_m: float, lasting_s: float
) -> Iterator[tuple[pd.DataFrame, pd.DataFrame, np.ndarray]]:
    """WAY by the same path as a real run, the same without noise, and the true way at each node."""
    graph, dice = walks.Graph(made.index), np.random.default_rng(seed)
    for _ in range(count):
        walk = walks.walked(graph, length_m, dice)
        laid = laid_way(walks.recorded(made.index, walk, noise_m, lasting_s, dice))
        exact = laid_way(walks.recorded(made.index, walk, 0.0, 0.0, dice))
        yield laid, exact, walks.truth(walk, laid["distance_m"].to_numpy())


def told(made: Map, noise: str, seed: int = 1) -> dict[str, Told]:
    """Lays runs on a map and counts what is told where: of ALL metres, and of those of some KINDS."""
    result = {kind: Told(_zeros()) for kind in KINDS}
    for laid, exact, true_way in runs(made, RUNS, RUN_M, seed, *NOISES[noise]):
        code = match.laid(made.index, laid).code
        true = match.codes_of(made.index, true_way, concrete_sidewalks=False)
        pairs = np.where(true < 0, UNKNOWN, true), np.where(np.isnan(code), UNKNOWN, code).astype(int)
        wanted = (
            np.full(len(true), True),
            made.index.sure[true_way] == WRITTEN,
            beside(made.index, exact, true),
        )
        for kind, those in zip(KINDS, wanted, strict=True):
            np.add.at(result[kind].nodes, tuple(part[those] for part in pairs), 1)
    return result


def beside(one: Index, exact: pd.DataFrame, true: np.ndarray) -> np.ndarray:
    """Nodes at which another way of another surface leads the same way within BESIDE_M."""
    latitude, longitude = (exact[name].to_numpy() for name in ("latitude_deg", "longitude_deg"))
    places = match.placed(latitude, longitude)
    found = near.near(one, places, match.OFF_M, match.TURN_WEIGHT)
    close = found.cost <= 0.5 * (BESIDE_M / match.OFF_M) ** 2
    other = match.codes_of(one, found.way, concrete_sidewalks=False) != true[:, None]
    return (close & other & (found.way >= 0)).any(axis=1)


def evaluated(maps: Iterable[Map]) -> Section:
    """Right and wrong by extract and noise, by kind of metres, and by class."""
    rows, total = [], {noise: {kind: Told(_zeros()) for kind in KINDS} for noise in NOISES}
    for made in maps:
        for noise in NOISES:
            of = told(made, noise)
            rows.append((made.name, noise, *_shares(of[ALL])))
            for kind in KINDS:
                total[noise][kind].nodes += of[kind].nodes
    rows += [("together", noise, *_shares(of[ALL])) for noise, of in total.items()]
    kinds = [
        (kind, noise, f"{total[noise][kind].nodes.sum() / 100:.0f}", *_shares(total[noise][kind]))
        for kind in KINDS[1:]
        for noise in NOISES
    ]
    asked = Told(sum((total[noise][ALL].nodes for noise in ASKED), _zeros()))
    parts = (
        HOW,
        report.table(("extract", "GPS noise", *SHARES), rows),
        f"Where the surface is written on the map, and where other ground leads the same way within "
        f"{BESIDE_M:.0f} m, as a path beside a road does:",
        report.table(("metres", "GPS noise", "km", *SHARES), kinds),
        f"All metres with {ASKED[0]} and {ASKED[1]}, by what lies there (rows) and what was told [km]:",
        _confusion(asked),
    )
    return Section(EVALUATED, "\n\n".join(parts), (_promised(total),))


SHARES = ("classified", "right", "told of unknown ways")

HOW = (
    f"{RUNS} runs of {RUN_M / 1000:.0f} km an extract and noise "
    "walk through its graph of ways from anywhere, turning at junctions as dice fall, back only in dead "
    "ends; a point a second at 3 m/s, each axis astray by the noise; then the same path as a real run: "
    "TRACK, WAY, map. What lies there is what the tag table says of the way that was run. “Classified” is "
    "the share of the metres on ways of known surface of which something was told, “right” the share of "
    "these that is right, “told of unknown ways” the share of the metres on ways of unknown surface of "
    "which something was told all the same."
)


def _zeros() -> np.ndarray:
    return np.zeros((UNKNOWN + 1, UNKNOWN + 1), int)


def _promised(total: dict[str, dict[str, Told]]) -> Promise:
    least = min(total[noise][ALL].right for noise in ASKED)
    what = "classified metres right, 5 m GPS noise"
    return Promise(what, f"≥ {_percent(LEAST_RIGHT)}", _percent(least), least >= LEAST_RIGHT)


def _shares(of: Told) -> tuple[str, str, str]:
    return _percent(of.coverage), _percent(of.right), _percent(of.made_up)


def _percent(share: float) -> str:
    return "–" if np.isnan(share) else f"{share * 100:.1f} %"


def _confusion(of: Told) -> str:
    names = (*MAP_SURFACES, "unknown")
    km = of.nodes / 100
    rows = [
        (name, *(f"{each:.1f}" for each in km[row]), _right_of(of.nodes[row], row))
        for row, name in enumerate(names)
        if km[row].sum()
    ]
    return report.table(("there ↓, told →", *names, "right"), rows)


def _right_of(nodes: np.ndarray, row: int) -> str:
    classified = nodes[:UNKNOWN].sum()
    return _percent(nodes[row] / classified) if row < UNKNOWN and classified else "–"


def ovals(maps: Iterable[Map]) -> Section:
    """Rounds on the running tracks of the extracts: along the line as it is drawn, and nearer the lawn."""
    rows = [
        (made.name, f"{_length_m(made.index, way):.0f}", f"{inside_m:.0f}", *_rounds(made, way, inside_m))
        for made in maps
        for way in _ovals(made.index)
        for inside_m in (0.0, 4.0)
    ]
    words = f"{ROUNDS} rounds with {ASKED[1]} on each track of {SHORTEST_M:.0f} to {LONGEST_M:.0f} m:"
    table = report.table(("extract", "track [m]", "inside its line by [m]", "classified", "right"), rows)
    return Section("Running tracks", f"{words}\n\n{table}")


def _length_m(one: Index, way: int) -> float:
    return float(one.along[one.first[way + 1] - 1])


def _ovals(one: Index) -> list[int]:
    found = np.flatnonzero(one.kind == tags.KINDS.index(tags.OVAL)).tolist()
    return [way for way in found if SHORTEST_M <= _length_m(one, way) <= LONGEST_M]


def _rounds(made: Map, way: int, inside_m: float) -> tuple[str, str]:
    """Shares classified and right of rounds along a closed way."""
    one, dice = made.index, np.random.default_rng(7)
    ring = np.arange(one.first[way], one.first[way + 1])
    points = np.concatenate([ring[:-1]] * ROUNDS)
    along_m = np.concatenate([one.along[ring[:-1]] + turn * _length_m(one, way) for turn in range(ROUNDS)])
    walk = walks.Walk(points, along_m, np.full(len(points) - 1, way))
    track = walks.recorded(one, walk, *NOISES[ASKED[1]], dice)
    for name, counts in (("latitude_deg", one.latitude), ("longitude_deg", one.longitude)):
        middle = float((counts[ring].min() + np.int64(counts[ring].max())) / 2) / PER_DEGREE
        track[name] += (middle - track[name]) * inside_m / RADIUS_M
    code = match.laid(one, laid_way(track)).code
    told_any = ~np.isnan(code)
    return _percent(told_any.mean()), _percent((code[told_any] == one.code[way]).mean())


def extracts(maps: Iterable[Map]) -> Section:
    """What reading and keeping each extract takes."""
    rows = [
        (
            *(made.name, f"{made.file_mb:.2f}", f"{len(made.index.code):,}", f"{len(made.index.way):,}"),
            *(
                f"{made.read_s:.2f}",
                f"{made.build_s:.2f}",
                f"{(made.read_s + made.build_s) / made.file_mb:.2f}",
            ),
            *(f"{made.bytes / 1e6:.2f}", f"{made.bytes / len(made.index.code):,.0f}"),
            *(f"{made.bytes / len(made.index.way):.0f}", f"{made.open_ms:.1f}"),
        )
        for made in maps
    ]
    head = (
        "extract",
        "MB",
        "ways",
        "points",
        "read [s]",
        "build [s]",
        "s/MB",
        "index [MB]",
        "B/way",
        "B/point",
    )
    return Section("Reading and keeping", report.table((*head, "open [ms]"), rows))


def a_million(maps: list[Map], scratch: Path) -> Section:
    """The largest map, side by side until it has a million ways: time and memory of laying it out."""
    largest = max(maps, key=lambda made: len(made.index.code))
    ways = _side_by_side(largest.index, A_MILLION // len(largest.index.code) + 1)
    folder = scratch / "million"
    folder.mkdir()
    before, began = processes.forget_peak(), time.perf_counter()
    index.build(ways, folder, {"name": "million"})
    took_s, grown_mb = time.perf_counter() - began, processes.peak_mb() - before
    size = sum(part.stat().st_size for part in folder.iterdir())
    count, points = len(ways), len(ways.latitude)
    del ways
    opened, open_ms = _opened(folder)
    made = Map("million", np.nan, opened, size, np.nan, took_s, open_ms)
    laid, *_ = next(runs(largest, 1, TIMED_M, 3, *NOISES[ASKED[1]]))
    words = (
        f"{count:,} ways of {points:,} points ({largest.name}, side by side) are laid out in {took_s:.0f} s "
        f"with {grown_mb:,.0f} MB more memory; the index takes {size / 1e6:,.0f} MB and opens in "
        f"{open_ms:.1f} ms. A 10 km run is laid on it in {_median_ms(made, [laid]):.0f} ms."
    )
    return Section("A million ways", words)


def _side_by_side(one: Index, times: int) -> Ways:
    """Copies of a map, each a degree east of the one before, ten in a row."""
    points = len(one.way)
    east = np.repeat(np.arange(times) % 10, points).astype("int32") * 10_000_000
    north = np.repeat(np.arange(times) // 10, points).astype("int32") * 1_000_000
    first = np.concatenate([one.first[:-1] + number * points for number in range(times)])
    columns = {name: np.tile(getattr(one, name), times) for name in ("code", "sure", "sidewalk", "kind")}
    return Ways(
        first=np.append(first, times * points),
        latitude=np.tile(one.latitude, times) + north,
        longitude=np.tile(one.longitude, times) + east,
        **columns,
    )


def matching(maps: list[Map], count: int = 9) -> Section:
    """What laying a 10 km run on a map takes: CPU time of the median run."""
    rows, city_ms = [], np.nan
    for made in maps:
        laid = [each for each, *_ in runs(made, count, TIMED_M, 5, *NOISES[ASKED[1]])]
        took_ms = _median_ms(made, laid)
        rows.append((made.name, f"{took_ms:.0f}"))
        city_ms = took_ms if made.name.startswith(CITY) else city_ms
    text = "\n\n".join((f"Median of {count} runs of 10 km, CPU time.", report.table(("extract", "ms"), rows)))
    promise = report.at_most("laying a 10 km run on a city extract", MOST_MS, city_ms, "ms")
    return Section("Laying a run on the map", text, (promise,))


def _median_ms(made: Map, laid: list) -> float:
    took = []
    for each in laid[:1] * 2 + laid:  # what is loaded on the first call is not what is measured
        began = time.process_time()
        match.laid(made.index, each)
        took.append(time.process_time() - began)
    return float(np.median(took[2:] if len(laid) > 1 else took[-1:])) * 1000


def bench(scratch: Path) -> Section:
    """For `make bench`: matching alone. Without the corpus there is nothing to lay a run on."""
    if not EXTRACTS.is_dir():
        return Section("Laying a run on the map", "The corpus with its extracts is not here.")
    return matching(list(laid_out(scratch, CITY)))


if __name__ == "__main__":
    main()
