"""How far at which grade, steep descents, and steps weighted by how steep down they go (EVIDENCE 2.3).

.. [1] Gottschall & Kram 2005, J Biomech 38:445, doi 10.1016/j.jbiomech.2004.04.023: at −9° (−15.8 %)
   the normal impact peak is 54 % higher; the weight of a step is the straight line through that point.
"""

from __future__ import annotations

import numpy as np

from ingest.columns import Columns, changes

EDGES = (-0.10, -0.05, -0.02, 0.02, 0.05, 0.10)
"""Where grade bands part; an edge belongs to the steeper band. [fraction]"""

BANDS = ("down_10_m", "down_5_m", "down_2_m", "level_m", "up_2_m", "up_5_m", "up_10_m")


def by_grade(columns: Columns) -> dict[str, float]:
    """Metres of a TRACK by band of grade, as TERRAIN names them; all NaN where no grade is known. [m]"""
    steps_m, grades = changes(columns["distance_m"]), columns["grade"]
    grade = (grades[1:] + grades[:-1]) / 2
    known = ~np.isnan(grade) & (steps_m > 0)
    if not known.any():
        return dict.fromkeys(BANDS, np.nan)
    steepness = np.searchsorted(EDGES[3:], np.abs(grade[known]), side="right")
    band = (np.sign(grade[known]) * steepness).astype(int) + 3
    return dict(zip(BANDS, np.bincount(band, steps_m[known], len(BANDS)).tolist(), strict=True))
