"""Which of one runner's years of files record the same run, against what their heart rates and tracks say.

Writes TWINS.md: names, times and distances, no traces. TWINS_NOTES.md holds what was read by hand.
"""

from __future__ import annotations

import argparse
import itertools
import pickle
import random
import tempfile
import time
from collections import Counter
from collections.abc import Iterable, Sequence
from dataclasses import dataclass, replace
from pathlib import Path

import numpy as np
import pandas as pd

from ingest import readers, twins
from ingest.batch import files_below
from ingest.errors import IngestError
from ingest.recording import Recording
from ingest.summary import summarise, why_not_a_run
from ingest.twins import course
from ingest.twins.key import Key, apart_m, shared_s
from ingest.twins.streams import unix_s

HERE = Path(__file__).parent
YEARS = HERE.parent.parent / "shared" / "corpus" / "years"
ZONE = "Asia/Shanghai"
ORDERS = 20
NEAR_S = 1800.0
"""Recordings less than this apart that are two runs are listed as near misses. [s]"""

LOOP = {"length": 0.05, "distance": 0.08, "place_m": 300.0}
"""Two real runs are of one loop within these. [fraction], [fraction], [m]"""


@dataclass(frozen=True)
class Decoded:
    """One recording of a file, as it would be imported."""

    name: str
    recording: Recording
    key: Key


def main() -> None:
    parser = argparse.ArgumentParser("python -m benchmarks.twins", description=__doc__)
    parser.add_argument("folder", nargs="?", type=Path, default=YEARS / "shaonianche_applewatch_mixed")
    parser.add_argument("--cache", type=Path, default=Path(tempfile.gettempdir()) / "hiplog_twins")
    given = parser.parse_args()
    runs = decoded(given.folder, given.cache)
    loops = [run for folder in sorted(YEARS.iterdir()) for run in decoded(folder, given.cache)]
    text = report(runs, loops)
    (HERE / "TWINS.md").write_text(text, encoding="utf-8")
    print(text)


def decoded(folder: Path, cache: Path) -> list[Decoded]:
    """The runs of a folder in time order, read once and kept in `cache`. [by today's readers]"""
    cache.mkdir(parents=True, exist_ok=True)
    kept = cache / f"{folder.name}.pickle"
    if not kept.exists():
        kept.write_bytes(pickle.dumps([run for path in files_below([folder]) for run in _runs(path, folder)]))
    return sorted(pickle.loads(kept.read_bytes()), key=lambda run: (run.key.began_s, run.name))


def _runs(path: Path, folder: Path) -> Iterable[Decoded]:
    try:
        recordings = readers.read(path.read_bytes())
    except IngestError:
        return
    for number, recording in enumerate(recordings):
        if why_not_a_run(recording) is None:
            name = f"{path.relative_to(folder).name}{f'#{number + 1}' if number else ''}"
            yield Decoded(name, recording, twins.key(summarise(recording, ZONE).row, name, name))


def imported(runs: Sequence[Decoded]) -> dict[str, str]:
    """The run of each recording, imported one by one in this order."""
    here: list[Key] = []
    tracks = {run.name: run.recording.track for run in runs}
    for run in runs:
        matches = [match for match in twins.same_run(run.key, here) if _believed(run, match, tracks)]
        joined = {match.run_id for match in matches}
        run_id = min(joined, default=run.name)
        here = [key._replace(run_id=run_id) if key.run_id in joined else key for key in here]
        here.append(run.key._replace(run_id=run_id))
    return {key.recording_id: key.run_id for key in here}


def _believed(run: Decoded, match: twins.Match, tracks: dict[str, pd.DataFrame]) -> bool:
    other = tracks[match.key.recording_id]
    return match.slip_s == 0 or twins.confirmed(run.recording.track, other, match.slip_s)


def groups(runs: Sequence[Decoded]) -> list[list[Decoded]]:
    """The runs of the log, each as its recordings, in time order."""
    by_run: dict[str, list[Decoded]] = {}
    run_of = imported(runs)
    for run in runs:
        by_run.setdefault(run_of[run.name], []).append(run)
    return list(by_run.values())


def report(runs: list[Decoded], loops: list[Decoded]) -> str:
    found = groups(runs)
    parts = [
        "# The same run recorded twice: what hiplog decides, and what was read by hand",
        "Made by `python -m benchmarks.twins`; the files lie beside the project and are not part of it. "
        "No coordinates and no names of people: file names and differences only.",
        "## In numbers",
        numbers(runs, found),
        "## Read by hand",
        (HERE / "TWINS_NOTES.md").read_text(encoding="utf-8").strip(),
        "## Every run that was recorded more than once",
        "The first name is the recording that shows the run. Heart rate is compared at the points of both "
        "that lie within two seconds: their number, and the median difference in beats a minute.",
        table(GROUP_HEAD, [_group_row(group) for group in found if len(group) > 1]),
        "## Near misses: recordings less than half an hour apart that stay two runs",
        table(NEAR_HEAD, near_misses(runs, found)),
        "## Clocks in another zone",
        slipped(runs),
        real_loops(loops),
    ]
    return "\n\n".join(parts) + "\n"


def numbers(runs: list[Decoded], found: list[list[Decoded]]) -> str:
    sizes = Counter(map(len, found))
    formats = Counter(run.key.format for run in runs)
    counted = sum(run.key.distance_m for run in runs if run.key.distance_m > 0)
    once = sum(_shown(group).key.distance_m for group in found if _shown(group).key.distance_m > 0)
    lines = [
        f"{len(runs)} recordings of runs ({', '.join(f'{n} {name}' for name, n in formats.items())}) "
        f"are {len(found)} runs.",
        f"{sizes[2]} runs were recorded twice, {sizes[3]} three times, {len(runs) - len(found)} recordings "
        "count no more.",
        f"All files together claim {counted / 1000:,.0f} km; {once / 1000:,.0f} km were run.",
        f"{ORDERS} random orders of import give {_outcomes(runs)} outcome(s).",
        f"A look-up among 50 recordings takes {_cost_us(runs):.0f} µs (the median of 2,000, CPU time).",
    ]
    return "\n".join(f"- {line}" for line in lines)


def _outcomes(runs: list[Decoded]) -> int:
    """How many different partitions of the files into runs come of random orders."""
    dice = random.Random(1)
    orders = [dice.sample(runs, len(runs)) for _ in range(ORDERS)]
    return len({_partition(order) for order in (runs, *orders)})


def _partition(runs: Sequence[Decoded]) -> frozenset:
    members: dict[str, set[str]] = {}
    for name, run_id in imported(runs).items():
        members.setdefault(run_id, set()).add(name)
    return frozenset(map(frozenset, members.values()))


def _cost_us(runs: list[Decoded]) -> float:
    keys, took = [run.key for run in runs], []
    for number in range(2000):
        first = number % (len(keys) - 51)
        began = time.process_time_ns()
        twins.same_run(keys[first + 25], keys[first : first + 51])
        took.append(time.process_time_ns() - began)
    return float(np.median(took)) / 1000


def _shown(group: list[Decoded]) -> Decoded:
    return group[twins.merged([run.recording for run in group]).base] if len(group) > 1 else group[0]


GROUP_HEAD = (
    "recordings",
    "devices",
    "starts s",
    "elapsed s",
    "timer s",
    "distance m",
    "heart rate",
    "brought",
)


def _group_row(group: list[Decoded]) -> tuple:
    run = twins.merged([one.recording for one in group])
    order = [run.base, *(number for number in range(len(group)) if number != run.base)]
    ordered = [group[number] for number in order]
    brought = "; ".join(f"{group[number].name}: {', '.join(words)}" for number, words in run.brought.items())
    return (*facts(ordered), brought or "–")


def facts(recordings: Sequence[Decoded]) -> tuple:
    """Names, devices, starts after the first one's, lengths, distances and heart rates, for a table."""
    first, keys = recordings[0], [run.key for run in recordings]
    heart = [same_heart(first.recording.track, run.recording.track) for run in recordings[1:]]
    return (
        "<br>".join(run.name for run in recordings),
        "<br>".join(str(key.device) for key in keys),
        "<br>".join(f"{key.began_s - keys[0].began_s:+.0f}" for key in keys),
        *(
            "<br>".join(f"{getattr(k, name):.0f}" for k in keys)
            for name in ("elapsed_s", "duration_s", "distance_m")
        ),
        "<br>".join(("", *heart)),
    )


def same_heart(one: pd.DataFrame, other: pd.DataFrame) -> str:
    """How many points of two tracks within two seconds know a heart rate, and their median difference."""
    (here_s, here), (there_s, there) = map(_hearts, (one, other))
    if not here.size or not there.size:
        return "–"
    after = np.clip(np.searchsorted(there_s, here_s), 1, max(there.size - 1, 1))
    nearest = np.where(
        here_s - there_s[after - 1] < np.abs(there_s[after % there.size] - here_s), after - 1, after
    )
    nearest = np.minimum(nearest, there.size - 1)
    near = np.abs(there_s[nearest] - here_s) <= 2
    differ = np.abs(here - there[nearest])[near]
    return f"{differ.size}: {np.median(differ):.0f}" if differ.size else "–"


def _hearts(track: pd.DataFrame) -> tuple[np.ndarray, np.ndarray]:
    known = track["heart_rate_bpm"].notna().to_numpy()
    return unix_s(track["time"])[known], track["heart_rate_bpm"].to_numpy()[known]


NEAR_HEAD = ("recordings", "devices", "starts s", "elapsed s", "timer s", "distance m", "heart rate", "gap s")


def near_misses(runs: list[Decoded], found: list[list[Decoded]]) -> list[tuple]:
    run_of = {run.name: number for number, group in enumerate(found) for run in group}
    pairs = [
        (a, b)
        for a, b in itertools.combinations(runs, 2)
        if shared_s(a.key, b.key) > -NEAR_S and run_of[a.name] != run_of[b.name]
    ]
    return [(*facts(pair), f"{-shared_s(pair[0].key, pair[1].key):.0f}") for pair in pairs]


def slipped(runs: list[Decoded]) -> str:
    """Exports of a run that is here, set to other zones: how many are found, and what else is believed."""
    pairs = [
        (a, b)
        for a, b in itertools.permutations(runs, 2)
        if a.key.format == "gpx" and b.key.format == "fit" and twins.same_run(a.key, [b.key])
    ]
    asked = [(gpx, fit, hours) for gpx, fit in pairs for hours in (-14, -8, -3.5, 1, 5.75, 8, 14)]
    believed = sum(_found_again(gpx, fit, hours, runs) for gpx, fit, hours in asked)
    return (
        f"{len(pairs)} runs are here as FIT and as the GPX of another program. With the GPX's clock set to "
        f"each of 7 other zones, it is found again in {believed} of {len(asked)} cases, and is taken for no "
        "other run of the log."
    )


def _found_again(gpx: Decoded, fit: Decoded, hours: float, runs: list[Decoded]) -> bool:
    """Whether the export in another zone finds its run and no other."""
    shift = pd.Timedelta(hours=hours)
    track = gpx.recording.track.assign(time=gpx.recording.track["time"] + shift)
    moved = replace(gpx, recording=replace(gpx.recording, track=track))
    moved = replace(moved, key=gpx.key._replace(began_s=gpx.key.began_s + shift.total_seconds()))
    others = {run.name: run for run in runs if run.name != gpx.name}
    matches = twins.same_run(moved.key, [run.key for run in others.values()])
    tracks = {name: run.recording.track for name, run in others.items()}
    return [m.key.recording_id for m in matches if _believed(moved, m, tracks)] == [fit.name]


def real_loops(runs: list[Decoded]) -> str:
    """Pairs of real runs over one loop, laid on one another as if only the zone had slipped."""
    found = [run for run in runs if run.recording.track["latitude_deg"].notna().any()]
    pairs = [pair for pair in itertools.combinations(found, 2) if _one_loop(*(run.key for run in pair))]
    closest = sorted(filter(None, (_closest(*pair) for pair in pairs)))
    yes = sum(
        twins.confirmed(a.recording.track, b.recording.track, a.key.began_s - b.key.began_s) for a, b in pairs
    )
    listed = ", ".join(f"{metres:.0f} m on {length_m / 1000:.1f} km" for metres, length_m in closest[:5])
    return (
        f"{len(pairs)} pairs of real runs on different occasions are so alike in start, length and distance "
        f"that only their tracks tell them apart; of these, {yes} would be taken for one run. The closest, "
        f"after the best shift of clocks, stay within {listed} of each other for 95 % of the time "
        f"(the limit is {course.AGREE_M:.0f} m, below 3 km 1/200 of the course)."
    )


def _one_loop(one: Key, other: Key) -> bool:
    length = abs(one.length_s - other.length_s) <= LOOP["length"] * max(one.length_s, other.length_s)
    distance = abs(one.distance_m - other.distance_m) <= LOOP["distance"] * max(
        one.distance_m, other.distance_m
    )
    return length and distance and apart_m(one, other) <= LOOP["place_m"] and shared_s(one, other) < 0


def _closest(one: Decoded, other: Decoded) -> tuple[float, float] | None:
    """How close two runs stay for 95 % of the time, and how long they are. [m], [m]"""
    tracks = one.recording.track, other.recording.track
    off_s = course.offset_s(*tracks, one.key.began_s - other.key.began_s)
    if np.isnan(off_s):
        return None
    apart, whole = course.gaps(*tracks, off_s)
    if whole < course.WHOLE:
        return None
    return float(np.quantile(apart, course.AGREED)), min(one.key.distance_m, other.key.distance_m)


def table(head: Sequence[str], rows: Sequence[Sequence]) -> str:
    lines = [head, ["---"] * len(head), *rows]
    return "\n".join(f"| {' | '.join(map(str, line))} |" for line in lines)


if __name__ == "__main__":
    main()
