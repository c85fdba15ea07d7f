"""Recordings of one run become one run, and several again where the runner says so."""

from datetime import UTC, datetime, timedelta
from itertools import pairwise

import pandas as pd
import pytest

from ingest import batch
from ingest.batch.joining import pair_of
from ingest.batch.reading import Task
from ingest.batch.taking import take
from ingest.errors import InvalidEntry, StoreError
from ingest.exports.said import Said
from ingest.store import Store

SEVEN = datetime(2026, 5, 3, 7, tzinfo=UTC)
LATER = SEVEN + timedelta(days=1)
ALL_ELSE = "distance, time and all else"


@pytest.fixture
def store(tmp_path, blank):
    return Store(blank(tmp_path / "log"))


@pytest.fixture
def twice(store, fit_run, gpx_run):
    """One run by watch and phone; its name."""
    (run_id,) = batch.import_one(store, "phone.gpx", gpx_run()).run_ids
    batch.import_one(store, "watch.fit", fit_run(heart_rate=150))
    return run_id


def gives(store, run_id):
    return store.recordings([run_id]).set_index("name")["gives"].to_dict()


def test_both_files_of_a_run_are_known_with_what_they_give(store, twice):
    assert gives(store, twice) == {"phone.gpx": "", "watch.fit": ALL_ELSE}
    assert store.load().runs["format"].tolist() == ["fit"]


def test_the_same_files_in_the_other_order_give_the_same_run(tmp_path, twice, store, fit_run, gpx_run):
    other = Store(tmp_path / "other")
    batch.import_one(other, "watch.fit", fit_run(heart_rate=150))
    batch.import_one(other, "phone.gpx", gpx_run())
    columns = [name for name in store.load().runs if name != "run_id"]
    pd.testing.assert_frame_equal(store.load().runs[columns], other.load().runs[columns])
    (run_id,) = other.load().runs["run_id"]
    pd.testing.assert_frame_equal(store.track(twice), other.track(run_id))


def test_two_runs_that_were_taken_for_one_are_two_again(store, twice):
    names = batch.separate(store, twice)
    runs = store.load().runs.set_index("run_id")
    assert sorted(runs.index) == sorted(names)
    assert len(names) == 2
    assert runs.loc[twice, "format"] == "gpx"  # the name was made from this file
    assert [gives(store, name) for name in names] == [{"phone.gpx": ALL_ELSE}, {"watch.fit": ALL_ELSE}]
    assert store.recordings(names)["apart"].tolist() == [1.0, 1.0]


def test_what_was_said_of_the_run_stays_with_the_first(store, twice):
    shoe = store.add_shoe("Ghost", "road")
    store.edit_runs([twice], title="Woods", shoe_id=shoe, distance_m=6_000.0)
    first, second = batch.separate(store, twice)
    runs = store.load().runs.set_index("run_id")
    assert runs.loc[first, ["title", "shoe_id", "distance_m"]].tolist() == ["Woods", shoe, 6_000.0]
    assert runs.loc[second, ["title", "shoe_id"]].isna().all()
    assert runs.loc[second, "distance_m"] == pytest.approx(5_400.0)


def test_taken_apart_a_run_brings_no_default_pair_for_its_second_part(store, twice):
    store.add_shoe("Goat", "trail", default_for="generic", first_used=SEVEN.date())
    store.edit_runs([twice], shoe_id=None)
    first, second = batch.separate(store, twice)
    runs = store.load().runs.set_index("run_id")
    assert runs["shoe_id"].isna().all()
    assert runs.loc[first, "shoe_source"] == "runner"
    assert pd.isna(runs.loc[second, "shoe_source"])


RUNNERS, NONE, OLD, ACCOUNTS, GIVEN, UNSAID = (
    {"shoe_id": "a", "shoe_source": "runner"},
    {"shoe_id": None, "shoe_source": "runner"},
    {"shoe_id": "b", "shoe_source": None},
    {"shoe_id": "c", "shoe_source": "account"},
    {"shoe_id": "d", "shoe_source": "default"},
    {},
)


@pytest.mark.parametrize("turned", [False, True], ids=["better first", "better last"])
@pytest.mark.parametrize(
    ("better", "worse"),
    list(pairwise([RUNNERS, NONE, OLD, ACCOUNTS, GIVEN, UNSAID])),
    ids=["runner's", "runner's none", "old", "account's", "default"],
)
def test_of_runs_that_become_one_the_pair_said_by_the_nearest_to_the_runner_counts(better, worse, turned):
    each = [worse, better] if turned else [better, worse]
    assert pair_of(each) == better


def test_of_two_pairs_that_the_runner_said_the_first_run_s_counts():
    other = {**RUNNERS, "shoe_id": "z"}
    assert pair_of([other, RUNNERS]) == other
    assert pair_of([UNSAID, UNSAID]) == {}


def test_runs_set_apart_stay_apart_when_a_third_recording_of_one_comes(store, twice, gpx_run):
    names = batch.separate(store, twice)
    outcome = batch.import_one(store, "tablet.gpx", gpx_run().replace(b"phone", b"tablet"))
    assert outcome.status in ("duplicate", "merged")
    assert len(outcome.run_ids) == 1
    assert sorted(store.load().runs["run_id"]) == sorted(names)


def test_set_apart_by_mistake_they_are_made_one_again(store, twice):
    before = store.load().runs
    kept = batch.join(store, batch.separate(store, twice))
    assert kept == twice
    pd.testing.assert_frame_equal(store.load().runs, before)
    assert gives(store, twice) == {"phone.gpx": "", "watch.fit": ALL_ELSE}
    assert store.recordings([twice])["apart"].tolist() == [0.0, 0.0]


def test_the_same_files_again_are_duplicates_before_and_after(store, twice, fit_run):
    assert batch.import_one(store, "again.fit", fit_run(heart_rate=150)).run_ids == (twice,)
    batch.separate(store, twice)
    assert batch.import_one(store, "again.fit", fit_run(heart_rate=150)).status == "duplicate"
    assert len(store.load().runs) == 2


def test_a_run_of_one_recording_cannot_be_taken_apart(store, fit_run):
    (run_id,) = batch.import_one(store, "a.fit", fit_run()).run_ids
    with pytest.raises(InvalidEntry, match="recorded once only"):
        batch.separate(store, run_id)
    with pytest.raises(InvalidEntry):
        batch.separate(store, "nowhere")


def test_one_run_alone_cannot_be_joined(store, twice):
    with pytest.raises(InvalidEntry, match="two runs or more"):
        batch.join(store, [twice, twice])
    with pytest.raises((InvalidEntry, StoreError)):
        batch.join(store, [twice, "nowhere"])
    assert len(store.load().runs) == 1


def test_two_runs_one_after_the_other_cannot_be_joined(store, fit_run):
    """The second begins a minute after the first has ended; of both together one would be lost."""
    for number in range(2):
        start = SEVEN + timedelta(minutes=31 * number)
        batch.import_one(store, f"{number}.fit", fit_run(start=start, heart_rate=140 + number))
    run_ids = store.load().runs["run_id"].tolist()
    with pytest.raises(InvalidEntry, match="not at the same time"):
        batch.join(store, run_ids)
    assert store.load().runs["run_id"].tolist() == run_ids


def test_pieces_of_a_run_become_one_when_the_whole_comes(store, fit_run):
    """The watch wrote two files, the phone one: 15 + 14 of 30 minutes."""
    later = SEVEN + timedelta(minutes=16)
    first = batch.import_one(store, "first.fit", fit_run(minutes=15))
    batch.import_one(store, "second.fit", fit_run(start=later, minutes=14))
    assert len(store.load().runs) == 2
    store.edit_runs(store.load().runs["run_id"], title="In two")
    outcome = batch.import_one(store, "whole.fit", fit_run(minutes=30, heart_rate=140))
    runs = store.load().runs
    assert (outcome.status, outcome.run_ids) == ("merged", first.run_ids)
    assert runs[["run_id", "title"]].to_numpy().tolist() == [[first.run_ids[0], "In two"]]
    assert runs["distance_m"].tolist() == pytest.approx([5_400.0])
    assert gives(store, first.run_ids[0])["whole.fit"] == ALL_ELSE
    assert len(store.recordings(first.run_ids)) == 3


def test_a_file_in_local_time_is_found_by_its_course_and_so_is_the_next_one(store, fit_run, gpx_run):
    """The phone wrote 9:00 for 7:00 UTC. A second such file then meets the first by the clock set right."""
    (run_id,) = batch.import_one(store, "watch.fit", fit_run(heart_rate=150)).run_ids
    slipped = gpx_run(start=SEVEN + timedelta(hours=2))
    for name, data in (("phone.gpx", slipped), ("tablet.gpx", slipped.replace(b"phone", b"tablet"))):
        assert batch.import_one(store, name, data).run_ids == (run_id,)
    runs = store.load().runs
    assert runs["started_at"].tolist() == [pd.Timestamp(SEVEN)]
    assert store.recordings([run_id])["started_at"].tolist() == [pd.Timestamp(SEVEN)] * 3


def test_the_same_way_twice_a_day_is_two_runs(store, fit_run, gpx_run):
    """Two hours later, a little slower: the tracks part on the way."""
    batch.import_one(store, "watch.fit", fit_run(heart_rate=150))
    batch.import_one(store, "phone.gpx", gpx_run(start=SEVEN + timedelta(hours=2), speed_m_s=2.92))
    assert len(store.load().runs) == 2


def test_an_account_that_calls_a_nameless_file_a_run_is_believed_when_twins_are_read_again(store, fit_run):
    ride = fit_run(sport="cycling")
    (outcome,) = take(store, [Task("a.fit", ride, said=Said(title="Commute", sport="running"))])
    assert outcome.status == "imported"
    batch.import_one(store, "b.fit", fit_run(heart_rate=150))
    assert store.load().runs[["title", "sport"]].to_numpy().tolist() == [["Commute", "running"]]


def pieces_and_whole(store, fit_run):
    """Two pieces of 15 and 13 minutes, and the whole of 30 that joins them; the pieces' names and bytes."""
    second = fit_run(start=SEVEN + timedelta(minutes=16), minutes=13)
    first = fit_run(minutes=15)
    names = [batch.import_one(store, f"{n}.fit", data).run_ids[0] for n, data in enumerate((first, second))]
    return names, (first, second), fit_run(minutes=30, heart_rate=140)


def test_an_account_that_comes_after_its_runs_were_joined_still_comes_in(store, fit_run):
    names, (_, second), whole = pieces_and_whole(store, fit_run)
    batch.import_one(store, "whole.fit", whole)
    tasks = [Task("second.fit", second, said=Said(title="Tail")), Task("next.fit", fit_run(start=LATER))]
    outcomes = list(take(store, tasks))
    assert [outcome.status for outcome in outcomes] == ["duplicate", "imported"]
    assert outcomes[0].run_ids == (names[0],)
    assert len(store.load().runs) == 2


def test_what_was_said_of_a_piece_is_not_said_of_the_whole(store, fit_run):
    names, _, whole = pieces_and_whole(store, fit_run)
    store.edit_runs([names[1]], excluded=True)
    store.edit_runs([names[0]], distance_m=3_000.0, surface="trail")
    batch.import_one(store, "whole.fit", whole)
    run = store.load().runs.iloc[0]
    assert run["distance_m"] == pytest.approx(5_400.0)
    assert run["surface"] == "trail"


def test_a_whole_of_pieces_that_all_were_left_out_is_left_out(store, fit_run):
    names, _, whole = pieces_and_whole(store, fit_run)
    store.edit_runs(names, excluded=True)
    batch.import_one(store, "whole.fit", whole)
    assert store.load().runs.empty
    assert len(store.left_out()) == 1


def test_a_file_that_holds_the_same_run_twice_is_one_run_and_stops_nobody(store, fit_run):
    twice = fit_run() + fit_run(heart_rate=150)
    outcomes = list(take(store, [Task("twice.fit", twice), Task("next.fit", fit_run(start=LATER))]))
    assert [outcome.status for outcome in outcomes] == ["imported", "imported"]
    assert len(store.load().runs) == 2
    assert len(store.recordings(outcomes[0].run_ids)) == 2


def test_what_the_account_said_of_both_recordings_is_there_after_they_are_set_apart(store, fit_run, gpx_run):
    list(take(store, [Task("a.fit", fit_run(heart_rate=150), said=Said(shoe="Ghost"))]))
    list(take(store, [Task("b.gpx", gpx_run(), said=Said(shoe="Pegasus"))]))
    (run_id,) = store.load().runs["run_id"]
    names = batch.separate(store, run_id)
    runs = store.load().runs.set_index("run_id")
    assert runs.loc[names, "shoe_id"].tolist() == ["ghost", "pegasus"]


def test_a_title_that_the_runner_took_away_does_not_come_back_with_the_same_account(store, fit_run):
    task = Task("a.fit", fit_run(), said=Said(title="Theirs"))
    list(take(store, [task]))
    store.edit_runs(store.load().runs["run_id"], title=None)
    list(take(store, [task]))
    assert store.load().runs["title"].isna().all()
