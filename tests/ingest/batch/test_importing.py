"""Whatever a file holds, it ends as one outcome with a sentence, and the next file goes on."""

import gzip
import os
import subprocess
import sys
from datetime import UTC, date, datetime, timedelta
from pathlib import Path

import pandas as pd
import pytest
from sqlalchemy import event

from ingest import batch
from ingest.batch import reading
from ingest.batch.reading import Task
from ingest.batch.taking import take
from ingest.errors import StoreError
from ingest.exports.said import Said
from ingest.store import Intake, Store

ROOT = Path(__file__).parents[3]

LATER = datetime(2026, 5, 3, 18, tzinfo=UTC)


@pytest.fixture
def store(tmp_path, blank):
    return Store(blank(tmp_path / "log"))


def statuses(outcomes):
    return [outcome.status for outcome in outcomes]


def test_a_fit_file_becomes_a_run(store, fit_run):
    outcome = batch.import_one(store, "morning.fit", fit_run())
    runs = store.load().runs
    assert outcome.status == "imported"
    assert list(outcome.run_ids) == runs["run_id"].tolist()
    assert runs["distance_m"].tolist() == pytest.approx([5400.0])  # 30 min at 3 m/s
    assert runs["duration_s"].tolist() == [1800.0]


def test_the_same_bytes_again_are_a_duplicate_and_count_once(store, fit_run):
    batch.import_one(store, "morning.fit", fit_run())
    again = batch.import_one(store, "copy.fit", fit_run())
    assert again.status == "duplicate"
    assert "the same file as “morning.fit”" in again.reason
    assert len(store.load().runs) == 1


def test_the_same_file_packed_is_a_duplicate(store, fit_run):
    batch.import_one(store, "morning.fit", fit_run())
    assert batch.import_one(store, "morning.fit.gz", gzip.compress(fit_run())).status == "duplicate"


def test_the_suffix_does_not_matter(store, fit_run, gpx_run):
    assert batch.import_one(store, "a.gpx", fit_run()).status == "imported"
    assert batch.import_one(store, "b.fit", gpx_run(start=LATER, minutes=20)).status == "imported"


def test_the_phone_recording_of_a_watch_run_counts_once(store, fit_run, gpx_run):
    batch.import_one(store, "watch.fit", fit_run(heart_rate=150))
    outcome = batch.import_one(store, "phone.gpx", gpx_run())
    assert outcome.status == "duplicate"
    assert len(store.load().runs) == 1


def test_a_richer_recording_replaces_the_poorer_and_keeps_the_runners_words(store, fit_run, gpx_run):
    first = batch.import_one(store, "phone.gpx", gpx_run())
    shoe = store.add_shoe("Old pair", "road")
    store.edit_runs(first.run_ids, surface="trail", shoe_id=shoe)
    second = batch.import_one(store, "watch.fit", fit_run(heart_rate=150))
    runs = store.load().runs
    assert (second.status, second.run_ids) == ("merged", first.run_ids)
    assert "The same run as one already here (phone, 3 May 2026)" in second.reason
    assert runs[["format", "surface", "shoe_id"]].to_numpy().tolist() == [["fit", "trail", shoe]]
    assert store.track(first.run_ids[0])["heart_rate_bpm"].eq(150).all()


def test_morning_and_evening_runs_stay_two(store, fit_run):
    batch.import_one(store, "morning.fit", fit_run())
    assert batch.import_one(store, "evening.fit", fit_run(start=LATER)).status == "imported"
    assert len(store.load().runs) == 2


def test_a_file_of_two_runs_gives_both_and_has_one_line(store, fit_run):
    outcome = batch.import_one(store, "day.fit", fit_run() + fit_run(start=LATER))
    assert (outcome.status, outcome.reason) == ("imported", "Added.")
    assert list(outcome.run_ids) == store.load().runs["run_id"].tolist()
    assert store.files()[["name", "status", "run_ids"]].to_numpy().tolist() == [
        ["day.fit", "imported", " ".join(outcome.run_ids)]
    ]
    again = batch.import_one(store, "day.fit", fit_run() + fit_run(start=LATER))
    assert (again.status, again.run_ids) == ("duplicate", outcome.run_ids)


def test_an_import_that_ends_between_two_runs_of_a_file_loses_neither(store, fit_run, monkeypatch):
    day, added = fit_run() + fit_run(start=LATER), []

    def ended(self, *contents):
        if added:
            raise KeyboardInterrupt
        added.append(contents)
        return keep(self, *contents)

    keep = Intake.add_run
    with monkeypatch.context() as stopping:
        stopping.setattr(Intake, "add_run", ended)
        with pytest.raises(KeyboardInterrupt):
            batch.import_one(store, "day.fit", day)
    assert store.load().runs.empty
    outcome = batch.import_one(store, "day.fit", day)
    assert (outcome.status, len(outcome.run_ids)) == ("imported", 2)
    assert store.load().runs["distance_m"].tolist() == pytest.approx([5400.0, 5400.0])
    assert store.original(store.files()["sha256"][0]) == day


def test_a_file_that_an_earlier_hiplog_took_in_half_comes_in_whole(store, fit_run):
    """It kept the first of two runs, and was ended before it wrote of the file."""
    day = fit_run() + fit_run(start=LATER)
    (first, _) = reading.read(Task("day.fit", day), reading.Context()).runs
    with store.intake() as intake:
        intake.add_run(first.run_id, first.row, first.blobs)
    outcome = batch.import_one(store, "day.fit", day)
    assert (outcome.status, outcome.run_ids[0], len(outcome.run_ids)) == ("imported", first.run_id, 2)
    assert len(store.load().runs) == 2
    assert store.recordings(outcome.run_ids)["run_id"].tolist() == list(outcome.run_ids)


def test_of_a_file_with_a_ride_and_a_run_the_run_is_taken(store, fit_run):
    ride = fit_run(sport="cycling", speed_m_s=8.0)
    outcome = batch.import_one(store, "duathlon.fit", ride + fit_run(start=LATER))
    assert (outcome.status, len(outcome.run_ids), len(store.load().runs)) == ("imported", 1, 1)


def test_a_ride_says_that_it_is_no_run(store, fit_run):
    outcome = batch.import_one(store, "ride.fit", fit_run(sport="cycling", speed_m_s=8.0))
    assert outcome.status == "not_a_run"
    assert "cycling" in outcome.reason.lower() or "ride" in outcome.reason.lower()


@pytest.mark.parametrize(
    ("name", "data"),
    [
        ("empty.fit", b""),
        ("stub.fit", b"\x0e\x10"),
        ("cut.gpx", b"<gpx><trk><trkseg><trkpt lat="),
        ("x.gz", b"\x1f\x8b\x08x"),
    ],
)
def test_damaged_files_get_a_sentence(store, name, data):
    outcome = batch.import_one(store, name, data)
    assert outcome.status in ("failed", "not_an_activity")
    assert outcome.reason.endswith(".")
    assert len(outcome.reason.split()) > 3


def test_a_doctype_is_refused(store, gpx_run):
    bomb = gpx_run().replace(b"<gpx ", b'<!DOCTYPE g [<!ENTITY a "aaaa">]><gpx ', 1)
    outcome = batch.import_one(store, "bomb.gpx", bomb)
    assert outcome.status == "failed"
    assert "DOCTYPE" in outcome.reason


def test_a_truncated_file_keeps_its_points_up_to_the_cut(store, fit_run):
    outcome = batch.import_one(store, "cut.fit", fit_run()[:3000])
    assert outcome.status == "imported"
    assert len(outcome.reason) > len("Added.")
    assert 0 < store.load().runs["distance_m"].iloc[0] < 5400


def test_a_fault_of_ours_fails_one_file_and_not_the_batch(store, fit_run, monkeypatch, caplog):
    def broken(*_):
        raise ZeroDivisionError

    monkeypatch.setattr(reading, "summarise", broken)
    outcome = batch.import_one(store, "a.fit", fit_run())
    assert outcome.status == "failed"
    assert "fault of hiplog" in outcome.reason
    assert "ZeroDivisionError" in caplog.text


def test_a_file_that_failed_may_be_tried_again(store, fit_run, monkeypatch):
    with monkeypatch.context() as broken:
        broken.setattr(reading, "why_not_a_run", lambda _: "It was not understood.")
        assert batch.import_one(store, "a.fit", fit_run()).status == "not_a_run"
    assert batch.import_one(store, "a.fit", fit_run()).status == "imported"


def test_a_folder_is_taken_whole_in_the_order_of_its_names(store, fit_run, tmp_path):
    folder = tmp_path / "in"
    (folder / "deep").mkdir(parents=True)
    (folder / "b.txt").write_text("hello")
    (folder / "a.fit").write_bytes(fit_run())
    (folder / "deep" / "c.fit").write_bytes(fit_run(start=LATER))
    outcomes = list(batch.import_paths(store, [folder]))
    assert [Path(outcome.path).name for outcome in outcomes] == ["a.fit", "b.txt", "c.fit"]
    assert statuses(outcomes) == ["imported", "not_an_activity", "imported"]


def test_a_path_that_is_not_there_is_told(store, tmp_path):
    (outcome,) = batch.import_paths(store, [tmp_path / "gone.fit"])
    assert outcome.status == "failed"
    assert outcome.reason == "The file cannot be opened: No such file or directory."


@pytest.mark.skipif(not hasattr(os, "mkfifo"), reason="this system has no named pipes")
def test_a_pipe_does_not_hang_the_import(store, tmp_path):
    os.mkfifo(tmp_path / "pipe.fit")
    (outcome,) = batch.import_paths(store, [tmp_path / "pipe.fit"])
    assert outcome.status == "failed"


def test_files_named_one_by_one_are_read_together_and_told_in_their_order(store, fit_run, tmp_path):
    """Twelve are more than one process reads by itself."""
    paths = [tmp_path / f"{number:02}.fit" for number in range(12)]
    for number, path in enumerate(paths):
        path.write_bytes(fit_run(start=LATER + timedelta(days=number)) if number != 5 else b"no run")
    expected = []
    outcomes = list(batch.import_paths(store, paths, expected.append))
    assert [outcome.path for outcome in outcomes] == list(map(str, paths))
    assert statuses(outcomes) == ["imported"] * 5 + ["not_an_activity"] + ["imported"] * 6
    assert sum(expected) == 12
    assert len(store.load().runs) == 11


def test_a_second_import_of_the_same_files_adds_nothing_and_no_line(store, fit_run, tmp_path):
    folder = tmp_path / "in"
    folder.mkdir()
    for number in range(9):
        (folder / f"{number}.fit").write_bytes(fit_run(start=LATER + timedelta(days=number)))
    first = list(batch.import_paths(store, [folder]))
    lines = len(store.files())
    second = list(batch.import_paths(store, [folder]))
    assert statuses(first) == ["imported"] * 9
    assert statuses(second) == ["duplicate"] * 9
    assert [outcome.run_ids for outcome in second] == [outcome.run_ids for outcome in first]
    assert (len(store.load().runs), len(store.files())) == (9, lines)


def test_paths_are_those_of_the_folder_in_which_the_command_was_given(store, fit_run, tmp_path, monkeypatch):
    (tmp_path / "in").mkdir()
    for number in range(9):
        (tmp_path / "in" / f"{number}.fit").write_bytes(fit_run(start=LATER + timedelta(days=number)))
    monkeypatch.chdir(tmp_path)
    outcomes = list(batch.import_paths(store, ["in"]))
    assert statuses(outcomes) == ["imported"] * 9
    assert outcomes[0].path == str(Path("in") / "0.fit")


def test_a_film_in_the_folder_is_told_but_not_kept(store, tmp_path):
    (tmp_path / "film.mp4").write_bytes(b"\0\0\0\x20ftypmp42" + bytes(100_000))
    (outcome,) = batch.import_paths(store, [tmp_path / "film.mp4"])
    assert outcome.status == "not_an_activity"
    with pytest.raises(StoreError, match="was not kept"):
        store.original(store.files()["sha256"][0])


def test_a_copy_under_another_name_has_a_line_of_its_own_once(store, fit_run):
    batch.import_one(store, "morning.fit", fit_run())
    batch.import_one(store, "copy.fit", fit_run())
    batch.import_one(store, "copy.fit", fit_run())
    files = store.files()
    assert files[["name", "status"]].to_numpy().tolist() == [
        ["copy.fit", "duplicate"],
        ["morning.fit", "imported"],
    ]


def test_one_file_that_cannot_be_kept_does_not_cost_the_others(store, fit_run, tmp_path, monkeypatch, caplog):
    """All files of a transaction are tried again alone where one of them breaks it."""
    paths = [tmp_path / f"{number}.fit" for number in range(3)]
    for number, path in enumerate(paths):
        path.write_bytes(fit_run(start=LATER + timedelta(days=number)))
    add = Intake.add_run

    def picky(self, run_id, row, blobs):
        if row["started_at"].day == LATER.day + 1:
            raise ZeroDivisionError
        add(self, run_id, row, blobs)

    monkeypatch.setattr(Intake, "add_run", picky)
    outcomes = list(batch.import_paths(store, paths))
    assert statuses(outcomes) == ["imported", "failed", "imported"]
    assert "fault of hiplog" in outcomes[1].reason
    failed = store.files().set_index("status").loc["failed"]
    assert failed["name"] == str(paths[1])
    assert store.original(failed["sha256"]) == paths[1].read_bytes()  # for a hiplog that can
    assert len(store.load().runs) == 2
    assert "ZeroDivisionError" in caplog.text


def test_a_full_disk_stops_the_import_with_a_sentence_and_keeps_what_was_told(store, fit_run, tmp_path):
    """The database may not grow beyond what it has: SQLite says the same as for a full disk."""
    for number in range(6):
        (tmp_path / f"{number}.fit").write_bytes(
            fit_run(start=LATER + timedelta(days=number), heart_rate=150)
        )
    batch.import_one(store, "first.fit", fit_run())
    limit = "PRAGMA max_page_count = {}"
    pages = _pragma(store, "PRAGMA page_count")

    def cramped(connection, _):
        connection.execute(limit.format(pages + 2))

    event.listen(store._engine, "connect", cramped)
    told = []
    with pytest.raises(StoreError, match=r"is full.*nothing was half saved"):
        told.extend(batch.import_paths(store, sorted(tmp_path.glob("*.fit"))))
    event.remove(store._engine, "connect", cramped)
    assert len(store.load().runs) == 1 + len(told) < 7
    assert statuses(batch.import_paths(store, sorted(tmp_path.glob("*.fit"))))[-1] == "imported"
    assert len(store.load().runs) == 7


def _pragma(store, words):
    with store._engine.connect() as connection:
        return connection.exec_driver_sql(words).scalar()


def test_importing_does_not_load_the_screen():
    code = "import sys, ingest.batch; print('streamlit' in sys.modules, 'plotly' in sys.modules)"
    said = subprocess.run([sys.executable, "-c", code], cwd=ROOT, capture_output=True, text=True, check=True)
    assert said.stdout.split() == ["False", "False"]


def test_a_second_look_at_files_that_are_no_runs_adds_no_line(store, fit_run, tmp_path):
    (tmp_path / "walk.fit").write_bytes(fit_run(sport="walking"))
    (tmp_path / "note.txt").write_text("hello")
    paths = [tmp_path / "walk.fit", tmp_path / "note.txt"]
    first, second = (statuses(batch.import_paths(store, paths)) for _ in range(2))
    assert first == second == ["not_a_run", "not_an_activity"]
    assert len(store.files()) == 2


def told_by_an_account(store, name, data, **said):
    (outcome,) = take(store, [Task(name, data, said=Said(**said))])
    return outcome


def test_an_account_names_the_run_and_its_shoes(store, fit_run):
    outcome = told_by_an_account(store, "a.fit", fit_run(), title="Lunch Run", shoe="Ghost 15")
    run = store.load().runs.iloc[0]
    assert (run["run_id"], run["title"], run["shoe_id"]) == (outcome.run_ids[0], "Lunch Run", "ghost-15")
    assert store.load().shoes[["name", "kind"]].to_numpy().tolist() == [["Ghost 15", "road"]]


def test_an_account_that_comes_after_its_files_still_names_them_but_not_what_the_runner_named(store, fit_run):
    (first,) = batch.import_one(store, "a.fit", fit_run()).run_ids
    (second,) = batch.import_one(store, "b.fit", fit_run(start=LATER)).run_ids
    own = store.add_shoe("My own", "road")
    store.edit_runs([second], title="Mine", shoe_id=own)
    for data in (fit_run(), fit_run(start=LATER)):
        assert told_by_an_account(store, "x.fit", data, title="Theirs", shoe="Ghost 15").status == "duplicate"
    runs = store.load().runs.set_index("run_id")
    assert runs.loc[first, ["title", "shoe_id"]].tolist() == ["Theirs", "ghost-15"]
    assert runs.loc[second, ["title", "shoe_id"]].tolist() == ["Mine", own]


def test_the_shoes_of_a_twin_reach_the_run(store, fit_run, gpx_run):
    batch.import_one(store, "watch.fit", fit_run(heart_rate=150))
    told_by_an_account(store, "strava.gpx", gpx_run(), shoe="Ghost 15")
    assert store.load().runs["shoe_id"].tolist() == ["ghost-15"]


def test_the_pair_of_an_account_goes_before_a_default_and_what_the_runner_took_away_stays_away(
    store, fit_run
):
    store.add_shoe("Usual", "road", default_for="generic", first_used=date(2020, 1, 1))
    (first,) = batch.import_one(store, "a.fit", fit_run()).run_ids
    (second,) = batch.import_one(store, "b.fit", fit_run(start=LATER)).run_ids
    store.edit_runs([second], shoe_id=None)
    for data in (fit_run(), fit_run(start=LATER)):
        told_by_an_account(store, "x.fit", data, shoe="Ghost 15")
    runs = store.load().runs.set_index("run_id")
    assert runs.loc[first, ["shoe_id", "shoe_source"]].tolist() == ["ghost-15", "account"]
    assert pd.isna(runs.loc[second, "shoe_id"])


def test_a_richer_recording_leaves_a_run_without_the_pair_that_was_taken_away(store, fit_run, gpx_run):
    store.add_shoe("Usual", "road", default_for="generic", first_used=date(2020, 1, 1))
    (run_id,) = batch.import_one(store, "phone.gpx", gpx_run()).run_ids
    assert store.load().runs["shoe_source"].tolist() == ["default"]
    store.edit_runs([run_id], shoe_id=None)
    assert batch.import_one(store, "watch.fit", fit_run(heart_rate=150)).status == "merged"
    assert store.load().runs[["shoe_id", "shoe_source"]].isna().to_numpy().tolist() == [[True, False]]
