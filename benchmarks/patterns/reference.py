"""shift_t as the protocol describes it, plainly and by itself: the bar that the finder is to beat.

One circular shift of the exposure after another against the fixed diary; see EVIDENCE 7.2 for the steps.
"""

from __future__ import annotations

from collections.abc import Collection, Sequence

import numpy as np
import pandas as pd
from scipy import stats

WINDOWS = ((0, 1), (0, 3), (0, 6))
LEAST_ROWS, NEAR, REACH = 25, 8, 3
"""Rows needed; shifts left out at either end; how old an earlier pain value may be. [days]"""

FDR, ALONE = 0.10, 0.05
MOST_DF = 60


CONTROLS = ("earlier pain", "trend")


def find(exposures: pd.DataFrame, pain: pd.Series, *, controls: Collection[str] = CONTROLS) -> pd.DataFrame:
    """The finder's frame: one row a factor, strongest first, verdict lead, inseparable, weak or none."""
    rows = {}
    for name in exposures:
        tried = [_tried(exposures[name], pain, window, controls) for window in WINDOWS]
        best = min(tried, key=lambda one: one["p"])
        rows[name] = best | {"p": min(1.0, len(WINDOWS) * best["p"])}
    found = pd.DataFrame.from_dict(rows, orient="index").rename_axis("factor").sort_values("p", kind="stable")
    found["q"] = stats.false_discovery_control(found["p"].fillna(1.0))
    found["verdict"] = np.where(found["p"] <= FDR, "weak", "none")
    kept: list[str] = []
    for name in found.index[found["q"] <= FDR]:
        others = [_averaged(exposures[one], found.loc[one, "window"]) for one in kept]
        again = _tried(exposures[name], pain, _days(found.loc[name, "window"]), controls, others)
        separate = not kept or again["p"] <= ALONE
        found.loc[name, "verdict"] = "lead" if separate else "inseparable"
        kept += [name] * separate
    return found


def _days(window: str) -> tuple[int, int]:
    first, last = window.split("-")
    return int(first), int(last)


def _averaged(exposure: pd.Series, window: str | tuple[int, int]) -> np.ndarray:
    """Mean of the window's days; NaN where it is not whole."""
    first, last = _days(window) if isinstance(window, str) else window
    return exposure.rolling(last - first + 1).mean().shift(first).to_numpy()


def _controls(
    use: np.ndarray, y0: np.ndarray, controls: Collection[str], others: Sequence[np.ndarray]
) -> np.ndarray:
    """Orthonormal basis of level, earlier pain, trend and the factors kept already."""
    time = np.linspace(-1, 1, len(use))[use]
    columns = [np.ones(use.sum())]
    columns += [stats.rankdata(y0[use])] * ("earlier pain" in controls)
    columns += [time, time**2] * ("trend" in controls)
    columns += [_ranks(other)[use] for other in others]
    return np.linalg.qr(np.column_stack(columns))[0]


def _ranks(values: np.ndarray) -> np.ndarray:
    """Ranks over the calendar; what is not known stands in the middle."""
    return pd.Series(values).rank().fillna((np.isfinite(values).sum() + 1) / 2).to_numpy()


def _tried(
    exposure: pd.Series,
    pain: pd.Series,
    window: tuple[int, int],
    controls: Collection[str],
    others: Sequence[np.ndarray] = (),
) -> dict[str, object]:
    """One factor with one window against all its shifts."""
    averaged, y0 = _averaged(exposure, window), pain.ffill(limit=REACH - 1).shift(1).to_numpy()
    use = pain.notna().to_numpy() & np.isfinite(averaged) & np.isfinite(y0)
    answer: dict[str, object] = {"window": f"{window[0]}-{window[1]}", "n": int(use.sum()), "p": np.nan}
    if use.sum() < LEAST_ROWS or np.nanstd(averaged) == 0 or pain[use].std() == 0:
        return (
            answer | dict.fromkeys(("effect", "effect_low", "effect_high", "big_dose"), np.nan) | {"p": 1.0}
        )
    basis, days = _controls(use, y0, controls, others), len(pain)
    shifts = np.arange(NEAR, days - NEAR + 1)
    places = (np.flatnonzero(use) - np.concatenate([[0], shifts])[:, None]) % days
    z = np.arctanh(_slopes(_ranks(averaged)[places], stats.rankdata(pain[use]), basis, correlate=True))
    t, df = _against(z[0], z[1:])
    exposed = averaged[use][exposure.to_numpy()[use] > 0]
    dose = np.quantile(exposed, 0.9) - np.median(exposed) if len(exposed) else np.nan
    raw = np.where(np.isfinite(averaged), averaged, np.nanmean(averaged))
    slope = dose * _slopes(raw[places], pain[use].to_numpy(), basis, correlate=False)
    reach = stats.t.ppf(0.95, df) * slope[1:].std()
    low_high = {"effect_low": slope[0] - reach, "effect_high": slope[0] + reach}
    return answer | {"p": float(stats.t.sf(t, df)), "effect": slope[0], **low_high, "big_dose": dose}


def _slopes(x: np.ndarray, y: np.ndarray, basis: np.ndarray, correlate: bool) -> np.ndarray:
    """Correlation or slope of y with each row of x, both free of what the basis holds."""
    x, y = x - (x @ basis) @ basis.T, y - basis @ (basis.T @ y)
    spread = (x**2).sum(axis=1)
    below = np.sqrt(spread * (y @ y)) if correlate else spread
    return np.divide(x @ y, below, out=np.zeros(len(x)), where=spread > 1e-9)


def _against(z0: float, shifted: np.ndarray) -> tuple[float, float]:
    """t of the unshifted value among the shifted, and its degrees of freedom."""
    centred = shifted - shifted.mean()
    lags = [centred[lag:] @ centred[: len(centred) - lag] / (centred @ centred) for lag in range(1, 31)]
    small = next((lag for lag, rho in enumerate(lags) if rho <= 0.05), len(lags))
    neff = max(len(shifted) / (1 + 2 * sum(lags[:small])), 4.0)
    sd = np.sqrt(shifted.var() * neff / (neff - 1))
    return float((z0 - shifted.mean()) / (sd * np.sqrt(1 + 1 / neff))), min(neff - 1, MOST_DF)
