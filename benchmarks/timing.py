"""Times several ways of doing the same, by turns, so that whatever disturbs one disturbs all."""

from __future__ import annotations

import gc
import time
import warnings
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from contextlib import contextmanager
from itertools import product
from math import inf, nan

import numpy as np
import pandas as pd

COLUMNS = ("round", "item", "name", "cpu_s", "trouble")

Work = Callable[[object], object]


def by_turns(
    work: Mapping[str, Work], items: Sequence, rounds: int, limit_s: float = inf, seed: int = 1
) -> pd.DataFrame:
    """CPU time of each way on each item, `rounds` times: a frame with COLUMNS, a row a call.

    No further round begins after `limit_s`. Items come in another order in each round, and on each
    the ways begin with another one. What a way raises stands in `trouble`; panics of foreign
    libraries are no Exception, so all is caught but an interrupt.
    """
    dice, rows, began = np.random.default_rng(seed), [], time.monotonic()
    _all_once(work, items[:1])
    with _quiet():
        for number in range(rounds):
            if number and time.monotonic() - began > limit_s:
                break
            for turn, item in enumerate(dice.permutation(len(items))):
                for name in _turned(list(work), turn + number):
                    rows.append((number, int(item), name, *_timed(work[name], items[item])))
    return pd.DataFrame(rows, columns=COLUMNS)


def _turned(names: list[str], by: int) -> list[str]:
    shift = by % len(names)
    return names[shift:] + names[:shift]


@contextmanager
def _quiet() -> Iterator[None]:
    """No warnings, and what is loaded by now is not looked through for garbage after each call."""
    gc.collect()
    gc.freeze()
    try:
        with warnings.catch_warnings(action="ignore"):
            yield
    finally:
        gc.unfreeze()


def _all_once(work: Mapping[str, Work], items: Sequence) -> None:
    """What is loaded or compiled on the first call is not what is measured."""
    with warnings.catch_warnings(action="ignore"):
        for way, item in product(work.values(), items):
            _timed(way, item)


def _timed(way: Work, item: object) -> tuple[float, str]:
    gc.collect()  # nobody pays for another one's garbage
    trouble = ""
    began = time.process_time()
    try:
        kept = way(item)
    except KeyboardInterrupt:
        raise
    except BaseException as error:
        kept, trouble = None, type(error).__name__
    took = time.process_time() - began
    del kept  # freed after the clock was read
    return took, trouble


def common(samples: pd.DataFrame) -> pd.DataFrame:
    """The samples of those items that every way could read."""
    bad = samples.loc[samples["trouble"] != "", "item"]
    return samples[~samples["item"].isin(bad)]


def refused(samples: pd.DataFrame, name: str) -> pd.Series:
    """How many items one way could not read, by what it raised."""
    bad = samples[(samples["name"] == name) & (samples["trouble"] != "")]
    return bad.groupby("trouble")["item"].nunique()


def medians_ms(samples: pd.DataFrame) -> pd.Series:
    """Median over the rounds of the mean time an item. [ms] by name"""
    return _by_round(samples).median() * 1000


def ratios(samples: pd.DataFrame, to: str) -> pd.DataFrame:
    """How many times as long as the way `to` each takes: `median`, `least` and `most` of the rounds."""
    times = _by_round(samples)
    return spread(times.div(times[to], axis=0))


def spread(by_round: pd.DataFrame) -> pd.DataFrame:
    """`median`, `least` and `most` of each column."""
    return pd.DataFrame({"median": by_round.median(), "least": by_round.min(), "most": by_round.max()})


def rounds_of(samples: pd.DataFrame) -> int:
    return samples["round"].nunique()


def _by_round(samples: pd.DataFrame) -> pd.DataFrame:
    """Mean time an item in each round, a column a name. [s]"""
    names = list(samples["name"].unique())
    return samples.pivot_table(index="round", columns="name", values="cpu_s", aggfunc="mean")[sorted(names)]


def slowest_of(seconds: Iterable[float], share: float) -> float:
    """The time that `share` of these stay below or reach; NaN where there are none."""
    took = np.fromiter(seconds, float)
    return float(np.quantile(took, share)) if len(took) else nan
