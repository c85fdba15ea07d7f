"""Lives in which nothing that is done adds to the pain and a finder easily lies: each is one thing wrong.

A made runner's training and pain stay theirs; what is changed here has luck of its own, so that the same
runner stands in the plain null beside it.
"""

from __future__ import annotations

from dataclasses import dataclass, replace

import numpy as np
import pandas as pd

from benchmarks.patterns import training
from benchmarks.patterns.runners import Runner, recorded
from benchmarks.patterns.training import Rng

STRENGTHS = {"mild": 1.0, "strong": 2.5}
"""How steeply the odds of a habit rise with soreness. [log odds per standard deviation of the pain]"""

USUAL_ODDS = -1.0
"""Log odds of a habit on a day of the usual pain: 27 of 100 days."""

SUNDAY, MONDAY = {"mild": 0.7, "strong": 1.5}, {"mild": 0.5, "strong": 1.2}
"""How much worse the hip is on these days, for a reason that is not asked about. [NRS points]"""

LONGER = 2.2
"""A Sunday's run beside what it was planned to be."""

FLARE, RAMP = 3.0, 21
"""How much a flare adds [NRS points]; days until pain and training are the usual ones again."""

FLARE_DAYS, QUIET = (7, 22), 45
"""How long a flare lasts, and how long it is quiet between two on average. [days]"""

PAINLESS = 0.6
"""Of days, where most diaries' entries are zeros."""


@dataclass(frozen=True)
class Harder:
    """What is wrong with a life; `strength` is mild or strong where there is a choice."""

    kind: str
    strength: str = ""

    def of(self, made: Runner, rng: Rng) -> Runner:
        """The runner in that life."""
        return LIVES[self.kind](made, self.strength, rng)


def _sore(made: Runner, strength: str, rng: Rng) -> np.ndarray:
    """Days on which the runner does what sore runners do, by that same day's pain before it is rounded."""
    pain = made.latent - pd.Series(made.latent).rolling(90, min_periods=1, center=True).mean().to_numpy()
    odds = USUAL_ODDS + STRENGTHS[strength] * pain / pain.std()
    return rng.random(len(pain)) < 1 / (1 + np.exp(-odds))


def _with(made: Runner, **columns: np.ndarray) -> Runner:
    return replace(made, exposures=made.exposures.assign(**columns))


def treadmill(made: Runner, strength: str, rng: Rng) -> Runner:
    """Sore: the run is done indoors, as long as it was meant to be; asphalt and hills stay outside."""
    inside, days = _sore(made, strength, rng), made.exposures
    outside = {name: days[name].where(~inside, 0.0) for name in ("descent", "concrete")}
    return _with(made, **outside, treadmill=days["distance"].where(inside, 0.0))


def short_loop(made: Runner, strength: str, rng: Rng) -> Runner:
    """Sore: the run is the short familiar loop, as it is on some good days."""
    at_home = _sore(made, strength, rng)
    done = _done(made.exposures, np.where(at_home, 0.7, 1.0))
    return replace(made, exposures=done.assign(familiar_loop=done["distance"].where(at_home, 0.0)))


def sitting(made: Runner, strength: str, rng: Rng) -> Runner:
    """Sore: sits for longer, on days of rest too. [h]"""
    hours = rng.normal(5, 1.5, len(made.latent)) + 2.5 * _sore(made, strength, rng)
    return _with(made, sitting=np.clip(hours, 0, 14))


def fewer_steps(made: Runner, strength: str, rng: Rng) -> Runner:
    """Sore: takes fewer steps a minute than usual, as one who limps. [%]"""
    below = made.exposures["low_cadence"] + 2.0 * _sore(made, strength, rng)
    return _with(made, low_cadence=below.where(made.exposures["distance"] > 0, 0.0))


def weekly(made: Runner, strength: str, rng: Rng) -> Runner:
    """Long runs on Sundays, and the hip worse on Sundays and Mondays for another reason."""
    weekday = made.exposures.index.day_of_week
    done = _done(made.exposures, np.where(weekday == 6, LONGER, 1.0))
    more = np.select([weekday == 6, weekday == 0], [SUNDAY[strength], MONDAY[strength]], 0.0)
    return _hurting(replace(made, exposures=done), made.latent + more)


def flares(made: Runner, strength: str, rng: Rng) -> Runner:
    """Now and then weeks of pain without any running, then three weeks back, while pain still falls."""
    more, share = _flares(len(made.latent), rng)
    return _hurting(replace(made, exposures=_done(made.exposures, share)), made.latent + more)


def _flares(days: int, rng: Rng) -> tuple[np.ndarray, np.ndarray]:
    """What flares add to each day's pain [NRS points], and the share of each day's run that is done."""
    more, kept = np.zeros(days), np.ones(days)
    first = int(rng.integers(10, 40))
    back = np.arange(1, RAMP + 1) / (RAMP + 1)
    while first < days:
        length = int(rng.integers(*FLARE_DAYS))
        shape = np.concatenate([np.full(length, FLARE), FLARE * (1 - back)])
        share = np.concatenate([np.zeros(length), back])
        more[first : first + len(shape)] = shape[: days - first]
        kept[first : first + len(share)] = share[: days - first]
        first += len(shape) + 7 + int(rng.exponential(QUIET))
    return more, kept


def heavy_tails(made: Runner, strength: str, rng: Rng) -> Runner:
    """A level of 2 and, from day to day, noise of two degrees of freedom: some days are far out."""
    shocks = 0.7 * rng.standard_t(2, len(made.latent))
    swings = pd.Series(shocks).ewm(alpha=1 - made.world.rho, adjust=False).mean() / (1 - made.world.rho)
    return _hurting(made, 2 + swings.to_numpy())


def mostly_zero(made: Runner, strength: str, rng: Rng) -> Runner:
    """Most days do not hurt at all; those that do hurt as usual."""
    bar = np.quantile(made.latent, PAINLESS)
    return _hurting(made, np.where(made.latent > bar, made.latent, 0.0))


def on_run_days(made: Runner, strength: str, rng: Rng) -> Runner:
    """Pain is written down after runs only."""
    return replace(made, pain=made.pain.where(made.exposures["distance"] > 0))


def _done(days: pd.DataFrame, share: np.ndarray) -> pd.DataFrame:
    """The days when that share of each run was done."""
    km = days["distance"].to_numpy() * share
    by_the_km = {name: days[name] * share for name in ("distance", "descent", "concrete", "fast", "turn")}
    of_a_run = {name: days[name].where(km > 0, 0.0) for name in ("old_shoe", "low_cadence")}
    week, spike, in_a_row = training.sum_of_days(km, 7), training.spike(km), training.in_a_row(km > 0)
    return days.assign(**by_the_km, **of_a_run, week=week, session_spike=spike, in_a_row=in_a_row)


def _hurting(made: Runner, latent: np.ndarray) -> Runner:
    """The runner with another pain, of which the same days are not logged."""
    written = pd.Series(recorded(latent), made.pain.index, name="pain")
    return replace(made, latent=latent, pain=written.where(made.pain.notna()))


LIVES = {
    "treadmill": treadmill,
    "short loop": short_loop,
    "sitting": sitting,
    "fewer steps": fewer_steps,
    "weekly": weekly,
    "flares": flares,
    "heavy tails": heavy_tails,
    "mostly zero": mostly_zero,
    "on run days": on_run_days,
}
HABITS = ("treadmill", "short loop", "sitting", "fewer steps")
"""What runners do because it hurts already."""
