"""The dose that the days before a pain score held, by window."""

from __future__ import annotations

from collections.abc import Mapping, Sequence

import numpy as np
import pandas as pd

Window = tuple[int, int]
"""Days back from the day of the pain, the nearer first; both count."""

WINDOWS: tuple[Window, ...] = ((0, 0), (0, 1), (0, 2), (0, 4), (0, 6))
"""Windows before the worst pain of a day; the day itself counts, for its run comes before the evening."""

TRIMMED = 0.01
"""Share of the days at either end whose dose counts as the next one: no day must decide alone. [fraction]"""

LEAST_KNOWN = 0.6
"""Share of a window's days of which the dose must be known. [fraction], own convention"""


def from_yesterday(window: Window) -> Window:
    """The window, a day earlier where it holds the day itself: `(0, 2)` gives `(1, 3)`."""
    near, far = window
    return window if near else (1, far + 1)


FROM_YESTERDAY = tuple(from_yesterday(window) for window in WINDOWS)
"""Windows before the pain of the next morning, and of what may be an answer to the pain of the day."""


AFTERWARDS: tuple[Window, ...] = ((-1, -1), (-3, -1))
"""The day, and the three days, after the pain: what is done then cannot have come before it."""


def named(window: Window) -> str:
    """`(0, 3)` as `0-3`."""
    return f"{window[0]}-{window[1]}"


def mean_dose(exposures: pd.DataFrame, window: Window) -> pd.DataFrame:
    """Mean a day over the window that ends with each day; NaN where too few of its days are known.

    `exposures` holds every calendar day, a column a factor; so does what is returned, in the same units.
    """
    near, far = window
    length = far - near + 1
    known = int(np.ceil(LEAST_KNOWN * length))
    return exposures.shift(near).rolling(length, min_periods=known).mean()


def mean_doses(exposures: pd.DataFrame, lags: Mapping[str, Sequence[Window]]) -> np.ndarray:
    """The mean doses of the factors of `lags`, each over its windows there. (factors, windows, calendar)

    `exposures` are by every calendar day; a factor may have windows of its own, all as many.
    """
    means = {
        window: mean_dose(exposures[[name for name in lags if window in lags[name]]], window)
        for window in dict.fromkeys(window for listed in lags.values() for window in listed)
    }
    return np.array([[means[window][name].to_numpy() for window in lags[name]] for name in lags])


def trimmed(doses: np.ndarray) -> np.ndarray:
    """Doses (…, days), the TRIMMED lowest and highest as the next ones, less their mean.

    Where a dose is not known it is 0, the mean: such a day says nothing either way.
    """
    known = np.where(np.isnan(doses).all(axis=-1, keepdims=True), 0.0, doses)
    low, high = np.nanquantile(known, [TRIMMED, 1 - TRIMMED], axis=-1, keepdims=True)
    clipped = np.clip(known, low, high)
    return np.nan_to_num(clipped - np.nanmean(clipped, axis=-1, keepdims=True))
