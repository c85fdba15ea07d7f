"""What the days before a pain score held."""

import numpy as np
import pandas as pd
import pytest

from analysis.patterns.doses import FROM_YESTERDAY, WINDOWS, from_yesterday, mean_dose, named, trimmed

NAN = float("nan")


def exposure(*values):
    return pd.DataFrame({"descent": values}, index=pd.date_range("2026-03-01", periods=len(values)))


@pytest.mark.parametrize(
    ("window", "means"),
    [
        ((0, 0), [3.0, 0.0, 6.0, NAN, 9.0]),
        ((0, 1), [NAN, 1.5, 3.0, NAN, NAN]),
        ((1, 1), [NAN, 3.0, 0.0, 6.0, NAN]),
        ((0, 2), [NAN, 1.5, 3.0, 3.0, 7.5]),
    ],
)
def test_a_dose_is_the_mean_of_its_window_where_enough_of_it_is_known(window, means):
    """Of two days both, of three two: 60 % and more."""
    found = mean_dose(exposure(3, 0, 6, NAN, 9), window)
    assert found["descent"].tolist() == pytest.approx(means, nan_ok=True)


def test_doses_are_told_less_their_mean_and_unknown_ones_are_the_mean():
    assert trimmed(np.array([[1.0, NAN, 3.0]])).tolist() == [[-0.98, 0.0, 0.98]]  # 1 % of the way inwards
    assert trimmed(np.array([[NAN, NAN]])).tolist() == [[0.0, 0.0]]


def test_one_huge_day_counts_no_more_than_other_big_ones():
    doses = np.array([[*range(200), 9000.0]], dtype=float)
    told = trimmed(doses)[0]
    assert told.max() - told.min() == 198.0 - 2.0  # the second from either end
    assert told[-1] == told[198]


def test_what_may_answer_to_the_pain_counts_from_the_day_before():
    assert from_yesterday((0, 2)) == (1, 3)
    assert from_yesterday((1, 3)) == (1, 3)
    assert all(near == 1 for near, far in FROM_YESTERDAY)
    assert len(FROM_YESTERDAY) == len(WINDOWS)


def test_a_window_is_named_by_its_days():
    assert named((0, 4)) == "0-4"
