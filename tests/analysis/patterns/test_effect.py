"""How large a pattern is, on series whose answer is known."""

import numpy as np
import pytest
from scipy import stats

from analysis.patterns import shift
from analysis.patterns.effect import COLUMNS, big_dose, effects, margins, slopes

NAN = float("nan")


def test_a_big_dose_is_the_ninth_tenth_of_exposed_days_less_their_middle():
    assert big_dose(np.array([0.0, 0.0, NAN, *range(1, 12)])) == 10.0 - 6.0


def test_where_exposed_days_are_alike_a_big_dose_is_all_of_it():
    assert big_dose(np.array([0.0, 1.0, 1.0, 0.0, NAN])) == 1.0
    assert big_dose(np.array([0.0, -2.0, -2.0])) == 2.0


@pytest.fixture(scope="module")
def told():
    """Pain of 2 and 0.3 points for each unit of the dose, a third of the days not logged, noise beside it."""
    dice = np.random.default_rng(5)
    dose = dice.gamma(1.5, 2, 240) * (dice.random(240) < 0.6)
    pain = 2.0 + 0.3 * dose + dice.normal(0, 0.5, 240)
    pain[dice.random(240) < 0.33] = NAN
    return dose, pain


def test_the_effect_is_the_slope_times_the_big_dose(told):
    dose, pain = told
    found = effects(dose[None], pain).iloc[0]
    assert list(found.index) == COLUMNS
    true = 0.3 * found["big_dose"]
    assert found["effect"] == pytest.approx(true, rel=0.1)
    assert found["effect_low"] < true < found["effect_high"]
    assert found["first_half"] == pytest.approx(true, rel=0.2)
    assert found["second_half"] == pytest.approx(true, rel=0.2)


def test_slopes_are_those_of_least_squares_with_the_trend(told):
    dose, pain = told
    days = shift.compared(pain)
    time = np.linspace(-1, 1, 240)[days.at]
    table = np.column_stack([dose[days.at], np.ones(len(time)), time, time**2])
    by_hand = np.linalg.lstsq(table, pain[days.at], rcond=None)[0][0]
    found = slopes(dose[None], shift.against(pain, days).plainly())
    assert found == pytest.approx([by_hand])


def test_an_interval_is_about_as_wide_as_that_of_least_squares_where_days_are_independent(told):
    dose, pain = told
    days = shift.compared(pain)
    plain = stats.linregress(dose[days.at], pain[days.at])
    chance = stats.t.ppf(0.95, len(days.at) - 2) * plain.stderr
    whole = np.hypot(chance, stats.norm.ppf(0.95) * 0.15 * plain.slope)
    found = margins(dose[None], shift.against(pain, days).plainly(), np.ones((1, 240), dtype=bool))
    assert found == pytest.approx([whole], rel=0.15)


def test_halves_may_differ():
    dice = np.random.default_rng(6)
    dose = dice.random(200)
    sign = np.repeat([1.0, -1.0], 100)
    found = effects(dose[None], 3 + sign * dose + 0.01 * dice.random(200)).iloc[0]
    assert found["first_half"] == pytest.approx(found["big_dose"], rel=0.05)
    assert found["second_half"] == pytest.approx(-found["big_dose"], rel=0.05)


def test_a_half_of_few_days_says_nothing():
    pain = np.full(60, NAN)
    pain[:19] = np.arange(19) % 5
    found = effects(np.random.default_rng(1).random((1, 60)), pain).iloc[0]
    assert np.isnan(found["first_half"])  # 9 of the 18 days that have an earlier score
    assert not np.isnan(found["effect"])
    pain[19:21] = 1.0
    assert not np.isnan(effects(np.random.default_rng(1).random((1, 60)), pain)["first_half"].iloc[0])
