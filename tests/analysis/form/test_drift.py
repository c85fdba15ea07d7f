"""Drift within a run, both sides of its limit: runs whose drifts the test wrote."""

import pytest

from analysis.form.drift import drifts
from analysis.limits import Limits


@pytest.mark.parametrize("name", ["cadence", "stance_time", "vertical_ratio"])
@pytest.mark.parametrize(("drift", "found"), [(0.05, 0), (0.0501, 1), (-0.05, 0), (-0.0501, 1)])
def test_drift_within_a_run_is_told_beyond_five_percent_either_way(form_of, name, drift, found):
    said = list(drifts(form_of((0, {f"{name}_drift": drift})), Limits()))
    assert [each.subject for each in said] == ["r0"] * found


def test_of_a_run_only_what_drifted_furthest_is_told(form_of):
    values = {"cadence_drift": -0.06, "stance_time_drift": 0.08, "vertical_ratio_drift": 0.01}
    (one,) = drifts(form_of((0, values)), Limits())
    assert one.headline == (
        "In the last third of your run on Sun 1 Mar your feet stayed 8 % longer on the ground than in the "
        "first, at the same speed."
    )
