"""Balance: one foot longer on the ground than usual, beside the other (EVIDENCE rule B2).

.. [1] Malisoux 2024, BMJ Open Sport Exerc Med, doi 10.1136/bmjsem-2023-001787
"""

from __future__ import annotations

from collections.abc import Iterator

import numpy as np
import pandas as pd

from analysis import words
from analysis.findings import Evidence, Finding
from analysis.form.note import note
from analysis.limits import Limit, Limits, at_least

BALANCE = Limit(
    "form.balance",
    2.0,
    "points",
    "One foot longer on the ground than usual, beside the other, in three runs in a row, by",
    "own rule; evidence is against a link with injury: Malisoux 2024",
    0.5,
    20.0,
)

IN_A_ROW = 3
"""Runs in a row whose balance must be off. EVIDENCE rule B2"""

INDEX = 4.0
"""Points of the symmetry index, by how much longer one foot stays than the other, in each percentage point of
the left foot's share: SI % = 4 (share − 50). EVIDENCE rule B2"""

BALANCE_EVIDENCE = Evidence(
    "moderate",
    "Malisoux 2024, BMJ Open Sport Exerc Med, doi 10.1136/bmjsem-2023-001787",
    "Evidence against a link: among 836 runners, 107 of them injured, asymmetry did not go with injury.",
)
WHOSE_FOOT = (
    "The file does not say whose share it holds; hiplog takes it for the left foot's, as watches show it."
)
BALANCE_WHY = (
    "Asymmetry alone has not been linked to injury; it may just show how you move with a sore hip. "
    f"{WHOSE_FOOT}"
)


def balances(form: pd.DataFrame, limits: Limits) -> Iterator[Finding]:
    """One finding a spell, on its last run's day, so that it stays news while it lasts. Reference: [1]_."""
    index = INDEX * form.set_index("day")["balance_shift"].dropna()
    side = np.sign(index) * at_least(index.abs(), limits[BALANCE])
    for _, spell in index.groupby((side != side.shift()).cumsum().to_numpy()):
        off = at_least(spell.abs(), limits[BALANCE]).all()
        if off and len(spell) >= IN_A_ROW:
            yield _balance(spell, limits[BALANCE])


def _balance(spell: pd.Series, limit: float) -> Finding:
    foot, other = ("left", "right") if spell.mean() > 0 else ("right", "left")
    size = abs(spell.mean())
    return note(
        BALANCE,
        spell.index[-1].date(),
        f"Since {words.day(spell.index[0])} your {foot} foot has stayed {words.number(size)} % longer on the "
        f"ground than usual, beside the {other} one.",
        (size, limit, "points"),
        BALANCE_WHY,
        BALANCE_EVIDENCE,
    )
