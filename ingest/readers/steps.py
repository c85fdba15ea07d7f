"""Cadence with both feet counted, where a file does not say what it counts."""

from __future__ import annotations

import numpy as np
import pandas as pd

from ingest.readers.fit_track import STEPS_PER_STRIDE
from ingest.readers.fit_words import NOT_ON_FOOT

ONE_FOOT_BELOW_SPM = 120.0


def steps(cadence: pd.Series, sport: str | None) -> pd.Series:
    """Cadence with both feet counted. [steps/min]

    Neither GPX's ``cad`` nor TCX's ``Cadence`` says what it counts. All 12 running GPX files with
    cadence among the real files that we have, from Garmin Connect and from Strava, count one foot:
    their medians lie at 58–89. No one runs at 120 strides a minute, and no one at fewer than 120 steps.
    """
    if sport in NOT_ON_FOOT:
        return cadence * np.nan
    return cadence * STEPS_PER_STRIDE if cadence[cadence > 0].median() <= ONE_FOOT_BELOW_SPM else cadence
