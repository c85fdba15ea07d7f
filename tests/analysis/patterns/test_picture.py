"""A lead in three pictures: on series small enough to work out by hand."""

import numpy as np
import pandas as pd
import pytest

from analysis.patterns import picture
from analysis.patterns.effect import effects

NONE = float("nan")


def series(*values):
    days = pd.date_range("2026-06-01", periods=len(values), name="day", unit="us")
    return pd.Series(values, index=days, dtype="float64")


def test_a_window_is_a_mean_of_the_days_before():
    dose = series(0, 100, 50, NONE, 30, 0, 60)
    assert picture.over(dose, "0-1").tolist() == pytest.approx(
        [NONE, 50, 75, NONE, NONE, 15, 30], nan_ok=True
    )
    assert picture.over(dose, "1-1").tolist() == pytest.approx([NONE, 0, 100, 50, NONE, 30, 0], nan_ok=True)


def test_days_after_big_doses_stand_beside_the_others():
    # Windows of "1-1" with any dose: 100, 80, 20, 10; three quarters of them are up to 85: one is above.
    dose = series(100, 0, 80, 0, 20, 0, 10, 0)
    both = picture.beside(dose, series(9, 4, 1, 2, 1, 0, NONE, 1), "1-1")
    assert both.least == pytest.approx(85.0)
    assert both.days["big"].tolist() == [True, False, False, False, False, False]
    means = both.means
    assert means["mean"].to_dict() == {True: 4.0, False: pytest.approx(1.0)}
    assert means["count"].to_dict() == {True: 1, False: 5}


def test_a_dose_that_is_there_or_not_is_big_where_it_is_there():
    both = picture.beside(series(0, 1, 0, 1, 0), series(0, 3, 0, 2, 0), "0-0")
    assert both.days["big"].tolist() == [False, True, False, True, False]


@pytest.mark.parametrize("dose", [series(0, 0, 0), series(5, 5, 5), series()], ids=["none", "same", "empty"])
def test_without_two_groups_there_is_nothing_to_set_beside(dose):
    assert picture.beside(dose, series(1, 2, 3), "0-0") is None


def test_pain_that_is_not_logged_is_no_day():
    assert picture.beside(series(0, 1, 0), series(NONE, NONE, NONE), "0-0") is None


def test_the_halves_are_those_of_the_days_that_the_finder_compares():
    """Of twelve days the first has no score before it, and one has none: five days compared, and five."""
    dose = series(1, 0, 1, 0, 1, 0, 0, 1, 0, 1, 1, 0)
    pain = series(1, 1, 1, NONE, 1, 1, 1, 1, 1, 1, 1, 1)
    both = picture.halves(picture.beside(dose, pain, "0-0"), pain)
    # 2, 3, 5, 6 and 7 June, of which two have a dose; 8 to 12 June with three
    assert both["big_days"].tolist() == [2, 3]
    assert both["first_day"].tolist() == [pd.Timestamp("2026-06-02"), pd.Timestamp("2026-06-08")]
    assert both["last_day"].tolist() == [pd.Timestamp("2026-06-07"), pd.Timestamp("2026-06-12")]


def test_a_day_too_far_from_any_score_is_in_no_half():
    pain = series(1, NONE, NONE, NONE, 1, 1)
    both = picture.halves(picture.beside(series(1, 0, 0, 0, 1, 0), pain, "0-0"), pain)
    assert both["first_day"].isna().tolist() == [True, False]
    assert both["big_days"].tolist() == [0, 0]


def test_big_doses_are_counted_in_either_half():
    """Of twelve days the first has no score before it: five days are compared, and six."""
    dose = series(9, 9, 0, 1, 1, 1, 1, 9, 1, 1, 1, 9)
    # of the eleven days with any the biggest tenth is from 9 on
    assert picture.big_doses(dose, series(*[1.0] * 12), "0-0") == (1, 2)
    assert picture.big_doses(dose * 0, series(*[1.0] * 12), "0-0") == (0, 0)


def every_tenth(many=100):
    return series(*[100.0 if n % 10 == 3 else 0.0 for n in range(many)])


def test_pain_that_follows_a_big_dose_by_a_day_shows_there():
    dose = every_tenth()
    pain = (2 * (dose > 0).astype(float)).shift(1).fillna(0.0)
    after = picture.lags(dose, pain)
    assert after.index.tolist() == list(range(8))
    assert after["more"][1] == pytest.approx(2.0)
    assert after["low"][1] < 2.0 < after["high"][1]
    assert after["days"][1] == 10
    assert after["more"].idxmax() == 1
    assert after["more"][0] < 0.5


def test_days_are_compared_at_the_same_pain_before_and_the_same_time():
    rng = np.random.default_rng(5)
    dose = series(*np.where(rng.random(90) < 0.3, rng.integers(1, 9, 90), 0))
    pain = series(*rng.integers(0, 8, 90))
    big = (dose >= dose[dose > 0].quantile(0.75)).astype(float)
    # the same by one least-squares fit of everything at once, two days later, with the finder's bent trend
    known = slice(1, 88)
    design = np.column_stack([big[known], np.ones(87), pain[:87], np.arange(87), np.arange(87) ** 2])
    expected = np.linalg.lstsq(design, pain[3:90].to_numpy(), rcond=None)[0][0]
    assert picture.lags(dose, pain)["more"][2] == pytest.approx(expected)


def test_on_waking_the_first_score_after_a_dose_is_that_of_the_next_morning():
    dose = every_tenth()
    waking = (3 * (dose > 0).astype(float)).shift(1).fillna(0.0)
    after = picture.lags(dose, waking, first=1)
    assert after.index.tolist() == list(range(1, 9))
    assert after["more"][1] == pytest.approx(3.0)


def test_a_score_stands_for_two_days_without_one_and_no_longer():
    dose = every_tenth(40)
    pain = series(*[1.0] * 40)
    pain[dose > 0] = 3.0
    pain[["2026-06-02", "2026-06-03"]] = NONE  # before the dose of 4 June: 1 June still counts
    assert picture.lags(dose, pain)["days"][0] == 4
    pain["2026-06-01"] = NONE
    assert picture.lags(dose, pain)["days"][0] == 3


def test_the_band_is_wider_where_pain_wavers():
    dose = every_tenth()
    calm = 1 + (dose > 0).astype(float)
    wavering = calm + series(*np.tile([0.0, 3.0, 1.0, 0.0, 2.0, 0.0, 3.0], 15)[:100])
    widths = [picture.lags(dose, pain).eval("high - low")[0] for pain in (calm, wavering)]
    assert widths[0] < widths[1]


def test_too_few_big_days_draw_no_line():
    dose = every_tenth(20)  # two big days
    after = picture.lags(dose, series(*[1.0] * 20))
    assert after["more"].isna().all()
    assert after["days"][0] == 2


@pytest.mark.parametrize(("many", "drawn"), [(23, False), (24, True)])
def test_a_log_of_three_weeks_has_no_other_times_to_be_held_against(many, drawn):
    dose = series(*[100.0 if n % 5 == 3 else 0.0 for n in range(many)])
    after = picture.lags(dose, series(*[float(n % 3) for n in range(many)]))
    assert after["more"].notna().any() == drawn
    assert after["high"].notna().any() == drawn


def test_a_pattern_of_one_day_is_as_strong_in_the_picture_as_for_the_finder_where_no_pain_came_before():
    """Pain of one day alone, 2 points on days of a big dose: what came before has nothing to say of it."""
    rng = np.random.default_rng(8)
    there = rng.random(200) < 0.3
    dose, pain = series(*there.astype(float)), series(*(3 + 2.0 * there))
    found = effects(dose.to_numpy()[None], pain.to_numpy()).iloc[0]
    drawn = picture.lags(dose, pain).loc[0]
    assert found["effect"] == pytest.approx(2.0)
    assert drawn[["more", "low", "high"]].to_list() == pytest.approx(
        found[["effect", "effect_low", "effect_high"]].to_list()
    )


def test_an_empty_log_has_no_shape():
    after = picture.lags(series(), pd.Series(dtype="float64"))
    assert after["more"].isna().all()
    assert after["days"].eq(0).all()


def test_what_is_given_stays_as_it_was():
    dose, pain = every_tenth(30), series(*[1.0] * 30)
    kept = dose.copy(), pain.copy()
    picture.lags(dose, pain)
    picture.beside(dose, pain, "0-1")
    pd.testing.assert_series_equal(dose, kept[0])
    pd.testing.assert_series_equal(pain, kept[1])
