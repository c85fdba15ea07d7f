"""The dose that the days before a pain score held, by window, and as ranks."""

from __future__ import annotations

import numpy as np
import pandas as pd

Window = tuple[int, int]
"""Days back from the day of the pain, the nearer first; both count."""

WINDOWS: tuple[Window, ...] = ((0, 0), (0, 1), (0, 3), (0, 6))
"""Windows before the worst pain of a day; the day itself counts, for its run comes before the evening."""

FROM_YESTERDAY: tuple[Window, ...] = ((1, 1), (1, 2), (1, 4), (1, 7))
"""Windows before the pain of the next morning, and of what may be an answer to the pain of the day."""

LEAST_KNOWN = 0.6
"""Share of a window's days of which the dose must be known. [fraction], own convention"""


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


def ranked(doses: np.ndarray) -> np.ndarray:
    """Ranks over the last axis, centred on 0; 0, the middle, where a dose is not known."""
    flat = pd.DataFrame(doses.reshape(-1, doses.shape[-1]).T)
    ranks = flat.rank().to_numpy(float)
    counted = np.count_nonzero(~np.isnan(ranks), axis=0)
    return np.nan_to_num(ranks - (counted + 1) / 2).T.reshape(doses.shape)
