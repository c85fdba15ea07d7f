"""The frame as a whole: its days, its columns, the sore side, and that nothing later changes it."""

import random
from math import nan

import pandas as pd
import pytest

from analysis.exposures import FACTORS, SIDED, daily, sore_side, towards
from ingest.schema import DIARY, GAIT, Log
from tests.analysis.exposures.logs import NO_GAIT, frame_of, like, log_of, on, stamp


def a_run(dice):
    """The fields of a random run, of which many may be missing."""

    def maybe(amount):
        return amount if dice.random() < 0.8 else nan

    return {
        "distance_m": maybe(dice.uniform(3_000, 20_000)),
        "descent_m": maybe(dice.uniform(0, 300)),
        "rpe": maybe(5.0),
        "avg_heart_rate_bpm": maybe(140.0),
        "max_heart_rate_bpm": 180.0,
        "grade_adjusted_speed_m_s": maybe(dice.uniform(2, 4)),
        "surface": dice.choice(["trail", "paved", "treadmill", "grass", nan]),
        "surface_source": dice.choice(["runner", "sub_sport"]),
        "shoe_id": dice.choice(["a", "b", nan]),
    }


def an_entry(dice):
    """The fields of a random entry."""
    side, done = dice.choice(["left", "left", "both"]), dice.choice(["strength", nan])
    return {"worst_pain": 2, "side": side, "done": done}


def year(seed):
    """A random log of some weeks in which anything may be missing."""
    dice = random.Random(seed)
    runs = [(day, a_run(dice)) for day in sorted(dice.choices(range(5, 80), k=30))]
    entries = [(day, an_entry(dice)) for day in sorted(dice.sample(range(60), 30))]
    terrain = {
        f"r{n}": {"route_id": dice.choice("xyz"), "turned_deg": dice.uniform(-900, 900)} for n in range(25)
    }
    routes = [{"route_id": "x", "camber": "left"}, {"route_id": "y", "camber": "both"}]
    shoes = [{"shoe_id": name, "start_distance_m": 1.0} for name in "ab"]
    return log_of(runs, entries, terrain, routes, shoes)


def test_an_empty_log_has_no_days_and_no_factors():
    assert frame_of(Log(), 0).shape == (0, 0)


def test_a_diary_alone_has_its_days():
    frame = frame_of(log_of(entries=[(0, {"worst_pain": 1, "done": "strength"})]), 2)
    assert frame["strength_missed"].to_list() == [0, 1, 2]
    assert list(frame) == ["strength_missed"]


@pytest.mark.parametrize("seed", range(3))
def test_rows_are_all_days_and_no_column_is_empty_or_negative(seed):
    frame = frame_of(year(seed), 85)
    assert frame.index.equals(pd.date_range(frame.index[0], stamp(85), unit="us", name="day"))
    assert frame.index.dtype == "datetime64[us]"
    assert (frame.max() > 0).all()
    assert (frame.min() >= 0).all()
    assert (frame.dtypes == "float64").all()
    assert list(frame) == [name for name in FACTORS if name in frame]


@pytest.mark.parametrize("seed", range(3))
def test_what_comes_later_changes_no_earlier_day(seed):
    log = year(seed)
    whole, early = frame_of(log, 85), frame_of(log, 50)
    both = [name for name in early if name in whole and name not in SIDED]
    pd.testing.assert_frame_equal(early[both], whole.loc[: stamp(50), both], check_freq=False)


@pytest.mark.parametrize("seed", range(3))
def test_rows_since_a_day_are_those_of_the_whole_frame(seed):
    log = year(seed)
    whole, late = frame_of(log, 85), frame_of(log, 85, since=on(40))
    assert late.index[0] == stamp(40)
    pd.testing.assert_frame_equal(late, whole.loc[stamp(40) :, list(late)], check_freq=False)


def test_rows_since_a_day_before_the_log_begin_with_the_log():
    assert frame_of(log_of([(0, {})]), 3, since=on(-9)).index[0] == stamp(0)


def test_the_log_is_left_as_it_was():
    log = year(1)
    kept = log.runs.copy(deep=True), log.diary.copy(deep=True), log.terrain.copy(deep=True)
    daily(log, NO_GAIT, on(85))
    for frame, copy in zip((log.runs, log.diary, log.terrain), kept, strict=True):
        pd.testing.assert_frame_equal(frame, copy)


def test_runs_come_in_any_order():
    log = year(2)
    mixed = Log(**vars(log) | {"runs": log.runs.iloc[::-1].reset_index(drop=True)})
    pd.testing.assert_frame_equal(frame_of(mixed, 85), frame_of(log, 85))


def sides(*said):
    return DIARY.frame([{"day": on(n), "worst_pain": 2, "side": side} for n, side in enumerate(said)])


@pytest.mark.parametrize(
    ("said", "side"),
    [
        (("left", "left", "right"), "left"),
        (("right", nan, nan, nan), "right"),
        (("left", "right"), None),
        (("left", "left", "both", "both"), None),
        (("left", "left", "both"), "left"),
        ((nan,), None),
        ((), None),
    ],
)
def test_the_sore_side_is_named_by_more_than_half_of_the_entries_that_name_one(said, side):
    assert sore_side(sides(*said)) == side


def test_of_the_same_doses_each_question_takes_those_towards_its_own_side():
    terrain = {"r0": {"turned_deg": -720.0}, "r1": {"turned_deg": 1_080.0}}
    found = daily(log_of([(0, {}), (1, {})], terrain=terrain), NO_GAIT, on(2))
    assert towards(found, "left")["turning"].to_list() == [2, 0, 0]
    assert towards(found, "right")["turning"].to_list() == [0, 3, 0]
    assert "turning" not in towards(found, "left", since=on(1))  # these days hold none


@pytest.mark.parametrize("side", [None, "both", nan], ids=str)
def test_towards_no_one_side_there_is_nothing(side):
    found = daily(log_of([(0, {})], terrain={"r0": {"turned_deg": -720.0}}), NO_GAIT, on(2))
    assert list(towards(found, side)) == ["distance"]


def test_hard_ground_of_one_kind_alone_is_judged_by_the_days_asked_about():
    kinds = ["concrete", "asphalt", "trail"]
    runs = [(n, {"surface": kind, "surface_source": "runner"}) for n, kind in enumerate(kinds)]
    found = daily(log_of(runs), NO_GAIT, on(3))
    assert towards(found, None)["hard_ground"].to_list() == [10_000, 10_000, 0, 0]
    assert list(towards(found, None, since=on(1))) == ["distance", "asphalt", "trail"]


def test_what_may_answer_to_pain_counts_from_the_day_before_alone():
    assert {name for name, factor in FACTORS.items() if factor.answers_pain} == {
        "trail",
        "grass",
        "track",
        "treadmill",
        "new_shoe",
        "same_course",
        "turning",
        "camber",
        "felt_effort",
        "fewer_steps",
        "sore_side_stance",
        "step_drift",
        "strength_missed",
        "mobility_missed",
        "sitting",
        "driving",
        "one_sided_bag",
        "leaning",
        "slept_on_side",
    }


SIX_RUNS = log_of([(day, {}) for day in range(6)])


def gait_of_six():
    """Five level hours at 160 steps, then one at 152: 5 % fewer at the same speed."""
    speeds = [2.6 + 0.01 * (minute % 40) for minute in range(60)]
    grades = [0.01 * (minute % 3 - 1) for minute in range(60)]
    return pd.concat(
        pd.DataFrame(
            {
                "run_id": f"r{run}",
                "moving_s": 60.0,
                "speed_m_s": speeds,
                "grade": grades,
                "cadence_spm": 152.0 if run == 5 else 160.0,
            },
            columns=["run_id", *GAIT.names],
        ).astype(dict.fromkeys(GAIT.names, "float64"))
        for run in range(6)
    )


def test_form_stands_in_the_frame_where_windows_tell_of_it():
    assert frame_of(SIX_RUNS, 6, gait_of_six())["fewer_steps"].to_list() == like(
        [nan, nan, nan, nan, nan, 0.05, 0]
    )


def test_what_is_towards_a_side_and_nothing_else_has_a_column_for_either():
    found = daily(SIX_RUNS, gait_of_six(), on(6))
    assert {name for name in found if "." in name} == {
        f"{name}.{side}" for name in SIDED for side in ("left", "right")
    }


def test_every_factor_is_told_in_words_that_fit_their_sentences():
    assert [factor.name for factor in FACTORS.values()] == list(FACTORS)
    said = [words for one in FACTORS.values() for words in (one.plain, one.big, one.little)]
    assert [words for words in said if words != words.strip(" .") or not words[0].islower()] == []
