"""An hour's run that nobody ran: every stream of a watch, second by second, as noisy as a real one.

How much noise: the steps of each stream have about the entropy of the noisier half of 164 real files
with a record a second, for what compresses too well would flatter the store.
"""

from __future__ import annotations

from dataclasses import dataclass, replace
from datetime import UTC, datetime, timedelta

import numpy as np

from ingest.distance import EARTH_RADIUS_M

SECONDS = 3600
FIRST_DAY = datetime(2016, 1, 2, tzinfo=UTC)
DAYS = 3650
"""Days over which the runs are spread; run number DAYS is the second one of the first day."""

HOURS_OF_DAY = (5.0, 10.4, 16.3)  # no whole number of hours apart: nobody may take two for one
HOMES = ((52.50, 13.40), (48.14, 11.58), (45.46, 9.19))
SPEEDS_M_S = (2.5, 2.9, 3.3)


@dataclass(frozen=True)
class Hour:
    """One run, a point a second, in the units of the FIT profile. Arrays are as long as the run."""

    number: int
    start: datetime
    elapsed_s: np.ndarray
    latitude_deg: np.ndarray
    longitude_deg: np.ndarray
    altitude_m: np.ndarray
    distance_m: np.ndarray
    speed_m_s: np.ndarray
    heart_rate_bpm: np.ndarray
    cadence_strides_min: np.ndarray
    temperature_c: np.ndarray
    power_w: np.ndarray
    stance_time_ms: np.ndarray
    stance_time_balance_pct: np.ndarray
    vertical_oscillation_mm: np.ndarray
    step_length_mm: np.ndarray

    def at(self, index: int) -> datetime:
        return self.start + timedelta(seconds=float(self.elapsed_s[index]))


def hour(number: int, seconds: int = SECONDS) -> Hour:
    """Run `number` of a long life: the same at each call, on a day or at an hour of its own."""
    dice = np.random.default_rng(number)
    slot = number // DAYS % len(HOMES)
    pace = np.maximum(SPEEDS_M_S[slot] + 0.3 * dice.random() + _drift(dice, seconds, 90, 0.15), 0.5)
    speed = pace + dice.normal(0, 0.012, seconds)
    grade = _drift(dice, seconds, 60, 0.03)
    latitude, longitude = _positions(dice, speed, HOMES[slot])
    strides = 83 + 2 * (pace - 3) + _drift(dice, seconds, 60, 1.5)
    return Hour(
        number=number,
        start=_start(number, slot, dice),
        elapsed_s=np.arange(seconds),
        latitude_deg=latitude,
        longitude_deg=longitude,
        altitude_m=120 + np.cumsum((grade - grade.mean()) * speed) + dice.normal(0, 0.04, seconds),
        distance_m=np.cumsum(speed) - speed[0],
        speed_m_s=speed,
        heart_rate_bpm=_heart_rate(dice, seconds),
        cadence_strides_min=np.round(2 * strides + dice.normal(0, 0.4, seconds)) / 2,
        temperature_c=np.round(14 + 9 * dice.random() + _drift(dice, seconds, 900, 1)),
        power_w=np.round(71 * pace * (1 + 2.6 * grade) + dice.normal(0, 1.5, seconds)),
        stance_time_ms=np.round(358 - 38 * pace + dice.normal(0, 3, seconds)),
        stance_time_balance_pct=50 + _drift(dice, seconds, 120, 0.3) + dice.normal(0, 0.03, seconds),
        vertical_oscillation_mm=76 + 5 * pace + dice.normal(0, 0.35, seconds),
        step_length_mm=pace * 60 / (2 * strides) * 1000 + dice.normal(0, 0.4, seconds),
    )


def paused(run: Hour, index: int, pause_s: int) -> Hour:
    """The same run with a pause before the point `index`."""
    later = np.where(np.arange(len(run.elapsed_s)) >= index, pause_s, 0)
    return replace(run, elapsed_s=run.elapsed_s + later)


def _start(number: int, slot: int, dice: np.random.Generator) -> datetime:
    day = FIRST_DAY + timedelta(days=number % DAYS, hours=HOURS_OF_DAY[slot])
    return day + timedelta(seconds=int(dice.integers(0, 1200)))


def _drift(dice: np.random.Generator, seconds: int, every_s: int, spread: float) -> np.ndarray:
    """Smooth noise: a new value each `every_s` seconds, straight lines between."""
    knots = dice.normal(0, spread, seconds // every_s + 2)
    return np.interp(np.arange(seconds) / every_s, np.arange(len(knots)), knots)


def _positions(dice: np.random.Generator, speed: np.ndarray, home: tuple[float, float]) -> tuple:
    """Latitude and longitude of a winding way, with the slow and the quick error of GPS. [degrees]"""
    seconds = len(speed)
    heading = np.cumsum(dice.normal(0, 0.03, seconds)) + _drift(dice, seconds, 150, 0.8)
    north = np.cumsum(speed * np.cos(heading)) + _gps_error(dice, seconds)
    east = np.cumsum(speed * np.sin(heading)) + _gps_error(dice, seconds)
    latitude = home[0] + np.degrees(north / EARTH_RADIUS_M)
    return latitude, home[1] + np.degrees(east / EARTH_RADIUS_M / np.cos(np.radians(home[0])))


def _gps_error(dice: np.random.Generator, seconds: int) -> np.ndarray:
    return _drift(dice, seconds, 20, 1.5) + _drift(dice, seconds, 3, 0.15)


def _heart_rate(dice: np.random.Generator, seconds: int) -> np.ndarray:
    warming_up = 40 * np.exp(-np.arange(seconds) / 120)
    return np.round(148 - warming_up + _drift(dice, seconds, 120, 5) + _drift(dice, seconds, 8, 1))
