"""Whether leads are true triggers as often as they claim to be: bins, and the Brier score."""

from __future__ import annotations

import numpy as np
import pandas as pd

from benchmarks import report
from benchmarks.patterns.score import Share, share

EDGES = (0.0, 0.0003, 0.001, 0.003, 0.01, 0.03, 1.0)
"""Bins of p: above the first, up to the second."""


def binned(every: pd.DataFrame) -> list[tuple[str, int, float, Share]]:
    """Leads by p: the bin, how many, what they claim on average (1 − q), and the share that are true."""
    leads = every[every["verdict"].eq("lead")]
    bins = pd.cut(leads["p"], EDGES, include_lowest=True)
    return [
        (
            f"{span.left:.4g} to {span.right:.4g}".replace("-0.001", "0"),
            len(some),
            float((1 - some["q"]).mean()),
            share(some["trigger"].astype(float)),
        )
        for span, some in leads.groupby(bins, observed=True)
    ]


def brier(every: pd.DataFrame) -> tuple[float, float]:
    """Mean square of claim less truth over all leads, and that of one who always says their true share."""
    leads = every[every["verdict"].eq("lead")]
    true = leads["trigger"].astype(float)
    return float(((1 - leads["q"] - true) ** 2).mean()), float(true.var(ddof=0))


def table(every: pd.DataFrame) -> str:
    if not every["verdict"].eq("lead").any():
        return "No lead has come yet."
    rows = [
        (span, count, f"{claim:.3f}", f"{true:.3f} ± {error:.3f}")
        for span, count, claim, (true, error) in binned(every)
    ]
    score, usual = brier(every)
    return (
        report.table(["p of the lead", "leads", "claimed (1 − q)", "true triggers"], rows)
        + f"\n\nBrier score {score:.3f}; saying the mean share of true ones each time gives {usual:.3f}."
    )


def points(every: pd.DataFrame) -> list[tuple[float, float, float]]:
    """Claim, share of true ones and its standard error, for the picture; bins of fewer than 10 left out."""
    return [(claim, *true) for _, count, claim, true in binned(every) if count >= 10 and np.isfinite(claim)]
