"""The finder on hand-made runners: what goes with the pain, what only seems to, and what cannot be told."""

import numpy as np
import pandas as pd
import pytest
from scipy import stats

from analysis.patterns.find import COLUMNS, find_patterns
from analysis.patterns.leads import adjusted

NAN = float("nan")
DAYS = 180


def frame(**columns):
    size = len(next(iter(columns.values())))
    return pd.DataFrame(columns, index=pd.date_range("2026-01-01", periods=size, unit="us", name="day"))


def runs(seed, days=DAYS):
    """A dose on six days of ten, none on the others."""
    dice = np.random.default_rng(seed)
    return dice.gamma(2, 3, days) * (dice.random(days) < 0.6)


def diary(exposures, adds, seed=9):
    """Whole points: two, what is added, and noise."""
    noise = np.random.default_rng(seed).normal(0, 0.8, len(exposures))
    return pd.Series(np.clip(np.round(2 + adds + noise), 0, 10), index=exposures.index)


@pytest.fixture(scope="module")
def exposures():
    return frame(distance=runs(1), descent=runs(2), ascent=runs(3), sitting=runs(4))


def test_what_the_pain_follows_is_the_lead(exposures):
    found = find_patterns(exposures, diary(exposures, 0.25 * exposures["descent"]))
    assert list(found.columns) == list(COLUMNS)
    assert found.index[0] == "descent"
    assert found["verdict"].tolist()[0] == "lead"
    assert "lead" not in found["verdict"].tolist()[1:]
    first = found.iloc[0]
    assert first["window"] == "0-0"
    assert first["effect_low"] < 0.25 * first["big_dose"] < first["effect_high"]
    assert first["stable"]


@pytest.mark.parametrize(("days", "windows"), [(1, {"0-1", "1-1"}), (3, {"0-2", "0-4"}), (7, {"0-6"})])
def test_the_window_is_how_long_the_dose_is_felt(exposures, days, windows):
    felt = exposures["descent"].rolling(days + (days == 1), min_periods=1).mean()
    found = find_patterns(exposures, diary(exposures, 0.5 * felt))
    assert found.loc["descent", "verdict"] == "lead"
    assert found.loc["descent", "window"] in windows


def test_less_pain_after_more_is_nothing_to_show(exposures):
    found = find_patterns(exposures, diary(exposures, 3 - 0.3 * exposures["descent"]))
    assert found.loc["descent", "verdict"] == "none"
    assert found.loc["descent", "effect"] < 0
    assert found.loc["descent", "p"] > 0.9


def test_pain_that_follows_nothing_gives_no_lead(exposures):
    found = find_patterns(exposures, diary(exposures, 0.0))
    assert set(found["verdict"]) <= {"none", "weak"}


def test_two_that_rise_together_cannot_be_told_apart(exposures):
    alike = exposures.assign(ascent=exposures["descent"] * 1.1)
    found = find_patterns(alike, diary(alike, 0.25 * alike["descent"]))
    assert found.loc[["descent", "ascent"], "verdict"].tolist() == ["inseparable", "inseparable"]
    assert found.loc["descent", "inseparable_from"] == "ascent"
    assert found.loc["ascent", "inseparable_from"] == "descent"


def test_a_shadow_of_the_lead_falls_to_it(exposures):
    """Distance holds the descent and as much again: strong alone, nothing beside it."""
    shadow = exposures.assign(distance=exposures["descent"] + exposures["distance"])
    found = find_patterns(shadow, diary(shadow, 0.25 * shadow["descent"]))
    assert found.loc["descent", "verdict"] == "lead"
    assert found.loc["distance", ["verdict", "inseparable_from"]].tolist() == ["inseparable", "descent"]


def test_two_that_both_add_are_two_leads(exposures):
    found = find_patterns(
        exposures, diary(exposures, 0.25 * exposures["descent"] + 0.25 * exposures["sitting"])
    )
    assert found.index[found["verdict"] == "lead"].sort_values().tolist() == ["descent", "sitting"]


def test_a_pattern_that_turns_round_between_the_halves_is_no_lead(exposures):
    """Strong in the first half, and slightly the other way in the second."""
    share = np.where(np.arange(DAYS) < DAYS // 2, 0.45, -0.06)
    found = find_patterns(exposures, diary(exposures, share * exposures["descent"]))
    row = found.loc["descent"]
    assert row["first_half"] > 0 > row["second_half"]
    assert row["q"] <= 0.10  # it would be one
    assert (row["verdict"], row["stable"]) == ("weak", False)


def test_answers_to_the_pain_count_from_the_day_before(exposures):
    """Sits longer on days on which it hurts: no pattern once the day itself is left out."""
    pain = diary(exposures, 0.0)
    answering = exposures.assign(sitting=np.where(pain >= 3, 6.0, 1.0))
    at_once, later = (find_patterns(answering, pain, from_yesterday=names) for names in ([], ["sitting"]))
    assert at_once.loc["sitting", "verdict"] == "lead"
    assert later.loc["sitting", "verdict"] in ("none", "weak")
    assert later.loc["sitting", "window"].startswith("1-")
    assert later.loc["descent", "window"].startswith("0-")


def latent_pain(seed, days=240, rho=0.85):
    """Hip pain that hangs together from day to day, before it is written down."""
    dice = np.random.default_rng(seed)
    pain = [0.0]
    for shock in dice.normal(size=days - 1):
        pain.append(rho * pain[-1] + np.sqrt(1 - rho**2) * shock)
    return 3 + 1.2 * np.array(pain)


def test_what_is_done_because_it_hurts_is_held_back():
    """Sore days are run on the treadmill: pain goes with it on the day, and on the days before it."""
    hurts, run = latent_pain(8), runs(5, 240)
    given = frame(distance=run, treadmill=np.where(hurts > 3.5, run, 0.0))
    pain = pd.Series(np.clip(np.round(hurts), 0, 10), index=given.index)
    row = find_patterns(given, pain).loc["treadmill"]
    assert row["q"] <= 0.10  # it would be a lead
    assert (row["verdict"], row["held_back"]) == ("weak", "pain_first")


def rests_when_sore(seed, days=365, leaves_out=0.15):
    """Distance adds to the evening's pain, and the more it hurts the less is run the next day."""
    dice = np.random.default_rng(seed)
    pain, km, before = np.zeros(days), np.zeros(days), 2.0
    for day in range(days):
        goes = dice.random() < max(0.05, 0.75 - leaves_out * before)
        km[day] = dice.gamma(6, 1.5) * (1 - min(0.9, leaves_out * before / 2)) if goes else 0
        pain[day] = np.clip(0.85 * before + 0.4 * km[day] / 13 - 0.05 + dice.normal(0, 0.8), 0, 10)
        before = pain[day]
    given = frame(distance=1000 * km)
    return given, pd.Series(np.round(pain), index=given.index)


def test_no_lead_says_that_it_hurt_less():
    """Beside the pain of the day before, distance goes with more of it; over the year, with less."""
    rows = [find_patterns(*rests_when_sore(seed)).loc["distance"] for seed in range(12)]
    held = [row for row in rows if row["held_back"] == "no_rise"]
    assert held
    assert {row["verdict"] for row in held} == {"weak"}
    assert all(row["q"] <= 0.10 and row["effect"] <= 0 for row in held)
    assert all(row["effect"] > 0 for row in rows if row["verdict"] in ("lead", "inseparable"))


def test_what_turns_round_between_the_halves_says_that_it_is_held_back_for_that(exposures):
    share = np.where(np.arange(DAYS) < DAYS // 2, 0.45, -0.06)
    found = find_patterns(exposures, diary(exposures, share * exposures["descent"]))
    assert found.loc["descent", "held_back"] == "halves"
    assert (found["held_back"] != "").sum() == 1


def test_a_rhythm_of_the_week_in_both_is_not_told_apart_from_the_day_of_the_week():
    """The long run is on Sundays; Sundays and Mondays hurt, long run or not."""
    dice, day = np.random.default_rng(3), pd.date_range("2026-01-01", periods=240).day_of_week
    long = np.where(day == 6, 20.0, 6.0) * (dice.random(240) < 0.8)
    given = frame(distance=long, other=runs(7, 240))
    found = find_patterns(given, diary(given, 2.5 * (day == 6) + 1.5 * (day == 0)))
    assert found.loc["distance", ["verdict", "inseparable_from"]].tolist() == ["inseparable", "weekday"]


def test_independent_factors_are_never_said_to_rise_together():
    """Two of ten add to the pain, one strongly and one faintly: the faint one is faint, not a shadow."""
    given = frame(**{f"f{place}": runs(place, DAYS) for place in range(10)})
    for seed in range(6):
        found = find_patterns(given, diary(given, 0.3 * given["f0"] + 0.1 * given["f1"], seed))
        assert found.loc["f0", "verdict"] == "lead"
        assert not found["inseparable_from"].any()


@pytest.mark.parametrize("run", [np.full(240, 10.0), np.where(np.arange(240) < 20, 10.0, 0.0)])
def test_a_log_in_which_nothing_can_be_compared_is_no_trouble(run):
    """The same run every day; and a runner who stopped long before the diary began."""
    given = frame(distance=run)
    pain = pd.Series(np.arange(240) % 3.0, index=given.index)
    pain.iloc[:120] = NAN
    found = find_patterns(given, pain)
    assert found.loc["distance", ["verdict", "missing"]].tolist() == ["not_enough_data", "varies"]


def test_the_same_log_gives_the_same_answer(exposures):
    pain = diary(exposures, 0.2 * exposures["descent"])
    pd.testing.assert_frame_equal(
        find_patterns(exposures, pain), find_patterns(exposures.copy(), pain.copy())
    )


def test_what_goes_in_is_left_as_it_is(exposures):
    pain = diary(exposures, 0.2 * exposures["descent"])
    before, scores = exposures.copy(), pain.copy()
    find_patterns(exposures, pain)
    pd.testing.assert_frame_equal(exposures, before)
    pd.testing.assert_series_equal(pain, scores)


def test_days_may_stand_in_any_order_and_be_left_out(exposures):
    pain = diary(exposures, 0.25 * exposures["descent"])
    pain.iloc[20:30] = NAN
    expected = find_patterns(exposures, pain)
    shuffled = find_patterns(
        exposures.sample(frac=1, random_state=1), pain.dropna().sample(frac=1, random_state=2)
    )
    pd.testing.assert_frame_equal(shuffled, expected)


def test_a_day_that_stands_twice_is_refused(exposures):
    pain = diary(exposures, 0.0)
    with pytest.raises(ValueError, match="2026-01-01 stands twice"):
        find_patterns(pd.concat([exposures, exposures]), pain)


def test_units_and_added_constants_change_no_verdict(exposures):
    pain = diary(exposures, 0.25 * exposures["descent"])
    found, in_feet = find_patterns(exposures, pain), find_patterns(exposures * 3.28, pain)
    pd.testing.assert_series_equal(in_feet["p"], found["p"])
    assert in_feet.loc["descent", "effect"] == pytest.approx(found.loc["descent", "effect"])
    assert in_feet.loc["descent", "big_dose"] == pytest.approx(3.28 * found.loc["descent", "big_dose"])


@pytest.mark.parametrize(
    ("rated", "painful", "on", "missing"),
    [
        (60, 10, 15, ""),
        (59, 10, 15, "rated"),
        (60, 9, 15, "painful"),
        (60, 10, 14, "runs"),
        (59, 9, 14, "rated painful runs"),
    ],
)
def test_nothing_is_asked_before_enough_is_logged(rated, painful, on, missing):
    given = frame(distance=np.where(np.arange(120) % 8 == 0, 5.0 + np.arange(120) % 3, 0.0))
    given.iloc[on * 8 :] = 0.0
    pain = pd.Series(NAN, index=given.index)
    pain.iloc[:rated] = 0.0
    pain.iloc[:painful] = 2.0
    found = find_patterns(given, pain)
    assert found.loc["distance", "missing"] == missing
    assert (found.loc["distance", "verdict"] == "not_enough_data") == bool(missing)


@pytest.mark.parametrize(
    ("doses", "missing"),
    [([3, 40, 80], ""), ([3, 40], "varies"), ([3, 4, 5], "varies"), ([], "varies")],
)
def test_a_factor_must_have_been_there_often_enough(exposures, doses, missing):
    """On three days that are far apart; three days in a row reach nine days with a score, of 12 needed."""
    rare = exposures.assign(rare=0.0)
    rare.iloc[doses, -1] = 1.0
    pain = diary(exposures, 0.0)
    assert find_patterns(rare, pain).loc["rare", "missing"] == missing


def test_what_is_known_now_and_then_is_compared_all_the_same(exposures):
    patchy = exposures.copy()
    patchy.loc[patchy.index[1::2], "sitting"] = NAN
    found = find_patterns(patchy, diary(exposures, 0.25 * exposures["descent"]))
    assert found.loc["descent", "verdict"] == "lead"
    assert found.loc["sitting", "n"] < found.loc["descent", "n"]


@pytest.mark.parametrize("given", [frame(distance=[]), frame(distance=[1.0, 0.0])[[]]])
def test_an_empty_log_has_no_patterns(given):
    found = find_patterns(given, pd.Series(dtype="float64", index=given.index[:0]))
    assert list(found.columns) == list(COLUMNS)
    assert (found["verdict"] == "not_enough_data").all()


def test_q_is_that_of_benjamini_and_hochberg():
    p = np.array([0.02, 0.001, 0.5, 0.03, 0.9, 0.03])
    assert adjusted(p) == pytest.approx(stats.false_discovery_control(p))
