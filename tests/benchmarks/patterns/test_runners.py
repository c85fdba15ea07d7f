"""The made runners: what their training, their pain and their diaries promise, and what is true of a dose."""

from dataclasses import replace

import numpy as np
import pandas as pd
import pytest

from benchmarks.patterns import grid, runners, training
from benchmarks.patterns.runners import KERNELS, Trigger, World, runner
from benchmarks.patterns.training import LIFE
from benchmarks.patterns.truth import effect

MANY = 30
MEDIUM = World(days=365, triggers=(Trigger("descent", 0.8, "72 h"),))


@pytest.fixture(scope="module")
def many():
    world = World(days=365, factors=training.FACTORS + training.MORE)
    return [runner(world, number) for number in range(MANY)]


def planned(distance_km):
    """A plan with these distances, in one pair of shoes that has 10 km behind it and lasts for 30."""
    made = training.plan(len(distance_km), np.random.default_rng(1))
    pair = np.zeros(len(distance_km), dtype=int)
    shoes = {"pair": pair, "pair_km": np.array([10.0]), "pair_limit_km": np.array([30.0])}
    return replace(made, distance_km=np.array(distance_km, dtype=float), **shoes)


def held(distance_km, kept=1.0):
    return training.exposures(planned(distance_km), np.full(len(distance_km), kept))


def test_a_runner_is_the_same_at_every_call_and_unlike_the_next():
    one, again, other = runner(World(), 3), runner(World(), 3), runner(World(), 4)
    pd.testing.assert_frame_equal(one.exposures, again.exposures)
    pd.testing.assert_series_equal(one.pain, again.pain)
    assert not one.pain.equals(other.pain)
    assert not one.exposures.equals(other.exposures)


def test_exposures_stand_on_every_day_of_the_log_and_pain_is_a_whole_number(many):
    for made in many:
        assert list(made.exposures.columns) == [*training.FACTORS, *training.MORE]
        assert made.exposures.index.equals(made.pain.index)
        assert made.exposures.index.to_series().diff().dropna().eq(pd.Timedelta(days=1)).all()
        assert made.exposures.notna().all(axis=None)
        assert made.pain.dropna().isin(range(11)).all()


def test_runners_rest_some_days_and_run_on_others(many):
    ran = np.array([(made.exposures["distance"] > 0).mean() for made in many])
    week = np.array([made.exposures["week"].median() for made in many])
    assert (ran.min() > 0.25) & (ran.max() < 0.95)
    assert (week.min() > 5) & (week.max() < 110)
    resting = pd.concat([made.exposures[made.exposures["distance"] == 0] for made in many])
    of_runs = resting.drop(columns=["week", "sitting", "side_sleep"])
    assert (of_runs == 0).all(axis=None)


def test_factors_hang_together_as_in_life(many):
    """Of days with a run, by ranks; the mean over runners."""
    ran = [made.exposures[made.exposures["distance"] > 0] for made in many]
    alike = sum(days.rank().corr() for days in ran) / MANY
    assert alike.loc["distance", "steps"] > 0.9
    assert 0.5 < alike.loc["distance", "descent"] < 0.9
    assert alike.loc["descent", "ascent"] > 0.9
    assert 0.3 < alike.loc["distance", "concrete"] < 0.9
    assert alike.loc["distance", "session_spike"] > 0.1
    assert abs(alike.loc["distance", "low_cadence"]) < 0.2
    assert abs(alike.loc["sitting", "descent"]) < 0.1


def test_a_week_a_spike_and_days_in_a_row_by_hand():
    made = held([10, 0, 5, 5, 0, 0, 0, 0, 12, 6])
    assert made["week"].tolist() == [10, 10, 15, 20, 20, 20, 20, 10, 22, 23]
    assert made["session_spike"].tolist() == pytest.approx([0, 0, 0, 0, 0, 0, 0, 0, 0.2, 0])
    assert made["in_a_row"].tolist() == [1, 0, 1, 2, 0, 0, 0, 0, 1, 2]


def test_a_pair_grows_older_and_is_replaced_and_a_day_of_rest_wears_none():
    assert held([8, 0, 8, 8, 8])["old_shoe"].tolist() == [18, 0, 26, 4, 12]


def test_half_a_run_is_half_a_dose_and_none_is_none():
    whole, half, none = (held([10, 0, 10], kept) for kept in (1.0, 0.5, 0.0))
    for name in ("distance", "descent", "concrete", "fast", "turn", "steps"):
        assert half[name] == pytest.approx(whole[name] / 2)
        assert not none[name].any()
    assert not none["low_cadence"].any()


@pytest.mark.parametrize("rho", grid.RHOS)
def test_noise_has_the_spread_and_the_memory_that_it_promises(rho):
    made = [pd.Series(runners.noise(20_000, rho, np.random.default_rng(seed))) for seed in range(4)]
    assert np.mean([noise.std() for noise in made]) == pytest.approx(1, abs=0.05)
    assert np.mean([noise.autocorr(1) for noise in made]) == pytest.approx(rho, abs=0.02)


@pytest.mark.parametrize("name", KERNELS)
def test_a_kernel_shares_a_dose_among_its_days(name):
    for seed in range(10):
        weights = runners.kernel(KERNELS[name], np.random.default_rng(seed))
        assert len(weights) == KERNELS[name]
        assert weights.min() > 0
        assert weights.sum() == pytest.approx(1)


@pytest.mark.parametrize("only_high", [False, True])
def test_a_trigger_moves_pain_by_its_effect_a_standard_deviation(only_high):
    made = runner(World(days=365, triggers=(Trigger("descent", 0.8, "72 h", only_high),)), 1)
    added = made.doses[0].adds(made.doses[0].averaged(made.lived["descent"]))[LIFE:]
    assert added.mean() == pytest.approx(0, abs=1e-9)
    assert added.std() == pytest.approx(0.8)


def test_only_what_exceeds_the_own_p80_adds():
    made = runner(World(triggers=(Trigger("descent", 0.8, "72 h", only_high=True),)), 1)
    averaged = made.doses[0].averaged(made.lived["descent"])[LIFE:]
    adds = made.doses[0].adds(averaged)
    low = averaged <= np.quantile(averaged, 0.8)
    assert np.ptp(adds[low]) == 0
    assert (adds[~low] > adds[low].max()).all()


def test_where_a_dose_saturates_the_first_part_adds_most_and_the_runner_is_the_same():
    plain, root = (
        runner(World(triggers=(Trigger("descent", 0.8, "72 h", saturates=bent),)), 1)
        for bent in (False, True)
    )
    dose = root.doses[0]
    added = dose.adds(dose.averaged(root.lived["descent"]))[LIFE:]
    assert (added.mean(), added.std()) == (pytest.approx(0, abs=1e-9), pytest.approx(0.8))
    steps = np.diff(dose.adds(np.array([-4.0, -1.0, 0.0, 1.0, 4.0])))
    assert steps == pytest.approx(0.8 / dose.sd * np.ones(4))
    pd.testing.assert_frame_equal(plain.exposures, root.exposures)


@pytest.mark.parametrize("share", [0.0, 0.2, 0.4])
def test_so_many_days_are_not_logged(share):
    gone = [runner(World(missing=share), number).pain.isna().mean() for number in range(MANY)]
    assert np.mean(gone) == pytest.approx(share, abs=0.025)


def test_where_missing_means_that_nothing_hurt_the_days_not_logged_hurt_less():
    world = World(days=365, missing="MNAR")
    made = [runner(world, number) for number in range(MANY)]
    true = np.concatenate([runners.recorded(one.latent) for one in made])
    gone = np.concatenate([one.pain.isna() for one in made])
    assert gone[true == 0].mean() == pytest.approx(runners.NOT_LOGGED[0], abs=0.05)
    assert gone[true >= 2].mean() == pytest.approx(runners.NOT_LOGGED_ELSE, abs=0.02)


def test_without_feedback_every_run_is_done_and_with_it_fewer_after_pain():
    free = [runner(World(days=365), number) for number in range(MANY)]
    bound = [runner(World(days=365, feedback=0.35), number) for number in range(MANY)]
    km = [np.mean([one.exposures["distance"].mean() for one in some]) for some in (free, bound)]
    assert km[1] < 0.95 * km[0]
    after = [
        np.mean([one.exposures["distance"].corr(pd.Series(one.latent).shift(1).set_axis(one.pain.index))
                 for one in some]) for some in (free, bound)
    ]  # fmt: skip
    assert abs(after[0]) < 0.03
    assert after[1] < -0.05


def test_neither_a_days_pain_nor_its_run_knows_what_comes_after_it():
    """With all luck the same, a longer run on the last day changes no earlier day, nor its own share done."""
    rng = np.random.default_rng(5)
    days = LIFE + 100
    plan, level, swings = training.plan(days, rng), np.full(days, 3.0), runners.noise(days, 0.6, rng)
    swings[-2:] = 1.0
    plans = [replace(plan, distance_km=np.append(plan.distance_km[:-1], last)) for last in (4.0, 40.0)]
    world = World(days=100, feedback=0.35, triggers=(Trigger("distance", 0.8),))
    doses = runner(world, 1).doses
    lives = [runners.life(one, world, level, swings, doses, np.random.default_rng(6)) for one in plans]
    (short, before), (long, after) = lives
    assert np.array_equal(before[:-1], after[:-1])
    assert before[-1] < after[-1]
    assert 0 < short["distance"][-1] < 4
    assert long["distance"][-1] == pytest.approx(10 * short["distance"][-1])


def test_the_truth_of_a_dose_over_the_whole_kernel_is_its_share_of_a_standard_deviation():
    made = runner(MEDIUM, 2)
    sd = made.doses[0].averaged(made.lived["descent"])[LIFE:].std()
    assert effect(made, "descent", (0, 3), sd).latent == pytest.approx(0.8)
    assert effect(made, "descent", (0, 6), 2 * sd).latent == pytest.approx(1.6)


def test_the_truth_of_a_window_shorter_than_the_kernel_is_that_of_its_days():
    made = runner(MEDIUM, 2)
    sd, weights = made.doses[0].sd, made.doses[0].weights
    assert effect(made, "descent", (0, 1), sd).latent == pytest.approx(0.8 * weights[:2].sum())
    assert effect(made, "descent", (1, 6), sd).latent == pytest.approx(0.8 * weights[1:].sum())


def test_what_is_carried_over_adds_up_over_the_days_of_the_window():
    made = runner(replace(MEDIUM, arising="carry-over", rho=0.6), 2)
    sd = made.doses[0].sd
    assert effect(made, "descent", (0, 0), sd).latent == pytest.approx(0.8)
    assert effect(made, "descent", (0, 2), sd).latent == pytest.approx(0.8 * (1 + 0.6 + 0.36))
    assert effect(made, "descent", (1, 2), sd).latent == pytest.approx(0.8 * (0.6 + 0.36))


def test_pain_that_is_10_already_is_written_down_no_higher():
    made = replace(runner(MEDIUM, 2), latent=np.full(365, 10.0))
    true = effect(made, "descent", (0, 3), made.doses[0].sd)
    assert (true.latent, true.recorded) == (pytest.approx(0.8), 0.0)


def test_on_the_recorded_scale_a_dose_counts_where_it_crosses_a_half():
    # Kernel average + 1 SD: +0.8. Of 2.0 and 2.4 comes 2.8 and 3.2, written 3 and 3; 2.6 is 3 and stays 3.
    made = replace(runner(replace(MEDIUM, days=3), 2), latent=np.array([2.0, 2.4, 2.6]))
    assert effect(made, "descent", (0, 3), made.doses[0].sd).recorded == pytest.approx(2 / 3)


def test_what_is_no_trigger_does_nothing():
    true = effect(runner(MEDIUM, 2), "distance", (0, 3), 10.0)
    assert (true.latent, true.recorded) == (0.0, 0.0)


def test_two_triggers_are_two_truths():
    both = (Trigger("descent", 0.8, "24 h"), Trigger("low_cadence", 0.4, "24 h"))
    made = runner(World(triggers=both), 1)
    assert made.triggers == ("descent", "low_cadence")
    told = [effect(made, dose.trigger.factor, (0, 1), dose.sd).latent for dose in made.doses]
    assert told == pytest.approx([0.8, 0.4])
