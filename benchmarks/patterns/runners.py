"""Made runners: training, a pain diary beside it, and what in truth made the pain rise.

A runner's pain is a level that drifts, noise that hangs together from day to day, and what triggers add:
`additive`     pain = level + swings + effect · z(kernel average of the exposure)
`carry-over`   pain − level = ρ · (yesterday's pain − its level) + effect · z(the day's exposure) + noise
and is written down as a whole number from 0 to 10, or not at all.
"""

from __future__ import annotations

from dataclasses import dataclass, field
from zlib import crc32

import numpy as np
import pandas as pd

from benchmarks.patterns import training
from benchmarks.patterns.training import LIFE, Plan, Rng

FIRST_DAY = "2025-01-06"
KERNELS = {"24 h": 2, "48 h": 3, "72 h": 4, "7 d": 7}
"""On how many days a dose is felt, by how long; the day itself is the first. [days]"""

OWN_P80 = 0.8
NOT_LOGGED = {0: 0.7, 1: 0.35}
"""Chance of no entry on a day of so little pain, where days are missing because nothing hurt. [fraction]"""

NOT_LOGGED_ELSE = 0.1
NOISE_SD = (0.9, 1.9)
"""Stationary spread of the noise, from runner to runner. [NRS points]"""

WORSE_BY = 2.0
"""Pain so far above the own level answers with the full share of left out and shortened runs. [NRS points]"""


@dataclass(frozen=True)
class Trigger:
    """What makes pain rise. `effect`: NRS points per standard deviation of the kernel-averaged exposure."""

    factor: str
    effect: float
    kernel: str = "48 h"
    only_high: bool = False
    """Adds only above the runner's own P80; one standard deviation is then that of what lies above it."""

    saturates: bool = field(default=False, repr=False)
    """Adds by the root of the kernel average: the first kilometres count most. Not in the repr, which is the
    seed: so the same runners stand in the row where each kilometre counts alike."""


@dataclass(frozen=True)
class World:
    """What a made runner lives in; the same world and number make the same runner."""

    days: int = 180
    rho: float = 0.6
    missing: float | str = 0.2
    """Share of days without an entry, or "MNAR": not logged because nothing hurt. [fraction]"""

    feedback: float = 0.0
    """Chance that bad pain cancels a run, and the share by which it shortens the others. [fraction]"""

    triggers: tuple[Trigger, ...] = ()
    arising: str = "additive"
    factors: tuple[str, ...] = training.FACTORS


@dataclass(frozen=True)
class Dose:
    """One trigger at work on one runner's days; mean and spread are those of the bent kernel average."""

    trigger: Trigger
    weights: np.ndarray
    mean: float
    sd: float
    bend: float
    """Kernel average below which nothing is added: minus infinity unless `only_high`."""

    def adds(self, averaged: np.ndarray) -> np.ndarray:
        """NRS points by kernel-averaged exposure."""
        return self.trigger.effect * (bent(averaged, self.trigger, self.bend) - self.mean) / self.sd

    def averaged(self, daily: np.ndarray) -> np.ndarray:
        return np.convolve(daily, self.weights)[: len(daily)]


@dataclass(frozen=True)
class Runner:
    """A log and what is behind it; all but the truth's arrays begin with the log's first day."""

    exposures: pd.DataFrame
    pain: pd.Series
    world: World
    latent: np.ndarray = field(repr=False)
    """Pain before it is rounded and clipped, on every day. [NRS points]"""

    lived: dict[str, np.ndarray] = field(repr=False)
    """Exposures of all days, those before the log included."""

    doses: tuple[Dose, ...] = field(repr=False)

    @property
    def triggers(self) -> tuple[str, ...]:
        return tuple(dose.trigger.factor for dose in self.doses)


def runner(world: World, number: int, seed: int = 2026) -> Runner:
    """The runner of that number: independent of all others, the same at every call."""
    rng = np.random.default_rng([seed, number, crc32(repr(world).encode())])
    days = LIFE + world.days
    planned = training.plan(days, rng)
    level = _level(days, rng)
    swings = rng.uniform(*NOISE_SD) * noise(days, world.rho, rng)
    meant = training.exposures(planned, np.ones(days))
    doses = tuple(_dose(trigger, meant, world, rng) for trigger in world.triggers)
    lived, latent = life(planned, world, level, swings, doses, rng)
    said = pd.Series(recorded(latent), name="pain").where(~_not_logged(recorded(latent), world.missing, rng))
    frame = pd.DataFrame({name: lived[name] for name in world.factors}).iloc[LIFE:]
    index = pd.date_range(FIRST_DAY, periods=world.days, unit="us", name="day")
    return Runner(
        frame.set_index(index), said.iloc[LIFE:].set_axis(index), world, latent[LIFE:], lived, doses
    )


def recorded(latent: np.ndarray) -> np.ndarray:
    """What the runner writes down: a whole number from 0 to 10."""
    return np.clip(np.round(latent), 0, 10)


def _level(days: int, rng: Rng) -> np.ndarray:
    """The runner's own level of pain and its slow course over the months. [NRS points]"""
    time = np.arange(days) / rng.uniform(100, 300)
    slope = rng.normal(0, 0.3) * (time - time.mean())
    return rng.uniform(0.8, 3.5) + slope + rng.uniform(0, 0.7) * np.sin(2 * np.pi * (time + rng.random()))


def noise(days: int, rho: float, rng: Rng) -> np.ndarray:
    """Unit variance, autocorrelation rho; of every second runner with some days far out."""
    shock = rng.normal(size=days) if rng.random() < 0.5 else rng.standard_t(5, days) / np.sqrt(5 / 3)
    shock[1:] *= np.sqrt(1 - rho**2)
    return _carried(shock, rho)


def _carried(daily: np.ndarray, rho: float) -> np.ndarray:
    """Each day what is new and `rho` of the day before."""
    total, out = 0.0, np.empty(len(daily))
    for day, new in enumerate(daily.tolist()):
        out[day] = total = rho * total + new
    return out


def kernel(days: int, rng: Rng) -> np.ndarray:
    """How much each day back counts: all alike in half of the runners, most on some day in the others."""
    peak = rng.integers(days) if rng.random() < 0.5 else None
    weights = np.ones(days) if peak is None else 1 / (1 + np.abs(np.arange(days) - peak))
    return weights / weights.sum()


def _dose(trigger: Trigger, planned: dict[str, np.ndarray], world: World, rng: Rng) -> Dose:
    """Mean and spread are those of the training as planned, before pain changes it."""
    weights = kernel(KERNELS[trigger.kernel], rng) if world.arising == "additive" else np.ones(1)
    averaged = np.convolve(planned[trigger.factor], weights)[LIFE : LIFE + world.days]
    bend = np.quantile(averaged, OWN_P80) if trigger.only_high else -np.inf
    counts = bent(averaged, trigger, bend)
    return Dose(trigger, weights, float(counts.mean()), max(float(counts.std()), 1e-9), float(bend))


def bent(averaged: np.ndarray, trigger: Trigger, bend: float) -> np.ndarray:
    """What of a kernel average counts: all, what lies above the bend, or the root (of either sign)."""
    above = np.maximum(averaged, bend)
    return np.sign(above) * np.sqrt(np.abs(above)) if trigger.saturates else above


def life(
    planned: Plan, world: World, level: np.ndarray, swings: np.ndarray, doses: tuple[Dose, ...], rng: Rng
) -> tuple[dict[str, np.ndarray], np.ndarray]:
    """Exposures and latent pain when training answers to pain.

    A day's pain depends on that and earlier days' runs, a day's run on earlier days' pain: so each pass
    settles at least one more day, and where nothing changes any more all days are right.
    """
    luck, kept = rng.random(len(level)), np.ones(len(level))
    for _ in level:
        lived = training.exposures(planned, kept)
        added, morning = _added(lived, doses, world)
        again = _kept(level, level + swings + added, level + swings + morning, luck, world.feedback)
        if np.array_equal(again, kept):
            break
        kept = again
    return lived, level + swings + added


def _added(
    lived: dict[str, np.ndarray], doses: tuple[Dose, ...], world: World
) -> tuple[np.ndarray, np.ndarray]:
    """What triggers add to a day's pain, and to its morning's: before that day's run. [NRS points]"""
    added = morning = np.zeros(len(lived["distance"]))
    for dose in doses:
        daily = lived[dose.trigger.factor]
        averaged = dose.averaged(daily)
        new, before = dose.adds(averaged), dose.adds(averaged - dose.weights[0] * daily)
        felt = _carried(new, world.rho) if world.arising == "carry-over" else new
        added, morning = added + felt, morning + felt - new + before
    return added, morning


def _kept(
    level: np.ndarray, worst: np.ndarray, morning: np.ndarray, luck: np.ndarray, feedback: float
) -> np.ndarray:
    """Share of each day's run that is done: yesterday's worst and the morning's pain cancel or shorten."""
    yesterday = np.concatenate([level[:1], worst[:-1]])
    bad = np.clip((recorded(np.maximum(morning, yesterday)) - level) / WORSE_BY, 0, 1)
    return np.where(luck < feedback * bad, 0.0, 1 - feedback * bad)


def _not_logged(pain: np.ndarray, missing: float | str, rng: Rng) -> np.ndarray:
    """Days without an entry: in streaks of two on average, or because nothing hurt."""
    if missing == "MNAR":
        chance = np.full(len(pain), NOT_LOGGED_ELSE)
        for value, share in NOT_LOGGED.items():
            chance[pain == value] = share
        return rng.random(len(pain)) < chance
    share, out, gone = float(missing), np.zeros(len(pain), dtype=bool), False
    for day, luck in enumerate(rng.random(len(pain)).tolist()):
        out[day] = gone = luck < (0.5 if gone else 0.5 * share / (1 - share))
    return out
