"""A recording as one row of RUNS: its distance, time, climb, averages and calendar day, once."""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np
import pandas as pd

from ingest import motion
from ingest.averages import means, steps
from ingest.climb.row import climb_told
from ingest.columns import Columns, columns_of
from ingest.distance import FASTEST_M_S, Covered, covered
from ingest.errors import NotARun
from ingest.local_day import first_fix, local_day, zone_of
from ingest.recording import Recording
from ingest.schema import TRACK
from ingest.sport import is_run, surface_of, why_not_a_run
from ingest.timer import LONGEST_SILENCE_S, Timing, duration_words, timing

__all__ = ["Summary", "is_run", "summarise", "surface_of", "why_not_a_run"]

LEFT_RUNNING_S = 6 * 3600.0
LEFT_RUNNING_SHARE = 0.25
"""A timer that ran longer than this, moving for less than this share, was left running. [s], [fraction]"""

LONGEST_RUN_S = 6 * 86400.0
"""No run is longer: the great six-day races end there. [s]"""

SAID_LATER = ("kind_source", "distance_source", "excluded")
"""Columns that only the runner fills."""

DISTANCE_PLACES, SPEED_PLACES, GRADE_PLACES = 2, 3, 4
"""Decimals that computed columns of TRACK keep: a centimetre, a millimetre a second, a hundredth of a
percent. [m], [m/s], [fraction], finer than any sensor; the rest would be three quarters of a run's room."""

MASKED_WORDS = {
    "time": "times",
    "latitude_deg": "positions",
    "longitude_deg": "positions",
    "altitude_m": "altitudes",
    "distance_m": "distances",
    "speed_m_s": "speeds",
    "heart_rate_bpm": "heart rates",
    "cadence_spm": "cadences",
    "temperature_c": "temperatures",
    "power_w": "powers",
}


@dataclass(frozen=True)
class Summary:
    """A run measured: its row (every RUNS column except run_id), its completed TRACK, what to tell."""

    row: dict[str, object]
    track: pd.DataFrame
    notes: tuple[str, ...]


def summarise(recording: Recording, zone: str) -> Summary:
    """Measures a recording. `zone` is the runner's own, for files that tell neither place nor offset.

    Raises NotARun where the recording does not even tell when it was.
    """
    when = timing(recording)
    started_at = _start(recording.started_at, when.first_at) + pd.Timedelta(seconds=when.late_s)
    recorded = columns_of(recording.track, TRACK)
    far = covered(recorded, when, recording.totals.distance_m)
    columns, climbed, climb_notes = _completed(recording, recorded, when, far)
    moving = _moving_steps(columns, when)
    durations, time_notes = _durations(when, moving, far.total_m)
    row = {
        **_told(recording, started_at, first_fix(recorded), zone),
        **durations,
        **climbed,
        **means(columns, when, moving),
        **_pace(far.total_m, durations["duration_s"], climbed["grade_adjusted_m"]),
        "steps": steps(recording, columns["cadence_spm"], when),
        "distance_m": far.total_m,
    }
    notes = (*far.notes, *when.notes, *time_notes, *climb_notes, *_masked_notes(recording.masked))
    return Summary(row, _track(recording, columns, recorded["speed_m_s"]), notes)


def _start(told: pd.Timestamp | None, first: pd.Timestamp | None) -> pd.Timestamp:
    """The first moment; the points decide where the device's start is days away from them."""
    begun = told if told is not None else first
    if begun is None:
        raise NotARun("The file does not tell when this was.")
    if first is not None and abs((first - begun).total_seconds()) > LONGEST_SILENCE_S:
        begun = first
    return begun.tz_convert("UTC").as_unit("us")


def _told(
    recording: Recording, started_at: pd.Timestamp, fix: tuple[float, float], runner_zone: str
) -> dict[str, object]:
    """What the recording tells by itself."""
    zone, surface = zone_of(fix, recording.utc_offset, runner_zone), surface_of(recording.sub_sport)
    return {
        "started_at": started_at,
        "day": local_day(started_at, zone),
        "zone": zone,
        "title": recording.title,
        "sport": "running",
        "sub_sport": recording.sub_sport,
        "surface": surface,
        "surface_source": "sub_sport" if surface else None,
        "shoe_id": None,
        "shoe_source": None,
        **dict.fromkeys(SAID_LATER),
        "recorded_distance_m": np.nan,
        "device": recording.device,
        "format": recording.format,
        "device_distance_m": _number(recording.totals.distance_m),
        "device_timer_s": _number(recording.totals.timer_s),
        "device_ascent_m": _number(recording.totals.ascent_m),
        "device_descent_m": _number(recording.totals.descent_m),
        "body_mass_kg": _number(recording.body_mass_kg),
        "rpe": _number(recording.rpe),
        "feel": _number(recording.feel),
        "start_latitude_deg": fix[0],
        "start_longitude_deg": fix[1],
        "points": float(len(recording.track)),
        "masked_values": float(sum(recording.masked.values())),
    }


def _number(value: float | None) -> float:
    return np.nan if value is None else float(value)


def _completed(
    recording: Recording, recorded: Columns, when: Timing, far: Covered
) -> tuple[Columns, dict[str, object], tuple[str, ...]]:
    """The columns with distance, speed and grade, the run's climb, and what to tell of it."""
    speed_m_s = motion.speed(recorded["speed_m_s"], far.distance_m, when.ran_s)
    columns = recorded | {"distance_m": far.distance_m, "speed_m_s": speed_m_s}
    grade, climbed, notes = climb_told(recording, columns, when, far.total_m)
    return columns | {"grade": grade}, climbed, notes


def _track(recording: Recording, columns: Columns, recorded_m_s: np.ndarray) -> pd.DataFrame:
    """The recorded TRACK with what was computed, to the last figure that means anything.

    Every number of the RUNS row comes from the columns before they are rounded.
    """
    distance_m, speed_m_s, grade = columns["distance_m"], columns["speed_m_s"], columns["grade"]
    if speed_m_s is not recorded_m_s:
        speed_m_s = np.where(speed_m_s == recorded_m_s, speed_m_s, _rounded(speed_m_s, SPEED_PLACES))
    return recording.track.assign(
        distance_m=_rounded(distance_m, DISTANCE_PLACES),
        speed_m_s=speed_m_s,
        grade=_rounded(grade, GRADE_PLACES),
    )


def _rounded(values: np.ndarray, places: int) -> np.ndarray:
    return np.round(values, places) + 0.0  # no negative zero


def _moving_steps(columns: Columns, when: Timing) -> np.ndarray:
    """Share of each step between points that is run, not stood: 1 or 0, NaN where no speed is known."""
    step_m_s = motion.step_speed(columns["speed_m_s"], columns["distance_m"], when.clock_s)
    return np.where(np.isnan(step_m_s), np.nan, step_m_s >= motion.MOVING_M_S)


def _durations(when: Timing, moving: np.ndarray, total_m: float) -> tuple[dict[str, float], tuple[str, ...]]:
    """Timer, elapsed and moving time. [s] A timer that was left running counts by what it moved."""
    moving_s = np.nan if np.isnan(moving).all() else float(np.nansum(when.ran_s * moving))
    duration_s, notes = when.duration_s, ()
    if duration_s > LEFT_RUNNING_S and moving_s < LEFT_RUNNING_SHARE * duration_s:
        told = f"The timer ran for {duration_words(duration_s)}, it seems to have been left running"
        if total_m <= FASTEST_M_S * moving_s:
            duration_s, notes = moving_s, (f"{told}; {duration_words(moving_s)} of moving count.",)
        else:
            notes = (f"{told}; pace and time of this run say little.",)
    moving_s = np.minimum(moving_s, duration_s)
    known = {"duration_s": duration_s, "elapsed_s": when.elapsed_s, "moving_s": moving_s}
    too_long = [amount for amount in known.values() if amount > LONGEST_RUN_S]
    if too_long:
        notes += (f"No run lasts {duration_words(max(too_long))}; that time is left out.",)
    return {name: float(s) if s <= LONGEST_RUN_S else np.nan for name, s in known.items()}, notes


def _pace(total_m: float, duration_s: float, adjusted_m: float) -> dict[str, float]:
    """Speeds over timer time."""
    over_s = duration_s if duration_s > 0 else np.nan
    return {
        "avg_speed_m_s": total_m / over_s,
        "grade_adjusted_speed_m_s": adjusted_m / over_s,
    }


def _masked_notes(masked: dict[str, int]) -> tuple[str, ...]:
    """What was left out, in words; both halves of a position are one, whichever of them was wrong."""
    counted: dict[str, int] = {}
    for name, n in masked.items():
        words = MASKED_WORDS.get(name, "values")
        counted[words] = max(n, counted.get(words, 0)) if words == "positions" else n + counted.get(words, 0)
    if not counted:
        return ()
    listed = ", ".join(f"{n} {words if n > 1 else words[:-1]}" for words, n in counted.items())
    return (f"Left out, for they cannot be true: {listed}.",)
