"""A map comes into use whole or not at all, runs are laid on it, and what is refused leaves all as it was."""

import json

import numpy as np
import pandas as pd
import pytest

from ingest.__main__ import main
from ingest.ground import outstanding, settle_all, surfaces
from ingest.map import extract, index, place, progress, take
from ingest.map.progress import DONE, FAILED, LAYING, READING, State
from ingest.map.refusals import NotAMap
from ingest.map.take import Busy, Elsewhere
from ingest.schema import LAPS, TRACK
from ingest.store import Store
from ingest.store.files import Original

ROAD = ({"highway": "residential", "surface": "asphalt"}, [(0, 0), (1000, 0), (2000, 0)])
SIDEWALK = ({"highway": "footway", "footway": "sidewalk"}, [(0, 500), (2000, 500)])


@pytest.fixture
def store(blank, tmp_path):
    return Store(blank(tmp_path / "log"))


@pytest.fixture
def run(store, degrees):
    """Adds a run due east from a place, a point every 10 m, and settles it."""

    def add(run_id, east_m=0.0, north_m=0.0, length_m=1000.0):
        along = np.arange(0.0, length_m + 1, 10.0)
        latitude, longitude = degrees(east_m + along, np.full(len(along), north_m))
        began = pd.Timestamp("2026-05-03T07:00Z")
        track = pd.DataFrame(np.nan, index=range(len(along)), columns=TRACK.names)
        track["time"] = began + pd.to_timedelta(along / 2.5, unit="s")
        track = track.assign(latitude_deg=latitude, longitude_deg=longitude, distance_m=along)
        row = {"run_id": run_id, "started_at": began, "day": began.tz_localize(None).normalize()}
        row |= {"zone": "UTC", "sport": "running", "format": "fit", "distance_m": length_m}
        row |= {"start_latitude_deg": latitude[0], "start_longitude_deg": longitude[0], "points": len(along)}
        store.add_run(run_id, row, TRACK.conform(track), LAPS.empty(), Original(run_id, run_id.encode()))
        settle_all(store)

    return add


@pytest.fixture
def file(tmp_path, osm):
    """Writes an extract of these ways."""

    def write(*ways, name="here.osm"):
        path = tmp_path / name
        path.write_bytes(osm(*ways))
        return path

    return write


def metres(store, surface):
    return store.load().terrain[f"{surface}_m"].tolist()


def test_runs_in_the_log_are_laid_on_a_new_map(store, run, file):
    run("a")
    kept = take.take(store, file(ROAD))
    assert (kept.name, kept.ways, place.in_use(store)) == ("here.osm", 1, kept)
    assert (metres(store, "asphalt"), metres(store, "gravel")) == ([1010.0], [0.0])
    assert store.load().terrain["map_confidence"].tolist() == [1.0]
    assert store.ways(["a"])["a"]["surface_code"].tolist() == [1.0] * 101
    assert progress.state(store).step == DONE


def test_a_run_that_comes_later_is_laid_on_the_map_too(store, run, file):
    take.take(store, file(ROAD))
    run("a")
    assert metres(store, "asphalt") == [1010.0]
    assert outstanding(store) == 0


def test_a_run_beside_the_map_has_no_metres_and_is_not_asked_again(store, run, file):
    run("a")
    take.take(store, file(ROAD))
    run("far", north_m=50_000.0)
    assert np.isnan(metres(store, "asphalt")[1])
    assert store.load().terrain["map_id"].nunique() == 1
    assert outstanding(store) == 0


def test_another_word_on_sidewalks_asks_for_the_surfaces_again(store, run, file):
    from dataclasses import replace

    run("a", north_m=500.0)
    take.take(store, file(ROAD, SIDEWALK))
    assert (metres(store, "paved"), metres(store, "concrete")) == ([1010.0], [0.0])
    store.save_profile(replace(store.profile(), concrete_sidewalks=True))
    assert outstanding(store) == 1
    settle_all(store)
    assert (metres(store, "paved"), metres(store, "concrete")) == ([0.0], [1010.0])


def test_a_map_that_is_removed_takes_its_surfaces_along(store, run, file):
    run("a")
    take.take(store, file(ROAD))
    place.forget(store)
    settle_all(store)
    assert np.isnan(metres(store, "asphalt")[0])
    assert store.ways(["a"])["a"]["surface_code"].isna().all()
    assert (place.in_use(store), outstanding(store)) == (None, 0)
    assert not [each for each in place.folder(store).iterdir() if each.is_dir()]


@pytest.fixture
def other_machine(store, tmp_path):
    """The same log, as a machine with a folder of its own sees it: logs may lie on a server."""

    class Elsewhere(Store):
        folder = tmp_path / "other machine"

    return Elsewhere(tmp_path / "log")


def test_a_machine_without_the_map_leaves_what_another_one_laid(store, run, file, other_machine):
    run("a")
    take.take(store, file(ROAD))
    before = store.data_version()
    assert (outstanding(other_machine), settle_all(other_machine), outstanding(store)) == (0, 0, 0)
    assert store.data_version() == before
    assert metres(store, "asphalt") == [1010.0]


GRAVEL = (ROAD[0] | {"surface": "gravel"}, ROAD[1])


def test_two_machines_with_maps_of_their_own_leave_each_other_in_peace(store, run, file, other_machine):
    """The map that was added last is the one that tells, each time that one is."""
    run("a")
    for here, there, way, surface in [
        (store, other_machine, ROAD, "asphalt"),
        (other_machine, store, GRAVEL, "gravel"),
        (store, other_machine, ROAD, "asphalt"),
        (other_machine, store, GRAVEL, "gravel"),
    ]:
        take.take(here, file(way))
        assert (outstanding(here), outstanding(there)) == (0, 0)
        assert (settle_all(there), settle_all(here)) == (0, 0)
        assert metres(store, surface) == [1010.0]


def test_a_map_removed_on_one_machine_leaves_the_word_to_that_of_the_other(store, run, file, other_machine):
    run("a")
    take.take(other_machine, file(GRAVEL))
    take.take(store, file(ROAD))
    place.forget(store)
    settle_all(store)
    assert np.isnan(metres(store, "asphalt")[0])
    settle_all(other_machine)
    assert (metres(store, "gravel"), outstanding(store)) == ([1010.0], 0)


@pytest.mark.parametrize("left", ['{"map_id": "a', None])
def test_a_map_whose_pointer_is_damaged_or_gone_takes_nothing_along(store, run, file, left):
    run("a")
    kept = take.take(store, file(ROAD))
    pointer = place.folder(store) / place.POINTER
    pointer.unlink() if left is None else pointer.write_text(left, encoding="utf-8")
    assert (place.in_use(store), outstanding(store), settle_all(store)) == (None, 0, 0)
    place.sweep(store)
    assert metres(store, "asphalt") == [1010.0]
    assert kept.folder.is_dir()
    take.take(store, file(GRAVEL))
    assert (metres(store, "gravel"), kept.folder.exists()) == ([1010.0], False)


def test_a_map_whose_pointer_is_damaged_can_be_removed(store, run, file):
    run("a")
    take.take(store, file(ROAD))
    (place.folder(store) / place.POINTER).write_text("", encoding="utf-8")
    place.forget(store)
    assert (outstanding(store), settle_all(store), outstanding(store)) == (1, 1, 0)
    assert np.isnan(metres(store, "asphalt")[0])


def test_taking_back_that_was_cut_short_is_made_good(store, run, file, monkeypatch):
    run("a")
    take.take(store, file(ROAD))
    place.forget(store)
    with monkeypatch.context() as cut:
        cut.setattr(Store, "put_surfaces", lambda *_: pytest.fail("cut short"))
        with pytest.raises(pytest.fail.Exception):
            settle_all(store)
    assert (outstanding(store), settle_all(store), outstanding(store)) == (1, 1, 0)


def test_a_map_removed_while_runs_are_laid_on_it_leaves_nothing_behind(store, run, file, monkeypatch):
    """Another process removes it, and has taken all back, between a run's laying and its writing."""
    take.take(store, file(ROAD))
    monkeypatch.setattr(Store, "unmatched", lambda *_: [])
    run("a")
    monkeypatch.undo()
    laid = surfaces.match.laid

    def slowly(*asked):
        place.forget(store)
        assert settle_all(store) == 0
        return laid(*asked)

    monkeypatch.setattr(surfaces.match, "laid", slowly)
    settle_all(store)
    assert np.isnan(metres(store, "asphalt")[0])
    assert (store.maps_told(), outstanding(store)) == ([], 0)


def test_a_run_that_cannot_be_laid_holds_up_no_other(store, run, file, monkeypatch, caplog):
    run("a")
    monkeypatch.setattr(surfaces.match, "laid", lambda *_: 1 / 0)
    take.take(store, file(ROAD))
    assert "laying a run on the map" in caplog.text
    assert outstanding(store) == 0


def test_a_map_of_elsewhere_is_refused_and_the_old_one_stays(store, run, file, osm):
    run("a")
    kept = take.take(store, file(ROAD))
    far = file(({"highway": "path"}, [(90_000, 90_000), (90_100, 90_000)]), name="far.osm")
    with pytest.raises(Elsewhere) as refused:
        take.take(store, far)
    assert str(refused.value) == (
        "None of your runs lies on far.osm: it covers 48.8° N, 12.2° E to 48.8° N, 12.2° E, and you run "
        "around 48.0° N, 11.0° E. Choose the extract of your own region. Nothing has been changed."
    )
    assert place.in_use(store) == kept
    assert progress.state(store).said == str(refused.value)
    assert metres(store, "asphalt") == [1010.0]


def test_without_runs_any_map_is_taken(store, file):
    assert take.take(store, file(ROAD)).ways == 1


def test_a_damaged_file_leaves_the_old_map(store, run, file, tmp_path):
    run("a")
    kept = take.take(store, file(ROAD))
    (tmp_path / "bad.osm").write_bytes(b"hello")
    with pytest.raises(NotAMap):
        take.take(store, tmp_path / "bad.osm")
    assert place.in_use(store) == kept
    assert progress.state(store).step == FAILED


def test_whatever_stops_a_build_leaves_the_old_map_and_nothing_of_the_new(store, run, file, monkeypatch):
    run("a")
    kept = take.take(store, file(ROAD))
    monkeypatch.setattr(index.json, "dumps", lambda told: 1 / 0)
    with pytest.raises(ZeroDivisionError):
        index.build(extract.read(file(ROAD, SIDEWALK)), place.new(store), {})
    monkeypatch.undo()
    assert place.in_use(store) == kept
    assert place.opened(kept).cells.size
    place.sweep(store)  # as the next build does
    assert [each.name for each in place.folder(store).iterdir() if each.is_dir()] == [kept.folder.name]


def test_a_map_that_was_read_when_its_process_died_is_told_to_have_stopped(store):
    said = {"step": READING, "name": "a.osm", "worker": "nowhere:1:1", "seen_at": "2020-01-01T00:00:00+00:00"}
    place.folder(store).mkdir(parents=True)
    (place.folder(store) / "progress.json").write_text(json.dumps(said), encoding="utf-8")
    assert progress.state(store) == State(FAILED, "a.osm", said=progress.DIED[READING])
    (place.folder(store) / "progress.json").write_text(json.dumps({**said, "step": LAYING}), encoding="utf-8")
    assert progress.state(store).said == progress.DIED[LAYING]


def test_two_maps_are_not_read_at_once(store, file, monkeypatch):
    monkeypatch.setattr(progress.workers, "worker", lambda: "another:1:unknown")
    progress.Teller(store, "first.osm").tell(READING, 5)
    monkeypatch.undo()
    with pytest.raises(Busy, match=r"first\.osm is being read just now"):
        take.take(store, file(ROAD))


def test_an_uploaded_file_is_removed_whatever_became_of_it(store, osm):
    uploads = place.folder(store) / place.UPLOADS
    for name, data in (("a", osm(ROAD)), ("b", b"hello")):
        (uploads / name).mkdir(parents=True)
        (uploads / name / "here.osm").write_bytes(data)
    take.take(store, uploads / "a" / "here.osm")
    with pytest.raises(NotAMap):
        take.take(store, uploads / "b" / "here.osm")
    assert list(uploads.iterdir()) == []


@pytest.mark.parametrize("named_by", ["link", "itself"])
def test_an_upload_is_removed_where_the_log_is_reached_by_a_link(store, osm, tmp_path, named_by):
    (tmp_path / "link").symlink_to(tmp_path / "log")
    linked = Store(tmp_path / "link")
    uploads = place.folder(linked) / place.UPLOADS
    (uploads / "a").mkdir(parents=True)
    path = uploads / "a" / "here.osm"
    path.write_bytes(osm(ROAD))
    take.take(linked, path.resolve() if named_by == "itself" else path)
    assert list(uploads.iterdir()) == []


def test_an_index_that_cannot_be_opened_is_said_so_and_surfaces_stay(store, run, file):
    run("a")
    kept = take.take(store, file(ROAD))
    (kept.folder / "way.npy").unlink()
    with pytest.raises(place.MapDamaged, match=r"here\.osm cannot be read any more"):
        place.opened(kept)
    assert settle_all(store) == 0  # nothing is outstanding: what it told stands
    run("b")
    assert metres(store, "asphalt")[0] == 1010.0


def test_an_index_of_an_older_hiplog_is_left_alone(store, run, file):
    run("a")
    take.take(store, file(ROAD))
    pointer = place.folder(store) / "current.json"
    pointer.write_text(json.dumps({**json.loads(pointer.read_text()), "format": 0}), encoding="utf-8")
    assert not place.opens(place.in_use(store))
    assert surfaces.waiting(store) == []
    assert metres(store, "asphalt") == [1010.0]


def test_the_same_extract_makes_the_same_map(store, file):
    first, second = take.take(store, file(ROAD)), take.take(store, file(ROAD))
    assert first.map_id.partition("-")[0] == second.map_id.partition("-")[0]
    assert (first.folder != second.folder, first.map_id != second.map_id) == (True, True)
    other = take.take(store, file(ROAD, SIDEWALK))
    assert other.map_id.partition("-")[0] != first.map_id.partition("-")[0]


def test_the_command_takes_tells_and_removes_a_map(store, run, file, tmp_path, capsys):
    run("a")
    at = ["--store", str(tmp_path / "log"), "map"]
    assert main([*at, str(file(ROAD))]) == 0
    said = capsys.readouterr().out
    assert said.startswith("here.osm, added on ")
    assert "1 ways, 48.0° N, 11.0° E to 48.0° N, 11.0° E; 1 of 1 runs with positions begin on it." in said
    assert main([*at, "--status"]) == 0
    assert capsys.readouterr().out == said
    assert main([*at, "--forget"]) == 0
    assert "No map is in use." in capsys.readouterr().out
    assert np.isnan(metres(store, "asphalt")[0])
    assert main([*at, str(tmp_path / "nix.osm")]) == 1
    assert "There is no file" in capsys.readouterr().err
