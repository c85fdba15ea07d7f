"""Balance, both sides of its limits: runs whose shifts the test wrote."""

from datetime import date

import numpy as np
import pytest

from analysis.findings import Severity
from analysis.form import balance
from analysis.limits import Limits


@pytest.fixture
def balances(form_of):
    """What is found in runs of days in a row with these shifts."""

    def found(*shifts):
        form = form_of(*((n, {"balance_shift": shift}) for n, shift in enumerate(shifts)))
        return list(balance.balances(form, Limits()))

    return found


@pytest.mark.parametrize("sign", [1, -1])
@pytest.mark.parametrize(("shift", "found"), [(0.499, 0), (0.5, 1)])
def test_balance_is_told_from_two_points_of_the_index_on(balances, sign, shift, found):
    """Half a percentage point of the left foot's share is two points: SI = 4 (share − 50)."""
    assert len(balances(*[sign * shift] * 3)) == found


@pytest.mark.parametrize(
    ("shifts", "found"),
    [
        ((0.6, 0.6), 0),
        ((0.6, 0.6, 0.6), 1),
        ((0.6, 0.6, 0.0, 0.6), 0),
        ((0.6, 0.6, -0.6, -0.6), 0),
        ((0.6, np.nan, 0.6, 0.6), 1),  # a run without the strap tells nothing
        ((0.6, 0.6, 0.6, 0.0, -0.6, -0.6, -0.6), 2),
    ],
)
def test_balance_must_be_off_to_one_side_in_three_runs_in_a_row(balances, shifts, found):
    assert len(balances(*shifts)) == found


def test_balance_names_the_foot_and_since_when_and_that_it_says_nothing_of_injury(balances):
    (one,) = balances(0.0, -0.6, -0.6, -0.6)
    assert one.headline == (
        "Since Mon 2 Mar your right foot has stayed 2.4 % longer on the ground than usual, "
        "beside the left one."
    )
    assert (one.day, one.severity, one.unit) == (date(2026, 3, 4), Severity.NOTE, "points")
    assert "has not been linked to injury" in one.why
    assert "The file does not say whose share it holds" in one.why
    assert one.evidence.said.startswith("Evidence against a link")
