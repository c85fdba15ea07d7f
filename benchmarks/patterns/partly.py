"""Lives in which nothing adds to the pain, and much of the log is not known: a young diary beside old runs.

Doses that are shifted to days without a diary meet no pain; a finder that counts such shifts takes luck for
rarer than it is. The same runner stands in the plain null beside it; what is known is as it was there.
"""

from __future__ import annotations

from dataclasses import dataclass, replace

import numpy as np

from benchmarks.patterns import training
from benchmarks.patterns.runners import Runner
from benchmarks.patterns.training import Rng

OF_THE_DIARY = ("sitting", "side_sleep", "session_effort")
"""What only the diary knows."""

OF_THE_WATCH = ("low_cadence", "turn", "fast")
"""What a new watch tells and the old one did not."""

FACTORS = (*training.FACTORS, *OF_THE_DIARY)

YOUNG, WATCH, DIARY, EARLIER = 90, 80, 130, 40
"""So long are a newcomer's diary, what the new watch has told, the diary beside it, and a first season.
[days]"""


@dataclass(frozen=True)
class Partly:
    """What is not known of a life."""

    kind: str

    def of(self, made: Runner, _luck: Rng) -> Runner:
        """The runner of whom so much is known; nothing of it is left to luck."""
        return LIVES[self.kind](made)


def newcomer(made: Runner) -> Runner:
    """All runs are imported; the diary, and what only it knows, is of the last YOUNG days."""
    early = _before_the_last(YOUNG, made)
    return _unknown(made, early, early, OF_THE_DIARY)


def new_watch(made: Runner) -> Runner:
    """A diary of DIARY days beside all runs, and a watch that tells more for the last WATCH of them."""
    return _unknown(made, _before_the_last(DIARY, made), _before_the_last(WATCH, made), OF_THE_WATCH)


def two_seasons(made: Runner) -> Runner:
    """Runs and diary for EARLIER days, nothing at all for months, and again for the last YOUNG days."""
    silent = _before_the_last(YOUNG, made) & (np.arange(len(made.pain)) >= EARLIER)
    return _unknown(made, silent, silent, tuple(made.exposures))


def young_log(made: Runner) -> Runner:
    """Of the whole calendar only the last YOUNG days hold anything."""
    early = _before_the_last(YOUNG, made)
    return _unknown(made, early, early, tuple(made.exposures))


def _before_the_last(days: int, made: Runner) -> np.ndarray:
    """Whether each day of the log lies before its last `days`."""
    return np.arange(len(made.pain)) < len(made.pain) - days


def _unknown(made: Runner, no_pain: np.ndarray, no_dose: np.ndarray, factors: tuple[str, ...]) -> Runner:
    """The runner without the pain, and without the doses of these factors, of those days."""
    gone = {name: made.exposures[name].mask(no_dose) for name in factors}
    return replace(made, exposures=made.exposures.assign(**gone), pain=made.pain.mask(no_pain))


LIVES = {
    "newcomer": newcomer,
    "new watch": new_watch,
    "two seasons": two_seasons,
    "young log": young_log,
}
