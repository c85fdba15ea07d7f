"""Which recording of a run shows it: the whole before a part, then the one that knows most."""

from __future__ import annotations

import hashlib
from collections.abc import Sequence
from dataclasses import dataclass
from functools import cached_property

import pandas as pd

from ingest import climb
from ingest.recording import Recording
from ingest.schema import TRACK
from ingest.summary import summarise
from ingest.timer import seconds
from ingest.twins.find import left_on_beside
from ingest.twins.key import Key, key
from ingest.twins.streams import had, unix_s, values

PART = 0.7
MISSED = 0.9
"""A recording with less of another's distance holds but a part of the run; so does one with less of
both distance and timer time than the second of these. [fraction], convention"""

MANUAL = "manual"
"""The format of what no device recorded: it never shows a run that one did."""

FORMATS = ("fit", "tcx", "gpx")
"""Formats by how much of a recording they carry, the most first."""

MEASURES = tuple(name for name in TRACK.names if name != "time")


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
        """Which of STREAMS it knows for half of its time or more."""
        return had(self.recording.track, self.key.duration_s)

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
        times_s, rows = unix_s(track["time"]), values(track, MEASURES)
        told = repr((self.recording.title, self.recording.totals, self.recording.active))
        return hashlib.sha256(times_s.tobytes() + rows.tobytes() + told.encode()).hexdigest()


def ranked(recordings: Sequence[Recording]) -> list[Source]:
    """The recordings of one run, the one that shows it first; the order given does not matter."""
    sources = [Source(number, recording) for number, recording in enumerate(recordings)]
    typed_in = [source for source in sources if source.recording.format == MANUAL]
    keys = [source.key for source in sources if source not in typed_in or len(typed_in) == len(sources)]
    proper = [key for key in keys if not left_on_beside(key, keys)]
    return sorted(sources, key=lambda source: _rank(source, _whole(source.key, proper)))


def _whole(key: Key, proper: Sequence[Key]) -> bool:
    """Whether a recording holds the whole run, and little else, beside the `proper` ones."""
    return key in proper and not any(is_part(key, other) for other in proper)


def is_part(key: Key, other: Key) -> bool:
    """Whether a recording holds but a part of what another holds; by time where neither has a distance."""
    if not key.distance_m > 0 and not other.distance_m > 0:
        return key.length_s < PART * other.length_s
    missed = key.distance_m < MISSED * other.distance_m and key.duration_s < MISSED * other.duration_s
    return missed or key.distance_m < PART * other.distance_m


def _rank(source: Source, whole: bool) -> tuple:
    """Sorts the whole first, then the one that knows most; then all that makes the order always the same."""
    facts, recording = source.key, source.recording
    return (
        recording.format == MANUAL,
        not facts.distance_m > 0,
        not whole,
        "positions" not in source.streams,
        -len(source.streams),
        len(recording.laps) < 2 and len(recording.active) < 2,  # it knows of no laps and no pauses
        recording.totals.distance_m is None and recording.track["distance_m"].isna().all(),
        not source.barometric,
        FORMATS.index(recording.format) if recording.format in FORMATS else len(FORMATS),
        -len(recording.track),
        facts.began_s,
        recording.device or "",
        source.fingerprint,
    )
