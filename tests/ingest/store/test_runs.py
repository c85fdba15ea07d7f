"""Runs in the store: kept whole, given back as frames that conform, edited and replaced."""

from __future__ import annotations

import pandas as pd
import pytest

from ingest.errors import InvalidEntry, StoreError
from ingest.schema import DIARY, LAPS, RUNS, SHOES, TRACK, Log, Profile
from ingest.store import Original, RunExists, Store, runs

START = pd.Timestamp("2026-05-03T06:00:00Z")


def run(store, run_id):
    return store.load().runs.set_index("run_id").loc[run_id]


def test_an_empty_log_is_an_ordinary_log(store):
    log = store.load()
    for frame, table in ((log.runs, RUNS), (log.diary, DIARY), (log.shoes, SHOES)):
        assert len(frame) == 0
        assert frame.dtypes.astype("str").to_dict() == table.dtypes
    assert log.profile == Profile()
    assert log.limits == {}
    assert store.data_version() == 0


def test_a_run_comes_back_as_it_was_added(store, add, track, laps):
    add("a", title="Long run")
    runs = store.load().runs
    assert runs.dtypes.astype("str").to_dict() == RUNS.dtypes
    assert runs.index.tolist() == [0]
    row = runs.iloc[0]
    assert (row["run_id"], row["title"], row["distance_m"]) == ("a", "Long run", 10_000.0)
    assert row["started_at"] == START
    assert row["day"] == pd.Timestamp("2026-05-03")
    pd.testing.assert_frame_equal(store.track("a"), track, check_exact=True)
    pd.testing.assert_frame_equal(store.laps("a"), laps, check_exact=True)


def test_absent_is_not_zero(store, add):
    add("a")
    row = run(store, "a")
    assert row["ascent_m"] == 0.0  # said to be none
    assert pd.isna(row["descent_m"])  # not said
    assert pd.isna(row["avg_heart_rate_bpm"])
    assert pd.isna(row["title"])


def test_every_column_of_a_run_is_kept(store, track, laps):
    values = {"float64": 1.25, "str": "road", "datetime64[us, UTC]": START}
    chosen = ("run_id", "shoe_id", "day", "sport", "excluded")
    row = {c.name: values[c.dtype] for c in RUNS.columns if c.name not in chosen}
    row |= {"sport": "running", "excluded": None}
    row["day"] = pd.Timestamp("2026-05-03")
    row["shoe_id"] = store.add_shoe("Ghost", "road")
    store.add_run("a", row, track, laps, Original("a.fit", b"a"))
    back = store.load().runs.iloc[0].to_dict()
    assert pd.isna(back.pop("excluded"))
    assert {**back, "excluded": None} == {**row, "run_id": "a"}


def test_a_start_between_two_seconds_keeps_its_microseconds(store, add):
    add("a", started_at=START + pd.Timedelta("123456us"))
    assert run(store, "a")["started_at"] == pd.Timestamp("2026-05-03T06:00:00.123456Z")


def test_a_start_in_another_zone_is_the_same_instant(store, add):
    add("a", started_at=START.tz_convert("Asia/Tokyo"))
    assert run(store, "a")["started_at"] == START


def test_a_start_without_a_zone_is_refused(store, add):
    with pytest.raises(TypeError):
        add("a", started_at=pd.Timestamp("2026-05-03T06:00:00"))


def test_a_column_that_no_run_has_is_a_bug(store, add):
    with pytest.raises(KeyError, match="distanse_m"):
        add("a", distanse_m=1.0)
    assert len(store.files()) == 0


def test_runs_are_sorted_by_start(store, add):
    add("late", started_at=START + pd.Timedelta("1D"))
    add("early", started_at=START - pd.Timedelta("1D"))
    add("middle")
    assert store.load().runs["run_id"].tolist() == ["early", "middle", "late"]


def test_a_run_that_is_there_is_not_added_twice(store, add):
    add("a", title="first")
    with pytest.raises(RunExists, match="in the log already"):
        add("a", title="second")
    assert run(store, "a")["title"] == "first"
    assert len(store.files()) == 1


def test_nothing_of_a_run_is_kept_when_its_file_cannot_be(store, run_row, track, laps):
    class Broken(Original):
        sha256 = property(lambda self: 1 / 0)

    with pytest.raises(ZeroDivisionError):
        store.add_run("a", run_row(), track, laps, Broken("a.fit", b"a"))
    assert len(store.load().runs) == 0
    assert store.data_version() == 0
    with pytest.raises(StoreError):
        store.track("a")


def test_an_unknown_run_is_named(store):
    for ask in (store.track, store.laps):
        with pytest.raises(StoreError, match="no run “nowhere” in this log"):
            ask("nowhere")


def test_a_run_without_points_is_a_run(store, run_row):
    store.add_run("a", run_row(), TRACK.empty(), LAPS.empty(), Original("a.fit", b"a"))
    assert len(store.track("a")) == 0
    assert store.track("a").dtypes.astype("str").to_dict() == TRACK.dtypes


def test_the_version_grows_with_every_write(store, add):
    seen = [store.data_version()]
    shoe = store.add_shoe("Ghost", "road")
    for write in (
        lambda: add("a"),
        lambda: store.edit_runs(["a"], surface="trail"),
        lambda: store.edit_shoe(shoe, name="Ghost 15"),
        lambda: store.add_file(Original("b", b"b"), "failed", "no"),
        lambda: store.save_profile(Profile(body_mass_kg=70.0)),
        lambda: store.save_limits({"x": 1.0}),
    ):
        write()
        seen.append(store.data_version())
    assert seen == sorted(set(seen))


def test_reading_leaves_the_version_alone(store, add):
    add("a")
    before = store.data_version()
    store.load(), store.track("a"), store.files(), store.known_file("x"), store.last_job()
    assert store.data_version() == before


def test_the_runner_names_surface_shoes_and_title_of_several_runs(store, add):
    add("a", surface="asphalt", surface_source="sub_sport")
    add("b")
    add("c")
    shoe = store.add_shoe("Ghost", "road")
    store.edit_runs(["a", "b"], surface="trail", shoe_id=shoe, title="Woods")
    for run_id in ("a", "b"):
        row = run(store, run_id)
        assert (row["surface"], row["surface_source"]) == ("trail", "runner")
        assert (row["shoe_id"], row["title"]) == (shoe, "Woods")
    assert pd.isna(run(store, "c")["surface"])


def test_none_takes_back_what_the_runner_said(store, add):
    add("a")
    shoe = store.add_shoe("Ghost", "road")
    store.edit_runs(["a"], surface="trail", shoe_id=shoe, title="Woods")
    store.edit_runs(["a"], surface=None, shoe_id=None, title=None)
    assert run(store, "a")[["surface", "surface_source", "shoe_id", "title"]].isna().all()


def test_an_edit_of_one_thing_leaves_the_others(store, add):
    add("a", surface="asphalt", surface_source="sub_sport")
    store.edit_runs(["a"], title="Home")
    assert run(store, "a")["surface_source"] == "sub_sport"


def test_an_edit_that_changes_nothing_is_no_write(store, add):
    add("a")
    before = store.data_version()
    store.edit_runs(["a"])
    assert store.data_version() == before


def test_a_surface_that_is_none_is_refused_with_a_sentence(store, add):
    add("a")
    with pytest.raises(InvalidEntry, match="“lava” is not one of the surfaces concrete, asphalt"):
        store.edit_runs(["a"], surface="lava")


def test_a_pair_that_is_not_there_is_refused_with_a_sentence(store, add):
    add("a")
    with pytest.raises(InvalidEntry, match="no pair of shoes “ghost”"):
        store.edit_runs(["a"], shoe_id="ghost")


def test_an_edit_of_a_run_that_is_not_there_changes_none(store, add):
    add("a")
    with pytest.raises(StoreError, match="no run “nowhere”"):
        store.edit_runs(["a", "nowhere"], title="x")
    assert pd.isna(run(store, "a")["title"])


def test_only_what_the_runner_may_say_can_be_edited(store, add):
    add("a")
    with pytest.raises(TypeError, match="not ascent_m"):
        store.edit_runs(["a"], ascent_m=1.0)


def replace(store, run_id, row, track, laps):
    with store.intake() as intake:
        intake.replace_run(run_id, row, runs.packed(track, laps))


def test_a_richer_recording_takes_the_place_of_the_run(store, add, run_row, track, laps):
    add("a", distance_m=9_990.0, avg_cadence_spm=170.0)
    richer = track.assign(cadence_spm=[170.0, 172.0, 174.0])
    replace(store, "a", run_row(distance_m=10_010.0), richer, laps)
    row = run(store, "a")
    assert row["distance_m"] == 10_010.0
    assert pd.isna(row["avg_cadence_spm"])  # of the poorer recording nothing stays
    pd.testing.assert_frame_equal(store.track("a"), richer, check_exact=True)


def test_a_richer_recording_keeps_what_the_runner_said(store, add, run_row, track, laps):
    add("a", surface="asphalt", surface_source="sub_sport", duration_s=3000.0)
    shoe = store.add_shoe("Ghost", "road")
    said = {
        "surface": "trail",
        "shoe_id": shoe,
        "title": "Woods",
        "sub_sport": "track",
        "distance_m": 12_000.0,
    }
    store.edit_runs(["a"], **said)
    row = run_row(title="Morning run", surface="paved", surface_source="sub_sport", duration_s=3000.0)
    replace(store, "a", row | {"run_id": "other", "distance_m": 10_100.0, "sub_sport": "street"}, track, laps)
    row = run(store, "a")
    assert (row["surface"], row["surface_source"]) == ("trail", "runner")
    assert (row["shoe_id"], row["title"], row["sub_sport"]) == (shoe, "Woods", "track")
    assert (row["distance_m"], row["recorded_distance_m"]) == (12_000.0, 10_100.0)


def test_a_richer_recording_of_a_run_left_out_brings_it_not_back(store, add, run_row, track, laps):
    add("a")
    store.edit_runs(["a"], excluded=True)
    replace(store, "a", run_row(), track, laps)
    assert store.load().runs.empty
    assert store.left_out()["run_id"].tolist() == ["a"]


def test_a_richer_recording_brings_the_surface_that_only_the_device_knew(store, add, run_row, track, laps):
    add("a", surface="asphalt", surface_source="sub_sport")
    row = run_row(title="Morning run", surface="trail", surface_source="sub_sport")
    replace(store, "a", row, track, laps)
    assert run(store, "a")["surface"] == "trail"
    assert run(store, "a")["title"] == "Morning run"  # nobody had named it


def test_a_run_that_is_not_there_cannot_be_replaced(store, run_row, track, laps):
    with pytest.raises(StoreError, match="no run “a”"):
        replace(store, "a", run_row(), track, laps)
    assert store.data_version() == 0


def test_two_runners_in_one_database_see_only_their_own(where, add, store, run_row, track, laps):
    other = Store(where, runner_id=2)
    add("a", title="mine")
    other.add_run("a", run_row(title="theirs"), track, laps, Original("a.fit", b"a"))
    assert run(store, "a")["title"] == "mine"
    assert run(other, "a")["title"] == "theirs"
    assert len(other.files()) == 1
    shoe = other.add_shoe("Ghost", "road")
    with pytest.raises(InvalidEntry):
        store.edit_runs(["a"], shoe_id=shoe)
    assert store.data_version() == 1
    assert store.load().shoes.empty


def test_a_store_opened_again_holds_the_same_log(where, store, add):
    add("a", title="Long run")
    pd.testing.assert_frame_equal(Store(where).load().runs, store.load().runs)
    assert isinstance(Store(store.where).load(), Log)
    assert len(Store(store.where).load().runs) == 1
