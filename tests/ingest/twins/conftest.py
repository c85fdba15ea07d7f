"""Runs over a loop of five kilometres, as devices of different habits record them."""

import numpy as np
import pandas as pd
import pytest

LOOP_M = 5000.0
METRES_A_DEGREE = 111_195.0
WANDER_S = 600.0


def pace_m(seconds, wander_m=40.0, phase=0.0, speed_m_s=3.0):
    """Metres run by each second: even but for a slow wave of `wander_m`, as every runner's is."""
    wave = np.sin(2 * np.pi * (np.asarray(seconds, float) / WANDER_S + phase)) - np.sin(2 * np.pi * phase)
    return speed_m_s * np.asarray(seconds, float) + wander_m * wave


def place(along_m, noise_m=0.0, seed=0):
    """Positions on a round loop, and how far a receiver strays from them."""
    angle = 2 * np.pi * np.asarray(along_m, float) / LOOP_M
    east_m, north_m = (LOOP_M / (2 * np.pi) * wave for wave in (np.cos(angle), np.sin(angle)))
    stray = np.random.default_rng(seed).normal(0.0, 1.0, (2, len(angle))) * noise_m
    return {
        "latitude_deg": 40.0 + (north_m + stray[0]) / METRES_A_DEGREE,
        "longitude_deg": -3.0 + (east_m + stray[1]) / (METRES_A_DEGREE * np.cos(np.radians(40.0))),
    }


@pytest.fixture(scope="session")
def outing(recording):
    """A run of `seconds` over the loop; `late_s` seconds after seven by its own clock."""

    def build(seconds, *, late_s=0.0, noise_m=0.0, seed=0, positions=True, phase=0.0, wander_m=40.0, **given):
        seconds = np.asarray(seconds, float)
        along_m = pace_m(seconds, wander_m, phase)
        where = place(along_m, noise_m, seed) if positions else {}
        shifted = seconds + late_s
        told = {"totals": {"distance_m": float(along_m[-1] - along_m[0]), "timer_s": float(np.ptp(seconds))}}
        begun = {"started_at": _instant(shifted[0])}
        return recording(shifted, **({"distance_m": along_m - along_m[0]} | where | told | begun | given))

    return build


def _instant(second):
    return pd.Timestamp("2026-05-03T07:00:00Z") + pd.Timedelta(seconds=second)
