"""Ascent, descent and grade from noisy altitude; raw sums of altitude are fiction.

Altitude by distance, smoothed over a window, climbed by hysteresis. The windows were chosen by
simulation (EVIDENCE 2.2); tests/ingest/climb/test_course.py repeats it.
"""

from ingest.climb.course import grade_at, profile
from ingest.climb.sensor import BAROMETER, GPS, Sensor, is_barometric
from ingest.climb.turns import ascent_descent

__all__ = ["BAROMETER", "GPS", "Sensor", "ascent_descent", "grade_at", "is_barometric", "profile"]
