"""New runs get the pair that is the default for their ground or kind, and the runner is never overruled."""

from __future__ import annotations

from datetime import UTC, date, datetime

import pytest

from ingest.errors import InvalidEntry
from ingest.schema import LAPS, MAP_SURFACES, TRACK, WAY
from ingest.store import Original
from ingest.store.defaults import fitting, ground_of, words_for
from ingest.store.ground import Measured, mark, packed

MAY = date(2026, 5, 3)


def add(store, run_id, day=MAY, **row):
    start = datetime(day.year, day.month, day.day, 6, tzinfo=UTC)
    row = {"started_at": start, "day": day, "distance_m": 5_000.0, "sport": "running", **row}
    store.add_run(run_id, row, TRACK.empty(), LAPS.empty(), Original(run_id, run_id.encode()))
    return said(store, run_id)


def said(store, run_id):
    run = store.load().runs.set_index("run_id").loc[run_id]
    return tuple(None if value != value else value for value in run[["shoe_id", "shoe_source"]])


def pair(shoe_id, default_for, started_on=date(2026, 1, 1), retired_on=None):
    return {
        "shoe_id": shoe_id,
        "default_for": default_for,
        "started_on": started_on,
        "retired_on": retired_on,
    }


@pytest.mark.parametrize(
    ("row", "words"),
    [
        ({"surface": "trail", "sub_sport": "track"}, ["trail", "track", "generic"]),
        ({"surface": "asphalt", "sub_sport": "trail"}, ["asphalt", "street", "trail", "generic"]),
        ({"surface": "paved", "sub_sport": "street"}, ["paved", "street", "generic"]),
        ({"surface": None, "sub_sport": "generic"}, ["generic"]),
        ({}, ["generic"]),
    ],
)
def test_the_ground_goes_before_the_kind_and_any_run_comes_last(row, words):
    assert words_for(row) == words


def test_the_first_word_that_has_a_pair_decides():
    pairs = [pair("any", "generic"), pair("goat", "trail gravel"), pair("spikes", "track")]
    assert fitting(pairs, ["trail", "track", "generic"], MAY) == "goat"
    assert fitting(pairs, ["grass", "track", "generic"], MAY) == "spikes"
    assert fitting(pairs, ["grass", "generic"], MAY) == "any"
    assert fitting(pairs[1:], ["grass", "generic"], MAY) is None


def test_of_two_pairs_for_one_word_the_newer_in_use_is_meant():
    old, new = pair("old", "trail"), pair("new", "trail", started_on=date(2026, 5, 3))
    assert fitting([old, new], ["trail"], date(2026, 5, 2)) == "old"
    assert fitting([old, new], ["trail"], date(2026, 5, 3)) == "new"


@pytest.mark.parametrize(
    ("day", "meant"), [(2, None), (3, "goat"), (9, "goat"), (10, None)], ids=["2", "3", "9", "10"]
)
def test_a_pair_is_given_from_its_first_day_until_the_day_of_its_retirement(day, meant):
    goat = pair("goat", "trail", date(2026, 5, 3), date(2026, 5, 10))
    assert fitting([goat], ["trail"], date(2026, 5, day)) == meant


def test_a_pair_that_is_in_use_since_nobody_knows_when_is_not_given():
    assert fitting([pair("goat", "trail", None)], ["trail"], MAY) is None


def test_a_new_run_gets_its_default_and_says_so(store):
    goat = store.add_shoe("Goat", "trail", default_for="trail", first_used=date(2026, 5, 1))
    assert add(store, "one", surface="trail") == (goat, "default")
    assert add(store, "two", day=date(2026, 4, 30), surface="trail") == (None, None)
    assert add(store, "three", surface="grass") == (None, None)


def test_what_is_no_run_gets_no_pair(store):
    store.add_shoe("Goat", "trail", default_for="generic", bought_on=date(2026, 5, 1))
    assert add(store, "one") == ("goat", "default")
    walk = {"started_at": datetime(2026, 5, 4, tzinfo=UTC), "day": date(2026, 5, 4), "sport": "walking"}
    store.add_run("walk", walk, TRACK.empty(), LAPS.empty(), Original("walk", b"walk"))
    assert store.left_out()["shoe_id"].isna().tolist() == [True]


def ground(distance_m=1_000.0, surface=None, surface_source=None, of_route=None, **metres):
    known = dict.fromkeys(f"{name}_m" for name in ("oval", *MAP_SURFACES))
    told = {"surface": surface, "surface_source": surface_source, "of_route": of_route}
    return ground_of({"distance_m": distance_m, **told, **known, **metres})


@pytest.mark.parametrize(
    ("told", "surface"),
    [
        ({}, None),
        ({"trail_m": 499.0}, None),
        ({"trail_m": 500.0}, "trail"),
        ({"trail_m": 499.0, "surface": "asphalt", "surface_source": "sub_sport"}, "asphalt"),
        ({"trail_m": 500.0, "surface": "asphalt", "surface_source": "sub_sport"}, "trail"),
        ({"trail_m": 900.0, "surface": "grass", "surface_source": "runner"}, "grass"),
        ({"trail_m": 900.0, "surface": "treadmill", "surface_source": "sub_sport"}, "treadmill"),
        ({"trail_m": 900.0, "of_route": "gravel", "surface": "asphalt"}, "gravel"),
        ({"trail_m": 400.0, "asphalt_m": 200.0, "paved_m": 300.0}, "paved"),
        ({"trail_m": 400.0, "asphalt_m": 199.0, "paved_m": 300.0}, None),
        ({"oval_m": 500.0, "trail_m": 500.0}, "track"),
        ({"trail_m": 900.0, "distance_m": None}, None),
    ],
    ids=str,
)
def test_the_ground_of_most_of_a_run_by_who_is_trusted_most(told, surface):
    assert ground(**told) == surface


def measured(store, run_id, **metres):
    """So many metres of a run on a ground, worked out from the points that are kept."""
    return Measured({"run_id": run_id, **metres}, packed(WAY.empty()), mark(store.packed_track(run_id)))


def test_a_run_that_came_in_gets_the_default_for_its_ground_when_that_is_known(store):
    goat = store.add_shoe("Goat", "trail", default_for="trail", first_used=date(2026, 5, 1))
    ghost = store.add_shoe("Ghost", "road", default_for="generic", first_used=date(2026, 5, 1))
    names = ["woods", "street", "mine", "none", "account", "walk", "old"]
    for number, name in enumerate(names):
        add(store, name, day=date(2026, 5, 3 + number))
    store.edit_runs(["mine"], shoe_id=ghost)
    store.edit_runs(["none"], shoe_id=None)
    store.edit_runs(["account"], shoe_id=ghost, shoe_source="account")
    store.edit_runs(["walk"], sport="walking")
    on = {"street": "asphalt_m"}
    store.put_terrain(measured(store, name, **{on.get(name, "trail_m"): 5_000.0}) for name in names)
    assert said(store, "woods") == (ghost, "default")
    for _ in range(2):
        store.settle_pairs(names[:-1])
        assert [said(store, name) for name in names if name != "walk"] == [
            (goat, "default"),
            (ghost, "default"),
            (ghost, "runner"),
            (None, "runner"),
            (ghost, "account"),
            (ghost, "default"),
        ]
    assert store.left_out()["shoe_id"].tolist() == [ghost]
    version = store.data_version()
    store.settle_pairs(names[:-1])
    assert store.data_version() == version


def test_a_default_that_fits_no_more_is_not_taken_away(store):
    goat = store.add_shoe("Goat", "trail", default_for="trail", first_used=date(2026, 5, 1))
    add(store, "woods", surface="trail", surface_source="sub_sport")
    store.put_terrain([measured(store, "woods", grass_m=5_000.0)])
    store.settle_pairs(["woods"])
    assert said(store, "woods") == (goat, "default")


def test_runs_that_are_here_are_not_touched_by_a_new_default(store):
    add(store, "one", surface="trail")
    store.add_shoe("Goat", "trail", default_for="trail", first_used=date(2026, 1, 1))
    assert said(store, "one") == (None, None)


def test_without_a_day_of_first_use_it_is_the_day_of_the_first_run_in_the_pair(store):
    goat = store.add_shoe("Goat", "trail")
    add(store, "one", surface="trail")
    store.edit_runs(["one"], shoe_id=goat)
    store.edit_shoe(goat, default_for="trail")
    assert add(store, "before", day=date(2026, 5, 2), surface="trail") == (None, None)
    assert add(store, "after", day=date(2026, 5, 4), surface="trail") == (goat, "default")


def test_what_the_runner_says_or_takes_back_is_the_runners(store):
    goat = store.add_shoe("Goat", "trail", default_for="generic", first_used=date(2026, 1, 1))
    other = store.add_shoe("Ghost", "road")
    add(store, "one")
    store.edit_runs(["one"], shoe_id=other)
    assert said(store, "one") == (other, "runner")
    store.edit_runs(["one"], shoe_id=None)
    assert said(store, "one") == (None, "runner")
    store.edit_runs(["one"], title="Woods")
    assert said(store, "one") == (None, "runner")
    assert add(store, "two", day=date(2026, 5, 4)) == (goat, "default")


def test_a_default_needs_a_day_from_which_it_counts(store):
    with pytest.raises(InvalidEntry, match="first used, or bought"):
        store.add_shoe("Goat", "trail", default_for="trail")
    goat = store.add_shoe("Goat", "trail")
    with pytest.raises(InvalidEntry, match="first used, or bought"):
        store.edit_shoe(goat, default_for="trail")
    store.edit_shoe(goat, default_for="trail", bought_on=MAY)
    with pytest.raises(InvalidEntry, match="first used, or bought"):
        store.edit_shoe(goat, bought_on=None)


def test_a_word_that_is_no_kind_and_no_ground_is_refused(store):
    with pytest.raises(InvalidEntry, match="“moon” is neither a kind of run nor a surface"):
        store.add_shoe("Goat", "trail", default_for="trail moon", first_used=MAY)
    shoe_id = store.add_shoe("Goat", "trail", default_for="trail gravel trail", first_used=MAY)
    shoes = store.load().shoes.set_index("shoe_id")
    assert shoes.loc[shoe_id, "default_for"] == "trail gravel"
    store.edit_shoe(shoe_id, default_for="")
    assert store.load().shoes["default_for"].isna().all()
