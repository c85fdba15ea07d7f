"""The evaluation of shoe dates: its runners, what counts as held, and the report."""

from dataclasses import replace

import numpy as np
import pytest

from benchmarks import shoe_runners, shoes
from benchmarks.shoes import Shoe

HELD = Shoe("steady", 100, "ok", early=3.0, middle=5.0, late=8.0, truth=8.0)


@pytest.mark.parametrize("kind", shoe_runners.KINDS)
def test_every_runner_runs_and_rests_and_never_backwards(kind):
    metres = shoe_runners.KINDS[kind](np.random.default_rng(1))
    assert len(metres) == 7 * shoe_runners.WEEKS
    assert (metres >= 0).all()
    assert 0 < (metres > 0).mean() < 1
    assert 3_000 < 7 * metres.mean() < 150_000


@pytest.mark.parametrize(("truth", "held"), [(2, False), (3, True), (8, True), (9, False)])
def test_the_interval_holds_its_ends(truth, held):
    assert replace(HELD, truth=truth).held is held


def test_pairs_of_which_no_date_is_said_count_for_nothing():
    silent = Shoe("steady", 100, "beyond", np.nan, np.nan, np.nan, 400)
    assert shoes.coverage([HELD, replace(HELD, truth=9), silent]) == 0.5
    assert shoes.row("all", [HELD, silent])[1:3] == ["1", "100.0 %"]
    assert shoes.row("all", [HELD, silent])[-1] == "1"


def test_the_true_day_is_counted_from_the_day_after_the_look():
    # 10 km on every seventh day: after 71 days (11 runs) a limit of 130 km is two runs, 13 days, away.
    metres = np.tile([10_000.0, 0, 0, 0, 0, 0, 0], 30)
    shoe = shoes.looked_at("steady", metres, 71, 130_000.0)
    assert (shoe.state, shoe.truth, shoe.middle) == ("ok", 14.0, 14.0)


@pytest.mark.parametrize("look", [shoes.old, shoes.own, shoes.young])
def test_a_pair_is_looked_at_before_it_is_there(look):
    rng, metres = np.random.default_rng(2), np.full(500, 3_000.0)
    for age, limit_m in filter(None, (look(metres, rng) for _ in range(50))):
        assert metres[:age].sum() < limit_m
        assert (age >= 70) is (look is not shoes.young)


def test_the_report_says_whether_the_promise_was_kept():
    missed = [replace(HELD, truth=9)] * 100
    for held, word in ((76, ": kept."), (73, "**not kept**.")):
        pairs = [HELD] * held + missed[: 100 - held]
        assert word in shoes.report(pairs, pairs, pairs, 1)
