"""What callers may hand to the finder: any honest table of days, and a clear word about any other."""

import numpy as np
import pandas as pd
import pytest

from analysis.patterns.find import find_patterns

NAN = float("nan")
DAYS = 120


@pytest.fixture(scope="module")
def given():
    """Two doses, and pain that follows the first."""
    dice = np.random.default_rng(11)
    days = pd.date_range("2026-01-01", periods=DAYS, name="day")
    columns = {name: dice.gamma(2, 3, DAYS) * (dice.random(DAYS) < 0.6) for name in ("distance", "descent")}
    doses = pd.DataFrame(columns, index=days)
    pain = np.clip(np.round(2 + 0.3 * doses["distance"] + dice.normal(0, 0.8, DAYS)), 0, 10)
    return doses, pain.rename("pain")


@pytest.fixture(scope="module")
def expected(given):
    return find_patterns(*given)


def same(found, expected):
    pd.testing.assert_frame_equal(found, expected)


def test_days_may_be_periods(given, expected):
    doses, pain = given
    same(find_patterns(doses.set_axis(doses.index.to_period("D")), pain), expected)
    same(find_patterns(doses, pain.set_axis(pain.index.to_period("D"))), expected)


@pytest.mark.parametrize("index", [range(DAYS), np.arange(DAYS) + 20454.0], ids=["counted", "since 1970"])
def test_days_that_are_numbers_are_refused(given, index):
    doses, pain = given
    with pytest.raises(ValueError, match="by calendar days, and by nothing else"):
        find_patterns(doses.set_axis(list(index)), pain)
    with pytest.raises(ValueError, match="by calendar days, and by nothing else"):
        find_patterns(doses, pain.set_axis(list(index)))


def test_spans_of_time_and_days_of_two_parts_are_refused(given):
    doses, pain = given
    for index in (pd.timedelta_range("1D", periods=DAYS), [doses.index, range(DAYS)]):
        with pytest.raises(ValueError, match="by calendar days, and by nothing else"):
            find_patterns(
                doses.set_axis(pd.MultiIndex.from_arrays(index) if len(index) == 2 else index), pain
            )


def test_a_column_of_times_is_refused_though_it_says_that_it_may_hold_anything(given):
    doses, pain = given
    times = pd.Series([pd.Timestamp("2026-01-01")] * DAYS, doses.index, dtype=object)
    with pytest.raises(ValueError, match="no numbers"):
        find_patterns(doses.assign(times=times), pain)


def test_a_row_without_a_day_is_refused(given):
    doses, pain = given
    with pytest.raises(ValueError, match="no day"):
        find_patterns(doses, pain.set_axis([pd.NaT, *pain.index[1:]]))


def test_factors_may_be_named_by_numbers(given, expected):
    doses, pain = given
    found = find_patterns(doses.assign(shadow=doses["distance"]).set_axis([3, 1, 2], axis=1), pain)
    assert found.loc[[3, 2], "inseparable_from"].tolist() == ["2", "3"]
    alone = find_patterns(doses.set_axis([0, 1], axis=1), pain)
    assert alone["p"].tolist() == expected["p"].tolist()


@pytest.mark.parametrize(
    ("names", "words"),
    [
        (["distance", "distance"], "distance stands twice among the factors"),
        ([("run", "distance"), ("run", "descent")], "one name each"),
        (pd.MultiIndex.from_product([["run"], ["distance", "descent"]]), "one name each"),
    ],
    ids=["twice", "tuples", "levels"],
)
def test_factors_without_a_name_of_their_own_are_refused(given, names, words):
    doses, pain = given
    with pytest.raises(ValueError, match=words):
        find_patterns(doses.set_axis(pd.Index(names, tupleize_cols=False), axis=1), pain)


def test_not_known_may_be_written_in_any_way(given):
    doses, pain = given
    patchy, whole = pain.astype(object), pain.copy()
    patchy.iloc[[5, 6]], whole.iloc[[5, 6]] = [None, pd.NA], NAN
    same(find_patterns(doses, patchy), find_patterns(doses, whole))


@pytest.mark.parametrize(
    "values",
    [
        pd.date_range("2026-01-01", periods=DAYS),
        pd.to_timedelta(np.arange(DAYS), "min"),
        1j * np.arange(DAYS),
    ],
    ids=["dates", "durations", "complex"],
)
def test_what_is_no_number_is_refused(given, values):
    doses, pain = given
    with pytest.raises(ValueError, match="descent holds no numbers"):
        find_patterns(doses.assign(descent=values), pain)
    with pytest.raises(ValueError, match="could not convert"):
        find_patterns(doses.assign(descent="much"), pain)


@pytest.mark.parametrize("windows", [(), ((2, 1),), ((-1, 1),)], ids=["none", "backwards", "the day after"])
def test_windows_that_do_not_look_back_are_refused(given, windows):
    with pytest.raises(ValueError, match="days back, the nearer first"):
        find_patterns(*given, windows=windows)


def test_windows_may_be_lists(given, expected):
    doses, pain = given
    same(find_patterns(doses, pain, windows=[[0, 0], [0, 1], [0, 2], [0, 4], [0, 6]]), expected)


def test_one_factor_may_be_named_alone(given):
    doses, pain = given
    same(
        find_patterns(doses, pain, from_yesterday="descent"),
        find_patterns(doses, pain, from_yesterday=["descent"]),
    )
    longer = doses.rename(columns={"descent": "descent_m"})
    same(
        find_patterns(longer, pain, from_yesterday="descent_m"),
        find_patterns(longer, pain, from_yesterday=["descent_m"]),
    )
    named = find_patterns(doses, pain, from_yesterday="distance or descent")
    assert named.loc["descent", "window"].startswith("0-")


@pytest.mark.parametrize("windows", [((0, 1),), ((0, 400),)], ids=["two days", "more than all"])
def test_a_factor_of_which_no_window_is_known_is_not_judged(given, windows):
    """Known every other day: never both of two days."""
    doses, pain = given
    patchy = doses.copy()
    patchy.iloc[::2, 1] = NAN
    found = find_patterns(patchy, pain, windows=windows)
    assert found.loc["descent", ["verdict", "missing"]].tolist() == ["not_enough_data", "varies"]


@pytest.mark.parametrize(("before", "after"), [(400, 0), (0, 30), (900, 30)])
def test_days_of_which_nothing_is_known_at_either_end_change_nothing(given, before, after):
    """A calendar that begins long before the log does, or ends after it: the shifts keep to the log."""
    doses, pain = given
    ends = pain.index[0] - pd.Timedelta(days=before), pain.index[-1] + pd.Timedelta(days=after)
    longer = pd.date_range(*ends)
    same(find_patterns(doses.reindex(longer), pain.reindex(longer)), find_patterns(doses, pain))


@pytest.mark.parametrize("scale", [1e-12, 1e9], ids=["tiny", "huge"])
def test_the_unit_of_a_factor_changes_no_verdict(given, expected, scale):
    doses, pain = given
    found = find_patterns(doses * scale, pain)
    numbers = ["effect", "effect_low", "effect_high", "p", "q"]
    pd.testing.assert_frame_equal(found[numbers], expected[numbers])
    assert found["verdict"].tolist() == expected["verdict"].tolist()


def test_the_order_of_the_factors_changes_nothing(given, expected):
    doses, pain = given
    same(find_patterns(doses[["descent", "distance"]], pain), expected)


def test_a_factor_of_which_nothing_is_known_changes_nothing_of_the_others(given, expected):
    doses, pain = given
    found = find_patterns(doses.assign(never=NAN), pain)
    assert found.loc["never", "missing"] == "varies"
    same(found.drop(index="never"), expected)


def test_a_plan_that_is_the_same_each_week_is_not_judged_by_its_weeks(given):
    """Sums over seven days differ in their last digit alone: no dose, however much it were scaled up."""
    doses, pain = given
    plan = np.tile([0, 8047.3, 0, 5310.7, 0, 12011.9, 0.0], DAYS // 7 + 1)[:DAYS]
    found = [
        find_patterns(doses.assign(plan=plan), pain.sample(frac=1, random_state=seed).set_axis(pain.index))
        for seed in range(12)
    ]
    assert "0-6" not in {frame.loc["plan", "window"] for frame in found}
