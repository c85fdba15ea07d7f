"""A map comes into use whole or not at all, runs are laid on it, and what is refused leaves all as it was."""

import json
import shutil

import numpy as np
import pandas as pd
import pytest

from ingest.__main__ import main
from ingest.ground import outstanding, settle_all, surfaces
from ingest.map import extract, index, place, progress, take
from ingest.map.extract import NotAMap
from ingest.map.progress import DONE, FAILED, LAYING, READING, State
from ingest.map.take import Busy, Elsewhere
from ingest.schema import LAPS, TRACK
from ingest.store import Store
from ingest.store.files import Original

ROAD = ({"highway": "residential", "surface": "asphalt"}, [(0, 0), (1000, 0), (2000, 0)])
SIDEWALK = ({"highway": "footway", "footway": "sidewalk"}, [(0, 500), (2000, 500)])


@pytest.fixture(scope="module")
def _empty_log(tmp_path_factory):
    folder = tmp_path_factory.mktemp("empty") / "log"
    Store(folder).load()
    return folder


@pytest.fixture
def store(_empty_log, tmp_path):
    return Store(shutil.copytree(_empty_log, tmp_path / "log"))


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
    monkeypatch.setattr(progress.jobs, "worker", lambda: "another:1:unknown")
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
    assert first.map_id == second.map_id
    assert first.folder != second.folder
    assert take.take(store, file(ROAD, SIDEWALK)).map_id != first.map_id


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
