"""What belongs together among the verdicts: which factors stand or fall with a lead."""

from __future__ import annotations

import pandas as pd

from analysis.patterns.leads import WEEKDAY


def beside_leads(found: pd.DataFrame) -> dict[str, list[str]]:
    """Each lead, strongest first, with the factors that say nothing beside it, if any.

    `found` is the frame of `find_patterns`; either of two rows may name the other.
    """
    leads = found.index[found["verdict"] == "lead"]
    return {lead: [name for name in found.index if _alike(found, lead, name)] for lead in leads}


def among_themselves(found: pd.DataFrame) -> list[list[str]]:
    """Groups of factors that cannot be told apart and hold no lead, each named once.

    WEEKDAY may stand in several of them.
    """
    told = {name for names in beside_leads(found).items() for name in (names[0], *names[1])}
    groups: list[list[str]] = []
    for name in found.index[found["verdict"] == "inseparable"]:
        named = found.at[name, "inseparable_from"].split()
        naming = [other for other in found.index if _alike(found, name, other) and other not in named]
        group = [name, *named, *naming]
        if not told.intersection(group):
            groups.append(group)
            told.update(set(group) - {WEEKDAY})
    return groups


def stood_out(found: pd.DataFrame) -> list[str]:
    """Each factor of a lead or of a group that cannot be told apart, once; the leads first."""
    beside, groups = beside_leads(found), among_themselves(found)
    names = [*beside, *(name for names in [*beside.values(), *groups] for name in names)]
    return [name for name in dict.fromkeys(names) if name != WEEKDAY]


def _alike(found: pd.DataFrame, one: str, other: str) -> bool:
    named = found["inseparable_from"]
    return one != other and (other in named[one].split() or one in named[other].split())
