"""What stands out in form, both sides of every limit: runs whose residuals the test wrote."""

from datetime import date, timedelta

import numpy as np
import pandas as pd
import pytest

from analysis.findings import Severity
from analysis.form import rules
from analysis.form.by_run import COLUMNS
from analysis.limits import Limits
from ingest.schema import Log

FIRST = date(2026, 3, 1)  # a Sunday


def form_of(*rows):
    """Runs by (days after FIRST, column of by_run -> value)."""
    frame = pd.DataFrame([values for _, values in rows], index=[f"r{n}" for n in range(len(rows))])
    days = pd.to_datetime([FIRST + timedelta(days=day) for day, _ in rows]).as_unit("us")
    return frame.reindex(columns=list(COLUMNS)).astype("float64").assign(day=days)


def steps(*residuals, every=2):
    return form_of(*((every * n, {"cadence_residual": each}) for n, each in enumerate(residuals)))


@pytest.mark.parametrize(("residual", "found"), [(-0.0299, 0), (-0.03, 1), (-0.0301, 1), (0.04, 0)])
def test_fewer_steps_are_told_from_three_percent_on(residual, found):
    assert len(rules._fewer_steps(steps(residual, residual), Limits())) == found


def test_fewer_steps_are_said_of_the_worst_week_and_mean_its_runs():
    """−2, −4, −6 and −2 % in one week, a run every other day: −4 % by the third, −3.5 % by the fourth."""
    (one,) = rules._fewer_steps(steps(-0.02, -0.04, -0.06, -0.02), Limits())
    assert one.headline == (
        "In the 7 days to Thu 5 Mar you took 4 % fewer steps a minute than usual at the same speed."
    )
    assert (one.rule, one.severity, one.day) == ("form.fewer_steps", Severity.NOTE, date(2026, 3, 5))
    assert (one.measured, one.limit, one.unit) == (pytest.approx(0.04), 0.03, "fraction")


@pytest.mark.parametrize(("every", "found"), [(6, 1), (7, 0)])
def test_one_run_a_week_is_too_few_for_a_mean(every, found):
    assert len(rules._fewer_steps(steps(-0.05, -0.05, every=every), Limits())) == found


def test_two_spells_are_two_findings():
    low, usual = [-0.05] * 3, [0.0] * 6
    assert len(rules._fewer_steps(steps(*low, *usual, *low), Limits())) == 2


def test_the_runner_may_set_another_limit():
    limits = Limits({"form.fewer_steps": 0.05})
    assert rules._fewer_steps(steps(-0.04, -0.04), limits) == []


@pytest.mark.parametrize(
    ("cadence", "length", "found"),
    [(-0.03, 0.0301, 1), (-0.03, 0.03, 0), (-0.0299, 0.05, 0), (0.03, 0.05, 0)],
)
def test_longer_steps_are_told_beside_fewer_ones_only(cadence, length, found):
    values = {"cadence_residual": cadence, "step_length_residual": length}
    said = rules._longer_steps(form_of((0, values), (3, values)), Limits())
    assert [each.rule for each in said] == ["form.longer_steps"] * found


def test_longer_steps_say_by_how_much():
    values = {"cadence_residual": -0.034, "step_length_residual": 0.036}
    (one,) = rules._longer_steps(form_of((0, values), (3, values)), Limits())
    assert one.headline == (
        "In the 7 days to Wed 4 Mar your steps were 3.6 % longer than usual at the same speed, and fewer."
    )


@pytest.mark.parametrize("name", ["cadence", "stance_time", "vertical_ratio"])
@pytest.mark.parametrize(("drift", "found"), [(0.05, 0), (0.0501, 1), (-0.05, 0), (-0.0501, 1)])
def test_drift_within_a_run_is_told_beyond_five_percent_either_way(name, drift, found):
    said = list(rules._drifts(form_of((0, {f"{name}_drift": drift})), Limits()))
    assert [each.subject for each in said] == ["r0"] * found


def test_of_a_run_only_what_drifted_furthest_is_told():
    values = {"cadence_drift": -0.06, "stance_time_drift": 0.08, "vertical_ratio_drift": 0.01}
    (one,) = rules._drifts(form_of((0, values)), Limits())
    assert one.headline == (
        "In the last third of your run on Sun 1 Mar your feet stayed 8 % longer on the ground than in the "
        "first, at the same speed."
    )


def balances(*shifts):
    return list(
        rules._balances(form_of(*((n, {"balance_shift": s}) for n, s in enumerate(shifts))), Limits())
    )


@pytest.mark.parametrize("sign", [1, -1])
@pytest.mark.parametrize(("shift", "found"), [(0.499, 0), (0.5, 1)])
def test_balance_is_told_from_two_points_of_the_index_on(sign, shift, found):
    """Half a percentage point of the left foot's share is two points: SI = 4 (share − 50)."""
    assert len(balances(*[sign * shift] * 3)) == found


@pytest.mark.parametrize(
    ("shifts", "found"),
    [
        ((0.6, 0.6), 0),
        ((0.6, 0.6, 0.6), 1),
        ((0.6, 0.6, 0.0, 0.6), 0),
        ((0.6, 0.6, -0.6, -0.6), 0),
        ((0.6, np.nan, 0.6, 0.6), 1),  # a run without the strap tells nothing
        ((0.6, 0.6, 0.6, 0.0, -0.6, -0.6, -0.6), 2),
    ],
)
def test_balance_must_be_off_to_one_side_in_three_runs_in_a_row(shifts, found):
    assert len(balances(*shifts)) == found


def test_balance_names_the_foot_and_since_when_and_that_it_says_nothing_of_injury():
    (one,) = balances(0.0, -0.6, -0.6, -0.6)
    assert one.headline == (
        "Since Mon 2 Mar your right foot has stayed 2.4 % longer on the ground than usual, "
        "beside the left one."
    )
    assert (one.day, one.severity, one.unit) == (date(2026, 3, 4), Severity.NOTE, "points")
    assert "has not been linked to injury" in one.why
    assert "The file does not say whose share it holds" in one.why
    assert one.evidence.said.startswith("Evidence against a link")


def test_a_log_with_its_minutes_is_looked_through_up_to_the_day(runs_of, minutes):
    """Five usual weeks at 174 steps a minute, then two runs in a week with 5 % fewer."""
    days = [0, 7, 14, 21, 28, 35, 37]
    runs = runs_of(days)
    gait = [
        minutes(f"r{n}", np.full(20, 3.0), cadence_spm=174.0 * (0.95 if day >= 35 else 1.0))
        for n, day in enumerate(days)
    ]
    log = Log(runs=runs, gait=pd.concat(gait, ignore_index=True))
    found = rules.stood_out(log, FIRST + timedelta(days=37), Limits())
    # The last run is held against six others, one of which was low already.
    assert [(each.rule, each.day) for each in found] == [("form.fewer_steps", FIRST + timedelta(days=37))]
    assert rules.stood_out(log, FIRST + timedelta(days=36), Limits()) == []


def test_without_minutes_nothing_stands_out(runs_of):
    assert rules.stood_out(Log(runs=runs_of([0, 3, 6])), FIRST + timedelta(days=9), Limits()) == []
    assert rules.stood_out(Log(), FIRST, Limits()) == []
