"""Lives of which much is not known: nothing else of them changes, and what is not known is what they say."""

import pandas as pd
import pytest

from benchmarks.patterns.grid import Cell
from benchmarks.patterns.partly import FACTORS, LIVES, Partly
from benchmarks.patterns.runners import World

WORLD = World(days=365, factors=FACTORS)


def both(kind):
    """The runner in the plain null, and in that life."""
    plain = Cell("null", "", "", WORLD, 1).runner(0)
    return plain, Cell("null, partly known", "", "", WORLD, 1, Partly(kind)).runner(0)


def days_known(made, column):
    """First and last place of what is known of a factor."""
    known = made.exposures[column].reset_index(drop=True).dropna().index
    return known[0], known[-1]


@pytest.mark.parametrize("kind", LIVES)
def test_what_is_known_is_as_it_was(kind):
    plain, partly = both(kind)
    pd.testing.assert_frame_equal(partly.exposures, plain.exposures.where(partly.exposures.notna()))
    pd.testing.assert_series_equal(partly.pain, plain.pain.where(partly.pain.notna()))
    assert partly.pain.count() < plain.pain.count()
    assert partly.triggers == ()


def test_a_newcomer_has_all_runs_and_a_diary_of_90_days():
    plain, partly = both("newcomer")
    assert partly.pain[:275].isna().all()
    pd.testing.assert_series_equal(partly.pain[275:], plain.pain[275:])
    assert days_known(partly, "sitting") == (275, 364)
    assert days_known(partly, "distance") == (0, 364)


def test_a_new_watch_tells_more_for_80_of_the_diarys_130_days():
    plain, partly = both("new watch")
    assert partly.pain[:235].isna().all()
    pd.testing.assert_series_equal(partly.pain[235:], plain.pain[235:])
    assert days_known(partly, "low_cadence") == (285, 364)
    assert days_known(partly, "sitting") == (0, 364)


def test_between_two_seasons_nothing_is_known():
    plain, partly = both("two seasons")
    assert partly.exposures[40:275].isna().all(axis=None)
    assert partly.pain[40:275].isna().all()
    pd.testing.assert_frame_equal(partly.exposures[:40], plain.exposures[:40])
    pd.testing.assert_series_equal(partly.pain[:40], plain.pain[:40])
    pd.testing.assert_series_equal(partly.pain[275:], plain.pain[275:])


def test_of_a_young_log_only_the_last_90_days_are_known():
    _, partly = both("young log")
    assert {days_known(partly, column) for column in partly.exposures} == {(275, 364)}
    assert partly.pain[:275].isna().all()
