"""Which recording of a run shows it: the whole before a part, then the one that knows most."""

from __future__ import annotations

import hashlib
from collections.abc import Sequence
from dataclasses import dataclass
from functools import cached_property

import pandas as pd

from ingest import climb
from ingest.recording import Recording
from ingest.summary import summarise
from ingest.timer import seconds
from ingest.twins.find import left_on_beside
from ingest.twins.key import Key, key
from ingest.twins.streams import STREAMS, has

PART = 0.7
"""A recording with less of the other's distance holds but a part of the run. [fraction], convention"""

FORMATS = ("fit", "tcx", "gpx")
"""Formats by how much of a recording they carry, the most first."""


@dataclass(frozen=True)
class Source:
    """A recording of the run, measured. `number` is its place among those given."""

    number: int
    recording: Recording

    @cached_property
    def measured(self) -> tuple[Key, pd.DataFrame]:
        """Its key and its completed TRACK."""
        summary = summarise(self.recording, "UTC")
        return key(summary.row, recording_id=self.fingerprint), summary.track

    @property
    def key(self) -> Key:
        return self.measured[0]

    @property
    def track(self) -> pd.DataFrame:
        return self.measured[1]

    @cached_property
    def streams(self) -> tuple[str, ...]:
        """Which of STREAMS it knows for half of its points or more."""
        return tuple(words for words, columns in STREAMS.items() if has(self.recording.track, columns))

    @cached_property
    def barometric(self) -> bool:
        """Whether its altitude is by a barometer."""
        told, track = self.recording.barometric, self.recording.track
        if "altitude" not in self.streams or told is not None or self.recording.format != "fit":
            return bool(told) and "altitude" in self.streams
        return climb.is_barometric(track["altitude_m"].to_numpy(), seconds(track["time"]))

    @cached_property
    def fingerprint(self) -> str:
        """Names the content: of two equal ones it does not matter which comes first."""
        track = self.recording.track
        times, values = track["time"].to_numpy(), track.drop(columns="time").to_numpy(dtype=float)
        told = repr((self.recording.title, self.recording.totals, self.recording.active))
        return hashlib.sha256(times.tobytes() + values.tobytes() + told.encode()).hexdigest()


def ranked(recordings: Sequence[Recording]) -> list[Source]:
    """The recordings of one run, the one that shows it first; the order given does not matter."""
    sources = [Source(number, recording) for number, recording in enumerate(recordings)]
    proper = [source for source in sources if not _left_on(source, sources)]
    furthest_m = max((s.key.distance_m for s in proper if s.key.distance_m > 0), default=0.0)
    longest_s = max((source.key.length_s for source in proper), default=0.0)
    return sorted(sources, key=lambda source: _rank(source, source in proper, furthest_m, longest_s))


def _left_on(source: Source, sources: Sequence[Source]) -> bool:
    return left_on_beside(source.key, [other.key for other in sources])


def _rank(source: Source, proper: bool, furthest_m: float, longest_s: float) -> tuple:
    """Sorts the best first. Without a distance, time tells the whole from a part."""
    facts, recording = source.key, source.recording
    known = facts.distance_m > 0
    whole = facts.distance_m >= PART * furthest_m if known else facts.length_s >= PART * longest_s
    return (
        not (proper and whole),
        not known,
        "positions" not in source.streams,
        -len(source.streams),
        recording.totals.distance_m is None and recording.track["distance_m"].isna().all(),
        not source.barometric,
        FORMATS.index(recording.format) if recording.format in FORMATS else len(FORMATS),
        -len(recording.track),
        facts.began_s,
        recording.device or "",
        source.fingerprint,
    )
