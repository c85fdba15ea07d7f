"""What a page says of a run's climb: where its altitude is from, and how ours stands to the device's own."""

from __future__ import annotations

from math import isnan

import pandas as pd

from analysis import words
from ingest.schema import LEAST_TOLD_CLIMB_M, TOLD_CLIMB

SOURCES = {"barometer": "Barometer", "gps": "GPS: approximate", "none": "No altitude"}
WAYS = {"ascent_m": "up", "descent_m": "down"}

WHY_NONE = {
    "barometer": "too little of the altitude was recorded",
    "gps": "so little climb is noise where altitude is by GPS",
    "none": "the file holds no altitude",
}


SAME = "The watch counted the same."


def source(climb_source: object) -> str:
    """The badge of a run's `climb_source`: "Barometer", "GPS: approximate" or "No altitude"."""
    return SOURCES.get(str(climb_source), SOURCES["none"])


def against_device(run: pd.Series, unit: str) -> str:
    """The device's own totals beside ours, in one sentence; "" where the device kept none.

    `run` is a row of RUNS, `unit` "km" or "mi". "The watch counted 350 m up and 370 m down; hiplog finds
    350 m up and 360 m down." It says so where the two are far apart, and why hiplog tells none; where both
    are told in the same words, "The watch counted the same."
    """
    names = [name for name in WAYS if not isnan(run[f"device_{name}"])]
    if not names:
        return ""
    device, ours = (_both(run, names, whose, unit) for whose in ("device_", ""))
    if device == ours:
        return SAME
    counted = f"The watch counted {device}; hiplog"
    if all(isnan(run[name]) for name in names):
        return f"{counted} tells no climb: {WHY_NONE.get(str(run['climb_source']), WHY_NONE['none'])}."
    apart = ", which is far apart: neither is sure" if any(_is_far(run, name) for name in names) else ""
    return f"{counted} finds {ours}{apart}."


def _both(run: pd.Series, names: list[str], whose: str, unit: str) -> str:
    amounts = {name: run[f"{whose}{name}"] for name in names}
    said = (
        f"{words.UNKNOWN if isnan(amount_m) else words.climb(amount_m, unit)} {WAYS[name]}"
        for name, amount_m in amounts.items()
    )
    return " and ".join(said)


def _is_far(run: pd.Series, name: str) -> bool:
    ours_m, device_m = run[name], run[f"device_{name}"]
    return bool(abs(ours_m - device_m) > max(TOLD_CLIMB * device_m, LEAST_TOLD_CLIMB_M))
