"""Three courses of 10 km with known climb, and what a barometer or GPS would make of their altitude.

EVIDENCE 2.2 told of the courses' true climb and the errors, not of the noise; this noise is ours:
barometers drift slowly and tremble by 0.2 m, GPS strays by several metres for half a minute at a time.
"""

from __future__ import annotations

import numpy as np

from ingest import climb
from ingest.climb import BAROMETER, Sensor

SPEED_M_S = 2.78

COURSES = {"flat": (1.0, 2000.0), "rolling": (8.0, 1000.0), "hilly": (16.0, 1250.0)}
"""How high the waves of a course are, and how long. [m], [m]"""


def course_altitude(name: str) -> np.ndarray:
    """True altitude second by second. [m]"""
    height_m, wave_m = COURSES[name]
    return height_m * (1 - np.cos(2 * np.pi * np.arange(0.0, 10_000.0, SPEED_M_S) / wave_m)) / 2


def true_ascent_m(name: str) -> float:
    return float(np.clip(np.diff(course_altitude(name)), 0, None).sum())


def measured(true_m: np.ndarray, sensor: Sensor, dice: np.random.Generator) -> np.ndarray:
    """The altitude that a sensor would write. [m]"""
    if sensor is BAROMETER:
        noisy = true_m + wandering(dice, true_m.size, 1.0, 900.0) + dice.normal(0, 0.2, true_m.size)
        return np.round(noisy / 0.2) * 0.2
    return true_m + wandering(dice, true_m.size, 4.0, 30.0) + dice.normal(0, 0.5, true_m.size)


def wandering(dice: np.random.Generator, size: int, spread_m: float, lasting_s: float) -> np.ndarray:
    """Noise that lasts: an autoregressive walk with this spread, forgotten over this time. [m]"""
    keep = np.exp(-1.0 / lasting_s)
    pushes = dice.normal(0.0, spread_m * np.sqrt(1 - keep**2), size)
    noise = np.empty(size)
    noise[0] = dice.normal(0.0, spread_m)
    for second in range(1, size):
        noise[second] = keep * noise[second - 1] + pushes[second]
    return noise


def errors_m(name: str, sensor: Sensor, repeats: int = 10) -> np.ndarray:
    """By how much the ascent of a course comes out too high, time after time. [m]"""
    true_m, dice = course_altitude(name), np.random.default_rng(22)
    clock_s, speed_m_s = np.arange(float(true_m.size)), np.full(true_m.size, SPEED_M_S)
    rises = []
    for _ in range(repeats):
        noisy_m = measured(true_m, sensor, dice)
        course = climb.profile(clock_s * SPEED_M_S, noisy_m, clock_s, speed_m_s, sensor)
        rises.append(climb.ascent_descent(course.altitude_m, sensor.reversal_m)[0])
    return np.array(rises) - true_ascent_m(name)
