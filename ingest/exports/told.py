"""Values out of foreign JSON, where anything may stand for anything."""

from __future__ import annotations

import math


def number(value: object) -> float | None:
    """A number above zero; None for all else, for zero stands where nothing was measured."""
    if isinstance(value, bool) or not isinstance(value, int | float):
        return None
    try:
        told = float(value)
    except OverflowError:
        return None
    return told if math.isfinite(told) and told > 0 else None


def text(value: object) -> str | None:
    """A text on one line; None where there is none."""
    return " ".join(value.split()) or None if isinstance(value, str) else None


def identity(value: object) -> str | None:
    """An id in digits, written as a number or a text."""
    if isinstance(value, float) and math.isfinite(value):
        value = int(value)
    digits = str(value) if isinstance(value, int | str) and not isinstance(value, bool) else ""
    return digits if digits.isdecimal() else None
