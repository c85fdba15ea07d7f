"""hiplog's climb beside the watch's own count, where the file has one (EVIDENCE 2.2)."""

from __future__ import annotations

import numpy as np

DISAGREE = 0.25
"""Apart by more than this of the watch's count, both are doubtful. [fraction]"""

LEAST_APART_M = 15.0
"""And by more than this: a few metres are nothing. [m] Own convention."""


def disagree(ours_m: float, watch_m: float) -> bool:
    """Whether two counts of a climb are far apart; False where one of them is not known."""
    if np.isnan(ours_m) or np.isnan(watch_m):
        return False
    return abs(ours_m - watch_m) > max(DISAGREE * watch_m, LEAST_APART_M)
