"""Why what was not looked at was not, in sentences."""

import pandas as pd

from analysis.exposures import FACTORS, SIDED, towards
from analysis.patterns import not_looked_at

REST = [name for name in FACTORS if name not in (*SIDED, "hard_ground", "concrete", "paved", "grass")]
"""Everything but what is towards a side, and but two kinds of hard ground and grass."""

ABSENT = "Not looked at, for your log shows none of it in these days: "
NO_SIDE = "Not looked at, for your diary names no one side as the sore one: "


def test_where_all_was_looked_at_nothing_is_said():
    assert not_looked_at.said(list(FACTORS), None) == []


def test_hard_ground_that_is_all_asphalt_is_the_same_and_not_absent():
    doses = pd.DataFrame({"asphalt": [8e3, 0.0, 5e3], "hard_ground": [8e3, 0.0, 5e3]})
    looked_at = [*towards(doses, "left"), *REST, *SIDED]
    assert not_looked_at.said(looked_at, "left") == [
        "Not looked at, for it is the same as running on asphalt in these days: running on hard ground.",
        f"{ABSENT}running on concrete, running on paved ground, running on grass.",
    ]


def test_without_any_hard_ground_it_is_absent():
    looked_at = [name for name in (*REST, *SIDED, "grass") if name != "asphalt"]
    assert not_looked_at.said(looked_at, "left") == [
        f"{ABSENT}running on hard ground, running on concrete, running on asphalt, running on paved ground."
    ]


def test_what_is_towards_a_side_lacks_the_side_where_none_is_sore():
    looked_at = [*REST, "hard_ground", "concrete", "paved"]
    turned = "turning towards your sore side, road running with your sore side on the lower edge"
    assert not_looked_at.said(looked_at, None) == [
        f"{ABSENT}running on grass.",
        f"{NO_SIDE}{turned}, time on the foot of your sore side.",
    ]


def test_what_is_towards_a_side_is_absent_where_one_is_sore():
    looked_at = [name for name in FACTORS if name != "camber"]
    assert not_looked_at.said(looked_at, "right") == [
        f"{ABSENT}road running with your sore side on the lower edge."
    ]


def test_form_that_hardly_changed_is_not_called_absent():
    """Cadence and balance are shown run by run: what is missing is a change that counts."""
    form = ("fewer_steps", "sore_side_stance", "step_drift")
    looked_at = [name for name in FACTORS if name not in form]
    least = "Not looked at, for no run in these days shows as much as"
    assert not_looked_at.said(looked_at, "left") == [
        f"{least} 1 % of it: running with fewer steps a minute than usual, slowing of your steps within a "
        "run.",
        f"{least} 0.25 percentage points of it: time on the foot of your sore side.",
    ]
