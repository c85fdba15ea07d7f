"""Painful runs beside the others: how steep and on what ground their metres were. A comparison, no test.

A run is painful by the hip pain of the run in its day's entry, else by the worst of that day. Runs
without an entry are in neither group, nor are several runs of one day: its entry names none of them.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass

import numpy as np
import pandas as pd

from analysis import surface
from analysis.days import level_treadmill
from analysis.ground import by_source, laid
from analysis.limits import at_least, limits_of
from analysis.terrain import bands
from ingest.schema import GRADE_BANDS, GRADE_EDGES, SURFACES, Log

PAINFUL = 3.0
"""Hip pain from which a run counts as painful. [0–10] The amber zone of Silbernagel 2007."""

LEAST_RUNS = 5
"""Runs in each group from which shares are worth a picture; of fewer, one run decides. Own convention."""

LEAST_GRADED = 0.60
"""Share of each group's distance whose grade must be known to compare it. [fraction] As for the ground."""

LEAST_ONSETS = 5
"""Beginnings of pain from which it is said where they lay. Own convention."""

ONSET_STRETCH_M = 200.0
"""So far before the pain began counts as where it began. [m] Own convention."""

SLOPING = GRADE_EDGES[0]
"""Mean grade of that stretch from which it went up or down. [fraction] The edge of TERRAIN's level band."""

APART, MOST = 0.10, 3
"""From this difference of shares on it is put into words [fraction], of so many rows. Own convention."""

GRADES = dict(zip(GRADE_BANDS, bands()["band"], strict=True))
"""TERRAIN's bands of grade, from the steepest way down to the steepest way up, as they are called."""

GROUPS = ("painful", "other")


@dataclass(frozen=True)
class Beside:
    """What painful runs and the others were run on; all are indexed by, or have a column for, each of GROUPS.

    `runs` counts them. `descent_m_per_km` is the median over runs [m/km]. `by_grade` (a row for each of
    GRADES) and `by_surface` (a row for each of SURFACES) hold shares of the group's metres of which that
    is known [fraction]; NaN where of either group less than LEAST_GRADED, or surface.KNOWN, of its distance
    is. `by_source` tells who knows the ground of both, as `ground.by_source`. `left_out` counts the runs
    whose entry may be about another run of their day.
    """

    runs: pd.Series
    descent_m_per_km: pd.Series
    by_grade: pd.DataFrame
    by_surface: pd.DataFrame
    by_source: pd.Series
    left_out: int = 0

    @property
    def enough(self) -> bool:
        """Whether each group has LEAST_RUNS, so that its shares say something."""
        return bool(self.runs.min() >= LEAST_RUNS)

    def most_apart(self) -> pd.DataFrame:
        """The rows of both tables whose shares differ by APART, the most apart first; at most MOST."""
        rows = pd.concat([self.by_grade, self.by_surface])
        size = (rows["painful"] - rows["other"]).abs()
        return rows.loc[size[at_least(size, APART)].sort_values(ascending=False, kind="stable").index[:MOST]]


def painful_runs(log: Log) -> pd.Series:
    """Whether the hip hurt at PAINFUL or more in each run: boolean, indexed by run_id.

    NA where neither the pain of the run nor the worst pain of its day was logged, and for every run of a
    day with more than one, painful or not: which of them hurt, nobody knows.
    """
    pain = _pain(log).mask(log.runs["day"].duplicated(keep=False))
    painful = (pain >= PAINFUL).astype("boolean").mask(pain.isna())
    return painful.set_axis(pd.Index(log.runs["run_id"], name="run_id")).rename("painful")


def not_the_only(log: Log) -> pd.Series:
    """Whether each run was rated, but was not the only one of its day: bool, indexed by run_id.

    These are left out of every comparison.
    """
    left_out = _pain(log).notna() & log.runs["day"].duplicated(keep=False)
    return left_out.set_axis(pd.Index(log.runs["run_id"], name="run_id")).rename("left_out")


def _pain(log: Log) -> pd.Series:
    """Hip pain by the entry of each run's day, in the order of the log's runs. [0–10]"""
    entries = log.diary.drop_duplicates("day", keep="last").set_index("day")
    return log.runs["day"].map(entries["run_pain"].fillna(entries["worst_pain"])).astype("float64")


def beside(log: Log) -> Beside:
    """Painful runs and the others, side by side."""
    group = _groups(log)
    runs = level_treadmill(log.runs)
    by_run = runs["run_id"].map(group)
    distance_km = runs["distance_m"].where(runs["distance_m"] > 0) / 1000
    total_m = runs["distance_m"].groupby(by_run).sum().reindex(GROUPS)
    ground = laid(log).assign(group=lambda laid: laid["run_id"].map(group)).dropna(subset="group")
    return Beside(
        runs=by_run.value_counts().reindex(GROUPS, fill_value=0),
        descent_m_per_km=(runs["descent_m"] / distance_km).groupby(by_run).median().reindex(GROUPS),
        by_grade=_by_grade(log, group, total_m),
        by_surface=_by_surface(ground, limits_of(log)[surface.KNOWN]),
        by_source=by_source(ground),
        left_out=int(not_the_only(log).sum()),
    )


def _groups(log: Log) -> pd.Series:
    """ "painful" or "other" by run_id, of the runs with an entry."""
    painful = painful_runs(log).dropna().astype("bool")
    return painful.map({True: "painful", False: "other"}).astype("str").rename("group")


def _by_grade(log: Log, group: pd.Series, total_m: pd.Series) -> pd.DataFrame:
    """Shares of the metres of known grade, a row a band and a column a group. [fraction]"""
    of_group = log.terrain[list(GRADES)].groupby(log.terrain["run_id"].map(group)).sum()
    metres = of_group.reindex(GROUPS).T.rename_axis(None, axis=1)
    graded = (metres.sum() / total_m).min(skipna=False)
    return metres / metres.sum() if at_least(graded, LEAST_GRADED) else metres * np.nan


def _by_surface(ground: pd.DataFrame, least_known: float) -> pd.DataFrame:
    """Shares of the metres of known ground, a row a surface and a column a group. [fraction]"""
    of_group = {name: ground[ground["group"] == name] for name in GROUPS}
    shares = pd.DataFrame({name: surface.shares_of(some) for name, some in of_group.items()})
    known = [_known(some) for some in of_group.values()]
    return shares if all(at_least(share, least_known) for share in known) else shares * np.nan


def _known(ground: pd.DataFrame) -> float:
    total_m = ground["distance_m"].sum()
    known_m = ground.loc[ground["surface"].isin(SURFACES), "distance_m"].sum()
    return known_m / total_m if total_m > 0 else float("nan")


@dataclass(frozen=True)
class Onsets:
    """Where pain began: how many `began`, typically how far into the run, and on what slope.

    `usually_m` is the median [m]. `counts` of "down", "level" and "up" are beginnings by the mean grade
    of the ONSET_STRETCH_M before; `shares` is how much of these runs' way went so [fraction], which is
    what chance alone would give.
    """

    began: int
    usually_m: float
    counts: Mapping[str, int]
    shares: Mapping[str, float]

    @property
    def apart(self) -> str | None:
        """The slope on which it began more often than chance would give, by APART or more; else None."""
        more = {kind: count / self.began - self.shares[kind] for kind, count in self.counts.items()}
        kind = max(more, key=more.__getitem__)
        return kind if at_least(more[kind], APART) else None


def onsets(onset_m: pd.Series, ways: Mapping[str, pd.DataFrame]) -> Onsets | None:
    """Where it began, of `pain_mark.sure_onsets` and the runs' WAYs; None of fewer than LEAST_ONSETS.

    Counted are the runs whose grade is known before that point.
    """
    before = pd.Series(
        {run_id: _grade_before(ways[run_id], at_m) for run_id, at_m in onset_m.items() if run_id in ways},
        dtype="float64",
    ).dropna()
    if len(before) < LEAST_ONSETS:
        return None
    grades = np.concatenate([ways[run_id]["grade"].dropna().to_numpy() for run_id in before.index])
    kinds = _kinds(before.to_numpy())
    shares = _kinds(grades)
    return Onsets(
        began=len(before),
        usually_m=float(onset_m[before.index].median()),
        counts={kind: int(found.sum()) for kind, found in kinds.items()},
        shares={kind: float(found.mean()) for kind, found in shares.items()},
    )


def _grade_before(way: pd.DataFrame, at_m: float) -> float:
    """Mean grade of the stretch before a point of a WAY; NaN where it is not known. [fraction]"""
    stretch = way.loc[way["distance_m"].between(at_m - ONSET_STRETCH_M, at_m), "grade"]
    return float(stretch.mean())


def _kinds(grades: np.ndarray) -> dict[str, np.ndarray]:
    down, up = grades <= -SLOPING, grades >= SLOPING
    return {"down": down, "level": ~down & ~up, "up": up}
