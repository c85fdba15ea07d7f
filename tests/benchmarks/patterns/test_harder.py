"""The harder lives: each is wrong in the way it says, and what it leaves alone stays as it was."""

import numpy as np
import pandas as pd
import pytest

from benchmarks.patterns.grid import Cell
from benchmarks.patterns.harder import FLARE, HABITS, LIVES, Harder
from benchmarks.patterns.runners import World

WORLD = World(days=270)
MANY = 6


def lives(kind, strength="strong"):
    """Runners of that life, each beside the same one in the plain null."""
    plain = Cell("null", "", "", WORLD, MANY)
    harder = Cell("null, harder", "", "", WORLD, MANY, Harder(kind, strength))
    return [(plain.runner(number), harder.runner(number)) for number in range(MANY)]


@pytest.mark.parametrize("kind", LIVES)
def test_a_life_is_the_same_at_every_call_and_has_no_trigger(kind):
    cell = Cell("null, harder", "", "", WORLD, 1, Harder(kind, "mild"))
    one, again = cell.runner(0), cell.runner(0)
    pd.testing.assert_frame_equal(one.exposures, again.exposures)
    pd.testing.assert_series_equal(one.pain, again.pain)
    assert one.triggers == ()
    assert one.exposures.notna().all(axis=None)
    assert one.exposures.index.equals(one.pain.index)


@pytest.mark.parametrize("kind", HABITS)
def test_a_habit_of_the_sore_changes_what_is_done_but_no_pain(kind):
    for plain, harder in lives(kind):
        pd.testing.assert_series_equal(plain.pain, harder.pain)
        assert not plain.exposures.equals(harder.exposures)


@pytest.mark.parametrize("kind", HABITS)
def test_a_strong_habit_follows_the_days_pain_more_than_a_mild_one(kind):
    column = {"treadmill": "treadmill", "short loop": "familiar_loop", "sitting": "sitting"}
    column = column.get(kind, "low_cadence")

    def alike(strength):
        told = []
        for _, made in lives(kind, strength):
            ran = made.exposures["distance"] > 0
            told.append(np.corrcoef(made.exposures.loc[ran, column], made.latent[ran])[0, 1])
        return np.mean(told)

    assert 0.05 < alike("mild") < alike("strong") - 0.05


def test_sundays_are_long_and_sundays_and_mondays_hurt_more():
    for plain, harder in lives("weekly"):
        more = pd.Series(harder.latent - plain.latent).groupby(plain.pain.index.day_name()).mean()
        assert more[["Sunday", "Monday", "Tuesday"]].tolist() == pytest.approx([1.5, 1.2, 0])
        sunday = plain.exposures.index.day_name() == "Sunday"
        km, longer = plain.exposures["distance"], harder.exposures["distance"]
        assert longer[sunday].to_numpy() == pytest.approx(2.2 * km[sunday].to_numpy())
        assert longer[~sunday].equals(km[~sunday])
        assert harder.exposures["week"].iloc[-1] == pytest.approx(longer.iloc[-7:].sum())


def test_in_a_flare_nobody_runs_and_the_way_back_takes_three_weeks():
    for plain, harder in lives("flares", ""):
        more = harder.latent - plain.latent
        flaring = np.isclose(more, FLARE)
        assert flaring.sum() >= 7
        assert not harder.exposures.loc[flaring, "distance"].any()
        quiet, back = np.isclose(more, 0), (more > 0.01) & ~flaring
        share = harder.exposures["distance"] / plain.exposures["distance"]
        assert share[quiet].dropna().to_numpy() == pytest.approx(1)
        assert share[back].dropna().to_numpy() == pytest.approx(1 - more[back & share.notna()] / FLARE)


def test_heavy_tails_are_heavier():
    tails = np.array([[pd.Series(made.latent).kurt() for made in both] for both in lives("heavy tails", "")])
    plain, heavy = np.median(tails, axis=0)
    assert heavy > plain + 3


def test_most_days_are_painless_and_the_others_as_before():
    for plain, harder in lives("mostly zero", ""):
        assert (harder.latent == 0).mean() == pytest.approx(0.6, abs=0.01)
        hurts = harder.latent > 0
        assert (harder.latent == plain.latent)[hurts].all()


def test_only_run_days_are_logged():
    for plain, harder in lives("on run days", ""):
        ran = plain.exposures["distance"] > 0
        assert harder.pain[~ran].isna().all()
        pd.testing.assert_series_equal(harder.pain[ran], plain.pain[ran])
