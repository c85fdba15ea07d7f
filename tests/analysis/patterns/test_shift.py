"""Doses against pain, and against the same pain when they lie elsewhere: held against plain loops."""

from dataclasses import replace

import numpy as np
import pytest
from scipy import stats

from analysis.patterns import shift

NAN = float("nan")


@pytest.fixture(scope="module")
def pain():
    """Eighty days, a fifth of them not logged."""
    dice = np.random.default_rng(11)
    scores = dice.integers(0, 7, 80).astype(float)
    scores[dice.random(80) < 0.2] = NAN
    return scores


@pytest.fixture(scope="module")
def doses():
    return np.random.default_rng(12).gamma(2, 3, (3, 80))


def plainly(dose, pain, share, by):
    """Product, square and correlation of one dose shifted by so many days: least squares, day by day."""
    rows, controls, doses = [], [], []
    moved = [dose[(day - by) % len(dose)] for day in range(len(dose))]
    time = np.linspace(-1, 1, len(pain))
    memory = None
    for day in range(len(pain)):
        near = [back for back in (1, 2, 3) if day >= back and not np.isnan(pain[day - back])]
        if np.isnan(pain[day]) or not near:
            continue
        rows.append((day, near[0]))
        controls.append([pain[day - near[0]], 1.0, time[day], time[day] ** 2])
    y = np.array([pain[day] for day, back in rows])
    controls = np.array(controls)
    slopes, *_ = np.linalg.lstsq(controls, y, rcond=None)
    memory = share * min(max(slopes[0], 0.0), 0.95)
    doses = np.array([moved[day] - memory**back * moved[day - back] for day, back in rows])
    left = y - controls @ slopes
    alone = doses - controls @ np.linalg.lstsq(controls, doses, rcond=None)[0]
    return left @ alone, alone @ alone, np.corrcoef(left, alone)[0, 1]


def whole(doses):
    """Every dose is known."""
    return np.ones(doses.shape, dtype=bool)


@pytest.mark.parametrize("share", [0.0, 0.5, 1.0])
def test_all_shifts_at_once_are_as_one_by_one(pain, doses, share):
    comparison = shift.against(pain, shift.compared(pain))
    comparison = replace(comparison, memory=share * comparison.memory)
    seen = shift.shifted(doses, comparison)
    for by in (0, 1, 8, 41, 79):
        for place, dose in enumerate(doses):
            product, square, _ = plainly(dose, pain, share, by)
            assert seen.product[place, by] == pytest.approx(product, rel=1e-6, abs=1e-6)
            assert seen.square[place, by] == pytest.approx(square, rel=1e-6)


def test_strength_is_the_correlation_against_its_shifts(pain, doses):
    comparison = shift.against(pain, shift.compared(pain))
    found = shift.strength(doses, comparison, whole(doses))
    for place, dose in enumerate(doses):
        z = np.arctanh([plainly(dose, pain, 1.0, by)[2] for by in range(80)])
        elsewhere = z[8:73]
        off = elsewhere - elsewhere.mean()
        alike = [(off[:-lag] * off[lag:]).sum() / (off**2).sum() for lag in range(1, 31)]
        counted = next((lag for lag, each in enumerate(alike) if each <= 0.05), 30)
        independent = max(65 / (1 + 2 * sum(alike[:counted])), 4)
        spread = np.sqrt(elsewhere.var() * independent / (independent - 1) * (1 + 1 / independent))
        t = (z[0] - elsewhere.mean()) / spread
        assert found.t[place] == pytest.approx(t, rel=1e-6)
        assert found.independent[place] == pytest.approx(independent, rel=1e-6)
        assert found.p[place] == pytest.approx(stats.t.sf(t, min(independent - 1, 60)), rel=1e-6)


def test_days_are_compared_with_an_earlier_score_at_most_three_days_before():
    days = shift.compared(np.array([2.0, NAN, NAN, 1.0, NAN, NAN, NAN, 4.0, 3.0]))
    assert days.at.tolist() == [3, 8]  # the day of the 4 has its last score four days before
    assert days.before.tolist() == [0, 7]


def test_memory_is_what_is_left_of_yesterdays_pain():
    noise, pain = np.random.default_rng(3).normal(size=2000), [0.0]
    for each in noise:
        pain.append(0.5 * pain[-1] + each)
    found = shift.against(np.array(pain), shift.compared(np.array(pain)))
    assert found.memory == pytest.approx(0.5, abs=0.05)
    falling = np.array([5.0, 0.0] * 30)
    assert shift.against(falling, shift.compared(falling)).memory == 0.0  # the opposite of memory is none


def test_what_is_held_constant_explains_nothing_any_more(pain, doses):
    comparison = shift.against(pain, shift.compared(pain))
    one, known = doses[:1], whole(doses[:1])
    twin = shift.strength(one, comparison.with_controls(comparison.new_dose(one)), known)
    assert abs(shift.strength(one, comparison, known).t[0]) > abs(twin.t[0])
    beside = comparison.with_controls(comparison.new_dose(doses[:1]))
    assert shift.shifted(doses[:1], beside).product[0, 0] == pytest.approx(0.0, abs=1e-8)


def test_pain_that_never_differs_goes_with_nothing(doses):
    pain = np.full(80, 3.0)
    found = shift.strength(doses, shift.against(pain, shift.compared(pain)), whole(doses))
    assert found.p == pytest.approx(0.5)


def test_a_shift_counts_where_half_of_the_known_dose_meets_days_compared():
    """Known on the last four of ten days, all compared: three meet if shifted by 1 or 9, two by 2 or 8."""
    pain = np.array([NAN] * 5 + [1.0, 2.0, 1.0, 3.0, 2.0])
    known = np.array([[False] * 6 + [True] * 4])
    counted = shift.met(known, shift.compared(pain))
    assert counted.tolist() == [[True, True, True, False, False, False, False, False, True, True]]


def test_shifts_into_days_without_pain_do_not_make_luck_look_rare():
    """A dose known as long as a diary of 100 days, in a calendar of 365: as with those days alone."""
    dice = np.random.default_rng(2)
    pain, doses = np.round(3 + dice.normal(size=100)), dice.normal(size=(40, 100))
    long, far = np.full(365, NAN), np.zeros((40, 365))
    long[-100:], far[:, -100:] = pain, doses
    alone = shift.strength(doses, shift.against(pain, shift.compared(pain)), whole(doses))
    among = [
        shift.strength(far, shift.against(long, shift.compared(long)), known)
        for known in (far != 0, whole(far))
    ]
    spread = [np.std(found.t) for found in (alone, *among)]
    assert spread[1] == pytest.approx(spread[0], rel=0.15)
    assert spread[2] > 1.25 * spread[0]  # were all shifts counted, t would be too far from 0


@pytest.mark.parametrize(
    "counted",
    [
        pytest.param(lambda place: place % 2 == 0, id="every other one"),
        pytest.param(lambda place: place % 4 > 0, id="three of four"),
        pytest.param(lambda place: place % 7 < 2, id="weekends"),
    ],
)
def test_values_left_out_between_others_do_not_make_these_independent(counted):
    """An autoregression of .85 over 350 values has some 350 · .15 / 1.85 = 28 independent ones, however many
    of them are left out in between."""
    dice = np.random.default_rng(5)
    values = np.zeros((300, 350))
    for place in range(1, 350):
        values[:, place] = 0.85 * values[:, place - 1] + dice.normal(size=300)
    some = np.broadcast_to(counted(np.arange(350)), values.shape)
    assert shift.scatter(values, some)[2].mean() == pytest.approx(28, rel=0.25)
