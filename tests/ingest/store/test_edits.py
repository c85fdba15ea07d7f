"""What a runner may say of a run: how far, what it was, whether it counts; and all of it taken back."""

import pandas as pd
import pytest

from ingest.errors import InvalidEntry


def run(store, run_id):
    return store.load().runs.set_index("run_id").loc[run_id]


@pytest.fixture
def treadmill(add):
    """8 km by the watch, in 50 minutes."""
    measured = {"avg_speed_m_s": 8_000 / 3_000, "grade_adjusted_m": 8_400.0, "uphill_m": 400.0}
    add("a", distance_m=8_000.0, duration_s=3_000.0, **measured)
    return "a"


def test_the_runner_says_how_far_a_treadmill_run_was(store, treadmill):
    store.edit_runs([treadmill], distance_m=10_000.0)
    row = run(store, treadmill)
    assert (row["distance_m"], row["distance_source"], row["recorded_distance_m"]) == (
        10_000.0,
        "runner",
        8_000.0,
    )
    assert row["avg_speed_m_s"] == pytest.approx(10_000 / 3_000)
    assert row["grade_adjusted_m"] == pytest.approx(10_500.0)
    assert row["uphill_m"] == pytest.approx(500.0)


def test_said_twice_the_recorded_distance_is_still_the_recorded_one(store, treadmill):
    store.edit_runs([treadmill], distance_m=10_000.0)
    store.edit_runs([treadmill], distance_m=9_000.0)
    row = run(store, treadmill)
    assert (row["distance_m"], row["recorded_distance_m"]) == (9_000.0, 8_000.0)


def test_taken_back_everything_is_as_recorded(store, treadmill):
    before = run(store, treadmill)
    store.edit_runs([treadmill], distance_m=10_000.0)
    store.edit_runs([treadmill], distance_m=None)
    after = run(store, treadmill)
    assert pd.isna(after["distance_source"])
    assert pd.isna(after["recorded_distance_m"])
    for name in ("distance_m", "avg_speed_m_s", "grade_adjusted_m", "uphill_m"):
        assert after[name] == pytest.approx(before[name], rel=1e-12)


def test_taking_back_what_was_never_said_changes_nothing(store, treadmill):
    store.edit_runs([treadmill], distance_m=None)
    assert run(store, treadmill)["distance_m"] == 8_000.0


def test_a_run_without_a_distance_is_given_one_and_loses_it_again(store, add):
    add("a", distance_m=float("nan"), duration_s=1_800.0)
    store.edit_runs(["a"], distance_m=5_400.0)
    assert run(store, "a")["avg_speed_m_s"] == pytest.approx(3.0)
    store.edit_runs(["a"], distance_m=None)
    assert run(store, "a")[["distance_m", "avg_speed_m_s", "distance_source"]].isna().all()


@pytest.mark.parametrize("distance_m", [0.0, -5.0, 1_000_000.1])
def test_a_distance_that_cannot_be_is_refused_with_a_sentence(store, treadmill, distance_m):
    with pytest.raises(InvalidEntry, match="longer than nothing"):
        store.edit_runs([treadmill], distance_m=distance_m)


def test_the_furthest_distance_is_taken(store, treadmill):
    store.edit_runs([treadmill], distance_m=1_000_000.0)
    assert run(store, treadmill)["distance_m"] == 1_000_000.0


def test_a_run_left_out_counts_for_nothing_until_it_is_taken_back(store, treadmill):
    store.edit_runs([treadmill], excluded=True)
    assert store.load().runs.empty
    assert store.left_out()["excluded"].tolist() == ["runner"]
    store.edit_runs([treadmill], excluded=False)
    assert store.load().runs["run_id"].tolist() == [treadmill]
    assert store.left_out().empty


def test_what_the_runner_calls_a_walk_is_no_run(store, treadmill):
    store.edit_runs([treadmill], sport="walking")
    assert store.load().runs.empty
    assert store.left_out()[["sport", "kind_source"]].to_numpy().tolist() == [["walking", "runner"]]
    store.edit_runs([treadmill], sport="running")
    assert len(store.load().runs) == 1


def test_a_kind_tells_of_the_ground_unless_the_runner_named_it(store, add):
    add("a", surface="paved", surface_source="sub_sport")
    add("b")
    store.edit_runs(["b"], surface="grass")
    store.edit_runs(["a", "b"], sub_sport="trail")
    assert run(store, "a")[["sub_sport", "surface", "surface_source"]].tolist() == [
        "trail",
        "trail",
        "sub_sport",
    ]
    assert run(store, "b")[["sub_sport", "surface", "surface_source"]].tolist() == [
        "trail",
        "grass",
        "runner",
    ]


def test_a_kind_that_tells_of_no_ground_leaves_it_unknown(store, add):
    add("a", surface="paved", surface_source="sub_sport")
    store.edit_runs(["a"], sub_sport="generic")
    assert run(store, "a")[["surface", "surface_source"]].isna().all()


@pytest.mark.parametrize(("name", "value"), [("sport", "flying"), ("sub_sport", "moon")])
def test_a_sport_or_kind_that_is_none_is_refused_with_a_sentence(store, treadmill, name, value):
    with pytest.raises(InvalidEntry, match=f"“{value}” is not one of the"):
        store.edit_runs([treadmill], **{name: value})
