"""What a finder said of many made runners, against the truth: shares with their standard errors."""

from __future__ import annotations

from collections.abc import Callable, Iterable
from math import sqrt

import numpy as np
import pandas as pd

from benchmarks.patterns.runners import Runner
from benchmarks.patterns.truth import effect

Finder = Callable[[pd.DataFrame, pd.Series], pd.DataFrame]
FLAGS = ("lead", "inseparable")
Share = tuple[float, float]
"""A mean and its standard error."""

COLUMNS = (
    "factor",
    "rank",
    "window",
    "p",
    "q",
    "verdict",
    "stable",
    "trigger",
    "effect",
    "low",
    "high",
    "latent",
    "recorded",
)


def said(finder: Finder, runner: Runner) -> pd.DataFrame:
    """The finder's answer for one runner, with the truth beside it: one row a factor.

    Columns: factor, rank (0 is the smallest p), window, p, q, verdict, stable, trigger, effect, low, high
    [NRS points], and for true triggers latent and recorded: the true effect of the finder's own big dose over
    its own window [NRS points].
    """
    found = finder(runner.exposures, runner.pain).sort_values("p", kind="stable", na_position="last")
    true = [_truth(runner, name, found.loc[name]) for name in found.index]
    return pd.DataFrame(
        {
            "factor": found.index.astype(str),
            "rank": range(len(found)),
            "window": found["window"].astype(str).to_numpy(),
            "p": found["p"].to_numpy(float),
            "q": found["q"].to_numpy(float),
            "verdict": found["verdict"].astype(str).to_numpy(),
            "stable": found.get("stable", pd.Series(True, index=found.index)).to_numpy(bool),
            "trigger": [name in runner.triggers for name in found.index],
            "effect": found["effect"].to_numpy(float),
            "low": found["effect_low"].to_numpy(float),
            "high": found["effect_high"].to_numpy(float),
            "latent": [latent for latent, _ in true],
            "recorded": [written for _, written in true],
        }
    )


def _truth(runner: Runner, factor: str, found: pd.Series) -> tuple[float, float]:
    if factor not in runner.triggers or not np.isfinite(found["big_dose"]) or not found["window"]:
        return np.nan, np.nan
    first, last = str(found["window"]).split("-")
    true = effect(runner, factor, (int(first), int(last)), float(found["big_dose"]))
    return true.latent, true.recorded


def share(hits: Iterable[bool | float]) -> Share:
    """Mean and its standard error; NaN of nothing. NaNs are left out."""
    values = np.array([float(hit) for hit in hits])
    values = values[np.isfinite(values)]
    if not len(values):
        return np.nan, np.nan
    return float(values.mean()), float(values.std() / sqrt(len(values)))


def together(answers: Iterable[pd.DataFrame]) -> pd.DataFrame:
    """Answers of many runners, one long frame: the columns of `said` and `runner`, their running number."""
    numbered = [said.assign(runner=number) for number, said in enumerate(answers)]
    return pd.concat(numbered, ignore_index=True) if numbered else pd.DataFrame(columns=[*COLUMNS, "runner"])


def measures(every: pd.DataFrame) -> dict[str, Share]:
    """Each outcome of these runners with its standard error. [fraction]

    - `gate`: runners of whom anything is said.
    - `fpr_05`, `fpr_01`: of factors that are no trigger, by p alone.
    - `any_lead`, `any_flag`: runners with a lead; with a lead or an inseparable.
    - `recall`, `recall_flag`: true triggers that are leads; leads or inseparable.
    - `fdr`: mean share per runner of leads that are no true trigger. `precision`: true ones of all leads.
    - `top_1`: smallest p is a true trigger's.
    - `flips`: leads whose sign is not that of both halves.
    """
    lead, by = every["verdict"].eq("lead"), every["runner"]
    flag, true = every["verdict"].isin(FLAGS), every["trigger"].astype(bool)
    false = ~true & every["p"].notna()
    wrong = (lead & ~true).groupby(by).sum() / lead.groupby(by).sum().clip(lower=1)
    return {
        "gate": share(every["verdict"].ne("not_enough_data").groupby(by).any()),
        "fpr_05": share((every["p"] <= 0.05)[false].groupby(by[false]).mean()),
        "fpr_01": share((every["p"] <= 0.01)[false].groupby(by[false]).mean()),
        "any_lead": share(lead.groupby(by).any()),
        "any_flag": share(flag.groupby(by).any()),
        "recall": share(lead[true]),
        "recall_flag": share(flag[true]),
        "fdr": share(wrong),
        "precision": share(true[lead]),
        "top_1": share(true[every["rank"].eq(0)]),
        "flips": share(~every["stable"].astype(bool)[lead]),
        **intervals(every[true]),
    }


def intervals(true: pd.DataFrame) -> dict[str, Share]:
    """How the intervals of true triggers keep their promise.

    - `covered`, `covered_latent`: share that hold the truth, recorded or latent, whatever the verdict;
      `covered_leads`: of those that are leads. [fraction]
    - `bias`, `bias_leads`: the effect said less the recorded truth; `width`: of the interval. [NRS points]
    """
    told = true[true[["low", "high", "recorded"]].notna().all(axis=1)]
    lead, off = told["verdict"].eq("lead"), told["effect"] - told["recorded"]
    right = told["recorded"].between(told["low"], told["high"])
    return {
        "covered": share(right),
        "covered_latent": share(told["latent"].between(told["low"], told["high"])),
        "covered_leads": share(right[lead]),
        "bias": share(off),
        "bias_leads": share(off[lead]),
        "width": share(told["high"] - told["low"]),
    }
