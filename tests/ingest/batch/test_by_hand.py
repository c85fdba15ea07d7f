"""Runs typed in, and files that the runner calls a run though they did not look like one."""

from datetime import datetime

import pandas as pd
import pytest

from ingest import batch
from ingest.errors import InvalidEntry, StoreError
from ingest.schema import Profile
from ingest.store import Original, Store

EVENING = datetime(2026, 5, 3, 23, 30)


@pytest.fixture
def store(tmp_path):
    store = Store(tmp_path / "log")
    store.save_profile(Profile(zone="America/New_York"))
    return store


def test_a_run_typed_in_counts_on_the_runners_own_day(store):
    shoe = store.add_shoe("Ghost", "road")
    said = {"surface": "grass", "shoe_id": shoe}
    outcome = batch.add_run(store, EVENING, 5_000.0, 1_500.0, sub_sport="trail", title="Park", **said)
    run = store.load().runs.iloc[0]
    assert (outcome.status, outcome.run_ids) == ("imported", (run["run_id"],))
    assert run["day"] == pd.Timestamp("2026-05-03")
    assert run["started_at"] == pd.Timestamp("2026-05-04T03:30:00Z")  # New York is 4 h behind in May
    assert run[["distance_m", "duration_s", "elapsed_s"]].tolist() == [5_000.0, 1_500.0, 1_500.0]
    assert run[["surface", "surface_source", "shoe_id", "title", "format"]].tolist() == [
        "grass",
        "runner",
        shoe,
        "Park",
        "manual",
    ]
    assert run["avg_speed_m_s"] == pytest.approx(10 / 3)
    assert len(store.track(run["run_id"])) == 0


def test_a_run_typed_in_gets_the_default_for_the_ground_that_the_runner_names(store):
    goat = store.add_shoe("Goat", "trail", default_for="trail", first_used=EVENING.date())
    batch.add_run(store, EVENING, 5_000.0, 1_500.0, surface="trail")
    assert store.load().runs.iloc[0][["shoe_id", "shoe_source"]].tolist() == [goat, "default"]


def test_typed_in_twice_it_counts_once(store):
    batch.add_run(store, EVENING, 5_000.0, 1_500.0)
    assert batch.add_run(store, EVENING, 5_000.0, 1_500.0).status == "duplicate"
    assert len(store.load().runs) == 1


def test_a_distance_or_a_time_alone_is_enough(store):
    batch.add_run(store, EVENING, 5_000.0, None)
    batch.add_run(store, datetime(2026, 5, 1, 8), None, 1_800.0)
    runs = store.load().runs
    assert runs["distance_m"].isna().tolist() == [True, False]
    assert runs["duration_s"].isna().tolist() == [False, True]


@pytest.mark.parametrize(
    ("distance_m", "duration_s", "told"),
    [
        (None, None, "a distance or a time"),
        (0.0, 0.0, "a distance or a time"),
        (-1.0, 600.0, "longer than nothing"),
        (1_000_001.0, None, "shorter than 1,000 km"),
        (5_000.0, 6 * 86_400 + 1, "at most six days"),
        (12_001.0, 1_000.0, "Nobody runs that far"),
    ],
)
def test_what_cannot_be_is_refused_with_a_sentence(store, distance_m, duration_s, told):
    with pytest.raises(InvalidEntry, match=told):
        batch.add_run(store, EVENING, distance_m, duration_s)
    assert store.load().runs.empty


def test_the_fastest_that_can_be_is_taken(store):
    assert batch.add_run(store, EVENING, 12_000.0, 1_000.0).status == "imported"


def test_an_hour_that_the_clock_skips_or_has_twice_is_taken(store):
    assert batch.add_run(store, datetime(2026, 3, 8, 2, 30), 5_000.0, 1_500.0).status == "imported"
    assert batch.add_run(store, datetime(2026, 11, 1, 1, 30), 5_000.0, 1_500.0).status == "imported"


def test_a_run_typed_in_over_one_that_the_watch_recorded_is_refused(store, fit_run):
    batch.import_one(store, "watch.fit", fit_run())  # 7:00 UTC is 3:00 in New York
    with pytest.raises(InvalidEntry, match="is here already"):
        batch.add_run(store, datetime(2026, 5, 3, 3, 1), 12_000.0, 4_500.0)
    assert store.load().runs[["format", "distance_m"]].to_numpy().tolist() == [["fit", 5_400.0]]
    assert len(store.files()) == 1


def test_a_run_typed_in_before_the_watch_was_emptied_is_shown_by_the_watch(store, fit_run):
    batch.add_run(store, datetime(2026, 5, 3, 3, 0), 12_000.0, 4_500.0, title="Before work")
    outcome = batch.import_one(store, "watch.fit", fit_run(heart_rate=150))
    runs = store.load().runs
    assert outcome.status == "merged"
    assert runs[["format", "title"]].to_numpy().tolist() == [["fit", "Before work"]]
    assert runs["distance_m"].tolist() == pytest.approx([5_400.0])


def test_a_walk_that_was_a_run_counts_when_the_runner_says_so(store, fit_run):
    refused = batch.import_one(store, "walk.fit", fit_run(sport="walking"))
    sha256 = store.files()["sha256"][0]
    assert refused.status == "not_a_run"
    outcome = batch.count_as_run(store, sha256)
    assert outcome.status == "imported"
    assert store.load().runs["sport"].tolist() == ["running"]
    assert batch.count_as_run(store, sha256).status == "duplicate"


def test_a_file_whose_content_was_not_kept_cannot_be_counted(store):
    with pytest.raises(StoreError, match="was not kept"):
        batch.count_as_run(store, Original("", b"x").sha256)
