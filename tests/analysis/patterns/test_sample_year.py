"""The sample year, whose pain is made from descent and from nothing else that its runs hold."""

from datetime import date

import numpy as np
import pytest

from analysis import exposures, form
from analysis.patterns.asked import MORNING, OVER, WORST, asked
from analysis.patterns.find import find_patterns
from ingest.store import Store

TODAY = date(2026, 11, 22)
ANSWERS = [name for name, factor in exposures.FACTORS.items() if factor.answers_pain]
SEED = 6


@pytest.fixture(scope="module")
def answers(sample_store):
    """What the finder says of the year's worst pain and of its mornings, by series."""
    store = Store(sample_store)
    log = store.load()
    doses = exposures.daily(log, store.gait(form.looked_at(log.runs, TODAY)), TODAY)
    return {series: asked(log, doses, TODAY, series) for series in (WORST, MORNING)}


@pytest.fixture(scope="module", params=[WORST, MORNING])
def answer(answers, request):
    return answers[request.param]


def of(answer, scores):
    """The same question of another diary."""
    return find_patterns(answer.exposures, scores, windows=OVER[answer.series], from_yesterday=ANSWERS)


def test_descent_is_what_stood_out(answer):
    found = answer.found
    assert found.index[0] == "descent"
    assert (found.at["descent", "verdict"], found.at["descent", "inseparable_from"]) == ("lead", "")


def test_of_the_worst_pain_of_the_day_it_is_the_only_lead(answers):
    found = answers[WORST].found
    assert found.index[found["verdict"] == "lead"].to_list() == ["descent"]


def test_its_effect_is_one_that_a_runner_would_notice_and_no_caricature(answer):
    descent = answer.found.loc["descent"]
    assert 0.3 < descent["effect_low"] < descent["effect_high"] < 2.0
    assert descent["first_half"] > 0.3
    assert descent["second_half"] > 0.3


def test_neither_ascent_nor_trail_is_taken_for_it(answer):
    verdicts = answer.found.loc[["ascent", "trail"], ["verdict", "inseparable_from"]]
    assert set(verdicts.itertuples(index=False, name=None)) == {("inseparable", "descent")}


def test_a_shuffled_diary_yields_no_lead(answer):
    scores = answer.pain.copy()
    known = scores.notna()
    scores[known] = np.random.default_rng(SEED).permutation(scores[known])
    assert not (of(answer, scores)["verdict"] == "lead").any()


def test_a_diary_read_backwards_yields_no_lead(answer):
    backwards = answer.pain.set_axis(answer.pain.index[::-1]).sort_index()
    assert not (of(answer, backwards)["verdict"] == "lead").any()
