"""A recording as one row of RUNS: its distance, time, climb, averages and calendar day, once."""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np
import pandas as pd

from ingest import climb, motion
from ingest.averages import means, steps
from ingest.columns import Columns, changes, columns_of
from ingest.distance import FASTEST_M_S, Covered, covered
from ingest.errors import NotARun
from ingest.grade_cost import cost_factor
from ingest.local_day import first_fix, local_day, zone_of
from ingest.recording import Recording
from ingest.schema import LEAST_GPS_CLIMB, LEAST_TOLD_CLIMB_M, STEEP_GRADE, TOLD_CLIMB, TRACK
from ingest.sport import INDOORS, is_run, surface_of, why_not_a_run
from ingest.timer import LONGEST_SILENCE_S, Timing, duration_words, timing

__all__ = ["Summary", "is_run", "summarise", "surface_of", "why_not_a_run"]

LEAST_GRADED = 0.5
"""Share of the distance that must have a grade before grade-adjusted values are given. [fraction]"""

LEFT_RUNNING_S = 6 * 3600.0
LEFT_RUNNING_SHARE = 0.25
"""A timer that ran longer than this, moving for less than this share, was left running. [s], [fraction]"""

LONGEST_RUN_S = 6 * 86400.0
"""No run is longer: the great six-day races end there. [s]"""

SAID_LATER = ("kind_source", "distance_source", "excluded")
"""Columns that only the runner fills."""

APPROXIMATE = "Climb is approximate: this altitude comes from GPS, not from a barometer."
HIDDEN = "Climb is not told: this altitude comes from GPS, and under 5 m a kilometre that is noise."

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
    grade = np.full(far.distance_m.size, np.nan)
    columns = recorded | {"distance_m": far.distance_m, "speed_m_s": speed_m_s, "grade": grade}
    sensor = _sensor(recording, columns["altitude_m"], when)
    course = None if sensor is None else _course(columns, when, sensor)
    if course is None:
        return columns, _no_climb(), ()
    columns["grade"] = climb.grade_at(far.distance_m, speed_m_s, course, sensor)
    climbed, notes = _climb(course, sensor, far.total_m)
    notes += _climb_notes(climbed, recording)
    return columns, climbed | _by_grade(columns, far.total_m), notes


def _sensor(recording: Recording, altitude_m: np.ndarray, when: Timing) -> climb.Sensor | None:
    if recording.sub_sport in INDOORS or np.isnan(altitude_m).all():
        return None
    barometric = recording.barometric
    if barometric is None and recording.format == "fit":
        barometric = climb.is_barometric(altitude_m, when.clock_s)
    return climb.BAROMETER if barometric else climb.GPS


def _course(columns: Columns, when: Timing, sensor: climb.Sensor) -> climb.Profile | None:
    given = {name: columns[name] for name in ("distance_m", "altitude_m", "speed_m_s")}
    return climb.profile(**given, clock_s=when.clock_s, sensor=sensor)


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


def _no_climb() -> dict[str, object]:
    names = ("ascent_m", "descent_m", "graded_m", "uphill_m", "downhill_m", "grade_adjusted_m")
    return {"climb_source": "none", **dict.fromkeys(names, np.nan)}


def _climb(
    course: climb.Profile, sensor: climb.Sensor, total_m: float
) -> tuple[dict[str, object], tuple[str, ...]]:
    """Ascent and descent, hidden where they would be noise or half of the truth."""
    ascent_m, descent_m = climb.ascent_descent(course.altitude_m, sensor.reversal_m)
    covered_m = climb.GRID_M * np.count_nonzero(course.known)
    if covered_m < LEAST_GRADED * total_m:
        ascent_m = descent_m = np.nan
        notes = ("Altitude was recorded for less than half of the run, so its climb is not told.",)
    elif sensor is climb.GPS:
        ascent_m, descent_m = (m if m >= LEAST_GPS_CLIMB * total_m else np.nan for m in (ascent_m, descent_m))
        notes = (APPROXIMATE,) if ascent_m >= 0 or descent_m >= 0 else (HIDDEN,)
    else:
        notes = ()
    return {"climb_source": sensor.name, "ascent_m": ascent_m, "descent_m": descent_m}, notes


def _graded_steps(columns: Columns) -> tuple[np.ndarray, np.ndarray]:
    """Metres and grade of the steps between points whose grade is known. [m], [fraction]"""
    steps_m, grades = changes(columns["distance_m"]), columns["grade"]
    grade = (grades[1:] + grades[:-1]) / 2
    known = ~np.isnan(grade) & (steps_m > 0)
    return steps_m[known], grade[known]


def _by_grade(columns: Columns, total_m: float) -> dict[str, float]:
    steps_m, grade = _graded_steps(columns)
    return {
        "graded_m": float(steps_m.sum()),
        "uphill_m": float(steps_m[grade >= STEEP_GRADE].sum()),
        "downhill_m": float(steps_m[grade <= -STEEP_GRADE].sum()),
        "grade_adjusted_m": _adjusted(steps_m, grade, total_m),
    }


def _adjusted(steps_m: np.ndarray, grade: np.ndarray, total_m: float) -> float:
    """Grade-adjusted distance; metres without a grade cost as the others do on average. [m]"""
    graded_m = steps_m.sum()
    if not graded_m > 0 or graded_m < LEAST_GRADED * total_m:
        return np.nan
    return float(total_m * (steps_m * cost_factor(grade)).sum() / graded_m)


def _climb_notes(climbed: dict[str, object], recording: Recording) -> tuple[str, ...]:
    """Where climb differs from the device's own count."""
    notes = []
    for name in ("ascent", "descent"):
        ours_m, device_m = climbed[f"{name}_m"], getattr(recording.totals, f"{name}_m")
        if device_m is None or np.isnan(ours_m):
            continue
        if abs(ours_m - device_m) > max(TOLD_CLIMB * device_m, LEAST_TOLD_CLIMB_M):
            told = f"The device counted {device_m:.0f} m of {name}"
            notes.append(f"{told}, its smoothed altitude gives {ours_m:.0f} m.")
    return tuple(notes)


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
