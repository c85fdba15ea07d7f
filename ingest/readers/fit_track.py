"""FIT's record messages as a TRACK frame, in our names and units."""

from __future__ import annotations

from functools import partial

import numpy as np
import pandas as pd

from ingest.readers.fit_messages import Fields
from ingest.readers.fit_words import NOT_ON_FOOT
from ingest.schema import TRACK
from ingest.units import DEGREES_PER_SEMICIRCLE

FIT_EPOCH_S = 631_065_600  # 1989-12-31 00:00 UTC in Unix time
STEPS_PER_STRIDE = 2  # FIT counts one foot


def number(value: object) -> float:
    """A field as a number; NaN where absent or a text. Of several values, the first that is there."""
    if isinstance(value, tuple):
        value = next((part for part in value if part is not None), None)
    return float(value) if isinstance(value, int | float) else np.nan


def instant(raw: object) -> pd.Timestamp | None:
    """FIT's seconds since 1989-12-31 as an instant."""
    seconds = number(raw)
    return None if np.isnan(seconds) else pd.Timestamp(FIT_EPOCH_S + seconds, unit="s", tz="UTC")


def steps_per_minute(fields: Fields, sport: str | None, name: str, fraction: str) -> float:
    """Cadence with its fraction, both feet counted; NaN for sports that count something else."""
    if sport in NOT_ON_FOOT:
        return np.nan
    part = number(fields.get(fraction))
    return STEPS_PER_STRIDE * (number(fields.get(name)) + (0.0 if np.isnan(part) else part))


def track(records: list[Fields], sport: str | None) -> pd.DataFrame:
    """A TRACK frame in the file's order, with nothing masked yet."""
    column = partial(_column, records)
    frame = pd.DataFrame(
        {
            "time": _times(records),
            "latitude_deg": column("position_lat") * DEGREES_PER_SEMICIRCLE,
            "longitude_deg": column("position_long") * DEGREES_PER_SEMICIRCLE,
            "altitude_m": column("enhanced_altitude", "altitude"),
            "distance_m": column("distance"),
            "speed_m_s": column("enhanced_speed", "speed"),
            "heart_rate_bpm": column("heart_rate"),
            "cadence_spm": _cadence(records, sport),
            "temperature_c": column("temperature"),
            "power_w": column("power"),
            "stance_time_s": column("stance_time") / 1000,
            "stance_time_balance_pct": column("stance_time_balance"),
            "vertical_oscillation_m": column("vertical_oscillation") / 1000,
            "vertical_ratio_pct": column("vertical_ratio"),
            "step_length_m": column("step_length") / 1000,
            "grade": np.nan,
        }
    )
    return TRACK.conform(frame)


def _column(records: list[Fields], *names: str) -> np.ndarray:
    """One column; later names fill in where the earlier ones hold nothing."""
    values = np.full(len(records), np.nan)
    for name in names:
        more = np.array([number(fields.get(name)) for fields in records], dtype=float)
        values = np.where(np.isnan(values), more, values)
    return values


def _times(records: list[Fields]) -> pd.Series:
    return pd.Series(
        [instant(fields.get("timestamp")) for fields in records], dtype=TRACK.column("time").dtype
    )


def _cadence(records: list[Fields], sport: str | None) -> np.ndarray:
    return np.array([steps_per_minute(fields, sport, "cadence", "fractional_cadence") for fields in records])
