"""Which of the factors that pain goes with are leads, and which only look like one."""

from __future__ import annotations

from dataclasses import dataclass, field

import numpy as np

from analysis.patterns.question import Question

FALSE_LEADS = 0.10
"""False discovery rate that leads are held to, over all factors (Benjamini and Hochberg 1995)."""

FALLS = 0.05
"""p above which a factor says nothing beside a lead, rule N4."""

TELLS_APART = 0.35
"""A lead must keep a p up to this beside each factor that fell to it; else they cannot be told apart. Own
simulation (benchmarks/PATTERNS.md): at .05 true leads are lost, at 1 proxies pass for leads."""

BESIDE_WEEKDAYS = 0.05
"""A lead must keep a p up to this beside the day of the week: training and life both go by weeks."""

PAIN_FIRST = 0.05
"""p up to which more of a factor follows pain; what came first cannot be told then."""

WEEKDAY = "weekday"
"""Stands among the names of factors for the day of the week."""

HALVES, FIRST, NO_RISE = "halves", "pain_first", "no_rise"
"""Why what would be a lead is none: its sign differs between the halves, the pain came before it, or over the
whole log it hurt no more with more of it: beside the earlier pain it did, but a sore runner does less."""


@dataclass(frozen=True)
class Sorted:
    """By places: the leads, what others cannot be told apart from, and why again others are held back."""

    leads: list[int]
    rivals: dict[int, list[str]] = field(default_factory=dict)
    held_back: dict[int, str] = field(default_factory=dict)


def adjusted(p: np.ndarray) -> np.ndarray:
    """The false discovery rate at which each of these p would be taken (Benjamini and Hochberg 1995)."""
    order = np.argsort(p)
    raised = p[order] * len(p) / np.arange(1, len(p) + 1)
    q = np.empty(len(p))
    q[order] = np.minimum(np.minimum.accumulate(raised[::-1])[::-1], 1.0)
    return q


def sort(
    question: Question,
    p: np.ndarray,
    survivors: list[int],
    stable: np.ndarray,
    rises: np.ndarray,
    tested: int,
) -> Sorted:
    """Sorts the factors that hold against all that were `tested`; `p`, `stable` and `rises` are by factor."""
    held_back = {place: _why_not(question, place, stable, rises) for place in survivors}
    held_back = {place: why for place, why in held_back.items() if why}
    able = sorted(set(survivors) - set(held_back), key=lambda place: p[place])
    leads, fallen = _forward(question, able, tested)
    rivals = {place: beside for place in fallen if (beside := _falls_to(question, place, leads))}
    apart = {lead: _too_close(question, lead, leads, rivals) for lead in leads}
    names = question.exposures.columns
    told = {place: [names[other] for other in others] for place, others in rivals.items()}
    told |= {lead: [names[other] for other in others] for lead, others in apart.items() if others}
    for lead in leads:
        if question.beside_weekdays(lead) > BESIDE_WEEKDAYS:
            told.setdefault(lead, []).append(WEEKDAY)
    return Sorted([lead for lead in leads if lead not in told], told, held_back)


def _why_not(question: Question, place: int, stable: np.ndarray, rises: np.ndarray) -> str:
    if not rises[place]:
        return NO_RISE
    if not stable[place]:
        return HALVES
    return FIRST if question.afterwards(place) <= PAIN_FIRST else ""


def _forward(question: Question, able: list[int], tested: int) -> tuple[list[int], list[int]]:
    """Takes the strongest, then each that is a lead beside those taken; what is left has fallen to them."""
    leads, fallen = able[:1], able[1:]
    while fallen:
        beside = question.beside(fallen, leads)
        if beside.min() > FALSE_LEADS / (tested - len(leads)):
            break
        leads.append(fallen.pop(int(beside.argmin())))
    return leads, fallen


def _falls_to(question: Question, place: int, leads: list[int]) -> list[int]:
    """The leads beside any one of which this says nothing; where it takes several of them, all; none else."""
    alone = [lead for lead in leads if question.beside([place], [lead])[0] > FALLS]
    return alone or (leads if len(leads) > 1 and question.beside([place], leads)[0] > FALLS else [])


def _too_close(question: Question, lead: int, leads: list[int], rivals: dict[int, list[int]]) -> list[int]:
    """The factors fallen to a lead beside which it says too little itself."""
    others = [place for place in leads if place != lead]
    fallen = [place for place, beside in rivals.items() if lead in beside]
    return [place for place in fallen if question.beside([lead], [*others, place])[0] > TELLS_APART]
