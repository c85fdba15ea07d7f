"""What the Shoes page says of turns and of episodes, word by word."""

from datetime import date
from types import SimpleNamespace

import pandas as pd
import pytest

from dashboard.views.shoe_pain import onset_said
from dashboard.views.shoe_rotation import shares_said

TODAY = date(2026, 11, 22)


def shares(*rows):
    return pd.DataFrame(rows, columns=["shoe_id", "name", "share"])


def test_shares_are_said_with_runs_without_a_pair_last():
    table = shares(("a", "Ghost", 0.62), ("b", "Goat", 0.3), (None, "no pair said", 0.08))
    assert shares_said(table) == "Share of the distance: Ghost 62 %, Goat 30 %, no pair said 8 %."


@pytest.mark.parametrize(("pairs", "more"), [(5, ""), (6, ", 1 more pair"), (8, ", 3 more pairs")])
def test_five_pairs_are_named_and_the_others_counted(pairs, more):
    table = shares(*((f"p{n}", f"P{n}", 0.1) for n in range(pairs)))
    named = ", ".join(f"P{n} 10 %" for n in range(5))
    assert shares_said(table) == f"Share of the distance: {named}{more}."


@pytest.mark.parametrize(
    ("onset", "that_day", "said"),
    [
        ("2026-05-03", True, "Sun 3 May: Ghost, worn that day, with 120\N{NO-BREAK SPACE}km on it."),
        (
            "2025-05-04",
            False,
            "Sun 4 May 2025: Ghost, worn most in the two weeks before, with 120\N{NO-BREAK SPACE}km on it.",
        ),
    ],
    ids=["that day", "before"],
)
def test_an_episode_is_said_with_the_pair_and_its_distance(onset, that_day, said):
    row = SimpleNamespace(onset=pd.Timestamp(onset), name="Ghost", worn_m=120_000.0, that_day=that_day)
    assert onset_said(row, "km", TODAY) == said
