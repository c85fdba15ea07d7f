"""Minetti's cost of a grade."""

import numpy as np
import pytest

from ingest.grade_cost import cost_factor


@pytest.mark.parametrize(
    ("grade", "factor"),
    # EVIDENCE 2.1, worked there from Minetti's polynomial over 3.6.
    [
        (-0.20, 0.500),
        (-0.15, 0.510),
        (-0.10, 0.598),
        (-0.05, 0.763),
        (0.0, 1.0),
        (0.05, 1.301),
        (0.10, 1.658),
        (0.15, 2.060),
        (0.20, 2.502),
    ],
)
def test_a_grade_costs_what_minetti_measured(grade, factor):
    assert cost_factor(np.array([grade]))[0] == pytest.approx(factor, abs=0.0005)


def test_grades_beyond_thirty_percent_cost_as_thirty():
    beyond, at = cost_factor(np.array([0.45, -0.6])), cost_factor(np.array([0.30, -0.30]))
    assert beyond.tolist() == at.tolist()


def test_an_unknown_grade_has_an_unknown_cost():
    assert np.isnan(cost_factor(np.array([np.nan]))[0])
