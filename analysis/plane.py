"""Degrees laid flat: metres east and north of a middle, true enough for a run; distances over the globe."""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np

METRES_PER_DEGREE = 111_195.0
"""Of latitude, on a sphere of 6,371 km. [m/°]"""


@dataclass(frozen=True)
class Plane:
    """A flat piece of ground around a middle. [°]"""

    latitude_deg: float
    longitude_deg: float

    def metres(self, latitude_deg, longitude_deg) -> tuple[np.ndarray, np.ndarray]:
        """How far east and how far north of the middle. [m]; NaN stays NaN."""
        east_deg = turned(np.asarray(longitude_deg, dtype="float64") - self.longitude_deg)
        north_deg = np.asarray(latitude_deg, dtype="float64") - self.latitude_deg
        return METRES_PER_DEGREE * np.cos(np.radians(self.latitude_deg)) * east_deg, (
            METRES_PER_DEGREE * north_deg
        )


def turned(degrees: np.ndarray) -> np.ndarray:
    """The same angle between −180 and 180, so that neighbours across the date line are near. [°]"""
    return (degrees + 180.0) % 360.0 - 180.0


def around(latitude_deg, longitude_deg) -> Plane | None:
    """The plane around the median of these positions; None where none is known."""
    latitude, longitude = (np.asarray(each, dtype="float64") for each in (latitude_deg, longitude_deg))
    known = ~np.isnan(latitude) & ~np.isnan(longitude)
    if not known.any():
        return None
    first = longitude[known][0]
    middle = first + float(np.median(turned(longitude[known] - first)))
    return Plane(float(np.median(latitude[known])), float(turned(np.asarray(middle))))


def apart_m(latitude_a, longitude_a, latitude_b, longitude_b) -> np.ndarray:
    """Great-circle distance, element by element. [m]"""
    a, b = np.radians(latitude_a), np.radians(latitude_b)
    half = np.sin((b - a) / 2) ** 2
    half = half + np.cos(a) * np.cos(b) * np.sin(np.radians(np.subtract(longitude_b, longitude_a)) / 2) ** 2
    return METRES_PER_DEGREE * np.degrees(2 * np.arcsin(np.sqrt(np.clip(half, 0.0, 1.0))))
