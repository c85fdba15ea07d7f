"""Finds what was different before it hurt: which doses go with pain more strongly than luck explains.

Every factor is asked whether pain was higher on and after days with more of it (`shift`), in several
windows; all windows and all factors are paid for, so that of a hundred runners in whom nothing goes with
the pain at most ten are shown anything. Whatever rises together with a stronger one is held against it,
and both are shown as one where they cannot be told apart. Less pain after more of something is never
shown: pain makes people run less, which looks just so.
"""

from __future__ import annotations

from collections.abc import Collection, Sequence
from dataclasses import dataclass, replace

import numpy as np
import pandas as pd

from analysis.patterns import doses, gate, shift
from analysis.patterns.doses import WINDOWS, Window, mean_dose, named, trimmed
from analysis.patterns.effect import COLUMNS as EFFECTS
from analysis.patterns.effect import effects

FALSE_LEADS = 0.10
"""False discovery rate that leads are held to, over all factors (Benjamini and Hochberg 1995)."""

WEAK = 0.10
"""p up to which a pattern that is no lead is called faint, rule N3."""

TELLS_APART = 0.35
"""A lead must keep a p up to this beside each factor that fell to it; else neither can be told apart.
Own simulation (benchmarks/PATTERNS.md): at .05 true leads are lost, at 1 proxies pass for leads."""

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
    "missing": "str",
}


@dataclass(frozen=True)
class Question:
    """The factors that can be compared, and with what.

    `doses` are means over each of their windows, in their units, `trimmed` the same as they are compared.
    Both are (factors, windows, calendar); a factor may have windows of its own, but all have as many.
    """

    names: list[str]
    doses: np.ndarray
    trimmed: np.ndarray
    comparison: shift.Comparison

    def new_doses(self, places: Collection[int]) -> np.ndarray:
        """All windows of these factors on the days compared. (series, days)"""
        series = self.trimmed[list(places)].reshape(-1, self.trimmed.shape[2])
        return self.comparison.new_dose(series)


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
    all windows, `q` for all factors. `missing` names the gates not met (rule N1): rated, painful, runs,
    varies, neff. Raises ValueError where a day stands twice. Reference: `shift`.
    """
    exposures = _daily(exposures)
    scores = _daily(pain.to_frame("pain"))["pain"].reindex(exposures.index)
    rows = _blank(exposures, scores)
    missing = gate.unmet(exposures, scores)
    if missing or not len(rows):
        return _ordered(rows.assign(missing=" ".join(missing)))
    rows.loc[~gate.varies(exposures, scores), "missing"] = "varies"
    later = tuple(doses.from_yesterday(window) for window in windows)
    lags = {name: later if name in from_yesterday else windows for name in exposures}
    able = [name for name in exposures if not rows.at[name, "missing"]]
    return _ordered(_judged(rows, exposures, scores, {name: lags[name] for name in able}))


def _daily(frame: pd.DataFrame) -> pd.DataFrame:
    """Every calendar day from the first to the last, in numbers."""
    index = pd.DatetimeIndex(frame.index).tz_localize(None).normalize()
    if index.has_duplicates:
        raise ValueError(f"{index[index.duplicated()][0]:%Y-%m-%d} stands twice among the days.")
    numbers = frame.astype("float64").replace([np.inf, -np.inf], np.nan).set_axis(index, axis="index")
    return numbers.asfreq("D") if len(index) else numbers


def _blank(exposures: pd.DataFrame, scores: pd.Series) -> pd.DataFrame:
    """Nothing found yet, a row a factor."""
    rows = pd.DataFrame(index=pd.Index(exposures.columns, name="factor"), columns=list(COLUMNS))
    numbers = dict.fromkeys([*EFFECTS, "p", "q"], np.nan)
    texts = {"window": "", "verdict": NOT_ENOUGH, "inseparable_from": "", "missing": ""}
    exposed = gate.exposed_days(exposures, scores)
    return rows.assign(**numbers, **texts, stable=True, n=0, exposed_days=exposed).astype(COLUMNS)


def _judged(
    rows: pd.DataFrame, exposures: pd.DataFrame, scores: pd.Series, lags: dict[str, Sequence[Window]]
) -> pd.DataFrame:
    """The rows with what was found of the factors of `lags`."""
    question = _question(exposures[list(lags)], scores, lags)
    every = range(len(lags))
    p, best, independent = _tested(question, every, question.comparison)
    found = effects(question.doses[every, best], scores.to_numpy(float))
    found.index = pd.Index(lags)
    known = exposures[list(lags)].notna().to_numpy()[question.comparison.days.at]
    found = found.assign(
        p=p,
        n=known.sum(axis=0),
        window=[named(windows[place]) for windows, place in zip(lags.values(), best, strict=True)],
        missing=np.where(independent < gate.INDEPENDENT, "neff", ""),
    )
    verdicts = _verdicts(question, found)
    return found.join(verdicts).combine_first(rows)


def _question(exposures: pd.DataFrame, scores: pd.Series, lags: dict[str, Sequence[Window]]) -> Question:
    windows = {window for listed in lags.values() for window in listed}
    means = {window: mean_dose(exposures, window).to_numpy().T for window in windows}
    given = np.array([[means[window][place] for window in lags[name]] for place, name in enumerate(lags)])
    pain = scores.to_numpy(float)
    comparison = shift.against(pain, shift.compared(pain))
    halved = replace(comparison, memory=shift.HALF * comparison.memory)
    return Question(list(lags), given, trimmed(given), halved)


def _tested(
    question: Question, places: Collection[int], comparison: shift.Comparison
) -> tuple[np.ndarray, np.ndarray, np.ndarray]:
    """Of these factors p, paid for all windows; the place of the best window; independent shifts there."""
    tried = question.trimmed[list(places)]
    factors, windows, calendar = tried.shape
    found = shift.strength(tried.reshape(-1, calendar), comparison)
    p = np.where(np.ptp(tried, axis=2) > 0, found.p.reshape(factors, windows), 1.0)
    best = p.argmin(axis=1)
    independent = found.independent.reshape(factors, windows)[np.arange(factors), best]
    return np.minimum(p.min(axis=1) * windows, 1.0), best, independent


def _verdicts(question: Question, found: pd.DataFrame) -> pd.DataFrame:
    """q, verdict, inseparable_from and stable of each factor, by its name."""
    p = found["p"].to_numpy()
    able = np.flatnonzero(found["missing"] == "")
    q = np.full(len(p), np.nan)
    q[able] = adjusted(p[able])
    leads, rivals = _leads(question, p, [place for place in able if q[place] <= FALSE_LEADS], len(able))
    stable = (np.sign(found["first_half"]) * np.sign(found["second_half"]) > 0).to_numpy()
    verdict = np.where(p <= WEAK, FAINT, NONE).astype(object)
    verdict[list(rivals)] = INSEPARABLE
    verdict[[place for place in leads if stable[place]]] = LEAD
    verdict[found["missing"] != ""] = NOT_ENOUGH
    beside = [" ".join(question.names[other] for other in rivals.get(place, ())) for place in range(len(p))]
    return pd.DataFrame(
        {"q": q, "verdict": verdict, "inseparable_from": beside, "stable": stable}, index=found.index
    )


def adjusted(p: np.ndarray) -> np.ndarray:
    """The false discovery rate at which each of these p would be taken (Benjamini and Hochberg 1995)."""
    order = np.argsort(p)
    raised = p[order] * len(p) / np.arange(1, len(p) + 1)
    q = np.empty(len(p))
    q[order] = np.minimum(np.minimum.accumulate(raised[::-1])[::-1], 1.0)
    return q


def _leads(
    question: Question, p: np.ndarray, survivors: list[int], tested: int
) -> tuple[list[int], dict[int, list[int]]]:
    """Leads, and of each factor that cannot be told apart from others, which these are."""
    leads, fallen = _forward(question, sorted(survivors, key=lambda place: p[place]), tested)
    rivals = {place: _falls_to(question, place, leads) for place in fallen}
    for lead in list(leads):
        beside = [place for place in fallen if lead in rivals[place]]
        others = [place for place in leads if place != lead]
        closest = [
            place for place in beside if _p_beside(question, [lead], [*others, place])[0] > TELLS_APART
        ]
        if closest:
            leads.remove(lead)
            rivals[lead] = closest
    return leads, rivals


def _forward(question: Question, survivors: list[int], tested: int) -> tuple[list[int], list[int]]:
    """Takes the strongest, then each that is a lead beside those taken; what is left has fallen to them."""
    leads, fallen = survivors[:1], survivors[1:]
    while fallen:
        beside = _p_beside(question, fallen, leads)
        if beside.min() > FALSE_LEADS / (tested - len(leads)):
            break
        leads.append(fallen.pop(int(beside.argmin())))
    return leads, fallen


def _falls_to(question: Question, place: int, leads: list[int]) -> list[int]:
    """The leads beside any one of which this is none; where it takes several of them, all."""
    alone = [
        lead for lead in leads if _p_beside(question, [place], [lead])[0] > FALSE_LEADS / len(question.names)
    ]
    return alone or leads


def _p_beside(question: Question, places: Collection[int], others: Collection[int]) -> np.ndarray:
    """p of factors with the doses of others, in all their windows, held constant."""
    return _tested(question, places, question.comparison.with_controls(question.new_doses(others)))[0]


def _ordered(rows: pd.DataFrame) -> pd.DataFrame:
    """The strongest verdict first, within it the smallest p."""
    rank = rows["verdict"].map({verdict: place for place, verdict in enumerate(VERDICTS)})
    return rows.assign(rank=rank).sort_values(["rank", "p"], kind="stable")[list(COLUMNS)].astype(COLUMNS)
