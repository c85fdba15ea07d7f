"""One recording out of all that recorded a run: the best one, and what only the others know."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass, field, replace

import numpy as np
import pandas as pd

from ingest.recording import Recording
from ingest.schema import TRACK
from ingest.sport import UNTOLD
from ingest.twins.choice import Source, is_part, ranked
from ingest.twins.clock import ahead_s
from ingest.twins.find import ASTRAY_S, QUARTER_S
from ingest.twins.streams import HALF, STREAMS, at_moments, known

FIRST_KNOWN = ("title", "utc_offset", "body_mass_kg", "rpe", "feel")
FIRST_TOLD = ("sport", "sub_sport")
"""Fields that the others fill in; of the second kind, some words say nothing."""


@dataclass(frozen=True)
class Merged:
    """A run from all its recordings. `base` is the place of the one that shows it.

    `brought` names what came from which other: words of STREAMS, or "laps", by place.
    """

    recording: Recording
    base: int
    brought: dict[int, tuple[str, ...]] = field(default_factory=dict)


@dataclass(frozen=True)
class Filling:
    """A stream for the base's points: its rows, and the sources that they come from."""

    rows: np.ndarray
    sources: tuple[Source, ...]


def merged(recordings: Sequence[Recording]) -> Merged:
    """All recordings of one run as one, the same in whatever order they are given.

    Distance, speed, timer, pauses and points stay those of the one recording that shows the run; a
    stream that it lacks comes from one other device, by time, with the clocks of both brought together.
    Raises NotARun where a recording does not tell when it was.
    """
    base, *others = ranked(recordings)
    ahead = {other.number: ahead_s(other.track, base.track) for other in others}
    fillings = {words: _filling(words, base, others, ahead) for words in STREAMS} if others else {}
    fillings = {words: filling for words, filling in fillings.items() if filling is not None}
    laps, lapped = _laps(base, others, ahead)
    recording = replace(
        base.recording,
        track=_filled(base, fillings),
        laps=laps,
        **_told(base, others),
        **_climbed(base, fillings),
        masked=_masked(base, fillings),
        warnings=tuple(dict.fromkeys(w for source in (base, *others) for w in source.recording.warnings)),
    )
    recording = _moved(recording, _slip_s(base, others, ahead))
    return Merged(recording, base.number, _brought(fillings, lapped))


def _filling(words: str, base: Source, others: list[Source], ahead: dict[int, float]) -> Filling | None:
    """The stream from the device that knows most of it; None where the base's own will do."""
    if words in base.streams and not (words == "altitude" and not base.barometric):
        return None
    givers = [other for other in others if words in other.streams]
    if words in base.streams:
        givers = [giver for giver in givers if giver.barometric]
    offered = [_given(words, base, device, ahead) for device in _by_device(givers)]
    moments, duration_s = base.recording.track["time"], base.key.duration_s
    shares = [known(moments, filling.rows, duration_s) for filling in offered]
    best = max(shares, default=0.0)
    return offered[shares.index(best)] if best >= HALF else None


def _by_device(sources: Iterable[Source]) -> list[list[Source]]:
    """Sources in their order, those of one named device together: a watch that died and went on."""
    devices: dict[object, list[Source]] = {}
    for source in sources:
        told = source.recording.device
        devices.setdefault((told, source.recording.format) if told else source.number, []).append(source)
    return list(devices.values())


def _given(words: str, base: Source, sources: list[Source], ahead: dict[int, float]) -> Filling:
    moments, columns = base.recording.track["time"], STREAMS[words]
    rows, gave = np.full((len(moments), len(columns)), np.nan), []
    for source in sources:
        more = at_moments(moments, source.recording, columns, ahead[source.number])
        new = np.isnan(rows).any(axis=1) & ~np.isnan(more).any(axis=1)
        rows = np.where(new[:, None], more, rows)
        gave += [source] if new.any() else []
    return Filling(rows, tuple(gave))


def _filled(base: Source, fillings: dict[str, Filling]) -> pd.DataFrame:
    """The base's points with the streams filled in; where positions come new, distance stays its own."""
    track = base.recording.track.copy()
    if "positions" in fillings and track["distance_m"].isna().all():
        track["distance_m"] = base.track["distance_m"]
    for words, filling in fillings.items():
        for name, column in zip(STREAMS[words], filling.rows.T, strict=True):
            track[name] = column
    return TRACK.conform(track)


def _told(base: Source, others: list[Source]) -> dict[str, object]:
    """What the recordings say of the run as a whole: the first that says something."""
    recordings = [source.recording for source in (base, *others)]
    told = {
        name: [getattr(recording, name) for recording in recordings] for name in (*FIRST_KNOWN, *FIRST_TOLD)
    }
    return {
        **{name: next((value for value in told[name] if value is not None), None) for name in FIRST_KNOWN},
        **{name: next(filter(_says, told[name]), told[name][0]) for name in FIRST_TOLD},
    }


def _says(word: str | None) -> bool:
    return word is not None and word.strip().lower() not in UNTOLD


def _climbed(base: Source, fillings: dict[str, Filling]) -> dict[str, object]:
    """What belongs to the altitude that is kept: whether a barometer's, and its device's own count."""
    if "altitude" not in fillings:
        return {"barometric": base.recording.barometric}
    source = fillings["altitude"].sources[0]
    counted = source.recording.totals
    totals = replace(base.recording.totals, ascent_m=counted.ascent_m, descent_m=counted.descent_m)
    return {"barometric": source.barometric, "totals": totals}


def _masked(base: Source, fillings: dict[str, Filling]) -> dict[str, int]:
    """Values left out, of the columns that are kept."""
    masked = dict(base.recording.masked)
    for words, filling in fillings.items():
        for column in STREAMS[words]:
            masked.pop(column, None)
            left_out = sum(source.recording.masked.get(column, 0) for source in filling.sources)
            masked |= {column: left_out} if left_out else {}
    return masked


def _laps(base: Source, others: list[Source], ahead: dict[int, float]) -> tuple[pd.DataFrame, Source | None]:
    """Laps of the first recording of the whole run that has any, by the base's clock; and whose, if not
    the base's own.
    """
    if len(base.recording.laps):
        return base.recording.laps, None
    whole = (other for other in others if not is_part(other.key, base.key))
    lapped = next((other for other in whole if len(other.recording.laps)), None)
    if lapped is None:
        return base.recording.laps, None
    laps = lapped.recording.laps
    return laps.assign(started_at=laps["started_at"] - pd.Timedelta(seconds=ahead[lapped.number])), lapped


def _brought(fillings: dict[str, Filling], lapped: Source | None) -> dict[int, tuple[str, ...]]:
    brought: dict[int, list[str]] = {}
    for words, filling in fillings.items():
        for source in filling.sources:
            brought.setdefault(source.number, []).append(words)
    if lapped is not None:
        brought.setdefault(lapped.number, []).append("laps")
    return {number: tuple(words) for number, words in sorted(brought.items())}


def _slip_s(base: Source, others: list[Source], ahead: dict[int, float]) -> float:
    """How far the base's clock must move to be in the right zone. [s]

    A watch's FIT knows UTC; other formats are often written in local time.
    """
    watch = next((other for other in others if other.recording.format == "fit"), None)
    if base.recording.format == "fit" or watch is None:
        return 0.0
    late_s = ahead[watch.number]
    return QUARTER_S * round(late_s / QUARTER_S) if abs(late_s) >= QUARTER_S - ASTRAY_S else 0.0


def _moved(recording: Recording, by_s: float) -> Recording:
    """The recording by another clock."""
    if by_s == 0:
        return recording
    by = pd.Timedelta(seconds=by_s)
    begun = recording.started_at
    return replace(
        recording,
        track=recording.track.assign(time=recording.track["time"] + by),
        laps=recording.laps.assign(started_at=recording.laps["started_at"] + by),
        started_at=None if begun is None else begun + by,
        active=tuple((begin + by, end + by) for begin, end in recording.active),
    )
