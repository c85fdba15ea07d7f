"""What a finder said of many made runners, against the truth: shares with their standard errors."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Sequence
from math import sqrt

import numpy as np
import pandas as pd

from benchmarks.patterns.runners import Runner
from benchmarks.patterns.truth import effect

Finder = Callable[[pd.DataFrame, pd.Series], pd.DataFrame]
FLAGS = ("lead", "inseparable")


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


def share(hits: Iterable[bool | float]) -> tuple[float, float]:
    """Mean and its standard error; NaN of nothing. NaNs are left out."""
    values = np.array([float(hit) for hit in hits])
    values = values[np.isfinite(values)]
    if not len(values):
        return np.nan, np.nan
    return float(values.mean()), float(values.std() / sqrt(len(values)))


def measures(answers: Sequence[pd.DataFrame]) -> dict[str, tuple[float, float]]:
    """Each outcome of these runners with its standard error. [fraction]

    - `gate`: runners of whom anything is said.
    - `fpr_05`, `fpr_01`: of factors that are no trigger, by p alone.
    - `any_lead`, `any_flag`: runners with a lead; with a lead or an inseparable.
    - `recall`, `recall_flag`: true triggers that are leads; leads or inseparable.
    - `fdr`: mean share per runner of leads that are no true trigger. `precision`: true ones of all leads.
    - `top_1`: smallest p is a true trigger's.
    - `covered`, `covered_latent`: intervals of true triggers that hold the truth, recorded or latent,
      whatever the verdict. `covered_leads`: of those that are leads.
    - `bias`, `bias_leads`: the effect said less the recorded truth. [NRS points]
    """
    every = pd.concat(answers, keys=range(len(answers)), names=["runner", "row"]).reset_index()
    every["lead"] = every["verdict"].eq("lead")
    every["flag"] = every["verdict"].isin(FLAGS)
    by = every.groupby("runner")
    true, false = every[every["trigger"]], every[~every["trigger"] & every["p"].notna()]
    leads = every[every["lead"]]
    told = true[true["low"].notna() & true["recorded"].notna()]
    right = {
        name: (told["low"] <= told[name]) & (told[name] <= told["high"]) for name in ("recorded", "latent")
    }
    return {
        "gate": share(by["verdict"].agg(lambda verdict: not verdict.eq("not_enough_data").all())),
        "fpr_05": share(false["p"] <= 0.05),
        "fpr_01": share(false["p"] <= 0.01),
        "any_lead": share(by["lead"].any()),
        "any_flag": share(by["flag"].any()),
        "recall": share(true["lead"]),
        "recall_flag": share(true["flag"]),
        "fdr": share(
            (leads.assign(wrong=~leads["trigger"]).groupby("runner")["wrong"].mean()).reindex(
                range(len(answers)), fill_value=0.0
            )
        ),
        "precision": share(leads["trigger"]),
        "top_1": share(every.loc[every["rank"].eq(0), "trigger"]),
        "covered": share(right["recorded"]),
        "covered_latent": share(right["latent"]),
        "covered_leads": share(right["recorded"][told["lead"]]),
        "bias": share(told["effect"] - told["recorded"]),
        "bias_leads": share((told["effect"] - told["recorded"])[told["lead"]]),
    }
