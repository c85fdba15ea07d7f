"""Fewer steps and longer ones, both sides of every limit: runs whose residuals the test wrote."""

from datetime import date

import pytest

from analysis.findings import Severity
from analysis.form import steps as rule
from analysis.limits import Limits


@pytest.fixture
def steps(form_of):
    """Runs so many days apart, with these residuals of cadence."""

    def runs(*residuals, every=2):
        return form_of(*((every * n, {"cadence_residual": each}) for n, each in enumerate(residuals)))

    return runs


@pytest.mark.parametrize(("residual", "found"), [(-0.0299, 0), (-0.03, 1), (-0.0301, 1), (0.04, 0)])
def test_fewer_steps_are_told_from_three_percent_on(steps, residual, found):
    assert len(rule.fewer_steps(steps(residual, residual), Limits())) == found


def test_fewer_steps_are_said_of_the_worst_week_and_mean_its_runs(steps):
    """−2, −4, −6 and −2 % in one week, a run every other day: −4 % by the third, −3.5 % by the fourth."""
    (one,) = rule.fewer_steps(steps(-0.02, -0.04, -0.06, -0.02), Limits())
    assert one.headline == (
        "In the 7 days to Thu 5 Mar you took 4 % fewer steps a minute than usual at the same speed."
    )
    assert (one.rule, one.severity, one.day) == ("form.fewer_steps", Severity.NOTE, date(2026, 3, 5))
    assert (one.measured, one.limit, one.unit) == (pytest.approx(0.04), 0.03, "fraction")


@pytest.mark.parametrize(("every", "found"), [(6, 1), (7, 0)])
def test_one_run_a_week_is_too_few_for_a_mean(steps, every, found):
    assert len(rule.fewer_steps(steps(-0.05, -0.05, every=every), Limits())) == found


def test_two_spells_are_two_findings(steps):
    low, usual = [-0.05] * 3, [0.0] * 6
    assert len(rule.fewer_steps(steps(*low, *usual, *low), Limits())) == 2


def test_the_runner_may_set_another_limit(steps):
    limits = Limits({"form.fewer_steps": 0.05})
    assert rule.fewer_steps(steps(-0.04, -0.04), limits) == []


@pytest.mark.parametrize(
    ("cadence", "length", "found"),
    [(-0.03, 0.0301, 1), (-0.03, 0.03, 0), (-0.0299, 0.05, 0), (0.03, 0.05, 0)],
)
def test_longer_steps_are_told_beside_fewer_ones_only(form_of, cadence, length, found):
    values = {"cadence_residual": cadence, "step_length_residual": length}
    said = rule.longer_steps(form_of((0, values), (3, values)), Limits())
    assert [each.rule for each in said] == ["form.longer_steps"] * found


def test_longer_steps_say_by_how_much(form_of):
    values = {"cadence_residual": -0.034, "step_length_residual": 0.036}
    (one,) = rule.longer_steps(form_of((0, values), (3, values)), Limits())
    assert one.headline == (
        "In the 7 days to Wed 4 Mar your steps were 3.6 % longer than usual at the same speed, and fewer."
    )
