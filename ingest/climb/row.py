"""A run's climb as RUNS tells it, and what there is to say of it."""

from __future__ import annotations

import numpy as np

from ingest.climb.course import GRID_M, Profile, grade_at, profile
from ingest.climb.sensor import BAROMETER, GPS, Sensor, is_barometric
from ingest.climb.turns import ascent_descent
from ingest.columns import Columns, changes
from ingest.grade_cost import cost_factor
from ingest.recording import Recording
from ingest.schema import LEAST_GPS_CLIMB, LEAST_TOLD_CLIMB_M, STEEP_GRADE, TOLD_CLIMB
from ingest.sport import INDOORS
from ingest.timer import Timing

LEAST_GRADED = 0.5
"""Share of the distance that must have a grade before grade-adjusted values are given. [fraction]"""

APPROXIMATE = "Climb is approximate: this altitude comes from GPS, not from a barometer."
HIDDEN = "Climb is not told: this altitude comes from GPS, and under 5 m a kilometre that is noise."


def climb_told(
    recording: Recording, columns: Columns, when: Timing, total_m: float
) -> tuple[np.ndarray, dict[str, object], tuple[str, ...]]:
    """Grade at each point [fraction], the run's climb by RUNS column, and what to tell of it."""
    sensor = _sensor(recording, columns["altitude_m"], when)
    course = None if sensor is None else _course(columns, when, sensor)
    if course is None:
        return np.full(columns["distance_m"].size, np.nan), _no_climb(), ()
    grade = grade_at(columns["distance_m"], columns["speed_m_s"], course, sensor)
    climbed, notes = _climb(course, sensor, total_m)
    notes += _beside_the_devices(climbed, recording)
    return grade, climbed | _by_grade(columns["distance_m"], grade, total_m), notes


def _sensor(recording: Recording, altitude_m: np.ndarray, when: Timing) -> Sensor | None:
    if recording.sub_sport in INDOORS or np.isnan(altitude_m).all():
        return None
    barometric = recording.barometric
    if barometric is None and recording.format == "fit":
        barometric = is_barometric(altitude_m, when.clock_s)
    return BAROMETER if barometric else GPS


def _course(columns: Columns, when: Timing, sensor: Sensor) -> Profile | None:
    given = {name: columns[name] for name in ("distance_m", "altitude_m", "speed_m_s")}
    return profile(**given, clock_s=when.clock_s, sensor=sensor)


def _no_climb() -> dict[str, object]:
    names = ("ascent_m", "descent_m", "graded_m", "uphill_m", "downhill_m", "grade_adjusted_m")
    return {"climb_source": "none", **dict.fromkeys(names, np.nan)}


def _climb(course: Profile, sensor: Sensor, total_m: float) -> tuple[dict[str, object], tuple[str, ...]]:
    """Ascent and descent, hidden where they would be noise or half of the truth."""
    ascent_m, descent_m = ascent_descent(course.altitude_m, sensor.reversal_m)
    covered_m = GRID_M * np.count_nonzero(course.known)
    if covered_m < LEAST_GRADED * total_m:
        ascent_m = descent_m = np.nan
        notes = ("Altitude was recorded for less than half of the run, so its climb is not told.",)
    elif sensor is GPS:
        ascent_m, descent_m = (m if m >= LEAST_GPS_CLIMB * total_m else np.nan for m in (ascent_m, descent_m))
        notes = (APPROXIMATE,) if ascent_m >= 0 or descent_m >= 0 else (HIDDEN,)
    else:
        notes = ()
    return {"climb_source": sensor.name, "ascent_m": ascent_m, "descent_m": descent_m}, notes


def _by_grade(distance_m: np.ndarray, grades: np.ndarray, total_m: float) -> dict[str, float]:
    """Metres by grade, of the steps between points whose grade is known."""
    steps_m, grade = changes(distance_m), (grades[1:] + grades[:-1]) / 2
    known = ~np.isnan(grade) & (steps_m > 0)
    steps_m, grade = steps_m[known], grade[known]
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


def _beside_the_devices(climbed: dict[str, object], recording: Recording) -> tuple[str, ...]:
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
