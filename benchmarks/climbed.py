"""Runs of real files, each measured once, beside their devices' own totals of ascent and descent."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from pathlib import Path

from benchmarks.twins import Decoded, groups
from ingest import readers, twins
from ingest.errors import IngestError
from ingest.sport import why_not_a_run
from ingest.summary import Summary, summarise

ZONE = "UTC"
FORMATS = (".fit", ".tcx")

WITHIN = 0.10
WITHIN_M = 15.0
"""How far from the device's own total an ascent may be: the greater of the two. [fraction], [m] issue 5"""

PROMISED = 0.90
"""Share of the runs that are to be as near. [fraction] issue 5"""


@dataclass(frozen=True)
class Climbed:
    """One run, measured, beside its device's own totals. [m]"""

    name: str
    decoded: Decoded
    summary: Summary

    @property
    def device(self) -> str:
        return self.decoded.recording.device or "unknown"

    @property
    def counts(self) -> bool:
        """Whether altitude is a barometer's, and the device kept a total to compare with."""
        return self.summary.row["climb_source"] == "barometer" and self.told

    @property
    def told(self) -> bool:
        return self.decoded.recording.totals.ascent_m is not None

    def off_m(self, name: str = "ascent_m") -> float:
        """Ours less the device's; NaN where either is not told. [m]"""
        return float(self.summary.row[name]) - float(self.summary.row[f"device_{name}"])

    @property
    def is_near(self) -> bool:
        return near(float(self.summary.row["ascent_m"]), self.decoded.recording.totals.ascent_m)


def near(ours_m: float, device_m: float) -> bool:
    """Whether an ascent is as near to the device's own as was promised; one that is not told is not."""
    return bool(abs(ours_m - device_m) <= max(WITHIN * device_m, WITHIN_M) + 1e-9)


def climbed(paths: Iterable[Path], folder: Path) -> list[Climbed]:
    """The runs of these files; of several recordings of a run the one that counts, or has a total."""
    runs = sorted(decoded(paths, folder), key=lambda run: (run.key.began_s, run.name))
    by_run = [[measured(run) for run in group] for group in groups(runs)]
    return [max(group, key=lambda run: (run.counts, run.told)) for group in by_run]


def decoded(paths: Iterable[Path], folder: Path) -> Iterator[Decoded]:
    """The recordings of runs in FIT and TCX files."""
    for path in paths:
        if not any(suffix.lower() in FORMATS for suffix in path.suffixes):
            continue
        try:
            recordings = readers.read(path.read_bytes())
        except IngestError:
            continue
        for number, recording in enumerate(recordings):
            if why_not_a_run(recording) is None:
                name = f"{path.relative_to(folder)}{f'#{number + 1}' if number else ''}"
                yield Decoded(name, recording, twins.key(summarise(recording, ZONE).row, name, name))


def measured(run: Decoded) -> Climbed:
    return Climbed(run.name, run, summarise(run.recording, ZONE))
