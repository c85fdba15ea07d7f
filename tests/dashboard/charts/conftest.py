"""Toy frames for figures: every number is chosen so that it can be read off the figure again."""

from datetime import date

import pandas as pd
import pytest


@pytest.fixture
def weeks():
    """Five weeks to Sunday 22 Nov 2026, of 10, 20, 30, 40 and 50 km."""
    return pd.DataFrame(
        {
            "week": pd.date_range("2026-10-19", periods=5, freq="7D", unit="us"),
            "distance_m": [10_000.0, 20_000.0, 30_000.0, 40_000.0, 50_000.0],
            "mean4_m": [float("nan")] * 3 + [25_000.0, 35_000.0],
            "runs": [1, 2, 0, 3, 4],
            "longest_m": [10_000.0, 12_000.0, float("nan"), 15_000.0, 16_000.0],
            "ceiling_m": [float("nan"), 11_000.0, float("nan"), 13_200.0, 16_500.0],
            "ascent_m": [100.0, 200.0, 0.0, 300.0, 400.0],
            "descent_m": [152.4, 304.8, 0.0, 457.2, 609.6],
            "hard_share": [0.5, float("nan"), float("nan"), 0.25, 1.0],
            "monotony": [1.0, 1.5, float("nan"), 2.5, float("nan")],
            "duration_s": [3600.0] * 5,
        }
    )


@pytest.fixture
def span():
    return date(2026, 10, 19), date(2026, 11, 22)


@pytest.fixture
def pain():
    """Monday 4, Tuesday nothing logged, Wednesday 0 of the newest week."""
    days = pd.date_range("2026-11-16", periods=3, unit="us")
    return pd.Series([4.0, float("nan"), 0.0], index=days)
