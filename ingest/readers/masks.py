"""What a running watch can have recorded truly: everything else is left out, and counted."""

from __future__ import annotations

from bisect import bisect_right

import numpy as np
import pandas as pd

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


def masked(track: pd.DataFrame) -> tuple[pd.DataFrame, dict[str, int]]:
    """A TRACK frame without what cannot be true, and the number of values left out by column.

    Impossible values become NaN, and so do zeros that stand for "no reading", uncounted.
    Points without a possible time, far away in time from the others, or at which the clock
    runs backwards are dropped and counted under ``time``. The input is untouched.
    """
    kept = _in_time_order(track)
    counts = {"time": len(track) - len(kept)} if len(kept) < len(track) else {}
    kept[ZERO_IS_ABSENT] = kept[ZERO_IS_ABSENT].replace(0.0, np.nan)
    for column, (lowest, highest) in PLAUSIBLE.items():
        _mask(kept, counts, [column], ~kept[column].between(lowest, highest))
    _mask(kept, counts, ["latitude_deg", "longitude_deg"], _nowhere(kept))
    return kept, counts


def plausible_time(instant: pd.Timestamp | None) -> bool:
    """Whether a clock that was set could show this instant."""
    return instant is not None and EARLIEST <= instant <= LATEST


def _mask(track: pd.DataFrame, counts: dict[str, int], columns: list[str], wrong: pd.Series) -> None:
    for column in columns:
        hit = wrong & track[column].notna()
        if hit.any():
            counts[column] = int(hit.sum())
            track.loc[hit, column] = np.nan


def _nowhere(track: pd.DataFrame) -> pd.Series:
    """Positions off the globe, halves of positions, and 0° 0°, where receivers start that know nothing."""
    latitude, longitude = track["latitude_deg"], track["longitude_deg"]
    on_globe = latitude.between(-90, 90) & longitude.between(-180, 180)
    return ~on_globe | ((latitude == 0) & (longitude == 0))


def _in_time_order(track: pd.DataFrame) -> pd.DataFrame:
    kept = track[track["time"].between(EARLIEST, LATEST)]
    kept = kept[(kept["time"] - _middle(kept["time"])).abs() <= LONGEST_RUN]
    if not kept["time"].is_monotonic_increasing:
        kept = kept.iloc[_longest_rise(kept["time"].astype("int64").tolist())]
    return kept.reset_index(drop=True)


def _middle(times: pd.Series) -> pd.Timestamp:
    """The median as one of the times themselves, so that a point is always kept."""
    return times.sort_values().iloc[(len(times) - 1) // 2] if len(times) else pd.NaT


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
