"""Which files are of which run: kept with the run, found by time, moved when runs become one."""

import pandas as pd
import pytest
import sqlalchemy as sa

from ingest.schema import RECORDINGS
from ingest.store import Store

START = pd.Timestamp("2026-05-03T06:00:00Z")


def recording(recording_id, run_id, **changes):
    facts = {"elapsed_s": 1800.0, "duration_s": 1790.0, "distance_m": 5_000.0}
    told = {"name": "a.fit", "sha256": "00", "number": 0.0, "started_at": START, "gives": "all", **facts}
    return {"recording_id": recording_id, "run_id": run_id, **told, **changes}


@pytest.fixture
def keep(store):
    def kept(*rows):
        with store.intake() as intake:
            for row in rows:
                intake.add_recording(row)

    return kept


def test_recordings_come_back_by_run_in_the_order_of_their_start(store, add, keep):
    add("a")
    add("b")
    keep(recording("late", "a", started_at=START + pd.Timedelta("1s")), recording("early", "a"))
    keep(recording("other", "b"))
    frame = store.recordings(["a"])
    assert frame["recording_id"].tolist() == ["early", "late"]
    assert frame.dtypes.astype("str").to_dict() == RECORDINGS.dtypes
    assert frame["apart"].tolist() == [0.0, 0.0]
    assert store.recordings(["a", "b"])["run_id"].tolist() == ["a", "b", "a"]


def test_those_near_an_instant_begin_within_two_days(store, add, keep):
    add("a")
    days = (-2.01, -1.99, 0, 1.99, 2.01)
    keep(*(recording(str(d), "a", started_at=START + pd.Timedelta(days=d)) for d in days))
    with store.intake() as intake:
        assert [row["recording_id"] for row in intake.recordings_near(START)] == ["-1.99", "0", "1.99"]


def test_a_recording_kept_again_is_of_its_new_run(store, add, keep):
    add("a")
    add("b")
    keep(recording("x", "a"), recording("y", "a"))
    keep(recording("x", "b", apart=1.0))
    assert store.recordings(["a"])["recording_id"].tolist() == ["y"]
    assert store.recordings(["b"])[["recording_id", "apart"]].to_numpy().tolist() == [["x", 1.0]]


def test_a_run_taken_away_takes_its_points_and_recordings_but_no_file(store, add, keep):
    original = add("a")
    add("b")
    keep(recording("x", "a"))
    with store.intake() as intake:
        intake.remove_run("a")
    assert store.load().runs["run_id"].tolist() == ["b"]
    assert store.recordings(["a"]).empty
    assert store.original(original.sha256) == b"a"
    with store._reading() as (connection, _):
        assert connection.scalar(sa.text("SELECT count(*) FROM tracks")) == 1


def test_another_runners_recordings_are_not_seen(where, store, add, keep):
    add("a")
    keep(recording("x", "a"))
    other = Store(where, runner_id=2)
    assert other.recordings(["a"]).empty
    with other.intake() as intake:
        assert intake.recordings_near(START) == []
