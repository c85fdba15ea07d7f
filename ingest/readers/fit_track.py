"""FIT's record messages as a TRACK frame, in our names and units."""

from __future__ import annotations

import numpy as np
import pandas as pd

from ingest.readers.fit_columns import Columns
from ingest.readers.fit_fields import Fields
from ingest.readers.fit_words import NOT_ON_FOOT
from ingest.schema import TRACK
from ingest.units import DEGREES_PER_SEMICIRCLE

FIT_EPOCH_S = 631_065_600  # 1989-12-31 00:00 UTC in Unix time
LAST_S = 2**32  # FIT's own fields for an instant hold no more
STEPS_PER_STRIDE = 2  # FIT counts one foot


def number(value: object) -> float:
    """A field as a number; NaN where absent or a text. Of several values, the first that is there."""
    if isinstance(value, tuple):
        value = next((part for part in value if part is not None), None)
    return float(value) if isinstance(value, int | float) else np.nan


def instant(raw: object) -> pd.Timestamp | None:
    """FIT's seconds since 1989-12-31 as an instant; None where absent or beyond what FIT can tell."""
    seconds = number(raw)
    return pd.Timestamp(FIT_EPOCH_S + seconds, unit="s", tz="UTC") if abs(seconds) <= LAST_S else None


def steps_per_minute(fields: Fields, sport: str | None, name: str, fraction: str) -> float:
    """Cadence with its fraction, both feet counted; NaN for sports that count something else."""
    if sport in NOT_ON_FOOT:
        return np.nan
    part = number(fields.get(fraction))
    return STEPS_PER_STRIDE * (number(fields.get(name)) + (0.0 if np.isnan(part) else part))


def track(records: Columns, sport: str | None) -> pd.DataFrame:
    """A TRACK frame in the file's order, with nothing masked yet."""
    column = records.column
    measures = {
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
        "grade": np.full(records.length, np.nan),
    }
    return pd.DataFrame({"time": _times(records)} | measures, columns=TRACK.names, copy=False)


def _times(records: Columns) -> pd.DatetimeIndex:
    seconds = records.column("timestamp")
    told = np.abs(seconds) <= LAST_S  # not so for NaN
    instants = np.full(records.length, np.datetime64("NaT", "us"))
    instants[told] = np.rint((FIT_EPOCH_S + seconds[told]) * 1e6).astype("datetime64[us]")
    return pd.DatetimeIndex(instants, tz="UTC")


def _cadence(records: Columns, sport: str | None) -> np.ndarray:
    """The same for all points as `steps_per_minute` for one message."""
    if sport in NOT_ON_FOOT:
        return np.full(records.length, np.nan)
    fraction = records.column("fractional_cadence")
    return STEPS_PER_STRIDE * (records.column("cadence") + np.where(np.isnan(fraction), 0.0, fraction))
