"""How far at which grade, steep descents, and steps weighted by how steep down they go (EVIDENCE 2.3).

.. [1] Gottschall & Kram 2005, J Biomech 38:445, doi 10.1016/j.jbiomech.2004.04.023: at −9° (−15.8 %)
   the normal impact peak is 54 % higher; the weight of a step is the straight line through that point.
"""

from __future__ import annotations

import numpy as np
import pandas as pd

from ingest import motion
from ingest.columns import Columns, changes, columns_of
from ingest.schema import GRADE_BANDS, GRADE_EDGES, TRACK
from ingest.timer import seconds

STEEP_DESCENT = -GRADE_EDGES[-1]
LEAST_DESCENT_M = 100.0
LONGEST_BREAK_M = 50.0
"""A steep-descent segment is so steep for so long; easier ground within it, up to a break, does not part it.
[fraction], [m], [m], convention: grades by GPS are told over 100 m, by a barometer over 50 m"""

STEP_WEIGHT = 0.034
STEEPEST_WEIGHED = 15.8
"""A downhill step weighs more by so much a percent of grade, up to that grade. [1/%], [%], [1]_"""

LEAST_KNOWN = 0.5
"""Share of the moving time that must have cadence and grade before weighted steps are told. [fraction]"""


def of(track: pd.DataFrame) -> dict[str, float]:
    """What TERRAIN says of the grades of a TRACK as hiplog keeps it (with distance, speed and grade)."""
    columns = columns_of(track, TRACK)
    weighted = weighted_steps(columns, seconds(track["time"]))
    return {**by_grade(columns), **steep_descents(columns), "weighted_steps": weighted}


def by_grade(columns: Columns) -> dict[str, float]:
    """Metres of a TRACK by band of grade, as TERRAIN names them; all NaN where no grade is known. [m]"""
    steps_m, grade = changes(columns["distance_m"]), _step_grade(columns)
    known = ~np.isnan(grade) & (steps_m > 0)
    if not known.any():
        return dict.fromkeys(GRADE_BANDS, np.nan)
    steepness = np.searchsorted(GRADE_EDGES, np.abs(grade[known]), side="right")
    band = (np.sign(grade[known]) * steepness).astype(int) + len(GRADE_EDGES)
    metres = np.bincount(band, steps_m[known], len(GRADE_BANDS))
    return dict(zip(GRADE_BANDS, metres.tolist(), strict=True))


def steep_descents(columns: Columns) -> dict[str, float]:
    """How many steep-descent segments a TRACK has and how long the longest is, from end to end. [m]

    0 and 0 where none is; NaN where no grade is known. Metres of unknown grade part a segment, or do
    not, as easier ground does.
    """
    along_m, grade = columns["distance_m"], _step_grade(columns)
    if np.isnan(grade).all():
        return {"steep_descents": np.nan, "longest_descent_m": np.nan}
    steep = np.flatnonzero((grade <= STEEP_DESCENT) & (changes(along_m) > 0))
    begun_m, ended_m = along_m[steep], along_m[steep + 1]
    apart = np.flatnonzero(begun_m[1:] - ended_m[:-1] > LONGEST_BREAK_M)
    lengths_m = np.append(ended_m[apart], ended_m[-1:]) - np.append(begun_m[:1], begun_m[apart + 1])
    long_m = lengths_m[lengths_m >= LEAST_DESCENT_M]
    return {"steep_descents": float(long_m.size), "longest_descent_m": float(long_m.max(initial=0.0))}


def weighted_steps(columns: Columns, clock_s: np.ndarray) -> float:
    """Steps of a TRACK, each weighted by how steep down it goes: 1 on the level and up, 1.54 at −15.8 %.

    A cadence of 0 while the runner moves is lost, not slow. Moving time of unknown cadence or grade
    counts as the rest of it does on average, no more and no less: no altitude is not level ground.
    NaN where both are known for less than half of the moving time. Intervals of more than
    `averages.LONGEST_WEIGHT_S` tell nothing and count for nothing.
    """
    _, moving_s = motion.moving_steps(columns, clock_s)
    cadence_spm = np.where(columns["cadence_spm"] > 0, columns["cadence_spm"], np.nan)
    per_s = (cadence_spm[1:] + cadence_spm[:-1]) / 120 * weights(_step_grade(columns))
    known = ~np.isnan(per_s)
    known_s, total_s = moving_s[known].sum(), moving_s.sum()
    if not known_s > 0 or known_s < LEAST_KNOWN * total_s:
        return np.nan
    return float((per_s[known] * moving_s[known]).sum() * total_s / known_s)


def weights(grade: np.ndarray) -> np.ndarray:
    """What a step weighs at a grade. [1]_"""
    return 1 + STEP_WEIGHT * np.clip(-100 * grade, 0.0, STEEPEST_WEIGHED)


def _step_grade(columns: Columns) -> np.ndarray:
    """Grade of the steps between points: the mean of their ends. [fraction]"""
    grade = columns["grade"]
    return (grade[1:] + grade[:-1]) / 2
