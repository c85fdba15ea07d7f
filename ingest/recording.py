"""What every reader returns: one activity as its file tells it, in our names and units."""

from __future__ import annotations

from dataclasses import dataclass, field

import pandas as pd

from ingest.schema import LAPS


@dataclass(frozen=True)
class Totals:
    """The device's own count; None where it keeps none."""

    distance_m: float | None = None
    timer_s: float | None = None
    elapsed_s: float | None = None
    ascent_m: float | None = None
    descent_m: float | None = None
    steps: float | None = None


@dataclass(frozen=True)
class Recording:
    """One activity, translated but not yet measured.

    `track` conforms to TRACK with `grade` all NaN, in time order; values out of range are
    NaN and counted in `masked` by column. `active` holds the spans in which the timer ran,
    as pairs of UTC instants; empty where the file does not tell. `utc_offset` is the
    device's local time minus UTC. `barometric` is None where the file does not tell.
    `warnings` are sentences for the runner about what was odd in the file.
    """

    format: str
    track: pd.DataFrame
    sport: str | None = None
    sub_sport: str | None = None
    started_at: pd.Timestamp | None = None
    title: str | None = None
    device: str | None = None
    totals: Totals = field(default_factory=Totals)
    laps: pd.DataFrame = field(default_factory=LAPS.empty)
    active: tuple[tuple[pd.Timestamp, pd.Timestamp], ...] = ()
    utc_offset: pd.Timedelta | None = None
    barometric: bool | None = None
    body_mass_kg: float | None = None
    rpe: float | None = None
    feel: float | None = None
    masked: dict[str, int] = field(default_factory=dict)
    warnings: tuple[str, ...] = ()
