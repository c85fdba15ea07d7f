"""Ways of doing the same take turns, and what is compared is what all of them could do."""

from math import isnan

import pandas as pd
import pytest

from benchmarks.timing import by_turns, common, medians_ms, ratios, refused, rounds_of, slowest_of


class Panic(BaseException):
    """What a library that is not written in Python may raise."""


def panicking(item):
    if item == "bad":
        raise Panic
    return item


def samples(*rows):
    return pd.DataFrame(rows, columns=["round", "item", "name", "cpu_s", "trouble"])


def test_every_way_meets_every_item_as_often():
    took = by_turns({"a": len, "b": str.upper}, ["x", "y", "z"], rounds=2)
    assert took.groupby(["name", "item"]).size().tolist() == [2] * 6


def test_the_ways_take_turns_in_being_first():
    order = []
    by_turns({"a": lambda _: order.append("a"), "b": lambda _: order.append("b")}, ["x", "y"], rounds=1)
    assert order[2:] == ["a", "b", "b", "a"]  # behind the two of the first, unmeasured call


def test_a_panic_is_a_trouble_of_that_item_only():
    took = by_turns({"a": panicking, "b": str.upper}, ["good", "bad"], rounds=1)
    assert took.loc[took["trouble"] != "", ["name", "item", "trouble"]].to_numpy().tolist() == [
        ["a", 1, "Panic"]
    ]
    assert refused(took, "a").to_dict() == {"Panic": 1}
    assert refused(took, "b").empty
    assert set(common(took)["item"]) == {0}


def test_an_interrupt_ends_it_all():
    def interrupted(_):
        raise KeyboardInterrupt

    with pytest.raises(KeyboardInterrupt):
        by_turns({"a": interrupted}, ["x"], rounds=1)


def test_a_ratio_is_that_of_two_totals_of_one_round():
    took = samples(
        (0, 0, "own", 1.0, ""), (0, 1, "own", 3.0, ""), (0, 0, "peer", 10.0, ""), (0, 1, "peer", 10.0, ""),
        (1, 0, "own", 2.0, ""), (1, 1, "own", 2.0, ""), (1, 0, "peer", 6.0, ""), (1, 1, "peer", 6.0, ""),
        (2, 0, "own", 1.0, ""), (2, 1, "own", 1.0, ""), (2, 0, "peer", 2.0, ""), (2, 1, "peer", 2.0, ""),
    )  # fmt: skip
    # totals own 4, 4, 2; peer 20, 12, 4: ratios 5, 3, 2
    assert ratios(took, "own").loc["peer"].to_dict() == {"median": 3.0, "least": 2.0, "most": 5.0}
    assert medians_ms(took).to_dict() == {"own": 2000.0, "peer": 6000.0}


@pytest.mark.parametrize(("share", "seconds"), [(0.5, 3.0), (1.0, 5.0), (0.0, 1.0)])
def test_a_share_of_the_times_stays_below(share, seconds):
    assert slowest_of([5.0, 1.0, 3.0, 2.0, 4.0], share) == seconds


def test_no_times_have_no_slowest():
    assert isnan(slowest_of([], 0.95))


def test_no_round_begins_when_the_time_is_up():
    assert rounds_of(by_turns({"a": len}, ["x"], rounds=5, limit_s=0.0)) == 1
