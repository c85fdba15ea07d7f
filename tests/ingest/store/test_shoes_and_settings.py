"""Shoes, the runner's profile and the changed thresholds."""

from __future__ import annotations

from datetime import date

import pandas as pd
import pytest

from ingest.errors import InvalidEntry, StoreError
from ingest.schema import SHOES, Profile
from ingest.store import Store


def pair(store, shoe_id):
    return store.load().shoes.set_index("shoe_id").loc[shoe_id]


def test_a_pair_comes_back_as_it_was_added(store):
    shoe_id = store.add_shoe(
        "Ghost 15", "road", first_used=date(2026, 1, 2), start_distance_m=12_000.0, watch_m=500_000.0
    )
    shoes = store.load().shoes
    assert shoes.dtypes.astype("str").to_dict() == SHOES.dtypes
    row = pair(store, shoe_id)
    assert (row["name"], row["kind"]) == ("Ghost 15", "road")
    assert row["first_used"] == pd.Timestamp("2026-01-02")
    assert pd.isna(row["retired_on"])
    assert (row["start_distance_m"], row["watch_m"]) == (12_000.0, 500_000.0)
    assert pd.isna(row["replace_m"])


def test_pairs_have_names_that_can_be_read_in_a_table(store):
    assert store.add_shoe("Ghost 15", "road") == "ghost-15"
    assert store.add_shoe(" Ghost  15 ", "road") == "ghost-15-2"
    assert store.add_shoe("Läufer №7", "trail") == "laufer-no7"
    assert store.add_shoe("跑鞋", "racing") == "pair"


def test_pairs_are_sorted_by_name(store):
    for name in ("Speedgoat", "Ghost", "Pegasus"):
        store.add_shoe(name, "road")
    assert store.load().shoes["name"].tolist() == ["Ghost", "Pegasus", "Speedgoat"]


@pytest.mark.parametrize("name", ["", "  ", None])
def test_a_pair_without_a_name_is_refused(store, name):
    with pytest.raises(InvalidEntry, match="Give the pair a name"):
        store.add_shoe(name, "road")


def test_a_kind_that_is_none_is_refused(store):
    with pytest.raises(InvalidEntry, match="“ballet” is not one of the kinds road, trail, racing"):
        store.add_shoe("Ghost", "ballet")


def test_a_distance_below_nothing_is_refused(store):
    with pytest.raises(InvalidEntry, match="cannot be below 0"):
        store.add_shoe("Ghost", "road", start_distance_m=-1.0)
    store.add_shoe("Ghost", "road", start_distance_m=0.0)


@pytest.mark.parametrize("name", ["watch_m", "replace_m"])
def test_a_limit_of_zero_is_refused_with_what_to_do_instead(store, name):
    with pytest.raises(InvalidEntry, match="leave it empty"):
        store.add_shoe("Ghost", "road", **{name: 0.0})
    pair = store.add_shoe("Ghost", "road", start_distance_m=0.0)
    with pytest.raises(InvalidEntry, match="leave it empty"):
        store.edit_shoe(pair, **{name: 0.0})
    store.edit_shoe(pair, **{name: 1.0})


def test_a_pair_can_be_retired_and_taken_back(store):
    shoe_id = store.add_shoe("Ghost", "road")
    store.edit_shoe(shoe_id, retired_on=date(2026, 5, 3), name="Old Ghost")
    assert pair(store, shoe_id)["retired_on"] == pd.Timestamp("2026-05-03")
    store.edit_shoe(shoe_id, retired_on=None)
    assert pd.isna(pair(store, shoe_id)["retired_on"])
    assert pair(store, shoe_id)["name"] == "Old Ghost"


def test_an_edit_that_says_nothing_is_no_write(store):
    shoe_id = store.add_shoe("Ghost", "road")
    before = store.data_version()
    store.edit_shoe(shoe_id)
    assert store.data_version() == before


def test_an_edit_of_a_pair_that_is_not_there_is_refused(store):
    with pytest.raises(StoreError, match="no pair of shoes “ghost”"):
        store.edit_shoe("ghost", name="x")


def test_the_name_in_the_tables_is_the_stores_to_give(store):
    with pytest.raises(TypeError, match="never changes"):
        store.add_shoe("Ghost", "road", shoe_id="other")


def test_a_profile_comes_back_as_it_was_saved(store):
    profile = Profile(body_mass_kg=70.5, zone="Europe/Berlin", distance_unit="mi", week_start="sunday")
    store.save_profile(profile)
    assert store.load().profile == profile
    assert store.profile() == profile


def test_a_weight_can_be_taken_back(store):
    store.save_profile(Profile(body_mass_kg=70.0))
    store.save_profile(Profile())
    assert store.profile() == Profile()


@pytest.mark.parametrize(
    ("profile", "said"),
    [
        (Profile(body_mass_kg=19.9), "19.9 kg cannot be right"),
        (Profile(body_mass_kg=400.1), "400.1 kg cannot be right"),
        (Profile(body_mass_kg=float("nan")), "nan kg cannot be right"),
        (Profile(zone="Mars/Olympus"), "“Mars/Olympus” is not a time zone"),
        (Profile(zone=""), "“” is not a time zone"),
        (Profile(zone="../etc"), "is not a time zone"),
        (Profile(distance_unit="furlong"), "not one of the units km, mi"),
        (Profile(week_start="friday"), "monday or sunday, not on “friday”"),
    ],
)
def test_a_profile_that_cannot_be_is_refused_with_a_sentence(store, profile, said):
    with pytest.raises(InvalidEntry, match=said):
        store.save_profile(profile)
    assert store.profile() == Profile()


@pytest.mark.parametrize("body_mass_kg", [20.0, 400.0])
def test_the_lightest_and_the_heaviest_runner_are_taken(store, body_mass_kg):
    store.save_profile(Profile(body_mass_kg=body_mass_kg))
    assert store.profile().body_mass_kg == body_mass_kg


def test_changed_thresholds_replace_those_changed_before(store):
    store.save_limits({"mileage.session_spike": 0.15, "pain.zone": 0.0})
    store.save_limits({"mileage.week_jump": 0.5})
    assert store.load().limits == {"mileage.week_jump": 0.5}
    store.save_limits({})
    assert store.load().limits == {}


def test_the_secret_of_a_log_is_drawn_once_and_is_its_own(store, tmp_path):
    seed = store.home_seed()
    assert store.home_seed() == Store(store.where).home_seed() == seed
    assert Store(tmp_path / "another").home_seed() != seed
    store.save_profile(Profile(home_radius_m=1000.0))
    assert store.home_seed() == seed


@pytest.mark.parametrize("radius_m", [200.0, 5000.0])
def test_what_is_hidden_around_home_has_bounds(store, radius_m):
    store.save_profile(Profile(home_radius_m=radius_m))
    assert store.profile().home_radius_m == radius_m
    for beyond_m in (199.0, 5001.0, float("nan")):
        with pytest.raises(InvalidEntry, match="200 to 5,000 m"):
            store.save_profile(Profile(home_radius_m=beyond_m))
