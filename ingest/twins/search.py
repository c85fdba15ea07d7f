"""At which difference of two clocks their recordings agree best."""

from __future__ import annotations

from collections.abc import Callable

import numpy as np

LATEST_S = 120
COARSE_S = 4
"""Clocks are tried this far off, first in such steps, then second by second. [s], convention"""


def best_s(apart: Callable[[float], float], about_s: float) -> float:
    """The difference near `about_s`, in whole seconds from it, at which `apart` is least. [s]

    Of equals the smallest difference; NaN where `apart` is NaN for all.
    """
    near_s = _least(apart, about_s + np.arange(-LATEST_S, LATEST_S + 1.0, COARSE_S), about_s)
    return (
        near_s if np.isnan(near_s) else _least(apart, near_s + np.arange(1.0 - COARSE_S, COARSE_S), about_s)
    )


def _least(apart: Callable[[float], float], tried_s: np.ndarray, about_s: float) -> float:
    tried_s = tried_s[np.argsort(np.abs(tried_s - about_s), kind="stable")]
    values = np.array([apart(off_s) for off_s in tried_s.tolist()])
    return np.nan if np.isnan(values).all() else float(tried_s[np.nanargmin(values)])
