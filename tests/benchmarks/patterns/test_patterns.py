"""The pattern finder on made runners in whom nothing, in whom something, and in whom it only looks so.

Seeds are fixed, so the outcomes are too: the counts below are those of the finder as it is. Where a change
of the finder moves one by more than STRAY, run `python -m benchmarks.patterns` whole and see that PATTERNS.md
keeps its promises and that nothing here but the counts fails; then write the new counts here in the same
commit, and in its message why they moved. Counts that only grow worse are no reason to set them anew.
The promises stand beside the counts and do not move: they are the bounds that an honest finder breaks once
in a thousand draws of the runners.
"""

import pytest
from scipy.stats import binom

from analysis.patterns.find import find_patterns
from benchmarks.patterns import grid, partly, score
from benchmarks.patterns.ablated import plain_spearman
from benchmarks.patterns.grid import Cell
from benchmarks.patterns.harder import Harder
from benchmarks.patterns.partly import Partly
from benchmarks.patterns.reference import find as shift_t
from benchmarks.patterns.runners import Trigger, World

RUNNERS, STRAY = 40, 2
ONCE_IN = 0.001
ANY_FLAG, FPR = 0.10, 0.05
"""Promised at most, of runners and of factors, where nothing is to be found (issue 6)."""

LARGE_FOUND = 0.60
"""Of triggers of large effect (1.2) at 180 days: at least. `shift_t` finds 0.85."""

SHADOWS = 0.12
"""Promised at most: false leads."""

NULL = Cell("null", "CI", "", World(), RUNNERS)
STRANGERS = Cell("control", "CI", "", World(triggers=(Trigger("descent", 0.8),)), RUNNERS)
SITTING = Cell("null, harder", "CI", "", World(rho=0.85), RUNNERS, Harder("sitting", "strong"))
WEEKLY = Cell("null, harder", "CI", "", World(rho=0.85), RUNNERS, Harder("weekly", "strong"))
YEAR = World(days=365, factors=partly.FACTORS)
NEWCOMER = Cell("null, partly known", "CI", "", YEAR, RUNNERS, Partly("newcomer"))
YOUNG_LOG = Cell("null, partly known", "CI", "", YEAR, RUNNERS, Partly("young log"))


def at_most(share, count=RUNNERS):
    return binom.ppf(1 - ONCE_IN, count, share)


def at_least(share, count=RUNNERS):
    return binom.ppf(ONCE_IN, count, share)


def asked(cell, finder=find_patterns):
    return [score.said(finder, cell.runner(number)) for number in range(cell.runners)]


def shown(answers, verdicts=("lead",)):
    """How many runners are shown one of these verdicts."""
    return sum(bool(said["verdict"].isin(verdicts).any()) for said in answers)


def below(answers, bound):
    return sum(int(((said["p"] <= bound) & ~said["trigger"]).sum()) for said in answers)


@pytest.fixture(scope="module")
def nothing():
    return asked(NULL)


@pytest.fixture(scope="module")
def large():
    """Five runners a trigger, of large effect."""
    worlds = {factor: World(triggers=(Trigger(factor, 1.2),)) for factor in grid.TRIGGERS}
    each = RUNNERS // len(grid.TRIGGERS)
    cells = [Cell("trigger", "CI", factor, world, each) for factor, world in worlds.items()]
    return [said for cell in cells for said in asked(cell)]


def test_few_are_shown_anything_where_nothing_goes_with_the_pain(nothing):
    counts = shown(nothing), shown(nothing, score.FLAGS)
    assert counts == pytest.approx((2, 2), abs=STRAY)
    assert shown(nothing, score.FLAGS) <= at_most(ANY_FLAG)
    # Ten factors of a runner hang together as about three would, so a third of them are counted as a draw.
    assert below(nothing, FPR) / 3 <= at_most(FPR, RUNNERS * 10 // 3)


def test_another_runners_diary_shows_as_little_as_chance():
    answers = asked(STRANGERS)
    assert (shown(answers), shown(answers, score.FLAGS)) == pytest.approx((3, 4), abs=STRAY)
    assert shown(answers, score.FLAGS) <= at_most(ANY_FLAG)


@pytest.mark.parametrize(
    ("cell", "counts"),
    [pytest.param(NEWCOMER, (1, 1), id="newcomer"), pytest.param(YOUNG_LOG, (1, 2), id="young log")],
)
def test_days_of_which_little_is_known_do_not_make_luck_look_rare(cell, counts):
    """Were all shifts counted, 17 of 100 newcomers and 40 of 100 young logs would be shown something."""
    answers = asked(cell)
    assert (shown(answers), shown(answers, score.FLAGS)) == pytest.approx(counts, abs=STRAY)
    assert shown(answers, score.FLAGS) <= at_most(ANY_FLAG)


def test_long_sundays_are_told_apart_from_what_else_sundays_are():
    """Pain that goes by the week for another reason: few leads; that some are shown as one is honest."""
    answers = asked(WEEKLY)
    assert (shown(answers), shown(answers, score.FLAGS)) == pytest.approx((2, 9), abs=STRAY)
    assert shown(answers) <= at_most(ANY_FLAG)


def test_what_is_done_because_it_hurts_already_passes_for_a_lead_no_more_often_than_it_does():
    """Known to lie: whoever sits more on the very days that hurt. There is no promise, but a count."""
    answers = asked(SITTING)
    assert (shown(answers), shown(answers, score.FLAGS)) == pytest.approx((8, 8), abs=STRAY)


def test_a_large_effect_is_found_at_180_days_and_its_shadows_are_not(large):
    said = score.together(large)
    true = said[said["trigger"]]
    counts = true["verdict"].eq("lead").sum(), true["verdict"].isin(score.FLAGS).sum()
    assert counts == pytest.approx((34, 36), abs=STRAY)
    misled = said.loc[said["verdict"].eq("lead") & ~said["trigger"], "runner"].nunique()
    assert misled == pytest.approx(6, abs=STRAY)
    told = score.measures(said)
    assert told["recall"][0] * len(large) >= at_least(LARGE_FOUND, len(large))
    assert told["fdr"][0] * len(large) <= at_most(SHADOWS, len(large))


def test_what_every_dashboard_does_is_caught_by_the_same_bound():
    """The plain search over lags: were it the finder, the first test would fail."""
    few = RUNNERS // 2
    assert shown(asked(Cell("null", "CI", "", World(), few), plain_spearman)) > at_most(ANY_FLAG, few)


@pytest.mark.slow
def test_no_cell_of_the_null_grid_shows_more_than_it_may():
    """40 runners a cell; each cell's bound allows for there being 120 of them."""
    cells = [cell for cell in grid.cells(RUNNERS) if cell.table == "null"]
    counts = {cell.name: shown(asked(cell), score.FLAGS) for cell in cells}
    bound = binom.ppf(1 - ONCE_IN / len(cells), RUNNERS, ANY_FLAG)
    assert {name: count for name, count in counts.items() if count > bound} == {}
    assert sum(counts.values()) <= at_most(ANY_FLAG, RUNNERS * len(cells))


@pytest.mark.slow
def test_the_made_runners_are_as_hard_as_those_of_the_protocol():
    """shift_t finds about two thirds (0.67, EVIDENCE 7.4) of the medium effects at 180 days here as well."""
    worlds = {factor: World(triggers=(Trigger(factor, 0.8),)) for factor in grid.TRIGGERS}
    cells = [Cell("trigger", "bar", factor, world, 12) for factor, world in worlds.items()]
    answers = [said for cell in cells for said in asked(cell, shift_t)]
    found = score.measures(score.together(answers))["recall"][0] * len(answers)
    assert at_least(0.67, len(answers)) <= found <= at_most(0.67, len(answers))
