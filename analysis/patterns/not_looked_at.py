"""Which factors were not looked at, in sentences, each with why."""

from __future__ import annotations

from collections.abc import Collection

from analysis.exposures import FACTORS, SIDED
from analysis.exposures.form import LEAST
from analysis.patterns import words
from ingest.schema import HARD_SURFACES

ABSENT = "for your log shows none of it in these days"
SMALL = "for no run in these days shows as much as {least} of it"
NO_SIDE = "for your diary names no one side as the sore one"
SAME = "for it is the same as {kind} in these days"
NOT_LOOKED_AT = "Not looked at, {why}: {names}."


def said(looked_at: Collection[str], side: str | None) -> list[str]:
    """A sentence for each reason, with the factors it holds for; empty where all were looked at.

    `looked_at`: names of FACTORS that have a row or a column. `side`: the sore one, None where none is.
    """
    reasons: dict[str, list[str]] = {}
    for name in FACTORS:
        if name not in looked_at:
            reasons.setdefault(_why(name, looked_at, side), []).append(name)
    return [NOT_LOOKED_AT.format(why=why, names=words.every(names)) for why, names in reasons.items()]


def _why(name: str, looked_at: Collection[str], side: str | None) -> str:
    """Hard ground is left out beside a kind of it only where it is all of that kind (`exposures.towards`)."""
    kinds = [kind for kind in HARD_SURFACES if kind in looked_at]
    if name == "hard_ground" and kinds:
        return SAME.format(kind=words.plain(kinds))
    if side is None and name in SIDED:
        return NO_SIDE
    return SMALL.format(least=_least(name)) if name in LEAST else ABSENT


def _least(name: str) -> str:
    """From how much on a change of form counts: form is shown run by run, so that it is not absent."""
    unit = FACTORS[name].unit
    return f"{100 * LEAST[name]:g} %" if unit == "fraction" else f"{LEAST[name]:g} {unit}"
