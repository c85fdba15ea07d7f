"""What a running watch can have recorded truly: everything else is left out, and counted."""

from __future__ import annotations

from bisect import bisect_right

import numpy as np
import pandas as pd

from ingest.columns import columns_of
from ingest.schema import TRACK

# (lowest, highest) value that a running watch can have meant, both included.
PLAUSIBLE = {
    "altitude_m": (-500.0, 9000.0),
    "distance_m": (0.0, 1_000_000.0),
    "speed_m_s": (0.0, 12.0),
    "heart_rate_bpm": (20.0, 250.0),
    "cadence_spm": (0.0, 300.0),
    "temperature_c": (-60.0, 70.0),
    "power_w": (0.0, 3000.0),
    "stance_time_s": (0.03, 2.0),
    "stance_time_balance_pct": (0.5, 99.5),
    "vertical_oscillation_m": (0.001, 0.5),
    "vertical_ratio_pct": (0.1, 60.0),
    "step_length_m": (0.05, 4.0),
}
# Columns in which devices write 0 for "no reading": absent, and nothing to count.
ZERO_IS_ABSENT = [
    "heart_rate_bpm",
    "stance_time_s",
    "stance_time_balance_pct",
    "vertical_oscillation_m",
    "vertical_ratio_pct",
    "step_length_m",
]
EARLIEST = pd.Timestamp("1989-12-31", tz="UTC")
LATEST = pd.Timestamp("2100-01-01", tz="UTC")
LONGEST_RUN = pd.Timedelta(days=10)  # the longest races take six
MICROSECOND = pd.Timedelta(microseconds=1)
EARLIEST_US, LATEST_US = ((end - pd.Timestamp(0, tz="UTC")) // MICROSECOND for end in (EARLIEST, LATEST))
LONGEST_RUN_US = LONGEST_RUN // MICROSECOND


def masked(track: pd.DataFrame) -> tuple[pd.DataFrame, dict[str, int]]:
    """A TRACK frame without what cannot be true, and the number of values left out by column.

    Impossible values become NaN, and so do zeros that stand for "no reading", uncounted.
    Points without a possible time, far away in time from the others, or at which the clock
    runs backwards are dropped and counted under ``time``. The input is untouched.
    """
    kept = _in_time_order(track)
    counts = {"time": len(track) - len(kept)} if len(kept) < len(track) else {}
    columns = columns_of(kept, TRACK)
    for column, (lowest, highest) in PLAUSIBLE.items():
        values = columns[column]
        nothing = values == 0.0 if column in ZERO_IS_ABSENT else None
        _mask(kept, counts, column, (values < lowest) | (values > highest), nothing)
    place = columns["latitude_deg"], columns["longitude_deg"]
    nowhere = _nowhere(*place)
    for column, values in zip(("latitude_deg", "longitude_deg"), place, strict=True):
        _mask(kept, counts, column, nowhere & ~np.isnan(values))
    return kept, counts


def plausible_time(instant: pd.Timestamp | None) -> bool:
    """Whether a clock that was set could show this instant."""
    return instant is not None and EARLIEST <= instant <= LATEST


def _mask(
    track: pd.DataFrame,
    counts: dict[str, int],
    column: str,
    wrong: np.ndarray,
    uncounted: np.ndarray | None = None,
) -> None:
    if not wrong.any():
        return
    track[column] = np.where(wrong, np.nan, track[column].to_numpy())
    counted = wrong if uncounted is None else wrong & ~uncounted
    if counted.any():
        counts[column] = int(np.count_nonzero(counted))


def _nowhere(latitude: np.ndarray, longitude: np.ndarray) -> np.ndarray:
    """Positions off the globe, halves of positions, and 0° 0°, where receivers start that know nothing."""
    on_globe = (np.abs(latitude) <= 90) & (np.abs(longitude) <= 180)
    return ~on_globe | ((latitude == 0) & (longitude == 0))


def _in_time_order(track: pd.DataFrame) -> pd.DataFrame:
    kept = _positions_in_time_order(track["time"].to_numpy(dtype="datetime64[us]").astype("int64"))
    # A shallow copy shares its columns until they are written: nearly all tracks are kept whole.
    points = track.copy(deep=False) if kept.size == len(track) else track.iloc[kept]
    return points.reset_index(drop=True)


def _positions_in_time_order(instants_us: np.ndarray) -> np.ndarray:
    kept = np.flatnonzero((instants_us >= EARLIEST_US) & (instants_us <= LATEST_US))  # no time is -2**63
    if kept.size:
        kept = kept[np.abs(instants_us[kept] - _middle(instants_us[kept])) <= LONGEST_RUN_US]
    if (np.diff(instants_us[kept]) < 0).any():
        kept = kept[_longest_rise(instants_us[kept].tolist())]
    return kept


def _middle(instants_us: np.ndarray) -> int:
    """The median as one of the times themselves, so that a point is always kept."""
    half = (instants_us.size - 1) // 2
    return np.partition(instants_us, half)[half]


def _longest_rise(instants: list[int]) -> list[int]:
    """Positions of the longest non-decreasing subsequence.

    A clock that jumps ahead once and comes back would cost every later point if each were
    held against the latest instant seen; this way the fewest points are dropped.
    """
    ends: list[int] = []  # the smallest last instant of a rise of each length
    last: list[int] = []  # its position
    before: list[int] = []
    for position, instant in enumerate(instants):
        length = bisect_right(ends, instant)
        ends[length : length + 1] = [instant]
        last[length : length + 1] = [position]
        before.append(last[length - 1] if length else -1)
    return _walk_back(before, last[-1] if last else -1)


def _walk_back(before: list[int], position: int) -> list[int]:
    path = []
    while position >= 0:
        path.append(position)
        position = before[position]
    return path[::-1]
