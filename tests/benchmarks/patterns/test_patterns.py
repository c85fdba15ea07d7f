"""The pattern finder on made runners: 40 in whom nothing, 40 in whom something, 40 with another's diary.

Seeds are fixed, so the outcomes are too. Bounds are those that a finder which keeps its promise breaks once
in a thousand draws of the runners: a change that stays honest passes, one that does not is found.
"""

import pytest
from scipy.stats import binom

from analysis.patterns.find import find_patterns
from benchmarks.patterns import grid, score
from benchmarks.patterns.ablated import plain_spearman
from benchmarks.patterns.grid import Cell
from benchmarks.patterns.reference import find as shift_t
from benchmarks.patterns.runners import Trigger, World

RUNNERS = 40
ONCE_IN = 0.001
ANY_LEAD, FPR = 0.10, 0.05
"""Promised at most, of runners and of factors, where nothing is to be found (issue 6)."""

LARGE_FOUND = 0.60
"""Of triggers of large effect (1.2) at 180 days: at least. `shift_t` finds 0.85."""

SHADOWS = 0.12
"""Promised at most: false leads."""


def at_most(share, count=RUNNERS):
    return binom.ppf(1 - ONCE_IN, count, share)


def at_least(share, count=RUNNERS):
    return binom.ppf(ONCE_IN, count, share)


def asked(cell, finder=find_patterns):
    return [score.said(finder, cell.runner(number)) for number in range(cell.runners)]


def shown(answers):
    """How many runners are shown a lead."""
    return sum(said["verdict"].eq("lead").any() for said in answers)


def below(answers, bound):
    return sum(int(((said["p"] <= bound) & ~said["trigger"]).sum()) for said in answers)


def test_few_are_shown_a_lead_where_nothing_goes_with_the_pain():
    answers = asked(Cell("null", "CI", "", World(days=180), RUNNERS))
    assert shown(answers) <= at_most(ANY_LEAD)
    # Ten factors of a runner hang together as about three would, so a third of them are counted as a draw.
    assert below(answers, FPR) / 3 <= at_most(FPR, RUNNERS * 10 // 3)


def test_a_large_effect_is_found_at_180_days_and_its_shadows_are_not():
    each = RUNNERS // len(grid.TRIGGERS)
    worlds = {factor: World(triggers=(Trigger(factor, 1.2),)) for factor in grid.TRIGGERS}
    cells = [Cell("trigger", "CI", factor, world, each) for factor, world in worlds.items()]
    answers = [said for cell in cells for said in asked(cell)]
    told = score.measures(score.together(answers))
    assert told["recall"][0] * len(answers) >= at_least(LARGE_FOUND, len(answers))
    assert told["fdr"][0] * len(answers) <= at_most(SHADOWS, len(answers))


def test_another_runners_diary_shows_as_little_as_chance():
    world = World(days=180, triggers=(Trigger("descent", 0.8),))
    assert shown(asked(Cell("control", "CI", "", world, RUNNERS))) <= at_most(ANY_LEAD)


def test_what_every_dashboard_does_is_caught_by_the_same_bound():
    """The plain search over lags: were it the finder, the first test would fail."""
    answers = asked(Cell("null", "CI", "", World(days=180), RUNNERS), plain_spearman)
    assert shown(answers) > at_most(ANY_LEAD)


@pytest.mark.slow
def test_no_cell_of_the_null_grid_shows_more_than_it_may():
    """40 runners a cell; each cell's bound allows for there being 120 of them."""
    cells = [cell for cell in grid.cells(RUNNERS) if cell.table == "null"]
    counts = {cell.name: shown(asked(cell)) for cell in cells}
    bound = binom.ppf(1 - ONCE_IN / len(cells), RUNNERS, ANY_LEAD)
    assert {name: count for name, count in counts.items() if count > bound} == {}
    assert sum(counts.values()) <= at_most(ANY_LEAD, RUNNERS * len(cells))


@pytest.mark.slow
def test_the_made_runners_are_as_hard_as_those_of_the_protocol():
    """shift_t finds about two thirds (0.67, EVIDENCE 7.4) of the medium effects at 180 days here as well."""
    worlds = {factor: World(triggers=(Trigger(factor, 0.8),)) for factor in grid.TRIGGERS}
    cells = [Cell("trigger", "bar", factor, world, 12) for factor, world in worlds.items()]
    answers = [said for cell in cells for said in asked(cell, shift_t)]
    found = score.measures(score.together(answers))["recall"][0] * len(answers)
    assert at_least(0.67, len(answers)) <= found <= at_most(0.67, len(answers))
