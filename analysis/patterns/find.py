"""Finds what was different before it hurt: which doses go with pain more strongly than luck explains.

Every factor is asked whether pain was higher on and after days with more of it (`shift`), in several
windows; all windows and all factors are paid for, so that of a hundred runners in whom nothing goes with
the pain some ten at most have a lead on any one day. Whatever rises together with a stronger one is held
against it (`leads`). Less pain after more of something is never shown: pain makes people run less, which
looks just so.
"""

from __future__ import annotations

from collections.abc import Collection, Sequence

import numpy as np
import pandas as pd

from analysis.patterns import gate, given, leads
from analysis.patterns.doses import WINDOWS, Window, named
from analysis.patterns.effect import COLUMNS as EFFECTS
from analysis.patterns.effect import effects
from analysis.patterns.question import Question, asked

WEAK = 0.10
"""p up to which a pattern that is no lead is called faint, rule N3."""

LEAD, FAINT, NONE = "lead", "weak", "none"
INSEPARABLE, NOT_ENOUGH = "inseparable", "not_enough_data"
VERDICTS = (LEAD, INSEPARABLE, FAINT, NONE, NOT_ENOUGH)
"""Strongest first."""

COLUMNS = {
    "window": "str",
    "n": "int64",
    "exposed_days": "int64",
    **dict.fromkeys(EFFECTS, "float64"),
    "p": "float64",
    "q": "float64",
    "verdict": "str",
    "inseparable_from": "str",
    "stable": "bool",
    "held_back": "str",
    "missing": "str",
}


def find_patterns(
    exposures: pd.DataFrame,
    pain: pd.Series,
    *,
    from_yesterday: Collection[str] = (),
    windows: Sequence[Window] = WINDOWS,
) -> pd.DataFrame:
    """A row a factor, the strongest first, with COLUMNS; deterministic.

    `exposures` (a column a factor, rest day 0, not known NaN) and `pain` (0–10, NaN = not logged) are
    indexed by calendar day. Of the factors in `from_yesterday`, which may answer to the pain, the day
    itself does not count. `window` is days back, first and last; `effect` with its 90 % interval and the
    halves are in points per `big_dose`, a mean a day in the factor's unit; `p` is one-sided and paid for
    all windows, `q` for all factors. `inseparable_from` names factors, and the day of the week as
    `leads.WEEKDAY`; `held_back` says why what would be a lead is none (`leads.HALVES`, `FIRST`, `NO_RISE`).
    `missing` names the gates not met (rule N1): rated, painful, runs, varies, neff. Raises ValueError where
    a day or a factor stands twice, an index holds no days, a column no numbers, or a window is not looking
    back. Reference: `shift`.
    """
    lags = given.lags(exposures, windows, from_yesterday)
    exposures = given.by_day(exposures)
    scores = given.by_day(pain.to_frame("pain"))["pain"].reindex(exposures.index)
    there = gate.there(exposures, scores)
    rows = _blank(there)
    missing = gate.unmet(exposures, scores)
    if missing or not len(rows):
        return _ordered(rows.assign(missing=" ".join(missing)))
    varies = there["varies"] & given.reach(exposures, lags)
    rows.loc[~varies, "missing"] = "varies"
    able = {name: lags[name] for name in exposures.columns[varies]}
    if not able:
        return _ordered(rows)
    days = given.logged(exposures, scores)
    return _ordered(_judged(rows, exposures.iloc[days], scores.iloc[days], able))


def _blank(there: pd.DataFrame) -> pd.DataFrame:
    """Nothing found yet, a row a factor of `gate.there`."""
    rows = pd.DataFrame(index=there.index.rename("factor"), columns=list(COLUMNS))
    numbers = dict.fromkeys([*EFFECTS, "p", "q"], np.nan)
    texts = {"window": "", "verdict": NOT_ENOUGH, "inseparable_from": "", "held_back": "", "missing": ""}
    seen = {"n": 0, "exposed_days": there["exposed_days"]}
    return rows.assign(**numbers, **texts, **seen, stable=True).astype(COLUMNS)


def _judged(
    rows: pd.DataFrame, exposures: pd.DataFrame, scores: pd.Series, lags: dict[str, Sequence[Window]]
) -> pd.DataFrame:
    """The rows with what was found of the factors of `lags`."""
    question = asked(exposures[list(lags)], scores, lags)
    strength = question.alone()
    found = effects(question.doses[range(len(lags)), strength.best], scores.to_numpy(float))
    found.index = pd.Index(lags)
    known = exposures[list(lags)].notna().to_numpy()[question.comparison.days.at]
    found = found.assign(
        p=strength.p,
        n=known.sum(axis=0),
        window=[named(windows[place]) for windows, place in zip(lags.values(), strength.best, strict=True)],
        missing=np.where(strength.independent < gate.INDEPENDENT, "neff", ""),
    )
    verdicts = _verdicts(question, found)
    return found.join(verdicts).combine_first(rows)


def _verdicts(question: Question, found: pd.DataFrame) -> pd.DataFrame:
    """q, verdict, inseparable_from, stable and held_back of each factor, by its name."""
    p = found["p"].to_numpy()
    able = np.flatnonzero(found["missing"] == "")
    q = np.full(len(p), np.nan)
    q[able] = leads.adjusted(p[able])
    stable = (np.sign(found["first_half"]) * np.sign(found["second_half"]) > 0).to_numpy()
    survivors = [place for place in able if q[place] <= leads.FALSE_LEADS]
    rises = (found["effect"] > 0).to_numpy()
    parted = leads.sort(question, p, survivors, stable, rises, len(able))
    verdict = np.where((p <= WEAK) & rises, FAINT, NONE).astype(object)
    verdict[list(parted.held_back)] = FAINT
    verdict[list(parted.rivals)] = INSEPARABLE
    verdict[parted.leads] = LEAD
    verdict[found["missing"] != ""] = NOT_ENOUGH
    every = range(len(p))
    beside = [" ".join(map(str, parted.rivals.get(place, ()))) for place in every]
    held_back = [parted.held_back.get(place, "") for place in every]
    told = {"q": q, "verdict": verdict, "inseparable_from": beside, "stable": stable, "held_back": held_back}
    return pd.DataFrame(told, index=found.index)


def _ordered(rows: pd.DataFrame) -> pd.DataFrame:
    """The strongest verdict first, within it the smallest p."""
    rank = rows["verdict"].map({verdict: place for place, verdict in enumerate(VERDICTS)})
    return rows.assign(rank=rank).sort_values(["rank", "p"], kind="stable")[list(COLUMNS)].astype(COLUMNS)
