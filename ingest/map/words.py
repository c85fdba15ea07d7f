"""Places and areas in words."""

from __future__ import annotations

from collections.abc import Mapping
from math import cos, radians

from ingest.map.index import M_PER_DEGREE


def place(latitude_deg: float, longitude_deg: float) -> str:
    """`47.1° N, 9.5° E`"""
    return f"{_degrees(latitude_deg, 'N', 'S')}, {_degrees(longitude_deg, 'E', 'W')}"


def area(bounds: Mapping[str, float]) -> str:
    """`42.4° N, 1.4° E to 42.7° N, 1.8° E`"""
    return f"{place(bounds['south'], bounds['west'])} to {place(bounds['north'], bounds['east'])}"


def size_m(bounds: Mapping[str, float]) -> tuple[float, float]:
    """How far it is from west to east, and from south to north. [m]"""
    middle = radians((bounds["south"] + bounds["north"]) / 2)
    wide = (bounds["east"] - bounds["west"]) * cos(middle)
    return wide * M_PER_DEGREE, (bounds["north"] - bounds["south"]) * M_PER_DEGREE


def _degrees(value: float, positive: str, negative: str) -> str:
    return f"{abs(value):.1f}° {positive if value >= 0 else negative}"
