"""A pair given to many runs, and taken back: what was said of a run meanwhile stays."""

from __future__ import annotations

from datetime import UTC, date, datetime

import pandas as pd
import pytest

from ingest.errors import InvalidEntry
from ingest.schema import LAPS, TRACK
from ingest.store import Original


@pytest.fixture
def pairs(store):
    """Three runs, May 1 to 3, of which nobody has said a pair; Goat and Ghost."""
    for day in (1, 2, 3):
        row = {"started_at": datetime(2026, 5, day, 6, tzinfo=UTC), "day": date(2026, 5, day)}
        original = Original(f"{day}.fit", str(day).encode())
        store.add_run(f"r{day}", row, TRACK.empty(), LAPS.empty(), original)
    return store.add_shoe("Goat", "trail"), store.add_shoe("Ghost", "road")


def said(store):
    runs = store.load().runs[["shoe_id", "shoe_source"]].astype(object)
    return [tuple(None if pd.isna(value) else value for value in row) for row in runs.to_numpy()]


def test_a_pair_is_given_where_nobody_has_said_one_and_nowhere_else(store, pairs):
    goat, ghost = pairs
    store.edit_runs(["r1"], shoe_id=ghost)
    store.edit_runs(["r2"], shoe_id=None)  # the runner: in no pair of these
    assert store.give_pair(["r1", "r2", "r3"], goat) == ["r3"]
    assert said(store) == [(ghost, "runner"), (None, "runner"), (goat, "runner")]


def test_a_default_that_came_in_between_gives_way_to_what_the_runner_chose(store, pairs):
    goat, ghost = pairs
    store.edit_runs(["r1"], shoe_id=ghost, shoe_source="default")
    store.edit_runs(["r2"], shoe_id=ghost, shoe_source="account")
    assert store.give_pair(["r1", "r2"], goat) == ["r1"]
    assert said(store) == [(goat, "runner"), (ghost, "account"), (None, None)]


def test_a_pair_is_taken_back_only_from_runs_that_still_have_it(store, pairs):
    goat, ghost = pairs
    assert store.give_pair(["r1", "r2", "r3"], goat) == ["r1", "r2", "r3"]
    store.edit_runs(["r1"], shoe_id=ghost)
    store.edit_runs(["r2"], shoe_id=None)
    assert store.take_pair_back(["r1", "r2", "r3"], goat) == ["r3"]
    assert said(store) == [(ghost, "runner"), (None, "runner"), (None, None)]
    assert store.take_pair_back(["r1", "r2", "r3"], goat) == []


def test_a_pair_that_is_not_there_is_given_to_nobody(store, pairs):
    with pytest.raises(InvalidEntry, match="no pair of shoes “moon”"):
        store.give_pair(["r1"], "moon")
    assert store.give_pair(["nowhere"], pairs[0]) == []
    assert said(store) == [(None, None)] * 3
