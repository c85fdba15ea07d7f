"""Metres on each surface, and on hard ground of any kind."""

from __future__ import annotations

import pandas as pd

from analysis.exposures.factor import Factor
from analysis.exposures.grid import Grid
from analysis.ground import UNKNOWN
from analysis.limits import at_least, limits_of
from analysis.surface import KNOWN
from ingest.schema import HARD_SURFACES, Log

SOFTER = ("trail", "grass", "track", "treadmill")
"""Ground that a sore runner looks for."""


def _of(name: str, where: str, big: str, other: str) -> Factor:
    little = f"one run of your usual length {other}"
    return Factor(name, "m", f"running {where}", big, little, answers_pain=name in SOFTER)


FACTORS = (
    _of("hard_ground", "on hard ground", "long day on hard ground", "on soft ground"),
    _of("concrete", "on concrete", "long day on concrete", "off concrete"),
    _of("asphalt", "on asphalt", "long day on asphalt", "off asphalt"),
    _of("paved", "on paved ground", "long day on paved ground", "on other ground"),
    _of("gravel", "on gravel", "long day on gravel", "off gravel"),
    _of("trail", "on trail", "long day on trail", "on the road"),
    _of("grass", "on grass", "long day on grass", "off grass"),
    _of("track", "on a running track", "long day on the track", "off the track"),
    _of("treadmill", "on a treadmill", "long day on the treadmill", "outdoors"),
)

SURFACES = tuple(factor.name for factor in FACTORS[1:])

OTHER_PAVING = "other paving"
"""Paved ground by a map, which is neither concrete nor asphalt; by anyone else it may be either."""


def by_day(log: Log, laid: pd.DataFrame, grid: Grid) -> pd.DataFrame:
    """A column a surface and hard_ground, the metres on it, a row a day. [m] `laid` is `ground.laid`.

    NaN on a day of a run of which more than 1 − KNOWN is on ground of which nobody knows whether it is this
    one.
    """
    runs, share = log.runs, 1 - limits_of(log)[KNOWN]
    metres = _by_run(laid, runs)
    unsaid_m = metres[UNKNOWN] + metres["mixed"]
    told = at_least(share * runs["distance_m"], unsaid_m)
    told_apart = at_least(share * runs["distance_m"], unsaid_m + metres["paved"])
    metres["paved"] += metres[OTHER_PAVING]
    doses = metres[list(SURFACES)].where(told, axis=0)
    doses[["concrete", "asphalt"]] = doses[["concrete", "asphalt"]].where(told_apart, axis=0)
    doses["hard_ground"] = metres[list(HARD_SURFACES)].sum(axis=1).where(told)
    return grid.added(doses, runs["day"])


def _by_run(laid: pd.DataFrame, runs: pd.DataFrame) -> pd.DataFrame:
    """Metres of each run by surface, and of OTHER_PAVING apart from "paved", in the order of the runs. [m]"""
    by_map = (laid["surface"] == "paved") & (laid["source"] == "map")
    kind = laid["surface"].mask(by_map, OTHER_PAVING)
    metres = laid["distance_m"].groupby([laid["run_id"], kind]).sum().unstack(fill_value=0.0)
    names = [*SURFACES, OTHER_PAVING, "mixed", UNKNOWN]
    return metres.reindex(index=runs["run_id"], columns=names).fillna(0.0).set_axis(runs.index)
