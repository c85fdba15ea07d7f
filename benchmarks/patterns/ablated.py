"""Finders that leave something out, to show what it is good for: each answers as the finder does."""

from __future__ import annotations

from functools import partial

import numpy as np
import pandas as pd
from scipy import stats

from benchmarks.patterns import reference

FDR = 0.10
LAGS = range(4)

without_earlier_pain = partial(reference.find, controls=("trend",))
without_trend = partial(reference.find, controls=("earlier pain",))


def plain_shift(exposures: pd.DataFrame, pain: pd.Series) -> pd.DataFrame:
    """shift_t of the untouched series: neither earlier pain nor the trend is allowed for."""
    return reference.find(exposures, pain, controls=())


def plain_spearman(exposures: pd.DataFrame, pain: pd.Series) -> pd.DataFrame:
    """What a dashboard does: the best of four lags, by a rank correlation that knows no days; then BH."""
    rows = {name: _best_lag(exposures[name], pain) for name in exposures}
    found = pd.DataFrame.from_dict(rows, orient="index").sort_values("p", kind="stable")
    found["q"] = stats.false_discovery_control(found["p"])
    return found.assign(
        verdict=np.where(found["q"] <= FDR, "lead", "none"),
        **dict.fromkeys(("effect", "effect_low", "effect_high", "big_dose"), np.nan),
    )


def _best_lag(exposure: pd.Series, pain: pd.Series) -> dict[str, object]:
    tried = {lag: pd.concat([exposure.shift(lag), pain], axis=1).dropna() for lag in LAGS}
    p = {lag: _spearman(*both.to_numpy().T) for lag, both in tried.items()}
    lag = min(p, key=p.__getitem__)
    return {"window": f"{lag}-{lag}", "n": len(tried[lag]), "p": p[lag]}


def _spearman(x: np.ndarray, y: np.ndarray) -> float:
    """Two-sided p; 1 where one of the two never varies."""
    return float(stats.spearmanr(x, y).pvalue) if np.ptp(x) > 0 and np.ptp(y) > 0 else 1.0
