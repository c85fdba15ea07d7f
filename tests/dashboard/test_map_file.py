"""The street map on Settings: what it is for, how far it is, what was refused, and which one is in use."""

from datetime import date

import pytest
from streamlit.testing.v1 import AppTest

from dashboard import theme
from dashboard.views import map_file, picture, streets
from ingest.ground import settle_all
from ingest.map import extract, place, progress, refusals, take
from ingest.map.progress import FAILED, LAYING, READING, State

OSM = """<?xml version="1.0"?><osm version="0.6">
<node id="1" version="1" lat="47.00" lon="8.000"/><node id="2" version="1" lat="47.09" lon="8.000"/>
<way id="1" version="1"><nd ref="1"/><nd ref="2"/><tag k="highway" v="path"/></way></osm>"""


@pytest.fixture(autouse=True)
def started(monkeypatch):
    """The files that processes were started with; no process is."""
    files = []
    monkeypatch.setattr(take, "start", lambda store, file=None: files.append(file))
    return files


def told(store, state):
    progress._write(place.folder(store) / "progress.json", state)


def mine(step, **more):
    return State(step, "here.osm", worker=progress.workers.worker(), **more)


def test_without_a_map_it_says_what_one_is_for_and_where_to_get_it(visit, small_store, everything_said):
    said = everything_said(visit("settings", small_store))
    assert "what lies under every metre you run" in said
    assert "nothing leaves it" in said
    assert "Geofabrik" in said
    assert "hiplog itself downloads nothing" in said


def test_the_map_in_use_is_told_and_removed(visit, small_store, everything_said, tmp_path, started):
    """The way leads 0.09° to the north, 10 km; the file has no day of its own."""
    (tmp_path / "*here*.osm").write_text(OSM, encoding="utf-8")
    kept = take.take(small_store, tmp_path / "*here*.osm")
    page = visit("settings", small_store)
    assert "*here*.osm" in [text.value for text in page.text]
    said = everything_said(page)
    assert f"Added on {map_file.day_of(kept.added_on)}. 1 way on 0 km by 10 km" in said
    assert "No run in your log has a position yet." in said
    page.button(key="map.ask").click().run()
    assert "The file is needed again to bring it back." in everything_said(page)
    page.button(key="map.keep").click().run()
    assert place.in_use(small_store) is not None
    page.button(key="map.ask").click().run()
    page.button(key="map.remove").click().run()
    assert place.in_use(small_store) is None
    assert started == [None]
    assert "Your runs stay" in page.success[0].value


def test_a_day_is_told_with_its_year():
    assert map_file.day_of(date(2022, 7, 24)) == "24 Jul 2022"


def test_while_a_map_is_read_nothing_else_is_offered(visit, small_store, everything_said):
    told(small_store, mine(READING, done=12_340))
    page = visit("settings", small_store)
    assert "You may leave this page: it goes on." in everything_said(page)
    assert page.text_input(key="map.path").disabled
    assert page.file_uploader(key="map.file.0").disabled


def map_of(where, draw):
    from dashboard import cache
    from dashboard.clock import today
    from dashboard.views import heat_map, run_map
    from ingest.store import Store

    store = Store(where)
    log = cache.log(store)
    if draw == "run":
        run_map.section(store, log, log.runs.iloc[0])
    else:
        heat_map.section(store, log, today(log.profile))


@pytest.mark.parametrize("draw", ["run", "heat"])
@pytest.mark.parametrize("with_map", [True, False], ids=["map", "no_map"])
def test_the_streets_of_the_map_lie_beneath_the_ways_with_their_credit(
    draw, with_map, small_store, tmp_path, monkeypatch
):
    """The one way of the map leads north along 8° E, where all runs go."""
    figures = []
    monkeypatch.setattr(picture, "show", lambda figure, *more: figures.append(figure))
    settle_all(small_store)
    if with_map:
        (tmp_path / "here.osm").write_text(OSM, encoding="utf-8")
        take.take(small_store, tmp_path / "here.osm")
    page = AppTest.from_function(map_of, args=(small_store.where, draw), default_timeout=20).run()
    assert not page.exception
    (figure,) = figures
    beneath = figure.data[0]
    assert (beneath.line.color == theme.FAINT, streets.CREDIT in [text.value for text in page.caption]) == (
        with_map,
        with_map,
    )
    if with_map:
        assert len(beneath.x) == 2
        assert abs(beneath.x[0]) < 1.0


@pytest.mark.parametrize(
    ("state", "with_map", "words"),
    [
        (State(READING, "a.osm"), False, "Reading a.osm …"),
        (State(READING, "a.osm", 12_340), False, "Reading a.osm: 12,340 ways so far"),
        (State(LAYING, "a.osm", 25, 365), True, "Laying your runs on the map: 25 of 365 runs"),
        (State(LAYING, ""), True, "Laying your runs on the map …"),
        (State(LAYING, "", 25, 365), False, "Taking back what the map told: 25 of 365 runs"),
    ],
)
def test_how_far_it_is_stands_in_words(state, with_map, words):
    assert map_file.in_words(state, with_map) == words


@pytest.mark.parametrize(
    ("runs", "words"),
    [
        ((0, 0), "No run in your log has a position yet."),
        ((1, 1), "1 of your 1 run with a position begins on it."),
        ((12, 1365), "12 of your 1,365 runs with a position begin on it."),
    ],
)
def test_how_many_runs_lie_on_it_stands_in_words(runs, words):
    assert map_file.on_it(*runs) == words


def test_why_a_file_was_refused_stays_until_it_is_closed(visit, small_store, monkeypatch):
    """Nor is another taken where the reader of maps is missing."""
    monkeypatch.setattr(extract, "installed", lambda: False)
    told(small_store, State(FAILED, "a", said="None of your runs lies on it"))
    page = visit("settings", small_store)
    assert [each.value for each in page.warning] == ["None of your runs lies on it"]
    assert [each.value for each in page.info] == [refusals.INSTALL]
    page.button(key="map.close").click().run()
    assert (len(page.warning), progress.state(small_store)) == (0, None)


def test_a_file_on_this_machine_is_read_by_a_process_of_its_own(small_store, tmp_path, started, monkeypatch):
    (tmp_path / "here.osm").write_text(OSM, encoding="utf-8")
    monkeypatch.setattr(map_file.st, "session_state", {map_file.PATH: f" {tmp_path / 'here.osm'} "})
    map_file.take_path(small_store)
    assert started == [tmp_path / "here.osm"]


@pytest.mark.parametrize("path", ["/no/such/file.osm", "~nobody-of-this-name/x.osm.pbf", "~", "a\0.osm"])
def test_what_is_not_there_is_said_at_once(small_store, started, monkeypatch, path):
    state = {map_file.PATH: path}
    monkeypatch.setattr(map_file.st, "session_state", state)
    map_file.take_path(small_store)
    assert "There is no file" in state[map_file.SAID][1]
    assert started == []


def test_an_upload_is_put_beside_the_log_and_read(small_store, started, monkeypatch):
    class Upload:
        file_id, name = "1", "../../here.osm"

        def getbuffer(self):
            return OSM.encode()

    state = {"map.file.0": Upload(), map_file.ROUND: 0}
    monkeypatch.setattr(map_file.st, "session_state", state)
    map_file.take_upload(small_store, "map.file.0")
    map_file.take_upload(small_store, "map.file.0")
    (path,) = started
    assert path.name == "here.osm"
    assert path.parent.parent == place.folder(small_store) / place.UPLOADS
    assert path.read_bytes() == OSM.encode()
    assert state[map_file.ROUND] == 2


def test_concrete_sidewalks_are_saved_and_asked_for_where_a_map_is(visit, small_store, tmp_path, started):
    page = visit("settings", small_store)
    page.button(key="map.sidewalks.True").click().run()
    assert small_store.profile().concrete_sidewalks
    assert started == []
    (tmp_path / "here.osm").write_text(OSM, encoding="utf-8")
    take.take(small_store, tmp_path / "here.osm")
    page.button(key="map.sidewalks.False").click().run()
    assert not small_store.profile().concrete_sidewalks
    assert started == [None]
