"""What a grade costs: metres on a hill as flat metres of equal energy."""

from __future__ import annotations

import numpy as np

MEASURED_GRADE = 0.30
"""Steeper grades cost as this one: few runners were measured beyond. [fraction], Minetti 2002"""

COST = (155.4, -30.4, -43.3, 46.3, 19.5, 3.6)
"""Energy cost of running by grade, highest power first. [J/(kg m)], Minetti 2002"""

COST_ON_THE_FLAT = COST[-1]


def cost_factor(grade: np.ndarray) -> np.ndarray:
    """Energy cost of running at a grade over that on the flat. [fraction]

    Fit for effort only: it undercharges downhill running, and says nothing about tissue load.

    Reference: Minetti et al. 2002, J Appl Physiol 93:1039, doi 10.1152/japplphysiol.01177.2001.
    """
    return np.polyval(COST, np.clip(grade, -MEASURED_GRADE, MEASURED_GRADE)) / COST_ON_THE_FLAT
