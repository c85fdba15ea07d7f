"""How an amount stands to the usual one, in words."""

from __future__ import annotations

from analysis import words
from analysis.limits import above

ALIKE = 0.15
"""Within this of the usual is "about your usual". [fraction] Own convention."""

MANY_TIMES = 10
"""More times the usual than this means next to nothing before. Own convention."""


def against_usual(amount: float, usual: float) -> str:
    """How an amount stands to the usual one, in words that follow it: ", twice your usual"; "" if unknown."""
    if not (usual > 0 and amount >= 0):
        return ""
    ratio = amount / usual
    if not above(abs(ratio - 1), ALIKE):
        return ", about your usual"
    if ratio > MANY_TIMES:
        return ", after next to none before"
    if ratio < 1 / MANY_TIMES:
        return ", usually far more"
    return ", half your usual" if abs(ratio - 0.5) < 0.05 else f", {words.times(ratio)} your usual"
