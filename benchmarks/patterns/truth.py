"""What a dose truly does to a made runner's pain: the same days again, with that much more of it."""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np

from benchmarks.patterns.runners import Dose, Runner, recorded
from benchmarks.patterns.training import LIFE


@dataclass(frozen=True)
class Effect:
    """NRS points, averaged over the days of the log."""

    latent: float
    recorded: float


def effect(runner: Runner, factor: str, window: tuple[int, int], dose: float) -> Effect:
    """Pain with `factor` raised by `dose` on each of the days `window` back, less pain without.

    Each day is asked for itself: noise, level and the runner's other days and doses stay as they were. `dose`
    is in the factor's unit, as a mean a day over the window; days back are (first, last), 0 the day itself.
    """
    more = np.zeros(len(runner.latent))
    for each in runner.doses:
        if each.trigger.factor == factor:
            more += _more(runner, each, window, dose)
    without, raised = recorded(runner.latent), recorded(runner.latent + more)
    return Effect(float(more.mean()), float((raised - without).mean()))


def _more(runner: Runner, dose: Dose, window: tuple[int, int], raised: float) -> np.ndarray:
    """What the raised days add to each day's latent pain."""
    averaged = dose.averaged(runner.lived[dose.trigger.factor])
    back = np.arange(window[0], window[1] + 1)
    if runner.world.arising == "additive":
        within = dose.weights[back[back < len(dose.weights)]].sum()
        return (dose.adds(averaged + raised * within) - dose.adds(averaged))[LIFE:]
    new = dose.adds(averaged + raised) - dose.adds(averaged)
    left = np.zeros(window[1] + 1)
    left[back] = runner.world.rho**back
    return np.convolve(new, left)[: len(new)][LIFE:]
