"""FIT's record messages as a TRACK frame, in our names and units."""

from __future__ import annotations

from functools import partial

import numpy as np
import pandas as pd

from ingest.readers.fit_columns import Columns
from ingest.readers.fit_fields import Fields
from ingest.readers.fit_words import NOT_ON_FOOT
from ingest.readers.steps import feet
from ingest.units import DEGREES_PER_SEMICIRCLE

FIT_EPOCH_S = 631_065_600  # 1989-12-31 00:00 UTC in Unix time
NO_TIME = -(2.0**63)  # numpy's integer for it
LAST_S = 2**32  # FIT's own fields for an instant hold no more

_as_it_is = np.positive
_degrees = partial(np.multiply, DEGREES_PER_SEMICIRCLE)


def _thousandths(values: np.ndarray, out: np.ndarray) -> None:
    np.divide(values, 1000, out)


# Our measures in TRACK's order: FIT's names, first that holds something, and how they become ours.
MEASURES = {
    "latitude_deg": (("position_lat",), _degrees),
    "longitude_deg": (("position_long",), _degrees),
    "altitude_m": (("enhanced_altitude", "altitude"), _as_it_is),
    "distance_m": (("distance",), _as_it_is),
    "speed_m_s": (("enhanced_speed", "speed"), _as_it_is),
    "heart_rate_bpm": (("heart_rate",), _as_it_is),
    "cadence_spm": ((), _as_it_is),  # see `cadence`
    "temperature_c": (("temperature",), _as_it_is),
    "power_w": (("power",), _as_it_is),
    "stance_time_s": (("stance_time", "stance_time_of_app"), _thousandths),
    "stance_time_balance_pct": (("stance_time_balance",), _as_it_is),
    "vertical_oscillation_m": (("vertical_oscillation", "vertical_oscillation_of_app"), _thousandths),
    "vertical_ratio_pct": (("vertical_ratio",), _as_it_is),
    "step_length_m": (("step_length",), _thousandths),
    "grade": ((), _as_it_is),
}
CADENCE = list(MEASURES).index("cadence_spm")
OF_ONE_SENSOR = ("stance_time_s", "vertical_oscillation_m")
"""A strap and a pod see these so differently that one of them is taken for all of a run, never both."""

FEW = 0.1
"""The watch's own sensor is passed over where it tells less than this of what the app's does. Convention."""

NAMES = pd.Index(["time", *MEASURES])


def number(value: object) -> float:
    """A field as a number; NaN where absent or a text. Of several values, the first that is there."""
    if isinstance(value, tuple):
        value = next((part for part in value if part is not None), None)
    return float(value) if isinstance(value, int | float) else np.nan


def instant(raw: object) -> pd.Timestamp | None:
    """FIT's seconds since 1989-12-31 as an instant; None where absent or beyond what FIT can tell."""
    seconds = number(raw)
    return pd.Timestamp(FIT_EPOCH_S + seconds, unit="s", tz="UTC") if abs(seconds) <= LAST_S else None


def strides(fields: Fields, name: str, fraction: str) -> float:
    """Cadence with its fraction, as the file counts it."""
    part = number(fields.get(fraction))
    return number(fields.get(name)) + (0.0 if np.isnan(part) else part)


def track(records: Columns, sport: str | None) -> pd.DataFrame:
    """A TRACK frame in the file's order, with nothing masked yet."""
    block = np.full((len(MEASURES), records.length), np.nan)
    for row, (measure, (names, counted)) in zip(block, MEASURES.items(), strict=True):
        values = _of_one(records, *names) if measure in OF_ONE_SENSOR else records.column(*names)
        if values is not None:
            counted(values, row)
    if sport not in NOT_ON_FOOT:
        told = cadence(records)
        block[CADENCE] = told * feet(told)  # FIT means one foot, but some programs write both
    seconds = records.column("timestamp")
    return framed(np.full(records.length, np.nan) if seconds is None else seconds, block, NAMES)


def cadence(records: Columns) -> np.ndarray:
    """The cadence of each point with its fraction, as the file counts it; NaN where a point tells none."""
    whole, part = records.column("cadence"), records.column("fractional_cadence")
    if whole is None:
        return np.full(records.length, np.nan)
    return whole if part is None else whole + np.where(np.isnan(part), 0.0, part)


def framed(seconds: np.ndarray, block: np.ndarray, names: pd.Index) -> pd.DataFrame:
    """A frame of instants, given in seconds since 1989-12-31 UTC, and of measures, a row of `block` each."""
    frame = pd.DataFrame(block.T, copy=False)  # one block, and names only at the end: pandas takes its time
    frame.insert(0, -1, _instants(seconds))
    frame.columns = names
    return frame


def _of_one(records: Columns, own: str, of_app: str) -> np.ndarray | None:
    """The watch's own numbers, or the app's where the watch tells next to none."""
    first, second = records.column(own), records.column(of_app)
    if first is None or second is None:
        return second if first is None else first
    told, by_app = (np.count_nonzero(each > 0) for each in (first, second))
    return first if told >= FEW * by_app else second


def _instants(seconds: np.ndarray) -> pd.DatetimeIndex:
    told = np.abs(seconds) <= LAST_S  # not so for NaN
    microseconds = np.where(told, np.rint((FIT_EPOCH_S + seconds) * 1e6), NO_TIME)
    return pd.DatetimeIndex(microseconds.astype(np.int64).view("datetime64[us]"), tz="UTC")
